"""Reads what the papers of a campaign are made of: for one officer, or for whoever owns the store.

What may be seen is decided where it always is (`core.review.results.eyes_of`); a paper has no
other way to marks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from core.errors import Refusal
from core.paper import Paper
from core.papers.numbering import series, unnumbered
from core.people import Action, Officer, may, reach
from core.review.anchors import ItemCloseness
from core.review.appeals import revised
from core.review.campaign import Campaign, CampaignState
from core.review.circulars import standing
from core.review.debrief.remedies import seen_by
from core.review.papers.choosing import ABOUT_ALL, Document, Wanted
from core.review.papers.circular import Aftermath, CircularOrder, circular
from core.review.papers.points_booklet import points_booklet
from core.review.papers.problem_list import problem_list
from core.review.papers.remedy_list import remedy_list
from core.review.papers.ticket_sheet import ticket_sheet
from core.review.papers.unit_sheet import unit_sheet, units_with_sheet
from core.review.report import CampaignReport
from core.review.results import Eyes, Record, campaign_report, eyes_of, when_open
from core.review.reviews import Review, Stage
from storage.points import points, themes
from storage.resources import read_toml
from storage.review.anchors import closeness_by_item
from storage.review.circular_log import circulars
from storage.review.debrief.citations import citations
from storage.review.debrief.remedies import remedies
from storage.review.reading import campaigns, load_record, report, unit_order

if TYPE_CHECKING:
    from storage.files.pdf.pages import PageDesign


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

    @property
    def may_issue(self) -> bool:
        """Whether this officer may number the circular."""
        viewer = self.viewer
        return viewer is not None and may(viewer, Action.PLAN_CAMPAIGN, today=self.today)

    def paper(self, wanted: Wanted, connection: Connection) -> Paper:
        """The document that is wanted. Refuses what is not there, or not to be seen."""
        report = self.report
        self._refuse(wanted)
        match wanted.document:
            case Document.SUMMARY:
                return _summary(report, closeness_by_item(connection, self.record))
            case Document.CIRCULAR:
                return self._circular(wanted, connection)
            case Document.CERTIFICATE:
                return _certificate(report)
            case Document.TICKET:
                return self.sheet_of(wanted.ref)
            case Document.POINTS:
                return booklet(connection, today=self.today)
        return self._of_unit(wanted, connection)

    def _circular(self, wanted: Wanted, connection: Connection) -> Paper:
        """The circular that was given out; without one, or with an order, as it would be now."""
        kept = standing(circulars(connection, self.about.id)) if wanted.order is None else None
        if kept is not None:
            return kept.paper
        return circular_of(connection, self, wanted.order or circular_order(self.today))

    def _of_unit(self, wanted: Wanted, connection: Connection) -> Paper:
        """The documents that there are about all units and about one."""
        match wanted.document:
            case Document.PROBLEMS:
                return problem_list(self.report, unit=wanted.unit)
            case Document.REMEDIES:
                return self._remedies(connection, wanted.unit)
        return unit_sheet(self.report, wanted.unit)

    def _refuse(self, wanted: Wanted) -> None:
        if wanted.document in ABOUT_ALL:
            self.refuse_unless_whole(f"{wanted.document}")
        elif wanted.document in (Document.PROBLEMS, Document.REMEDIES) and not wanted.unit:
            self.refuse_unless_whole(f"全局的{wanted.document}")

    def _remedies(self, connection: Connection, unit: str) -> Paper:
        found = remedies(connection, campaign_id=self.about.id)
        if self.viewer is not None:
            found = seen_by(self.viewer, found, today=self.today)
        return remedy_list(self.report, found, unit=unit, today=self.today)

    def every(self, wanted: Wanted) -> list[Wanted]:
        """The same document for each unit, or the sheets of all tickets: for all in one go."""
        if wanted.document is Document.TICKET:
            some = [one for one in self.report.reviewed if wanted.unit in ("", one.unit)]
            return [replace(wanted, unit=one.unit, ref=one.ref) for one in some]
        return [replace(wanted, unit=unit) for unit in units_with_sheet(self.report)]

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
        reviews = self._reviews_of(ref)
        if Stage.RECHECK in reviews:
            counts = revised(reviews[Stage.RECHECK], ticket.appeal, about.rubric)
            reviews = {**reviews, Stage.RECHECK: counts}
        return ticket_sheet(self.report, ticket, reviews, about.rubric, about.formula)

    def _reviews_of(self, ref: str) -> dict[Stage, Review]:
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


def _summary(report: CampaignReport, close: Sequence[ItemCloseness]) -> Paper:
    from storage.files.pdf.campaign_summary import campaign_summary  # noqa: PLC0415 -- slow to load

    return campaign_summary(report, close)


def _certificate(report: CampaignReport) -> Paper:
    from storage.files.pdf.draw_certificate import draw_certificate  # noqa: PLC0415 -- slow to load

    if not report.certificate.seed:
        raise Refusal(f"“{report.title}”还没有抽取，没有公证页。")
    return draw_certificate(report)


def design_of(document: Document) -> "PageDesign":
    """In which design a document is set."""
    from storage.files.pdf.pages import CIRCULAR, WORKING  # noqa: PLC0415 -- slow to load

    return CIRCULAR if document is Document.CIRCULAR else WORKING


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
    """The circular of a campaign, beside the round before."""
    before = previous_report(connection, found.about)
    return circular(found.report, found.about.rubric, order, before, _aftermath(connection, found))


def _aftermath(connection: Connection, found: Printable) -> Aftermath:
    """The points in force that stand on this campaign's deductions, and its remedies."""
    cited = {one.number for one in citations(connection, found.about.id).values()}
    in_force = [one for one in points(connection) if one.number in cited and not one.is_withdrawn]
    laid = remedies(connection, campaign_id=found.about.id)
    return Aftermath(points=tuple(in_force), remedies=tuple(laid))


def booklet(connection: Connection, *, today: date) -> Paper:
    """The handling points in force."""
    return points_booklet(points(connection), themes(), today=today)
