"""Named tables of numbers (数表): data such as how many articles a statute has."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A number for each of some names; kept as pairs, so that a frozen sentence can hold it."""

    name: str
    rows: tuple[tuple[str, int], ...]
    help: str = ""

    @property
    def numbers(self) -> Mapping[str, int]:
        return dict(self.rows)
