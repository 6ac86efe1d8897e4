"""A ticket (工单) and its parts, as plain values.

No clock, no database, no window. Which part holds which ledger column stands in `fields.py`.
Text that is not there is "", everything else that is not there is None; 否 is False, never None.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from core.tickets.timing import NOTHING, Timing
from core.tickets.words import (
    COMPLAINT_KINDS,
    TIPOFF_KINDS,
    Acceptance,
    Answer,
    ApproverPost,
    ContactResult,
    Filing,
    Kind,
    MediationConsent,
    MediationPaper,
    MediationResult,
    NotFiledGround,
    NoticeWay,
    PlatformAddress,
    Satisfaction,
    SectionDecision,
    Solved,
    Source,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence (佐证): what it is and what it is called; the file stays elsewhere."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Petitioner:
    """Who called (诉求人); everything here is personal data."""

    petitioner_name: str = ""
    petitioner_phone: str = ""
    petitioner_address: str = ""
    is_real_name: bool | None = None
    is_confidential: bool | None = None
    is_by_proxy: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trader:
    """Who is complained about or tipped off (被诉主体)."""

    trader_name: str = ""
    trader_address: str = ""
    trader_uscc: str = ""
    is_platform_trader: bool | None = None
    platform_address_state: PlatformAddress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is asked for and about what (诉求)."""

    content: str = ""
    claims: tuple[str, ...] = ()
    demand: str = ""
    purchase_date: date | None = None
    purchase_place: str = ""
    purchase_item: str = ""
    amount: Decimal | None = None
    clue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstContact:
    """The first call to the petitioner (先行联系)."""

    first_contact_at: datetime | None = None
    first_contact_result: ContactResult | None = None
    failed_contact_attempts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTrack:
    """Acceptance and mediation (投诉轨)."""

    acceptance: Acceptance | None = None
    acceptance_date: date | None = None
    decline_ground: int | None = None
    decline_explanation: str = ""
    acceptance_notice_at: datetime | None = None
    acceptance_notice_way: NoticeWay | None = None
    acceptance_notice_text: str = ""
    id_proof_notice_date: date | None = None
    mediation_consent: MediationConsent | None = None
    consent_publish: Answer | None = None
    consent_delegate: Answer | None = None
    mediator_conflict: bool | None = None
    mediator_replaced: bool | None = None
    test_from: date | None = None
    test_to: date | None = None
    mediation_result: MediationResult | None = None
    mediated_on: date | None = None
    mediation_paper: MediationPaper | None = None
    termination_ground: int | None = None
    termination_date: date | None = None
    termination_notice_petitioner: date | None = None
    termination_notice_trader: date | None = None
    termination_notice_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TipoffTrack:
    """Verification and the decision whether to file a case (举报轨)."""

    inspected_at: datetime | None = None
    inspect_place: str = ""
    inspectors: tuple[str, ...] = ()
    inspect_process: str = ""
    extension_approved_date: date | None = None
    filing: Filing | None = None
    filing_date: date | None = None
    not_filed_ground: NotFiledGround | None = None
    not_filed_approver: str = ""
    not_filed_approver_post: ApproverPost | None = None
    corrected_date: date | None = None
    case_number: str = ""
    tipoff_notice_at: datetime | None = None
    tipoff_conclusion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found, on what grounds, and what the petitioner was told (认定答复)."""

    verdict: Verdict | None = None
    claim_verdicts: tuple[str, ...] = ()
    verdict_reason: str = ""
    law_refs: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notice_way: NoticeWay | None = None
    notice_at: datetime | None = None
    reply: str = ""
    text_to_trader: str = ""
    replied_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What the station leader and the section said (审核)."""

    supervisor: str = ""
    supervisor_opinion: str = ""
    supervised_at: datetime | None = None
    section_decision: SectionDecision | None = None
    section_return_reason: str = ""
    section_decided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Declining the assignment, or handing the matter on (退单移送)."""

    decline_assignment_reason: str = ""
    suggested_unit: str = ""
    transfer_to: str = ""
    transfer_basis: str = ""
    transfer_date: date | None = None
    police_transfer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """What the petitioner said afterwards (回访)."""

    callback_at: datetime | None = None
    satisfaction: Satisfaction | None = None
    solved: Solved | None = None
    city_dissatisfied: bool | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One ticket as the ledger knows it.

    `ref` (工单引用) tells it apart in the store: the number, or `number#k` for the k-th rework.
    `rule_set` is the code of the set it is pinned to (指定规则集), "" when its days decide.
    `restarted_on` is the day on which the same informant last brought new facts to it, in a later
    ticket that is linked to it; its verification begins anew on that day. `returned_on` is the day
    on which the section last returned it for rework, before it was closed.
    """

    number: str
    ref: str = ""
    rule_set: str = ""
    restarted_on: date | None = None
    timing: Timing = field(default=NOTHING)
    returned_on: date | None = None
    source: Source | None = None
    kind: Kind | None = None
    hotline_created_at: datetime | None = None
    received_at: datetime | None = None
    assigned_at: datetime | None = None
    unit: str = ""
    handler: str = ""
    hotline_term_days: int | None = None
    hotline_extension_date: date | None = None
    is_rework: bool | None = None
    origin_number: str = ""
    is_ad: bool | None = None
    is_unfair_competition: bool | None = None
    category: str = ""
    petitioner: Petitioner = field(default_factory=Petitioner)
    trader: Trader = field(default_factory=Trader)
    claim: Claim = field(default_factory=Claim)
    contact: FirstContact = field(default_factory=FirstContact)
    complaint: ComplaintTrack = field(default_factory=ComplaintTrack)
    tipoff: TipoffTrack = field(default_factory=TipoffTrack)
    outcome: Outcome = field(default_factory=Outcome)
    gate: Gate = field(default_factory=Gate)
    referral: Referral = field(default_factory=Referral)
    callback: Callback = field(default_factory=Callback)
    agreed_line_number: str = ""

    @property
    def on_complaint_track(self) -> bool:
        """Whether acceptance and mediation apply (投诉轨件)."""
        return self.kind in COMPLAINT_KINDS

    @property
    def on_tipoff_track(self) -> bool:
        """Whether verification and filing apply (举报轨件)."""
        return self.kind in TIPOFF_KINDS

    @property
    def is_declined_assignment(self) -> bool:
        """Whether the unit hands the ticket back (退单件)."""
        there = self.referral
        return bool(there.decline_assignment_reason.strip() or there.suggested_unit.strip())

    @property
    def is_transferred(self) -> bool:
        """Whether the matter goes to another authority (移送件)."""
        there = self.referral
        return self.tipoff.filing is Filing.TRANSFERRED or bool(
            there.transfer_to.strip() or there.transfer_basis.strip() or there.transfer_date
        )

    @property
    def is_closed(self) -> bool:
        """Whether the hotline ticket is done (办结); statutory clocks may still run."""
        return self.outcome.closed_at is not None
