"""The shipped rule language and rulebook, read from `resources/rules/` once."""

from functools import cache
from typing import Any

from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.data import rulebook_of, vocabulary_of
from core.tickets.rules.rulebook import Rulebook
from storage.resources import read_toml

FOLDER = "rules"


@cache
def vocabulary() -> Vocabulary:
    """All that a condition may name."""
    return vocabulary_of(_words())


@cache
def rulebook() -> Rulebook:
    """The rules in force."""
    return rulebook_of(rulebook_data(), vocabulary())


@cache
def rulebook_data() -> dict[str, Any]:
    """The rules that come with the program, with their words, as data."""
    head = read_toml(f"{FOLDER}/rulebook.toml")
    rules = [rule for name in head["files"] for rule in read_toml(f"{FOLDER}/{name}")["rule"]]
    return {**head, **_words(), "rules": rules}


@cache
def _words() -> dict[str, Any]:
    return {
        "names": read_toml(f"{FOLDER}/names.toml")["name"],
        "lists": read_toml(f"{FOLDER}/words.toml")["list"],
        "tables": read_toml(f"{FOLDER}/articles.toml")["table"],
    }
