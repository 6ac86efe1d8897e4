"""What spot checks ask of each officer: lines of 待办 and the count in the navigation."""

from datetime import timedelta

from core.review.reviews import PEERS, Stage
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.review.home_tasks import REVIEW_SOURCES, to_see_to, waiting
from gui.tasks import Task
from storage.database import Store
from storage.review.reading import load_tasks
from tests.gui.review.conftest import LEADER, Seat
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    a_plan,
    assigned,
    drawn,
    full_marks,
    hand_in,
    planned,
)


def tasks_of(window: MainWindow) -> list[Task]:
    desk = window.desk
    assert desk is not None
    with desk.store.reading() as connection:
        return [task for source in REVIEW_SOURCES for task in source(desk, connection)]


def count(window: MainWindow) -> int:
    assert window.desk is not None
    return waiting(window.desk)


def test_a_reviewer_is_told_how_many_are_left_and_until_when(seat: Seat, office: Store) -> None:
    id_ = assigned(office, a_plan(total=10))
    with office.reading() as connection:
        peers = [one for one in load_tasks(connection, id_) if one.stage in PEERS]
    mine = [one for one in peers if one.officer == peers[0].officer]
    hand_in(office, id_, mine[0].ref, [mine[0].stage])
    window = seat(mine[0].officer)
    (task,) = [one for one in tasks_of(window) if one.title.startswith("互评")]
    assert task.title == "互评任务：2026 年第 3 季度不属实件督查"
    assert task.why == f"已评 1 件，还有 {len(mine) - 1} 件，12 月 15 日截止"
    assert task.page == "review"
    selves = [one for one in tasks_of(window) if one.title.startswith("自评")]
    left = sum(int(one.why.split(" ")[0]) for one in selves)
    assert count(window) == len(mine) - 1 + left


def test_the_section_is_told_what_it_can_recheck(seat: Seat, office: Store) -> None:
    id_ = assigned(office, a_plan(total=5))
    assert tasks_of(seat(SECTION)) == []
    with office.reading() as connection:
        ref = load_tasks(connection, id_)[0].ref
    hand_in(office, id_, ref, [Stage.SELF, *PEERS])
    window = seat(SECTION)
    (task,) = tasks_of(window)
    assert (task.title, task.target) == ("要复核 1 件", Stage.RECHECK)
    assert count(window) == 1


def test_the_section_is_told_the_next_step_of_a_campaign(seat: Seat, office: Store) -> None:
    planned(office)
    drawn(office)
    whys = [one.why for one in tasks_of(seat(SECTION))]
    assert whys == ["下一步：分派评查人", "下一步：封存种子，锁定总体"]


def test_a_leader_without_tasks_is_asked_nothing(seat: Seat, office: Store) -> None:
    drawn(office)
    window = seat(LEADER)
    assert tasks_of(window) == []
    assert count(window) == 0


def test_a_third_is_asked_by_itself_and_the_section_is_told_of_late_reviews(
    seat: Seat, office: Store
) -> None:
    id_ = assigned(office, a_plan(total=5))
    with office.reading() as connection:
        ref = load_tasks(connection, id_)[0].ref
    hand_in(office, id_, ref, [Stage.SELF, Stage.PEER1])
    hand_in(office, id_, ref, [Stage.PEER2], full_marks(B4="0"))
    window = seat(SECTION)
    assert tasks_of(window) == []  # a recheck has to wait for the third, who has been asked
    desk = window.desk
    assert desk is not None
    later = Desk(office, desk.officer, lambda: NOW + timedelta(days=30))
    with office.reading() as connection:
        titles = [one.title for one in to_see_to(later, connection)]
    later.jobs.shut_down()
    assert any(title.startswith("自评过了 11 月 30 日，还差 4 份：") for title in titles)
    assert any(title.startswith("互评过了 12 月 15 日，还差 8 份：") for title in titles)
    assert any(title.startswith("第三人复评过了 11 月 30 日，还差 1 份：") for title in titles)
    assert list(to_see_to_of(seat(LEADER))) == []


def to_see_to_of(window: MainWindow) -> list[Task]:
    assert window.desk is not None
    with window.desk.store.reading() as connection:
        return list(to_see_to(window.desk, connection))
