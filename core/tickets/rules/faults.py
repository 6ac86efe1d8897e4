"""What is wrong with the data of a rulebook: each fault with its place, all of them collected.

A place is what a person looks for: the number of the rule, which case or example, which column.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import TypeVar

from core.errors import Refusal
from core.tickets.language.mistakes import Mistake
from core.tickets.rules.entries import Part

T = TypeVar("T")

_SAID_AT_ONCE = 20
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a rulebook; `case` and `example` count from 1, 0 where it is none of them."""

    part: Part
    name: str = ""
    """The number of the rule, or the name of what stands in the other parts."""
    case: int = 0
    fires: bool = True
    """Whether the example is one on which the rule must fire."""
    example: int = 0
    column: str = ""
    """What the office calls the entry, or the header of the field in an example."""

    def at(self, column: str) -> "Place":
        return replace(self, column=column)

    def __str__(self) -> str:
        if self.part is Part.RULES:
            case = f"第 {self.case} 种情形的" if self.case else ""
            return f"规则 {self.name or '（没有编号）'} 的{case}{self.column}"
        if self.part is Part.EXAMPLES:
            kind = "应报" if self.fires else "不应报"
            column = f"的“{self.column}”" if self.column else ""
            return f"规则 {self.name} 的第 {self.example} 个{kind}例子{column}"
        column = f"的{self.column}" if self.column else ""
        return f"{self.part.value}“{self.name}”{column}"


class Fault(Refusal):
    """One thing that is wrong, where, and what to do; `mark` counts characters of a sentence."""

    def __init__(self, place: Place, said: str, mark: int | None = None) -> None:
        super().__init__(f"{place}，{said}")
        self.place = place
        self.said = said
        self.mark = mark


class Faults(Refusal):
    """Everything that is wrong."""

    def __init__(self, faults: Collection[Fault]) -> None:
        lines = [str(one) for one in faults][:_SAID_AT_ONCE]
        if len(faults) > _SAID_AT_ONCE:
            lines.append(f"还有 {len(faults) - _SAID_AT_ONCE} 处。")
        super().__init__("\n".join(lines))
        self.faults = tuple(faults)


class TooManyFaults(Faults):
    """So much is wrong that the rest has not been looked at."""


@dataclass(slots=True)
class Collector:
    """Takes down what is wrong while the rest goes on being read."""

    faults: list[Fault] = field(default_factory=list)
    taken_down: int = 0
    """How often something was wrong; the same in the same place is listed once."""
    unread: set[str] = field(default_factory=set)
    """Names that are wrong themselves; that they are unknown elsewhere is not worth saying."""

    def add(self, place: Place, said: str, mark: int | None = None) -> None:
        """Take a fault down, once; raises `TooManyFaults` when nobody would read further."""
        self.taken_down += 1
        if not any(one.place == place and one.said == said for one in self.faults):
            self.faults.append(Fault(place, said, mark))
        if len(self.faults) >= MOST_FAULTS:
            raise TooManyFaults(self.faults)

    def read(self, place: Place, read: Callable[[], T]) -> T | None:
        """What `read` gives; None where it refuses, which is taken down."""
        try:
            return read()
        except Mistake as mistake:
            if not self._follows(mistake):
                self.add(place, str(mistake), mistake.at)
        except Refusal as refusal:
            self.add(place, str(refusal))
        return None

    def refuse(self) -> None:
        """Raise `Faults` where anything was wrong."""
        if self.faults:
            raise Faults(self.faults)

    def _follows(self, mistake: Mistake) -> bool:
        return any(mistake.sentence.startswith(name, mistake.at) for name in self.unread)
