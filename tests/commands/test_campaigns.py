"""The whole spot-check line through the command line, without a window."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Role
from core.review.reviews import PEERS, Stage, Task
from core.review.sampling import seed_hash
from storage.database import Store
from storage.review.reading import load_tasks
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    SEED,
    STATIONS,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    officer,
    people,
    unsubstantiated,
)
from tests.stores import open_store

PERIOD = ["--from", "2026-07-01", "--to", "2026-09-30"]
FULL = {
    "B1": 8, "B2": 8, "B3": 12, "B4": 15, "B5": 12, "B6": 8,
    "B7": 5, "B8": 8, "B9": 6, "B10": 8, "B11": 6, "B12": 4,
}  # fmt: skip


class Desk:
    """A store and the command line before it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        status = run_line(
            ["--store", str(self.folder / "office.db"), "campaign", *words],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *words: str) -> dict[str, Any]:
        status, out, err = self.run(*words, "--json")
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def refused(self, *words: str) -> str:
        status, out, err = self.run(*words, "--json")
        assert (status, out) == (1, "")
        return err.strip()

    def marks(self, *, vetoes: tuple[str, ...] = (), **less: str) -> str:
        items = {
            code: {"marks": less.get(code, str(most)), "reason": "有缺" if code in less else ""}
            for code, most in FULL.items()
        }
        path = self.folder / "marks.json"
        path.write_text(json.dumps({"items": items, "vetoes": list(vetoes)}), "utf-8")
        return str(path)

    def drawn(self, total: int = 5) -> list[dict[str, str]]:
        self.json("plan", "--kind", "不属实件", *PERIOD, "--total", str(total))
        self.json("commit", "1", "--hash", seed_hash(SEED))
        sample: list[dict[str, str]] = self.json("draw", "1", "--seed", SEED)["drawn"]
        return sample


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    store = open_store(tmp_path / "office.db")
    fill(store, *a_quarter(), unsubstantiated("SJ退", "九亭所", suggested_unit="中山所"))
    store.close()
    return Desk(tmp_path, capsys)


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    store = open_store(desk.folder / "office.db")
    people(store)
    store.close()
    return desk


def test_a_plan_tells_frame_strata_and_who_was_left_out(desk: Desk) -> None:
    made = desk.json("plan", "--kind", "不属实件", *PERIOD, "--total", "10")
    assert made["campaign"] == 1
    assert made["frame"]["count"] == 20
    assert {one["stratum"] for one in made["strata"]} == set(STATIONS)
    assert all((one["size"], one["take"]) == (4, 2) for one in made["strata"])
    assert made["excluded"] == [{"number": "SJ退", "reason": "退单件"}]


def test_the_exported_frame_has_the_hash_that_was_printed(desk: Desk) -> None:
    made = desk.json("plan", "--kind", "不属实件", *PERIOD, "--total", "10")
    out = desk.folder / "frame.csv"
    said = desk.json("frame", "1", "--out", str(out))
    assert hashlib.sha256(out.read_bytes()).hexdigest() == made["frame"]["sha256"]
    assert said == made["frame"]
    assert out.read_text("utf-8").startswith("ref,stratum\nSJ20260000,九亭所\n")


def test_the_draw_is_the_one_anybody_gets_by_hand(desk: Desk) -> None:
    sample = desk.drawn(total=10)
    for unit in STATIONS:
        place = STATIONS.index(unit)
        refs = [f"SJ2026{place}{number:03d}" for number in range(4)]
        keys = {r: hashlib.sha256(f"{SEED},{r}".encode()).hexdigest() for r in refs}
        expected = sorted(refs, key=lambda ref: keys[ref])[:2]
        assert [one["ref"] for one in sample if one["stratum"] == unit] == expected
        assert all(one["key"] == keys[one["ref"]] for one in sample if one["stratum"] == unit)


def test_the_plan_says_on_standard_error_what_could_not_be_filled(desk: Desk) -> None:
    _, _, err = desk.run("plan", "--kind", "不属实件", *PERIOD, "--total", "30", "--max", "3")
    assert err == "要抽 30 件，按每层上限 3 件最多抽到 15 件，已取到最多。\n"


