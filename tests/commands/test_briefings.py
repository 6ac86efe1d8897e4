"""A briefing from its draft to the paper that is printed again to the byte, by commands alone."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.briefing.figure import Sense
from core.figures.period import month
from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.words import Kind, Source
from storage.briefing.counting import briefing_figures
from storage.database import Store
from storage.files.pdf.pictures import text_of
from storage.ticket_lists import Wanted, count
from storage.views import condition
from tests.samples import NOW, TODAY, a_ticket
from tests.stores import open_store

COMPANY, PERSON = "上海云麓食品有限公司", "闻人甲乙"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(tmp_path_factory.mktemp("briefing")) / "office.db"
    store = open_store(path)
    with store.transaction(who="测试", what="准备") as tx:
        tx.people.add_units([Unit("消保科", UnitKind.SECTION)])
        for name, role in (
            ("陆科员", Role.SECTION_OFFICER),
            ("郑科长", Role.SECTION_HEAD),
        ):
            post = Post(unit="消保科", role=role, since=datetime(2020, 1, 1).date())
            tx.people.save_officer(Officer(name=name, posts=(post,)))
        tx.tickets.save_all(
            [
                *(_ticket(f"SJ1{n}", datetime(2026, 10, 8 + n, 9)) for n in range(3)),
                *(_ticket(f"SJ2{n}", datetime(2026, 11, 2 + n, 9), "预付卡") for n in range(5)),
                _ticket("SJ30", datetime(2025, 11, 3, 9), kind=Kind.TIPOFF),
            ]
        )
    store.close()
    return path


def _ticket(number: str, at: datetime, category: str = "餐饮", **more: Any) -> Any:
    given = {"kind": Kind.COMPLAINT, "source": Source.HOTLINE, **more}
    return a_ticket(
        number=number,
        received_at=at,
        category=category,
        trader_name=COMPANY,
        petitioner_name=PERSON,
        **given,
    )


def run(
    office: Path, capsys: pytest.CaptureFixture[str], *words: str, group: str = "briefing"
) -> tuple[int, Any, str]:
    status = run_line(
        ["--store", str(office), "--json", group, *words],
        default_store="none",
        account="tester",
        clock=lambda: NOW,
    )
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else None, err


def test_every_number_of_tickets_is_the_length_of_its_list(office: Path) -> None:
    store = Store.open(office, now=lambda: NOW, create=False)
    with store.reading() as connection:
        found = briefing_figures(connection, month(TODAY), TODAY)
        for one in found:
            if one.sense is Sense.COUNT and one.condition:
                units = frozenset([one.unit]) if one.unit else None
                wanted = Wanted(
                    conditions=(condition(connection, one.condition, TODAY),), units=units
                )
                assert count(connection, wanted, TODAY) == one.value, one.name
    store.close()
    assert found.by_name["接收总量"].shown == "5 件"
    assert found.by_name["接收总量.环比"].shown == "66.67%"
    assert found.by_name["接收总量.同比"].shown == "400.00%"
    assert found.by_name["增幅最大行业.名称"].shown == "预付卡"


def test_a_changed_number_is_found_and_may_not_go_to_the_leader(
    office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, made, _ = run(office, capsys, "draft", "--month", "2026-11", "--officer", "陆科员")
    assert status == 0
    own = f"--id={made['id']}"
    first = made["sections"][0]
    assert "共接收诉求工单 5 件，环比增长 66.67%，同比增长 400.00%。" in first["text"][0]

    text = tmp_path / "总体.txt"
    typed = first["source"][0].replace("{接收总量}", "{接收总量=6 件}")
    text.write_text(f"{typed}其中{COMPANY}的 5 件，{PERSON}一人就投诉多件。\n", encoding="utf-8")
    section = ("--section", "overall", "--file", str(text))
    status, changed, _ = run(office, capsys, "write", own, *section, "--officer", "陆科员")
    doubts = [one["doubt"] for one in changed["flags"]]
    assert doubts == ["改过的数字", "手写的数字", "对不上的数字"]
    assert "没有哪个整数增长 66.67% 以后是 6" in changed["flags"][-1]["sentence"]
    status, _, said = run(office, capsys, "submit", own, "--officer", "陆科员")
    assert status == 1
    assert "台账里是 5 件" in said


def test_from_approval_to_issue_and_printed_again(
    office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own = _approved(office, capsys, tmp_path)
    status, issued, _ = run(office, capsys, "issue", own, "--officer", "陆科员")
    assert (status, issued["number"]) == (0, "〔2026〕第 1 期（总第 1 期）")

    inside = tmp_path / "简报.pdf"
    run(office, capsys, "export", own, "--out", str(inside), "--officer", "陆科员")
    printed = inside.read_bytes()
    said = "".join(text_of(printed))
    assert COMPANY in said.replace("\r\n", "")
    _add_late(office)
    _, later, _ = run(office, capsys, "export", own, "--out", str(inside), "--officer", "陆科员")
    assert inside.read_bytes() == printed
    assert later["sha256"] == issued["sha256"]

    outside = tmp_path / "对外.pdf"
    args = ("export", own, "--outside", "--out", str(outside), "--officer", "陆科员")
    assert run(office, capsys, *args)[0] == 0
    covered = "".join(text_of(outside.read_bytes())).replace("\r\n", "")
    assert COMPANY not in covered
    assert PERSON not in covered
    assert "上海×公司" in covered

    _, after, _ = run(office, capsys, "draft", "--month", "2026-12", "--officer", "陆科员")
    whole = "".join(after["sections"][0]["text"])
    assert "2026 年 11 月接收总量原为 5 件，台账补录、更正以后为 6 件。" in whole


def _approved(office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> str:
    """The issue of November with right numbers, which only somebody else may approve."""
    _, every, _ = run(office, capsys, "show")
    own = f"--id={every['issues'][-1]['id']}"
    _, shown, _ = run(office, capsys, "show", own)
    text = tmp_path / "总体.txt"
    right = "\n".join(shown["sections"][0]["source"]).replace("=6 件", "")
    text.write_text(right, encoding="utf-8")
    section = ("--section", "overall", "--file", str(text))
    assert run(office, capsys, "write", own, *section, "--officer", "陆科员")[0] == 0
    assert run(office, capsys, "submit", own, "--officer", "陆科员")[0] == 0
    assert run(office, capsys, "approve", own, "--officer", "陆科员")[0] == 1
    assert run(office, capsys, "approve", own, "--officer", "郑科长")[0] == 0
    return own


def _add_late(office: Path) -> None:
    store = Store.open(office, now=lambda: NOW, create=False)
    with store.transaction(who="陆科员", what="补录") as tx:
        tx.tickets.save_all([_ticket("SJ29", datetime(2026, 11, 6, 9))])
    store.close()


@pytest.mark.parametrize("kind", ["annual", "indicators", "cases", "overdue"])
def test_every_kind_of_paper_is_drafted_and_set(
    office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str
) -> None:
    span = ("--year", "2026") if kind == "annual" else ("--month", "2026-10")
    status, made, _ = run(office, capsys, "draft", "--kind", kind, *span, "--officer", "陆科员")
    assert status == 0
    assert not [one for one in made["flags"] if one["doubt"] != "手写的数字"]
    out = tmp_path / "稿.pdf"
    own = f"--id={made['id']}"
    status, _, _ = run(office, capsys, "export", own, "--out", str(out), "--officer", "陆科员")
    assert status == 0
    assert made["sections"][0]["title"] in "".join(text_of(out.read_bytes()))
    _, checked, _ = run(office, capsys, "check", str(out), group="report")
    assert checked["conforms"], checked
