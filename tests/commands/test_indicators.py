"""`indicators` gives the figures of a period, and says in words what was asked wrongly."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from commands.line import run_line
from core.tickets.words import Satisfaction, Solved
from tests.samples import NOW, a_ticket
from tests.stores import open_store


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(tmp_path_factory.mktemp("indicators")) / "office.db"
    store = open_store(path)
    done = {"closed_at": datetime(2026, 11, 12, 9), "received_at": datetime(2026, 11, 9, 9)}
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all(
            [
                a_ticket(number="SJ1", solved=Solved.SOLVED, **done),
                a_ticket(
                    number="SJ2",
                    unit="方松所",
                    solved=Solved.EXPLAINED,
                    callback_at=datetime(2026, 11, 16, 9),
                    satisfaction=Satisfaction.FAIR,
                    **done,
                ),
            ]
        )
    store.close()
    return path


def said(office: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = run_line(
        ["--store", str(office), "indicators", *words],
        default_store="none",
        account="tester",
        clock=lambda: NOW,
    )
    out, err = capsys.readouterr()
    return status, out, err


def test_a_month_as_json(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(office, capsys, "--month", "2026-11", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert found["bureau"]["SOLVED"] == {"numerator": 1, "denominator": 2, "value": "50.00"}
    assert found["bureau"]["SATISFY"] == {"numerator": 0.6, "denominator": 1, "value": "60.00"}
    assert found["units"]["九亭所"]["SATISFY"]["value"] is None
    assert found["aside"]["RETURNED"] == {"退回次数": {"counted": 0}}


def test_what_was_not_closed_yet_on_the_day_asked_for_does_not_count(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = said(office, capsys, "--month", "2026-11", "--as-of", "2026-11-11", "--json")
    assert json.loads(out)["bureau"]["MEAN_DAYS"]["denominator"] == 0


def test_one_unit_in_words(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(
        office, capsys, "--from", "2026-11-01", "--to", "2026-11-15", "--unit", "方松所"
    )
    assert "实际解决率　全局 50.00（1/2）　方松所 0.00（0/1）" in out
    assert "九亭所" not in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "请用 --month、--year，或者 --from 和 --to 写明统计期"),
        (["--from", "2026-11-01"], "写明统计期"),
        (["--from", "2026-11-02", "--to", "2026-11-01"], "止日比起日早"),
        (["--year", "2026", "--unit", "佘山所"], "没有“佘山所”这个承办单位。现有：九亭所、方松所"),
    ],
)
def test_what_was_asked_wrongly_is_said(
    office: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    status, _, err = said(office, capsys, *words)
    assert status == 1
    assert sentence in err
