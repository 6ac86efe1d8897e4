import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Refusal, Trouble
from core.tickets.fields import FIELDS, FieldType, changed
from core.tickets.intake.plan import Fate, Outcome, plan
from core.tickets.intake.rows import Reader
from core.tickets.ticket import Ticket
from storage.dictionary import dictionary
from storage.files.ledger.proposal import propose_all
from storage.files.ledger.reading import open_ledger
from storage.files.ledger.writing import write_ledger
from tests.core.tickets.intake.ledgers import Office
from tests.samples import a_ticket, tickets

HOSTILE = ("=1+1", "+86", "-1", "@SUM(1)", "\t=1", "\r=1", "_x000D_", "\x0b\x00", "<r>甲</r>", "  ")
_TEXT_KEYS = [
    field.key for field in FIELDS if field.type is FieldType.TEXT and field.key != "number"
]


class Cancelled(Exception):  # noqa: N818 -- a wish, not a fault
    """The clerk no longer wants the result."""


def imported(path: Path, *known: Ticket) -> list[Outcome]:
    """What importing a written ledger would do to an office that holds these tickets."""
    proposal = propose_all(open_ledger(path))
    return list(plan(proposal.rows, Reader(proposal.layout, dictionary()), Office(*known)))


def changes_nothing(outcomes: list[Outcome]) -> bool:
    return all(one.fate is Fate.UNCHANGED and not one.conflicts for one in outcomes)


_ODD = st.dictionaries(st.sampled_from(_TEXT_KEYS), st.sampled_from(HOSTILE), max_size=12)


@given(made=st.lists(st.tuples(tickets(), _ODD), min_size=1, max_size=4))
@settings(max_examples=10)
def test_importing_an_export_changes_nothing(
    tmp_path: Path, made: list[tuple[Ticket, dict[str, str]]]
) -> None:
    known = [
        replace(changed(ticket, {**odd, "number": f"SJ{place}"}), ref=f"SJ{place}")
        for place, (ticket, odd) in enumerate(made)
    ]
    path = tmp_path / "台账.xlsx"
    assert write_ledger(path, known) == len(known)
    outcomes = imported(path, *known)
    assert len(outcomes) == len(known)
    assert changes_nothing(outcomes)


def test_hostile_text_in_every_field_of_text_comes_back_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    for hostile in HOSTILE[:-1]:
        ticket = changed(a_ticket(number="SJ1"), {"content": hostile, "trader_address": hostile})
        write_ledger(path, [ticket])
        (outcome,) = imported(path)
        assert outcome.after is not None
        assert outcome.after.claim.content == hostile
        assert outcome.after.trader.trader_address == hostile


def test_another_program_sees_text_as_text_and_dates_as_dates(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    ticket = a_ticket(
        number="20220331215854083057", content="=1+1", filing_date=date(2026, 5, 6), is_ad=False
    )
    write_ledger(path, [ticket])
    page = openpyxl.load_workbook(path).active
    assert page is not None
    row = {head.value: cell for head, cell in zip(page[1], page[2], strict=True)}
    assert list(row) == [field.header for field in FIELDS]
    assert row["工单编号"].value == "20220331215854083057"
    assert (row["诉求内容"].value, row["诉求内容"].data_type) == ("=1+1", "s")
    assert row["诉求内容"].quotePrefix
    assert row["区局接收时间"].value == datetime(2026, 11, 20, 9, 30)
    assert row["立案决定日期"].value == datetime(2026, 5, 6)
    assert row["是否广告类"].value == "否"
    assert row["是否实名"].value is None
    assert page.freeze_panes == "B2"


def test_text_too_long_for_a_cell_goes_on_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    long = "".join(chr(0x4E00 + place % 5000) for place in range(40_000)) + "𠅤" * 20_000
    ticket = a_ticket(number="SJ1", content=long, reply="答" * 32_001)
    write_ledger(path, [ticket])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["工单台账", "超长文本"]
    cells = [str(cell.value) for page in book for row in page for cell in row]
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cells) <= 32_767
    assert changes_nothing(imported(path, ticket))
    (outcome,) = imported(path)
    assert outcome.after == ticket


def test_a_masked_export_is_covered_and_never_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "遮盖.xlsx"
    write_ledger(path, [a_ticket(number="SJ1")], masked=True)
    page = openpyxl.load_workbook(path).active
    assert page is not None
    assert "不能再导入" in str(page["A1"].value)
    cells = [str(cell.value) for row in page for cell in row]
    assert "闻*素" in cells
    assert not any("13900000001" in cell or "闻人素" in cell for cell in cells)
    with pytest.raises(Refusal, match=r"“遮盖\.xlsx”是遮盖了个人信息的导出"):
        open_ledger(path)


def test_a_masked_export_is_known_even_without_its_title(tmp_path: Path) -> None:
    path = tmp_path / "遮盖.xlsx"
    write_ledger(path, [a_ticket(number="SJ1")], masked=True)
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    page.delete_rows(1)
    book.save(path)
    with pytest.raises(Refusal, match="遮盖了个人信息"):
        open_ledger(path)


def test_a_masked_export_saved_as_text_is_known_by_its_title(tmp_path: Path) -> None:
    path = tmp_path / "遮盖.csv"
    path.write_text(
        "个人信息已遮盖，仅供查看，不能再导入。,\n工单编号,承办人\nSJ1,陆明远\n", "utf-8"
    )
    with pytest.raises(Refusal, match="遮盖了个人信息"):
        open_ledger(path)


def test_no_formula_is_ever_written(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger(
        path, [a_ticket(**dict.fromkeys(["content", "reply", "handler"], "=HYPERLINK(1)"))]
    )
    with zipfile.ZipFile(path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_a_cancelled_export_leaves_what_was_there(tmp_path: Path) -> None:
    def cancel(_done: int, _total: int, _what: str) -> None:
        raise Cancelled

    path = tmp_path / "台账.xlsx"
    path.write_text("旧")
    with pytest.raises(Cancelled):
        write_ledger(path, [a_ticket()], progress=cancel)
    assert path.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"“台账\.xlsx”"):
        write_ledger(tmp_path / "没有这里" / "台账.xlsx", [a_ticket()])
