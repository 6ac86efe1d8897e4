import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from core.errors import Refusal, Trouble
from storage.files.ledger import limits
from storage.files.ledger.child import messages
from storage.files.ledger.reading import Workbook, open_ledger
from storage.files.ledger.unreadable import Unreadable
from tests.storage.files.ledger.packages import cell, package, sheet


class Cancelled(Exception):  # noqa: N818 -- a wish, not a fault
    """The clerk no longer wants the result."""


ONE_ROW = f'<row r="1">{cell("A1", "工单编号")}</row>'


def spreadsheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_cells_arrive_as_what_they_are(tmp_path: Path) -> None:
    moment = datetime(2026, 5, 6, 9, 12, 33)
    path = spreadsheet(
        tmp_path / "台账.xlsx",
        ("工单编号", "时间"),
        ("SJ1", moment),
        (None,),
        (24, date(2026, 5, 6)),
    )
    (page,) = open_ledger(path).sheets
    assert (page.row_count, page.width) == (3, 2)
    assert [(row.number, row.cells) for row in page] == [
        (1, ("工单编号", "时间")),
        (2, ("SJ1", moment)),
        (4, (24, date(2026, 5, 6))),
    ]


def test_rows_that_only_claim_to_be_there_are_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A2"] = "工单编号", "SJ1"
    page["C65203"].number_format = "@"
    book.save(tmp_path / "a.xlsx")
    assert open_ledger(tmp_path / "a.xlsx").sheets[0].row_count == 2


def test_columns_keep_their_place_when_the_first_ones_are_empty(tmp_path: Path) -> None:
    path = spreadsheet(tmp_path / "a.xlsx", (None, None, "工单编号"), (None, None, "SJ1"))
    assert [row.cells for row in open_ledger(path).sheets[0]][1] == (None, None, "SJ1")


def test_merged_and_hidden_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "台账"
    page.merge_cells("A1:C2")
    other = book.create_sheet("藏着的")
    other["A1"], other.sheet_state = "x", "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = open_ledger(tmp_path / "a.xlsx").sheets
    assert [(s.top, s.left, s.bottom, s.right) for s in first.merged] == [(1, 0, 2, 2)]
    assert (first.hidden, second.hidden) == (False, True)


def test_a_name_that_lies_about_the_format_does_no_harm(tmp_path: Path) -> None:
    path = spreadsheet(tmp_path / "a.xlsx", ("工单编号",))
    renamed = path.rename(tmp_path / "a.csv")
    assert open_ledger(renamed).sheets[0].row_count == 1


def test_formulas_without_a_result_are_pointed_out(tmp_path: Path) -> None:
    path = spreadsheet(tmp_path / "a.xlsx", ("工单编号", "天数"), ("SJ1", "=1+1"))
    workbook = open_ledger(path)
    assert "公式没有存下结果" in workbook.notices[0]
    assert open_ledger(spreadsheet(tmp_path / "b.xlsx", ("工单编号",))).notices == ()


def test_asking_for_a_sheet_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(Refusal, match="没有叫“丙”的工作表"):
        Workbook(name="a.xlsx", sheets=()).sheet("丙")


def far_cell(path: Path) -> None:
    package(path, sheet(f'{ONE_ROW}<row r="1048576">{cell("XFD1048576", "x")}</row>'))


def doctype(path: Path) -> None:
    bomb = '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    package(path, sheet(f'<row r="1">{cell("A1", "&b;")}</row>', before=bomb))


def bomb(path: Path) -> None:
    package(path, sheet(ONE_ROW + " " * 20_000_000))


def cut_short(path: Path) -> None:
    whole = package(path, sheet(ONE_ROW)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def one_bit_wrong(path: Path) -> None:
    content = bytearray(package(path, sheet(ONE_ROW * 50)).read_bytes())
    place = content.find(b"sheet1.xml") + 30
    content[place] ^= 0xFF
    path.write_bytes(bytes(content))


def other_package(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", "<x/>")
        made.writestr("[Content_Types].xml", "<x/>")


def plain_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("台账.xlsx", b"")


def many_parts(path: Path) -> None:
    package(path, sheet(ONE_ROW), **{f"xl/p{n}.xml": "" for n in range(limits.PARTS)})


def encrypted(path: Path) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(head + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)


def noise(path: Path) -> None:
    path.write_bytes(bytes((n * 7919 + n // 13) % 256 for n in range(50_000)))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (far_cell, "的数据区伸到了第 1048576 行、第 16384 列"),
        (doctype, "里含有台账不该有的内容"),
        (bomb, "压缩得不正常"),
        (cut_short, "损坏了或不完整"),
        (one_bit_wrong, "损坏了或不完整"),
        (other_package, "不是表格"),
        (plain_zip, "是压缩包"),
        (many_parts, "压缩得不正常"),
        (encrypted, "加了密码"),
        (noise, "损坏了或不完整"),
        (lambda path: path.write_bytes(b""), "里没有内容"),
        (lambda path: path.write_bytes(b"%PDF-1.7"), "不是表格"),
        (lambda path: path.write_bytes(b"<html><table></table></html>"), "其实是网页"),
    ],
)
def test_a_file_that_must_not_be_opened_gets_one_sentence(
    tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    path = tmp_path / "十一月.xlsx"
    make(path)
    with pytest.raises(Unreadable, match=sentence):
        list(messages(path))


def test_the_sentence_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "十一月{0}.xlsx"
    far_cell(path)
    with pytest.raises(Trouble, match=r"^“十一月\{0\}.xlsx”的数据区"):
        open_ledger(path)


def test_a_reading_process_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    # Not far enough to be seen before, but 130 million cells between the corners.
    path = package(
        tmp_path / "a.xlsx", sheet(f'{ONE_ROW}<row r="190000">{cell("ZZ190000", "x")}</row>')
    )
    with pytest.raises(Trouble, match="要占太多内存"):
        open_ledger(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"找不到“没有\.xlsx”"):
        open_ledger(tmp_path / "没有.xlsx")
    with pytest.raises(Trouble, match="是文件夹"):
        open_ledger(tmp_path)


def test_reading_stops_when_the_clerk_cancels(tmp_path: Path) -> None:
    def cancel(_done: int, _total: int, _what: str) -> None:
        raise Cancelled

    path = spreadsheet(tmp_path / "a.xlsx", ("工单编号",))
    with pytest.raises(Cancelled):
        open_ledger(path, cancel)
