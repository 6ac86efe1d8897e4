"""`callback …`: the same steps without a window."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.tickets.words import Satisfaction
from tests.storage.follow_up.samples import CALLER, HANDLER, HEAD, LEADER, Office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(Path(tmp_path_factory.mktemp("callbacks")) / "office.db")
    made.add("SJ1")
    made.add("SJ2", city_dissatisfied=True, callback_at=made.clock.now)
    made.add("SJ3", callback_at=made.clock.now, satisfaction=Satisfaction.DISSATISFIED)
    made.store.close()
    return made


class Line:
    def __init__(self, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
        self._office, self._capsys = office, capsys

    def __call__(self, *words: str, by: str = CALLER) -> tuple[int, str, str]:
        status = run_line(
            ["--store", self._office.path, "--officer", by, "callback", *words],
            default_store="none",
            account="tester",
            clock=self._office.clock,
        )
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *words: str, by: str = CALLER) -> dict[str, Any]:
        status, out, err = self(*words, "--json", by=by)
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found


@pytest.fixture
def line(office: Office, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(office, capsys)


def test_the_list_shows_what_is_open_for_every_unit(line: Line) -> None:
    found = line.json("list")
    assert [one["ref"] for one in found["to_call"]] == ["SJ1"]
    assert [one["ref"] for one in found["dissatisfied"]] == ["SJ3"]
    assert [one["wants_escalation"] for one in found["escalations"]] == [True]
    assert found["units"]["九亭所"] == {
        "due": 3,
        "called": 2,
        "share": "66.67",
        "unreached": 0,
        "refused": 0,
        "dissatisfied": 1,
        "open_explanations": 1,
    }
    _, out, _ = line("list")
    assert "九亭所　今年应回访 3 件，覆盖率 66.67%，待说明 1 件" in out


def test_a_ticket_goes_from_call_to_explanation(line: Line) -> None:
    one = line.json("attempt", "SJ1", "--outcome", "关机、占线", "--at", "2026-11-17 09:00")
    assert (one["calls"], one["calls_wanted"]) == (1, 2)
    status, _, err = line("result", "SJ1", "--unreached")
    assert (status, "还差 2 次" in err) == (1, True)
    said = ("result", "SJ1", "--service", "满意", "--result", "不满意", "--note", "嫌答复太短")
    one = line.json(*said)
    assert (one["standing"], one["satisfaction"], one["due"]) == (
        "待所队说明",
        "不满意",
        "2026-11-20",
    )
    words = ("--why", "答复只有一句没讲理由", "--missed", "没有逐项回应诉求", "--remedy")
    one = line.json("explain", "SJ1", *words, "上门逐项说明并致歉一次", by=HANDLER)
    assert one["standing"] == "待领导签字"
    assert line.json("explain", "SJ1", "--sign", by=LEADER)["standing"] == "待再次回访"


def test_the_city_is_answered_with_a_conclusion(line: Line) -> None:
    one = line.json("escalate", "SJ2", "--owner", LEADER)
    assert one["escalation"]["due"] == "2026-11-24"
    text = "现场两次核查都没有发现，诉求人的要求超出法律规定。"
    line.json("escalate", "SJ2", "--analysis", text, by=LEADER)
    said = ("conclude", "SJ2", "--at-fault", "--reason", "答复没有写理由", "--case")
    status, _, err = line(*said, "九亭所答复时没有写明理由，诉求人两次来电询问。", by=HEAD)
    assert (status, "请改成" in err) == (1, True)
    case = "某所答复时没有写明理由，诉求人两次来电询问。以后答复都写明理由和去处。"
    one = line.json(*said, case, "--circular", by=HEAD)["escalation"]
    assert (one["conclusion"], one["case"], one["in_circular"]) == ("有责", case, True)


def test_a_result_without_words_is_refused(line: Line) -> None:
    status, _, err = line("result", "SJ1")
    assert (status, "--service" in err) == (1, True)
