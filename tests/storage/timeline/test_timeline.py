"""The time line from the store: versions, clocks that move, what was done, and going back."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refusal
from core.tickets.fields import changed
from core.tickets.words import Acceptance, Kind, Satisfaction
from storage.clocks import courses_of
from storage.loading import load_by_ref
from storage.timeline.reading import timeline
from storage.timeline.restoring import restore, step_name
from storage.timeline.versions import versions
from tests.samples import a_ticket
from tests.storage.follow_up.samples import CALLER, HANDLER, Office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(Path(tmp_path_factory.mktemp("timeline")) / "office.db")
    yield made
    made.store.close()


def write(office: Office, ref: str, at: datetime, what: str = "保存工单", **values: Any) -> None:
    office.clock.now = at
    with office.store.transaction(who=HANDLER, what=what) as tx:
        known = tx.tickets.find([ref])
        new = changed(known[0], values) if known else a_ticket(number=ref, **values)
        tx.tickets.save(new)


def said(office: Office, ref: str) -> list[str]:
    with office.store.reading() as connection:
        return [entry.sentence for entry in timeline(connection, ref)[1]]


def due(office: Office, ref: str, code: str) -> date | None:
    with office.store.reading() as connection:
        [stored] = load_by_ref(connection, [ref])
        courses = courses_of(connection, [stored.id])[stored.id]
    return next(one.due for one in courses if one.code == code)


def test_a_tip_off_that_is_suspended_and_extended(office: Office) -> None:
    received: dict[str, Any] = {
        "received_at": datetime(2026, 11, 2, 9),
        "assigned_at": datetime(2026, 11, 2, 10),
    }
    write(office, "H1", datetime(2026, 11, 2, 10), "登记工单", kind=Kind.TIPOFF, **received)
    write(office, "H1", datetime(2026, 11, 4, 9), test_from=date(2026, 11, 4))
    write(office, "H1", datetime(2026, 11, 10, 9), test_to=date(2026, 11, 9))
    write(office, "H1", datetime(2026, 11, 11, 9), extension_approved_date=date(2026, 11, 11))
    told = said(office, "H1")
    assert told[:1] == [
        "2026 年 11 月 2 日 9:00，区局接收了这件工单。",
    ]
    told = told[1:]
    assert told[0] == (
        "2026 年 11 月 2 日 10:00，陆明远登记了这件举报，反映的是松江区云间小满餐饮店，"
        "派给九亭所，由陆明远承办。"
    )
    assert "开始计算举报核查，11 月 23 日到期" in told[1]
    assert told[2:4] == [
        "2026 年 11 月 4 日 9:00，陆明远从 11 月 4 日起送去鉴定检测，期间不计入时限。",
        "2026 年 11 月 4 日 9:00，举报核查暂停，还剩 14 个工作日。",
    ]
    assert told[4].endswith("陆明远鉴定检测到 11 月 9 日结束。")
    assert "举报核查恢复，11 月 27 日到期" in told[5]
    assert told[6].endswith("陆明远核查延期在 11 月 11 日获得批准。")
    assert "举报核查由 11 月 27 日改到 12 月 18 日到期" in told[7]


def test_calls_are_told_once_and_not_as_fields_too(office: Office) -> None:
    office.clock.now = datetime(2026, 11, 17, 9, 30)
    office.add("C1")
    office.clock.now = datetime(2026, 11, 18, 9, 30)
    rating = {"service": Satisfaction.BASIC, "result": Satisfaction.FAIR}
    office.write(CALLER, rate=("C1", rating))
    told = [words for words in said(office, "C1") if "11 月 18 日" in words]
    assert told == [
        "2026 年 11 月 18 日 9:30，柳回音作第 1 次回访，诉求人对服务基本满意，对结果一般。"
    ]


def test_an_earlier_version_comes_back_as_a_new_one_and_clocks_follow(office: Office) -> None:
    received: dict[str, Any] = {
        "received_at": datetime(2026, 11, 2, 9),
        "acceptance": Acceptance.ACCEPTED,
    }
    write(office, "R1", datetime(2026, 11, 3, 9), acceptance_date=date(2026, 11, 3), **received)
    first = due(office, "R1", "C_MEDIATE")
    write(office, "R1", datetime(2026, 11, 5, 9), acceptance_date=date(2026, 11, 5), demand="换货")
    assert due(office, "R1", "C_MEDIATE") != first
    office.clock.now = datetime(2026, 11, 6, 9)
    by = office.person(HANDLER)
    with (
        pytest.raises(Refusal, match="为什么恢复"),
        office.store.transaction(who=HANDLER, what="恢复") as tx,
    ):
        restore(tx, "R1", 1, " ", by=by)
    with office.store.transaction(who=HANDLER, what=step_name(1, "受理日期抄错了")) as tx:
        restore(tx, "R1", 1, "受理日期抄错了", by=by)
    assert due(office, "R1", "C_MEDIATE") == first
    with office.store.reading() as connection:
        all_ = versions(connection, "R1")
        [stored] = load_by_ref(connection, ["R1"])
    assert [one.number for one in all_] == [1, 2, 3]
    assert all_[0].ticket == all_[2].ticket == stored.ticket
    assert any(
        words.endswith("陆明远恢复到第 1 版，理由是“受理日期抄错了”。")
        for words in said(office, "R1")
    )
    with (
        pytest.raises(Refusal, match="和现在一样"),
        office.store.transaction(who=HANDLER, what="恢复") as tx,
    ):
        restore(tx, "R1", 1, "再来一次", by=by)


def test_a_restored_version_does_not_undo_what_a_callback_wrote(office: Office) -> None:
    office.clock.now = datetime(2026, 11, 17, 9, 30)
    office.add("K1", callback_at=datetime(2026, 11, 17, 9), demand="退款")
    write(office, "K1", datetime(2026, 11, 18, 9), callback_at=None, demand="退款并赔偿")
    write(office, "K1", datetime(2026, 11, 18, 10), callback_at=datetime(2026, 11, 18, 10))
    with office.store.transaction(who=HANDLER, what=step_name(1, "核对错了")) as tx:
        new = restore(tx, "K1", 1, "核对错了", by=office.person(HANDLER))
    assert (new.claim.demand, new.callback.callback_at) == ("退款", datetime(2026, 11, 18, 10))


def test_a_ticket_that_is_not_there(office: Office) -> None:
    with office.store.reading() as connection, pytest.raises(Refusal, match="查无工单"):
        timeline(connection, "无此")
