"""One reminder and what was done with it: delivered, read, dealt with, put off; for good."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from core.errors import Refusal
from core.people import Officer

LAST_LEVEL = 3
LEVELS = {1: "一级", 2: "二级", 3: "三级"}


class Act(StrEnum):
    """What a recipient did with a reminder."""

    READ = "已读"
    DEALT = "已处理"
    SNOOZED = "推后"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A clock that somebody has to hear of now, on this level."""

    ref: str
    unit: str
    handler: str
    trader: str
    clock: str
    start: date
    due: date
    level: int
    said: str
    """How it stands: 剩 1 个工作日, 超期 2 个工作日."""

    def round_on(self, today: date) -> date | None:
        """On the last level each day is a round of its own, else each level is told once."""
        return today if self.level >= LAST_LEVEL else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What was delivered to whom; `acts` in the order they happened."""

    id: int
    due: Due
    recipient: str
    instead_of: str
    delivered_at: datetime
    acts: tuple[tuple[Act, datetime, str], ...] = ()
    """What was done, when, and the reason or cause that was given."""
    snoozed_until: date | None = None

    @property
    def is_read(self) -> bool:
        return bool(self.acts)

    @property
    def is_dealt(self) -> bool:
        return any(act is Act.DEALT for act, _, _ in self.acts)

    def waits_on(self, day: date) -> bool:
        """Whether it asks for something on that day."""
        put_off = self.snoozed_until is not None and day < self.snoozed_until
        return not self.is_dealt and not put_off


class Store(Protocol):
    """What acting on a reminder asks of the store."""

    def get(self, id_: int) -> Reminder: ...
    def add(self, reminder: Reminder, act: Act, why: str, until: date | None = None) -> None: ...


def read(store: Store, id_: int, *, by: Officer) -> None:
    """Note that it was seen, once."""
    reminder = _own(store, id_, by)
    if not reminder.is_read:
        store.add(reminder, Act.READ, "")


def deal(store: Store, id_: int, *, by: Officer, cause: str = "") -> None:
    """Sign for it (签收); on the last level with the cause of the delay."""
    reminder = _own(store, id_, by)
    if reminder.is_dealt:
        raise Refusal("这次催办已经处理过了。")
    if reminder.due.level >= LAST_LEVEL and not cause.strip():
        raise Refusal("三级催办要写明超期原因，才能签收。", field="cause")
    store.add(reminder, Act.DEALT, cause.strip())


def snooze(store: Store, id_: int, *, until: date, reason: str, by: Officer, today: date) -> None:
    """Put it off to a later day, with a reason; never the last level, never past the last day."""
    reminder = _own(store, id_, by)
    if reminder.due.level >= LAST_LEVEL:
        raise Refusal("三级催办不能推后，请写明超期原因后签收。")
    if not reason.strip():
        raise Refusal("请写明为什么推后。", field="reason")
    if until <= today:
        raise Refusal("推后到的日子要在今天以后。", field="until")
    if until > reminder.due.due:
        raise Refusal(f"不能推到期限（{reminder.due.due}）以后。", field="until")
    store.add(reminder, Act.SNOOZED, reason.strip(), until)


def _own(store: Store, id_: int, by: Officer) -> Reminder:
    reminder = store.get(id_)
    if reminder.recipient != by.name:
        raise Refusal(f"这次催办是给{reminder.recipient}的，由本人处理。")
    return reminder
