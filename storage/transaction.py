"""One transaction: the repositories of everything that can be written, and the audit entries.

Every change of a thing goes through `record`, which chains it to the trail and remembers its kind,
so that whoever shows such things can load them again. Each room is imported when something is
written in it: the first page of the window is read before that.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from core.audit import CHAIN_START, Change, entry_hash
from storage.tables.office import change, step

if TYPE_CHECKING:
    from storage.briefing.issues import Briefings
    from storage.calendar_versions import Calendars
    from storage.figures.closing import Closings
    from storage.figures.versions import Indicators
    from storage.follow_up.writing import FollowUps
    from storage.handling import Handling
    from storage.imports import Imports
    from storage.law_texts import LawTexts
    from storage.links import Links
    from storage.moves import Moves
    from storage.papers import Papers
    from storage.people import People
    from storage.pins import Pins
    from storage.points import Points
    from storage.reminders import Reminders
    from storage.review.appeals import Appeals
    from storage.review.campaigns import Campaigns
    from storage.review.circulars import Circulars
    from storage.review.debrief.cases import Cases
    from storage.review.debrief.citations import Citations
    from storage.review.debrief.meetings import Meetings
    from storage.review.debrief.remedies import Remedies
    from storage.review.debrief.writing import Debriefs
    from storage.review.formula_versions import Formulas
    from storage.review.own_kinds import Kinds
    from storage.review.parcels import Parcels
    from storage.review.recusals import Recusals
    from storage.review.reviews import Reviews
    from storage.review.rubric_versions import Rubrics
    from storage.rules import Rules
    from storage.settings import Settings
    from storage.sights import Sights
    from storage.suggestions import Suggestions
    from storage.tickets import Tickets
    from storage.timing import Times
    from storage.views import Views


class Transaction:
    """What a use case writes through; made by `Store.transaction` alone."""

    def __init__(self, connection: Connection, *, who: str, what: str, at: datetime) -> None:
        self.connection = connection
        self.who = who
        self.what = what
        self.at = at
        self.touched: set[str] = set()
        self._undoes: int | None = None
        self._last_hash = ""

    @cached_property
    def tickets(self) -> "Tickets":
        from storage.tickets import Tickets  # noqa: PLC0415 -- see above

        return Tickets(self)

    @cached_property
    def handling(self) -> "Handling":
        from storage.handling import Handling  # noqa: PLC0415 -- see above

        return Handling(self)

    @cached_property
    def follow_ups(self) -> "FollowUps":
        from storage.follow_up.writing import FollowUps  # noqa: PLC0415 -- see above

        return FollowUps(self)

    @cached_property
    def sights(self) -> "Sights":
        from storage.sights import Sights  # noqa: PLC0415 -- see above

        return Sights(self)

    @cached_property
    def law_texts(self) -> "LawTexts":
        from storage.law_texts import LawTexts  # noqa: PLC0415 -- see above

        return LawTexts(self)

    @cached_property
    def pins(self) -> "Pins":
        from storage.pins import Pins  # noqa: PLC0415 -- see above

        return Pins(self)

    @cached_property
    def reminders(self) -> "Reminders":
        from storage.reminders import Reminders  # noqa: PLC0415 -- see above

        return Reminders(self)

    @cached_property
    def times(self) -> "Times":
        from storage.timing import Times  # noqa: PLC0415 -- see above

        return Times(self)

    @cached_property
    def calendars(self) -> "Calendars":
        from storage.calendar_versions import Calendars  # noqa: PLC0415 -- see above

        return Calendars(self)

    @cached_property
    def views(self) -> "Views":
        from storage.views import Views  # noqa: PLC0415 -- see above

        return Views(self)

    @cached_property
    def links(self) -> "Links":
        from storage.links import Links  # noqa: PLC0415 -- see above

        return Links(self)

    @cached_property
    def moves(self) -> "Moves":
        from storage.moves import Moves  # noqa: PLC0415 -- see above

        return Moves(self)

    @cached_property
    def people(self) -> "People":
        from storage.people import People  # noqa: PLC0415 -- see above

        return People(self)

    @cached_property
    def points(self) -> "Points":
        from storage.points import Points  # noqa: PLC0415 -- see above

        return Points(self)

    @cached_property
    def suggestions(self) -> "Suggestions":
        from storage.suggestions import Suggestions  # noqa: PLC0415 -- see above

        return Suggestions(self)

    @cached_property
    def settings(self) -> "Settings":
        from storage.settings import Settings  # noqa: PLC0415 -- see above

        return Settings(self)

    @cached_property
    def campaigns(self) -> "Campaigns":
        from storage.review.campaigns import Campaigns  # noqa: PLC0415 -- see above

        return Campaigns(self)

    @cached_property
    def reviews(self) -> "Reviews":
        from storage.review.reviews import Reviews  # noqa: PLC0415 -- see above

        return Reviews(self)

    @cached_property
    def recusals(self) -> "Recusals":
        from storage.review.recusals import Recusals  # noqa: PLC0415 -- see above

        return Recusals(self)

    @cached_property
    def circulars(self) -> "Circulars":
        from storage.review.circulars import Circulars  # noqa: PLC0415 -- see above

        return Circulars(self)

    @cached_property
    def formulas(self) -> "Formulas":
        from storage.review.formula_versions import Formulas  # noqa: PLC0415 -- see above

        return Formulas(self)

    @cached_property
    def kinds(self) -> "Kinds":
        from storage.review.own_kinds import Kinds  # noqa: PLC0415 -- see above

        return Kinds(self)

    @cached_property
    def rubrics(self) -> "Rubrics":
        from storage.review.rubric_versions import Rubrics  # noqa: PLC0415 -- see above

        return Rubrics(self)

    @cached_property
    def indicators(self) -> "Indicators":
        from storage.figures.versions import Indicators  # noqa: PLC0415 -- see above

        return Indicators(self)

    @cached_property
    def closings(self) -> "Closings":
        from storage.figures.closing import Closings  # noqa: PLC0415 -- see above

        return Closings(self)

    @cached_property
    def briefings(self) -> "Briefings":
        from storage.briefing.issues import Briefings  # noqa: PLC0415 -- see above

        return Briefings(self)

    @cached_property
    def rules(self) -> "Rules":
        from storage.rules import Rules  # noqa: PLC0415 -- see above

        return Rules(self)

    @cached_property
    def appeals(self) -> "Appeals":
        from storage.review.appeals import Appeals  # noqa: PLC0415 -- see above

        return Appeals(self)

    @cached_property
    def citations(self) -> "Citations":
        from storage.review.debrief.citations import Citations  # noqa: PLC0415 -- see above

        return Citations(self)

    @cached_property
    def remedies(self) -> "Remedies":
        from storage.review.debrief.remedies import Remedies  # noqa: PLC0415 -- see above

        return Remedies(self)

    @cached_property
    def meetings(self) -> "Meetings":
        from storage.review.debrief.meetings import Meetings  # noqa: PLC0415 -- see above

        return Meetings(self)

    @cached_property
    def cases(self) -> "Cases":
        from storage.review.debrief.cases import Cases  # noqa: PLC0415 -- see above

        return Cases(self)

    @cached_property
    def debriefs(self) -> "Debriefs":
        from storage.review.debrief.writing import Debriefs  # noqa: PLC0415 -- see above

        return Debriefs(self)

    @cached_property
    def parcels(self) -> "Parcels":
        from storage.review.parcels import Parcels  # noqa: PLC0415 -- see above

        return Parcels(self)

    @cached_property
    def papers(self) -> "Papers":
        from storage.papers import Papers  # noqa: PLC0415 -- see above

        return Papers(self)

    @cached_property
    def imports(self) -> "Imports":
        from storage.imports import Imports  # noqa: PLC0415 -- see above

        return Imports(self)

    @cached_property
    def step_id(self) -> int:
        """The step this transaction makes; the row is written with the first change."""
        row = {"at": self.at, "who": self.who, "what": self.what, "undoes": self._undoes}
        made = self.connection.execute(insert(step).values(row)).inserted_primary_key
        assert made is not None  # noqa: S101 -- an insert with a generated key has one
        return int(made[0])

    def record(self, changes: Iterable[Change]) -> None:
        """Write the audit entries of `changes`, in order, each chained to the one before."""
        rows = []
        previous = self._last_hash or self._newest_hash()
        for entry in changes:
            own = entry_hash(previous, entry, at=self.at, who=self.who)
            rows.append(
                {
                    "step_id": self.step_id,
                    "subject": entry.subject,
                    "ref": entry.ref,
                    "before": entry.before,
                    "after": entry.after,
                    "previous_hash": previous,
                    "hash": own,
                }
            )
            self.touched.add(entry.subject)
            previous = own
        if rows:
            self.connection.execute(insert(change), rows)
            self._last_hash = previous

    def undo(self, step_id: int) -> str:
        """Take back what a step did, as a new step; gives what that step was.

        Refuses when something it touched was changed again since, or it is undone already.
        """
        from storage.audit import undo  # noqa: PLC0415 -- see above

        self._undoes = step_id
        return undo(self, step_id)

    def _newest_hash(self) -> str:
        newest = select(change.c.hash).order_by(change.c.id.desc()).limit(1)
        return self.connection.execute(newest).scalar() or CHAIN_START
