"""The rulebook that comes with the program, read from `resources/rules/` once.

Stores begin with it; what is in force stands in the store. Sentences of the program itself, such as
the views of its lists, are read with its words.
"""

import hashlib
from functools import cache
from typing import Any

from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.data import rulebook_of, vocabulary_of
from core.tickets.rules.plain import fingerprint, tidy
from core.tickets.rules.rulebook import Rulebook
from storage.resources import read_bytes, read_toml

FOLDER = "rules"
_WORDS = ("names.toml", "words.toml", "articles.toml")


@cache
def shipped() -> dict[str, Any]:
    """All of it as data."""
    head = read_toml(f"{FOLDER}/rulebook.toml")
    rules = [rule for name in head["files"] for rule in _rules(name)]
    return tidy({"examples_on": head["examples_on"], **shipped_words(), "rules": rules})


@cache
def shipped_words() -> dict[str, Any]:
    """Only its names, word lists and tables; the rules take ten times as long to read."""
    return tidy(
        {
            "names": read_toml(f"{FOLDER}/names.toml")["name"],
            "lists": read_toml(f"{FOLDER}/words.toml")["list"],
            "tables": read_toml(f"{FOLDER}/articles.toml")["table"],
        }
    )


def _rules(name: str) -> list[dict[str, Any]]:
    """The rules of one file, each in the group that the file is about."""
    file = read_toml(f"{FOLDER}/{name}")
    return [{"group": file["group"], **rule} for rule in file["rule"]]


@cache
def files_hash() -> str:
    """Tells quickly whether the files are still those that a store was given."""
    names = [*read_toml(f"{FOLDER}/rulebook.toml")["files"], *_WORDS, "rulebook.toml"]
    given = b"".join(read_bytes(f"{FOLDER}/{name}") for name in names)
    return hashlib.sha256(given).hexdigest()


@cache
def shipped_vocabulary() -> Vocabulary:
    return vocabulary_of(shipped_words())


@cache
def shipped_rulebook() -> Rulebook:
    return rulebook_of(shipped(), version=f"随程序 {fingerprint(shipped())}")
