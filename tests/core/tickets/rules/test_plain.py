from datetime import date, datetime
from decimal import Decimal

import pytest

from core.tickets.rules.plain import fingerprint, from_plain, plain, tidy

DATA = {
    "examples_on": date(2026, 11, 23),
    "rules": [
        {
            "id": "F-900",
            "since": date(2026, 4, 15),
            "fires": [{"区局接收时间": datetime(2026, 5, 6, 9, 30), "涉及金额": Decimal("0.10")}],
            "$day": "a key that looks like a mark",
        }
    ],
}


def test_days_times_and_decimals_survive_json() -> None:
    assert from_plain(plain(DATA)) == DATA


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({"title": " 示例 \r\n二 "}, {"title": "示例 \n二"}),
        ({"title": "", "kinds": [], "names": {}, "since": None, "only_submitted": False}, {}),
        ({"fires": [{}, {"提交": False}]}, {"fires": [{}, {}]}),
        ({"basis": [{"text": "甲"}]}, {"basis": "甲"}),
        ({"fires": [{"是否实名": False}]}, {"fires": [{"是否实名": False}]}),
        ({"涉及金额": 1.50}, {"涉及金额": Decimal("1.5")}),
        ({"涉及金额": Decimal("100.00")}, {"涉及金额": 100}),
        ({"kinds": ("投诉",)}, {"kinds": ["投诉"]}),
    ],
)
def test_what_means_the_same_becomes_the_same(
    written: dict[str, object], kept: dict[str, object]
) -> None:
    assert tidy(written) == kept


def test_the_fingerprint_changes_with_every_word_and_with_nothing_else() -> None:
    other = {**DATA, "examples_on": date(2026, 11, 24)}
    turned = dict(reversed(DATA.items()))
    assert fingerprint(DATA) == fingerprint(turned) != fingerprint(other)
