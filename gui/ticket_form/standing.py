"""How the parts of a ticket stand, in a chip each: both tracks, the claims that were answered."""

from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, MediationResult
from gui.buttons import button
from gui.chips import Chip
from gui.forms.form import Form

Standing = tuple[str, str]
"""What a chip says, and its state."""

_MEDIATION: dict[MediationResult | None, Standing] = {
    MediationResult.SETTLED: ("已达成协议", "ok"),
    MediationResult.WITHDRAWN: ("已和解撤回", "ok"),
    MediationResult.ENDED: ("已终止调解", "ok"),
    MediationResult.UNDER_WAY: ("调解中", "info"),
    None: ("已受理，还没有调解结果", "info"),
}


def complaint_standing(ticket: Ticket) -> Standing:
    """What has become of the complaint."""
    track = ticket.complaint
    if track.acceptance is Acceptance.DECLINED:
        return "不予受理", "ok"
    if track.acceptance is None and track.mediation_result is None:
        return "缺受理决定", "error"
    return _MEDIATION[track.mediation_result]


def tipoff_standing(ticket: Ticket) -> Standing:
    """What has become of the tip-off; nothing that was settled with the petitioner ends it."""
    filing, told = ticket.tipoff.filing, ticket.tipoff.tipoff_conclusion.strip()
    if filing is None:
        return ("还没有决定是否立案", "info") if told else ("缺结论", "error")
    words = {Filing.FILED: "已立案", Filing.TRANSFERRED: "已移送"}.get(filing, filing.value)
    return (words, "ok") if told else (f"{words}，缺结论", "warn")


def claims_standing(ticket: Ticket) -> Standing | None:
    """How many claims were answered; None where the claims were not taken apart."""
    asked = len(ticket.claim.claims)
    if not asked:
        return None
    answered = sum(bool(one.strip()) for one in ticket.outcome.claim_verdicts[:asked])
    return f"回应 {answered} / {asked}", "ok" if answered == asked else "error"


class StandingChip(Chip):
    """A chip that is not there while it has nothing to say."""

    def show_standing(self, standing: Standing | None) -> None:
        self.setVisible(standing is not None)
        if standing is not None:
            self.say(*standing)


class Standings:
    """Chips in the sheets 两条轨 and 事实认定, and a way from both tracks to the evidence."""

    def __init__(self, form: Form) -> None:
        self.complaint, self.tipoff, self.claims = (StandingChip() for _ in range(3))
        self.evidence = button("证据", "quiet", "paperclip", on=lambda: form.focus("evidence"))
        tracks = form.sheet("tracks")
        tracks.aside.addWidget(self.evidence)
        for box, chip in zip(tracks.tracks, (self.complaint, self.tipoff), strict=True):
            box.aside.addWidget(chip)
        form.sheet("verdict").aside.addWidget(self.claims)

    def show_ticket(self, ticket: Ticket) -> None:
        """Say how `ticket` stands, its fields settled."""
        number = len(ticket.outcome.evidence)
        self.evidence.setText(f"共用证据 {number} 份" if number else "还没有证据")
        self.complaint.show_standing(complaint_standing(ticket))
        self.tipoff.show_standing(tipoff_standing(ticket))
        self.claims.show_standing(claims_standing(ticket))
