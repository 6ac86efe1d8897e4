"""The text of a briefing: composed, edited by hand, composed anew, and its numbers checked."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.briefing import words
from core.briefing.checking import Doubt, bases, flags
from core.briefing.composing import Section, Sentence, composed, edited, regenerated, restored
from core.briefing.figure import BriefingFigures, LiveFigure
from core.briefing.issue import corrections
from core.briefing.kept import figures_of, plain_figures, plain_section, section_of
from core.briefing.notation import Live, pieces, plain, sentences, written
from core.briefing.structure import structure_of
from core.figures.period import month

PHRASES = {
    "环比": {
        "rise": "环比增长{*.环比}",
        "fall": "环比减少{*.环比}",
        "equal": "与上月持平",
        "new": "上月没有",
        "zero": "与上月一样没有",
        "none": "没有可比的数",
    }
}
STRUCTURE = structure_of(
    {
        "key": "monthly",
        "name": "每月简报",
        "span": "month",
        "head": "简报",
        "title": "〈期间〉情况",
        "number": "第 {serial} 期",
        "office": "消保科",
        "sent": "",
        "phrases": PHRASES,
        "section": [
            {
                "key": "all",
                "title": "总体情况",
                "line": [
                    {"key": "one", "begins": True, "text": "接收{接收}，<接收.环比>。"},
                    {
                        "key": "two",
                        "some": ["督办"],
                        "text": "督办{督办}。",
                        "otherwise": "没有督办。",
                    },
                    {
                        "key": "top",
                        "each": "行业",
                        "item": "{行业*.名称}{行业*}",
                        "text": "行业有<each>。",
                    },
                ],
            }
        ],
    }
)
PART = STRUCTURE.parts[0]


def figures(now: int, before: int, escalated: int = 0) -> BriefingFigures:
    made = [
        words.count("接收", Decimal(now), condition="区局接收时间 不为空"),
        words.change("接收.环比", Decimal(now), Decimal(before), ""),
        words.count("督办", Decimal(escalated)),
        words.words("行业1.名称", "食品"),
        words.count("行业1", Decimal(3)),
    ]
    return _of(made)


def _of(made: list[LiveFigure]) -> BriefingFigures:
    return BriefingFigures(
        period=month(date(2026, 11, 1)),
        as_of=date(2026, 11, 30),
        version="1",
        by_name={one.name: one for one in made},
        lists={"行业": 1},
        series={"趋势": (("2026-11", Decimal("1.50")), ("2026-12", None))},
    )


def said(section: Section, of: BriefingFigures) -> str:
    return "".join(plain(one, of.by_name) for one in section.paragraphs)


def fresh(of: BriefingFigures) -> Section:
    return regenerated(Section("all"), composed(PART, STRUCTURE, of))


@pytest.mark.parametrize(
    ("now", "before", "phrase"),
    [
        (26, 38, "环比减少 31.58%"),
        (38, 26, "环比增长 46.15%"),
        (26, 26, "与上月持平"),
        (26, 0, "上月没有"),
        (0, 0, "与上月一样没有"),
    ],
)
def test_a_change_is_said_as_what_it_is(now: int, before: int, phrase: str) -> None:
    of = figures(now, before)
    assert f"接收 {now} 件，{phrase}。" in said(fresh(of), of)


def test_what_is_nothing_and_what_is_a_list_have_their_own_sentences() -> None:
    none, some = figures(1, 1), figures(1, 1, escalated=2)
    assert "没有督办。行业有食品 3 件。" in said(fresh(none), none)
    assert "督办 2 件。" in said(fresh(some), some)


def test_composing_anew_keeps_what_the_author_wrote_and_replaces_the_rest() -> None:
    section = fresh(figures(1, 1))
    first, *_ = section.paragraphs
    section = edited(section, [first + "主要是预付卡到期。", "另起的一段。"])
    risen = figures(5, 1, escalated=3)
    again = regenerated(section, composed(PART, STRUCTURE, risen))
    text = said(again, risen)
    assert "接收 5 件，环比增长 400.00%。" in text
    assert "督办 3 件。" in text
    assert "主要是预付卡到期。" in text
    assert again.paragraphs[-1] == "另起的一段。"


def test_what_the_author_took_out_stays_out_until_it_is_asked_for() -> None:
    of = figures(1, 1)
    section = edited(fresh(of), ["接收{接收}，与平时一样。"])
    again = regenerated(section, composed(PART, STRUCTURE, of))
    assert said(again, of) == "接收 1 件，与平时一样。"
    back = restored(again, composed(PART, STRUCTURE, of))
    assert "没有督办。" in said(back, of)
    assert "与平时一样。" in said(back, of)


_OWN = st.text(alphabet="预付卡到期集中情况", min_size=1, max_size=8).map(lambda text: f"{text}。")


@given(
    st.lists(_OWN, max_size=4, unique=True),
    st.integers(0, 50),
    st.integers(0, 50),
    st.sampled_from(["", "\n"]),
)
def test_author_sentences_survive_any_change_of_the_figures(
    own: list[str], now: int, before: int, apart: str
) -> None:
    section = fresh(figures(1, 1))
    paragraphs = apart.join([*section.paragraphs, *own]).split("\n")
    of = figures(now, before, now)
    again = regenerated(edited(section, paragraphs), composed(PART, STRUCTURE, of))
    kept = [one.text for one in again.sentences if one.is_own]
    assert kept == own
    anew = [one.text for one in again.sentences if not one.is_own]
    assert anew == [one.text for one in composed(PART, STRUCTURE, of)]


@given(st.lists(st.one_of(st.text(alphabet="甲乙件。12{}", max_size=5), st.just(Live("接收")))))
def test_a_text_reads_back_as_it_was_written(parts: list[str | Live]) -> None:
    text = written(parts)
    assert written(pieces(text)) == text
    assert [one for one in pieces(text) if isinstance(one, Live)] == [
        one for one in parts if isinstance(one, Live)
    ]
    assert "".join(sentences(text)).strip() == text.strip() or "\n" in text


def test_a_number_typed_over_a_live_one_is_flagged_until_it_agrees() -> None:
    of = figures(26, 38)
    (flag,) = flags("接收{接收=27 件}。", of.by_name)
    assert flag.doubt is Doubt.CHANGED
    assert "台账里是 26 件" in flag.sentence
    assert flags("接收{接收=26 件}。", of.by_name) == ()


def test_a_number_typed_by_hand_is_offered_the_live_one() -> None:
    of = figures(26, 38)
    (known,) = flags("接收 26 件。", of.by_name)
    assert (known.doubt, known.figure) == (Doubt.TYPED, "接收")
    (strange,) = flags("接收 99 件。", of.by_name)
    assert "请核对出处" in strange.sentence
    assert flags("截至 11 月 30 日。", of.by_name) == ()


@pytest.mark.parametrize(
    ("now", "change", "found"),
    [(26, "-31.58", (38,)), (26, "-31.57", ()), (662, "15.94", (571,))],
)
def test_the_base_follows_from_the_change(now: int, change: str, found: tuple[int, ...]) -> None:
    assert bases(now, Decimal(change)) == found


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_the_true_base_is_always_among_those_found(now: int, before: int) -> None:
    by = words.growth(Decimal(now), Decimal(before))
    assert by is not None
    found = bases(now, by)
    assert before in found or len(found) == 3


def test_numbers_that_do_not_fit_together_are_named() -> None:
    of = figures(26, 38)
    doubts = [one.doubt for one in flags("退回 26 件，同比减少 31.57%。", of.by_name)]
    assert Doubt.IMPOSSIBLE in doubts
    fits = [one.doubt for one in flags("接收{接收}，环比减少{接收.环比}。", of.by_name)]
    assert fits == []


def test_sections_and_figures_are_kept_whole() -> None:
    of = figures(26, 38)
    again = figures_of(plain_figures(of))
    assert (again.by_name, again.series, again.period) == (of.by_name, of.series, of.period)
    section = Section("all", (Sentence("一。", "one", begins=True),), frozenset({"two"}))
    assert section_of(plain_section(section)) == section


def test_late_changes_are_said_with_both_numbers() -> None:
    (found,) = corrections(figures(26, 38), figures(27, 38))
    assert found.sentence == "2026 年 11 月接收原为 26 件，台账补录、更正以后为 27 件。"
