from datetime import date, datetime

from core.tickets.intake.table import Row, Span, cell_text, spread


def test_a_merged_cell_is_seen_in_all_its_rows() -> None:
    rows = [Row(2, ("九亭所", "SJ1")), Row(3, (None, "SJ2")), Row(4, ("中山所", "SJ3"))]
    assert [row.cell(0) for row in spread(rows, [Span(2, 0, 3, 0)])] == [
        "九亭所",
        "九亭所",
        "中山所",
    ]


def test_cells_are_shown_on_one_line_as_a_person_sees_them() -> None:
    cells = (None, True, 24.0, 2.5, date(2026, 5, 6), datetime(2026, 5, 6, 9), " 一\n二 ")
    shown = ["", "TRUE", "24", "2.5", "2026-05-06", "2026-05-06 09:00:00", "一 二"]
    assert [cell_text(cell) for cell in cells] == shown
