"""`law`: what the window does with acts and rule sets, from the command line."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.tickets.words import Acceptance
from tests.samples import NOW, a_ticket
from tests.stores import open_store

ACT = """\
示例市场摊位管理办法
（2025年3月4日示例局令第7号公布　自2025年5月1日起施行）
第一条　为了管好摊位，制定本办法。
第三条　本办法自2025年5月1日起施行。
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    store = open_store(path)
    accepted = {"acceptance": Acceptance.ACCEPTED, "acceptance_date": date(2026, 4, 16)}
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(a_ticket(number="SJ1", received_at=datetime(2026, 4, 10, 9), **accepted))
    store.close()
    return path


@pytest.fixture
def act(tmp_path: Path) -> Path:
    path = tmp_path / "摊位.txt"
    path.write_text(ACT, "utf-8")
    return path


def said(
    office: Path, capsys: pytest.CaptureFixture[str], *words: str | Path
) -> tuple[int, str, str]:
    line = ["--store", str(office), *map(str, words)]
    status = run_line(line, default_store="none", account="tester", clock=lambda: NOW)
    out, err = capsys.readouterr()
    return status, out, err


def answer(office: Path, capsys: pytest.CaptureFixture[str], *words: str | Path) -> Any:
    status, out, err = said(office, capsys, *words, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_an_act_is_loaded_listed_and_shown(
    office: Path, act: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = answer(office, capsys, "law", "load", act)
    assert (made["title"], made["since"], made["articles"]) == (
        "示例市场摊位管理办法",
        "2025-05-01",
        2,
    )
    assert made["doubts"] == ["没有找到第二条。"]
    listed = answer(office, capsys, "law", "list")["acts"]
    assert [one["official"] for one in listed if one["title"] == made["title"]] == [True]
    shown = answer(office, capsys, "law", "show", "《示例市场摊位管理办法》第一条")["articles"]
    assert shown[0]["official"] == "为了管好摊位，制定本办法。"


def test_a_dry_run_keeps_nothing_and_days_may_be_given(
    office: Path, act: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = answer(office, capsys, "law", "load", act, "--dry-run", "--since", "2024-01-01")
    assert (made["kept"], made["since"]) == (False, "2024-01-01")
    acts = answer(office, capsys, "law", "list")["acts"]
    assert made["title"] not in {one["title"] for one in acts}


def test_the_article_shown_is_that_of_the_day(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "《反不正当竞争法》第十六条"
    [old] = answer(office, capsys, "law", "show", words, "--as-of", "2021-03-01")["articles"]
    assert old["order"] == "2019 年修正"
    assert "实名举报" in old["short"]


def test_articles_are_found_by_words_and_an_unknown_act_is_refused(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(office, capsys, "law", "show", "四十五个工作日")["articles"]
    assert [one["article"] for one in found] == ["第二十一条"]
    status, _, err = said(office, capsys, "law", "show", "《没有的法》第一条")
    assert status == 1
    assert "没有收录《没有的法》" in err


def test_pinning_changes_the_clocks_and_auto_gives_them_back(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def mediation() -> str:
        clocks = answer(office, capsys, "deadlines", "--number", "SJ1")["deadlines"]
        return next(str(one["rule_set"]) for one in clocks if one["clock"] == "C_MEDIATE")

    assert mediation() == "RS-2026"
    answer(office, capsys, "law", "pin", "SJ1", "RS-2020", "--reason", "旧件")
    assert mediation() == "RS-2020"
    status, out, _ = said(office, capsys, "law", "pin", "SJ1", "auto", "--reason", "不是旧件")
    assert (status, out) == (0, "工单 SJ1 改回按日期适用规则集。\n")
    assert mediation() == "RS-2026"


def test_an_unknown_rule_set_is_refused_with_those_there_are(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = said(office, capsys, "law", "pin", "SJ1", "RS-1999", "--reason", "旧件")
    assert status == 1
    assert "RS-2020、RS-2024、RS-2026" in err
