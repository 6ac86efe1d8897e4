from datetime import date

import pytest

from core.errors import Refusal
from core.papers.numbering import (
    number,
    refuse_bad_pattern,
    series,
    short_name,
    unnumbered,
)

PATTERN = "沪市监松{unit}{form}〔{year}〕第{serial}号"
DAY = date(2026, 11, 23)


def test_a_number_is_made_of_unit_form_year_and_serial() -> None:
    found = series(PATTERN, unit="九亭", form="投受", day=DAY)
    assert number(found, 12) == "沪市监松九亭投受〔2026〕第12号"
    assert unnumbered(found) == "沪市监松九亭投受〔2026〕第　　号"


def test_forms_that_share_a_pattern_share_a_series() -> None:
    pattern = "松市监{unit}〔{year}〕{serial} 号"
    one = series(pattern, unit="九亭", form="投受", day=DAY)
    assert one == series(pattern, unit="九亭", form="投终", day=DAY)
    assert one != series(pattern, unit="九亭", form="投受", day=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("unit", "short"),
    [("九亭所", "九亭"), ("执法大队", "执法"), ("消保科", "消保"), ("区局", "区局"), ("所", "所")],
)
def test_a_unit_is_called_short(unit: str, short: str) -> None:
    assert short_name(unit) == short
    assert short_name(unit, {unit: "某"}) == "某"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("松{unit}〔{year}〕号", "各要写一次"),
        ("松{unit}第{serial}号", "各要写一次"),
        ("〔{year}〕{serial}{serial}", "各要写一次"),
        ("〔{year}〕{serial}{who}", "“{who}”不认识"),
        ("〔{year}〕{serial", "没有成对"),
        ("〔{year}〕{serial}" + "号" * 60, "太长"),
    ],
)
def test_a_pattern_that_would_repeat_or_mislead_is_refused(pattern: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        refuse_bad_pattern(pattern)
    refuse_bad_pattern(PATTERN)
