"""One entry of a time line, as a value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_SEAM = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")


class EntryKind(StrEnum):
    EVENT = "办理经过"
    FILLED = "填报"
    GATE = "审核流转"
    CLOCK = "时限"
    REMINDER = "催办"
    PAPER = "文书"
    CALLBACK = "回访督办"
    REVIEW = "评查"
    LINK = "关联"
    SIGHT = "查看个人信息"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody did, or what followed from it; `who` is "" where nobody did it.

    `version` is the number of the ticket's version that this made, where it made one. Of what has
    no `has_time` only the day is known. What belongs to a rework of the ticket names it in
    `rework`.
    """

    at: datetime
    who: str
    kind: EntryKind
    words: str
    version: int | None = None
    has_time: bool = True
    rework: str = ""

    @property
    def sentence(self) -> str:
        """The whole of it, to be read aloud."""
        return f"{self.when}，{self.told}。"

    @property
    def told(self) -> str:
        """Who did what, and on which rework."""
        on = f"重办件 {self.rework}：" if self.rework else ""
        return f"{on}{self.who}{self.words}"

    @property
    def when(self) -> str:
        """2026 年 11 月 3 日 9:05, or the day alone."""
        said = when(self.at)
        return said if self.has_time else said.rsplit(" ", 1)[0]


def when(at: datetime) -> str:
    """2026 年 11 月 3 日 9:05."""
    return f"{at.year} 年 {at.month} 月 {at.day} 日 {at.hour}:{at.minute:02}"


def airy(words: str) -> str:
    """A half space where Chinese and figures meet, as the office writes on the screen."""
    return _SEAM.sub(" ", words)


def listed(parts: Sequence[str], most: int = 6, *, between: str = "，") -> str:
    """Some things in a row; what is beyond `most` is counted."""
    shown = between.join(parts[:most])
    return f"{shown}，另有 {len(parts) - most} 处" if len(parts) > most else shown
