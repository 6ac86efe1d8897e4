"""The rule desk as the section uses it: edited wrongly and rightly, tried, proposed, confirmed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from core.people import Officer, Role
from core.tickets.words import Verdict
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.rules.deciding import refuse
from gui.rules.finding import find_rules
from gui.rules.home_tasks import RULE_SOURCES
from gui.rules.page import RulesPage
from gui.tasks import Task
from storage.checking_many import check_all
from storage.files.rulebook import write_rulebook
from storage.rules import draft, rulebook_data, versions
from tests.gui.conftest import HANDLER, HEAD, an_officer
from tests.samples import NOW, a_ticket

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("rules", "list-checks", "规则台", "学习", RulesPage),)
SECOND = an_officer("程知远", ("消保科", Role.SECTION_OFFICER))


@pytest.fixture
def page(desk: Desk, open_window: Opened) -> RulesPage:
    """The head of the section before the rule desk; a ticket without evidence lies in the store."""
    ticket = a_ticket(number="SJ1", verdict=Verdict.UNSUBSTANTIATED, verdict_reason="未见异常。")
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.people.save_officer(SECOND)
        tx.tickets.save_all([ticket])
    desk.sit_down(HEAD)
    return seen(open_window(PLACES))


def seen(window: MainWindow) -> RulesPage:
    window.go("rules")
    assert isinstance(window.page, RulesPage)
    return window.page


def as_officer(page: RulesPage, officer: Officer) -> RulesPage:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.desk.sit_down(officer)
    return seen(window)


def write(page: RulesPage, sentence: str) -> None:
    """Write a condition as a person does, and wait no longer than the page would."""
    page.view.cases.box.editor.setPlainText(sentence)
    page.view.cases.box.flush()


def findings(desk: Desk) -> set[str]:
    return {found.rule for one in check_all(desk.store, NOW) for found in one.findings}


def add_example(page: RulesPage, *, fires: bool, **typed: Any) -> None:
    page.view.examples.add.click()
    page.example.side.choose(0 if fires else 1)
    page.example.retype(**typed)
    page.example.keep.click()


def test_the_rules_stand_under_their_headings(page: RulesPage) -> None:
    assert page.list.shown[:2] == ["F-001", "F-002"]
    assert len(page.list.shown) == 60
    assert page.context == "填报规则 60 条，现行第 1 版"
    page.list.search.setText("否认")
    assert page.list.shown == ["F-034"]
    page.list.search.setText("行政处罚法 第四十条")
    assert "F-034" in page.list.shown


def test_a_condition_written_wrongly_is_told_where_and_how(page: RulesPage) -> None:
    page.show_rule("F-033")
    write(page, "事实认定 为 不属史 且 佐证材料 为空")
    assert page.view.cases.box.said.startswith(
        "第 8 字：这里没有“不属史”这个选项。是不是“不属实”？"
    )
    assert page.view.cases.box.editor.extraSelections()
    assert page.view.examples.chip.text == "条件读不通，没有试"
    assert "F-033 有 1 处要改，还不能提交" in page.foot.said
    assert not page.foot.propose.isEnabled()
    write(page, "事实认定 为 不属实 且 佐证材料 为空")
    assert page.view.cases.box.said == ""
    assert page.view.examples.chip.text == "全部通过"


def test_words_that_may_follow_are_offered_and_taken(page: RulesPage) -> None:
    page.show_rule("F-033")
    box = page.view.cases.box
    box.editor.setPlainText("事实认定 为 ")
    box.editor.go_to(len("事实认定 为 "))
    assert "不属实" in [one.text for one in box.editor.suggestions()]
    box._offer()
    assert "部分属实" in box.offered
    [wanted] = [one for one in box.editor.suggestions() if one.text == "部分属实"]
    box.editor.take(wanted)
    assert box.sentence == "事实认定 为 部分属实 "


def test_examples_are_run_as_the_rule_is_edited(page: RulesPage) -> None:
    page.show_rule("F-033")
    write(page, "事实认定 为 部分属实 且 佐证材料 为空")
    assert page.view.examples.chip.text == "2 个没过"
    assert page.view.examples.chip.state == "error"
    first = page.view.examples.fires.rows[0]
    assert first.result.text() == "漏报"
    assert "事实认定 是 不属实，不是 部分属实" in first.toolTip()
    assert "F-033 2 个例子没过，还不能提交" in page.foot.said


def test_an_example_is_written_changed_and_taken_out(page: RulesPage) -> None:
    page.show_rule("F-033")
    add_example(page, fires=False, verdict="PARTLY", kind="TIPOFF")
    assert page.view.rule["silent"][-1] == {"工单类型": "举报", "事实认定": "部分属实"}
    page.view.examples.silent.rows[-1].opened.emit()
    page.example.retype(verdict="UNVERIFIABLE")
    page.example.keep.click()
    assert page.view.rule["silent"][-1]["事实认定"] == "无法核实"
    count = len(page.view.rule["silent"])
    page.view.examples.silent.rows[-1].opened.emit()
    page.example.drop.click()
    assert len(page.view.rule["silent"]) == count - 1


def test_an_example_from_a_ticket_is_covered(page: RulesPage) -> None:
    page.show_rule("F-051")
    page.examples.take("SJ1")
    page.example.keep.click()
    taken = page.view.rule["fires"][-1]
    assert taken["诉求人姓名"] != "闻人素"
    assert "13900000001" not in str(taken)


def test_a_rule_is_tried_on_past_tickets(page: RulesPage, qtbot: QtBot) -> None:
    page.show_rule("F-033")
    write(page, "事实认定 为 属实 且 佐证材料 为空")
    card = page.view.trial
    card.ask()
    qtbot.waitUntil(lambda: card.trial is not None)
    assert [figure.number for figure in card.figures.values()] == ["1", "0", "0", "1"]
    assert card.about.whole.startswith("2026-11-20 至 2026-11-20，1 件")
    [line] = card.list.rows.values
    assert line.turned.ref == "SJ1"
    assert "事实认定 是 不属实，不是 属实" in line.turned.because
    card.last.setText("许多")
    card.ask()
    assert "写一个整数" in card.note.words


def test_what_no_example_notices_is_named(page: RulesPage, qtbot: QtBot) -> None:
    page.show_rule("F-033")
    rule = {**page.view.rule, "silent": page.view.rule["silent"][1:]}
    page.view.put(rule)
    page.trying.check()
    card = page.view.mutation
    qtbot.waitUntil(lambda: card.result is not None)
    assert card.result is not None
    [survivor] = card.result.survivors
    assert survivor.change == "去掉“佐证材料 为空”"
    page.trying.give_reason(survivor, "试验。")
    page.trying.check()
    qtbot.waitUntil(lambda: card.chip.text == "改错都能发现")


def test_a_draft_is_kept_and_another_does_not_overwrite_it(page: RulesPage, desk: Desk) -> None:
    page.show_rule("F-033")
    write(page, "事实认定 为 不属实 且 佐证材料 为空 且 认定理由 为空")
    assert page.save()
    with desk.store.reading() as connection:
        made = draft(connection)
        assert made is not None
        kept = {one["id"]: one for one in rulebook_data(connection, made.number)["rules"]}
    assert kept["F-033"]["condition"].endswith("认定理由 为空")
    assert not page.foot.save.isEnabled()
    page = as_officer(page, SECOND)
    page.show_rule("F-033")
    assert page.view.cases.box.sentence.endswith("认定理由 为空")


def test_what_is_edited_is_kept_when_the_page_is_left(page: RulesPage, desk: Desk) -> None:
    page.show_rule("F-033")
    page.view.cases.box.editor.setPlainText("事实认定 为 不属实")
    assert page.leave()
    with desk.store.reading() as connection:
        assert draft(connection) is not None


def tasks(desk: Desk) -> list[Task]:
    with desk.store.reading() as connection:
        return [task for source in RULE_SOURCES for task in source(desk, connection)]


def write_new_rule(page: RulesPage) -> None:
    page.add_rule()
    write(page, "认定理由 包含 “未见异常”")
    message = page.view.message
    editor = message.lines.editor("message")
    assert isinstance(editor, QTextEdit)
    editor.setPlainText("“未见异常”没有说看了什么，请写明。")
    message.lines.flush()
    message.fields.show_words(["认定理由"])
    message.fields.edited.emit()
    message.bases.show_bases("区局填报要求")
    message.bases.flush()


def test_a_rule_comes_into_force_by_the_hand_of_a_second_officer(
    page: RulesPage, desk: Desk
) -> None:
    write_new_rule(page)
    assert page.view.id == "F-061"
    assert "F-061 两边都要有例子" in page.foot.said
    add_example(page, fires=True, verdict_reason="现场未见异常。")
    add_example(page, fires=False, verdict_reason="货架上没有过期食品。")
    assert "新增 F-061" in page.foot.said
    page.foot.propose.click()
    page.proposing.go.click()
    assert "请写明为什么改" in page.proposing.notes["reason"].words
    page.proposing.reason.setText("常见套话")
    page.proposing.covers_open.choose(True)
    page.proposing.go.click()
    assert page.bar.isVisible()
    assert not page.bar.confirm.isVisible()
    assert tasks(desk) == []
    assert "F-061" not in findings(desk)

    page = as_officer(page, SECOND)
    [task] = tasks(desk)
    assert (task.page, task.title) == ("rules", "填报规则第 2 版，请您确认")
    assert "常见套话" in page.bar.said
    page.bar.confirm.click()
    assert "F-061" in findings(desk)
    assert not page.bar.isVisible()
    assert page.context == "填报规则 61 条，现行第 2 版"


def test_an_example_half_written_is_not_lost(page: RulesPage, qtbot: QtBot) -> None:
    page.show_rule("F-034")
    page.view.examples.add.click()
    page.example.retype(verdict_reason="写到一半")
    with qtbot.waitSignal(page.desk.notice) as said:
        page.show_rule("F-033")
    said.args[0].offer.do()
    assert page.view.id == "F-034"
    page.example.keep.click()
    assert page.view.rule["fires"][-1] == {"认定理由": "写到一半"}


def test_a_rule_that_waits_to_be_confirmed_is_marked(page: RulesPage) -> None:
    page.show_rule("F-033")
    write(page, "事实认定 为 不属实 且 佐证材料 为空 且 工单类型 不为空")
    page.begin_proposal()
    page.proposing.reason.setText("试一试")
    page.proposing.go.click()
    assert page.view.cases._chip.text == "改动待确认"
    assert "第 2 版" in page.bar.said
    write(page, "事实认定 为 不属实 且 工单类型 不为空 且 佐证材料 为空")
    assert page.foot.said.endswith("第 2 版还在等确认，定了以后再提交。")


def test_a_version_is_sent_back_with_a_reason(page: RulesPage, desk: Desk) -> None:
    page.show_rule("F-033")
    write(page, "事实认定 为 不属实 且 佐证材料 为空 且 工单类型 不为空")
    page.begin_proposal()
    page.proposing.reason.setText("试一试")
    page.proposing.go.click()
    page = as_officer(page, SECOND)
    with desk.store.reading() as connection:
        version = versions(connection)[0]
    assert refuse(desk, version, "没有必要")
    page = as_officer(page, HEAD)
    [task] = tasks(desk)
    assert "没有必要" in task.why


def test_rules_are_deleted_and_put_back(page: RulesPage, qtbot: QtBot) -> None:
    page.show_rule("F-033")
    page.delete_rule()
    assert "F-033" not in page.list.shown
    assert page.view.id == "F-034"
    assert "删了 F-033" in page.foot.said
    with qtbot.waitSignal(page.desk.notice) as said:
        page.show_rule("F-032")
        page.delete_rule()
    said.args[0].offer.do()
    assert "F-032" in page.list.shown
    assert page.view.id == "F-032"
    assert page.foot.said.startswith("删了 F-033；")


def test_words_are_edited_and_rules_follow(page: RulesPage, qtbot: QtBot) -> None:
    page.show_part("lists")
    [entry] = [one for one in page.words.entries if one.name.text() == "否认用语"]
    entry.words.setPlainText("承认")
    entry.flush()
    assert "正在用改过的词重新检查规则" in page.foot.said
    qtbot.waitUntil(lambda: "F-034" in page.foot.said)
    assert "改了共用的词" in page.foot.said
    page.show_rule("F-034")
    assert page.view.examples.chip.state == "error"
    page.show_part("names")
    [row] = [one for one in page.words.names.rows if one.name.text() == "退单件"]
    row.box.editor.setPlainText("退单理由 不为")
    row.flush()
    assert "句子到这里就断了" in row.box.said
    assert "共用的词里有写错的地方" in page.foot.said


def test_rules_go_out_to_a_spreadsheet_and_back(
    page: RulesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "规则.xlsx"
    with qtbot.waitSignal(page.desk.notice) as said:
        page.export_to(file)
    assert said.args[0].text == "导出 60 条规则，在“规则.xlsx”。"
    page.show_rule("F-033")
    write(page, "事实认定 为 不属实 且 佐证材料 为空 且 工单类型 不为空")
    page.import_from(file)
    qtbot.waitUntil(lambda: page.taking_in.read is not None)
    [found] = page.taking_in.diff.differences
    assert (found.name, found.entries[0].column) == ("F-033", "条件")
    page.taking_in.take.click()
    assert page.foot.said == "和第 1 版一样，没有改动。"
    assert "工单类型 不为空" not in page.view.cases.box.sentence


def test_a_spreadsheet_with_mistakes_is_not_taken(
    page: RulesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    rules = [
        {**one, "title": ""} if one["id"] == "F-033" else one for one in page.bench.draft.rules
    ]
    file = tmp_path / "规则.xlsx"
    write_rulebook(file, {**page.bench.draft.data, "rules": rules}, name="试验")
    page.import_from(file)
    qtbot.waitUntil(lambda: page.taking_in.read is not None)
    assert page.taking_in.read is not None
    assert any("F-033" in str(one) for one in page.taking_in.read.faults)
    assert not page.taking_in.take.isVisible()
    page.taking_in.leave.click()
    assert page.stack.currentWidget() is page.view


def test_versions_are_compared_and_begun_from(page: RulesPage) -> None:
    page.show_rule("F-033")
    write(page, "事实认定 为 不属实 且 佐证材料 为空 且 工单类型 不为空")
    assert page.save()
    page.show_history()
    assert [one.name for one in page.history.table.rows.values] == ["第 2 版", "第 1 版"]
    [found] = page.history.diff.differences
    assert found.name == "F-033"
    assert "工单类型 不为空" in found.entries[0].after
    page.history.table.go_to(1)
    page.history.take.click()
    assert page.foot.said == "和第 1 版一样，没有改动。"
    assert page.foot.save.isEnabled()


def test_overridden_warnings_are_listed_with_their_reason(page: RulesPage, desk: Desk) -> None:
    page.show_part("overrides")
    assert not page.overrides.table.isVisible()
    with desk.store.transaction(who="陆明远", what="确认提示") as tx:
        tx.handling.waive("SJ1", "F-053", "已当面讲清")
    page.show_part("overrides")
    [one] = page.overrides.table.rows.values
    assert (one.ref, one.rule, one.reason) == ("SJ1", "F-053", "已当面讲清")
    assert page.overrides.rule.itemText(1) == "F-053　答复太短或与别件雷同（1 件）"


def test_a_draft_is_given_up(page: RulesPage, desk: Desk) -> None:
    page.show_rule("F-033")
    write(page, "事实认定 为 不属实")
    page.bench.discard()
    assert page.foot.said == "和第 1 版一样，没有改动。"
    write(page, "事实认定 为 不属实")
    assert page.save()
    page.bench.discard()
    assert "佐证材料 为空" in page.view.cases.box.sentence
    with desk.store.reading() as connection:
        assert draft(connection) is None


def test_cases_are_added_shown_as_a_table_and_taken_out(page: RulesPage) -> None:
    page.show_rule("F-035")
    assert page.view.cases.table.rows.rowCount() == 0
    page.view.cases.mode.button(1).click()
    lines = page.view.cases.table.rows.values
    assert [line.severity for line in lines] == ["须确认", "须确认"]
    page.view.cases.table.opened.emit(lines[1])
    assert "夜间用语" in page.view.cases.box.sentence
    page.view.cases.add_case.click()
    assert page.view.at == 2
    write(page, "事实认定 为 不属实")
    assert page.view.rule["case"][2]["condition"] == "事实认定 为 不属实"
    page.view.cases._drop_case()
    assert len(page.view.rule["case"]) == 2


def test_rules_are_found_from_anywhere(page: RulesPage, desk: Desk) -> None:
    titles = [hit.title for hit in find_rules(desk, "否认")]
    assert titles[0].startswith("F-034")
    assert next(iter(find_rules(desk, "f-001"))).title.startswith("F-001")
    assert len(find_rules(desk, "行政处罚法 第四十条")) >= 1
    desk.sit_down(HANDLER)
    assert not find_rules(desk, "否认")


def test_a_job_that_ends_when_another_sits_here_shows_nothing(
    page: RulesPage, desk: Desk, qtbot: QtBot
) -> None:
    page.show_rule("F-033")
    page.trying.check()
    page.view.trial.ask()
    with qtbot.captureExceptions() as raised:
        as_officer(page, SECOND)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert raised == []
