"""What was entered into clocks, and whom they reminded, said aloud."""

from datetime import date
from typing import Any

import pytest

from core.audit import Change
from core.tickets.timing import GrantRecord, PauseRecord, Timing, plain
from core.timeline.clock_steps import is_delivery, reminder_words, timing_words

PAUSE = PauseRecord(
    clock="R_VERIFY", first=date(2026, 11, 5), last=None, proof="检测委托书", who="陆明远"
)
GRANT = GrantRecord(
    clock="R_VERIFY",
    approved_on=date(2026, 11, 13),
    approved_by="蔺正平",
    reason="还要调取票据",
    who="陆明远",
)


def named(_code: str) -> str:
    return "举报核查"


def change(before: Any, after: Any) -> Change:
    return Change(subject="timing", ref="SJ1", before=before, after=after)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            Timing(),
            Timing(pauses=(PAUSE,)),
            "登记举报核查从 11 月 5 日起不计入，凭“检测委托书”",
        ),
        (Timing(pauses=(PAUSE,)), Timing(), "取消了举报核查从 11 月 5 日起的扣除期"),
        (
            Timing(),
            Timing(grants=(GRANT,)),
            "登记举报核查延长，蔺正平在 11 月 13 日批准，理由是“还要调取票据”",
        ),
        (Timing(grants=(GRANT,)), Timing(), "取消了举报核查的延长"),
        (
            Timing(),
            Timing(days={"clue_found_on": date(2026, 11, 9)}),
            "登记调解中发现线索日 11 月 9 日",
        ),
        (Timing(days={"clue_found_on": date(2026, 11, 9)}), Timing(), "取消了调解中发现线索日"),
    ],
)
def test_events_of_clocks(before: Timing, after: Timing, words: str) -> None:
    assert timing_words(change(plain(before), plain(after)), named) == words


def test_reminders_and_what_became_of_them() -> None:
    sent = change(None, {"clock": "R_VERIFY", "level": 2, "to": "陆明远", "said": "剩 1 个工作日"})
    done = change(None, {"clock": "R_VERIFY", "act": "推后", "why": "等检测报告", "by": "陆明远"})
    assert is_delivery(sent)
    assert reminder_words(sent, named) == "二级催办发给陆明远：举报核查剩 1 个工作日"
    assert not is_delivery(done)
    assert reminder_words(done, named) == "把举报核查的催办记为推后，写的是“等检测报告”"
