"""The fields of a ticket: one row for each ledger column, in ledger order.

Forms, spreadsheets, rules, queries and the audit trail all name a field by its `key` and show its
`header`; nobody else lists the columns.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any

from core.tickets import words
from core.tickets.ticket import Evidence, Ticket


class FieldType(StrEnum):
    """How a value is kept: str, int, Decimal, bool, date, datetime, a word, or a tuple of str."""

    TEXT = "text"
    ENUM = "enum"
    INT = "int"
    MONEY = "money"
    BOOL = "bool"
    DATE = "date"
    DATETIME = "datetime"
    LIST = "list"
    EVIDENCE = "evidence"


Vocabulary = type[StrEnum]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the ledger; `part` is the attribute of `Ticket` that holds it, or ""."""

    group: str
    header: str
    part: str
    key: str
    type: FieldType
    words: Vocabulary | None = None
    get: Callable[[Ticket], Any] = field(init=False, repr=False, compare=False)
    """Reads the field of a ticket; made once, because rules and exports call it by the million."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "get", attrgetter(self.path))

    @property
    def path(self) -> str:
        return f"{self.part}.{self.key}" if self.part else self.key

    def is_empty(self, ticket: Ticket) -> bool:
        """Whether nothing stands there: no value, or only blanks; 0 and 否 are values."""
        return is_empty(self.get(ticket))


def is_empty(value: object) -> bool:
    """Blank text and a list without a non-blank element are empty; 0 and False are not."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, tuple) and all(is_empty(str(item)) for item in value)


def _rows(
    group: str, part: str, *rows: tuple[str, str, FieldType | Vocabulary]
) -> tuple[Field, ...]:
    return tuple(
        Field(group, header, part, key, kind)
        if isinstance(kind, FieldType)
        else Field(group, header, part, key, FieldType.ENUM, kind)
        for header, key, kind in rows
    )


_T = FieldType

