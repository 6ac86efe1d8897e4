import json
import sys
from pathlib import Path

import pytest

from core.errors import Trouble
from storage.printing import PrintOrder, Sides, spool, takes_pdf

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="CUPS is not there")


@pytest.fixture
def spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A spooler that writes down what it was given; it refuses the printer 停用."""
    program = tmp_path / "lp"
    program.write_text(
        f"#!{sys.executable}\n"
        "import json, pathlib, sys\n"
        "if '停用' in sys.argv: sys.exit(1)\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "(folder / 'got.pdf').write_bytes(sys.stdin.buffer.read())\n"
        "(folder / 'got.json').write_text(json.dumps(sys.argv[1:]))\n",
        "utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@LINUX
def test_the_spooler_gets_the_very_file_and_the_wishes(spooler: Path) -> None:
    order = PrintOrder(printer="一楼", title="汇总", copies=2, sides=Sides.LONG_EDGE)
    spool(b"%PDF-1.4 ...", order)
    assert (spooler / "got.pdf").read_bytes() == b"%PDF-1.4 ..."
    words = json.loads((spooler / "got.json").read_text())
    assert words[:6] == ["-d", "一楼", "-n", "2", "-t", "汇总"]
    assert "sides=two-sided-long-edge" in words
    assert words[-1] == "-"


@LINUX
def test_a_printer_that_refuses_is_named_with_what_to_do(spooler: Path) -> None:
    with pytest.raises(Trouble, match="停用") as told:
        spool(b"%PDF", PrintOrder(printer="停用", title="汇总"))
    assert told.value.steps


def test_without_a_spooler_pictures_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not takes_pdf()
