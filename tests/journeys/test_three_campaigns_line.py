"""Three campaigns, one of each kind, 76 tickets over 19 units, through the command line alone.

Marks, papers and spreadsheets are held against a calculation made by hand.
"""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from commands.line import run_line
from core.review.reviews import Stage, Task
from core.review.sampling import seed_hash
from storage.files.pdf.pictures import text_of
from storage.review.reading import load_tasks
from tests.journeys.three_campaigns.by_hand import (
    CAMPAIGNS,
    COLUMNS,
    SECTION,
    Planned,
    answers,
    fill_office,
    means,
    tickets,
    unit_names,
)
from tests.samples import NOW
from tests.stores import open_store


class Line:
    """The command line before one store."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.store = folder / "office.db"
        self._capsys = capsys

    def __call__(self, *words: str, officer: str = SECTION) -> dict[str, Any]:
        status = run_line(
            ["--store", str(self.store), "--officer", officer, "--json", *words],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        out, err = self._capsys.readouterr()
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def tasks(self, plan: Planned) -> tuple[Task, ...]:
        store = open_store(self.store)
        with store.reading() as connection:
            found = load_tasks(connection, plan.id)
        store.close()
        return found


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    store = open_store(tmp_path / "office.db")
    fill_office(store)
    store.close()
    return Line(tmp_path, capsys)


def carry_out(line: Line, plan: Planned) -> dict[str, Any]:
    """The whole line of one campaign; gives what closing it answers."""
    since, until = plan.period
    period = ("--from", str(since), "--to", str(until))
    id_ = str(plan.id)
    made = line("campaign", "plan", "--kind", plan.kind, *period, "--total", str(plan.total))
    assert (made["campaign"], made["frame"]["count"]) == (plan.id, 2 * plan.total)
    line("campaign", "commit", id_, "--hash", seed_hash(plan.seed))
    drawn = line("campaign", "draw", id_, "--seed", plan.seed)["drawn"]
    assert {one["ref"]: one["key"][:16] for one in drawn} == {
        row["工单"]: row["键"] for row in plan.rows
    }
    line("campaign", "assign", id_)
    rows = {row["工单"]: row for row in plan.rows}
    for task in sorted(line.tasks(plan), key=lambda one: one.stage is Stage.RECHECK):
        hand_in(line, task, rows[task.ref])
    return line("campaign", "close", id_)


def hand_in(line: Line, task: Task, row: dict[str, str]) -> None:
    marks = line.folder / "marks.json"
    marks.write_text(json.dumps(answers(row, task.stage)), "utf-8")
    usual = SECTION if task.stage is Stage.RECHECK else f"{task.unit}评1"
    words = ("review", str(task.campaign), "--number", task.ref, "--stage", task.stage.name.lower())
    said = line("campaign", *words, "--file", str(marks), officer=task.officer or usual)
    assert said["total"] == row[f"{COLUMNS[task.stage]}分"]


def pages(path: Path) -> str:
    return re.sub(r"\s", "", "".join(text_of(path.read_bytes())))


def table(path: Path, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


def test_what_is_stored_printed_and_tabled_is_what_was_reckoned_by_hand(line: Line) -> None:
    assert (len(tickets()), len(unit_names())) == (76, 19)
    for plan in CAMPAIGNS:
        closed = carry_out(line, plan)
        check_store(closed, plan)
        check_summary(line, plan)
        check_units(line, plan)
        check_sheets(line, plan)


def check_store(closed: dict[str, Any], plan: Planned) -> None:
    expected = means(plan.kind)
    assert {unit: Decimal(one["mean"]) for unit, one in closed["units"].items()} == {
        unit: mean for unit, mean in expected.items() if unit != "全局"
    }
    assert {
        one["number"]: (one["self"], *one["peers"], one["recheck"], one["final"], one["grade"])
        for one in closed["tickets"]
    } == {
        row["工单"]: (*(row[f"{name}分"] for name in (*COLUMNS.values(), "最终")), row["等次"])
        for row in plan.rows
    }


def check_summary(line: Line, plan: Planned) -> None:
    """The pages and the tables of the summary, and the circular."""
    for name in ("campaign", "circular"):
        for kind in ("pdf", "xlsx"):
            out = line.folder / f"{name}.{kind}"
            line("report", name, "--id", str(plan.id), "--out", str(out))
    whole = means(plan.kind)["全局"]
    assert f"{whole:.2f}分" in pages(line.folder / "campaign.pdf")
    assert f"全局均分{whole:.2f}分" in pages(line.folder / "circular.pdf")
    listed = table(line.folder / "campaign.xlsx", "各所队均分与达标占比")[1:]
    assert {row[0]: Decimal(f"{row[3]:.2f}") for row in listed} == means(plan.kind)
    marks = table(line.folder / "campaign.xlsx", "各件得分与扣分理由")[1:]
    assert {row[0]: f"{row[5]:.2f}" for row in marks} == {
        row["工单"]: row["最终分"] for row in plan.rows
    }


def check_units(line: Line, plan: Planned) -> None:
    folder = line.folder / f"单位 {plan.id}"
    folder.mkdir()
    made = line("report", "unit", "--id", str(plan.id), "--out", str(folder))["units"]
    assert set(made) == set(unit_names())
    for unit, one in made.items():
        text = pages(folder / one["file"])
        assert f"均分{means(plan.kind)[unit]:.2f}分" in text, unit
        for row in plan.rows:
            assert (row["工单"] in text) == (row["单位"] == unit)


def check_sheets(line: Line, plan: Planned) -> None:
    """The score sheets of a capped ticket, of one that was scaled, and of the first."""
    picked = [
        plan.rows[0],
        next(row for row in plan.rows if row["否决"]),
        next(row for row in plan.rows if "不适用" in row["复核"]),
    ]
    for row in picked:
        out = line.folder / f"{row['工单']}.pdf"
        line("report", "ticket", "--id", str(plan.id), "--number", row["工单"], "--out", str(out))
        text = pages(out)
        assert f"最终分{row['最终分']}分，{row['等次']}" in text
        line("report", "ticket", "--id", str(plan.id), "--number", row["工单"], "--out",
             str(out.with_suffix(".xlsx")))  # fmt: skip
        *_, total = table(out.with_suffix(".xlsx"), "各轮逐项得分和理由")
        given = [f"{cell:.2f}" for cell in total[3:7]]
        assert given == [row[f"{name}分"] for name in COLUMNS.values()]
