import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.review.report import DrawnTicket
from core.review.sampling import (
    FrameEntry,
    draw,
    frame_csv,
    frame_hash,
    key,
    next_in_line,
    seed_hash,
)

SEED = "松江20220311"


def entry(ref: str, stratum: str = "九亭所") -> FrameEntry:
    return FrameEntry(ref=ref, number=ref.partition("#")[0], unit=stratum, stratum=stratum)


TEN = [entry(f"SJ202200{number:02d}") for number in range(1, 11)]

FRAMES = st.lists(
    st.builds(entry, st.text("SJ0123456789#", min_size=1, max_size=12), st.sampled_from("甲乙丙")),
    min_size=1,
    max_size=40,
    unique_by=lambda one: one.ref,
)


def refs(drawn: tuple[DrawnTicket, ...]) -> list[str]:
    return [one.ref for one in drawn]


@pytest.mark.parametrize(
    ("seed", "n", "first"),
    [
        ("1", 1000, [97, 89, 163]),
        ("0", 2, [1, 1, 2]),
        ("0", 1000, [905, 573, 160]),
        ("0000000000", 1000, [978, 359, 132]),
        ("999999999999999999999999", 1000, [544, 800, 654]),
        ("3546311556112163624615351222", 876, [740, 180, 264, 789, 238]),
        ("abcde", 1000, [247, 427, 157]),
    ],
)
def test_the_key_is_the_published_samplers_hash(seed: str, n: int, first: list[int]) -> None:
    # Rivest's sampler takes the same hash of "seed,i" as a number.
    drawn = [int(key(seed, str(i)), 16) % n + 1 for i in range(1, len(first) + 1)]
    assert drawn == first


def test_the_key_of_a_ticket_is_as_published() -> None:
    own = key(SEED, "SJ20220001")
    assert own.startswith("18762b323ff3")
    assert own.endswith("cd1c")


def test_the_smallest_keys_are_drawn() -> None:
    drawn = draw(SEED, TEN, {"九亭所": 3})
    assert refs(drawn) == ["SJ20220003", "SJ20220010", "SJ20220001"]
    assert [one.place for one in drawn] == [1, 2, 3]


@given(frame=FRAMES, seed=st.text(max_size=10), data=st.data())
def test_the_order_of_the_frame_does_not_matter(
    frame: list[FrameEntry], seed: str, data: st.DataObject
) -> None:
    other = data.draw(st.permutations(frame))
    takes = {"甲": 3, "乙": 2, "丙": 1}
    assert draw(seed, frame, takes) == draw(seed, other, takes)
    assert frame_hash(frame) == frame_hash(other)


@given(frame=FRAMES, seed=st.text(max_size=10), take=st.integers(0, 10))
def test_a_larger_take_contains_the_smaller(frame: list[FrameEntry], seed: str, take: int) -> None:
    smaller, larger = (refs(draw(seed, frame, {"甲": n})) for n in (take, take + 1))
    assert larger[: len(smaller)] == smaller


@given(frame=FRAMES, seed=st.text(max_size=10), take=st.integers(0, 10))
def test_a_replacement_is_what_a_larger_take_would_have_drawn(
    frame: list[FrameEntry], seed: str, take: int
) -> None:
    drawn = refs(draw(seed, frame, {"甲": take}))
    following = next_in_line(seed, frame, "甲", set(drawn))
    more = refs(draw(seed, frame, {"甲": take + 1}))[len(drawn) :]
    assert ([following.ref] if following else []) == more


def test_the_frame_is_written_byte_for_byte() -> None:
    frame = [entry("SJ2#1", "中山所"), entry("SJ10", "九亭所"), entry("SJ2", "中山所")]
    expected = "ref,stratum\nSJ10,九亭所\nSJ2,中山所\nSJ2#1,中山所\n".encode()
    assert frame_csv(frame) == expected
    assert frame_hash(frame) == hashlib.sha256(expected).hexdigest()


def test_the_seed_is_text_and_never_a_number() -> None:
    assert seed_hash("0") != seed_hash("0000000000")
    assert seed_hash(SEED) == hashlib.sha256(SEED.encode()).hexdigest()


def test_every_ticket_of_a_stratum_has_the_same_chance() -> None:
    hits = dict.fromkeys((one.ref for one in TEN), 0)
    for number in range(2000):
        for one in draw(str(number), TEN, {"九亭所": 3}):
            hits[one.ref] += 1
    chi_square = sum((count - 600) ** 2 / 600 for count in hits.values())
    assert chi_square < 21.67  # 1 % of chance with nine degrees of freedom
