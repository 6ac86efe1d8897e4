from decimal import Decimal
from typing import Any

import pytest

from core.review.marks import Marks
from core.review.report import Difference, DrawnTicket, TicketResult
from core.review.reviews import Stage
from core.review.ticket_result import ticket_result
from tests.core.review.samples import a_formula, a_review, a_rubric, marks, total

DRAWN = DrawnTicket(ref="SJ1", number="SJ1", unit="甲所", stratum="甲所", key="0" * 64, place=1)


def result(formula: dict[str, Any] | None = None, **by_stage: Marks) -> TicketResult:
    reviews = {Stage[name.upper()]: given for name, given in by_stage.items()}
    return ticket_result(
        DRAWN,
        {stage: a_review(stage, given) for stage, given in reviews.items()},
        a_rubric(),
        a_formula(**(formula or {})),
    )


def kinds(found: TicketResult) -> list[Difference]:
    return [flag.kind for flag in found.flags]


def test_without_reviews_nothing_is_known() -> None:
    found = result()
    assert (found.final, found.grade, found.peer_totals) == (None, "", (None, None))


def test_the_recheck_is_the_final_mark() -> None:
    found = result(self=total("50"), peer1=total("40"), peer2=total("41"), recheck=total("38"))
    assert found.self_total == Decimal(100)
    assert found.peer_totals == (Decimal(90), Decimal(91))
    assert found.peer_mean == Decimal("90.50")
    assert (found.final, found.grade) == (Decimal(88), "良好")
    assert found.original == found.final


def test_another_formula_weighs_all_three() -> None:
    weights = {"self": "0.1", "peers": "0.3", "recheck": "0.6"}
    reviews = {"self": total("50"), "peer1": total("40"), "peer2": total("41")}
    assert result({"weights": weights}, **reviews).final is None
    # 10 + 27.15 + 52.8
    found = result({"weights": weights}, **reviews, recheck=total("38"))
    assert found.final == Decimal("89.95")


def test_a_veto_in_the_recheck_caps_the_mark_and_fails_the_ticket() -> None:
    vetoed = marks("30", "50", "20", vetoes=("V5",))
    found = result(recheck=vetoed)
    assert (found.final, found.original, found.grade) == (Decimal(59), Decimal(100), "不合格")
    assert [(hit.code, hit.title) for hit in found.vetoes] == [("V5", "超期")]


@pytest.mark.parametrize(
    ("mark", "grade"), [("40", "优秀"), ("39.99", "良好"), ("20", "合格"), ("19.99", "不合格")]
)
def test_grades_begin_at_their_marks(mark: str, grade: str) -> None:
    assert result(recheck=total(mark)).grade == grade


def test_reviews_that_differ_too_much_are_flagged() -> None:
    found = result(self=total("50"), peer1=total("40"), peer2=total("30"), recheck=total("25"))
    assert kinds(found) == [
        Difference.PEERS_APART,
        Difference.SELF_APART,
        Difference.RECHECK_APART,
    ]
    assert [flag.sentence for flag in found.flags] == [
        "两名互评人相差 10.00 分，要派第三人复评。",
        "自评比互评均分高 15.00 分，自评偏差大。",
        "复核与互评均分相差 10.00 分，要逐项写明理由。",
    ]


def test_a_little_less_apart_is_not_flagged() -> None:
    found = result(
        self=total("49.99"), peer1=total("39.99"), peer2=total("30"), recheck=total("25.01")
    )
    assert kinds(found) == []


def test_a_veto_of_one_peer_alone_is_flagged() -> None:
    vetoed = marks("30", "40", "20", vetoes=("V1",))
    assert Difference.VETO_SPLIT in kinds(result(peer1=total("40"), peer2=vetoed))


def test_shortfalls_are_what_the_recheck_took_off() -> None:
    found = result(peer1=total("50"), peer2=total("50"), recheck=marks("30", "20", "15"))
    assert [(item.code, item.lost, item.reason) for item in found.shortfalls] == [
        ("T2", Decimal(30), "有缺"),
        ("T3", Decimal(5), "有缺"),
    ]
    assert found.items[1].peer_marks == (Decimal(50), Decimal(50))
