"""Everything the page of one campaign shows, read at once for the officer who looks."""

from dataclasses import dataclass
from datetime import date, datetime

from core.people import Action, Officer, may, reach
from core.review.campaign import Campaign, CampaignState
from core.review.matters import Matter, matters, to_recheck
from core.review.report import CampaignReport
from core.review.results import Record
from core.review.schedule import DueDates, Phase, due_dates, phases
from storage.calendar import calendar_of
from storage.database import Reading
from storage.people import absent_on
from storage.review.reading import campaigns, load_record, report_for
from storage.review.rubrics import campaign_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One campaign as an officer may see it; `earlier` is the last closed one of the same kind.

    Matters and rechecks are the section's; for others they are empty.
    """

    about: Campaign
    report: CampaignReport
    phases: tuple[Phase, ...]
    matters: tuple[Matter, ...]
    to_recheck: int
    without_mark: int
    earlier: CampaignReport | None
    is_whole: bool
    """Whether the officer sees all units, not only some."""

    @property
    def is_complete(self) -> bool:
        """Whether every drawn ticket has its mark, so that the campaign can be closed."""
        return self.about.state is CampaignState.REVIEWING and not self.without_mark


def read_standing(connection: Reading, id_: int, officer: Officer, now: datetime) -> Standing:
    today = now.date()
    record = load_record(connection, id_)
    about = record.campaign
    report = report_for(connection, id_, officer, today=today)
    dates = due_dates(about, campaign_rules().terms, calendar_of(connection))
    is_section = may(officer, Action.RECHECK, today=today)
    under_review = is_section and about.state is CampaignState.REVIEWING
    return Standing(
        about=about,
        report=report,
        phases=phases(about, report.progress, dates),
        matters=_matters(connection, record, report, dates, today) if under_review else (),
        to_recheck=len(list(to_recheck(record))) if under_review else 0,
        without_mark=sum(ticket.final is None for ticket in report.reviewed),
        earlier=None if report.overall.n else _earlier(connection, about, officer, now),
        is_whole=reach(officer, Action.SEE_CAMPAIGN, today=today) is None,
    )


def _matters(
    connection: Reading,
    record: Record,
    report: CampaignReport,
    dates: DueDates | None,
    today: date,
) -> tuple[Matter, ...]:
    away = absent_on(connection, today)
    return matters(record, report.reviewed, dates, today=today, away=away)


def _earlier(
    connection: Reading, about: Campaign, officer: Officer, now: datetime
) -> CampaignReport | None:
    for one in campaigns(connection):
        is_before = one.id < about.id and one.plan.kind == about.plan.kind
        if is_before and one.state is CampaignState.CLOSED:
            found = report_for(connection, one.id, officer, today=now.date())
            return found if found.overall.n else None
    return None
