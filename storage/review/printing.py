"""Reads what the papers of a campaign are made of: for one officer, or for whoever owns the store.

What may be seen is decided where it always is (`core.review.results.eyes_of`); a paper has no
other way to marks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from core.errors import Refusal
from core.paper import Paper
from core.papers.numbering import series, unnumbered
from core.people import Action, Officer, reach
from core.review.campaign import Campaign, CampaignState
from core.review.papers.circular import CircularOrder, circular
from core.review.papers.points_booklet import points_booklet
from core.review.papers.ticket_sheet import ticket_sheet
from core.review.report import CampaignReport
from core.review.results import Eyes, Record, campaign_report, eyes_of, when_open
from core.review.reviews import Review, Stage
from storage.points import points, themes
from storage.resources import read_toml
from storage.review.reading import campaigns, load_record, report, unit_order


@dataclass(frozen=True, slots=True)
class Printable:
    """A campaign as one officer may have it on paper."""

    record: Record
    report: CampaignReport
    viewer: Officer | None
    today: date

    @property
    def about(self) -> Campaign:
        return self.record.campaign

    @property
    def is_whole(self) -> bool:
        """Whether the papers about all units are this officer's to have."""
        if self.viewer is None:
            return True
        return reach(self.viewer, Action.SEE_CAMPAIGN, today=self.today) is None

    def refuse_unless_whole(self, title: str) -> None:
        if not self.is_whole and self.viewer is not None:
            raise Refusal(
                f"{title}里有各所队的结果，{self.viewer.name}只能看本单位的。请由消保科来出。"
            )

    def sheet_of(self, ref: str) -> Paper:
        """The score sheet of one ticket. Refuses a ticket that is not there or not to be seen."""
        ticket = next((one for one in self.report.reviewed if one.ref == ref), None)
        if ticket is None:
            raise Refusal(f"工单 {ref} 不在您能看的评查结果里。", field="ref")
        about = self.record.campaign
        return ticket_sheet(self.report, ticket, self.reviews_of(ref), about.rubric, about.formula)

    def reviews_of(self, ref: str) -> dict[Stage, Review]:
        """The reviews of one ticket that may be printed, by stage."""
        record = self.record
        drawn = next(one for one in record.certificate.reviewed if one.ref == ref)
        tasks = [one for one in record.tasks if one.ref == ref]
        reviews = [one for one in record.reviews if one.ref == ref]
        eyes = when_open if self.viewer is None else _eyes(record, self.viewer, self.today)
        return {one.stage: one for one in eyes(drawn, tasks, reviews) or ()}


def printable(
    connection: Connection, id_: int, viewer: Officer | None, *, today: date
) -> Printable:
    """A campaign for its papers; without a viewer the marks of every ticket that is open."""
    record = load_record(connection, id_)
    eyes = when_open if viewer is None else _eyes(record, viewer, today)
    made = campaign_report(record, unit_order=unit_order(connection), eyes=eyes)
    return Printable(record, made, viewer, today)


def _eyes(record: Record, viewer: Officer, today: date) -> Eyes:
    is_closed = record.campaign.state is CampaignState.CLOSED
    return eyes_of(viewer, is_closed=is_closed, today=today)


def previous_report(connection: Connection, about: Campaign) -> CampaignReport | None:
    """The last closed campaign of the same kind before this one, marked by the same rubric."""
    return next(_earlier(connection, about), None)


def _earlier(connection: Connection, about: Campaign) -> Iterator[CampaignReport]:
    for one in campaigns(connection):
        is_earlier = one.plan.until < about.plan.since or one.id < about.id
        is_alike = one.plan.kind == about.plan.kind and one.rubric == about.rubric
        if one.state is CampaignState.CLOSED and is_earlier and is_alike and one.id != about.id:
            yield report(connection, one.id)


def circular_order(today: date) -> CircularOrder:
    """What a circular is given out with, until somebody says otherwise; without a number yet."""
    usual = read_toml("rubrics/circular.toml")
    without = series(usual.pop("number"), unit="", form="", day=today)
    return CircularOrder(number=unnumbered(without), day=today, **usual)


def circular_of(connection: Connection, found: Printable, order: CircularOrder) -> Paper:
    """The circular of a campaign, beside the round before. Refuses who sees one unit alone."""
    found.refuse_unless_whole("通报")
    before = previous_report(connection, found.about)
    return circular(found.report, found.about.rubric, order, before)


def booklet(connection: Connection, *, today: date) -> Paper:
    """The handling points in force."""
    return points_booklet(points(connection), themes(), today=today)
