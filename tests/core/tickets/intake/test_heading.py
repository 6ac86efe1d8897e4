from core.tickets.intake.columns import match_columns
from core.tickets.intake.heading import Heading, heading_at, propose
from core.tickets.intake.table import Cell, Row, Span
from tests.core.tickets.intake.words import DICTIONARY


def rows(*cells: tuple[Cell, ...]) -> list[Row]:
    return [Row(number, row) for number, row in enumerate(cells, start=1)]


def proposed(sheet: list[Row], merged: tuple[Span, ...] = ()) -> Heading:
    heading = propose(sheet, merged, DICTIONARY)
    assert heading is not None
    return heading


DATA = ("SJ2026110100001", "张三", "13800001234", "九亭所")


def test_the_first_row_is_the_heading_of_a_plain_table() -> None:
    heading = proposed(rows(("工单编号", "诉求人姓名", "联系电话", "承办单位"), DATA))
    assert (heading.first, heading.last) == (1, 1)


def test_titles_and_notes_above_are_passed_over() -> None:
    sheet = rows(
        ("2026年11月热线工单台账",),
        ("填报单位：消保科", None, "填报时间：2026-11-20"),
        ("说明：工单编号必填，日期写成 2026-05-06",),
        ("工单编号", "诉求人姓名", "联系电话", "承办单位"),
        DATA,
    )
    assert proposed(sheet, (Span(1, 0, 1, 3),)).first == 4


GROUPED = rows(
    ("台账",),
    ("编号", "诉求人信息", None, None, "被诉主体", None, "办结时间"),
    (None, "姓名", "联系电话", "地址", "名称", "地址", None),
    ("SJ1", "张三", "13800001234", "松江", "味店", "九亭", "2026-11-02"),
)
MERGED = (
    Span(1, 0, 1, 6),
    Span(2, 0, 3, 0),
    Span(2, 1, 2, 3),
    Span(2, 4, 2, 5),
    Span(2, 6, 3, 6),
)
KEYS = [
    "number",
    "petitioner_name",
    "petitioner_phone",
    "petitioner_address",
    "trader_name",
    "trader_address",
    "closed_at",
]


def test_a_heading_two_rows_high_is_read_together() -> None:
    heading = proposed(GROUPED, MERGED)
    assert (heading.first, heading.last) == (2, 3)
    assert heading.titles[1] == "诉求人信息／姓名"
    found = match_columns(heading.titles, GROUPED[3:], DICTIONARY)
    assert [match.key for match in found] == KEYS


def test_without_merged_cells_a_heading_reaches_over_the_blanks() -> None:
    heading = proposed(GROUPED)
    found = match_columns(heading.titles, GROUPED[3:], DICTIONARY)
    assert [match.key for match in found] == KEYS


def test_a_foreign_table_is_read_by_its_shape() -> None:
    sheet = rows(
        ("a long note about the file",), ("Model", "Item", "From"), ("X1", 3, "2026-05-06")
    )
    assert proposed(sheet).titles == ("Model", "Item", "From")


def test_a_table_without_a_heading_has_none() -> None:
    assert propose(rows((1, 2.5, "2026-05-06"), (2, 3.5, "2026-05-07")), (), DICTIONARY) is None
    assert propose([], (), DICTIONARY) is None


def test_a_person_may_name_the_rows() -> None:
    heading = heading_at(GROUPED, MERGED, 3, 3)
    assert heading is not None
    assert heading.titles[1:4] == ("姓名", "联系电话", "地址")
    assert heading_at(GROUPED, MERGED, 9, 9) is None
