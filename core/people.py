"""Units, officers, their posts, and the one table that says who may do what.

Everything that asks for permission asks `may`; the table `PERMISSIONS` is the whole answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    STATION = "所"
    BRIGADE = "队"
    SECTION = "科室"
    BUREAU = "区局"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the bureau (单位), written as the ledger writes it: 九亭所, 执法大队, 消保科."""

    name: str
    kind: UnitKind

    @property
    def handles(self) -> bool:
        """Whether tickets are given to it (所队)."""
        return self.kind in {UnitKind.STATION, UnitKind.BRIGADE}


class Role(StrEnum):
    HANDLER = "承办人"
    STATION_LEADER = "分管领导"
    REVIEWER = "评查员"
    SECTION_OFFICER = "消保科科员"
    SECTION_HEAD = "消保科科长"
    BUREAU_LEADER = "部门负责人"
    LEAD_SECTION = "业务科室"
    KEEPER = "系统管理员"
    AUDITOR = "审计员"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A role in a unit between two days, both included; an open end is None.

    `instead_of` names whom the holder stands in for (代理); a post of one's own has none.
    """

    unit: str
    role: Role
    since: date
    until: date | None = None
    instead_of: str = ""

    def held_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A member of staff; in one store names are unique (同名者加注)."""

    name: str
    posts: tuple[Post, ...] = ()

    def posts_on(self, day: date) -> tuple[Post, ...]:
        return tuple(post for post in self.posts if post.held_on(day))

    def units_on(self, day: date) -> frozenset[str]:
        return frozenset(post.unit for post in self.posts_on(day))

    def roles_on(self, day: date) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts_on(day))


class Action(StrEnum):
    """Things that not everybody may do; the value completes “您不能……”."""

    SEE_TICKET = "查看这件工单"
    SEE_PETITIONER = "查看诉求人信息"
    EDIT_TICKET = "填报这件工单"
    REGISTER_TICKET = "登记工单"
    SUBMIT_TICKET = "提交这件工单"
    DISPATCH_TICKET = "分派这件工单"
    APPOINT_HANDLER = "给这件指定承办人"
    HAND_BACK_TICKET = "把这件退回消保科"
    DECLINE_TICKET = "退这一单"
    DECIDE_DECLINE = "决定这件退单"
    TRANSFER_TICKET = "移送这件工单"
    REPLY_INTERIM = "作这件的阶段性答复"
    APPROVE_TICKET = "审核这件工单"
    CLEAR_TICKET = "审批这件工单"
    RETURN_TICKET = "把这件退回重办"
    CLOSE_TICKET = "办结这件工单"
    APPROVE_NOT_FILED = "批准不予立案"
    APPROVE_EXTENSION = "批准核查延期"
    PIN_RULE_SET = "指定规则集"
    LOAD_LAW = "载入法规原文"
    IMPORT_LEDGER = "导入台账"
    EXPORT_LEDGER = "导出台账"
    PLAN_CAMPAIGN = "部署督查"
    SEE_CAMPAIGN = "查看督查活动"
    REVIEW_SELF = "自评"
    REVIEW_PEER = "互评"
    RECHECK = "复核"
    EDIT_POINTS = "修改处置要点"
    EDIT_RUBRICS = "修改评查表"
    EDIT_CALENDAR = "修改工作日历和时限设置"
    BACKDATE_CLOCKS = "补录过期的扣除"
    EDIT_RULES = "修改填报规则"
    CONFIRM_RULES = "确认填报规则"
    EDIT_INDICATORS = "修改指标口径"
    CLOSE_MONTH = "封存一个月的指标"
    APPEAL = "申诉评查结果"
    FOLLOW_REMEDIES = "督办整改、销号"
    PROVE_REMEDY = "提交这一项的整改"
    EXCHANGE_PARCELS = "收发任务包"
    MANAGE_PEOPLE = "管理人员和角色"
    READ_AUDIT = "查看留痕"
    ISSUE_PAPER = "签发这件的文书"
    NUMBER_PAPERS = "设定文书编号"
    CALL_BACK = "回访这件工单"
    EXPLAIN_CALLBACK = "说明这件的回访情况"
    SIGN_EXPLANATION = "签这件的情况说明"
    ESCALATE = "办理专项督办"
    EDIT_BRIEFING = "编写简报"
    APPROVE_BRIEFING = "批准简报"


class Reach(StrEnum):
    """How far a permission goes."""

    OWN_UNIT = "own unit"
    EVERYWHERE = "everywhere"


_OWN, _ALL = Reach.OWN_UNIT, Reach.EVERYWHERE
_A, _R = Action, Role

