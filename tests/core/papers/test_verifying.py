import pytest

from core.errors import Refusal
from core.papers.verifying import faults, refuse_faulty
from tests.core.papers.forms import a_form

RIGHT, WRONG = "11010519491231002X", "110105194912310021"
FORM = a_form("complaint_record")


def test_an_identity_number_entered_as_such_is_verified() -> None:
    found = faults(FORM, {"id_type": "居民身份证", "id_number": WRONG})
    assert list(found) == ["id_number"]
    assert "校验不通过" in found["id_number"]
    with pytest.raises(Refusal, match="校验不通过"):
        refuse_faulty(FORM, {"id_type": "居民身份证", "id_number": WRONG})


@pytest.mark.parametrize(
    "entries",
    [
        {"id_type": "居民身份证", "id_number": RIGHT},
        {"id_type": "居民身份证", "id_number": "110105 19491231 002x"},
        {"id_type": "居民身份证", "id_number": "１１０１０５１９４９１２３１００２Ｘ"},
        {"id_type": "护照", "id_number": "E00000001"},
        {"id_type": "居民身份证", "id_number": ""},
        {},
    ],
)
def test_right_ones_other_papers_and_none_are_let_pass(entries: dict[str, str]) -> None:
    assert faults(FORM, entries) == {}
    refuse_faulty(FORM, entries)
