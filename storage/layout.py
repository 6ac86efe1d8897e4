"""The layout of official papers, read from `resources/layout/` once."""

from functools import cache

from core.layout.standard import Standard, standard_of
from storage.resources import read_toml


@cache
def official() -> Standard:
    """What the standard in force asks."""
    return standard_of(read_toml("layout/official.toml"))


@cache
def title_words() -> tuple[str, ...]:
    """The words that no title tears."""
    return tuple(read_toml("layout/title_words.toml")["words"])
