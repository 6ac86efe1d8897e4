from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import Refusal
from core.review.rubric import Choice, Cue, NotApplicable, Rubric
from core.review.rubric_faults import Known, faults, refuse_faulty
from tests.core.review.samples import a_rubric

RUBRIC = a_rubric()
SOURCES = {cue.source for cue in RUBRIC.cues}
ONCE, EACH, FREE = RUBRIC.items


def read(sentence: str) -> object:
    if sentence != "是否重办件 为 是":
        raise Refusal("没有这一栏。")
    return sentence


KNOWN = Known(sources=SOURCES, read=read)


def said(rubric: Rubric) -> list[str]:
    return [one.sentence for one in faults(rubric, KNOWN)]


def with_first(**changes: object) -> Rubric:
    return replace(RUBRIC, items=(replace(ONCE, **changes), EACH, FREE))  # type: ignore[arg-type]


def test_a_rubric_in_order_has_no_faults() -> None:
    assert said(RUBRIC) == []


@pytest.mark.parametrize(
    ("full", "sentence"),
    [
        ("28", "各项满分合计 98 分，比 100 分少 2 分。"),
        ("31", "各项满分合计 101 分，比 100 分多 1 分。"),
    ],
)
def test_items_must_be_worth_100_together(full: str, sentence: str) -> None:
    choices = tuple(replace(one, minus=Decimal(5)) for one in ONCE.choices)
    assert said(with_first(full=Decimal(full), choices=choices)) == [sentence]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda: with_first(title=" "), "没有写名称"),
        (lambda: with_first(standard="", advice=""), "没有写满分标准、处置要点"),
        (lambda: with_first(code="T2"), "编号 T2 用了 2 次"),
        (
            lambda: with_first(choices=(Choice(label="过头", minus=Decimal(31)),)),
            "不超过满分 30 分",
        ),
        (lambda: with_first(choices=(Choice(label="空", minus=Decimal(0)),)), "应大于 0"),
        (lambda: with_first(when="看心情"), "T1 联系的适用条件读不懂：没有这一栏。"),
        (lambda: replace(RUBRIC, title=""), "评查表没有名称"),
        (lambda: replace(RUBRIC, veto_cap=Decimal(100)), "封顶分应在 0 到 99 之间"),
        (lambda: replace(RUBRIC, cues=(Cue(source="F-999", veto="V1"),)), "没有这条规则或时限"),
        (lambda: replace(RUBRIC, cues=(Cue(source="F-033", veto="V9"),)), "表里没有这项否决"),
        (lambda: replace(RUBRIC, cues=(Cue(source="F-033", item="T9"),)), "表里没有这一项"),
        (
            lambda: replace(RUBRIC, cues=(Cue(source="F-033", item="T1", minus=Decimal(40)),)),
            "T1 的程序提议扣 40 分",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_place(spoil: Callable[[], Rubric], words: str) -> None:
    assert words in "".join(said(spoil()))


def test_an_item_with_a_condition_says_what_it_counts_elsewhere() -> None:
    when = "是否重办件 为 是"
    assert said(with_first(when=when)) == []
    never = with_first(when=when, not_applicable=NotApplicable.NEVER)
    assert said(never) == ["T1 联系有适用条件，请选不适用时怎么计分。"]


def test_a_faulty_rubric_is_refused_at_the_first_fault() -> None:
    with pytest.raises(Refusal) as caught:
        refuse_faulty(faults(with_first(standard=""), KNOWN))
    assert caught.value.field == "T1"
