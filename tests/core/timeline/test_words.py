"""Sentences of a time line make sense read aloud, and give nothing of the petitioner away."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given

from core.audit import Change, Step
from core.tickets.fields import FIELDS, differences, values_of
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, Kind, Verdict
from core.timeline.entry import Entry, EntryKind
from core.timeline.step_words import SUBJECTS
from core.timeline.ticket_words import changes, registered
from tests.samples import NOW, a_ticket, tickets


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"acceptance": Acceptance.ACCEPTED}, "决定受理投诉"),
        ({"verdict": Verdict.PARTLY}, "认定为部分属实"),
        ({"filing": Filing.NOT_FILED}, "对举报决定不予立案"),
        ({"test_from": date(2026, 11, 4)}, "从 11 月 4 日起送去鉴定检测，期间不计入时限"),
        ({"closed_at": datetime(2026, 11, 12, 9, 5)}, "在 11 月 12 日 9:05 办结"),
        ({"reply": "您好，款已退回。"}, "写了“答复内容”（8 字）"),
        ({"petitioner_phone": "13900000002"}, "改了诉求人的信息"),
        ({"is_ad": True}, "“是否广告类”填了是"),
        ({"handler": "夏知秋"}, "由夏知秋承办"),
        ({"claims": ("退款", "查处")}, "“诉求事项”写了 2 项"),
    ],
)
def test_each_change_has_its_phrase(values: dict[str, object], words: str) -> None:
    before, after = a_ticket(), a_ticket(**values)
    assert changes(differences(before, after)) == words


def test_taking_something_back_is_said_as_such() -> None:
    closed = a_ticket(closed_at=NOW, hotline_term_days=5)
    assert changes(differences(closed, a_ticket(hotline_term_days=15))) == (
        "“热线办理时限”由 5 改成 15，取消了办结，重新办理"
    )


def test_a_new_ticket_says_what_it_is_and_whose() -> None:
    words = registered(a_ticket(kind=Kind.COMPOUND), what="登记工单")
    assert words == (
        "登记了这件投诉举报复合件，反映的是松江区云间小满餐饮店，派给九亭所，由陆明远承办"
    )
    assert registered(a_ticket(), what="导入台账“11 月”").startswith("通过“导入台账“11 月””收进了")


def test_an_entry_is_one_sentence() -> None:
    at = datetime(2026, 11, 3, 9, 5)
    entry = Entry(at=at, who="陆明远", kind=EntryKind.FILLED, words="决定受理投诉")
    assert entry.sentence == "2026 年 11 月 3 日 9:05，陆明远决定受理投诉。"


@given(tickets(), tickets())
def test_no_words_of_the_petitioner_and_no_free_text_are_repeated(one: Ticket, two: Ticket) -> None:
    said = changes(differences(one, two))
    values = values_of(two)
    secret = [f.key for f in FIELDS if f.group == "诉求人"] + ["content", "reply", "demand", "clue"]
    for key in secret:
        text = values[key]
        if isinstance(text, str) and len(text.strip()) > 8:
            assert text not in said


def test_of_every_kind_of_thing_something_is_said() -> None:
    step = Step(id=1, at=NOW, who="柳回音", what="办")
    said = {}
    kept: dict[str, dict[str, Any]] = {
        "submission": {"decision": "RETURNED", "opinion": "补一份现场照片"},
        "waiver": {"reason": "检测报告在另一件里"},
        "kept_field": {"amount": "36"},
        "rule_set_pin": {"rule_set": "RS-2020", "reason": "跨期的件"},
        "paper": {"title": "受理告知书", "number": "沪松市监诉〔2026〕1 号"},
        "paper_export": {"title": "受理告知书"},
        "sight": {"fields": ["petitioner_phone"], "why": "回访"},
        "callback_attempt": {"outcome": "OFF", "at": NOW.isoformat(), "note": "傍晚再打"},
        "callback_result": {
            "round": 1,
            "round_end": "RATED",
            "at": NOW.isoformat(),
            "service": "BASIC",
            "result": "DISSATISFIED",
            "note": "嫌慢",
        },
        "callback_explanation": {"round": 1, "signed_by": "桑立言"},
        "movement": {"move": "DISPATCH", "unit": "泗泾所", "reason": "店在泗泾镇"},
        "escalation": {
            "state": "OPEN",
            "origin": "CITY",
            "owner": "桑立言",
            "due": "2026-11-30",
        },
    }
    for subject, after in kept.items():
        change = Change(subject=subject, ref="SJ1", before=None, after=after)
        said[subject] = SUBJECTS[subject][1](change, step)
    assert said.keys() == SUBJECTS.keys()
    assert said["submission"] == "审核退回，意见是“补一份现场照片”"
    assert said["sight"] == "为了回访，查看了诉求人电话"
    assert said["callback_attempt"] == "打回访电话，关机、占线（傍晚再打）"
    assert said["callback_result"] == (
        "作第 1 次回访，诉求人对服务基本满意，对结果不满意，诉求人说：“嫌慢”，退回所队说明"
    )
    assert said["escalation"] == "因为市级回访不满意立了专项督办，由桑立言在 11 月 30 日前分析"
    assert all(said.values())
