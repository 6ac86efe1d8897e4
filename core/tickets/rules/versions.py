"""Versions of the rulebook (规则集版本): what one is, in which state, and which tickets it checks.

How they come about stands in `deciding` and `receiving`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from core.tickets.rules.plain import Data
from core.tickets.ticket import Ticket


class VersionState(StrEnum):
    DRAFT = "草稿"
    PROPOSED = "待确认"
    CONFIRMED = "生效"
    REJECTED = "退回"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookVersion:
    """One version, without its data; a confirmed one without `effective_from` always held.

    `covers_open` lets it also check tickets that were received earlier and still open on that day.
    `shipped` is the fingerprint of the rulebook of the program that it was taken from, if any.
    """

    number: int
    state: VersionState
    fingerprint: str
    authors: tuple[str, ...]
    written_at: datetime
    based_on: int | None = None
    reason: str = ""
    effective_from: date | None = None
    covers_open: bool = False
    proposed_by: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    opinion: str = ""
    shipped: str = ""

    @property
    def name(self) -> str:
        """What people call it: 第 4 版."""
        return f"第 {self.number} 版"

    @property
    def label(self) -> str:
        """Its name and its fingerprint, as kept on every ticket that it checked."""
        return f"{self.name} {self.fingerprint}"

    def checks(self, ticket: Ticket, today: date) -> bool:
        """Whether it may check the ticket today; of several that may, the newest does."""
        since = self.effective_from
        if since is None:
            return True
        if since > today:
            return False
        if ticket.received_at is None or ticket.received_at.date() >= since:
            return True
        closed = ticket.outcome.closed_at
        return self.covers_open and (closed is None or closed.date() >= since)


_SHOWN = 8


def said_version(label: str) -> str:
    """A kept label for people, with a short hash: 第 4 版（3f2a91bc）."""
    name, _, print_ = label.rpartition(" ")
    return f"{name}（{print_[:_SHOWN]}）" if name else label


def version_for(confirmed: Sequence[RulebookVersion], ticket: Ticket, day: date) -> RulebookVersion:
    """Which of the confirmed versions, newest first, checks the ticket on that day."""
    return next((one for one in confirmed if one.checks(ticket, day)), confirmed[-1])


def current(confirmed: Sequence[RulebookVersion], day: date) -> RulebookVersion:
    """Which of the confirmed versions, newest first, checks what comes in on that day."""
    in_force = (one for one in confirmed if one.effective_from is None or one.effective_from <= day)
    return next(in_force, confirmed[-1])


class Versions(Protocol):
    """What is asked of the versions in the store."""

    def version(self, number: int) -> RulebookVersion: ...
    def draft(self) -> RulebookVersion | None: ...
    def newest_confirmed(self) -> RulebookVersion | None: ...
    def proposed(self) -> Sequence[RulebookVersion]: ...
    def next_number(self) -> int: ...
    def data(self, number: int) -> Data: ...
    def program_data(self) -> Data | None: ...
    def keep(
        self, version: RulebookVersion, data: Data | None = None, program: Data | None = None
    ) -> None: ...
    def drop(self, version: RulebookVersion) -> None: ...
