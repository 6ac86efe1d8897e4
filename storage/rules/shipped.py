"""The rulebook that comes with the program, read from `resources/rules/` once.

Stores begin with it; what is in force stands in the store. Sentences of the program itself, such as
the views of its lists, are read with its words.
"""

from functools import cache
from typing import Any

from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.data import rulebook_of, vocabulary_of
from core.tickets.rules.plain import fingerprint, tidy
from core.tickets.rules.rulebook import Rulebook
from storage.resources import read_toml

FOLDER = "rules"


@cache
def shipped() -> dict[str, Any]:
    """All of it as data."""
    head = read_toml(f"{FOLDER}/rulebook.toml")
    rules = [rule for name in head["files"] for rule in _rules(name)]
    return tidy(
        {
            "examples_on": head["examples_on"],
            "names": read_toml(f"{FOLDER}/names.toml")["name"],
            "lists": read_toml(f"{FOLDER}/words.toml")["list"],
            "tables": read_toml(f"{FOLDER}/articles.toml")["table"],
            "rules": rules,
        }
    )


def _rules(name: str) -> list[dict[str, Any]]:
    """The rules of one file, each in the group that the file is about."""
    file = read_toml(f"{FOLDER}/{name}")
    return [{"group": file["group"], **rule} for rule in file["rule"]]


@cache
def shipped_vocabulary() -> Vocabulary:
    return vocabulary_of(shipped())


@cache
def shipped_rulebook() -> Rulebook:
    return rulebook_of(shipped(), version=f"随程序 {fingerprint(shipped())}")
