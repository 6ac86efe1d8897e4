"""Makes one demo ticket at a time from everything the demo is made of; keeps the numbers apart.

Which tickets there are is decided in `history.py` and `desk.py`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from core.demo.arrivals import Arrival, Intake, first_day
from core.demo.chance import Chance
from core.demo.course import Course
from core.demo.days import Days
from core.demo.material import Material
from core.demo.matter import Enquiry, Matter
from core.demo.office import Staff, officers
from core.demo.petitioners import Petitioners
from core.demo.plot import Plot
from core.demo.scene import Scene, set_the_scene, what_stays
from core.demo.traders import Shop, Shops
from core.demo.writer import Question, write, write_enquiry
from core.tickets.lifecycle import Submission
from core.tickets.ticket import Ticket
from core.tickets.words import Kind, Source
from core.workdays import Calendar

MORNING = time(8, 45)
"""The demo stands at the beginning of the day: what would come later has not happened."""

MARGIN = timedelta(days=220)
UNREACHED = 0.06
FROM_PLATFORM = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One ticket of the demo, and what hangs on it.

    `rules` are those that must (the first) or may find its planted fault. `submission` is its way
    to the station leader; `draft` is what its handler has typed and not saved, by field key.
    """

    ticket: Ticket
    rules: tuple[str, ...] = ()
    submission: Submission | None = None
    draft: Mapping[str, str] = field(default_factory=dict)


class Teller:
    """Tells tickets; everything that must not repeat itself is counted here."""

    def __init__(self, material: Material, calendar: Calendar, *, today: date, seed: str) -> None:
        self.material = material
        self.plan = material.plan
        self.today = today
        self.chance = Chance(seed)
        first = first_day(today, material.plan["months"]) - MARGIN
        self.days = Days(first, today + MARGIN, calendar.is_workday)
        self.cut = datetime.combine(today, MORNING)
        self.intake = Intake(material.office["shares"], self.days, self.chance)
        self.shops = Shops(material, self.chance)
        self._staff = Staff(officers(material, today))
        self._petitioners = Petitioners(material, self.chance)
        self._cases: Counter[int] = Counter()
        self._choices: dict[tuple[Kind, int], tuple[Sequence[Matter], Sequence[float]]] = {}
        self._contacts: set[datetime] = set()

    def scene(
        self,
        matter: Matter,
        plot: Plot,
        course: Course,
        *,
        handler: str = "",
        shop: Shop | None = None,
    ) -> Scene:
        """Decide everything about a new ticket."""
        arrival = course.arrival
        place = self.material.places[arrival.unit]
        people = self._petitioners
        who = people.complainant if plot.on_complaint_track else people.informant
        shop = shop or self.shops.find(arrival.unit, matter.trade, course.received_on)
        handler, partner = self._pair(arrival, handler)
        scene = Scene(
            material=self.material,
            chance=self.chance,
            days=self.days,
            matter=matter,
            plot=plot,
            course=self._own_second(course),
            person=who(place),
            shop=shop,
            source=self._source(platform=matter.platform),
            handler=handler,
            partner=partner,
            case_number=self._case_number(course),
            unreached=not plot.on_complaint_track and self.chance.often(UNREACHED),
        )
        return set_the_scene(scene)

    def scene_again(self, scene: Scene, plot: Plot, course: Course) -> Scene:
        """The same complaint once more (重办): the same people, a new course and ending."""
        again = replace(
            scene,
            plot=plot,
            course=self._own_second(course),
            case_number=self._case_number(course),
            again=True,
            facts=what_stays(scene),
            found={},
        )
        return set_the_scene(again)

    def write(self, scene: Scene) -> Ticket:
        return write(scene, self.leader(scene.course))

    def leader(self, course: Course) -> str:
        return self._staff.leader(course.arrival.unit, course.received_on)

    def answer(
        self, enquiry: Enquiry, course: Course, *, term: int | None, handler: str = ""
    ) -> Ticket:
        """An enquiry, answered as far as its course goes."""
        arrival = course.arrival
        question = Question(
            enquiry=enquiry,
            course=self._own_second(course),
            person=self._petitioners.complainant(self.material.places[arrival.unit]),
            source=Source.HOTLINE,
            handler=self._pair(arrival, handler)[0],
            term=term,
            wording=self.material.wording["enquiry"],
        )
        return write_enquiry(question, self.chance)

    def matter_for(self, kind: Kind, month: int) -> Matter:
        """What such a ticket is about in this month."""
        known = self._choices.get((kind, month))
        if known is None:
            matters, season = self.material.matters_for(kind), self.plan["season_weight"]
            weights = (
                m.weight * m.kinds[kind] * (season if month in m.months else 1) for m in matters
            )
            known = self._choices[kind, month] = matters, tuple(accumulate(weights))
        return self.chance.weighed(*known)

    def enquiry_for(self, kind: Kind) -> Enquiry:
        enquiries = [one for one in self.material.enquiries if one.kind is kind]
        return self.chance.weighed(enquiries, list(accumulate(one.weight for one in enquiries)))

    def _pair(self, arrival: Arrival, handler: str) -> tuple[str, str]:
        """Who handles a ticket, and who goes along to inspect."""
        staff = self._staff.handlers(arrival.unit, arrival.received.date())
        handler = handler or self.chance.pick(staff)
        return handler, self.chance.pick([name for name in staff if name != handler])

    def _source(self, *, platform: bool) -> Source:
        if platform and self.chance.often(FROM_PLATFORM):
            return Source.PLATFORM
        return Source(self.chance.weigh(self.plan["sources"]))

    def _case_number(self, course: Course) -> str:
        """The next case number of the year in which the decision falls."""
        if course.filed is None:
            return ""
        year = course.filed.year
        self._cases[year] += self.chance.whole(1, 3)
        return f"沪市监松立〔{year}〕{self._cases[year]}号"

    def _own_second(self, course: Course) -> Course:
        """No two first contacts fall on the same second: that is what a batch entry looks like."""
        at = course.contact
        if at is None:
            return course
        while at in self._contacts:
            at += timedelta(seconds=1)
        self._contacts.add(at)
        return replace(course, contact=at)
