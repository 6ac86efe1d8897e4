"""Anchors: planted unseen beside the sample, counted nowhere, and what they say of reviewers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.errors import Refusal
from core.people import Officer
from core.review.anchors import Anchors
from core.review.campaign import Plan
from core.review.report import CampaignReport
from core.review.reviews import BLIND, PEERS, Stage, Task
from core.review.sampling import frame_hash
from core.review.verifying import draw_problems
from core.tickets.ticket import Ticket
from storage.people import officers
from storage.review import reading
from storage.review.anchors import rechecked
from storage.review.forms import make_forms
from storage.review.parcel_sending import open_tasks
from storage.review.planning import lay_out
from storage.review.quality import quality
from storage.review.reviews import queue_of, seen_reviews
from storage.review.rubric_versions import rubric_in_force
from storage.review.showing import shown_ticket
from tests.samples import NOW
from tests.storage.review.samples import (
    STATIONS,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    people,
    unsubstantiated,
)
from tests.stores import open_store

LATER = NOW + timedelta(days=60)
FIRST, SECOND = 1, 2


class Office:
    """A locked campaign of the third quarter and one of the fourth with five of its tickets."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.store = open_store(path, lambda: self.now)
        people(self.store)
        fill(self.store, *a_quarter(2), *_fourth_quarter())
        assert assigned(self.store, a_plan(total=10)) == FIRST
        for ref in self.refs(FIRST):
            hand_in(self.store, FIRST, ref, BLIND, full_marks(B3="7"))
            hand_in(self.store, FIRST, ref, [Stage.RECHECK], full_marks(B3="6"))
        with self.store.transaction(who="郑科员", what="结束") as tx:
            tx.campaigns.close(FIRST)
        self.now = LATER
        self.anchors = self.refs(FIRST)[:5]
        assert assigned(self.store, self.plan()) == SECOND

    def plan(self) -> Plan:
        return fourth(Anchors(refs=tuple(self.anchors), each=1))

    def refs(self, id_: int) -> list[str]:
        with self.store.reading() as connection:
            return [one.ref for one in reading.report(connection, id_).tickets]

    def tasks(self) -> list[Task]:
        with self.store.reading() as connection:
            return list(reading.load_tasks(connection, SECOND))

    def of_anchors(self) -> list[Task]:
        return [one for one in self.tasks() if one.ref in self.anchors]

    def report(self) -> CampaignReport:
        with self.store.reading() as connection:
            return reading.report(connection, SECOND)

    def person(self, name: str) -> Officer:
        with self.store.reading() as connection:
            return next(one for one in officers(connection) if one.name == name)


def fourth(anchors: Anchors) -> Plan:
    return a_plan(
        total=10,
        title="2026 年第 4 季度不属实件督查",
        since=date(2026, 10, 1),
        until=date(2026, 12, 31),
        anchors=anchors,
    )


def _fourth_quarter() -> list[Ticket]:
    return [
        unsubstantiated(
            f"SJ2027{place}{number:03d}",
            unit,
            received_at=datetime(2026, 10, 12, 9),
            assigned_at=datetime(2026, 10, 12, 10),
            acceptance_notice_at=datetime(2026, 10, 14, 9),
            filing_date=date(2026, 10, 20),
            closed_at=datetime(2026, 10, 22, 9),
        )
        for place, unit in enumerate(STATIONS)
        for number in range(2)
    ]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("anchors") / "office.db")
    yield made
    made.store.close()


def test_every_reviewer_has_one_anchor_among_the_others(office: Office) -> None:
    given = office.of_anchors()
    assert sorted(one.officer for one in given) == sorted(
        f"{unit}评{number}" for unit in STATIONS for number in (1, 2)
    )
    assert {one.stage for one in given} == set(PEERS)
    assert all(one.unit != one.handling_unit for one in given)


def test_nobody_gets_an_anchor_they_reviewed_the_first_time(office: Office) -> None:
    with office.store.reading() as connection:
        before = {(one.ref, one.officer) for one in reading.load_tasks(connection, FIRST)}
    assert not before & {(one.ref, one.officer) for one in office.of_anchors()}


def test_at_the_desk_an_anchor_looks_like_any_other_ticket(office: Office) -> None:
    one = office.of_anchors()[0]
    viewer = office.person(one.officer)
    with office.store.reading() as connection:
        queue = queue_of(connection, viewer, today=LATER.date())
        about = reading.load_campaign(connection, SECOND)
        mine = [q.task for q in queue if q.task.stage in PEERS]
        shown = {task.ref: shown_ticket(connection, task, about.rubric, LATER) for task in mine}
    assert one.ref in shown
    aliases = sorted(task.alias for task in office.tasks() if task.stage is Stage.PEER1)
    assert one.alias in aliases
    assert len({len(task.alias) for task in mine}) == 1
    for task in mine:
        words = "".join(f"{field}" for field in shown[task.ref].fields)
        assert "锚点" not in words + task.called
        assert task.handling_unit not in words
    keys = [[field.key for field in shown[task.ref].fields] for task in mine]
    assert keys.count(keys[0]) == len(keys)


