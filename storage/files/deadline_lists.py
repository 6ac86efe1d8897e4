"""Each unit's list of clocks that want attention, one spreadsheet a unit, for the morning."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from core.tickets.reminders.escalation import Addressee
from core.tickets.reminders.reminder import LEVELS, Due
from storage.failures import as_trouble
from storage.files.ledger.workbook import written_whole

HEADINGS = ("级别", "工单编号", "被诉主体", "时限", "起算日", "届满日", "现在", "承办人", "催办到")
_WIDTHS = (8, 22, 30, 16, 12, 12, 18, 12, 30)
WITHOUT_UNIT = "未派单位"

Line = tuple[Due, Sequence[Addressee]]


def write_lists(
    folder: Path, lines: Iterable[Line], names: Mapping[str, str], today: date
) -> list[Path]:
    """Write one file for each unit into `folder`; `names` are what clocks are called, by code."""
    by_unit: dict[str, list[Line]] = defaultdict(list)
    for due, people in lines:
        by_unit[due.unit or WITHOUT_UNIT].append((due, people))
    with as_trouble(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(folder / f"{unit} 时限 {today}.xlsx", some, names, f"{unit}时限清单")
        for unit, some in sorted(by_unit.items())
    ]


def _write(path: Path, lines: Sequence[Line], names: Mapping[str, str], title: str) -> Path:
    with written_whole(path, {"title": title}) as book:
        sheet = book.sheet("要办的时限")
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        book.headings(sheet, 0, list(HEADINGS))
        ordered = sorted(lines, key=lambda line: (-line[0].level, line[0].due, line[0].ref))
        for number, (due, people) in enumerate(ordered, start=1):
            cells: tuple[str | date, ...] = (
                LEVELS[due.level],
                due.ref,
                due.trader,
                names[due.clock],
                due.start,
                due.due,
                due.said,
                due.handler,
                "、".join(_told(one) for one in people),
            )
            for column, cell in enumerate(cells):
                book.cell(sheet, number, column, cell)
    return path


def _told(one: Addressee) -> str:
    return f"{one.name}（代{one.instead_of}）" if one.instead_of else one.name
