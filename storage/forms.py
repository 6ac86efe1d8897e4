"""The shipped forms of papers, read from `resources/papers/` once."""

from functools import cache

from core.papers.form import FormSet
from core.papers.reading import set_of
from storage.resources import read_toml
from storage.rules.shipped import shipped_vocabulary

FOLDER = "papers"


@cache
def forms() -> FormSet:
    """The set of forms in force."""
    head = read_toml(f"{FOLDER}/papers.toml")
    return set_of(
        head, [read_toml(f"{FOLDER}/{name}") for name in head["files"]], shipped_vocabulary()
    )
