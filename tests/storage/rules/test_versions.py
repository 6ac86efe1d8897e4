"""How a version of the rulebook is written, proposed and confirmed, in a store."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refusal
from core.tickets.rules.deciding import (
    Proposal,
    carry_over,
    confirm,
    discard,
    propose,
    save_draft,
    send_back,
)
from core.tickets.rules.plain import fingerprint, tidy
from core.tickets.rules.versions import RulebookVersion, VersionState, said_version
from storage.audit import chain_problems, history
from storage.database import Store
from storage.judging import example_surroundings
from storage.rules import (
    draft,
    rulebook_data,
    rulebooks,
    stored,
    take_in_shipped,
    version,
    versions,
)
from storage.rules.shipped import shipped
from tests.samples import NOW, TODAY
from tests.storage.rules.samples import (
    HANDLER,
    OTHER,
    RULE,
    WRITER,
    a_rulebook,
    agree,
    hand_over,
    in_force,
    keep,
    officer,
)

OTHER_RULE = {**RULE, "id": "F-901", "title": "另一条"}
BOTH = (RULE, OTHER_RULE)


def with_rules(*rules: dict[str, Any]) -> dict[str, Any]:
    return {**a_rulebook(), "rules": list(rules)}


def refusal(what: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        what()
    return str(caught.value)


def test_a_new_store_begins_with_the_rulebook_of_the_program(store: Store) -> None:
    with store.reading() as connection:
        (first,) = versions(connection)
        assert (first.name, first.state, first.authors) == (
            "第 1 版",
            VersionState.CONFIRMED,
            ("程序",),
        )
        assert rulebook_data(connection, 1) == shipped()
        rules = rulebooks(connection).current(TODAY)
    assert rules.version == f"第 1 版 {fingerprint(shipped())}"
    assert len(rules.rules) == 60


def test_a_kept_label_is_said_with_a_short_hash() -> None:
    assert said_version("第 4 版 3f2a91bc04d7") == "第 4 版（3f2a91bc）"
    assert said_version("1") == "1"


def test_a_draft_is_kept_as_written_mistakes_and_all(store: Store) -> None:
    data = a_rulebook(condition="投诉清求 为空")
    made = keep(store, data)
    with store.reading() as connection:
        assert draft(connection) == made == version(connection, 2)
        assert rulebook_data(connection, 2) == tidy(data)
    assert (made.state, made.authors, made.based_on) == (VersionState.DRAFT, ("程知远",), 1)


def test_there_is_one_draft_and_nobody_overwrites_it_unseen(store: Store) -> None:
    first = keep(store, a_rulebook())
    second = keep(store, a_rulebook(title="甲"), by=OTHER)
    assert second.number == first.number
    assert second.authors == ("程知远", "顾文漪")

    def again() -> None:
        with store.transaction(who=WRITER.name, what="存规则草稿") as tx:
            save_draft(tx.rules, a_rulebook(), by=WRITER, at=NOW, over=first.fingerprint)

    assert "刚才被顾文漪改过" in refusal(again)


def test_a_version_comes_into_force_by_the_hand_of_another(store: Store) -> None:
    keep(store, a_rulebook())
    proposed = hand_over(store)
    assert "要由另一个人确认" in refusal(lambda: agree(store, 2, by=WRITER))
    assert "陆明远不能确认填报规则" in refusal(lambda: agree(store, 2, by=HANDLER))
    with store.reading() as connection:
        assert rulebooks(connection).current(TODAY).version.startswith("第 1 版")
    confirmed = agree(store, proposed.number)
    assert (confirmed.state, confirmed.decided_by) == (VersionState.CONFIRMED, "顾文漪")
    with store.reading() as connection:
        assert [r.id for r in rulebooks(connection).current(TODAY).rules] == ["F-900"]
        assert draft(connection) is None
        assert chain_problems(connection) == []


def test_whoever_had_a_hand_in_it_may_not_confirm_it(store: Store) -> None:
    keep(store, a_rulebook())
    keep(store, a_rulebook(title="甲"), by=OTHER)
    hand_over(store)
    assert "要由另一个人确认" in refusal(lambda: agree(store, 2))
    assert agree(store, 2, by=officer("闻人素")).state is VersionState.CONFIRMED


def test_a_version_holds_from_its_day(store: Store) -> None:
    in_force(store, a_rulebook(), since=TODAY + timedelta(days=8))
    with store.reading() as connection:
        books = rulebooks(connection)
        assert books.current(TODAY + timedelta(days=7)).version.startswith("第 1 版")
        assert books.current(TODAY + timedelta(days=8)).version.startswith("第 2 版")


@pytest.mark.parametrize(
    ("proposal", "said"),
    [
        (Proposal(effective_from=TODAY, reason=" "), "请写明为什么改"),
        (Proposal(effective_from=TODAY - timedelta(days=1), reason="试"), "2026-11-22 已经过去"),
    ],
)
def test_a_proposal_needs_a_reason_and_a_day_to_come(
    store: Store, proposal: Proposal, said: str
) -> None:
    keep(store, a_rulebook())

    def hand_over() -> None:
        with store.transaction(who=WRITER.name, what="提交规则") as tx:
            propose(tx.rules, proposal, by=WRITER, at=NOW, around=example_surroundings)

    assert said in refusal(hand_over)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"condition": "投诉清求 为空"}, "没有叫“投诉清求”的栏目"),
        (
            {"silent": [{"工单类型": "投诉"}]},
            "规则 F-900 的第 1 个不应报例子报了“请写明要什么。”（工单类型：投诉）",
        ),
        (
            {"fires": [{"投诉请求": "退款"}]},
            "规则 F-900 的第 1 个应报例子没有报（投诉请求：“退款”）",
        ),
        ({"silent": []}, "要至少有一个应报的例子和一个不应报的例子"),
    ],
)
def test_what_is_not_fit_is_not_handed_over(
    store: Store, changes: dict[str, object], said: str
) -> None:
    keep(store, a_rulebook(**changes))
    assert said in refusal(lambda: hand_over(store))
    with store.reading() as connection:
        assert version(connection, 2).state is VersionState.DRAFT


def test_what_changes_nothing_is_not_handed_over(store: Store) -> None:
    keep(store, shipped())
    assert "没有改动可以提交" in refusal(lambda: hand_over(store))


def test_a_proposal_whose_day_went_by_is_sent_back(store: Store) -> None:
    keep(store, a_rulebook())
    hand_over(store)

    def too_late() -> None:
        with store.transaction(who=OTHER.name, what="确认规则") as tx:
            later = NOW + timedelta(days=1)
            confirm(tx.rules, 2, by=OTHER, at=later, around=example_surroundings)

    assert "请退回后重新提交" in refusal(too_late)


def test_sending_back_wants_a_reason_and_leaves_everything_as_it_was(store: Store) -> None:
    keep(store, a_rulebook())
    hand_over(store)

    def back(reason: str) -> None:
        with store.transaction(who=OTHER.name, what="退回规则") as tx:
            send_back(tx.rules, 2, by=OTHER, at=NOW, reason=reason)

    assert "请写明退回原因" in refusal(lambda: back(""))
    back("例子太少")
    with store.reading() as connection:
        rejected = version(connection, 2)
        assert (rejected.state, rejected.opinion) == (VersionState.REJECTED, "例子太少")
        assert rulebooks(connection).current(TODAY).version.startswith("第 1 版")
    assert "没有在等确认" in refusal(lambda: agree(store, 2))


def test_a_draft_of_an_older_version_does_not_undo_the_newer(store: Store) -> None:
    keep(store, a_rulebook())
    hand_over(store)
    keep(store, a_rulebook(title="甲"))
    agree(store, 2)
    assert "会丢掉第 2 版的改动" in refusal(lambda: hand_over(store))


def carried(store: Store, number: int) -> tuple[RulebookVersion, list[str]]:
    with store.transaction(who=WRITER.name, what="搬规则") as tx:
        made, contested = carry_over(tx.rules, number, by=WRITER, at=NOW)
    return made, [name for _, name in contested]


def test_what_was_overtaken_is_carried_over(store: Store) -> None:
    in_force(store, with_rules(RULE, OTHER_RULE))
    keep(store, with_rules({**RULE, "title": "甲"}, OTHER_RULE))
    hand_over(store)
    keep(store, with_rules(RULE, {**OTHER_RULE, "title": "乙"}))
    agree(store, 3)
    made, contested = carried(store, 4)
    assert (made.number, made.based_on, contested) == (4, 3, [])
    with store.reading() as connection:
        titles = [rule["title"] for rule in rulebook_data(connection, 4)["rules"]]
    assert titles == ["甲", "乙"]
    assert agree(store, hand_over(store).number).state is VersionState.CONFIRMED


def test_what_was_sent_back_can_be_taken_up_again(store: Store) -> None:
    keep(store, a_rulebook())
    hand_over(store)
    with store.transaction(who=OTHER.name, what="退回规则") as tx:
        send_back(tx.rules, 2, by=OTHER, at=NOW, reason="再想想")
    made, contested = carried(store, 2)
    assert (made.number, made.state, contested) == (3, VersionState.DRAFT, [])
    with store.reading() as connection:
        assert [rule["id"] for rule in rulebook_data(connection, 3)["rules"]] == ["F-900"]


def test_where_both_changed_the_same_it_is_said(store: Store) -> None:
    in_force(store, with_rules(RULE, OTHER_RULE))
    keep(store, with_rules({**RULE, "title": "甲"}, OTHER_RULE))
    hand_over(store)
    keep(store, with_rules({**RULE, "title": "乙"}, OTHER_RULE))
    agree(store, 3)
    assert carried(store, 4)[1] == ["F-900"]


def test_only_changes_that_wait_are_carried_over(store: Store) -> None:
    assert "没有可以搬的改动" in refusal(lambda: carried(store, 1))
    keep(store, a_rulebook())
    hand_over(store)
    keep(store, a_rulebook(title="甲"))
    assert "已有程知远写的草稿" in refusal(lambda: carried(store, 2))


def test_a_rule_that_takes_too_long_is_not_handed_over(store: Store) -> None:
    part = "相似度(诉求内容, 答复内容) 大于 0.9"
    keep(store, a_rulebook(condition="投诉请求 为空 或 " + " 或 ".join([part] * 40)))
    assert "规则 F-900 太费时" in refusal(lambda: hand_over(store))


def test_a_draft_can_be_given_up(store: Store) -> None:
    def give_up() -> None:
        with store.transaction(who=WRITER.name, what="放弃规则草稿") as tx:
            discard(tx.rules, by=WRITER, at=NOW)

    keep(store, a_rulebook())
    give_up()
    assert "现在没有规则草稿" in refusal(give_up)


def test_the_trail_tells_which_rule_was_written(store: Store) -> None:
    keep(store, a_rulebook())
    keep(store, a_rulebook(title="甲"))
    with store.reading() as connection:
        _, change = history(connection, "rulebook", "2")[-1]
    assert change.before is not None
    assert change.after is not None
    assert change.before["rules"] == {"F-900": RULE}
    assert change.after["rules"]["F-900"]["title"] == "甲"
    assert "names" not in change.after


def test_a_newer_program_brings_its_rules_as_a_proposal(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "shipped", a_rulebook)
    monkeypatch.setattr(stored, "files_hash", lambda: "newer files")
    take_in_shipped(store)
    take_in_shipped(store)
    with store.reading() as connection:
        newest, first = versions(connection)
        assert (newest.state, newest.authors) == (VersionState.PROPOSED, ("程序",))
        assert rulebooks(connection).current(TODAY).version == first.label
        assert rulebook_data(connection, newest.number) == tidy(a_rulebook())
    assert agree(store, newest.number).effective_from == TODAY


def test_a_newer_program_leaves_alone_what_the_office_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def program(**titles: str) -> None:
        rules = [{**rule, "title": titles.get(rule["id"][-3:], rule["title"])} for rule in BOTH]
        monkeypatch.setattr(stored, "shipped", lambda: tidy(with_rules(*rules)))
        monkeypatch.setattr(stored, "files_hash", lambda: str(titles))

    def titles() -> list[str]:
        with store.reading() as connection:
            newest = versions(connection)[0].number
            return [rule["title"] for rule in rulebook_data(connection, newest)["rules"]]

    program()
    store = Store.open(tmp_path / "office.db", now=lambda: NOW)
    in_force(store, with_rules({**RULE, "title": "本局的"}, OTHER_RULE))
    program(**{"901": "新版的"})
    take_in_shipped(store)
    assert titles() == ["本局的", "新版的"]
    program(**{"901": "更新的"})
    take_in_shipped(store)
    assert titles() == ["本局的", "更新的"]
    program(**{"900": "程序的", "901": "更新的"})
    take_in_shipped(store)
    assert titles() == ["程序的", "更新的"]
    with store.reading() as connection:
        newest, *older = versions(connection)
        assert "区局改过、新版也改了，这里用新版的：规则F-900。" in newest.reason
        states = [one.state for one in (newest, *older)]
    waiting, gone, confirmed = VersionState.PROPOSED, VersionState.REJECTED, VersionState.CONFIRMED
    assert states == [waiting, gone, gone, confirmed, confirmed]
    store.close()


def test_reading_back_a_number_nobody_gave_is_refused(store: Store) -> None:
    with store.reading() as connection:
        assert "没有第 9 版规则" in refusal(lambda: version(connection, 9))
        assert "没有第 9 版规则" in refusal(lambda: rulebook_data(connection, 9))