_SECTION = {
    _A.SEE_TICKET: _ALL,
    _A.SEE_PETITIONER: _ALL,
    _A.EDIT_TICKET: _ALL,
    _A.REGISTER_TICKET: _ALL,
    _A.DISPATCH_TICKET: _ALL,
    _A.APPOINT_HANDLER: _ALL,
    _A.DECIDE_DECLINE: _ALL,
    _A.TRANSFER_TICKET: _ALL,
    _A.REPLY_INTERIM: _ALL,
    _A.CLEAR_TICKET: _ALL,
    _A.RETURN_TICKET: _ALL,
    _A.CLOSE_TICKET: _ALL,
    _A.PIN_RULE_SET: _ALL,
    _A.LOAD_LAW: _ALL,
    _A.IMPORT_LEDGER: _ALL,
    _A.EXPORT_LEDGER: _ALL,
    _A.ISSUE_PAPER: _ALL,
    _A.NUMBER_PAPERS: _ALL,
    _A.PLAN_CAMPAIGN: _ALL,
    _A.SEE_CAMPAIGN: _ALL,
    _A.RECHECK: _ALL,
    _A.EXCHANGE_PARCELS: _ALL,
    _A.FOLLOW_REMEDIES: _ALL,
    _A.EDIT_POINTS: _ALL,
    _A.EDIT_RUBRICS: _ALL,
    _A.EDIT_CALENDAR: _ALL,
    _A.BACKDATE_CLOCKS: _ALL,
    _A.EDIT_RULES: _ALL,
    _A.CONFIRM_RULES: _ALL,
    _A.EDIT_INDICATORS: _ALL,
    _A.CLOSE_MONTH: _ALL,
    _A.CALL_BACK: _ALL,
    _A.ESCALATE: _ALL,
    _A.EDIT_BRIEFING: _ALL,
}

PERMISSIONS: Mapping[Role, Mapping[Action, Reach]] = {
    _R.HANDLER: {
        _A.SEE_TICKET: _OWN,
        _A.SEE_PETITIONER: _OWN,
        _A.EDIT_TICKET: _OWN,
        _A.REGISTER_TICKET: _OWN,
        _A.SUBMIT_TICKET: _OWN,
        _A.HAND_BACK_TICKET: _OWN,
        _A.DECLINE_TICKET: _OWN,
        _A.REPLY_INTERIM: _OWN,
        _A.CLOSE_TICKET: _OWN,
        _A.ISSUE_PAPER: _OWN,
        _A.REVIEW_SELF: _OWN,
        _A.PROVE_REMEDY: _OWN,
        _A.EXPLAIN_CALLBACK: _OWN,
    },
    _R.STATION_LEADER: {
        _A.SEE_TICKET: _OWN,
        _A.SEE_PETITIONER: _OWN,
        _A.EDIT_TICKET: _OWN,
        _A.REGISTER_TICKET: _OWN,
        _A.APPROVE_TICKET: _OWN,
        _A.APPOINT_HANDLER: _OWN,
        _A.HAND_BACK_TICKET: _OWN,
        _A.DECLINE_TICKET: _OWN,
        _A.REPLY_INTERIM: _OWN,
        _A.CLOSE_TICKET: _OWN,
        _A.ISSUE_PAPER: _OWN,
        _A.SEE_CAMPAIGN: _OWN,
        _A.REVIEW_SELF: _OWN,
        _A.APPEAL: _OWN,
        _A.PROVE_REMEDY: _OWN,
        _A.EXCHANGE_PARCELS: _OWN,
        _A.EXPLAIN_CALLBACK: _OWN,
        _A.SIGN_EXPLANATION: _OWN,
    },
    _R.REVIEWER: {_A.REVIEW_SELF: _OWN, _A.REVIEW_PEER: _ALL, _A.EXCHANGE_PARCELS: _OWN},
    _R.SECTION_OFFICER: _SECTION,
    _R.SECTION_HEAD: {**_SECTION, _A.APPROVE_BRIEFING: _ALL},
    _R.BUREAU_LEADER: {
        _A.SEE_TICKET: _ALL,
        _A.SEE_PETITIONER: _ALL,
        _A.APPROVE_NOT_FILED: _ALL,
        _A.APPROVE_EXTENSION: _ALL,
        _A.SEE_CAMPAIGN: _ALL,
        _A.APPROVE_BRIEFING: _ALL,
    },
    _R.LEAD_SECTION: {_A.SEE_TICKET: _ALL, _A.SEE_CAMPAIGN: _ALL},
    _R.KEEPER: {_A.MANAGE_PEOPLE: _ALL, _A.EXCHANGE_PARCELS: _ALL},
    _R.AUDITOR: {_A.SEE_TICKET: _ALL, _A.SEE_CAMPAIGN: _ALL, _A.READ_AUDIT: _ALL},
}
"""Role by role what it may do and how far; what is not written here is not allowed."""


def may(officer: Officer, action: Action, on: str | None = None, *, today: date) -> bool:
    """Whether `officer` may do `action` today; `on` is the unit the thing belongs to.

    Without `on` the question is whether the officer may do it anywhere at all.
    """
    return bool(capacities(officer, action, on, today=today))


def capacities(
    officer: Officer, action: Action, on: str | None = None, *, today: date
) -> tuple[Post, ...]:
    """The posts by virtue of which `officer` may do `action`; see `may`."""
    return tuple(
        post
        for post in officer.posts_on(today)
        if (how_far := PERMISSIONS[post.role].get(action)) is not None
        and (how_far is Reach.EVERYWHERE or on is None or on == post.unit)
    )


def reach(officer: Officer, action: Action, *, today: date) -> frozenset[str] | None:
    """The units on which `officer` may do `action`; None means all of them."""
    held = [(post, PERMISSIONS[post.role].get(action)) for post in officer.posts_on(today)]
    if any(how_far is Reach.EVERYWHERE for _, how_far in held):
        return None
    return frozenset(post.unit for post, how_far in held if how_far is Reach.OWN_UNIT)


def holders(officers: Iterable[Officer], role: Role, unit: str, *, today: date) -> list[Officer]:
    """Who holds `role` in `unit` today."""
    return [
        officer
        for officer in officers
        if any(post.role is role and post.unit == unit for post in officer.posts_on(today))
    ]
