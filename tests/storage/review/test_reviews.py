"""Drafts, handing in, locking, returning, and what a reviewer's queue shows."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import Refusal
from core.paper import texts
from core.people import Officer
from core.review.marks import Marks, fingerprint
from core.review.marks_text import marks_of, plain
from core.review.reviews import Stage, Task
from storage.audit import history
from storage.database import Store
from storage.files.pdf.campaign_summary import campaign_summary
from storage.people import officers
from storage.review.reading import (
    load_campaign,
    load_reviews,
    load_tasks,
    report,
    report_for,
)
from storage.review.reviews import load_draft, queue_of, seen_reviews
from tests.samples import NOW, TODAY
from tests.storage.review.samples import (
    SECTION,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    people,
)

BLIND = (Stage.SELF, Stage.PEER1, Stage.PEER2)


@pytest.fixture
def office(store: Store) -> Store:
    people(store)
    fill(store, *a_quarter())
    assigned(store, a_plan(total=5))
    return store


def task(store: Store, stage: Stage) -> Task:
    """The first ticket's task of that stage."""
    with store.reading() as connection:
        return next(one for one in load_tasks(connection, 1) if one.stage is stage)


def person(store: Store, name: str) -> Officer:
    with store.reading() as connection:
        return next(one for one in officers(connection) if one.name == name)


def whoever_has(store: Store, of: Task) -> Officer:
    return person(store, of.officer or SECTION)


def keep(store: Store, of: Task, marks: Marks) -> None:
    with store.transaction(who=of.officer, what="暂存") as tx:
        tx.reviews.keep_draft(of, whoever_has(store, of), marks)


def draft(store: Store, of: Task) -> Marks:
    with store.reading() as connection:
        return load_draft(connection, of, of.officer)


def test_a_draft_is_there_again_and_the_newest_counts(office: Store) -> None:
    peer = task(office, Stage.PEER1)
    assert draft(office, peer) == Marks()
    begun = marks_of({"items": {"B1": {"marks": "4"}}})
    keep(office, peer, full_marks())
    keep(office, peer, begun)
    assert draft(office, peer) == begun


def test_a_draft_leaves_no_trace_in_the_audit_trail(office: Store) -> None:
    peer = task(office, Stage.PEER1)
    keep(office, peer, full_marks(B1="0"))
    with office.reading() as connection:
        assert history(connection, "review", f"1 {peer.ref} PEER1") == []


def test_handing_in_locks_the_review_and_drops_the_draft(office: Store) -> None:
    peer = task(office, Stage.PEER1)
    keep(office, peer, full_marks())
    hand_in(office, 1, peer.ref, [Stage.PEER1], full_marks(B4="0"))
    assert draft(office, peer) == Marks()
    with office.transaction(who=peer.officer, what="再改") as tx:
        for again in (tx.reviews.keep_draft, tx.reviews.hand_in):
            with pytest.raises(Refusal, match="已经提交并锁定"):
                again(peer, whoever_has(office, peer), full_marks())


def test_the_fingerprint_that_was_recorded_proves_the_marks(office: Store) -> None:
    peer = task(office, Stage.PEER1)
    hand_in(office, 1, peer.ref, [Stage.PEER1], full_marks(B4="0"))
    with office.reading() as connection:
        [review] = load_reviews(connection, load_campaign(connection, 1))
        [(_, change)] = history(connection, "review", f"1 {peer.ref} PEER1")
    text = {
        "campaign": 1,
        "ref": peer.ref,
        "stage": "PEER1",
        "officer": peer.officer,
        "marks": plain(review.marks),
    }
    assert fingerprint(text, review.nonce) == review.fingerprint
    assert change.after == {"officer": peer.officer, "fingerprint": review.fingerprint}
    assert (review.score.total, review.handed_in_at) == (Decimal(85), NOW)


def test_an_incomplete_review_is_not_taken(office: Store) -> None:
    peer = task(office, Stage.PEER1)
    with pytest.raises(Refusal, match="还有 11 项未评"):
        hand_in(office, 1, peer.ref, [Stage.PEER1], marks_of({"items": {"B1": {"marks": 8}}}))


def test_nobody_does_anothers_review(office: Store) -> None:
    one, other = task(office, Stage.PEER1), task(office, Stage.PEER2)
    with office.transaction(who=other.officer, what="代交") as tx, pytest.raises(Refusal):
        tx.reviews.hand_in(one, whoever_has(office, other), full_marks())


def test_the_recheck_waits_for_the_blind_reviews(office: Store) -> None:
    recheck = task(office, Stage.RECHECK)
    hand_in(office, 1, recheck.ref, [Stage.SELF])
    with pytest.raises(Refusal, match="互评一、互评二还没有提交"):
        hand_in(office, 1, recheck.ref, [Stage.RECHECK])


