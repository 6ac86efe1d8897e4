"""The columns of the board (时限看板): tickets by how far their clock is from its last day."""

from dataclasses import dataclass
from datetime import date

from core.tickets.clocks.words import Tone
from core.workdays import DAY, Calendar


@dataclass(frozen=True, slots=True)
class Lane:
    """One column: tickets whose last day lies from `first` to `last`, both included."""

    name: str
    tone: Tone
    first: date
    last: date


def lanes(today: date, calendar: Calendar) -> tuple[Lane, ...]:
    """From overdue to later, without a gap; what is suspended stands apart."""
    one, three, seven = (calendar.add_workdays(today, number) for number in (1, 3, 7))
    return (
        Lane("已超期", Tone.OVERDUE, date.min, today - DAY),
        Lane("今天到期", Tone.TODAY, today, today),
        Lane("剩 1 个工作日", Tone.SOON, today + DAY, one),
        Lane("剩 2 到 3 个工作日", Tone.NEAR, one + DAY, three),
        Lane("剩 4 到 7 个工作日", Tone.CALM, three + DAY, seven),
        Lane("以后", Tone.CALM, seven + DAY, date.max),
    )


PAUSED = "扣除期中"