def test_a_void_ticket_is_replaced(desk: Desk) -> None:
    first = desk.drawn()[0]
    done = desk.json("replace", "1", "--number", first["number"], "--reason", "复议中")
    assert done["void"] == first["ref"]
    assert done["drawn"]["stratum"] == first["stratum"]


def test_without_officers_units_are_assigned_and_nobody_is_asked_for(desk: Desk) -> None:
    desk.drawn()
    made = desk.json("assign", "1")["assignments"]
    for one in made:
        units = {by["unit"] for by in one["reviewers"]}
        assert len(units) == 2
        assert one["handling_unit"] not in units
        assert {by["officer"] for by in one["reviewers"]} == {""}
    number = made[0]["number"]
    for stage in ("self", "peer1", "peer2"):
        words = ("review", "1", "--number", number, "--stage", stage)
        desk.json(*words, "--file", desk.marks())
    last = ("review", "1", "--number", number, "--stage", "recheck")
    found = desk.json(*last, "--file", desk.marks(B4="2.5"))
    assert found == {"total": "87.50", "veto": []}


def test_with_officers_each_review_is_its_officers(staffed: Desk) -> None:
    staffed.drawn()
    assert staffed.refused("assign", "1") == "请用 --officer 写明是谁在做。"
    made = staffed.json("assign", "1", "--officer", SECTION)["assignments"]
    one, other = made[0]["reviewers"]
    words = ("review", "1", "--number", made[0]["number"], "--stage", "peer1", "--file")
    assert "请用 --officer" in staffed.refused(*words, staffed.marks())
    assert f"由{one['officer']}做" in staffed.refused(
        *words, staffed.marks(), "--officer", other["officer"]
    )
    assert "人员里没有“某人”" in staffed.refused(*words, staffed.marks(), "--officer", "某人")
    done = staffed.json(*words, staffed.marks(vetoes=("V5",)), "--officer", one["officer"])
    assert done == {"total": "59.00", "veto": ["V5"]}


def test_only_the_section_plans(staffed: Desk) -> None:
    words = ("plan", "--kind", "不属实件", *PERIOD, "--total", "5")
    assert "不能部署督查" in staffed.refused(*words, "--officer", "九亭所评1")
    assert staffed.json(*words, "--officer", SECTION)["campaign"] == 1


def test_the_line_from_plan_to_close(desk: Desk) -> None:
    sample = desk.drawn(total=10)
    desk.json("assign", "1")
    assert desk.json("status", "1")["tickets"][0]["final"] is None
    for place, one in enumerate(sample):
        for stage in ("self", "peer1", "peer2", "recheck"):
            words = ("review", "1", "--number", one["number"], "--stage", stage, "--file")
            desk.json(*words, desk.marks(B4=str(15 - place)) if place else desk.marks())
    closed = desk.json("close", "1")
    assert closed["state"] == "已结束"
    # The first unit got 100 and 99: mean 99.5, half width 12.706 * 0.7071 / 1.4142 = 6.35
    unit = closed["units"][sample[0]["stratum"]]
    assert (unit["n"], unit["mean"], unit["low"], unit["high"]) == (2, "99.50", "93.15", "100.00")
    assert (unit["share"], unit["remark"]) == ("100.00", "样本少")
    assert {one["final"] for one in closed["tickets"]} == {
        f"{100 - place}.00" for place in range(10)
    }
    assert "已经结束" in desk.refused("assign", "1")


def test_a_single_mark_has_no_interval(desk: Desk) -> None:
    [one] = desk.drawn(total=1)
    desk.json("assign", "1")
    for stage in ("self", "peer1", "peer2", "recheck"):
        words = ("review", "1", "--number", one["number"], "--stage", stage, "--file")
        desk.json(*words, desk.marks())
    unit = desk.json("status", "1")["units"][one["stratum"]]
    assert (unit["n"], unit["mean"], unit["low"], unit["high"]) == (1, "100.00", None, None)


def test_status_hides_marks_until_all_have_handed_in(desk: Desk) -> None:
    number = desk.drawn()[0]["number"]
    desk.json("assign", "1")
    words = ("review", "1", "--number", number, "--stage", "self", "--file")
    desk.json(*words, desk.marks())
    [ticket] = [t for t in desk.json("status", "1")["tickets"] if t["number"] == number]
    assert (ticket["self"], ticket["peers"]) == (None, [None, None])


