"""Dated rule sets (规则集): what the law of a time said on each matter the office handles.

A ticket's track follows the set in force on the day it began. The section may pin a ticket to
another set (指定规则集): then everything is judged as on the nearest day on which that set held,
so that rules, clocks, grounds and papers need to know nothing of pins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.errors import Refusal
from core.tickets.law.dated import Basis, Span


class Matter(StrEnum):
    """What the office does, or must heed, for which the law has an article."""

    SEPARATE = "分别处理"
    CHANNELS = "投诉举报渠道"
    COMPLAINT_MATERIALS = "投诉材料"
    PROXY = "委托投诉"
    JURISDICTION = "投诉管辖"
    PLATFORM_JURISDICTION = "平台内经营者管辖"
    ID_PROOF = "限期提供身份证明材料"
    ACCEPTANCE = "受理告知"
    DECLINE = "不予受理"
    DECLINE_NOTICE = "不予受理告知"
    CONSUMPTION = "生活消费判断"
    MEDIATION = "调解"
    DELEGATION = "委托调解"
    MEDIATION_NOTICE = "调解通知"
    RECUSAL = "调解回避"
    TESTING = "鉴定检测"
    MEDIATION_TERM = "调解期限"
    TERMINATION = "终止调解"
    TERMINATION_NOTICE = "终止调解告知"
    AGREEMENT = "调解书"
    REMEDIES = "救济途径"
    EVALUATION = "抽查回访"
    CLUES = "线索核查"
    NO_EXEMPTION = "调解不免责"
    TIPOFF_MATERIALS = "举报材料"
    NO_AUTHORITY = "不具备权限"
    DISPUTE = "权限争议"
    VERIFICATION = "举报核查"
    EXTENSION = "核查延期"
    FILING = "立案"
    NOT_FILING = "不予立案"
    INSPECTION = "现场检查"
    REPEAT = "重复举报"
    FILING_NOTICE = "立案告知"
    RESULT_NOTICE = "举报结果告知"
    SECRECY = "举报人保密"
    ROUTING = "分送"
    POLICE = "移送公安"
    COUNTING = "期间计算"
    ADVERTISING = "广告处理并告知"
    UNFAIR_COMPETITION = "不正当竞争举报告知"
    CASE = "案件处理期限"


class Grounds(StrEnum):
    """The three lists of reasons from which an officer must choose one."""

    DECLINE = "不予受理情形"
    TERMINATION = "终止调解情形"
    NOT_FILING = "不予立案情形"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason of a list; `code` is its number, or A1 to B4, as the ledger writes it."""

    code: str
    short: str
    """A few words, to stand behind the number."""
    says: str
    """One sentence of our own on what it covers."""
    evidence: str = ""
    """What must be there to rely on it."""

    @property
    def words(self) -> str:
        """Number and words, as a choice shows them."""
        return f"{self.code}　{self.short}"


@dataclass(frozen=True, slots=True)
class PaperName:
    """A paper that exists in a set: our key, its statutory name and, where it has one, its form."""

    key: str
    name: str
    form: str = ""
    matter: Matter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The law of one span of days."""

    code: str
    act: str
    """The title of the order that governs complaints and tip-offs in these days."""
    span: Span
    mediation_term: str
    """How long a mediation may take, in words."""
    grounds: Mapping[Grounds, tuple[Ground, ...]]
    matters: Mapping[Matter, tuple[Basis, ...]] = field(repr=False)
    papers: tuple[PaperName, ...]

    @property
    def name(self) -> str:
        """As a person reads it: RS-2026（2026-04-15 起）."""
        since, until = self.span.since, self.span.until
        if until is None:
            return f"{self.code}（{since} 起）"
        return f"{self.code}（{since} 至 {until}）" if since else f"{self.code}（{until} 以前）"

    def cites(self, matter: Matter, day: date | None = None) -> str:
        """The articles on a matter, those in force on `day` if given; "" where the law has none."""
        bases = self.matters.get(matter, ())
        return "；".join(one.text for one in bases if day is None or one.span.holds_on(day))

    def ground(self, of: Grounds, code: object) -> Ground | None:
        """The ground with that number; None where this set has no such item."""
        return next((one for one in self.grounds[of] if one.code == str(code)), None)

    def paper(self, key: str) -> PaperName | None:
        return next((one for one in self.papers if one.key == key), None)


@dataclass(frozen=True, slots=True)
class RuleSets:
    """All sets, the oldest first; one follows the other without a gap."""

    sets: tuple[RuleSet, ...]

    def on(self, day: date, pin: str = "") -> RuleSet:
        """The set that holds on `day`, or the one a ticket is pinned to; before all, the first."""
        if pin:
            return self.named(pin)
        held = (one for one in reversed(self.sets) if one.span.since and one.span.since <= day)
        return next(held, self.sets[0])

    def named(self, code: str) -> RuleSet:
        """The set with that code; refuses one that is not known."""
        found = next((one for one in self.sets if one.code == code), None)
        if found is None:
            known = "、".join(one.code for one in self.sets)
            raise Refusal(f"没有规则集“{code}”。可以指定：{known}。")
        return found

    def day_of_law(self, day: date, pin: str = "") -> date:
        """The day whose law counts for what began on `day`; with a pin its set's nearest day."""
        return self.named(pin).span.nearest(day) if pin else day
