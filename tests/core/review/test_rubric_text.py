from decimal import Decimal

import pytest

from core.errors import Refusal
from core.review.rubric import Choice, Cue, rubric_of
from core.review.rubric_text import (
    choice_lines,
    choices_of,
    item_cue_lines,
    item_cues_of,
    veto_cue_lines,
    veto_cues_of,
)
from storage.resources import read_json

SHIPPED = ["unsubstantiated", "not_filed", "compound"]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_shipped_rubric_says_can_be_written_and_read(name: str) -> None:
    rubric = rubric_of(read_json(f"rubrics/{name}.json"))
    for item in rubric.items:
        assert choices_of(choice_lines(item.choices)) == item.choices
        cues = tuple(cue for cue in rubric.cues if cue.item == item.code)
        assert item_cues_of(item_cue_lines(rubric.cues, item.code), item.code) == cues
    for veto in rubric.vetoes:
        cues = tuple(cue for cue in rubric.cues if cue.veto == veto.code)
        assert veto_cues_of(veto_cue_lines(rubric.cues, veto.code), veto.code) == cues


@pytest.mark.parametrize(
    ("line", "choice"),
    [
        ("时段不符 −4", Choice(label="时段不符", minus=Decimal(4))),
        ("漏一项-3每处", Choice(label="漏一项", minus=Decimal(3), each=True)),
        ("晚于 10-15 日 - 2.5", Choice(label="晚于 10-15 日", minus=Decimal("2.5"))),
    ],
)
def test_a_deduction_is_read_as_people_write_it(line: str, choice: Choice) -> None:
    assert choices_of([line]) == (choice,)


@pytest.mark.parametrize("line", ["时段不符", "−4", "时段不符 四分"])
def test_a_deduction_without_words_or_number_is_refused(line: str) -> None:
    with pytest.raises(Refusal, match="请写成"):
        choices_of([line])


def test_a_clock_goes_by_its_name_and_a_rule_by_its_number() -> None:
    assert item_cues_of(["核查钟 −10", "f-026 −4"], "A2") == (
        Cue(source="R_VERIFY", item="A2", minus=Decimal(10)),
        Cue(source="F-026", item="A2", minus=Decimal(4)),
    )
    with pytest.raises(Refusal, match="核查钟 −10"):
        item_cues_of(["核查钟"], "A2")