def test_a_file_that_is_no_json_and_one_that_is_not_there(desk: Desk) -> None:
    number = desk.drawn()[0]["number"]
    desk.json("assign", "1")
    bad = desk.folder / "bad.json"
    bad.write_bytes(b"\xff\xfe{")
    words = ("review", "1", "--number", number, "--stage", "self", "--file")
    assert "不是 UTF-8 编码的 JSON" in desk.refused(*words, str(bad))
    status, _, err = desk.run(*words, str(desk.folder / "none.json"))
    assert status == 3
    assert "none.json" in err


def test_steps_out_of_turn_are_refused_with_what_comes_first(desk: Desk) -> None:
    desk.json("plan", "--kind", "不属实件", *PERIOD, "--total", "5")
    assert "请先登记种子的 SHA-256" in desk.refused("draw", "1", "--seed", SEED)
    assert "没有第 9 号督查" in desk.refused("status", "9")


def test_people_read_sentences(desk: Desk) -> None:
    numbers = [one["number"] for one in desk.drawn(total=1)]
    _, out, _ = desk.run("assign", "1")
    assert out.startswith(f"{numbers[0]}（")
    _, out, _ = desk.run("status", "1")
    assert out.splitlines()[0] == "评查中"


def test_a_saved_view_narrows_the_frame(staffed: Desk) -> None:
    store = open_store(staffed.folder / "office.db")
    with store.transaction(who=SECTION, what="存视图") as tx:
        tx.views.keep("只看九亭", ["承办单位 为 “九亭所”"])
    store.close()
    words = ("plan", "--kind", "不属实件", *PERIOD, "--total", "2", "--view")
    made = staffed.json(*words, "只看九亭", "--officer", SECTION)
    assert made["strata"] == [{"stratum": "九亭所", "size": 4, "take": 2}]
    assert "没有自存视图“别的”" in staffed.refused(*words, "别的", "--officer", SECTION)


def test_an_appeal_and_its_ruling_through_the_command_line(staffed: Desk) -> None:
    store = open_store(staffed.folder / "office.db")
    with store.transaction(who="管理员", what="登记人员") as tx:
        tx.people.save_officer(officer("钱科长", "消保科", Role.SECTION_HEAD))
        for unit in STATIONS:
            tx.people.save_officer(officer(f"{unit}所长", unit, Role.STATION_LEADER))
    id_ = assigned(store, a_plan(total=1))
    [drawn] = {one.ref: one for one in tasks_of(store, id_)}.values()
    for stage in (Stage.SELF, *PEERS):
        hand_in(store, id_, drawn.ref, [stage], full_marks())
    hand_in(store, id_, drawn.ref, [Stage.RECHECK], full_marks(B3="4"))
    with store.transaction(who=SECTION, what="结束") as tx:
        tx.campaigns.close(id_)
    store.close()
    wanted, ruling = staffed.folder / "申诉.json", staffed.folder / "答复.json"
    wanted.write_text('{"B3": {"reason": "两人到场", "evidence": "记录第 2 页"}}', "utf-8")
    ruling.write_text('{"B3": {"marks": "12", "reason": "记录可证"}}', "utf-8")
    about = ("1", "--number", drawn.number, "--file")
    leader = f"{drawn.handling_unit}所长"
    staffed.json("appeal", *about, str(wanted), "--officer", leader)
    assert "复核过这一件" in staffed.refused("ruling", *about, str(ruling), "--officer", SECTION)
    made = staffed.json("ruling", *about, str(ruling), "--officer", "钱科长")
    assert made["items"]["B3"]["before"] == "4"
    assert made["items"]["B3"]["after"] == "12"
    assert staffed.json("appeals", "1")["overturned"]["B3"]["share"] == "100.00"
    [ticket] = staffed.json("status", "1")["tickets"]
    assert ticket["final"] == "100.00"


def tasks_of(store: Store, id_: int) -> tuple[Task, ...]:
    with store.reading() as connection:
        return load_tasks(connection, id_)
