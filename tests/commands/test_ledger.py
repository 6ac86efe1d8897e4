import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from commands.line import run_line
from core.people import Officer, Post, Role, Unit, UnitKind
from tests.samples import NOW, TODAY, a_ticket
from tests.stores import open_store

CSV = """工单编号,主办单位,办结日期,综合满意度,街镇
SJ1,九亭所,2026年5月6日,满意,九亭镇
SJ2,九亭所,2026-13-06,满意,九亭镇
,中山所,2026-05-06,满意,中山街道
SJ1,中山所,2026-05-06,满意,中山街道
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return tmp_path / "office.db"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "台账.csv"
    path.write_bytes(CSV.encode("gb18030"))
    return path


def run(office: Path, *words: object) -> int:
    return run_line(
        ["--store", str(office), *map(str, words)],
        default_store="none",
        account="tester",
        clock=lambda: NOW,
    )


def result(capsys: pytest.CaptureFixture[str], office: Path, *words: object) -> dict[str, Any]:
    assert run(office, *words, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_import_names_each_bad_row_and_keeps_the_good_ones(
    office: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = result(capsys, office, "import", ledger)
    assert list(said) == [
        "read",
        "added",
        "updated",
        "unchanged",
        "conflicts",
        "rejected",
        "unmapped_columns",
    ]
    assert (said["read"], said["added"], said["updated"], said["unchanged"]) == (4, 1, 0, 0)
    assert said["unmapped_columns"] == ["街镇"]
    assert said["rejected"][0] == {
        "row": 3,
        "column": "办结日期",
        "value": "2026-13-06",
        "reason": "没有 13 月。请改成 1 到 12 月。",
    }
    assert [(one["row"], "编号" in one["reason"]) for one in said["rejected"][1:]] == [
        (4, True),
        (5, True),
    ]


def test_a_dry_run_writes_nothing(
    office: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert result(capsys, office, "import", ledger, "--dry-run")["added"] == 1
    assert result(capsys, office, "import", ledger)["added"] == 1
    assert result(capsys, office, "import", ledger)["unchanged"] == 1


def test_the_report_holds_the_rejected_rows(office: Path, ledger: Path, tmp_path: Path) -> None:
    assert run(office, "import", ledger, "--report", tmp_path / "退.xlsx") == 0
    page = openpyxl.load_workbook(tmp_path / "退.xlsx").active
    assert page is not None
    assert [row[0].value for row in page.iter_rows(min_row=2)] == [3, 4, 5]


def test_a_profile_file_maps_a_foreign_table(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "留言.csv"
    table.write_text("甲,乙,丙\n张三,油烟扰民,3\n李四,施工扰民,5\n", "utf-8")
    profile = tmp_path / "方案.json"
    document = {
        "name": "留言",
        "columns": {"甲": "诉求人姓名", "乙": "诉求内容", "丙": ""},
        "number": {"prefix": "LY", "from": ["甲", "乙"]},
    }
    profile.write_text(json.dumps(document), "utf-8")
    assert result(capsys, office, "import", table, "--profile", profile)["added"] == 2
    assert result(capsys, office, "import", table, "--profile", profile)["unchanged"] == 2


def test_an_export_comes_back_without_a_change(
    office: Path, ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(office, "import", ledger)
    capsys.readouterr()
    assert result(capsys, office, "export", tmp_path / "出.xlsx") == {"written": 1}
    assert result(capsys, office, "import", tmp_path / "出.xlsx")["unchanged"] == 1
    assert result(capsys, office, "export", tmp_path / "无.xlsx", "--month", "2026-05") == {
        "written": 0
    }


def test_a_masked_export_is_refused_on_the_way_back(
    office: Path, ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(office, "import", ledger)
    assert run(office, "export", tmp_path / "遮.xlsx", "--masked") == 0
    assert run(office, "import", tmp_path / "遮.xlsx") == 1
    assert "遮盖了个人信息" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["import", "没有.xlsx"], 3, "找不到“没有.xlsx”"),
        (["import", "LEDGER", "--sheet", "甲"], 1, "没有叫“甲”的工作表"),
        (["import", "LEDGER", "--profile", "没有的"], 1, "没有叫“没有的”的对应方案"),
        (["export", "出.csv"], 1, "要以 .xlsx 结尾"),
    ],
)
def test_what_cannot_be_done_ends_in_a_sentence_and_a_status(
    office: Path,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
    sentence: str,
) -> None:
    run(office, "init")
    capsys.readouterr()
    assert run(office, *[ledger if word == "LEDGER" else word for word in words]) == status
    assert sentence in capsys.readouterr().err


def test_only_the_section_imports_where_officers_are_known(
    office: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post = Post(unit="九亭所", role=Role.HANDLER, since=TODAY)
    store = open_store(office)
    with store.transaction(who="试", what="备") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION)])
        tx.people.save_officer(Officer(name="陆明远", posts=(post,)))
        tx.tickets.save(a_ticket())
    store.close()
    assert run(office, "--officer", "陆明远", "import", ledger) == 1
    assert "陆明远不能导入台账" in capsys.readouterr().err
