"""The versions of the rules on the command line: list, compare, out and in, into force by two."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Unit, UnitKind
from storage.files.rulebook import write_rulebook
from storage.rules import shipped
from tests.samples import NOW, a_ticket
from tests.storage.rules.samples import HANDLER, OTHER, SECTION, WRITER
from tests.stores import open_store


class Office:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *words: str, by: str = WRITER.name) -> tuple[int, str, str]:
        status = run_line(
            ["--store", str(self.folder / "office.db"), "--officer", by, "rules", *words],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *words: str, by: str = WRITER.name) -> dict[str, Any]:
        status, out, err = self.run(*words, "--json", by=by)
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def refused(self, *words: str, by: str = WRITER.name) -> str:
        status, _, err = self.run(*words, by=by)
        assert status == 1
        return err

    def sheet(self, change: dict[str, Any]) -> str:
        """A workbook with the rules of the program, the first of them changed."""
        first, *rest = shipped()["rules"]
        data = {**shipped(), "rules": [first | change, *rest]}
        path = self.folder / "改好的.xlsx"
        write_rulebook(path, data, name="")
        return str(path)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    store = open_store(tmp_path / "office.db")
    with store.transaction(who="管理员", what="录入人员") as tx:
        tx.people.add_units([Unit(SECTION, UnitKind.SECTION)])
        for one in (WRITER, OTHER, HANDLER):
            tx.people.save_officer(one)
    store.close()
    return Office(tmp_path, capsys)


def test_a_new_store_has_one_version(office: Office) -> None:
    (first,) = office.json("list")["versions"]
    assert (first["number"], first["state"], first["current"]) == (1, "confirmed", True)
    _, out, _ = office.run("list")
    assert out.startswith("第 1 版（")


def test_out_and_in_again_changes_nothing(office: Office) -> None:
    path = str(office.folder / "规则.xlsx")
    assert office.json("export", path)["rules"] == 60
    read = office.json("import", path)
    assert (read["differences"], read["faults"], read["draft"]) == ([], [], None)


def test_a_changed_rule_comes_into_force_by_the_hands_of_two(office: Office) -> None:
    path = office.sheet({"title": "换了题目"})
    tried = office.json("import", path, "--dry-run")
    (difference,) = tried["differences"]
    assert difference["name"] == shipped()["rules"][0]["id"]
    assert difference["entries"][0]["after"] == "换了题目"
    assert tried["draft"] is None
    assert office.json("import", path)["draft"] == 2
    assert office.json("diff")["differences"] == [difference]
    office.json("propose", "--from", "2026-11-23", "--reason", "换个说法")
    assert "要由另一个人确认" in office.refused("confirm", "2")
    office.json("confirm", "2", by=OTHER.name)
    newest, first = office.json("list")["versions"]
    assert (newest["current"], first["current"]) == (True, False)
    assert office.json("diff", "1", "2")["differences"] == [difference]
    _, out, _ = office.run("diff", "1", "2")
    assert "现在：换了题目" in out


def test_a_draft_is_not_overwritten_by_accident(office: Office) -> None:
    office.json("import", office.sheet({"title": "甲"}))
    other = office.sheet({"title": "乙"})
    assert "已有程知远写的草稿" in office.refused("import", other, by=OTHER.name)
    assert office.json("import", other, "--replace", by=OTHER.name)["draft"] == 2
    office.json("discard")
    assert "现在没有规则草稿" in office.refused("diff")


def test_mistakes_are_named_and_nothing_is_written(office: Office) -> None:
    path = office.sheet({"kinds": ["投拆"]})
    said = office.refused("import", path)
    assert "有 1 处错误，没有导入" in said
    assert "“规则”表第 2 行“适用类型”列" in said
    (fault,) = office.json("import", path, "--dry-run")["faults"]
    assert (fault["sheet"], fault["row"], fault["column"]) == ("规则", 2, "适用类型")
    assert "现在没有规则草稿" in office.refused("propose", "--from", "2026-12-01", "--reason", "甲")


def test_a_version_is_sent_back_with_a_reason(office: Office) -> None:
    office.json("import", office.sheet({"title": "甲"}))
    office.json("propose", "--from", "2026-12-01", "--reason", "甲")
    office.json("send-back", "2", "--reason", "例子太少", by=OTHER.name)
    assert office.json("list")["versions"][0]["opinion"] == "例子太少"


def test_what_was_sent_back_is_taken_up_again(office: Office) -> None:
    office.json("import", office.sheet({"title": "甲"}))
    office.json("propose", "--from", "2026-12-01", "--reason", "甲")
    office.json("send-back", "2", "--reason", "例子太少", by=OTHER.name)
    assert office.json("carry-over", "2") == {"draft": 3, "based_on": 1, "contested": []}
    (difference,) = office.json("diff")["differences"]
    assert difference["entries"][0]["after"] == "甲"


def test_who_may_not_edit_rules_is_told(office: Office) -> None:
    path = office.sheet({"title": "甲"})
    assert "陆明远不能修改填报规则" in office.refused("import", path, by=HANDLER.name)


@pytest.mark.parametrize("named", ["九", "99999999", "7"])
def test_a_version_that_is_none_is_refused(office: Office, named: str) -> None:
    assert "版" in office.refused("export", str(office.folder / "甲.xlsx"), "--version", named)


def test_overrides_are_listed_with_their_reasons(office: Office) -> None:
    store = open_store(office.folder / "office.db")
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all([a_ticket(number=f"SJ{at}", demand="要求查处") for at in range(3)])
        for at in range(3):
            tx.handling.waive(f"SJ{at}", "F-003", "诉求人坚持")
    store.close()
    first = office.json("overrides", "--limit", "2")
    assert [one["ref"] for one in first["overrides"]] == ["SJ0", "SJ1"]
    assert first["by_rule"] == {"F-003": 3}
    second = office.json("overrides", "--limit", "2", "--after", first["next"])
    assert [one["ref"] for one in second["overrides"]] == ["SJ2"]
    assert second["next"] is None
    assert office.json("overrides", "--rule", "F-004")["overrides"] == []
    assert office.json("overrides", "--unit", "中山所")["overrides"] == []
    _, out, _ = office.run("overrides")
    assert "诉求人坚持" in out
    assert "要照抄上一页的 next" in office.refused("overrides", "--after", "甲")
