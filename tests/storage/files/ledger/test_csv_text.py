from pathlib import Path

import pytest

from storage.files.ledger.csv_text import decoded, read_csv, separator_of
from storage.files.ledger.unreadable import Unreadable

TABLE = "工单编号,诉求人,内容\r\nSJ1,张𬭎,“要求”退款\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be"],
)
def test_the_usual_encodings_are_found(encoding: str) -> None:
    assert decoded(TABLE.encode(encoding)).lstrip("\ufeff") == TABLE


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_found(tmp_path: Path, sign: str, end: str) -> None:
    path = tmp_path / "a.csv"
    lines = ["工单编号,内容".replace(",", sign), f'SJ1{sign}"有{sign}号，和\n换行"', f"SJ2{sign}无"]
    path.write_bytes(end.join(lines).encode())
    assert [row.cells for row in read_csv(path)] == [
        ("工单编号", "内容"),
        ("SJ1", f"有{sign}号，和\n换行"),
        ("SJ2", "无"),
    ]


def test_a_hint_at_the_separator_is_taken_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=|\n甲,乙|丙\n1|2\n", "utf-8")
    assert [row.cells for row in read_csv(path)] == [("甲,乙", "丙"), ("1", "2")]


def test_one_column_needs_no_separator() -> None:
    assert separator_of("工单编号\nSJ1\nSJ2\n") == ","


def test_text_is_kept_as_it_stands_between_the_separators(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('编号,内容\n00123,=1+1\n,"  "\n,\n2," @x"\n', "utf-8")
    assert [(row.number, row.cells) for row in read_csv(path)][1:] == [
        (2, ("00123", "=1+1")),
        (3, (None, "  ")),
        (5, ("2", " @x")),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (TABLE.encode() * 3 + b"\xff\xfe" + TABLE.encode(), "第 7 行附近有坏掉的字符"),
        (b"\0" * 5001, "不是表格"),
        (b"\xff\x00\x81", "的文字编码认不出来"),
        ('编号,内容\nSJ1,"没有收尾'.encode() + b"x" * 5_000_000, "第 2 行的引号没有配对"),
    ],
)
def test_damaged_text_is_named_with_its_line(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=sentence):
        list(read_csv(path))
