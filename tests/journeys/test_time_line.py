"""A ticket that three officers suspend, extend, return, reply to, call back, return again, close.

Its time line, read aloud, makes sense.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from core.people import Role, Unit, UnitKind
from core.tickets.life.table import Move
from core.tickets.words import Filing, Kind, Satisfaction, Solved, Verdict
from core.tickets.writing import register
from storage.database import Store
from storage.follow_up.reading import to_call
from storage.loading import load_by_ref
from storage.timeline.reading import timeline
from storage.timing import entering
from tests.samples import a_ticket
from tests.storage.bureau import HANDLER, HEAD, LEADER, REF, Bureau, Clock, person

CHIEF = person("蔺正平", "区局", Role.BUREAU_LEADER)
AGAIN = f"{REF}#1"


class Story:
    """Steps at given moments; the clock of the store stands where the story is."""

    def __init__(self, path: Path) -> None:
        clock = Clock()
        clock.now = datetime(2026, 11, 3, 9)
        store = Store.open(path, now=clock)
        with store.transaction(who="测试", what="准备") as tx:
            tx.people.add_units(
                [
                    Unit("九亭所", UnitKind.STATION),
                    Unit("消保科", UnitKind.SECTION),
                    Unit("区局", UnitKind.BUREAU),
                ]
            )
            for one in (HANDLER, LEADER, HEAD, CHIEF):
                tx.people.save_officer(one)
        self.bureau = Bureau(store, clock)
        self.bureau.tick = lambda: None  # type: ignore[method-assign]

    def on(self, month: int, day: int, hour: int, minute: int = 0) -> Bureau:
        self.bureau.clock.now = datetime(2026, month, day, hour, minute)
        return self.bureau

    def register(self) -> None:
        received = {
            "received_at": datetime(2026, 11, 3, 9),
            "assigned_at": datetime(2026, 11, 3, 10),
        }
        new = a_ticket(number=REF, kind=Kind.TIPOFF, **received)
        bureau = self.on(11, 3, 10)
        with bureau.store.transaction(who=HANDLER.name, what="登记工单") as tx:
            register(tx.tickets, new, by=HANDLER, at=tx.at)

    def clocks(self, what: str, *said: Any) -> None:
        with self.bureau.store.transaction(who=HANDLER.name, what="录入计时事项") as tx:
            getattr(entering(tx, REF, by=HANDLER, at=tx.at), what)("R_VERIFY", *said)

    def follow(self, step: str, by: Any, ref: str = REF, **said: Any) -> None:
        with self.bureau.store.transaction(who=by.name, what="回访") as tx:
            getattr(tx.follow_ups, step)(ref, by=by, **said)

    def told(self, ref: str = REF) -> list[str]:
        with self.bureau.store.reading() as connection:
            return [one.sentence for one in timeline(connection, ref)[1]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    made = Story(Path(tmp_path_factory.mktemp("journey")) / "office.db")
    made.register()
    _handled(made)
    _returned_and_closed(made)
    _called_back(made)
    _done_again(made)
    return made


def _handled(story: Story) -> None:
    story.on(11, 5, 9)
    story.clocks("suspend", date(2026, 11, 5), None, "检测委托书")
    story.on(11, 12, 9)
    story.clocks("resume", date(2026, 11, 11), "检测报告签收单")
    story.on(11, 13, 9)
    story.clocks("extend", date(2026, 11, 13), CHIEF, "还要调取进货票据")
    story.on(11, 16, 15).write(
        verdict=Verdict.PARTLY,
        filing=Filing.FILED,
        filing_date=date(2026, 11, 16),
        reply="经查，店内有一批次饮料超过保质期，已立案；其余没有发现。",
    )


def _returned_and_closed(story: Story) -> None:
    story.on(11, 16, 16).hand_in()
    story.on(11, 16, 17).move(Move.SEND_BACK, LEADER, reason="没有写怎么查的")
    story.on(11, 17, 9).write(inspect_process="当场清点货架，逐件核对保质期。")
    story.on(11, 17, 9, 30).hand_in()
    story.on(11, 17, 10).move(Move.APPROVE, LEADER, reason="同意")
    replied = datetime(2026, 11, 17, 11)
    story.on(11, 17, 11, 5).write(replied_at=replied, notice_at=replied)
    story.on(11, 17, 11, 10).move(Move.CLOSE, HANDLER)


def _called_back(story: Story) -> None:
    story.on(11, 18, 10)
    story.follow(
        "rate",
        HEAD,
        service=Satisfaction.BASIC,
        result=Satisfaction.DISSATISFIED,
        solved=Solved.EXPLAINED,
        note="货架上还摆着过期的",
    )
    story.on(11, 18, 15)
    said = {
        "why": "复查没有跟上，货架没有清完",
        "missed": "立案后没有责令下架",
        "remedy": "当天到店清点下架",
    }
    story.follow("explain", HANDLER, **said)
    story.on(11, 18, 16)
    story.follow("sign", LEADER)
    story.on(11, 18, 16, 30).move(Move.RETURN, HEAD, code="R01", reason="再到店核查一次")


def _done_again(story: Story) -> None:
    story.on(11, 19, 10).write(
        ref=AGAIN,
        verdict=Verdict.SUBSTANTIATED,
        filing=Filing.FILED,
        filing_date=date(2026, 11, 19),
    )
    story.on(11, 19, 11).hand_in(AGAIN)
    story.on(11, 19, 14).move(Move.APPROVE, LEADER, AGAIN, reason="同意")
    story.on(11, 19, 15).write(ref=AGAIN, replied_at=datetime(2026, 11, 19, 15))
    story.on(11, 19, 15, 30).move(Move.CLOSE, HANDLER, AGAIN)
    story.on(11, 20, 9)
    story.follow("rate", HEAD, service=Satisfaction.SATISFIED, result=Satisfaction.SATISFIED)


def test_the_time_line_reads_as_a_story(story: Story) -> None:
    expected = Path(__file__).with_name("time_line.txt").read_text("utf-8")
    assert story.told() == expected.splitlines()


def test_a_rework_tells_its_own_part(story: Story) -> None:
    own = [line for line in story.told() if "重办件 #1：" in line]
    assert story.told(AGAIN) == [line.replace("重办件 #1：", "") for line in own]


def test_the_petitioner_is_called_once_for_both(story: Story) -> None:
    with story.bureau.store.reading() as connection:
        assert to_call(connection) == []
        [again] = load_by_ref(connection, [AGAIN])
    assert again.ticket.callback.satisfaction is Satisfaction.SATISFIED
