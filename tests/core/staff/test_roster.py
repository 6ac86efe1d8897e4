"""A list of staff that comes in: what is taken, what is not and why, what it would change."""

from datetime import date

import pytest

from core.errors import Refusal
from core.people import Officer, Post, Role, Unit, UnitKind
from core.staff.leaving import refuse_wrong_heir
from core.staff.roster import Fate, Roster, ended, read_roster
from core.tickets.intake.table import Cell, Row

TODAY = date(2026, 11, 23)
HEAD = ("姓名", "单位", "职务", "任职起", "任职止")
STATION = Unit("九亭所", UnitKind.STATION)
KNOWN = Officer(
    name="陆明远", posts=(Post(unit="九亭所", role=Role.HANDLER, since=date(2024, 1, 1)),)
)


def read(*lines: tuple[Cell, ...], head: tuple[Cell, ...] = HEAD) -> Roster:
    rows = [Row(at, cells) for at, cells in enumerate([head, *lines], start=1)]
    return read_roster(rows, [STATION], [KNOWN], today=TODAY)


def test_two_lines_of_one_person_are_two_posts() -> None:
    found = read(
        ("顾 文漪", "九亭所", "承办人", date(2025, 3, 1), None),
        ("顾文漪", "九亭所", "评查员", "2026-1-1", None),
    )
    [entry] = found.entries
    assert (entry.fate, entry.officer.name) == (Fate.ADDED, "顾文漪")
    assert [post.role for post in entry.officer.posts] == [Role.HANDLER, Role.REVIEWER]
    assert not found.faults


def test_whoever_has_the_same_posts_is_left_alone() -> None:
    found = read(("陆明远", "九亭所", "承办人", "2024-01-01", None))
    assert [one.fate for one in found.entries] == [Fate.UNCHANGED]
    moved = read(("陆明远", "九亭所", "分管领导", "2026-12-01", None))
    assert [one.fate for one in moved.entries] == [Fate.CHANGED]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (("", "九亭所", "承办人", None, None), "没有姓名"),
        (("甲", "", "承办人", None, None), "没有单位"),
        (("甲", "九亭所", "所长", None, None), "职务“所长”不认得"),
        (("甲", "九亭所", "承办人", "明年", None), "“任职起”的“明年”不是日期"),
        (("甲", "九亭所", "承办人", "2026-02-01", "2026-01-01"), "早于任职起"),
        (("甲", "办公室", "承办人", None, None), "看不出“办公室”是所、队还是科室"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(line: tuple[Cell, ...], why: str) -> None:
    found = read(("乙", "九亭所", "承办人", None, None), line)
    assert [one.officer.name for one in found.entries] == ["乙"]
    [fault] = found.faults
    assert fault.row == 3
    assert why in fault.why


def test_a_new_unit_is_of_the_kind_its_name_says() -> None:
    found = read(("甲", "泗泾所", "承办人", None, None), ("乙", "消保科", "消保科科员", None, None))
    assert found.units == (Unit("泗泾所", UnitKind.STATION), Unit("消保科", UnitKind.SECTION))


def test_a_list_without_the_columns_is_refused() -> None:
    with pytest.raises(Refusal, match="没有找到表头"):
        read(head=("编号", "商户"))


def test_leaving_ends_what_is_held_and_leaves_what_was() -> None:
    past = Post(unit="泗泾所", role=Role.HANDLER, since=date(2023, 1, 1), until=date(2023, 12, 31))
    gone = ended(Officer(name="甲", posts=(past, *KNOWN.posts)), TODAY)
    assert [post.until for post in gone.posts] == [date(2023, 12, 31), TODAY]


def test_the_heir_handles_in_every_unit_concerned() -> None:
    with pytest.raises(Refusal, match="另一个人"):
        refuse_wrong_heir(KNOWN, KNOWN, ["九亭所"], TODAY)
    other = Officer(name="周景行", posts=(Post(unit="泗泾所", role=Role.HANDLER, since=TODAY),))
    with pytest.raises(Refusal, match="九亭所现任的承办人"):
        refuse_wrong_heir(KNOWN, other, ["九亭所", "泗泾所"], TODAY)
    refuse_wrong_heir(KNOWN, other, ["泗泾所"], TODAY)
