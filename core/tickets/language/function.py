"""What a function of the rule language is; the functions stand in the `*_functions` modules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.tickets.language.value_types import Sort, ValueType


class Unknown(Exception):  # noqa: N818 -- an answer, not a fault: the value cannot be known here
    """Why a value cannot be known; a finding never fires on it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument: what it is called and which sorts of value it takes."""

    name: str
    sorts: frozenset[Sort]
    type: ValueType | None = None
    """For a word: the closed vocabulary it must come from."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function by its Chinese name.

    `run` gets the values of the arguments, first of all the case when `asks_case`. It gives None
    for "nothing", and is not called when an argument is empty unless it `takes_empty`. The last
    parameter may be repeated when `repeats`. `reads` is how a condition made of it reads in an
    explanation, with the arguments in place of {0}, {1} …
    """

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    gives: ValueType
    run: Callable[..., Any]
    takes_empty: bool = False
    asks_case: bool = False
    repeats: bool = False
    reads: str = ""
    asks_others: bool = False
    """It looks at other tickets."""
    weight: int = 1
    """How much work each character of its texts is."""
    finds_private: bool = False
    """What it gives is personal data, and stands in no explanation."""

    def parameter(self, position: int) -> Parameter:
        """The parameter that the argument at `position` belongs to."""
        return self.parameters[min(position, len(self.parameters) - 1)]

    def accepts(self, count: int) -> bool:
        """Whether it can be called with `count` arguments."""
        wanted = len(self.parameters)
        return count == wanted or (self.repeats and count > wanted)

    @property
    def signature(self) -> str:
        """How it is written, for messages and completion: 工作日后(起算日, 天数)."""
        names = ", ".join(parameter.name for parameter in self.parameters)
        return f"{self.name}({names}{', …' if self.repeats else ''})"


def takes(name: str, *sorts: Sort) -> Parameter:
    """A parameter of one or more sorts."""
    return Parameter(name, frozenset(sorts))


def takes_word(name: str, type_: ValueType) -> Parameter:
    """A parameter that must be a word of one closed vocabulary."""
    return Parameter(name, frozenset({Sort.WORD}), type_)
