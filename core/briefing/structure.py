"""What a kind of paper consists of (结构), as data: its sections, and the sentences in them.

A sentence may *need* figures that are there, or *ask for* some that are not nothing; else what
stands under `otherwise` is said. `<接收总量.环比>` is replaced by the phrase for a rise, a fall,
no change, or something new. `each` repeats `item` for the entries of a list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Refusal

CASES = ("rise", "fall", "equal", "new", "zero", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the office; `key` tells it apart within its section."""

    key: str
    text: str
    needs: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    otherwise: str = ""
    each: str = ""
    item: str = ""
    join: str = "、"
    most: int = 5
    begins: bool = False
    """Whether a paragraph begins with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    key: str
    title: str
    lines: tuple[Line, ...]
    shows: tuple[str, ...] = ()
    """Tables and charts below the text, by name."""
    is_own: bool = False
    """Written by the office itself; what stands here is only a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """`head` is the name of the paper in red, `title` what it is about, 〈期间〉 in its place."""

    key: str
    name: str
    span: str
    head: str
    title: str
    number: str
    office: str
    sent: str
    parts: tuple[Part, ...]
    phrases: Mapping[str, Mapping[str, str]]
    addressees: str = ""
    """To whom a circular is (主送); "" for a paper that is no letter."""
    closing: str = ""

    def part(self, key: str) -> Part:
        for one in self.parts:
            if one.key == key:
                return one
        known = "、".join(f"{one.key}（{one.title}）" for one in self.parts)
        raise Refusal(f"《{self.name}》没有“{key}”这一节。可以写：{known}。")


def structure_of(data: Mapping[str, Any]) -> Structure:
    """A structure read from data."""
    plain = {key: value for key, value in data.items() if key not in {"section", "phrases"}}
    return Structure(
        **plain, parts=tuple(map(_part, data["section"])), phrases=_phrases(data["phrases"])
    )


def _part(data: Mapping[str, Any]) -> Part:
    plain = {key: value for key, value in data.items() if key not in {"line", "shows"}}
    lines = tuple(_lines(data.get("line", ())))
    return Part(**plain, lines=lines, shows=tuple(data.get("shows", ())))


def _lines(data: Any) -> Iterator[Line]:
    for one in data:
        lists = {key: tuple(one[key]) for key in ("needs", "some") if key in one}
        yield Line(**{**one, **lists})


def _phrases(data: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    for suffix, said in data.items():
        if missing := [case for case in CASES if case not in said]:
            raise ValueError(f"{suffix}: {missing}")
    return data
