from typing import Any

import pytest

from core.tickets.clocks.words import Tone, chip, line
from core.tickets.words import Acceptance, Filing, MediationResult
from tests.core.tickets.clocks.times import at, on, running, tipoff

MEDIATED: dict[str, Any] = {"acceptance": Acceptance.ACCEPTED, "acceptance_date": on("2026-11-20")}


@pytest.mark.parametrize(
    ("as_of", "words", "brief", "tone"),
    [
        ("2026-11-24", "剩 4 个工作日", "剩 4 日", Tone.CALM),
        ("2026-11-26", "剩 2 个工作日", "剩 2 日", Tone.NEAR),
        ("2026-11-27", "剩 1 个工作日", "剩 1 日", Tone.SOON),
        ("2026-11-30", "今天到期", "今天", Tone.TODAY),
        ("2026-12-01", "超期 1 个工作日", "超期 1 日", Tone.OVERDUE),
    ],
)
def test_working_days_are_said_as_such(as_of: str, words: str, brief: str, tone: Tone) -> None:
    said = chip(tipoff("2026-11-09", on(as_of)))
    assert (said.words, said.brief, said.tone) == (words, brief, tone)


def test_the_sixty_day_clock_counts_days() -> None:
    said = chip(running(**MEDIATED)["C_MEDIATE"])
    assert (said.words, said.brief, said.tone) == ("剩 57 天", "剩 57 天", Tone.CALM)


@pytest.mark.parametrize(
    ("now", "words"),
    [("2026-11-23 14:20", "今天 17:00 前"), ("2026-11-23 17:30", "今天到期")],
)
def test_a_one_day_clock_says_until_what_time(now: str, words: str) -> None:
    said = chip(running(at(now))["H_CONTACT"])
    assert (said.words, said.tone) == (words, Tone.TODAY)


def test_one_day_left_is_soon_even_where_no_reminder_is_due_yet() -> None:
    clock = running(on("2026-11-22"))["H_CONTACT"]
    assert clock.level == 0
    assert chip(clock).tone is Tone.SOON


def test_a_clock_that_does_not_run_says_why() -> None:
    paused = tipoff("2026-11-09", test_from=on("2026-11-16"))
    assert (chip(paused).words, chip(paused).tone) == ("扣除期中", Tone.PAUSED)
    assert line(paused) == "11 月 16 日起不计入，恢复后还剩 11 个工作日"


def test_a_stopped_clock_says_when() -> None:
    late = tipoff("2026-10-09", filing=Filing.FILED, filing_date=on("2026-11-20"))
    assert (chip(late).words, chip(late).tone) == ("超期完成", Tone.DONE)
    assert line(late) == "11 月 20 日完成，期限是 10 月 29 日"


def test_a_clock_that_ran_out_before_a_holiday_is_overdue_without_a_number() -> None:
    said = chip(tipoff("2026-09-09", on("2026-10-03")))
    assert (said.words, said.brief, said.tone) == ("已超期", "超期", Tone.OVERDUE)


def test_a_stop_without_a_day_says_so() -> None:
    settled = running(**MEDIATED, mediation_result=MediationResult.SETTLED)["C_MEDIATE"]
    assert line(settled) == "已完成而未记日期，期限是 2027 年 1 月 19 日"


def test_a_case_past_its_time_is_not_called_out() -> None:
    said = chip(running(filing=Filing.FILED, filing_date=on("2026-01-05"))["CASE_90"])
    assert (said.words, said.tone) == ("已过期限", Tone.CALM)


def test_the_line_names_another_year_an_extension_and_an_estimate() -> None:
    assert line(tipoff("2026-11-09")) == "11 月 30 日到期"
    assert line(running(**MEDIATED)["C_MEDIATE"]) == "2027 年 1 月 19 日到期，估算"
    extended = tipoff("2026-11-02", extension_approved_date=on("2026-11-20"))
    assert line(extended) == "12 月 14 日到期，已延长 15 个工作日"
