from dataclasses import replace
from decimal import Decimal

import pytest

from core.review.rubric import Choice, NotApplicable, Rubric, Veto, plain, rubric_of
from core.review.rubric_changes import differences, not_comparable
from tests.core.review.samples import a_rubric

OLD = a_rubric()
ONCE, EACH, FREE = OLD.items
NEXT = replace(OLD, version="2026-2")


def with_first(**changes: object) -> Rubric:
    return replace(NEXT, items=(replace(ONCE, **changes), EACH, FREE))  # type: ignore[arg-type]


def said(new: Rubric) -> list[str]:
    return [one.said for one in differences(OLD, new)]


def test_two_versions_that_say_the_same_may_be_compared() -> None:
    assert differences(OLD, NEXT) == ()
    assert not_comparable(OLD, NEXT) == ""


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (with_first(standard="当天联系"), "T1 联系的满分标准由“联系过”改为“当天联系”"),
        (with_first(full=Decimal(25)), "T1 联系的满分由“30 分”改为“25 分”"),
        (
            with_first(choices=(Choice(label="晚了", minus=Decimal(5), each=True),)),
            "T1 联系的扣分档由“晚了 −10；没有联系 −30”改为“晚了 −5（每处）”",
        ),
        (with_first(not_applicable=NotApplicable.FULL), "改为“记满分”"),
        (with_first(when="是否重办件 为 是"), "适用条件由“空”改为“是否重办件 为 是”"),
        (replace(NEXT, items=(EACH, FREE)), "删去 T1 联系"),
        (replace(NEXT, items=(*NEXT.items, replace(FREE, code="T4"))), "新增 T4 归档，20 分"),
        (replace(NEXT, veto_cap=Decimal(49)), "封顶分由 59 改为 49"),
        (replace(NEXT, vetoes=NEXT.vetoes[:1]), "删去一票否决 V5 超期"),
        (replace(NEXT, vetoes=(*NEXT.vetoes, Veto(code="V6", title="漏报"))), "新增一票否决 V6"),
    ],
)
def test_what_changes_the_marks_is_warned_of(new: Rubric, sentence: str) -> None:
    assert any(sentence in one for one in said(new))
    assert "按两版评出的分数不能直接比较" in not_comparable(OLD, new)


@pytest.mark.parametrize(
    "new",
    [
        with_first(advice="先打电话"),
        with_first(example="例"),
        replace(NEXT, cues=NEXT.cues[1:]),
        replace(NEXT, title="评查表"),
        replace(NEXT, items=(EACH, ONCE, FREE)),
    ],
)
def test_what_leaves_the_marks_alone_is_only_told(new: Rubric) -> None:
    assert len(differences(OLD, new)) == 1
    assert not_comparable(OLD, new) == ""


def test_a_rubric_survives_its_json() -> None:
    new = with_first(when="是否重办件 为 是", example="例")
    assert rubric_of(plain(new)) == new
