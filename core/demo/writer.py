"""Writes a whole ticket from a scene; enquiries, which are only answered, have a shorter way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.demo.chance import Chance
from core.demo.course import Course
from core.demo.days import day_text
from core.demo.matter import Enquiry
from core.demo.petitioners import Person
from core.demo.scene import Scene, number_text
from core.demo.sections.claim import claim_part, contact_part
from core.demo.sections.complaint import complaint_part
from core.demo.sections.gate import callback_part, gate_part
from core.demo.sections.outcome import outcome_part
from core.demo.sections.tipoff import referral_part, tipoff_part
from core.demo.traders import on_platform
from core.tickets.ticket import Claim, FirstContact, Outcome, Ticket
from core.tickets.words import ContactResult, NoticeWay, Source, Verdict


def write(scene: Scene, leader: str) -> Ticket:
    """The ticket as it stands at the end of the scene's course."""
    arrival, matter, plot = scene.course.arrival, scene.matter, scene.plot
    trader = scene.shop.trader
    unfair = matter.offence is not None and matter.offence.law.startswith("@wrong_words")
    return Ticket(
        number=arrival.number,
        ref=arrival.number,
        source=scene.source,
        kind=plot.kind,
        hotline_created_at=arrival.created,
        received_at=arrival.received,
        assigned_at=arrival.assigned,
        unit=arrival.unit,
        handler=scene.handler,
        hotline_term_days=plot.term,
        is_rework=False,
        is_ad=matter.is_ad,
        is_unfair_competition=unfair and plot.on_tipoff_track,
        category=matter.category,
        petitioner=scene.person.petitioner,
        trader=on_platform(trader, scene.chance) if matter.platform else trader,
        # From here on in the order of the work: later parts repeat what earlier ones chose.
        claim=claim_part(scene),
        contact=contact_part(scene),
        complaint=complaint_part(scene),
        tipoff=tipoff_part(scene),
        outcome=outcome_part(scene),
        gate=gate_part(scene, leader),
        referral=referral_part(scene),
        callback=callback_part(scene),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An enquiry about to be written."""

    enquiry: Enquiry
    course: Course
    person: Person
    source: Source
    handler: str
    term: int | None
    wording: Mapping[str, Sequence[str]]


def write_enquiry(question: Question, chance: Chance) -> Ticket:
    """A ticket that is answered and nothing else."""
    course, enquiry, arrival = question.course, question.enquiry, question.course.arrival
    facts = {name: chance.pick(ways) for name, ways in enquiry.pick.items()}
    facts |= {name: number_text(chance.step(*scale)) for name, scale in enquiry.draw.items()}
    facts |= {"mr": question.person.mr, "unit": arrival.unit, "handler": question.handler}
    facts["created_day"] = day_text(arrival.created.date(), arrival.received.year)
    contacted = course.contact is not None
    words = question.wording
    return Ticket(
        number=arrival.number,
        ref=arrival.number,
        source=question.source,
        kind=enquiry.kind,
        hotline_created_at=arrival.created,
        received_at=arrival.received,
        assigned_at=arrival.assigned,
        unit=arrival.unit,
        handler=question.handler,
        hotline_term_days=question.term,
        is_rework=False,
        is_ad=False,
        is_unfair_competition=False,
        category=enquiry.category,
        petitioner=question.person.petitioner,
        claim=Claim(
            content="".join(
                _say(ways, facts, chance) for ways in (words["caller"], enquiry.content)
            )
            + "。",
            claims=tuple(claim.format_map(facts) for claim in enquiry.claims),
        ),
        contact=FirstContact(
            first_contact_at=course.contact,
            first_contact_result=ContactResult.CONTACTED if contacted else None,
        ),
        outcome=_answer(question, facts, chance) if course.written else Outcome(),
    )


def _answer(question: Question, facts: dict[str, str], chance: Chance) -> Outcome:
    course, enquiry = question.course, question.enquiry
    words = question.wording
    said = [_say(ways, facts, chance) for ways in (words["open"], *enquiry.reply, words["close"])]
    return Outcome(
        verdict=Verdict.NOT_APPLICABLE,
        claim_verdicts=tuple(verdict.format_map(facts) for verdict in enquiry.verdicts),
        reply="".join(said),
        notice_way=NoticeWay.PHONE if course.told else None,
        notice_at=course.told,
        replied_at=course.replied,
        closed_at=course.closed,
    )


def _say(ways: Sequence[str], facts: dict[str, str], chance: Chance) -> str:
    return chance.pick(ways).format_map(facts)
