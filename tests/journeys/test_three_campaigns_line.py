"""Three campaigns, one of each kind, 76 tickets over 19 units, through the command line alone.

Marks, papers and spreadsheets are held against a calculation made by hand.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.review.reviews import Stage, Task
from core.review.sampling import seed_hash
from storage.database import Store
from storage.review.reading import load_tasks
from tests.journeys.three_campaigns.by_hand import (
    CAMPAIGNS,
    COLUMNS,
    DECIDER,
    SECTION,
    Planned,
    answers,
    fill_office,
    leader_of,
    tickets,
    unit_names,
)
from tests.journeys.three_campaigns.checks import (
    USUAL,
    check_circular,
    check_sheet,
    check_summary,
    check_unit,
    telling,
)
from tests.samples import NOW
from tests.stores import open_store

PROGRAM = Path(__file__).parents[2] / "main.py"


class Line:
    """The command line before one store, which stays open between the commands."""

    def __init__(self, folder: Path, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.store = store
        self._capsys = capsys

    def words(self, officer: str, *words: str) -> list[str]:
        return ["--store", str(self.store.path), "--officer", officer, "--json", *words]

    def __call__(self, *words: str, officer: str = SECTION) -> dict[str, Any]:
        status = run_line(
            self.words(officer, *words), default_store="none", account="tester", clock=lambda: NOW
        )
        out, err = self._capsys.readouterr()
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def file(self, content: object) -> str:
        """A file with this content, as a command reads it."""
        path = self.folder / "content.json"
        path.write_text(json.dumps(content), "utf-8")
        return str(path)

    def tasks(self, plan: Planned) -> tuple[Task, ...]:
        with self.store.reading() as connection:
            return load_tasks(connection, plan.id)


@pytest.fixture
def line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Line]:
    store = open_store(tmp_path / "office.db")
    close = store.close
    fill_office(store)
    monkeypatch.setattr(Store, "open", lambda *_args, **_options: store)
    monkeypatch.setattr(Store, "close", lambda _self: None)
    yield Line(tmp_path, store, capsys)
    close()


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
    given = line.tasks(plan)
    hand_in(line, plan, (task for task in given if task.stage is not Stage.RECHECK))
    asked = line("campaign", "thirds", id_)["thirds"]
    assert sorted(one["ref"] for one in asked) == sorted(plan.thirds)
    hand_in(line, plan, (task for task in line.tasks(plan) if task.stage is Stage.THIRD))
    hand_in(line, plan, (task for task in given if task.stage is Stage.RECHECK))
    return line("campaign", "close", id_)


def hand_in(line: Line, plan: Planned, tasks: Iterable[Task]) -> None:
    rows = {row["工单"]: row for row in plan.rows}
    for task in tasks:
        row, stage = rows[task.ref], task.stage.name.lower()
        file = line.file(answers(row, task.stage))
        words = ("review", str(plan.id), "--number", task.ref, "--stage", stage, "--file", file)
        said = line("campaign", *words, officer=task.officer or usual(task))
        assert said["total"] == row[f"{COLUMNS[task.stage]}分"]


def usual(task: Task) -> str:
    return SECTION if task.stage is Stage.RECHECK else f"{task.unit}评1"


def appeal(line: Line, plan: Planned) -> None:
    """The leader of a unit appeals, and somebody who did not recheck agrees."""
    about = plan.appeal
    code, to = about["申诉项"], about["改为"]
    words = (str(plan.id), "--number", about["工单"], "--file")
    said = {code: {"reason": "记录可证", "evidence": "现场记录第 2 页"}}
    line("campaign", "appeal", *words, line.file(said), officer=leader_of(about["单位"]))
    new = {"lifted": True} if code.startswith("V") else {"marks": to}
    ruled = {code: {"reason": "记录属实", **new}}
    line("campaign", "ruling", *words, line.file(ruled), officer=DECIDER)


def test_what_is_stored_printed_and_tabled_is_what_was_reckoned_by_hand(line: Line) -> None:
    assert (len(tickets()), len(unit_names())) == (76, 19)
    for plan in CAMPAIGNS:
        check_store(carry_out(line, plan), plan.rows, plan.means)
        appeal(line, plan)
        now = line("campaign", "status", str(plan.id))
        check_store(now, plan.counted, plan.means_counted)
        print_papers(line, plan)
    check_as_a_process(line)


def check_store(
    said: dict[str, Any], rows: list[dict[str, str]], means: dict[str, Decimal]
) -> None:
    assert {unit: Decimal(one["mean"]) for unit, one in said["units"].items()} == {
        unit: mean for unit, mean in means.items() if unit != "全局"
    }
    assert {
        one["number"]: (one["self"], *one["peers"], one["recheck"], one["final"], one["grade"])
        for one in said["tickets"]
    } == {
        row["工单"]: (
            *(row[f"{name}分"] for name in (*USUAL, "最终")),
            row["等次"],
        )
        for row in rows
    }


def print_papers(line: Line, plan: Planned) -> None:
    """The summary, the circular, the sheet of every unit, and the telling score sheets."""

    def written(name: str, kind: str = "pdf", *more: str) -> Path:
        out = line.folder / f"{name} {plan.id}.{kind}"
        line("report", name, "--id", str(plan.id), "--out", str(out), *more)
        return out

    check_summary(plan, written("campaign"), written("campaign", "xlsx"))
    check_circular(plan, written("circular"))
    folder = line.folder / f"单位 {plan.id}"
    folder.mkdir()
    made = line("report", "unit", "--id", str(plan.id), "--out", str(folder))["units"]
    assert set(made) == set(unit_names())
    for unit, one in made.items():
        check_unit(plan, unit, folder / one["file"])
    for row in telling(plan):
        number = ("--number", row["工单"])
        check_sheet(
            plan, row, written("ticket", "pdf", *number), written("ticket", "xlsx", *number)
        )


def check_as_a_process(line: Line) -> None:
    """What a process of its own answers is what the commands answered here."""
    last = CAMPAIGNS[-1]
    words = line.words(SECTION, "campaign", "status", str(last.id))
    run = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, str(PROGRAM), *words],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    check_store(json.loads(run.stdout), last.counted, last.means_counted)
