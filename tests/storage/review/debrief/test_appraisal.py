"""The campaigns of a year become one figure for each unit."""

from datetime import datetime
from decimal import Decimal

import pytest

from core.errors import Refusal
from core.review.debrief.appraisal import (
    Appraisal,
    Counted,
    Figure,
    appraisal,
    weighting_for,
    weightings_of,
)
from storage.review.debrief.appraisal import appraisal_of, campaign_years, weightings
from storage.review.reading import report
from tests.samples import NOW
from tests.storage.review.debrief.samples import Office
from tests.storage.review.samples import a_plan


def year(office: Office, which: int = 2026) -> Appraisal:
    with office.store.reading() as connection:
        return appraisal_of(connection, which, today=office.now.date())


def figures(found: Appraisal) -> dict[str, Figure]:
    return {one.unit: one for one in found.figures}


def test_a_figure_is_the_weighted_mean_of_the_campaigns(office: Office) -> None:
    office.campaign({"九亭所": {"B3": "0"}}, a_plan(total=10, title="第二次"))
    office.now = datetime(2026, 12, 15, 9, 0)
    found = figures(year(office))
    mine = found["九亭所"]
    assert mine.arithmetic == "（81.00 × 1 + 88.00 × 1）÷ 2"
    assert (mine.value, mine.n) == (Decimal("84.50"), 4)
    assert mine.remark == "样本少"
    assert found["新桥所"].value == Decimal("100.00")


def test_weights_are_data_with_a_version(office: Office) -> None:
    [double] = weightings_of(
        [{"version": "试", "since": 2026, "weights": {"不属实件": "2"}, "other": "0.5", "few": 1}]
    )
    with office.store.reading() as connection:
        first = report(connection, 1)
    counted = [
        Counted(report=first, weight=double.weight("不属实件")),
        Counted(report=first, weight=double.weight("另一种")),
    ]
    [mine] = appraisal(2026, counted, ["九亭所"], double).figures
    assert mine.arithmetic == "（81.00 × 2 + 81.00 × 0.5）÷ 2.5"
    assert mine.value == Decimal("81.00")
    assert mine.remark == ""


def test_a_campaign_that_can_still_be_appealed_does_not_count(office: Office) -> None:
    office.now = NOW
    found = year(office)
    assert [one.why_not for one in found.campaigns] == ["申诉还没有了结"]
    assert {one.value for one in found.figures} == {None}
    assert {one.remark for one in found.figures} == {"没有抽到"}


def test_another_year_holds_nothing(office: Office) -> None:
    assert year(office, 2025).campaigns == ()
    with office.store.reading() as connection:
        assert campaign_years(connection) == [2026]


def test_a_year_before_all_weights_is_refused() -> None:
    with pytest.raises(Refusal, match="1999 年还没有考核权重"):
        weighting_for(weightings(), 1999)
