"""What a ticket teaches may go round the bureau only when nobody can be recognised."""

import pytest

from core.errors import Refusal
from core.review.debrief.cases import Case, CaseKind
from storage.review.debrief.cases import cases
from tests.storage.review.debrief.samples import Office
from tests.storage.review.samples import SECTION

BAD = "某所认定不属实，只凭经营者口头否认，没有现场照片，也没有检测报告，复核时证据一项不得分。"


def lost(office: Office, *, any_: bool) -> str:
    """A ticket that lost marks, or one that lost none."""
    reviewed = office.debrief().report.reviewed
    return next(one.ref for one in reviewed if bool(one.shortfalls) is any_)


def tell(
    office: Office, ref: str, text: str, kind: CaseKind = CaseKind.TYPICAL, who: str = SECTION
) -> Case:
    with office.store.transaction(who=who, what="写案例") as tx:
        return tx.cases.tell(1, ref, kind, text, by=office.person(who))


def told(office: Office) -> list[Case]:
    with office.store.reading() as connection:
        return cases(connection, 1)


def test_a_case_without_people_is_kept_and_may_be_told_better(office: Office) -> None:
    ref = lost(office, any_=True)
    tell(office, ref, BAD)
    made = tell(office, ref, BAD + "今后至少留两类客观证据。")
    assert told(office) == [made]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("回访电话 13900000001。", "请遮盖"),
        ("由闻人素反映。", "请遮盖"),
        ("九亭所办理。", "请改成“某所”"),
        ("承办的是九亭所承办。", "请改成“某所”"),
        ("到松江区云间小满餐饮店核查。", "某经营者"),
    ],
)
def test_whoever_is_named_is_found(office: Office, said: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        tell(office, lost(office, any_=True), BAD + said)
    assert told(office) == []


def test_a_ticket_with_full_marks_is_good_practice_only(office: Office) -> None:
    ref = lost(office, any_=False)
    with pytest.raises(Refusal, match="没有扣分"):
        tell(office, ref, BAD)
    good = "接件当天把诉求拆成三项，逐项到场核查，每一项都附一份现场照片和一份检测报告。"
    assert tell(office, ref, good, CaseKind.GOOD).kind is CaseKind.GOOD


def test_too_short_and_by_others_is_refused(office: Office) -> None:
    ref = lost(office, any_=True)
    with pytest.raises(Refusal, match="20 到 600 个字"):
        tell(office, ref, "证据不足。")
    with pytest.raises(Refusal, match="由消保科写"):
        tell(office, ref, BAD, who="中山所所长")
    with pytest.raises(Refusal, match="不在这次督查的样本里"):
        tell(office, "SJ0", BAD)
