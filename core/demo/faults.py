"""Faults planted into good tickets, so that the fill-in rules have something to find.

A ticket without a planted fault is meant to be clean.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core.demo.chance import Chance
from core.demo.days import Days
from core.demo.material import Raw
from core.tickets.fields import changed
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import (
    Acceptance,
    ApproverPost,
    ContactResult,
    Filing,
    Kind,
    MediationResult,
    NotFiledGround,
    Verdict,
)

Values = dict[str, Any]
Texts = Mapping[str, Any]


PROVE_NOTHING = frozenset({"审批表", "委托书", "身份证明"})
"""Kinds of evidence that belong to the file but say nothing about the facts."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the rule that must find it and rules that may, where it fits, what it changes."""

    rules: tuple[str, ...]
    fits: Callable[[Ticket], bool]
    change: Callable[[Ticket, Texts, Chance], Values]


def plant(ticket: Ticket, plan: Raw, chance: Chance, days: Days) -> tuple[Ticket, tuple[str, ...]]:
    """Make one fault that fits; gives the ticket and the rules that must find it."""
    texts = plan["fault_texts"]
    shares = {name: share for name, share in plan["faults"].items() if FAULTS[name].fits(ticket)}
    if not _took_long(ticket, plan["late_after"], days):
        shares.pop("told_late", None)
    if not _cites_new_law(ticket, texts):
        shares.pop("old_law", None)
    if not shares:
        return ticket, ()
    fault = FAULTS[chance.weigh(shares)]
    return changed(ticket, fault.change(ticket, texts, chance)), fault.rules


def _took_long(ticket: Ticket, limit: int, days: Days) -> bool:
    """Whether more working days than `limit` had passed when the answer was given."""
    told, received = ticket.outcome.notice_at, ticket.received_at
    if told is None or received is None:
        return False
    return days.between(received.date(), told.date()) > limit


def _unsubstantiated(ticket: Ticket) -> bool:
    return ticket.outcome.verdict is Verdict.UNSUBSTANTIATED


def _compound(ticket: Ticket) -> bool:
    return ticket.kind is Kind.COMPOUND and ticket.tipoff.filing is not None


def _not_filed(ticket: Ticket) -> bool:
    return ticket.tipoff.filing is Filing.NOT_FILED


def _accepted(ticket: Ticket) -> bool:
    return ticket.complaint.acceptance is Acceptance.ACCEPTED


_UNDECIDED: Values = {
    "filing": None,
    "not_filed_ground": None,
    "not_filed_approver": "",
    "not_filed_approver_post": None,
    "corrected_date": None,
    "case_number": "",
    "tipoff_conclusion": "",
}
"""No conclusion on the tip-off track, though its day is written down."""


def _word_of_trader(ticket: Ticket, texts: Texts, chance: Chance) -> Values:
    statement = Evidence("情况说明", "商家书面情况说明")
    papers = tuple(item for item in ticket.outcome.evidence if item.kind in PROVE_NOTHING)
    return {
        "verdict_reason": chance.pick(texts["word_of_trader"]),
        "evidence": (statement, *papers),
    }


def _informant_named(ticket: Ticket, texts: Texts, chance: Chance) -> Values:
    text = chance.pick(texts["informant_named"]).format(
        trader=ticket.trader.trader_name,
        name=ticket.petitioner.petitioner_name,
        phone=ticket.petitioner.petitioner_phone,
    )
    return {"text_to_trader": text}


def _two_calls(ticket: Ticket, _texts: Texts, _chance: Chance) -> Values:
    at = ticket.contact.first_contact_at
    assert at is not None  # noqa: S101 -- see `fits`
    calls = tuple(f"{at + timedelta(minutes=m):%Y-%m-%d %H:%M}" for m in (0, 25))
    return {
        "first_contact_result": ContactResult.UNREACHED,
        "failed_contact_attempts": calls,
    }


def _visit_too_early(ticket: Ticket, _texts: Texts, _chance: Chance) -> Values:
    at = ticket.assigned_at
    assert at is not None  # noqa: S101 -- every demo ticket was assigned
    return {"inspected_at": at - timedelta(days=1)}


def _cites_new_law(ticket: Ticket, texts: Texts) -> bool:
    return any(ref.startswith(texts["new_law"]) for ref in ticket.outcome.law_refs)


def _old_law(ticket: Ticket, texts: Texts, _chance: Chance) -> Values:
    return {"law_refs": (*ticket.outcome.law_refs, texts["old_law"])}


def _contradiction(ticket: Ticket, _texts: Texts, _chance: Chance) -> Values:
    return {"not_filed_ground": NotFiledGround.B2, "corrected_date": ticket.tipoff.filing_date}