def test_the_aliases_do_not_set_anchors_apart(office: Office) -> None:
    aliases = {one.ref: int(one.alias) for one in office.tasks()}
    anchors = [aliases[ref] for ref in office.anchors]
    assert sorted(aliases.values()) == list(range(1, 16))
    assert sorted(anchors) not in ([1, 2, 3, 4, 5], [11, 12, 13, 14, 15])


def test_frame_certificate_and_probabilities_know_no_anchors(office: Office) -> None:
    with office.store.reading() as connection:
        about = reading.load_campaign(connection, SECOND)
        frame = reading.load_frame(connection, SECOND)
        certificate = reading.load_certificate(connection, about)
    assert frame_hash(frame) == about.frame_hash
    known = {one.ref for one in frame} | {one.ref for one in certificate.reviewed}
    assert not known & set(office.anchors)
    assert not draw_problems(certificate, frame)


def test_anchors_count_in_no_mean_no_progress_and_do_not_hold_the_campaign_up(
    office: Office,
) -> None:
    report = office.report()
    assert not {one.ref for one in report.reviewed} & set(office.anchors)
    assert sum(one.peer_all for one in report.progress) == 20


def test_what_reviewers_give_is_set_against_the_recheck_by_item(office: Office) -> None:
    first, second = office.of_anchors()[:2]
    hand_in(office.store, SECOND, first.ref, [first.stage], full_marks(B3="9", B4="12"))
    hand_in(office.store, SECOND, second.ref, [second.stage], full_marks(B3="6"))
    with office.store.reading() as connection:
        found = quality(connection, SECOND)
    by_name = {one.officer: one for one in found.closeness}
    off = {item.code: item.aligned for item in by_name[first.officer].items}
    assert (off["B3"], off["B4"], off["B1"]) == (Decimal("75.00"), Decimal("80.00"), Decimal(100))
    furthest = by_name[first.officer].furthest
    assert furthest is not None
    assert furthest.code == "B3"
    assert by_name[second.officer].aligned == Decimal(100)
    assert {one.code: one.n for one in found.items_close}["B3"] == 2


def test_whoever_reviewed_an_anchor_sees_only_their_own_marks_of_it(office: Office) -> None:
    ref = next(ref for ref in office.anchors if sum(o.ref == ref for o in office.of_anchors()) == 2)
    both = [one for one in office.of_anchors() if one.ref == ref]
    for one in both:
        with office.store.reading() as connection:
            about = reading.load_campaign(connection, SECOND)
            done = {(r.ref, r.stage) for r in reading.load_reviews(connection, about)}
        if (one.ref, one.stage) not in done:
            hand_in(office.store, SECOND, ref, [one.stage], full_marks(B3="6"))
    viewer = office.person(both[0].officer)
    with office.store.reading() as connection:
        seen = seen_reviews(connection, SECOND, ref, viewer, today=LATER.date())
        section = seen_reviews(connection, SECOND, ref, office.person("郑科员"), today=LATER.date())
    assert [one.review.officer for one in seen] == [both[0].officer]
    assert len(section) == 2


def test_only_locked_and_rechecked_tickets_outside_the_frame_can_serve(office: Office) -> None:
    with office.store.reading() as connection:
        rubric = rubric_in_force(connection, "unsubstantiated")
        known = rechecked(connection, "不属实件", rubric, LATER.date())
        assert {one.ref for one in known} == set(office.refs(FIRST))
        assert rechecked(connection, "不属实件", rubric, NOW.date()) == ()
        assert rechecked(connection, "不予立案件", rubric, LATER.date()) == ()
        for wrong in ("SJ20270000", "SJ404"):
            plan = fourth(Anchors(refs=(wrong,), each=1))
            with pytest.raises(Refusal, match=f"{wrong} 不能作锚点件"):
                lay_out(connection, plan, today=LATER.date())


def test_the_plan_says_where_reviewers_or_anchors_are_missing(office: Office) -> None:
    plan = replace(fourth(Anchors(refs=tuple(office.anchors[:2]), each=1)), cap=1)
    with office.store.reading() as connection:
        notes = lay_out(connection, plan, today=LATER.date()).notes
    assert notes[-2:] == (
        "10 件要 20 份互评，10 名互评人每人最多 1 件评不完，至少还缺 10 名。",
        "锚点件每件两人评，10 名互评人每人 1 件要 5 件，只选了 2 件，有的人没有锚点件。",
    )


def test_a_form_for_a_unit_without_the_program_covers_its_anchors_like_the_others(
    office: Office, tmp_path: Path
) -> None:
    unit = next(one.unit for one in office.of_anchors())
    with office.store.transaction(who="郑科员", what="发评查表") as tx:
        tx.parcels.keys.name_store("消保科")
        count = make_forms(tx, SECOND, unit, tmp_path / "评查表.xlsx")
        about = reading.load_campaign(tx.connection, SECOND)
        waiting = open_tasks(tx.connection, about, unit)
    planted = [one for one in waiting if one.ref in office.anchors]
    assert planted
    assert count == len(waiting)
    with ZipFile(tmp_path / "评查表.xlsx") as book:
        raw = b"".join(book.read(name) for name in book.namelist()).decode(errors="ignore")
    assert "锚点" not in raw
    assert "anchor=" not in raw.lower().replace("textanchor", "")
    for one in planted:
        assert one.ref not in raw
        assert one.handling_unit not in raw
