"""What is said to the officer in one sentence, as a value; `notice_bar.py` shows it.

Also here: the one thing a notice lets a person do about it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    OK = "ok"
    INFO = "info"
    WARN = "warn"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Offer:
    """The one action of a notice: a verb, its shortcut as written, and what it does."""

    words: str
    do: Callable[[], object]
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence, a second one that explains, and at most one thing to do.

    Never personal data, never a code alone.
    """

    text: str
    tone: Tone = Tone.INFO
    more: str = ""
    offer: Offer | None = None

    @property
    def seconds(self) -> int | None:
        """How long it stays: 8 s, 20 s where something can be taken back; None until closed."""
        if self.tone in (Tone.WARN, Tone.DANGER):
            return None
        return 20 if self.offer else 8
