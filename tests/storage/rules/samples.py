"""A small rulebook for tests, officers of the section, and the shortest way into force."""

from datetime import date
from typing import Any

from core.people import Officer, Post, Role
from core.tickets.rules.deciding import Proposal, confirm, propose, save_draft
from core.tickets.rules.versions import RulebookVersion
from storage.database import Store
from storage.judging import example_surroundings
from tests.samples import NOW, TODAY

SECTION = "消保科"


def officer(name: str, role: Role = Role.SECTION_OFFICER) -> Officer:
    return Officer(name=name, posts=(Post(unit=SECTION, role=role, since=date(2026, 1, 1)),))


WRITER, OTHER = officer("程知远"), officer("顾文漪", Role.SECTION_HEAD)
HANDLER = officer("陆明远", Role.HANDLER)

RULE: dict[str, Any] = {
    "id": "F-900",
    "title": "没有写要什么",
    "condition": "投诉请求 为空",
    "severity": "必改",
    "fields": ["投诉请求"],
    "message": "请写明要什么。",
    "basis": "区局填报要求",
    "fires": [{"工单类型": "投诉"}],
    "silent": [{"投诉请求": "退款"}],
}


def a_rulebook(**changes: Any) -> dict[str, Any]:
    """A rulebook of one rule; `changes` are entries of the rule."""
    return {
        "examples_on": date(2026, 11, 23),
        "names": [
            {"name": "收到之日", "means": "日期(区局接收时间)"},
            {"name": "提交态", "means": "答复时间 不为空 或 正在提交()"},
        ],
        "rules": [{**RULE, **changes}],
    }


def keep(store: Store, data: dict[str, Any], by: Officer = WRITER) -> RulebookVersion:
    with store.transaction(who=by.name, what="存规则草稿") as tx:
        return save_draft(tx.rules, data, by=by, at=NOW, over=None)


def hand_over(
    store: Store, *, since: date = TODAY, covers_open: bool = False, by: Officer = WRITER
) -> RulebookVersion:
    proposal = Proposal(effective_from=since, reason="试一试", covers_open=covers_open)
    with store.transaction(who=by.name, what="提交规则") as tx:
        return propose(tx.rules, proposal, by=by, at=NOW, around=example_surroundings)


def agree(store: Store, number: int, by: Officer = OTHER) -> RulebookVersion:
    with store.transaction(who=by.name, what="确认规则") as tx:
        return confirm(tx.rules, number, by=by, at=NOW, around=example_surroundings)


def in_force(store: Store, data: dict[str, Any], **terms: Any) -> RulebookVersion:
    """Write, propose and confirm a rulebook."""
    keep(store, data)
    return agree(store, hand_over(store, **terms).number)
