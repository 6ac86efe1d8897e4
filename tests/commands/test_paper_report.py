import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.papers.facts import Reader
from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.words import Acceptance, Kind
from storage.database import Store
from storage.files.pdf.pictures import text_of
from storage.paper_issuing import issue
from tests.core.papers.forms import squeezed
from tests.samples import NOW, a_ticket
from tests.storage.files.documents import docx_text
from tests.storage.test_papers import ACCEPTED, HANDLER, STRANGER, an_order
from tests.stores import open_store

NUMBER = "SJ2026112300001"


class Line:
    """A store with one ticket, and the command line before it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def fill(self, **changes: Any) -> None:
        store = self._open()
        with store.transaction(who="测试", what="登记") as tx:
            tx.tickets.save(a_ticket(**changes))
        store.close()

    def give(self) -> str:
        store = self._open()
        with store.transaction(who="测试", what="人员") as tx:
            tx.people.add_units([Unit("九亭所", UnitKind.STATION)])
            tx.people.save_officer(HANDLER)
            given = issue(tx, an_order("acceptance"), NUMBER, by=HANDLER)
        store.close()
        return given.sha256

    def people(self, *officers: Officer) -> None:
        store = self._open()
        with store.transaction(who="测试", what="人员") as tx:
            tx.people.add_units(
                [Unit("九亭所", UnitKind.STATION), Unit("中山所", UnitKind.STATION)]
            )
            for officer in officers:
                tx.people.save_officer(officer)
        store.close()

    def paper(self, form: str, *more: str, out: str = "文书.pdf") -> tuple[int, str, str]:
        words = ["report", "paper", "--number", NUMBER, "--form", form]
        status = run_line(
            [
                *("--store", str(self.folder / "office.db"), *words),
                *("--out", str(self.folder / out), "--json", *more),
            ],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        said, error = self._capsys.readouterr()
        return status, said, error

    def _open(self) -> Store:
        return open_store(self.folder / "office.db")


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path, capsys)


@pytest.mark.parametrize("form", ["投诉受理决定书", "5", "文书式样五", "acceptance"])
def test_a_paper_is_written_with_its_pages_and_fingerprint(line: Line, form: str) -> None:
    line.fill(**ACCEPTED)
    status, said, told = line.paper(form)
    content = (line.folder / "文书.pdf").read_bytes()
    assert status == 0
    assert json.loads(said) == {"pages": 1, "sha256": hashlib.sha256(content).hexdigest()}
    assert "我局于2026年11月20日收到你关于" in squeezed("".join(text_of(content)))
    assert "还缺 1 处：联系电话。" in told


def test_a_document_is_written_where_the_file_is_called_so(line: Line) -> None:
    line.fill(**ACCEPTED)
    status, said, _ = line.paper("投诉受理决定书", out="文书.docx")
    content = (line.folder / "文书.docx").read_bytes()
    assert status == 0
    assert json.loads(said)["sha256"] == hashlib.sha256(content).hexdigest()
    assert "我局决定受理" in docx_text(content)


def test_a_paper_that_was_given_is_printed_again_as_it_was(line: Line) -> None:
    line.fill(**ACCEPTED)
    given = line.give()
    line.fill(**ACCEPTED, petitioner_name="钟离昱")
    _, said, _ = line.paper("投诉受理决定书")
    assert json.loads(said)["sha256"] == given


@pytest.mark.parametrize(
    ("form", "more", "said"),
    [
        ("投诉调解书", (), "达成协议以后出这份文书"),
        ("立案告知书", (), "没有“立案告知书”这种文书"),
        ("投诉受理决定书", ("--to", "被诉主体"), "《投诉受理决定书》不给被诉主体"),
    ],
)
def test_a_paper_that_cannot_be_given_is_refused(
    line: Line, form: str, more: tuple[str, ...], said: str
) -> None:
    line.fill(**ACCEPTED)
    status, out, error = line.paper(form, *more)
    assert (status, out) == (1, "")
    assert said in error
    assert not (line.folder / "文书.pdf").exists()


def test_a_ticket_that_is_not_there_is_refused(line: Line) -> None:
    line.fill(number="SJ7")
    assert line.paper("投诉登记表")[2] == f"查无工单 {NUMBER}。请核对编号。\n"


def test_the_trader_of_a_tipoff_gets_nothing_of_the_petitioner(line: Line) -> None:
    line.fill(kind=Kind.TIPOFF)
    status, _, _ = line.paper("提供材料通知书", "--to", str(Reader.TRADER))
    assert status == 0
    text = squeezed("".join(text_of((line.folder / "文书.pdf").read_bytes())))
    assert "松江区云间小满餐饮店：" in text
    assert "闻人素" not in text


def test_an_officer_sees_papers_of_the_own_unit_only(line: Line) -> None:
    line.fill(**ACCEPTED)
    reviewer = Officer(
        name="评查员甲", posts=(Post(unit="九亭所", role=Role.REVIEWER, since=date(2024, 1, 1)),)
    )
    line.people(HANDLER, STRANGER, reviewer)
    assert line.paper("投诉受理决定书", "--officer", "陆明远")[0] == 0
    assert "俞静姝不能查看诉求人信息" in line.paper("投诉受理决定书", "--officer", "俞静姝")[2]
    assert line.paper("投诉受理决定书", "--officer", "评查员甲")[0] == 1


def test_a_declined_complaint_has_its_ground_ticked(line: Line) -> None:
    line.fill(acceptance=Acceptance.DECLINED, decline_ground=2)
    assert line.paper("6")[0] == 0
    text = squeezed("".join(text_of((line.folder / "文书.pdf").read_bytes())))
    assert "第〔二〕项情形" in text
    assert "☑（二）" in text
