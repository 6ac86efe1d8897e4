"""The desk of today: open tickets in every state of their clocks, first for the demo's own officer.

The rows stand in `resources/demo/desk.json`; “ago” counts working days since the unit got it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate
from typing import Any

from core.demo.course import Course, course_of, suspended
from core.demo.history import accepted_plot, agreed_line, rework
from core.demo.material import Raw
from core.demo.plot import USUAL_TERM, Plot, plot_of_enquiry
from core.demo.scene import Scene
from core.demo.sections.gate import dissatisfied, returned
from core.demo.teller import Teller, Told
from core.demo.traders import Shop
from core.tickets.fields import as_text, changed
from core.tickets.lifecycle import Decision, Submission
from core.tickets.ticket import Ticket
from core.tickets.words import Kind

DESK_KINDS = ("投诉", "投诉", "投诉", "举报", "举报", "投诉举报复合件")
HANDED_IN = frozenset({"submitted", "supervised", "section"})
REWORK_GAP = 16
"""So many working days lie between a ticket and its rework."""

CURRENT_LINE = 3


@dataclass(slots=True)
class Desk:
    """Lays the rows of the desk; tickets of one group share their trader."""

    teller: Teller
    _groups: dict[str, Shop] = field(default_factory=dict)

    def rows(self, limit: int) -> Iterator[Told]:
        """The demo officer's unit: one or two tickets for each row, `limit` at most."""
        desk = self.teller.material.desk
        laid = (told for row in desk["rows"] for told in self._row(desk["unit"], row))
        for count, told in enumerate(laid):
            if count == limit:
                return
            yield told

    def elsewhere(self, count: int) -> Iterator[Told]:
        """Open tickets of the other units."""
        desk, chance = self.teller.material.desk, self.teller.chance
        sums = list(accumulate(weight for weight, _ in desk["elsewhere"]))
        rows = [row for _, row in desk["elsewhere"]]
        for place in range(count):
            kind = Kind(chance.pick(DESK_KINDS))
            matter = self.teller.matter_for(kind, self.teller.today.month)
            while matter.is_misrouted or matter.is_ad:
                matter = self.teller.matter_for(kind, self.teller.today.month)
            row = {**chance.weighed(rows, sums), "kind": kind.value, "matter": matter.key}
            yield self._open(self._other_unit(place), row)

    def _other_unit(self, place: int) -> str:
        """Each of the others once, then as the work comes in."""
        own = self.teller.material.desk["unit"]
        others = [unit for unit in self.teller.material.places if unit != own]
        if place < len(others):
            return others[place]
        unit = self.teller.intake.unit()
        while unit == own:
            unit = self.teller.intake.unit()
        return unit

    def _row(self, unit: str, row: Raw) -> Iterator[Told]:
        if "matter" not in row:
            yield self._enquiry(unit, row)
        elif row.get("rework"):
            yield from self._rework(unit, row)
        else:
            yield self._open(unit, row)

    def _open(self, unit: str, row: Raw) -> Told:
        plot = self._plot(row)
        course = self._course(unit, row, plot)
        matter = self.teller.material.matter(row["matter"])
        shop = self._group_shop(unit, row)
        scene = self.teller.scene(matter, plot, course, handler=row.get("handler", ""), shop=shop)
        ticket = self.teller.write(scene)
        ticket = self._marked(scene, replace(ticket, hotline_term_days=row["term"]), row)
        return Told(
            ticket=ticket,
            submission=self._submission(scene, ticket, row),
            draft=self._draft(ticket) if row.get("draft") else {},
        )

    def _plot(self, row: Raw) -> Plot:
        plot = accepted_plot(self.teller, row["matter"], Kind(row["kind"]))
        closed_in_test = row["done"] == "closed" and "testing" in row
        return replace(plot, term=row["term"], interim=closed_in_test, testing=False)

    def _course(self, unit: str, row: Raw, plot: Plot) -> Course:
        teller = self.teller
        arrival = teller.intake.arrive_early(self._back(row["ago"]), unit)
        if row["done"] == "assigned":
            return Course(arrival=arrival)
        by = self._back(1)
        if row["done"] == "closed":
            by = min(by, teller.days.after(arrival.assigned.date(), row["term"]))
        until = "callback" if row.get("dissatisfied") else row["done"]
        course = course_of(arrival, plot, teller.days, teller.chance, until=until, by=by)
        if plot.interim:
            course = replace(course, mediated=None, filed=None)
        if "testing" in row:
            course = suspended(course, self._back(row["testing"]), None)
        return course

    def _back(self, count: int) -> date:
        """The working day so many days before today, or before the next one if today is off."""
        days = self.teller.days
        today = days.after(self.teller.today, 0)
        off = today != self.teller.today
        return days.before(today, max(count, 1) if off else count)

    def _group_shop(self, unit: str, row: Raw) -> Shop | None:
        if "group" not in row:
            return None
        trade = self.teller.material.matter(row["matter"]).trade
        if row["group"] not in self._groups:
            self._groups[row["group"]] = self.teller.shops.make(unit, trade)
        return self._groups[row["group"]]

    def _marked(self, scene: Scene, ticket: Ticket, row: Raw) -> Ticket:
        """What else the row says of the ticket."""
        values: dict[str, Any] = {}
        if row.get("agreed"):
            line = agreed_line(scene.course.received_on.year, CURRENT_LINE)
            values["agreed_line_number"] = line
        if row.get("extended"):
            values["hotline_extension_date"] = self.teller.days.after(
                scene.course.arrival.assigned.date(), row["term"] - 1
            )
        if row.get("draft"):
            values["claim_verdicts"] = ticket.outcome.claim_verdicts[:-1]
        if row.get("returned"):
            ticket = replace(ticket, gate=returned(scene, ticket.gate))
        if row.get("dissatisfied"):
            ticket = replace(ticket, callback=dissatisfied(scene))
        return changed(ticket, values) if values else ticket

    def _submission(self, scene: Scene, ticket: Ticket, row: Raw) -> Submission | None:
        at = scene.course.submitted
        if at is None or row["done"] not in HANDED_IN:
            return None
        waiting = Submission(who=ticket.handler, at=at, rulebook="")
        if ticket.gate.supervised_at is None:
            return waiting
        return replace(
            waiting,
            decision=Decision.APPROVED,
            decided_by=ticket.gate.supervisor,
            decided_at=ticket.gate.supervised_at,
            opinion=ticket.gate.supervisor_opinion,
        )

    def _draft(self, ticket: Ticket) -> Mapping[str, str]:
        """The form as typed: the last sentences are not finished."""
        outcome = ticket.outcome
        typed = {"verdict_reason": outcome.verdict_reason, "reply": outcome.reply}
        return {key: as_text(text)[: len(text) * 2 // 3] for key, text in typed.items()}

    def _enquiry(self, unit: str, row: Raw) -> Told:
        teller = self.teller
        enquiry = teller.enquiry_for(Kind(row["kind"]))
        plot = plot_of_enquiry(teller.plan, enquiry)
        course = self._course(unit, row, plot)
        ticket = teller.answer(enquiry, course, term=row["term"], handler=row["handler"])
        if row.get("return_unit"):
            ticket = self._sent_back(ticket)
        return Told(ticket=ticket)

    def _sent_back(self, ticket: Ticket) -> Ticket:
        """A ticket that the unit hands back (退单): it belongs to another unit."""
        teller = self.teller
        others = [unit for unit in teller.material.places if unit != ticket.unit]
        other = teller.chance.pick(others)
        place = teller.material.places[other]
        reason = teller.chance.pick(teller.material.wording["return_unit"]).format(
            other=other,
            other_town=place.town,
            other_road=teller.chance.pick(place.roads),
            trader="被反映单位",
        )
        return changed(ticket, {"decline_assignment_reason": reason, "suggested_unit": other})

    def _rework(self, unit: str, row: Raw) -> Iterator[Told]:
        """A closed ticket whose petitioner was not satisfied, and its rework on the desk."""
        first = {**row, "ago": row["ago"] + REWORK_GAP, "term": USUAL_TERM, "done": "closed"}
        plot = self._plot(first)
        course = self._course(unit, {**first, "dissatisfied": True}, plot)
        matter = self.teller.material.matter(row["matter"])
        scene = self.teller.scene(matter, plot, course, handler=row["handler"])
        original = replace(self.teller.write(scene), callback=dissatisfied(scene))
        yield Told(ticket=changed(original, {"city_dissatisfied": True, **_explained(self.teller)}))
        again = self._plot(row)
        number = original.number
        arrival = self.teller.intake.arrive_early(self._back(row["ago"]), unit, number)
        days, chance = self.teller.days, self.teller.chance
        by = self._back(1)
        later = course_of(arrival, again, days, chance, until=row["done"], by=by)
        yield Told(ticket=rework(self.teller, scene, again, later))


def _explained(teller: Teller) -> dict[str, Any]:
    return {"explanation": teller.chance.pick(teller.material.wording["explanation"])}
