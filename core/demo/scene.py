"""One ticket about to be written: who, what, when and how it ends, and the facts its texts share.

Every number and date of a ticket is decided here once, so that its parts agree with each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from core.demo.chance import Chance
from core.demo.course import Course
from core.demo.days import Days, day_text, part_of_day
from core.demo.material import Material
from core.demo.matter import ClaimLine, Matter, Texts
from core.demo.petitioners import Person
from core.demo.plot import Plot
from core.demo.traders import Shop
from core.tickets.ticket import Claim
from core.tickets.words import Source, Verdict

YES, NO, UNKNOWN, GONE = "yes", "no", "unknown", "gone"
SIGHT_LIMIT = 7
"""A visit later than this after what is complained about proves nothing (F-035)."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of this ticket and what is found about it."""

    line: ClaimLine
    say: str
    answer: str


@dataclass(slots=True, kw_only=True)
class Scene:
    """Everything decided about one ticket; `facts` fill the braces of its texts."""

    material: Material
    chance: Chance
    days: Days
    matter: Matter
    plot: Plot
    course: Course
    person: Person
    shop: Shop
    source: Source
    handler: str
    partner: str
    case_number: str
    again: bool = False
    """Whether it comes back (重办, 重复举报): then it is about the same as `said`."""
    said: Claim | None = None
    """What the petitioner said, once it is written."""
    unreached: bool = False
    bought: date | None = None
    amount: Decimal | None = None
    claims: tuple[Told, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    found: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """What was found about a claim, by its words; see `sections.tipoff`."""

    def say(self, ways: Sequence[str], **more: str) -> str:
        """One way of saying it, with this ticket's facts."""
        return self.chance.pick(ways).format_map({**self.facts, **more} if more else self.facts)

    def law(self, key: str) -> str:
        """The title and article that `key` meant when the ticket was received."""
        return self.material.law_on(key, self.course.received_on).title

    def cite(self, reference: str) -> str:
        """A law of the matter: as written, or dated where it begins with @."""
        return self.law(reference[1:]) if reference.startswith("@") else reference

    def on(self, day: date | datetime) -> str:
        """A day as this ticket's texts write it."""
        return day_text(
            day.date() if isinstance(day, datetime) else day, self.course.received_on.year
        )


def set_the_scene(scene: Scene) -> Scene:
    """Decide the facts of the ticket, and which of its claims hold."""
    if not scene.again:
        _decide_the_purchase(scene)
        _decide_numbers(scene)
    _name_everybody(scene)
    _date_everything(scene)
    _decide_the_claims(scene)
    return scene


def _decide_the_purchase(scene: Scene) -> None:
    created = scene.course.arrival.created.date()
    bought = created - timedelta(days=scene.chance.whole(*scene.matter.days_before))
    inspected = scene.course.inspected
    if inspected is not None and scene.plot.verdict is Verdict.UNSUBSTANTIATED:
        earliest = inspected.date() - timedelta(days=SIGHT_LIMIT)
        if created < earliest:
            # Seen too late, over a long holiday: what was not found may have been there.
            scene.plot = replace(scene.plot, verdict=Verdict.UNVERIFIABLE)
        bought = min(max(bought, earliest), created)
    scene.bought = bought
    scene.facts["buy_day"] = scene.on(bought)


def _decide_numbers(scene: Scene) -> None:
    facts, chance, matter = scene.facts, scene.chance, scene.matter
    values = {name: chance.step(*scale) for name, scale in matter.draw.items()}
    for name, steps in matter.sums.items():
        values[name] = work_out(steps, values)
    facts.update((name, number_text(value)) for name, value in values.items())
    scene.amount = values.get("amount")
    for names, ways in matter.pick.items():
        facts.update(zip(names.split("|"), chance.pick(ways).split("|"), strict=True))
    facts.setdefault("item", scene.matter.topic)
    facts.update((f"p{n}", str(chance.whole(2, 7))) for n in (1, 2, 3))
    facts["minutes"] = str(chance.whole(6, 21))


def work_out(steps: Sequence[str], values: Mapping[str, Decimal]) -> Decimal:
    """Add, subtract, multiply and divide from left to right: `100 - used * amount / 100`."""
    known = [values.get(step, step) for step in steps]
    result = Decimal(known[0])
    for operator, operand in zip(known[1::2], known[2::2], strict=True):
        right = Decimal(operand)
        match operator:
            case "+":
                result += right
            case "-":
                result -= right
            case "*":
                result *= right
            case "/":
                result /= right
    return result.quantize(CENT)


def number_text(value: Decimal) -> str:
    """398, 25.6: as people write sums."""
    return f"{value.normalize():f}"


def _name_everybody(scene: Scene) -> None:
    place, shop = scene.material.places[scene.course.arrival.unit], scene.shop
    words = scene.material.petitioners
    boss = scene.chance.pick(words["surnames"]) + scene.chance.pick(("某", "女士", "先生"))
    scene.facts |= {
        "mr": scene.person.mr,
        "trader": shop.short,
        "site": shop.trader.trader_name if scene.matter.platform else shop.short,
        "trader_full": shop.trader.trader_name,
        "address": shop.address,
        "road": shop.road,
        "town": place.town,
        "unit": scene.course.arrival.unit,
        "handler": scene.handler,
        "inspectors": f"{scene.handler}、{scene.partner}",
        "boss": scene.chance.pick(words["bosses"]) + boss,
        "duty": scene.matter.duty,
        "authority": scene.matter.authority,
        "ways": scene.law("ways"),
    }
    # Pieces that are said with the facts above come last.
    scene.facts["topic"] = scene.matter.topic.format_map(scene.facts)
    scene.facts["basis"] = scene.say(scene.matter.basis)


def _date_everything(scene: Scene) -> None:
    course, facts = scene.course, scene.facts
    facts["created_day"] = scene.on(course.arrival.created)
    facts["year"] = str(course.received_on.year - 4)
    moments = {
        "contact": course.contact,
        "accept": course.accepted,
        "inspect": course.inspected,
        "filing": course.filed,
        "mediated": course.mediated,
        "ended": course.mediated,
        "notice": course.told,
        "test": course.test_from,
    }
    for name, at in moments.items():
        if at is not None:
            facts[f"{name}_day"] = scene.on(at)
    if course.inspected is not None:
        facts["inspect_time"] = f"{course.inspected:%H:%M}"
        facts["part_of_day"] = part_of_day(course.inspected)
        facts["again_day"] = scene.on(scene.days.after(course.inspected.date(), 1))
    facts["contact_later"] = "当天" if scene.chance.often(0.7) else "随后"
    last = (course.replied or course.arrival.assigned).date()
    facts["plan_day"] = scene.on(scene.days.after(last, scene.chance.whole(5, 14)))
    facts["meet_day"] = scene.on(_meeting(scene))
    facts["verify_due"] = scene.on(scene.days.after(course.received_on, 15))
    facts["revisit_month"] = f"{last.month % 12 + 1}月"


def _meeting(scene: Scene) -> date:
    """The day to which both sides are asked: that of the settlement, where there is one."""
    course = scene.course
    begun = (course.accepted or course.arrival.assigned).date()
    day = scene.days.after(begun, scene.chance.whole(2, 5))
    return min(day, course.mediated.date()) if course.mediated is not None else day


def what_stays(scene: Scene) -> dict[str, str]:
    """The facts of a ticket that are the same when it comes back."""
    matter = scene.matter
    picked = (name for names in matter.pick for name in names.split("|"))
    names = {*picked, *matter.draw, *matter.sums, "item", "buy_day", "p1", "p2", "p3", "minutes"}
    return {name: value for name, value in scene.facts.items() if name in names}


def _decide_the_claims(scene: Scene) -> None:
    if scene.again:
        _judge_anew(scene)
        return
    lines = [
        line
        for line in scene.matter.claims
        if not line.complaint_only or scene.plot.on_complaint_track
    ]
    partly = scene.plot.verdict is Verdict.PARTLY
    if partly and len(lines) < 2:
        scene.plot = replace(scene.plot, verdict=Verdict.SUBSTANTIATED)
        partly = False
    count = scene.chance.pick((1, 2, 2, 3))
    count = min(max(count, 2 if partly else 1), len(lines))
    lead = scene.matter.claims[_lead(scene)]
    rest = [line for line in lines if line is not lead]
    chosen = [lead, *scene.chance.some(rest, count - 1)]
    answers = _answers(scene, count)
    scene.claims = tuple(
        Told(line, line.say.format_map(scene.facts), answer)
        for line, answer in zip(chosen, answers, strict=True)
    )


def _judge_anew(scene: Scene) -> None:
    """The same claims; the findings are those of the new ending."""
    count = len(scene.claims)
    if count == 1 and scene.plot.verdict is Verdict.PARTLY:
        scene.plot = replace(scene.plot, verdict=Verdict.SUBSTANTIATED)
    answers = _answers(scene, count)
    scene.claims = tuple(
        replace(told, answer=answer) for told, answer in zip(scene.claims, answers, strict=True)
    )


def _lead(scene: Scene) -> int:
    """The claim that is always made: on the tip-off track the one about the offence."""
    offence = scene.matter.offence
    return offence.claim if offence is not None and scene.plot.on_tipoff_track else 0


def _answers(scene: Scene, count: int) -> Iterable[str]:
    match scene.plot.verdict:
        case Verdict.SUBSTANTIATED:
            return [YES] * count
        case Verdict.UNSUBSTANTIATED:
            return [NO] * count
        case Verdict.PARTLY:
            rest = [scene.chance.pick((NO, NO, UNKNOWN, YES)) for _ in range(count - 2)]
            found = [YES, *rest, NO]
            return found if scene.plot.on_tipoff_track or scene.chance.often(0.7) else found[::-1]
        case Verdict.UNVERIFIABLE:
            return [GONE if scene.plot.gone else UNKNOWN] * count
        case _:
            return [""] * count


def fill(ways: Texts, facts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(way.format_map(facts) for way in ways)
