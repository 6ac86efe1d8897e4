from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from storage.files.ledger.escapes import read, written
from storage.files.ledger.spreadsheet import read_workbook
from storage.files.ledger.workbook import written_whole

HOSTILE = [
    "=1+1",
    "+86",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "a\rb\r\nc\nd",
    "\x00\x01\x08\x0b\x1f\x7f\x85",
    "_x000D_",
    "_x005F_",
    "_x005F_x000D_",
    "_x005F\r",
    "__x0041_",
    "_xFFFE_",
    "\ufffe\uffff",
    "\ud800",
    "_xD800_",
    "<r>no rich text</r>",
    "<r><t>&amp;</t></r>",
    "&lt;&#10;]]>",
    "  blanks round it  ",
    "\u200b\u202e\u2028",
    "张𬭎㛃䶮𠅤𫖯",
    "👩‍👩‍👧",
    "#N/A",
    "TRUE",
    "1E5",
    "00123",
]


def test_what_a_file_cannot_hold_is_written_as_the_standard_says() -> None:
    assert written("a\rb") == "a_x000D_b"
    assert written("_x000D_") == "_x005F_x000D_"


def test_two_halves_of_one_character_come_back_as_that_character() -> None:
    assert read("_xD83D__xDE00_") == "😀"


def came_back(texts: list[str], path: Path) -> list[str]:
    """The texts, written down a column and read again."""
    with written_whole(path, {}) as book:
        sheet = book.sheet("甲")
        for row, text in enumerate(texts):
            book.text(sheet, row, 1, text)
    (_, rows), *_ = read_workbook(path)
    found = {row.number: row.cell(1) for row in rows}
    return [str(found.get(number, "")) for number in range(1, len(texts) + 1)]


def test_hostile_text_comes_back_unchanged(tmp_path: Path) -> None:
    assert came_back(HOSTILE, tmp_path / "a.xlsx") == HOSTILE


def joined(text: str) -> str:
    """`text` with halves of characters that stand together made one."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


_SIGNS = st.sampled_from(
    [
        *("_x", "_", "x", "0", "005F", "0041", "FFFE", "D", "d800"),
        *("\r", "\x1f", "\ufffe", "\ud800", "\udc00", "<", "&", "r>"),
    ]
)
_ODD = st.lists(st.characters(exclude_categories=()) | _SIGNS, max_size=20).map("".join)


@given(texts=st.lists(_ODD, max_size=30))
def test_any_text_comes_back_unchanged(tmp_path: Path, texts: list[str]) -> None:
    whole = [
        text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") for text in texts
    ]
    assert came_back(whole, tmp_path / "a.xlsx") == whole