def _label(ticket: Ticket, texts: Texts, _chance: Chance) -> Values:
    return {"reply": texts["label"] + ticket.outcome.reply}


def _text(key: str, name: str) -> Callable[[Ticket, Texts, Chance], Values]:
    """Set a field to one of the texts of that name."""
    return lambda _ticket, texts, chance: {key: chance.pick(texts[name])}


def _set(**values: Any) -> Callable[[Ticket, Texts, Chance], Values]:
    return lambda *_: values


def _known_informant(ticket: Ticket) -> bool:
    return ticket.on_tipoff_track and bool(ticket.petitioner.petitioner_name)


def _withdrawn(ticket: Ticket) -> bool:
    """Accepted and withdrawn; an ended mediation with one side untold would be overdue for ever."""
    return _accepted(ticket) and ticket.complaint.mediation_result is MediationResult.WITHDRAWN


def _answered(ticket: Ticket) -> bool:
    return _accepted(ticket) and ticket.outcome.notice_at is not None


def _contacted(ticket: Ticket) -> bool:
    return ticket.contact.first_contact_result is ContactResult.CONTACTED


def _visited(ticket: Ticket) -> bool:
    return ticket.tipoff.inspected_at is not None


def _decided(ticket: Ticket) -> bool:
    return ticket.kind in (Kind.COMPLAINT, Kind.TIPOFF, Kind.COMPOUND)


FAULTS: Mapping[str, Fault] = {
    "no_evidence": Fault(
        ("F-033", "F-011", "F-016", "F-029", "F-032"), _unsubstantiated, _set(evidence=())
    ),
    "word_of_trader": Fault(("F-034",), _unsubstantiated, _word_of_trader),
    "told_late": Fault(
        ("F-018", "F-042"),
        _answered,
        lambda t, *_: {"acceptance_notice_at": t.outcome.notice_at},
    ),
    "claim_missing": Fault(
        ("F-036", "F-037"),
        lambda t: len(t.outcome.claim_verdicts) > 1,
        lambda t, *_: {"claim_verdicts": t.outcome.claim_verdicts[:-1]},
    ),
    "track_missing": Fault(("F-005",), _compound, lambda *_: _UNDECIDED),
    "mediated_away": Fault(
        ("F-006",),
        lambda t: _compound(t) and t.complaint.mediation_result is MediationResult.SETTLED,
        _text("tipoff_conclusion", "mediated_away"),
    ),
    "one_inspector": Fault(
        ("F-038",), _visited, lambda t, *_: {"inspectors": t.tipoff.inspectors[:1]}
    ),
    "old_law": Fault(("F-046",), lambda t: bool(t.outcome.law_refs), _old_law),
    "informant_named": Fault(("F-051",), _known_informant, _informant_named),
    "two_calls": Fault(("F-040",), _contacted, _two_calls),
    "no_ground": Fault(("F-028",), _not_filed, _set(not_filed_ground=None)),
    "wrong_approver": Fault(
        ("F-029",),
        _not_filed,
        lambda t, *_: {
            "not_filed_approver": t.gate.supervisor,
            "not_filed_approver_post": ApproverPost.STATION_LEADER,
        },
    ),
    "contradiction": Fault(
        ("F-031", "F-030"), lambda t: _unsubstantiated(t) and _not_filed(t), _contradiction
    ),
    "visit_too_early": Fault(("F-039", "F-035"), _visited, _visit_too_early),
    "label": Fault(("F-017",), _decided, _label),
    "one_side_told": Fault(("F-021",), _withdrawn, _set(termination_notice_trader=None)),
    "no_paper": Fault(
        ("F-023",),
        lambda t: t.complaint.mediation_result is MediationResult.SETTLED,
        _set(mediation_paper=None),
    ),
    "short_reply": Fault(("F-053",), _decided, _text("reply", "short_reply")),
    "set_phrases": Fault(("F-054", "F-053"), _decided, _text("reply", "set_phrases")),
    "no_notice_way": Fault(("F-055",), _decided, _set(notice_way=None)),
    "no_case_number": Fault(
        ("F-048",), lambda t: t.tipoff.filing is Filing.FILED, _set(case_number="")
    ),
    "no_clue": Fault(("F-012",), lambda t: t.on_tipoff_track, _set(clue="")),
    "no_trader_address": Fault(("F-008",), lambda t: t.on_complaint_track, _set(trader_address="")),
    "no_address": Fault(("F-007",), _accepted, _set(petitioner_address="")),
    "vague_demand": Fault(
        ("F-009",), lambda t: t.on_complaint_track, _text("demand", "vague_demand")
    ),
    "no_decline_item": Fault(
        ("F-014",),
        lambda t: t.complaint.acceptance is Acceptance.DECLINED,
        _set(decline_ground=None),
    ),
}
