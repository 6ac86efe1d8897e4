import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.personal.checks import (
    credit_code_check,
    credit_code_fault,
    identity_check,
    identity_fault,
    organisation_check,
    passes_luhn,
)

BODY = "3101171990010112"
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code_of(organisation: str) -> str:
    body = f"91310117{organisation}{organisation_check(organisation)}"
    return body + credit_code_check(body)


def test_the_example_of_the_standard_passes() -> None:
    assert identity_fault("11010519491231002X") == ""
    assert identity_fault("11010519491231002x") == ""


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("110105194912310021", "校验不通过"),
        ("990105194912310021", "省级行政区"),
        ("11010519491331002X", "出生日期"),
        ("11010518991231002X", "出生日期"),
        ("110105490230002", "出生日期"),
        ("1101051949", "18 位"),
        ("11010519491231002A", "18 位"),
    ],
)
def test_what_is_wrong_with_an_identity_number_is_said(number: str, word: str) -> None:
    assert word in identity_fault(number)


def test_an_old_identity_number_has_no_check_sign() -> None:
    assert identity_fault("110105491231002") == ""


@given(st.integers(0, 9), st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_figure_of_an_identity_number_is_noticed(last: int, at: int, by: int) -> None:
    body = f"{BODY}{last}"
    right = body + identity_check(body)
    wrong = right[:at] + str((int(right[at]) + by) % 10) + right[at + 1 :]
    assert identity_fault(right) == ""
    assert identity_fault(wrong) != ""


def test_a_credit_code_with_its_check_signs_passes() -> None:
    assert credit_code_fault(code_of("MA000001")) == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91310117", "现在是 8 位"),
        ("9131011700000000OX", "“O”，是不是“0”"),
        ("91310117mA0000000X", "“m”请写成大写“M”"),
        ("9131 11700000000XX", "不会有“ ”"),
    ],
)
def test_what_is_wrong_with_a_credit_code_is_said(code: str, words: str) -> None:
    assert words in credit_code_fault(code)


@given(
    st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8),
    st.integers(0, 17),
    st.integers(1, 30),
)
def test_one_wrong_sign_of_a_credit_code_is_noticed(organisation: str, at: int, by: int) -> None:
    right = code_of(organisation)
    wrong = right[:at] + SIGNS[(SIGNS.index(right[at]) + by) % 31] + right[at + 1 :]
    assert credit_code_fault(right) == ""
    assert credit_code_fault(wrong) != ""


def test_a_wrong_figure_of_a_bank_card_is_noticed() -> None:
    assert passes_luhn("6222600260001072444")
    assert not passes_luhn("6222600260001072445")
