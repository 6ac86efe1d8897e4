"""Remedies: laid down for units, proven by them, signed off by somebody else."""

from datetime import date, datetime

import pytest

from core.errors import Refusal
from core.people import Officer
from core.review.debrief.remedies import (
    Remedy,
    RemedyState,
    amend,
    in_order,
    prove,
    seen_by,
    send_back,
    sign_off,
)
from storage.audit import chain_problems, history
from storage.review.debrief.remedies import amendments, load_remedy, remedies
from tests.storage.review.debrief.samples import HEAD, Office
from tests.storage.review.samples import SECTION

DONE = "11 月 30 日组织全所重学答复要求，4 件已补充答复并上传录音。"
LEADER = "九亭所所长"


@pytest.fixture
def laid(office: Office) -> Office:
    with office.store.transaction(who=SECTION, what="立整改台账") as tx:
        assert tx.debriefs.lay_down(1, by=office.person(SECTION)) == 3
    return office


def listed(office: Office) -> list[Remedy]:
    with office.store.reading() as connection:
        return remedies(connection)


def one_of(office: Office, unit: str, code: str) -> Remedy:
    return next(o for o in listed(office) if (o.wanted.unit, o.wanted.code) == (unit, code))


def step(office: Office, who: str, before: Remedy, after: Remedy) -> None:
    with office.store.transaction(who=who, what="整改") as tx:
        tx.remedies.save(before, after)


def proven(office: Office, who: str = LEADER) -> Remedy:
    before = one_of(office, "九亭所", "B10")
    by = office.person(who)
    step(office, who, before, prove(before, DONE, by=by, at=office.now))
    return one_of(office, "九亭所", "B10")


def test_each_unit_gets_what_it_lost_marks_on_with_its_leader_and_a_day(laid: Office) -> None:
    found = {(one.wanted.unit, one.wanted.code): one for one in listed(laid)}
    assert set(found) == {("九亭所", "B4"), ("九亭所", "B10"), ("中山所", "B10")}
    mine = found["九亭所", "B10"]
    assert mine.owner == LEADER
    assert mine.due == date(2026, 12, 25), "fifteen working days after 4 December"
    assert len(mine.wanted.refs) == 2
    assert mine.wanted.demand.startswith("答复说人话")
    assert mine.state is RemedyState.OPEN


def test_laying_down_again_adds_only_what_is_new(laid: Office) -> None:
    with (
        pytest.raises(Refusal, match="已经在台账里"),
        laid.store.transaction(who=SECTION, what="立整改台账") as tx,
    ):
        tx.debriefs.lay_down(1, by=laid.person(SECTION))
    assert len(listed(laid)) == 3


def test_another_owner_and_another_day(office: Office) -> None:
    day = date(2026, 12, 11)
    with office.store.transaction(who=SECTION, what="立整改台账") as tx:
        tx.debriefs.lay_down(1, by=office.person(SECTION), due=day, owners={"九亭所": "九亭所承办"})
    mine = one_of(office, "九亭所", "B4")
    assert (mine.owner, mine.due) == ("九亭所承办", day)


def test_a_day_that_has_gone_by_is_refused(office: Office) -> None:
    with (
        pytest.raises(Refusal, match="今天以后"),
        office.store.transaction(who=SECTION, what="立整改台账") as tx,
    ):
        tx.debriefs.lay_down(1, by=office.person(SECTION), due=date(2026, 12, 4))


def test_from_proof_to_sign_off(laid: Office) -> None:
    found = proven(laid)
    assert (found.state, found.proven_by) == (RemedyState.PROVEN, LEADER)
    step(laid, HEAD, found, sign_off(found, by=laid.person(HEAD), at=laid.now))
    closed = one_of(laid, "九亭所", "B10")
    assert (closed.state, closed.signed_by) == (RemedyState.CLOSED, HEAD)
    with laid.store.reading() as connection:
        told = history(connection, "remedy", "1 九亭所 B10")
        assert not chain_problems(connection)
    said = [dict(change.after or {}).get("state") for _, change in told]
    assert said == [None, "PROVEN", "CLOSED"]


def test_what_does_not_convince_comes_back_with_its_reason(laid: Office) -> None:
    found = proven(laid)
    with pytest.raises(Refusal, match="还差什么"):
        send_back(found, " ", by=laid.person(HEAD), at=laid.now)
    step(
        laid,
        HEAD,
        found,
        send_back(found, "只有 2 件，少录音。", by=laid.person(HEAD), at=laid.now),
    )
    again = one_of(laid, "九亭所", "B10")
    assert (again.state, again.sent_back) == (RemedyState.OPEN, "只有 2 件，少录音。")
    assert again.proof == DONE, "what was written stays to be completed"
    assert proven(laid).sent_back == ""


