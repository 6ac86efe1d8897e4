"""The same month by COUNTIFS in a spreadsheet program, where `soffice` is installed.

Both count the same 100,000 tickets: four indicators of every unit over the columns they use. The
time of the spreadsheet is that of working out the formulas: loading and saving the same file
without them is taken off.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from xlsxwriter import Workbook

from core.figures.period import DAY, month
from core.tickets.fields import as_text
from storage.database import Store
from storage.figures.indicators import indicators
from storage.tables.figures import figure_base
from tests.bench.lists import NOW
from tests.bench.measuring import Line, median_ms, once_ms, say

MONTH = month(date(2026, 10, 1))
COLUMNS = ("unit", "closed_at", "solved", "verdict", "filing_date", "filing", "kind")
TIMES_FASTER = 20

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def measure(store_at: Path) -> list[Line]:
    """Nothing where there is no spreadsheet program."""
    program = shutil.which("soffice")
    if program is None:
        say("没有 soffice，不和表格软件比。")
        return []
    store = Store.open(store_at, now=lambda: NOW)
    with store.reading() as connection:
        ours = median_ms(lambda: indicators(connection, MONTH, NOW.date()), rounds=3)
        found = connection.execute(select(*(figure_base.c[name] for name in COLUMNS)))
        rows = [list(row) for row in found]
    store.close()
    theirs = _of_spreadsheet(program, rows)
    faster = theirs / ours
    return [
        Line(name=f"{len(rows)} 件的全部指标，本程序", milliseconds=ours, ratio=1.0),
        Line(
            name="其中四项，表格里的 COUNTIFS",
            milliseconds=theirs,
            ratio=faster,
            limit=f"≥ {TIMES_FASTER} ×",
            is_over=faster < TIMES_FASTER,
        ),
    ]


def _of_spreadsheet(program: str, rows: list[list[Any]]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_RECALCULATE, "utf-8")
        took = {}
        for name, with_formulas in (("空", False), ("算", True)):
            say("正在编表格" if with_formulas else "正在编没有公式的表格")
            _write(place / f"{name}.xlsx", rows, with_formulas=with_formulas)
            took[name] = once_ms(lambda name=name: _convert(program, place, f"{name}.xlsx"))  # type: ignore[misc]
        return max(took["算"] - took["空"], 1.0)


def _convert(program: str, place: Path, name: str) -> None:
    where = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [program, where, "--headless", "--convert-to", "ods", "--outdir", str(place), name]
    subprocess.run(command, cwd=place, check=True, capture_output=True)  # noqa: S603


def _write(path: Path, rows: list[list[Any]], *, with_formulas: bool) -> None:
    book = Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    data, sums = book.add_worksheet("台账"), book.add_worksheet("指标")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, date):
                data.write_datetime(number, place, value)
            else:
                data.write(number, place, as_text(value))
    units = sorted({row[0] for row in rows if row[0]})
    for line, name in enumerate(units):
        sums.write(line, 0, name)
        for place, formula in enumerate(_formulas(line + 1, len(rows)) if with_formulas else ()):
            sums.write_formula(line, place + 1, formula)
    book.close()


def _formulas(line: int, count: int) -> Iterator[str]:
    """Numerator and denominator of four indicators of the unit in a line."""
    closed = _within("B", count)
    for column, words in (
        ("C", ("实际解决",)),
        ("C", ("实际解决", "解释说明", "未解决")),
        ("D", ("属实", "部分属实")),
        ("D", ("属实", "部分属实", "不属实")),
        ("G", ("举报", "投诉举报复合件")),
    ):
        yield _sum(line, count, closed, column, words)
    decided = _within("E", count)
    for words in (("立案",), ("不予立案",), ("立案", "不予立案")):
        yield _sum(line, count, decided, "F", words)


def _within(column: str, count: int) -> str:
    first, behind = MONTH.first, MONTH.last + DAY
    days = f"台账!${column}$1:${column}${count}"
    return (
        f'{days},">="&DATE({first.year},{first.month},{first.day}),'
        f'{days},"<"&DATE({behind.year},{behind.month},{behind.day})'
    )


def _sum(line: int, count: int, within: str, column: str, words: tuple[str, ...]) -> str:
    unit = f"台账!$A$1:$A${count},$A${line}"
    among = f"台账!${column}$1:${column}${count}"
    return "=" + "+".join(f'COUNTIFS({unit},{within},{among},"{word}")' for word in words)
