"""`fonts`: naming the office's fonts from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from storage import office_fonts
from storage.files.pdf.fonts import Face, at_hand
from storage.resources import path
from tests.samples import NOW

KAI = path("fonts/LXGWWenKai-Regular.ttf")


@pytest.fixture
def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, Any, str]]:
    monkeypatch.setattr("storage.folders.config", lambda: tmp_path / "config")

    def line(*arguments: str) -> tuple[int, Any, str]:
        code = run_line(
            ["fonts", *arguments, "--json"],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if shown.out else None, shown.err

    return line


def test_a_font_is_named_used_and_given_up_again(run: Callable[..., Any]) -> None:
    code, found, _ = run("use", "仿宋", str(KAI))
    assert code == 0
    assert found["fonts"]["仿宋"]["file"] == str(KAI)
    assert found["fonts"]["小标宋"]["file"] is None
    assert at_hand().font(Face.FANG).covers("字")
    assert at_hand().replaced((Face.FANG, Face.TITLE)) == (Face.TITLE,)
    _, found, _ = run("shipped", "仿宋")
    assert found["fonts"]["仿宋"]["file"] is None


def test_a_font_that_has_gone_is_said_and_the_programs_own_stands_in(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    copied = tmp_path / "仿宋_GB2312.ttf"
    copied.write_bytes(KAI.read_bytes())
    run("use", "仿宋", str(copied))
    copied.unlink()
    _, found, _ = run("show")
    assert found["fonts"]["仿宋"]["is_there"] is False
    assert at_hand().replaced((Face.FANG,)) == (Face.FANG,)


def test_what_is_no_font_is_refused(run: Callable[..., Any], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.ttf"
    wrong.write_bytes(b"no")
    code, _, sentence = run("use", "仿宋", str(wrong))
    assert code == 1
    assert "不能用" in sentence
    assert office_fonts.named() == {}
