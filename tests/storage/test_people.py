from dataclasses import replace
from datetime import date

import pytest

from core.absences import Absence
from core.errors import Refusal
from core.people import Action, Officer, Post, Role, Unit, UnitKind, may
from storage.audit import history
from storage.database import Store
from storage.people import absences, absent_on, acting_officers, deputy_of

AWAY = Absence(officer="沈望舒", since=date(2026, 10, 8), until=date(2026, 10, 12), reason="年休假")


@pytest.fixture
def office(store: Store) -> Store:
    with store.transaction(who="管理员", what="登记人员") as tx:
        tx.people.save_officer(Officer(name="沈望舒"))
    return store


def enter(store: Store, new: Absence) -> int:
    with store.transaction(who="管理员", what="登记不在岗") as tx:
        return tx.people.add_absence(new)


def away(store: Store, day: date) -> list[str]:
    with store.reading() as connection:
        return sorted(absent_on(connection, day))


def test_an_absence_holds_from_its_first_day_to_its_last_one(office: Store) -> None:
    enter(office, AWAY)
    assert [away(office, date(2026, 10, day)) for day in (7, 8, 12, 13)] == [
        [],
        ["沈望舒"],
        ["沈望舒"],
        [],
    ]


def test_taking_an_absence_back_leaves_it_in_the_trail(office: Store) -> None:
    id_ = enter(office, AWAY)
    with office.transaction(who="管理员", what="撤销不在岗") as tx:
        tx.people.drop_absence(id_)
    with office.reading() as connection:
        assert absences(connection) == []
        made, gone = (change for _, change in history(connection, "absence", f"{id_}"))
    assert (
        made.after
        == gone.before
        == {
            "officer": "沈望舒",
            "since": "2026-10-08",
            "until": "2026-10-12",
            "reason": "年休假",
        }
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"officer": "查无此人"}, "人员里没有“查无此人”"),
        ({"reason": " "}, "为什么不在岗"),
        ({"until": date(2026, 10, 7)}, "早于开始"),
        ({"since": date(2026, 10, 12), "until": date(2026, 10, 20)}, "已经登记过"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(
    office: Store, changes: dict[str, object], sentence: str
) -> None:
    enter(office, AWAY)
    values = {"officer": AWAY.officer, "since": AWAY.since, "until": AWAY.until, "reason": "病假"}
    with pytest.raises(Refusal, match=sentence):
        enter(office, Absence(**{**values, **changes}))  # type: ignore[arg-type]


def test_a_deputy_has_the_posts_of_the_one_who_is_away_and_only_then(office: Store) -> None:
    led = Post(unit="九亭所", role=Role.STATION_LEADER, since=date(2024, 1, 1))
    with office.transaction(who="管理员", what="登记人员") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION)])
        tx.people.save_officer(Officer(name="沈望舒", posts=(led,)))
        tx.people.save_officer(Officer(name="陆明远"))
    enter(office, replace(AWAY, deputy="陆明远"))
    with office.reading() as connection:
        acting = {one.name: one for one in acting_officers(connection)}
        named = [deputy_of(connection, "沈望舒", date(2026, 10, day)) for day in (7, 8, 13)]
    assert named == ["", "陆明远", ""]
    standing = acting["陆明远"]
    days = (date(2026, 10, 7), date(2026, 10, 9), date(2026, 10, 13))
    may_approve = [may(standing, Action.APPROVE_TICKET, "九亭所", today=day) for day in days]
    assert may_approve == [False, True, False]
    assert [post.instead_of for post in standing.posts] == ["沈望舒"]


def test_nobody_stands_in_while_away_or_for_a_stranger(office: Store) -> None:
    with office.transaction(who="管理员", what="登记人员") as tx:
        tx.people.save_officer(Officer(name="陆明远"))
    enter(office, replace(AWAY, deputy="陆明远"))
    enter(office, replace(AWAY, officer="陆明远", since=date(2026, 10, 10)))
    with office.reading() as connection:
        assert deputy_of(connection, "沈望舒", date(2026, 10, 9)) == "陆明远"
        assert deputy_of(connection, "沈望舒", date(2026, 10, 11)) == ""
    with pytest.raises(Refusal, match="代理人"):
        enter(office, replace(AWAY, since=date(2026, 11, 2), until=date(2026, 11, 3), deputy="谁"))
