"""`report check`: what a clerk at the printer asks of a file."""

import json
from pathlib import Path

import pytest

from commands.line import run_line
from storage.files.pdf.pages import OFFICIAL
from storage.files.pdf.rendering import render
from tests.samples import NOW
from tests.storage.files.pdf.official import a_circular


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_line(
        ["report", "check", *arguments], default_store="none", account="tester", clock=lambda: NOW
    )
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.fixture
def circular(tmp_path: Path) -> Path:
    file = tmp_path / "通报.pdf"
    file.write_bytes(render(a_circular(), OFFICIAL).pdf)
    return file


def test_it_states_lines_characters_fonts_numbers_and_that_the_standard_is_kept(
    circular: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = asked(capsys, str(circular))
    assert code == 0
    assert "每面 22 行，每行 28 字" in said
    assert "页码“—1—”在右侧，版心下 7 毫米" in said
    assert "版面符合 GB/T 9704-2012" in said
    assert "符合 PDF/A-2b 的必备要求" in said


def test_it_gives_the_same_as_json(circular: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = asked(capsys, str(circular), "--json")
    found = json.loads(said)
    assert code == 0
    assert (found["conforms"], found["lines"], found["characters"]) == (True, 22, 28)
    assert found["archive"] == []
    assert [rule[1] for rule in found["pages"][-1]["rules"]] == [0.35, 0.25, 0.35]


def test_a_file_that_is_not_there_or_no_pdf_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "说明.txt"
    other.write_text("字", "utf-8")
    assert asked(capsys, str(other))[0] == 1
    assert asked(capsys, str(tmp_path / "没有.pdf"))[0] == 3
