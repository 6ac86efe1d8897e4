"""One issue (一期): drafted, sent to the leader, approved, given out with its number.

Figures are live in a draft, and frozen from the moment it is sent to the leader: what the leader
read is what goes out. What changes in the ledger afterwards is said in the next issue.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from core.briefing.checking import Doubt, Flag, flags
from core.briefing.composing import Section
from core.briefing.figure import BriefingFigures
from core.briefing.notation import plain
from core.errors import Refusal
from core.figures.period import Period
from core.people import Action, Officer, may


class State(StrEnum):
    DRAFT = "初稿"
    SUBMITTED = "送审"
    APPROVED = "已批准"
    ISSUED = "已签发"


FROZEN = frozenset({State.SUBMITTED, State.APPROVED, State.ISSUED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`figures` are the frozen ones; None while it is a draft."""

    id: int = 0
    kind: str
    period: Period
    state: State = State.DRAFT
    sections: tuple[Section, ...]
    figures: BriefingFigures | None = None
    author: str
    written_at: datetime
    submitted_at: datetime | None = None
    opinion: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    number: str = ""
    serial: int = 0
    total: int = 0
    day: date | None = None
    issued_by: str = ""
    issued_at: datetime | None = None
    sha256: str = ""

    def section(self, key: str) -> Section:
        return next((one for one in self.sections if one.key == key), Section(key))

    def having(self, section: Section) -> "Issue":
        """The issue with this section in place of the one before."""
        others = {one.key: one for one in self.sections} | {section.key: section}
        return replace(self, sections=tuple(others.values()))


def refuse_writing(issue: Issue, by: Officer, today: date) -> None:
    if not may(by, Action.EDIT_BRIEFING, today=today):
        raise Refusal(f"{by.name}不能编简报，由消保科来编。")
    if issue.state is not State.DRAFT:
        raise Refusal(f"这一期{issue.state}，不能再改。要改的，请领导退回。")


def submitted(issue: Issue, figures: BriefingFigures, *, by: Officer, at: datetime) -> Issue:
    """Send it to the leader: the figures are frozen. Refuses what the numbers contradict."""
    refuse_writing(issue, by, at.date())
    if not any(one.sentences for one in issue.sections):
        raise Refusal("这一期还没有内容，不能送审。")
    refuse_doubtful(doubts(issue, figures))
    return replace(
        issue,
        state=State.SUBMITTED,
        figures=figures,
        author=by.name,
        submitted_at=at,
        opinion="",
        decided_by="",
        decided_at=None,
    )


def doubts(issue: Issue, figures: BriefingFigures) -> list[tuple[str, Flag]]:
    """Everything doubtful, with the section it stands in."""
    return [
        (section.key, flag)
        for section in issue.sections
        for paragraph in section.paragraphs
        for flag in flags(paragraph, figures.by_name)
    ]


def refuse_doubtful(found: Sequence[tuple[str, Flag]]) -> None:
    """A number that contradicts the ledger may not go out; one typed by hand is only warned of."""
    for _, flag in found:
        if flag.doubt is not Doubt.TYPED:
            raise Refusal(f"{flag.sentence}改好以后再送审。")


def decided(issue: Issue, *, by: Officer, at: datetime, agrees: bool, opinion: str = "") -> Issue:
    """The leader's decision: approved, or sent back as a draft with live figures again."""
    if issue.state is not State.SUBMITTED:
        raise Refusal(f"这一期是{issue.state}，送审的才能批。")
    if not may(by, Action.APPROVE_BRIEFING, today=at.date()):
        raise Refusal(f"{by.name}不能批简报，由消保科科长或者分管局领导批。")
    if by.name == issue.author:
        raise Refusal("自己送审的不能自己批，请另一位领导来批。")
    if not agrees and not opinion.strip():
        raise Refusal("退回要写明改哪里。", field="opinion")
    return replace(
        issue,
        state=State.APPROVED if agrees else State.DRAFT,
        figures=issue.figures if agrees else None,
        opinion=opinion.strip(),
        decided_by=by.name,
        decided_at=at,
    )


def numbered(
    issue: Issue, pattern: str, *, by: Officer, at: datetime, serial: int, total: int
) -> Issue:
    """Give it its number and day; the year in the number is that of the period."""
    if issue.state is not State.APPROVED:
        raise Refusal(f"这一期是{issue.state}，领导批准以后才能签发。")
    if not may(by, Action.EDIT_BRIEFING, today=at.date()):
        raise Refusal(f"{by.name}不能签发简报，由消保科签发。")
    number = pattern.format(year=issue.period.last.year, serial=serial, total=total)
    return replace(
        issue,
        state=State.ISSUED,
        number=number,
        serial=serial,
        total=total,
        day=at.date(),
        issued_by=by.name,
        issued_at=at,
    )


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of an issue given out that the ledger says otherwise now (更正)."""

    period: str
    name: str
    was: str
    now: str

    @property
    def sentence(self) -> str:
        return f"{self.period}{self.name}原为 {self.was}，台账补录、更正以后为 {self.now}。"


def corrections(issued: BriefingFigures, now: BriefingFigures) -> tuple[Correction, ...]:
    """What was given out and would be another number today, counted as on the same day."""
    return tuple(
        Correction(issued.period.label, one.name, one.shown, later.shown)
        for one in issued
        if one.condition and "." not in one.name and "@" not in one.name
        if (later := now.get(one.name)) is not None and later.shown != one.shown
    )


def reading_text(section: Section, figures: BriefingFigures) -> tuple[str, ...]:
    """The paragraphs as a reader sees them."""
    return tuple(plain(one, figures.by_name) for one in section.paragraphs)
