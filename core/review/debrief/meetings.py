"""Meeting records (例会): who met, about what, and what was decided, linked to what it is about.

A decision names campaigns, points and remedies in its own words (第 1 号督查, 第 35 条要点,
第 3 项整改); the words are the links.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer, may
from core.personal.finding import ANYBODY
from core.personal.kinds import DataKind


class About(StrEnum):
    """What a decision can be about; the value is how it is written behind its number."""

    CAMPAIGN = "号督查"
    POINT = "条要点"
    REMEDY = "项整改"


_LINK = re.compile(rf"第\s*(\d{{1,6}})\s*({'|'.join(About)})")


@dataclass(frozen=True, slots=True)
class Link:
    about: About
    number: int

    @property
    def words(self) -> str:
        return f"第 {self.number} {self.about.value}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision (议定事项) with what it is about."""

    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting; id 0 while it is not kept yet."""

    id: int
    title: str
    held_on: date
    place: str
    chair: str
    attendees: tuple[str, ...]
    agenda: tuple[str, ...]
    decisions: tuple[Decision, ...]
    by: str = ""
    at: datetime | None = None


class MeetingStore(Protocol):
    """What recording a meeting asks of the store."""

    def knows(self, link: Link) -> bool: ...
    def save(self, meeting: Meeting) -> Meeting: ...


def decision(text: str) -> Decision:
    """A decision as it was written, with the links its words make."""
    found = (Link(About(kind), int(number)) for number, kind in _LINK.findall(text))
    return Decision(text.strip(), tuple(dict.fromkeys(found)))


def decisions(lines: Iterable[str]) -> tuple[Decision, ...]:
    """One for each line that says something."""
    return tuple(decision(line) for line in lines if line.strip())


def record(store: MeetingStore, meeting: Meeting, *, by: Officer, at: datetime) -> Meeting:
    """Keep a meeting, or correct one; what its decisions name has to be there."""
    if not may(by, Action.FOLLOW_REMEDIES, today=at.date()):
        raise Refusal(f"{by.name}不能写例会记录，由消保科写。")
    _check_said(meeting, at.date())
    for one in meeting.decisions:
        for link in one.links:
            if not store.knows(link):
                raise Refusal(f"没有{link.words}，请核对编号。", field="decisions")
    _refuse_personal(meeting)
    return store.save(replace(meeting, by=by.name, at=at))


def _check_said(meeting: Meeting, today: date) -> None:
    for said, field, what in (
        (meeting.title, "title", "会议名称"),
        (meeting.chair, "chair", "主持人"),
        ("".join(meeting.attendees), "attendees", "参加人"),
        ("".join(meeting.agenda), "agenda", "议程"),
    ):
        if not said.strip():
            raise Refusal(f"请写{what}。", field=field)
    if meeting.held_on > today:
        raise Refusal("会还没有开，开过再记。", field="held_on")
    if not meeting.decisions:
        raise Refusal("请至少写一项议定事项；没有议定的也写明。", field="decisions")


def _refuse_personal(meeting: Meeting) -> None:
    """A record goes to the units; names of officers stand in it, nothing else of a person may."""
    for field, texts in (
        ("agenda", meeting.agenda),
        ("decisions", tuple(one.text for one in meeting.decisions)),
    ):
        for text in texts:
            for found in ANYBODY.search(text):
                if found.sure and found.kind is not DataKind.NAME:
                    said = text[found.start : found.end]
                    raise Refusal(f"“{said}”是{found.kind.value}，记录里请遮盖。", field=field)


def proposed(
    title: str, campaign: int, points: Sequence[int], remedies: Sequence[tuple[int, str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Agenda and decisions to begin a record with: what a debrief has led to so far."""
    agenda = (f"通报“{title}”结果", "讲评扣分的评查项，归纳处置要点", "布置整改")
    return agenda, tuple(_proposed(title, campaign, points, remedies))


def _proposed(
    title: str, campaign: int, points: Sequence[int], remedies: Sequence[tuple[int, str]]
) -> Iterator[str]:
    yield f"确认“{title}”（{Link(About.CAMPAIGN, campaign).words}）的结果。"
    for number in points:
        yield f"各所队学习、执行{Link(About.POINT, number).words}。"
    for id_, what in remedies:
        yield f"{what}（{Link(About.REMEDY, id_).words}）。"
