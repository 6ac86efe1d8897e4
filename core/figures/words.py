"""Numbers and dates as the office writes them on paper and on screen."""

from datetime import date, datetime
from decimal import Decimal

NOTHING = "—"
"""Where there is no number."""


def marks(value: Decimal | None) -> str:
    """Marks with two places: 86.50."""
    return NOTHING if value is None else f"{value:.2f}"


def signed(value: Decimal | None) -> str:
    """A difference of marks with its sign: +3.25, −1.50, 0.00."""
    if value is None:
        return NOTHING
    return f"{value:+.2f}".replace("-", "−") if value else f"{value:.2f}"


def whole_marks(value: Decimal) -> str:
    """Marks without places that say nothing: 70, 72.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def per_cent(value: Decimal | None) -> str:
    """A share that is given in per cent: 83.33%."""
    return NOTHING if value is None else f"{value:.2f}%"


def interval(low: Decimal | None, high: Decimal | None, sign: str = "") -> str:
    """From where to where: 80.97 至 89.03."""
    if low is None or high is None:
        return NOTHING
    return f"{low:.2f}{sign} 至 {high:.2f}{sign}"


def day(when: date) -> str:
    """A day in a sentence: 2026 年 7 月 1 日."""
    return f"{when.year} 年 {when.month} 月 {when.day} 日"


def moment(at: datetime | None) -> str:
    """A moment in a table: 2026-11-05 10:02."""
    return f"{at:%Y-%m-%d %H:%M}" if at else NOTHING
