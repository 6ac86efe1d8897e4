"""What becomes of a ticket (情节): accepted or not, settled or not, true or not, filed or not.

Decided before a word is written, so that all parts of the ticket tell one story.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.demo.chance import Chance
from core.demo.material import Raw
from core.demo.matter import Enquiry, Matter
from core.tickets.words import (
    COMPLAINT_KINDS,
    TIPOFF_KINDS,
    Acceptance,
    Filing,
    Kind,
    MediationPaper,
    MediationResult,
    NotFiledGround,
    Verdict,
)

USUAL_TERM = 5
GONE = 0.5
"""In how many of the cases that cannot be verified the trader is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The decided ending. `term` None leaves the ledger's column empty: the usual term holds."""

    kind: Kind
    term: int | None
    acceptance: Acceptance | None = None
    decline: str = ""
    """Why not accepted, by the name of the wording."""
    result: MediationResult | None = None
    ended: str = ""
    """Why the mediation ended: “refused”, “failed”, or the trader was “gone”."""
    paper: MediationPaper | None = None
    visit: bool = False
    evening: bool = False
    filing: Filing | None = None
    ground: NotFiledGround | None = None
    verdict: Verdict = Verdict.NOT_APPLICABLE
    gone: bool = False
    """Whether the trader is not there any more."""
    interim: bool = False
    """Whether the hotline gets its answer before the mediation is through."""
    testing: bool = False
    late: bool = False
    """Whether the hotline gets its answer after the term."""

    @property
    def on_complaint_track(self) -> bool:
        return self.kind in COMPLAINT_KINDS

    @property
    def on_tipoff_track(self) -> bool:
        return self.kind in TIPOFF_KINDS

    @property
    def is_gated(self) -> bool:
        """Whether the section looks at it before it goes out."""
        return self.verdict is Verdict.UNSUBSTANTIATED or self.filing is Filing.NOT_FILED


def plot_of(plan: Raw, matter: Matter, kind: Kind, chance: Chance) -> Plot:
    """Decide what becomes of a complaint or tip-off about `matter`."""
    shares = plan["shares"]
    complaint = _door(plan, matter, kind, chance) if kind in COMPLAINT_KINDS else {}
    verdict = _verdict(plan, matter, kind, complaint, chance)
    if complaint.get("acceptance") is Acceptance.ACCEPTED:
        complaint |= _mediation(plan, verdict, chance)
    tipoff = _tipoff(plan, matter, verdict, chance) if kind in TIPOFF_KINDS else {}
    if tipoff.get("filing") in (Filing.NO_AUTHORITY, Filing.TRANSFERRED):
        verdict = Verdict.NOT_APPLICABLE
    gone = verdict is Verdict.UNVERIFIABLE and chance.often(GONE)
    if gone and complaint.get("result") is not None:
        complaint |= {"result": MediationResult.ENDED, "ended": "gone", "paper": None}
    known = verdict is not Verdict.NOT_APPLICABLE
    visit = known and (
        kind in TIPOFF_KINDS
        or not matter.remote
        or verdict in (Verdict.PARTLY, Verdict.UNSUBSTANTIATED, Verdict.UNVERIFIABLE)
        or chance.often(shares["visit"])
    )
    open_end = complaint.get("result") is not None and complaint.get("acceptance") is not None
    interim = known and open_end and chance.often(shares["interim"])
    return Plot(
        kind=kind,
        term=_term(plan, matter, kind, chance),
        verdict=verdict,
        visit=visit,
        evening=matter.evening and visit,
        gone=gone,
        interim=interim,
        late=not matter.is_ad and chance.often(shares["late"]),
        testing=interim and matter.test is not None and chance.often(0.6),
        **complaint,
        **tipoff,
    )


def plot_of_enquiry(plan: Raw, enquiry: Enquiry) -> Plot:
    return Plot(kind=enquiry.kind, term=plan["default_terms"].get(enquiry.kind.value, USUAL_TERM))


def _door(plan: Raw, matter: Matter, kind: Kind, chance: Chance) -> dict[str, Any]:
    """Whether the complaint is let in."""
    if matter.is_misrouted:
        return {"acceptance": Acceptance.DECLINED, "decline": "duty"}
    fate = chance.weigh(plan["acceptance"])
    if fate == "撤回" and kind is Kind.COMPLAINT:
        return {"result": MediationResult.WITHDRAWN}
    if fate == "不予受理":
        why = chance.weigh(plan["declines"])
        if why == "life" and "n" not in matter.draw:
            why = "handled"  # nobody buys a course in bulk
        return {"acceptance": Acceptance.DECLINED, "decline": why}
    return {"acceptance": Acceptance.ACCEPTED}


def _mediation(plan: Raw, verdict: Verdict, chance: Chance) -> dict[str, Any]:
    unfounded = verdict is Verdict.UNSUBSTANTIATED
    result = MediationResult(chance.weigh(plan["unfounded_results" if unfounded else "results"]))
    if result is MediationResult.SETTLED:
        paper = MediationPaper(chance.weigh(plan["papers"]))
        return {"result": result, "paper": MediationPaper.RECORD if unfounded else paper}
    if result is MediationResult.ENDED:
        return {"result": result, "ended": chance.pick(("refused", "failed", "failed"))}
    return {"result": result}


def _verdict(
    plan: Raw, matter: Matter, kind: Kind, complaint: Mapping[str, Any], chance: Chance
) -> Verdict:
    declined = complaint.get("acceptance") is Acceptance.DECLINED
    withdrawn = complaint.get("result") and complaint.get("acceptance") is None
    if kind is Kind.COMPLAINT and (declined or withdrawn):
        return Verdict.NOT_APPLICABLE
    factors = plan["verdict_factors"]
    return chance.weigh({v: share * factors[v.value] for v, share in matter.verdicts.items()})


def _tipoff(plan: Raw, matter: Matter, verdict: Verdict, chance: Chance) -> dict[str, Any]:
    odd = chance.weigh(plan["odd_filings"])
    if odd and _may_be_odd(Filing(odd), matter):
        return {"filing": Filing(odd)}
    choice = chance.weigh(plan["filings"][verdict.value])
    serious = matter.offence is not None and matter.offence.serious
    if choice == Filing.FILED.value or (serious and choice != "A1"):
        return {"filing": Filing.FILED}
    return {"filing": Filing.NOT_FILED, "ground": NotFiledGround[choice]}


def _may_be_odd(filing: Filing, matter: Matter) -> bool:
    """Only what is sold on a platform can be sold elsewhere; few matters concern others too."""
    return matter.platform if filing is Filing.NO_AUTHORITY else matter.transfer is not None


def _term(plan: Raw, matter: Matter, kind: Kind, chance: Chance) -> int | None:
    if matter.is_ad and kind in TIPOFF_KINDS:
        # The advertising law's seven days: these are answered within the usual term.
        return USUAL_TERM
    return int(chance.weigh(plan["terms"][kind.value])) or None
