"""Answering a list item by item: a verdict and its grounds for each claim."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.forms.description import Line, asks, sheet
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.forms.per_item import PerItemEditor

WORDS = [(word, word) for word in ("属实", "不属实", "无法核实")]
SHEETS = (
    sheet(
        "verdict",
        "事实认定",
        Line(asks("claims", rows=3)),
        Line(asks("claim_verdicts", each_of="claims", options=WORDS), bare=True),
    ),
)


def parse(_field: Any, text: str) -> Any:
    return text


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form(SHEETS, parse, moves=False)
    qtbot.addWidget(form)
    form.resize(900, 400)
    form.show()
    qtbot.waitExposed(form)
    return form


def editor(form: Form) -> PerItemEditor:
    found = form.editor("claim_verdicts")
    assert isinstance(found, PerItemEditor)
    return found


def test_each_claim_has_a_row_of_its_own(form: Form) -> None:
    form.show_values({"claims": ("退款", "无证"), "claim_verdicts": ("属实：收据",)})
    rows = editor(form).rows
    assert [row.title.whole for row in rows] == ["1　退款", "2　无证"]
    assert (rows[0].verdict.chosen, rows[0].grounds.text()) == ("属实", "收据")
    assert (rows[1].verdict.chosen, rows[1].grounds.text()) == (None, "")


def test_rows_follow_the_claims_while_they_are_written(form: Form) -> None:
    form.show_values({"claims": ("退款",), "claim_verdicts": ("属实：收据",)})
    form.write("claims", "退款\n没有明码标价")
    form.flush()
    assert [row.title.whole for row in editor(form).rows] == ["1　退款", "2　没有明码标价"]
    assert form.values()["claim_verdicts"] == ("属实：收据",)


def test_choosing_and_writing_is_kept_as_text(form: Form, qtbot: QtBot) -> None:
    form.show_values({"claims": ("退款", "无证", "标价"), "claim_verdicts": ()})
    rows = editor(form).rows
    qtbot.keyClick(rows[0].verdict, Qt.Key.Key_2)
    rows[2].grounds.setText("价目表两处")
    rows[2].grounds.textEdited.emit("价目表两处")
    qtbot.keyClick(rows[2].verdict, Qt.Key.Key_1)
    assert form.values()["claim_verdicts"] == ("不属实", "", "属实：价目表两处")
    with qtbot.waitSignal(form.edited):
        form.flush()


def test_answers_without_a_claim_are_not_lost(form: Form) -> None:
    form.show_values({"claims": ("退款",), "claim_verdicts": ("属实", "多写的一句")})
    assert form.values()["claim_verdicts"] == ("属实", "多写的一句")
    assert "没有这一项" in editor(form).rows[1].title.whole


def test_a_longer_word_is_not_taken_for_a_shorter_one(form: Form) -> None:
    form.show_values({"claims": ("甲", "乙"), "claim_verdicts": ("属实性存疑", "不属实，监控")})
    rows = editor(form).rows
    assert (rows[0].verdict.chosen, rows[0].grounds.text()) == (None, "属实性存疑")
    assert (rows[1].verdict.chosen, rows[1].grounds.text()) == ("不属实", "监控")


def test_an_error_is_marked_at_the_rows_that_lack_an_answer(form: Form) -> None:
    form.show_values({"claims": ("退款", "无证"), "claim_verdicts": ("属实：收据",)})
    form.show_notes([FieldNote("claim_verdicts", "error", "请逐项回应。")])
    rows = editor(form).rows
    assert [row.grounds.property("state") or "" for row in rows] == ["", "error"]


def test_a_draft_in_lines_is_put_back(form: Form) -> None:
    form.show_values({"claims": ("退款", "无证"), "claim_verdicts": ()})
    form.retype({"claim_verdicts": "不适用\n不适用"})
    assert form.values()["claim_verdicts"] == ("不适用", "不适用")
    assert form.typed() == {"claim_verdicts": "不适用\n不适用"}


_ANSWERS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["属实", "不属实", "无法核实", "部分属实", ""]),
    st.sampled_from(["：", "，", ":", " ", ""]),
    st.text("甲乙，：属实不", max_size=6),
).map(str.strip)


@given(st.lists(_ANSWERS, max_size=4), st.lists(st.just("一项"), max_size=4))
def test_whatever_was_written_comes_back_as_it_was(
    qapp: QApplication, answers: list[str], claims: list[str]
) -> None:
    form = Form(SHEETS, parse, moves=False)
    kept = tuple(answers)
    while kept and not kept[-1]:
        kept = kept[:-1]
    form.show_values({"claims": tuple(claims), "claim_verdicts": kept})
    read = form.values()["claim_verdicts"]
    assert [one.rstrip("：，: ") for one in read] == [one.rstrip("：，: ") for one in kept]
    assert form.typed() == {}
    form.deleteLater()
