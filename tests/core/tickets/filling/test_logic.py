"""Which fields apply, are required, calculated and proposed: as any form engine would have it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from core.tickets.case import Case, Surroundings
from core.tickets.fields import BY_KEY, FIELDS, Field, FieldType, changed, values_of
from core.tickets.filling.logic import FormLogic, Settled
from core.tickets.filling.reading import logic_of
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Kind
from storage.rules.shipped import shipped_vocabulary
from tests.samples import TODAY, a_ticket, tickets

AROUND = Surroundings(today=TODAY)
TEXTS = [field for field in FIELDS if field.type is FieldType.TEXT and field.key != "number"]


def logic(*fields: Mapping[str, Any]) -> FormLogic:
    return logic_of({"field": fields}, shipped_vocabulary())


def settled(form: FormLogic, ticket: Ticket, *, submitting: bool = False) -> Settled:
    return form.settle(Case(ticket, AROUND, submitting=submitting))


def value(of: Settled, key: str) -> Any:
    return BY_KEY[key].get(of.case.ticket)


# hidden is empty but kept


def test_a_field_that_does_not_apply_is_empty_and_keeps_its_value() -> None:
    form = logic({"header": "不予受理情形", "appears": "受理决定 为 不予受理"})
    ticket = a_ticket(acceptance=Acceptance.ACCEPTED, decline_ground=3)
    found = settled(form, ticket)
    assert value(found, "decline_ground") is None
    assert ticket.complaint.decline_ground == 3
    again = settled(form, changed(ticket, {"acceptance": Acceptance.DECLINED}))
    assert value(again, "decline_ground") == 3


def test_what_hangs_on_a_hidden_field_sees_it_empty() -> None:
    form = logic(
        {"header": "不予受理说明", "appears": "不予受理情形 为 3"},
        {"header": "不予受理情形", "appears": "受理决定 为 不予受理"},
        {"header": "受理决定", "appears": "投诉轨件"},
    )
    ticket = a_ticket(kind=Kind.TIPOFF, acceptance=Acceptance.DECLINED, decline_ground=3)
    assert settled(form, ticket).hidden == {"acceptance", "decline_ground", "decline_explanation"}


def test_clocks_and_required_fields_see_hidden_fields_empty() -> None:
    form = logic(
        {"header": "受理决定", "appears": "投诉轨件"},
        {"header": "受理告知时间", "required": "受理决定 不为空"},
    )
    tipoff = a_ticket(kind=Kind.TIPOFF, acceptance=Acceptance.ACCEPTED)
    assert form.required(settled(form, tipoff)) == frozenset()
    complaint = changed(tipoff, {"kind": Kind.COMPLAINT})
    assert form.required(settled(form, complaint)) == {"acceptance_notice_at"}


def test_what_cannot_be_known_hides_nothing() -> None:
    form = logic({"header": "统一口径编号", "appears": "剩余(受理钟) 大于 3"})
    assert settled(form, a_ticket()).hidden == frozenset()


# empty, blank and 0


@pytest.mark.parametrize(("held", "missing"), [("", 1), (" 　\n", 1), ("0", 0)])
def test_blank_space_is_empty_and_nought_is_not(held: str, missing: int) -> None:
    form = logic({"header": "认定理由", "required": True})
    short = form.shortfalls(settled(form, a_ticket(verdict_reason=held)))
    assert len(short) == missing


def test_nought_is_a_value_for_a_constraint_and_nothing_is_not() -> None:
    limit = {"holds": "涉及金额 大于 0", "message": "金额要大于 0，现在是 {涉及金额}。"}
    form = logic({"header": "涉及金额", "constraint": [limit]})
    (short,) = form.shortfalls(settled(form, a_ticket(amount=Decimal(0))))
    assert short.message == "金额要大于 0，现在是 0。"
    assert not short.is_missing
    assert form.shortfalls(settled(form, a_ticket(amount=None))) == ()


def test_a_hidden_field_is_neither_missing_nor_checked() -> None:
    limit = {"holds": "不予受理情形 小于 8", "message": "没有这一项。"}
    field = {"header": "不予受理情形", "appears": "受理决定 为 不予受理", "required": True}
    form = logic({**field, "constraint": [limit]})
    assert form.shortfalls(settled(form, a_ticket(decline_ground=9))) == ()
    declined = a_ticket(decline_ground=9, acceptance=Acceptance.DECLINED)
    assert [one.message for one in form.shortfalls(settled(form, declined))] == ["没有这一项。"]


# calculated and proposed


def test_a_calculated_field_is_what_its_sentence_gives_whatever_stands_there() -> None:
    field = {"header": "原工单编号", "calculated": "工单编号", "how": "和 {工单编号} 同号。"}
    form = logic(field)
    found = settled(form, a_ticket(origin_number="别的"))
    assert value(found, "origin_number") == "SJ2026112300001"
    assert form.how(found, "origin_number") == "和 SJ2026112300001 同号。"


def test_a_calculated_field_that_does_not_apply_is_empty() -> None:
    appears = {"appears": "是否重办件 为 是"}
    field = {"header": "原工单编号", "calculated": "工单编号", "how": "同号。", **appears}
    assert value(settled(logic(field), a_ticket()), "origin_number") == ""


def test_what_cannot_be_calculated_stays_as_it_was() -> None:
    field = {"header": "受理决定日期", "calculated": "工作日后(收到之日, 3)", "how": "三日。"}
    ticket = a_ticket(acceptance_date=date(2026, 11, 24))
    assert value(settled(logic(field), ticket), "acceptance_date") == date(2026, 11, 24)


def test_the_first_default_that_fits_is_proposed_and_only_for_an_empty_field() -> None:
    form = logic(
        {
            "header": "受理决定日期",
            "default": [
                {"value": "受理告知时间", "when": "受理告知时间 不为空", "why": "同一天"},
                {"value": "今日", "why": "今天"},
            ],
        }
    )
    told = a_ticket(acceptance_notice_at=datetime(2026, 11, 20, 15, 5))
    proposals = form.proposals(settled(form, told))
    assert (proposals["acceptance_date"].value, proposals["acceptance_date"].why) == (
        date(2026, 11, 20),
        "同一天",
    )
    assert form.proposals(settled(form, a_ticket()))["acceptance_date"].value == TODAY
    filled = changed(told, {"acceptance_date": TODAY})
    assert form.proposals(settled(form, filled)) == {}


def test_a_default_of_nothing_is_no_proposal() -> None:
    form = logic({"header": "核查地点", "default": [{"value": "被诉主体地址", "why": "登记的"}]})
    assert form.proposals(settled(form, a_ticket(trader_address=" "))) == {}


def test_a_word_of_a_closed_vocabulary_can_be_a_default() -> None:
    sentence = "如果(工单类型 为 咨询, 不适用, 属实)"
    form = logic({"header": "事实认定", "default": [{"value": sentence, "why": "咨询"}]})
    enquiry = settled(form, a_ticket(kind=Kind.ENQUIRY))
    assert str(form.proposals(enquiry)["verdict"].value) == "不适用"


# what is refused when the data is read


def _circle(second: str, entry: str, extra: Mapping[str, Any]) -> FormLogic:
    return logic(
        {"header": "调解结果", "appears": "受理决定 为 受理"},
        {"header": "受理决定", entry: second, **extra},
    )


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("appears", "调解结果 不为空"),
        ("required", "调解结果 为空"),
        ("default", [{"value": "受理", "when": "调解结果 不为空", "why": "有了结果"}]),
        ("calculated", "如果(调解结果 不为空, 受理, 不予受理)"),
    ],
)
def test_a_circle_is_refused_with_the_names_of_the_fields(entry: str, said: Any) -> None:
    extra = {"how": "看有没有结果。"} if entry == "calculated" else {}
    with pytest.raises(Refusal) as refused:
        _circle(said, entry, extra)
    assert "绕成了一圈" in str(refused.value)
    assert "“受理决定”" in str(refused.value)
    assert "“调解结果”" in str(refused.value)


def test_a_field_that_hangs_on_itself_is_a_circle() -> None:
    with pytest.raises(Refusal, match="“案号” → “案号”"):
        logic({"header": "案号", "appears": "立案决定 为 立案 或 案号 不为空"})


def test_a_circle_through_a_clock_is_a_circle() -> None:
    with pytest.raises(Refusal, match="绕成了一圈"):
        logic({"header": "受理决定日期", "appears": "剩余(调解钟) 大于 3"})


def test_a_constraint_may_look_at_its_own_field_and_at_later_ones() -> None:
    limit = {"holds": "办结时间 为空 或 答复时间 不晚于 办结时间", "message": "先答复。"}
    form = logic(
        {"header": "答复时间", "constraint": [limit]},
        {"header": "办结时间", "appears": "答复时间 不为空"},
    )
    late = a_ticket(replied_at=datetime(2026, 11, 22), closed_at=datetime(2026, 11, 21))
    assert [one.key for one in form.shortfalls(settled(form, late))] == ["replied_at"]


@pytest.mark.parametrize(
    ("field", "place", "remedy"),
    [
        ({"header": "受理決定"}, "受理決定", "是不是“受理决定”"),
        ({"header": "案号", "appear": "是"}, "案号", "是不是“appears”"),
        ({"header": "案号", "appears": "立案決定 为 立案"}, "第 1 字", "是不是“立案决定”"),
        ({"header": "案号", "appears": "立案决定"}, "出现条件", "不是条件"),
        ({"header": "案号", "required": "立案决定 为 立按"}, "必填条件", "是不是“立案”"),
        (
            {"header": "涉及金额", "default": [{"value": "被诉主体名称", "why": "名称"}]},
            "默认值",
            "“涉及金额”要的是数，这里算出来的是文本",
        ),
        (
            {"header": "答复时间", "calculated": "今日", "how": "今天。"},
            "计算",
            "“答复时间”要的是时间，这里算出来的是日期",
        ),
        ({"header": "原工单编号", "calculated": "工单编号"}, "原工单编号", "没有写怎么算的"),
        (
            {"header": "案号", "constraint": [{"holds": "案号 不为空", "message": "{案好}"}]},
            "约束的提示",
            "是不是“案号”",
        ),
    ],
)
def test_a_mistake_names_the_field_the_place_and_the_remedy(
    field: Mapping[str, Any], place: str, remedy: str
) -> None:
    with pytest.raises(Refusal) as refused:
        logic(field)
    assert str(field["header"]) in str(refused.value)
    assert place in str(refused.value)
    assert remedy in str(refused.value)


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        logic({"header": "案号", "appears": "立案决定"}, {"header": "没有的栏"})
    assert len(str(refused.value).splitlines()) == 2


# any form, any ticket


@st.composite
def _forms(draw: st.DrawFn) -> Sequence[dict[str, Any]]:
    """Forms over text fields in which each field hangs on earlier ones only, told in any order."""
    fields = draw(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=7, unique_by=id))
    told = []
    for place, field in enumerate(fields):
        entry: dict[str, Any] = {"header": field.header}
        if place and draw(st.booleans()):
            entry["appears"] = draw(_conditions(fields[:place]))
        if draw(st.booleans()):
            entry["required"] = draw(_conditions(fields[:place])) if place else True
        if place and draw(st.booleans()):
            entry["calculated"] = draw(st.sampled_from(fields[:place])).header
            entry["how"] = "照抄。"
        told.append(entry)
    return draw(st.permutations(told))


@st.composite
def _conditions(draw: st.DrawFn, fields: Sequence[Field]) -> str:
    one, other = draw(st.sampled_from(fields)), draw(st.sampled_from(fields))
    join = draw(st.sampled_from(["且", "或"]))
    ends = [draw(st.sampled_from(["为空", "不为空"])) for _ in range(2)]
    turned = draw(st.sampled_from(["", "非 "]))
    if one is other:
        return f"{one.header} {ends[0]}"
    return f"{turned}({one.header} {ends[0]} {join} {other.header} {ends[1]})"


@given(_forms(), tickets())
def test_settling_hides_keeps_and_reaches_rest(
    told: Sequence[Mapping[str, Any]], ticket: Ticket
) -> None:
    form = logic(*told)
    before = values_of(ticket)
    found = settled(form, ticket)
    assert values_of(ticket) == before
    for key, held in values_of(found.case.ticket).items():
        if key in found.hidden:
            assert BY_KEY[key].is_empty(found.case.ticket)
        elif key not in found.calculated:
            assert held == before[key]
    once_more = settled(form, found.case.ticket)
    assert (once_more.hidden, once_more.calculated) == (found.hidden, found.calculated)


@given(_forms(), tickets(), st.text("甲乙 ", max_size=4).map(str.strip))
def test_what_a_hidden_field_holds_makes_no_difference(
    told: Sequence[Mapping[str, Any]], ticket: Ticket, other: str
) -> None:
    form = logic(*told)
    found = settled(form, ticket)
    changed_ticket = changed(ticket, dict.fromkeys(found.hidden, other))
    again = settled(form, changed_ticket)
    assert again.hidden == found.hidden
    assert values_of(again.case.ticket) == values_of(found.case.ticket)
    assert form.required(again) == form.required(found)
    assert form.shortfalls(again) == form.shortfalls(found)


@given(_forms(), tickets())
def test_only_what_applies_is_required(told: Sequence[Mapping[str, Any]], ticket: Ticket) -> None:
    form = logic(*told)
    found = settled(form, ticket)
    assert not form.required(found) & found.hidden
    missing = {one.key for one in form.shortfalls(found) if one.is_missing}
    assert all(BY_KEY[key].is_empty(found.case.ticket) for key in missing)
    assert missing == {k for k in form.required(found) if BY_KEY[k].is_empty(found.case.ticket)}


@given(_forms(), st.data())
def test_closing_any_chain_to_a_ring_is_refused(
    told: Sequence[Mapping[str, Any]], data: st.DataObject
) -> None:
    hanging = [one for one in told if "appears" in one]
    if not hanging:
        return
    last = data.draw(st.sampled_from(hanging))
    first = next(one for one in told if one["header"] in last["appears"])
    sentence = f"{last['header']} 不为空"
    ring = [{**one, "required": sentence} if one is first else one for one in told]
    with pytest.raises(Refusal) as refused:
        logic(*ring)
    assert str(first["header"]) in str(refused.value)


# worked out beside the fields


def test_what_is_no_field_is_worked_out_and_says_how() -> None:
    derived = {
        "name": "扣除天数",
        "at": "鉴定检测结束日期",
        "value": "鉴定检测结束日期 - 鉴定检测开始日期 + 1",
        "how": "{鉴定检测开始日期} 到 {鉴定检测结束日期}。",
    }
    form = logic_of({"field": [], "derived": [derived]}, shipped_vocabulary())
    tested = a_ticket(test_from=date(2026, 11, 2), test_to=date(2026, 11, 6))
    (found,) = form.derived(settled(form, tested))
    assert (found.key, found.text, found.how) == ("test_to", "5", "2026-11-02 到 2026-11-06。")
    assert form.derived(settled(form, a_ticket())) == ()
    with pytest.raises(Refusal, match=r"“扣除天数”的计算（value），第 1 字"):
        logic_of({"field": [], "derived": [{**derived, "value": "检测天数"}]}, shipped_vocabulary())