def test_marks_are_seen_when_all_have_handed_in(office: Store) -> None:
    peer = task(office, Stage.PEER1)
    viewer = whoever_has(office, peer)

    def seen() -> list[Stage]:
        with office.reading() as connection:
            shown = seen_reviews(connection, 1, peer.ref, viewer, today=TODAY)
        return [one.review.stage for one in shown]

    hand_in(office, 1, peer.ref, [Stage.SELF, Stage.PEER2])
    assert seen() == []
    hand_in(office, 1, peer.ref, [Stage.PEER1])
    assert seen() == list(BLIND)


def test_a_returned_review_is_kept_and_done_again(office: Store) -> None:
    peer = task(office, Stage.PEER1)
    hand_in(office, 1, peer.ref, [Stage.PEER1], full_marks(B1="0"))
    with office.transaction(who=SECTION, what="退回") as tx:
        with pytest.raises(Refusal, match="为什么退回"):
            tx.reviews.give_back(peer, "")
        tx.reviews.give_back(peer, "B1 理由太短")
        with pytest.raises(Refusal, match="还没有提交"):
            tx.reviews.give_back(peer, "再退")
    assert draft(office, peer) == full_marks(B1="0")
    hand_in(office, 1, peer.ref, [Stage.PEER1], full_marks(B1="4"))
    with office.reading() as connection:
        [review] = load_reviews(connection, load_campaign(connection, 1))
        entries = history(connection, "review", f"1 {peer.ref} PEER1")
    assert (review.version, review.score.total) == (2, Decimal(96))
    assert len(entries) == 3


def test_a_queue_shows_an_officers_own_tasks_and_how_far_they_are(office: Store) -> None:
    peer = task(office, Stage.PEER1)
    viewer = whoever_has(office, peer)

    def line() -> tuple[bool, bool]:
        with office.reading() as connection:
            queue = queue_of(connection, viewer, today=TODAY)
        assert {one.task.officer for one in queue} == {viewer.name}
        [mine] = [one for one in queue if (one.task.ref, one.task.stage) == (peer.ref, peer.stage)]
        return mine.has_draft, mine.handed_in_at is not None

    assert line() == (False, False)
    keep(office, peer, full_marks())
    assert line() == (True, False)
    hand_in(office, 1, peer.ref, [Stage.PEER1])
    assert line() == (False, True)


def test_the_sections_queue_tells_which_rechecks_are_ready(office: Store) -> None:
    ref = task(office, Stage.RECHECK).ref
    hand_in(office, 1, ref, BLIND)
    with office.reading() as connection:
        queue = queue_of(connection, person(office, SECTION), today=TODAY)
    assert {one.task.stage for one in queue} == {Stage.RECHECK}
    assert [one.task.ref for one in queue if one.is_ready] == [ref]


def test_aliases_tell_nothing_of_unit_or_number(office: Store) -> None:
    with office.reading() as connection:
        aliases = {one.ref: one.alias for one in load_tasks(connection, 1)}
    assert sorted(aliases.values()) == ["01", "02", "03", "04", "05"]


def test_results_come_from_what_was_handed_in(office: Store) -> None:
    ref = task(office, Stage.RECHECK).ref
    hand_in(office, 1, ref, BLIND)
    hand_in(office, 1, ref, [Stage.RECHECK], full_marks(B4="0", B10="4"))
    with office.reading() as connection:
        found = report(connection, 1)
    [ticket] = [one for one in found.tickets if one.ref == ref]
    assert (ticket.final, ticket.grade) == (Decimal(81), "良好")
    assert [(point.code, point.lost) for point in found.points] == [
        ("B4", Decimal(15)),
        ("B10", Decimal(4)),
    ]
    assert not found.is_complete


def test_one_officers_results_hold_only_what_that_officer_may_see(office: Store) -> None:
    ref = task(office, Stage.RECHECK).ref
    hand_in(office, 1, ref, BLIND)
    hand_in(office, 1, ref, [Stage.RECHECK])

    def finals(name: str) -> list[str]:
        with office.reading() as connection:
            found = report_for(connection, 1, person(office, name), today=TODAY)
        return [one.ref for one in found.tickets if one.final is not None]

    assert finals(SECTION) == [ref]
    assert finals("九亭所承办") == []


def test_what_a_recheck_wrote_of_the_petitioner_is_printed_covered(office: Store) -> None:
    id_ = assigned(office)
    with office.reading() as connection:
        ref = load_tasks(connection, id_)[0].ref
    told = marks_of({"items": {"B1": {"marks": "1", "reason": "没有回应闻人素（139 0000 0001）"}}})
    marks = replace(full_marks(), items={**full_marks().items, **told.items})
    hand_in(office, id_, ref, BLIND)
    hand_in(office, id_, ref, [Stage.RECHECK], marks)
    with office.reading() as connection:
        paper = campaign_summary(report(connection, id_))
    said = "\n".join(texts(paper))
    assert "没有回应闻*素（139****0001）" in said
    assert "闻人素" not in said
