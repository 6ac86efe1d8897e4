from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from core.errors import Refusal, Trouble
from storage.files.rulebook import read_rulebook, write_rulebook
from storage.rules import shipped
from tests.core.tickets.rules.random_rulebooks import rulebooks


def test_the_shipped_rulebook_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "规则.xlsx"
    write_rulebook(path, shipped(), name="第 1 版")
    read = read_rulebook(path)
    assert read.faults == ()
    assert read.data == shipped()


@settings(max_examples=8)
@given(rulebooks)
def test_no_rulebook_loses_anything_in_a_file(tmp_path: Path, data: dict[str, Any]) -> None:
    path = tmp_path / "规则.xlsx"
    write_rulebook(path, data, name="草稿")
    assert read_rulebook(path).data == data


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "规则.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    with pytest.raises(Trouble, match="规则"):
        read_rulebook(path)
    with pytest.raises(Refusal, match=r"要以 \.xlsx 结尾"):
        write_rulebook(tmp_path / "规则.csv", shipped(), name="")
