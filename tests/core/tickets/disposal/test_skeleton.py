"""The disposal report and the reply made of a ticket: nothing invented, nothing left out."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.demo.ledger import tell
from core.tickets.case import Case, Surroundings
from core.tickets.disposal.gaps import gaps_in, gaps_in_reply
from core.tickets.disposal.skeleton import Line
from core.tickets.fields import BY_KEY, FIELDS, FieldType, changed, ticket_of
from core.tickets.language.texts import bare, consists_of
from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import (
    Acceptance,
    ApproverPost,
    ContactResult,
    Filing,
    Kind,
    MediationResult,
    NotFiledGround,
    NoticeWay,
    Verdict,
)
from storage.calendar import calendar
from storage.demo import material
from storage.disposal import skeleton
from storage.judging import example_surroundings
from storage.law import rule_sets
from storage.resources import read_toml
from storage.rules.shipped import shipped_rulebook
from tests.samples import TODAY, a_ticket, values_for

AROUND = Surroundings(today=TODAY, rule_sets=rule_sets())


def case(ticket: Ticket) -> Case:
    return Case(ticket, AROUND)


def good(**changes: Any) -> Ticket:
    """A tip-off that was filed, complete."""
    usual: dict[str, Any] = {
        "kind": Kind.TIPOFF,
        "content": "举报该店销售过期酸奶，有照片。",
        "claims": ("销售过期酸奶", "价签没有产地"),
        "first_contact_at": datetime(2026, 11, 20, 14, 5),
        "first_contact_result": ContactResult.CONTACTED,
        "inspected_at": datetime(2026, 11, 20, 16, 20),
        "inspect_place": "九亭镇虚构路 9999 号",
        "inspectors": ("陆明远", "顾小北"),
        "inspect_process": "陆明远、顾小北查看冷柜，负责人李大明在场，见过期酸奶两盒，已下架封存",
        "trader_uscc": "91310117MY000001XX",
        "verdict": Verdict.PARTLY,
        "claim_verdicts": ("属实，见过期酸奶两盒", "不属实，价签标有产地"),
        "verdict_reason": "冷柜照片、进货票据可以印证。",
        "law_refs": ("《中华人民共和国食品安全法》第五十四条第一款",),
        "evidence": (Evidence("照片", "冷柜照片4张"), Evidence("票据", "进货票据")),
        "filing": Filing.FILED,
        "filing_date": date(2026, 11, 23),
        "case_number": "沪市监松立〔2026〕9999号",
        "notice_way": NoticeWay.PHONE,
        "notice_at": datetime(2026, 11, 23, 9, 5),
    }
    return a_ticket(**{**usual, **changes})


# what it says


def test_a_complete_ticket_fills_all_eleven_elements_without_a_gap() -> None:
    report = skeleton().report(case(good()))
    headings = re.findall(r"^([一二三四五六七八九十]+)、(.+)$", report, re.MULTILINE)
    assert [title for _, title in headings] == [
        "先行联系",
        "核查时间",
        "核查地点",
        "核查人员",
        "被诉主体核实",
        "核查经过",
        "事实认定",
        "法律依据",
        "处理结果",
        "告知情况",
        "附件佐证",
    ]
    assert gaps_in(report) == ()
    assert "2026年11月20日16:20" in report
    assert "2．价签没有产地：不属实，价签标有产地" in report
    assert report.startswith("举报件处置报告")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("不予立案件", {"filing": Filing.NOT_FILED, "not_filed_ground": NotFiledGround.B2}),
        ("不属实件", {"verdict": Verdict.UNSUBSTANTIATED}),
        ("投诉举报复合件", {"kind": Kind.COMPOUND}),
        ("举报件", {}),
        ("投诉件", {"kind": Kind.COMPLAINT, "filing": None}),
        ("工单", {"kind": Kind.ENQUIRY, "filing": None}),
    ],
)
def test_each_kind_of_ticket_has_its_own_report(name: str, changes: dict[str, Any]) -> None:
    assert skeleton().report(case(good(**changes))).startswith(f"{name}处置报告\n")


def test_what_is_missing_is_a_gap_that_leads_to_its_field() -> None:
    report = skeleton().report(case(good(inspectors=(), law_refs=(), inspected_at=None)))
    assert {(one.label, one.key) for one in gaps_in(report)} == {
        ("核查人员", "inspectors"),
        ("法律依据", "law_refs"),
        ("核查时间", "inspected_at"),
    }


def test_one_inspector_is_not_enough() -> None:
    report = skeleton().report(case(good(inspectors=("陆明远",))))
    assert [one.key for one in gaps_in(report)] == ["inspectors"]


def test_a_claim_without_a_verdict_is_a_gap() -> None:
    report = skeleton().report(case(good(claim_verdicts=("属实，见过期酸奶",))))
    assert "2．价签没有产地：〔待补：逐项认定〕" in report


def test_another_place_than_the_traders_wants_a_word_why() -> None:
    report = skeleton().report(case(good(inspect_place="仓库")))
    assert [(one.label, one.key) for one in gaps_in(report)] == [("地点不一致的原因", "")]


def test_the_ground_is_said_in_the_words_of_the_law_of_its_time() -> None:
    old = good(
        kind=Kind.COMPLAINT,
        received_at=datetime(2025, 11, 20, 9),
        acceptance=Acceptance.DECLINED,
        decline_ground=3,
    )
    new = changed(old, {"received_at": datetime(2026, 11, 20, 9)})
    texts = [skeleton().report(case(one)) for one in (old, new)]
    for ticket, text in zip((old, new), texts, strict=True):
        sets = rule_sets().on(ticket.received_at.date() if ticket.received_at else TODAY, "")
        [says] = [one.says for one in sets.grounds["不予受理情形"] if one.code == "3"]  # type: ignore[index]
        assert says.rstrip("。") in text


# the reply


def test_the_reply_names_no_officer_and_nothing_of_the_trader_that_is_not_public() -> None:
    reply = skeleton().reply_to(
        case(
            good(
                inspect_process="陆明远和顾小北到店，负责人李大明（13911112222）出示执照"
                "（统一社会信用代码：91310117MY000001XX）",
            )
        )
    )
    for hidden in ("陆明远", "顾小北", "李大明", "13911112222", "91310117MY000001XX"):
        assert hidden not in reply
    assert "执法人员到店，负责人李某（139****2222）出示执照" in reply


def test_the_reply_does_not_say_a_place_was_inspected_when_it_was_not() -> None:
    reply = skeleton().reply_to(
        case(good(inspected_at=None, inspect_place="", inspect_process="电话核对了订单"))
    )
    assert "现场" not in reply
    assert "电话核对了订单。" in reply


def test_a_brigade_calls_itself_a_brigade() -> None:
    assert "我队执法人员" in skeleton().reply_to(case(good(unit="执法大队")))


def test_gaps_left_in_a_reply_are_found() -> None:
    ticket = good(reply="您好，〔待补：法律依据〕。")
    [found] = gaps_in_reply(ticket)
    assert "法律依据" in found.message
    assert found.anchor == "reply"
    assert gaps_in_reply(good(reply="您好。")) == ()


BAD_REPLIES = frozenset({"F-017", "F-046", "F-052", "F-053", "F-054"})


def test_replies_made_of_complete_tickets_are_good_ones() -> None:
    """Also not copies of each other, though they come from one skeleton."""
    told = [one.ticket for one in tell(material(), calendar(), today=TODAY, count=150, seed="7")]
    made = []
    for ticket in told:
        text = skeleton().reply_to(case(ticket))
        if (ticket.on_tipoff_track or ticket.on_complaint_track) and not gaps_in(text):
            made.append(changed(ticket, {"reply": text, "replied_at": datetime(2026, 11, 23, 10)}))
    assert len(made) > 40
    others = example_surroundings(TODAY, Gathered(map(neighbour_of, made)))
    bad = [
        (one.number, finding.rule, finding.message)
        for one in made
        for finding in shipped_rulebook().findings(Case(one, others))
        if finding.rule in BAD_REPLIES
    ]
    assert bad == []


# properties

_PLAIN = st.text("甲乙丙丁戊", min_size=1, max_size=6)
_DAYS = st.dates(date(2026, 4, 15), date(2026, 12, 31))
_MOMENTS = st.datetimes(datetime(2026, 4, 15), datetime(2026, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
_BY_TYPE: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: st.just("") | _PLAIN,
    FieldType.DATE: st.none() | _DAYS,
    FieldType.DATETIME: st.none() | _MOMENTS,
    FieldType.LIST: st.lists(_PLAIN, max_size=3).map(tuple),
    FieldType.EVIDENCE: st.lists(st.builds(Evidence, _PLAIN, _PLAIN), max_size=2).map(tuple),
}
_OFFICERS = st.text("赵钱孙", min_size=2, max_size=3)
_PEOPLE: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("handler", "supervisor", "not_filed_approver"), _OFFICERS),
    "inspectors": st.lists(_OFFICERS, max_size=3).map(tuple),
    "petitioner_name": st.text("庚辛壬", min_size=2, max_size=3),
    "petitioner_phone": st.just("13900000001"),
    "petitioner_address": st.just("虚构路 1 号"),
}
"""Of letters of their own, so that covering them touches nothing else."""
tickets = st.fixed_dictionaries(
    {f.key: _BY_TYPE.get(f.type, values_for(f)) for f in FIELDS if f.key != "number"} | _PEOPLE
).map(lambda values: ticket_of({"number": "SJ1", **values}))


def shown(ticket: Ticket, key: str) -> Iterator[str]:
    """How a value may stand in the text."""
    value = BY_KEY[key].get(ticket)
    if isinstance(value, datetime | date):
        yield f"{value.year}年{value.month}月{value.day}日"
        yield f"{value.month}月{value.day}日"
        if isinstance(value, datetime):
            yield f"{value:%H:%M}"
    elif isinstance(value, tuple):
        yield from (str(item).replace(":", "：") for item in value)
    elif isinstance(value, str) and value:
        yield str(value)


LITERAL = re.compile(r"\{[^{}]*\}|〔待补：[^〕]*〕")


def literals() -> set[str]:
    """Everything that the skeleton itself says, and the law behind grounds."""
    data = read_toml("guidance/report.toml")
    lines = [
        line
        for part in (*data["kind"], *data["element"], *data["reply"])
        for line in part.get("line", ())
    ]
    found = {piece for line in lines for piece in LITERAL.split(line["text"])}
    found |= {one["title"] for one in data["element"]} | {one["name"] for one in data["kind"]}
    for held in rule_sets().sets:
        found |= {g.says.rstrip("。") for grounds in held.grounds.values() for g in grounds}
    return found | {"处置报告", "工单编号：", "我所", "我队", "执法人员"}


SAID = literals() - {""}
COUNTING = {*"123", *"一二三四五六七八九十"}


def is_made_of(text: str, ticket: Ticket) -> bool:
    """Whether a text is put together from the skeleton's own words and the ticket's values."""
    own = {one for field in FIELDS for one in shown(ticket, field.key)}
    for gap in {text[one.start : one.end] for one in gaps_in(text)}:
        text = text.replace(gap, "")
    by_length: dict[int, set[str]] = defaultdict(set)
    for piece in map(bare, own | SAID | COUNTING):
        by_length[len(piece)].add(piece)
    del by_length[0]
    return consists_of(text, {length: frozenset(some) for length, some in by_length.items()})


@settings(max_examples=60, phases=[Phase.generate])
@given(tickets)
def test_nothing_is_said_that_is_not_on_the_ticket(ticket: Ticket) -> None:
    assert is_made_of(skeleton().report(case(ticket)), ticket)
    assert is_made_of(skeleton().reply_to(case(ticket)), ticket)


@settings(max_examples=60, phases=[Phase.generate])
@given(tickets)
def test_every_element_of_which_something_is_known_says_it(ticket: Ticket) -> None:
    for written in skeleton().elements_of(case(ticket)):
        for key in written.keys:
            for value in shown_whole(ticket, key):
                assert value in written.text, (written.title, key)


def shown_whole(ticket: Ticket, key: str) -> Iterator[str]:
    value = BY_KEY[key].get(ticket)
    if isinstance(value, datetime | date):
        yield f"{value.year}年{value.month}月{value.day}日"
    else:
        yield from shown(ticket, key)


def test_a_ticket_with_nothing_on_it_gives_gaps_and_no_values() -> None:
    empty = Ticket(number="", kind=Kind.COMPOUND)
    report = skeleton().report(case(empty))
    assert is_made_of(report, empty)
    assert {one.key for one in gaps_in(report)} >= {"number", "verdict", "inspectors", "law_refs"}
    assert MediationResult.ENDED not in report
    assert ApproverPost.BUREAU_LEADER not in report


def test_a_line_without_values_is_only_written_where_it_is_asked_for() -> None:
    for line in (line for one in skeleton().elements for line in one.lines):
        assert isinstance(line, Line)
        assert line.text.values or line.when is not None
