"""The report of a bug and the log: what went wrong and where, and nobody's data."""

import logging
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.bug_report import Circumstances, report, start_log, without_data

AROUND = Circumstances(
    version="1.4.2",
    rule_set="第 2 版",
    qt="6.9.3",
    screen="1366×768，100%",
    at=datetime(2026, 11, 23, 14, 36, 8),
    doing="在“工单填报”按下“送审”",
)


def _fails(petitioner: str, test_from: date) -> None:
    phone = "13900000001"
    raise ValueError(f"{petitioner} '{phone}' before {test_from}: 13900000001")


def _error() -> BaseException:
    with pytest.raises(ValueError, match="before") as caught:
        _fails("闻人素", date(2026, 11, 9))
    return caught.value


def test_the_report_says_what_failed_where_and_with_which_kinds_of_value() -> None:
    text = report(_error(), AROUND, ["10:00 INFO gui.desk: job cancelled"])
    assert "热线工单评查台 1.4.2　填报规则 第 2 版" in text
    assert "时间　2026-11-23 14:36:08" in text
    assert "在“工单填报”按下“送审”" in text
    assert "ValueError: <text> <text> before" in text
    assert "test_bug_report.py" in text
    assert "petitioner <str>" in text
    assert "test_from <date>" in text
    assert "job cancelled" in text


def test_nobodys_name_phone_or_folder_is_in_the_report() -> None:
    text = report(_error(), AROUND)
    assert "闻人素" not in text
    assert "13900000001" not in text
    assert str(Path(__file__).parent) not in text


def test_a_cause_is_told_too() -> None:
    with pytest.raises(RuntimeError) as caught:
        _wraps()
    text = report(caught.value, AROUND)
    assert "RuntimeError" in text
    assert "起因\nValueError" in text


def _wraps() -> None:
    try:
        _fails("闻人素", date(2026, 11, 9))
    except ValueError as error:
        raise RuntimeError("wrapped") from error


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1)


@given(name=CHINESE, phone=st.from_regex(r"1[0-9]{10}", fullmatch=True), word=st.text())
def test_whatever_could_be_data_is_taken_out(name: str, phone: str, word: str) -> None:
    said = without_data(f"KeyError {name}, {phone}, '{word}' [SQL: INSERT {name}]")
    assert not re.search("[\u4e00-\u9fff]", said)
    assert phone not in said
    assert "INSERT" not in said
    assert said.startswith("KeyError")


@pytest.fixture
def _quiet_root() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.mark.usefixtures("_quiet_root")
def test_the_log_keeps_the_words_of_the_program_and_drops_what_is_filled_in(
    tmp_path: Path,
) -> None:
    last = start_log(tmp_path / "logs")
    logging.getLogger("gui.trial").warning("store %s of %s", "云间小满", "13900000001")
    try:
        _fails("闻人素", date(2026, 11, 9))
    except ValueError:
        logging.getLogger("gui.trial").exception("bug")
    kept = (tmp_path / "logs" / "program.log").read_text("utf-8")
    for text in (kept, "\n".join(last.lines)):
        assert "gui.trial: store <text> of <number>" in text
        assert "云间小满" not in text
        assert "闻人素" not in text
    assert "ValueError" in kept


@pytest.mark.usefixtures("_quiet_root")
def test_a_folder_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    last = start_log(tmp_path / "file" / "logs")
    logging.getLogger("gui.trial").warning("still here")
    assert "still here" in last.lines[-1]
