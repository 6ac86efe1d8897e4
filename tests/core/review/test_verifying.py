from dataclasses import replace
from datetime import datetime

from core.review.report import Certificate, Replacement
from core.review.sampling import FrameEntry, draw, frame_hash, next_in_line, seed_hash
from core.review.shares import strata
from core.review.verifying import draw_problems

SEED = "松江20261105"
FRAME = [
    FrameEntry(ref=f"SJ{place}{number}", number=f"SJ{place}{number}", unit=unit, stratum=unit)
    for place, unit in enumerate(["九亭所", "中山所"])
    for number in range(6)
]
TAKES = {"九亭所": 2, "中山所": 3}


def a_certificate() -> Certificate:
    return Certificate(
        condition="事实认定 为 不属实",
        frame_count=len(FRAME),
        frame_hash=frame_hash(FRAME),
        framed_at=datetime(2026, 11, 5, 10, 0),
        excluded=(),
        seed_hash=seed_hash(SEED),
        committed_at=datetime(2026, 11, 5, 10, 0),
        committed_by="许主任",
        seed=SEED,
        drawn_at=datetime(2026, 11, 5, 10, 2),
        drawn_by="许主任",
        strata=strata({"九亭所": 6, "中山所": 6}, TAKES),
        drawn=draw(SEED, FRAME, TAKES),
        replacements=(),
        notes=(),
    )


def with_a_replacement() -> Certificate:
    before = a_certificate()
    void = before.drawn[0]
    following = next_in_line(SEED, FRAME, void.stratum, {one.ref for one in before.drawn})
    assert following is not None
    done = Replacement(
        void=void, reason="复议中", drawn=following, at=before.framed_at, by="许主任"
    )
    kept = tuple(one for one in before.drawn if one != void)
    return replace(before, drawn=(following, *kept), replacements=(done,))


def test_an_honest_draw_can_be_repeated_in_any_order_of_the_frame() -> None:
    assert draw_problems(a_certificate(), FRAME) == []
    assert draw_problems(a_certificate(), FRAME[::-1]) == []
    assert draw_problems(with_a_replacement(), FRAME) == []


def test_one_changed_character_of_the_frame_is_noticed() -> None:
    changed = [replace(FRAME[0], ref="SJ00 "), *FRAME[1:]]
    assert "名单的 SHA-256 和公证页上的不一致，名单被改动过。" in draw_problems(
        a_certificate(), changed
    )


def test_a_missing_ticket_is_counted() -> None:
    assert "总体应有 12 件，名单里有 11 件。" in draw_problems(a_certificate(), FRAME[1:])


def test_another_seed_is_noticed() -> None:
    problems = draw_problems(replace(a_certificate(), seed="别的"), FRAME)
    assert "种子的 SHA-256 和封存的不一致。" in problems


def test_a_ticket_slipped_into_the_sample_is_named() -> None:
    honest = a_certificate()
    other = next_in_line(SEED, FRAME, "九亭所", {one.ref for one in honest.drawn})
    assert other is not None
    cheated = replace(honest, drawn=(other, *honest.drawn[1:]))
    [problem] = draw_problems(cheated, FRAME)
    assert problem.startswith("“九亭所”的样本和重算的不一致：")
    assert other.ref in problem
