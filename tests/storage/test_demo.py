"""The demo store: built in one go, whole or not at all, and never over a real store."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.errors import Refusal
from core.people import Role, UnitKind
from core.review.campaign import CampaignState
from core.review.reviews import Stage
from core.tickets.guidance.points import Origin
from storage.audit import chain_problems
from storage.database import Store
from storage.demo import build_demo
from storage.handling import drafts
from storage.people import officers, units
from storage.points import points, proposals
from storage.review import reading
from storage.review.reviews import queue_of
from storage.settings import read_setting
from storage.tables.tickets import submission, ticket
from tests.samples import a_ticket

NOW = datetime(2026, 11, 24, 9, 12)
COUNT = 900


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = build_demo(tmp_path_factory.mktemp("demo") / "demo.db", now=lambda: NOW, tickets=COUNT)
    store = Store.open(path, now=lambda: NOW, create=False)
    yield store
    store.close()


def test_it_is_marked_as_demo_and_knows_whose_desk_it_opens(demo: Store) -> None:
    with demo.reading() as connection:
        assert read_setting(connection, "demo") is True
        names = {officer.name for officer in officers(connection)}
        assert read_setting(connection, "opens-as") in names


def test_it_holds_as_many_tickets_as_were_asked_for(demo: Store) -> None:
    with demo.reading() as connection:
        assert connection.execute(select(func.count()).select_from(ticket)).scalar() == COUNT


def test_nothing_is_wrong_with_it(demo: Store) -> None:
    assert demo.problems() == []
    with demo.reading() as connection:
        assert chain_problems(connection) == []


def test_there_is_somebody_for_every_role_today(demo: Store) -> None:
    with demo.reading() as connection:
        held = {role for one in officers(connection) for role in one.roles_on(NOW.date())}
    assert held == set(Role)


def test_every_station_has_people_to_handle_lead_and_review(demo: Store) -> None:
    with demo.reading() as connection:
        stations = [
            unit.name
            for unit in units(connection)
            if unit.kind in (UnitKind.STATION, UnitKind.BRIGADE)
        ]
        posts = {
            (post.unit, post.role)
            for officer in officers(connection)
            for post in officer.posts_on(NOW.date())
        }
    assert len(stations) == 9
    for station in stations:
        for role in (Role.HANDLER, Role.STATION_LEADER, Role.REVIEWER):
            assert (station, role) in posts


def test_somebody_changed_units_within_the_year(demo: Store) -> None:
    with demo.reading() as connection:
        ended = [
            post.until
            for one in officers(connection)
            for post in one.posts
            if post.until is not None
        ]
    assert any((NOW.date() - until).days < 365 for until in ended)


def test_one_campaign_is_finished_and_one_under_way(demo: Store) -> None:
    with demo.reading() as connection:
        newest, oldest = reading.campaigns(connection)
        done, under_way = reading.report(connection, oldest.id), reading.report(connection, 2)
    assert oldest.state is CampaignState.CLOSED
    assert done.is_complete
    assert "第 3 季度" in done.title
    assert newest.state is CampaignState.REVIEWING
    assert sum(one.self_done for one in under_way.progress) > 0
    assert sum(one.recheck_done for one in under_way.progress) < len(under_way.tickets)


def test_marks_have_reasons_and_the_points_follow_from_them(demo: Store) -> None:
    with demo.reading() as connection:
        done = reading.report(connection, 1)
    lost = [item for one in done.tickets for item in one.shortfalls]
    assert lost
    assert all(item.reason for item in lost)
    assert done.points


def test_the_officer_of_the_demo_has_reviews_to_do_and_one_begun(demo: Store) -> None:
    with demo.reading() as connection:
        known = {officer.name: officer for officer in officers(connection)}
        me = known[read_setting(connection, "opens-as")]
        queue = queue_of(connection, me, today=NOW.date())
    waiting = [one for one in queue if one.handed_in_at is None]
    assert [one for one in waiting if one.task.stage is not Stage.RECHECK and one.has_draft]


def test_submissions_wait_for_leaders_and_a_draft_for_its_writer(demo: Store) -> None:
    with demo.reading() as connection:
        waiting = select(func.count()).where(submission.c.decision.is_(None))
        assert connection.execute(waiting).scalar_one() >= 2
        me = read_setting(connection, "opens-as")
        assert [draft for draft in drafts(connection, me) if draft.typed["reply"]]


def test_a_demo_is_replaced_by_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    build_demo(path, now=lambda: NOW, tickets=20)
    build_demo(path, now=lambda: NOW, tickets=30)
    store = Store.open(path, now=lambda: NOW, create=False)
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(ticket)).scalar() == 30
    store.close()


def test_a_real_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    real = Store.open(path, now=lambda: NOW)
    with real.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(a_ticket())
    real.close()
    before = path.read_bytes()
    with pytest.raises(Refusal, match="不是演示台账"):
        build_demo(path, now=lambda: NOW, tickets=20)
    assert path.read_bytes() == before


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    path.write_text("我的笔记", "utf-8")
    with pytest.raises(Refusal, match="不是演示台账"):
        build_demo(path, now=lambda: NOW, tickets=20)
    assert path.read_text("utf-8") == "我的笔记"


class StoppedError(Exception):
    pass


def test_nothing_is_left_of_a_demo_that_was_stopped(tmp_path: Path) -> None:
    def stop(done: int, _count: int, _what: str) -> None:
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        build_demo(tmp_path / "demo.db", now=lambda: NOW, tickets=20, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_point_came_out_of_its_campaign_and_another_waits(demo: Store) -> None:
    with demo.reading() as connection:
        drawn = points(connection)[-1]
        [waiting] = proposals(connection)
    assert (drawn.number, drawn.origin) == (37, Origin.CAMPAIGN)
    assert "不属实件督查" in drawn.source
    assert waiting.point.number == 28
    assert waiting.author == "许怀远"
