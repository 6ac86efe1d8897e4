from datetime import date

import pytest

from core.errors import Refusal
from core.tickets.law.reading import rule_sets_of
from core.tickets.law.rule_set import Grounds, Matter
from storage.law import rule_sets

SETS = rule_sets()
OLD, BETWEEN, NEW = SETS.sets


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2019, 6, 1), "RS-2020"),
        (date(2020, 1, 1), "RS-2020"),
        (date(2024, 6, 30), "RS-2020"),
        (date(2024, 7, 1), "RS-2024"),
        (date(2026, 4, 14), "RS-2024"),
        (date(2026, 4, 15), "RS-2026"),
        (date(2031, 1, 1), "RS-2026"),
    ],
)
def test_on_each_day_one_set_holds(day: date, code: str) -> None:
    assert SETS.on(day).code == code


def test_a_pin_overrules_the_day() -> None:
    assert SETS.on(date(2026, 5, 6), "RS-2020") is OLD


def test_a_pinned_set_is_asked_on_its_nearest_day() -> None:
    assert SETS.day_of_law(date(2026, 5, 6), "RS-2024") == date(2026, 4, 14)
    assert SETS.day_of_law(date(2021, 3, 1), "RS-2026") == date(2026, 4, 15)
    assert SETS.day_of_law(date(2025, 3, 1), "RS-2024") == date(2025, 3, 1)
    assert SETS.day_of_law(date(2025, 3, 1)) == date(2025, 3, 1)


def test_an_unknown_set_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal, match=r"没有规则集“RS-2019”.*RS-2020、RS-2024、RS-2026"):
        SETS.named("RS-2019")


@pytest.mark.parametrize(
    ("of", "counts"),
    [
        (Grounds.DECLINE, (6, 6, 7)),
        (Grounds.TERMINATION, (7, 7, 8)),
        (Grounds.NOT_FILING, (8,) * 3),
    ],
)
def test_the_grounds_are_those_of_their_time(of: Grounds, counts: tuple[int, int, int]) -> None:
    assert tuple(len(one.grounds[of]) for one in SETS.sets) == counts


def test_the_same_number_is_another_ground_in_another_time() -> None:
    old, new = OLD.ground(Grounds.TERMINATION, 2), NEW.ground(Grounds.TERMINATION, 2)
    assert old is not None
    assert new is not None
    assert "机构" in old.says
    assert "拒绝" in new.says
    assert OLD.ground(Grounds.DECLINE, 7) is None


def test_each_ground_for_not_filing_says_what_it_needs() -> None:
    grounds = NEW.grounds[Grounds.NOT_FILING]
    assert [one.code for one in grounds] == ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4"]
    assert all(one.evidence for one in grounds)


def test_a_matter_cites_the_articles_of_its_set() -> None:
    assert OLD.cites(Matter.ACCEPTANCE).endswith("暂行办法》第十四条")
    assert NEW.cites(Matter.ACCEPTANCE).endswith("办法》第十五条第一款")
    assert OLD.cites(Matter.FILING_NOTICE).endswith("第三十一条第二款")
    assert NEW.cites(Matter.FILING_NOTICE) == ""


def test_a_set_follows_the_revision_of_other_acts_inside_its_time() -> None:
    before = OLD.cites(Matter.VERIFICATION, date(2021, 7, 14))
    after = OLD.cites(Matter.VERIFICATION, date(2021, 7, 15))
    assert "程序规定" not in before
    assert after == f"{before}；《市场监督管理行政处罚程序规定》第十八条"
    assert "2019" in BETWEEN.cites(Matter.UNFAIR_COMPETITION, date(2025, 10, 14))
    assert "2025" in BETWEEN.cites(Matter.UNFAIR_COMPETITION, date(2025, 10, 15))


def test_the_new_set_has_no_notice_of_filing_and_one_of_the_result() -> None:
    old = {one.name for one in OLD.papers}
    new = {one.name for one in NEW.papers}
    assert old - new >= {"举报立案告知书", "举报不予立案告知书"}
    assert new - old == {"限期提供身份证明材料通知书", "举报处理结果告知书"}
    assert (len(old), len(new)) == (12, 10)


def test_a_set_is_named_with_its_days() -> None:
    assert [one.name for one in SETS.sets] == [
        "RS-2020（2020-01-01 至 2024-06-30）",
        "RS-2024（2024-07-01 至 2026-04-14）",
        "RS-2026（2026-04-15 起）",
    ]


def _plain(code: str, **other: object) -> dict[str, object]:
    ground = {"code": "1", "short": "甲", "says": "乙"}
    return {
        "code": code,
        "act": "示例办法",
        "mediation_term": "六十日",
        "grounds": {of.value: [ground] for of in Grounds},
        "matters": {},
        "papers": [],
        **other,
    }


def test_sets_that_leave_a_day_between_them_are_refused() -> None:
    first = _plain("甲", since=date(2020, 1, 1), until=date(2020, 12, 30))
    with pytest.raises(Refusal, match="甲 和 乙 的日期没有接上"):
        rule_sets_of([first, _plain("乙", since=date(2021, 1, 1))])


def test_a_set_without_grounds_or_with_an_unknown_matter_is_refused() -> None:
    with pytest.raises(Refusal, match="甲 没有写“不予受理情形”有哪几项"):
        rule_sets_of([_plain("甲", grounds={})])
    with pytest.raises(Refusal, match="“受理通知”不是一件事"):
        rule_sets_of([_plain("甲", matters={"受理通知": "《示例办法》第一条"})])