@pytest.mark.parametrize("text", ["", "已整改", "   已整改。   "])
def test_a_proof_says_something(laid: Office, text: str) -> None:
    with pytest.raises(Refusal, match="凭什么可以查到"):
        prove(one_of(laid, "九亭所", "B10"), text, by=laid.person(LEADER), at=laid.now)


def test_nobody_proves_for_another_unit_or_signs_off_alone(laid: Office) -> None:
    mine = one_of(laid, "九亭所", "B10")
    with pytest.raises(Refusal, match="中山所所长不能"):
        prove(mine, DONE, by=laid.person("中山所所长"), at=laid.now)
    found = proven(laid)
    with pytest.raises(Refusal, match="不能督办整改"):
        sign_off(found, by=laid.person(LEADER), at=laid.now)
    both = Officer(name=LEADER, posts=(*laid.person(LEADER).posts, *laid.person(HEAD).posts))
    with pytest.raises(Refusal, match="另一位同事销号"):
        sign_off(found, by=both, at=laid.now)


def test_two_at_once_do_not_overwrite_each_other(laid: Office) -> None:
    before = one_of(laid, "九亭所", "B10")
    proven(laid)
    late = prove(before, DONE + "另一份。", by=laid.person(LEADER), at=laid.now)
    with pytest.raises(Refusal, match="有人动过"):
        step(laid, LEADER, before, late)


def test_overdue_stands_first_and_signed_off_last(laid: Office) -> None:
    found = proven(laid)
    step(laid, HEAD, found, sign_off(found, by=laid.person(HEAD), at=laid.now))
    laid.now = datetime(2026, 12, 28, 9, 0)
    today = laid.now.date()
    order = in_order(listed(laid), today=today)
    assert [one.is_overdue(today) for one in order] == [True, True, False]
    assert order[-1].state is RemedyState.CLOSED


def test_a_unit_sees_its_own_only(laid: Office) -> None:
    def sees(name: str) -> set[str]:
        today = laid.now.date()
        return {o.wanted.unit for o in seen_by(laid.person(name), listed(laid), today=today)}

    assert sees("中山所所长") == {"中山所"}
    assert sees(HEAD) == {"中山所", "九亭所"}
    assert sees("九亭所承办") == {"九亭所"}
    assert sees("九亭所评1") == set(), "reviewers are not asked"


def test_a_remedy_that_is_not_there(office: Office) -> None:
    with office.store.reading() as connection, pytest.raises(Refusal, match="没有第 99 项"):
        load_remedy(connection, 99)


def test_owner_and_day_change_with_a_reason_that_stays(laid: Office) -> None:
    before, by = one_of(laid, "九亭所", "B10"), laid.person(SECTION)
    new_day = date(2027, 1, 8)
    with pytest.raises(Refusal, match="为什么改"):
        amend(before, owner="九亭所评1", due=new_day, reason=" ", by=by, at=laid.now)
    with pytest.raises(Refusal, match="没有变"):
        amend(before, owner=LEADER, due=before.due, reason="无", by=by, at=laid.now)
    with pytest.raises(Refusal, match="不能督办"):
        amend(before, owner=LEADER, due=new_day, reason="忙", by=laid.person(LEADER), at=laid.now)
    after = amend(before, owner="九亭所评1", due=new_day, reason="所长外出", by=by, at=laid.now)
    with laid.store.transaction(who=SECTION, what="改整改") as tx:
        tx.remedies.save(before, after, reason="所长外出")
    now = one_of(laid, "九亭所", "B10")
    assert (now.owner, now.due) == ("九亭所评1", new_day)
    with laid.store.reading() as connection:
        assert amendments(connection, now) == [
            (
                f"2026-12-04 {SECTION}改：责任人由 {LEADER} 改为 九亭所评1，"
                "期限由 2026-12-25 改为 2027-01-08。所长外出"
            )
        ]
        assert chain_problems(connection) == []


def test_what_is_proven_keeps_its_owner_and_day(laid: Office) -> None:
    with pytest.raises(Refusal, match="不能再改"):
        amend(proven(laid), owner="九亭所评1", due=date(2027, 1, 8), reason="晚了",
              by=laid.person(SECTION), at=laid.now)  # fmt: skip
