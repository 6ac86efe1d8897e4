from pathlib import Path

import pytest

from core.errors import Trouble
from storage.files.writing import write_whole


def test_the_file_replaces_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "汇总.pdf"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["汇总.pdf"]


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "汇总.pdf").mkdir()
    with pytest.raises(Trouble, match=r"汇总\.pdf"):
        write_whole(tmp_path / "汇总.pdf", b"new")
    with pytest.raises(Trouble, match=r"汇总\.pdf"):
        write_whole(tmp_path / "没有的文件夹" / "汇总.pdf", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["汇总.pdf"]