FIELDS: tuple[Field, ...] = (
    *_rows(
        "基本",
        "",
        ("工单编号", "number", _T.TEXT),
        ("来源", "source", words.Source),
        ("工单类型", "kind", words.Kind),
        ("热线登记时间", "hotline_created_at", _T.DATETIME),
        ("区局接收时间", "received_at", _T.DATETIME),
        ("派至所队时间", "assigned_at", _T.DATETIME),
        ("承办单位", "unit", _T.TEXT),
        ("承办人", "handler", _T.TEXT),
        ("热线办理时限", "hotline_term_days", _T.INT),
        ("热线延期批准日期", "hotline_extension_date", _T.DATE),
        ("是否重办件", "is_rework", _T.BOOL),
        ("原工单编号", "origin_number", _T.TEXT),
        ("是否广告类", "is_ad", _T.BOOL),
        ("是否不正当竞争", "is_unfair_competition", _T.BOOL),
        ("行业类别", "category", _T.TEXT),
    ),
    *_rows(
        "诉求人",
        "petitioner",
        ("诉求人姓名", "petitioner_name", _T.TEXT),
        ("诉求人电话", "petitioner_phone", _T.TEXT),
        ("诉求人地址", "petitioner_address", _T.TEXT),
        ("是否实名", "is_real_name", _T.BOOL),
        ("是否要求保密", "is_confidential", _T.BOOL),
        ("是否委托代办", "is_by_proxy", _T.BOOL),
    ),
    *_rows(
        "被诉主体",
        "trader",
        ("被诉主体名称", "trader_name", _T.TEXT),
        ("被诉主体地址", "trader_address", _T.TEXT),
        ("统一社会信用代码", "trader_uscc", _T.TEXT),
        ("是否平台内经营者", "is_platform_trader", _T.BOOL),
        ("平台公示地址情况", "platform_address_state", words.PlatformAddress),
    ),
    *_rows(
        "诉求",
        "claim",
        ("诉求内容", "content", _T.TEXT),
        ("诉求事项", "claims", _T.LIST),
        ("投诉请求", "demand", _T.TEXT),
        ("消费时间", "purchase_date", _T.DATE),
        ("消费地点", "purchase_place", _T.TEXT),
        ("消费内容", "purchase_item", _T.TEXT),
        ("涉及金额", "amount", _T.MONEY),
        ("举报线索", "clue", _T.TEXT),
    ),
    *_rows(
        "先行联系",
        "contact",
        ("先行联系时间", "first_contact_at", _T.DATETIME),
        ("先行联系结果", "first_contact_result", words.ContactResult),
        ("联系不上记录", "failed_contact_attempts", _T.LIST),
    ),
    *_rows(
        "投诉",
        "complaint",
        ("受理决定", "acceptance", words.Acceptance),
        ("受理决定日期", "acceptance_date", _T.DATE),
        ("不予受理情形", "decline_ground", _T.INT),
        ("不予受理说明", "decline_explanation", _T.TEXT),
        ("受理告知时间", "acceptance_notice_at", _T.DATETIME),
        ("受理告知方式", "acceptance_notice_way", words.NoticeWay),
        ("受理告知内容", "acceptance_notice_text", _T.TEXT),
        ("限期提供材料通知日期", "id_proof_notice_date", _T.DATE),
        ("调解意愿", "mediation_consent", words.MediationConsent),
        ("是否同意公示投诉信息", "consent_publish", words.Answer),
        ("是否同意委托调解", "consent_delegate", words.Answer),
        ("调解人员需回避", "mediator_conflict", _T.BOOL),
        ("是否已更换调解人员", "mediator_replaced", _T.BOOL),
        ("鉴定检测开始日期", "test_from", _T.DATE),
        ("鉴定检测结束日期", "test_to", _T.DATE),
        ("调解结果", "mediation_result", words.MediationResult),
        ("调解达成协议日期", "mediated_on", _T.DATE),
        ("调解文书", "mediation_paper", words.MediationPaper),
        ("终止调解情形", "termination_ground", _T.INT),
        ("终止调解日期", "termination_date", _T.DATE),
        ("终止告知投诉人日期", "termination_notice_petitioner", _T.DATE),
        ("终止告知被投诉人日期", "termination_notice_trader", _T.DATE),
        ("终止告知内容", "termination_notice_text", _T.TEXT),
    ),
    *_rows(
        "举报",
        "tipoff",
        ("核查时间", "inspected_at", _T.DATETIME),
        ("核查地点", "inspect_place", _T.TEXT),
        ("核查人员", "inspectors", _T.LIST),
        ("核查经过", "inspect_process", _T.TEXT),
        ("核查延期批准日期", "extension_approved_date", _T.DATE),
        ("立案决定", "filing", words.Filing),
        ("立案决定日期", "filing_date", _T.DATE),
        ("不予立案情形", "not_filed_ground", words.NotFiledGround),
        ("不予立案批准人", "not_filed_approver", _T.TEXT),
        ("不予立案批准人职务", "not_filed_approver_post", words.ApproverPost),
        ("改正日期", "corrected_date", _T.DATE),
        ("案号", "case_number", _T.TEXT),
        ("举报结果告知时间", "tipoff_notice_at", _T.DATETIME),
        ("举报轨结论", "tipoff_conclusion", _T.TEXT),
    ),
    *_rows(
        "认定答复",
        "outcome",
        ("事实认定", "verdict", words.Verdict),
        ("逐项认定", "claim_verdicts", _T.LIST),
        ("认定理由", "verdict_reason", _T.TEXT),
        ("法律依据", "law_refs", _T.LIST),
        ("佐证材料", "evidence", _T.EVIDENCE),
        ("告知方式", "notice_way", words.NoticeWay),
        ("告知时间", "notice_at", _T.DATETIME),
        ("答复内容", "reply", _T.TEXT),
        ("拟发被诉主体文本", "text_to_trader", _T.TEXT),
        ("答复时间", "replied_at", _T.DATETIME),
        ("办结时间", "closed_at", _T.DATETIME),
    ),
    *_rows(
        "审核",
        "gate",
        ("分管领导审核人", "supervisor", _T.TEXT),
        ("分管领导审核意见", "supervisor_opinion", _T.TEXT),
        ("分管领导审核时间", "supervised_at", _T.DATETIME),
        ("科室审批结果", "section_decision", words.SectionDecision),
        ("科室退回原因", "section_return_reason", _T.TEXT),
        ("科室审批时间", "section_decided_at", _T.DATETIME),
    ),
    *_rows(
        "退单移送",
        "referral",
        ("退单理由", "decline_assignment_reason", _T.TEXT),
        ("建议承办单位", "suggested_unit", _T.TEXT),
        ("移送去向", "transfer_to", _T.TEXT),
        ("移送依据", "transfer_basis", _T.TEXT),
        ("移送日期", "transfer_date", _T.DATE),
        ("移送公安情况", "police_transfer", _T.TEXT),
    ),
    *_rows(
        "回访",
        "callback",
        ("回访时间", "callback_at", _T.DATETIME),
        ("回访满意度", "satisfaction", words.Satisfaction),
        ("解决情况", "solved", words.Solved),
        ("市级回访不满意", "city_dissatisfied", _T.BOOL),
        ("情况说明", "explanation", _T.TEXT),
    ),
    *_rows("预警", "", ("统一口径编号", "agreed_line_number", _T.TEXT)),
)

BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}
BY_HEADER: Mapping[str, Field] = {field.header: field for field in FIELDS}

EMPTY_VALUES: Mapping[FieldType, object] = {
    FieldType.TEXT: "",
    FieldType.LIST: (),
    FieldType.EVIDENCE: (),
}
"""What a field holds when nothing stands there; None for the types not named."""


def changed(ticket: Ticket, values: Mapping[str, Any]) -> Ticket:
    """Give `ticket` with the fields named by key set to `values`."""
    by_part: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        by_part.setdefault(BY_KEY[key].part, {})[key] = value
    own = by_part.pop("", {})
    parts = {part: replace(getattr(ticket, part), **new) for part, new in by_part.items()}
    return replace(ticket, **own, **parts)


def ticket_of(values: Mapping[str, Any], *, ref: str = "") -> Ticket:
    """Build a ticket from values by key; a key that is missing stays empty."""
    return changed(Ticket(number="", ref=ref), values)


def values_of(ticket: Ticket) -> dict[str, Any]:
    """All values of `ticket` by key, in ledger order."""
    return {field.key: field.get(ticket) for field in FIELDS}


def differences(before: Ticket, after: Ticket) -> dict[str, tuple[Any, Any]]:
    """The fields in which two tickets differ, by key: (before, after)."""
    if before is after:
        return {}
    return {
        field.key: (old, new)
        for field in FIELDS
        if (old := field.get(before)) != (new := field.get(after))
    }


def as_text(value: object) -> str:
    """Write a value the way the ledger shows it; lists joined by “；”, times to the second."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case date():
            return f"{value:%Y-%m-%d}"
        case Decimal():
            return f"{value:.2f}"
        case tuple():
            return "；".join(map(str, value))
    return str(value)


def shown_text(field: Field, value: Any) -> str:
    """A value as a form shows it: moments to the minute, unless seconds were given."""
    if field.type is FieldType.DATETIME and value is not None and not value.second:
        return f"{value:%Y-%m-%d %H:%M}"
    return as_text(value)


def plain(field: Field, value: Any) -> Any:
    """Turn a value into what JSON can hold: words by their English name, dates as ISO text."""
    match value:
        case StrEnum():
            return value.name
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple() if field.type is FieldType.EVIDENCE:
            return [[item.kind, item.name] for item in value]
        case tuple():
            return list(value)
    return value


def from_plain(field: Field, value: Any) -> Any:
    """Turn back what `plain` made."""
    if value is None:
        return None
    match field.type:
        case FieldType.ENUM:
            assert field.words is not None  # noqa: S101 -- every enum field names its words
            return field.words[value]
        case FieldType.DATETIME:
            return datetime.fromisoformat(value)
        case FieldType.DATE:
            return date.fromisoformat(value)
        case FieldType.MONEY:
            return Decimal(value)
        case FieldType.EVIDENCE:
            return tuple(Evidence(kind, name) for kind, name in value)
        case FieldType.LIST:
            return tuple(value)
    return value


def headers(keys: Iterable[str]) -> list[str]:
    """The ledger's words for some fields."""
    return [BY_KEY[key].header for key in keys]
