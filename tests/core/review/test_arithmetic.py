"""The arithmetic shown of a ticket ends with the very marks that count."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.figures.words import marks as two_places
from core.review.arithmetic import arithmetic
from core.review.formula import Formula
from core.review.marks import Marks
from core.review.marks_text import marks_of
from core.review.report import DrawnTicket
from core.review.reviews import Review, Stage
from core.review.ticket_result import ticket_result
from tests.core.review.samples import a_formula, a_review, a_rubric, marks

DRAWN = DrawnTicket(ref="SJ1", number="SJ1", unit="甲所", stratum="甲所", key="0" * 64, place=1)
WEIGHTED = a_formula(weights={"self": "0.1", "peers": "0.3", "recheck": "0.6"})


def shown(given_: dict[Stage, Marks], formula: Formula | None = None) -> tuple[str, ...]:
    reviews: dict[Stage, Review] = {stage: a_review(stage, one) for stage, one in given_.items()}
    formula = formula or a_formula()
    result = ticket_result(DRAWN, reviews, a_rubric(), formula)
    return arithmetic(result, reviews, a_rubric(), formula)


def test_a_total_is_the_sum_of_its_items() -> None:
    assert shown({Stage.SELF: marks("20", "30", "20")}) == ("自评 70.00 = 20 + 30 + 20",)


def test_what_does_not_apply_is_left_out_and_the_rest_scaled() -> None:
    without = marks_of(
        {
            "items": {
                "T1": {"not_applicable": True},
                "T2": {"marks": "30", "reason": "缺"},
                "T3": {"marks": "20"},
            }
        }
    )
    assert shown({Stage.SELF: without}) == ("自评 71.43 = （30 + 20）÷ 70 × 100",)


def test_the_mean_and_the_mark_that_counts_have_lines_of_their_own() -> None:
    lines = shown(
        {
            Stage.PEER1: marks("30", "50", "20"),
            Stage.PEER2: marks("20", "30", "20"),
            Stage.RECHECK: marks("30", "30", "20"),
        }
    )
    assert lines[-2:] == ("互评均分 85.00 = （100.00 + 70.00）÷ 2", "最终分 80.00 = 复核 80.00")


def test_a_veto_says_what_it_did() -> None:
    lines = shown({Stage.RECHECK: marks("30", "50", "20", vetoes=("V5",))})
    assert lines[0].endswith("；一票否决（V5），按 59.00 计")
    assert lines[-1] == "复核定了一票否决，最高 59 分：最终分 59.00，不合格"


@given(st.lists(st.sampled_from(["10", "30", "50"]), min_size=4, max_size=4))
def test_the_weighted_line_adds_up_to_the_final_mark(given_: list[str]) -> None:
    stages = (Stage.SELF, Stage.PEER1, Stage.PEER2, Stage.RECHECK)
    totals = {stage: Decimal(t2) + 50 for stage, t2 in zip(stages, given_, strict=True)}
    lines = shown(
        {stage: marks("30", t2, "20") for stage, t2 in zip(stages, given_, strict=True)}, WEIGHTED
    )
    peers = (totals[Stage.PEER1] + totals[Stage.PEER2]) / 2
    final = (
        totals[Stage.SELF] * Decimal("0.1")
        + peers * Decimal("0.3")
        + totals[Stage.RECHECK] * Decimal("0.6")
    )
    assert lines[-1].startswith(f"最终分 {two_places(final)} = 自评 ")
