"""The desk: every write is one step, says what it did, and can be taken back as a whole."""

import pytest
from pytestqt.qtbot import QtBot

from core.errors import Refusal, Trouble
from core.people import Action
from gui.desk import Desk
from gui.jobs import Progress
from gui.notices import Notice, Tone
from storage.transaction import Transaction
from tests.gui.conftest import HEAD
from tests.samples import a_ticket

REF = "SJ2026112300001"


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    heard: list[Notice] = []
    desk.notice.connect(heard.append)
    return heard


def _register(tx: Transaction) -> str:
    tx.tickets.save(a_ticket())
    return REF


def _is_there(desk: Desk) -> bool:
    with desk.store.transaction(who="测试", what="看") as tx:
        return bool(tx.tickets.find([REF]))


def test_a_write_is_done_said_and_told_to_whoever_shows_such_things(
    desk: Desk, notices: list[Notice], qtbot: QtBot
) -> None:
    got: list[str] = []
    with qtbot.waitSignal(desk.changed) as told:
        done = desk.do(
            _register, what="登记工单", done=lambda ref: f"工单 {ref} 已登记。", then=got.append
        )
    assert done
    assert _is_there(desk)
    assert told.args[0] == frozenset({"ticket"})
    assert notices[-1].text == f"工单 {REF} 已登记。"
    assert notices[-1].tone is Tone.OK
    assert notices[-1].seconds == 20
    assert got == [REF]


def test_a_refusal_writes_nothing_and_says_why_with_its_field(
    desk: Desk, notices: list[Notice], qtbot: QtBot
) -> None:
    def refuse(tx: Transaction) -> None:
        _register(tx)
        raise Refusal("请填写接收时间，时限从这里算起。", field="received_at")

    with qtbot.waitSignal(desk.refused) as told:
        assert not desk.do(refuse, what="登记工单")
    assert told.args == ["请填写接收时间，时限从这里算起。", "received_at"]
    assert notices[-1].tone is Tone.DANGER
    assert notices[-1].seconds is None
    assert not _is_there(desk)


def test_trouble_offers_to_try_again(desk: Desk, qtbot: QtBot) -> None:
    tries: list[int] = []

    def write(tx: Transaction) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Trouble("没有存成：磁盘满了。")
        return _register(tx)

    with qtbot.waitSignal(desk.trouble) as told:
        desk.do(write, what="登记工单")
    told.args[1]()
    assert _is_there(desk)


def test_the_last_act_can_be_taken_back_and_done_again(desk: Desk, notices: list[Notice]) -> None:
    desk.do(_register, what="登记工单", done="已登记。")
    desk.undo()
    assert not _is_there(desk)
    assert notices[-1].text == "已撤销：登记工单。"
    desk.redo()
    assert _is_there(desk)
    assert notices[-1].text == "已重做：登记工单。"


def test_the_notice_itself_takes_its_act_back(desk: Desk, notices: list[Notice]) -> None:
    desk.do(_register, what="登记工单", done="已登记。")
    offer = notices[-1].offer
    assert offer is not None
    offer.do()
    assert not _is_there(desk)


def test_with_nothing_to_take_back_the_desk_says_so(desk: Desk, notices: list[Notice]) -> None:
    desk.undo()
    assert notices[-1].text == "没有可以撤销的操作。"


def test_a_write_that_changed_nothing_makes_no_step(desk: Desk, notices: list[Notice]) -> None:
    desk.do(lambda _tx: None, what="看看", done="没有变化。")
    assert notices[-1].offer is None
    desk.undo()
    assert notices[-1].text == "没有可以撤销的操作。"


def test_a_long_write_ends_like_a_short_one(
    desk: Desk, notices: list[Notice], qtbot: QtBot
) -> None:
    def write(tx: Transaction, progress: Progress) -> str:
        progress(0, 1)
        return _register(tx)

    with qtbot.waitSignal(desk.changed) as told:
        desk.do_later(
            write, what="导入台账", title="正在导入 1 件工单", cancelling="", done="导入 1 件。"
        )
    assert told.args[0] == frozenset({"ticket"})
    assert notices[-1].text == "导入 1 件。"


def _import_one(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.changed):
        desk.do_later(
            lambda tx, _progress: _register(tx), what="导入台账", title="正在导入", cancelling=""
        )


def test_a_long_write_is_taken_back_as_a_job(
    desk: Desk, notices: list[Notice], qtbot: QtBot
) -> None:
    _import_one(desk, qtbot)
    with qtbot.waitSignals([desk.jobs.started, desk.changed]):
        desk.undo()
    assert not _is_there(desk)
    with qtbot.waitSignal(desk.changed):
        desk.redo()
    assert _is_there(desk)
    assert notices[-1].text == "已重做：导入台账。"


def test_a_cancelled_undo_can_be_asked_for_again(desk: Desk, qtbot: QtBot) -> None:
    _import_one(desk, qtbot)
    desk.jobs.started.connect(lambda progress: progress.cancel())
    with qtbot.waitSignal(desk.jobs.ended):
        desk.undo()
    assert _is_there(desk)
    desk.jobs.started.disconnect()
    with qtbot.waitSignal(desk.changed):
        desk.undo()
    assert not _is_there(desk)


def test_another_officer_takes_nothing_of_the_last_one_back(
    desk: Desk, notices: list[Notice]
) -> None:
    desk.do(_register, what="登记工单", done="已登记。")
    desk.sit_down(HEAD)
    desk.undo()
    assert _is_there(desk)
    assert desk.may(Action.IMPORT_LEDGER)
    assert notices[-1].text == "没有可以撤销的操作。"
