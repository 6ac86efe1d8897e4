"""A form from its description: values in and out, drafts as typed, findings, relevance, focus."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.dates import read_date, read_datetime
from core.errors import Refusal
from core.tickets.fields import BY_KEY, FIELDS, Field, FieldType, ticket_of, values_of
from core.tickets.ticket import Evidence
from core.tickets.words import Acceptance, Kind, Verdict
from gui.choices import Choices
from gui.forms.description import Line, Sheet, Track, asks, sheet
from gui.forms.evidence import EvidenceEditor
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.forms.proposals import Proposed
from tests.samples import a_ticket, values_for

Key = Qt.Key
AREAS = {"content", "reply", "verdict_reason"}


def parse(field: Field, text: str) -> Any:
    match field.type:
        case FieldType.DATE:
            return read_date(text)
        case FieldType.DATETIME:
            return read_datetime(text)
        case FieldType.MONEY:
            return Decimal(text)
    return int(text)


TRACKS = Sheet(
    key="tracks",
    title="两条轨",
    tracks=(
        Track(
            title="投诉轨",
            icon="message-square-text",
            lines=(
                Line(asks("acceptance", must=True)),
                Line(asks("acceptance_notice_at"), asks("acceptance_notice_way"), label="告知"),
            ),
        ),
        Track(
            title="举报轨", icon="flag", lines=(Line(asks("tipoff_conclusion", "结论", rows=2)),)
        ),
    ),
)
_IN_TRACKS = {asked.key for track in TRACKS.tracks for line in track.lines for asked in line.asked}


def _line(field: Field) -> Line:
    return Line(asks(field.key, rows=3 if field.key in AREAS else 1))


ALL = (TRACKS, sheet("rest", "其余", *[_line(f) for f in FIELDS if f.key not in _IN_TRACKS]))
_SOME = (
    "number kind received_at unit handler is_rework claims amount decline_ground verdict evidence "
    "reply replied_at explanation"
)
SOME = (TRACKS, sheet("rest", "其余", *[_line(BY_KEY[key]) for key in _SOME.split()]))


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form(SOME, parse, moves=False)
    qtbot.addWidget(form)
    form.resize(1000, 500)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    return form


@pytest.fixture(scope="module")
def whole_form(qapp: QApplication) -> Iterator[Form]:
    """All fields of a ticket; made once, because making it takes longer than a test."""
    del qapp
    form = Form(ALL, parse, moves=False)
    yield form
    form.deleteLater()


def _type(form: Form, key: str, text: str) -> None:
    """Type into a line as a person does."""
    editor = form.editor(key)
    assert isinstance(editor, QLineEdit)
    editor.clear()
    editor.insert(text)
    editor.textEdited.emit(text)


# values


def test_every_field_of_a_ticket_comes_back_as_it_was_shown(whole_form: Form) -> None:
    form = whole_form
    ticket = a_ticket(
        kind=Kind.COMPOUND,
        acceptance=Acceptance.ACCEPTED,
        verdict=Verdict.PARTLY,
        amount=Decimal("4680.00"),
        purchase_date=date(2026, 11, 18),
        replied_at=datetime(2026, 11, 20, 14, 20, 7),
        is_rework=False,
        decline_ground=3,
        claims=("退还余款", "查处超范围"),
        evidence=(Evidence("照片", "现场照片 3 张"),),
    )
    form.show_values(values_of(ticket))
    assert ticket_of(form.values(), ref=ticket.ref) == ticket
    assert form.typed() == {}


@given(data=st.data())
def test_whatever_a_field_can_hold_survives_the_form(whole_form: Form, data: Any) -> None:
    form = whole_form
    values = {}
    for field in data.draw(st.lists(st.sampled_from(FIELDS), max_size=6, unique_by=id)):
        values[field.key] = data.draw(values_for(field))
    form.show_values({field.key: field.get(ticket_of({})) for field in FIELDS})
    form.show_values(values)
    read = form.values()
    for key, value in values.items():
        if isinstance(value, str):
            assert read[key] == (value if value.strip() else "") or "\n" in value
        elif isinstance(value, tuple) and value and isinstance(value[0], Evidence):
            stripped = (Evidence(item.kind.strip(), item.name.strip()) for item in value)
            assert read[key] == tuple(item for item in stripped if item.kind or item.name)
        elif isinstance(value, tuple):
            assert read[key] == tuple(item.strip() for item in value if item.strip())
        else:
            assert read[key] == value


def test_a_field_that_is_emptied_is_empty(form: Form) -> None:
    form.show_values({"replied_at": datetime(2026, 11, 20, 14, 20), "handler": "陆明远"})
    _type(form, "replied_at", "  ")
    _type(form, "handler", "")
    values = form.values()
    assert values["replied_at"] is None
    assert values["handler"] == ""


def test_what_cannot_be_read_is_said_at_the_field_and_is_no_value(form: Form) -> None:
    _type(form, "received_at", "2026-13-23")
    form.flush()
    assert "received_at" not in form.values()
    assert "没有 13 月" in form.unreadable()["received_at"]
    note = form.notes_at("received_at")[0]
    assert note.severity == "error"
    assert form.editor("received_at").property("state") == "error"
    _type(form, "received_at", "2026-11-23 9:04")
    form.flush()
    assert form.unreadable() == {}
    assert form.notes_at("received_at") == ()
    assert form.values()["received_at"] == datetime(2026, 11, 23, 9, 4)


# drafts


def test_a_draft_is_kept_as_typed_and_is_there_again(form: Form, qtbot: QtBot) -> None:
    form.show_values({"handler": "陆明远"})
    _type(form, "received_at", "2026-13-2")
    area = form.editor("reply")
    assert isinstance(area, QTextEdit)
    area.setPlainText("您反映的张𬭎一事\n第二行 ")
    choices = form.editor("acceptance")
    assert isinstance(choices, Choices)
    qtbot.keyClick(choices, Key.Key_1)
    draft = form.typed()
    assert draft == {
        "received_at": "2026-13-2",
        "reply": "您反映的张𬭎一事\n第二行 ",
        "acceptance": "ACCEPTED",
    }
    other = Form(SOME, parse, moves=False)
    qtbot.addWidget(other)
    other.show_values({"handler": "陆明远"})
    other.retype(draft)
    assert other.typed() == draft
    assert "received_at" in other.unreadable()


def test_changes_are_told_together_after_a_pause(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.edited, timeout=2000) as told:
        _type(form, "handler", "顾文漪")
        _type(form, "unit", "中山所")
    assert told.args[0] == frozenset({"handler", "unit"})


def test_a_flush_tells_at_once_and_only_once(form: Form, qtbot: QtBot) -> None:
    told: list[frozenset[str]] = []
    form.edited.connect(told.append)
    _type(form, "handler", "顾文漪")
    form.flush()
    form.flush()
    qtbot.wait(450)
    assert told == [frozenset({"handler"})]


def test_showing_values_is_not_editing(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.edited, wait=450):
        form.show_values(values_of(a_ticket(reply="您好。", acceptance=Acceptance.DECLINED)))


# findings


def test_findings_stand_at_their_field_the_worst_one_first(form: Form) -> None:
    form.show_notes(
        [
            FieldNote("reply", "hint", "可以再短些。"),
            FieldNote("reply", "warn", "“将加强监管”没有说清谁来做。"),
            FieldNote("nowhere", "error", "不在这张表里。"),
        ]
    )
    assert [note.severity for note in form.notes_at("reply")] == ["warn", "hint"]
    editor = form.editor("reply")
    assert editor.property("state") == "warn"
    assert editor.accessibleDescription().startswith("须确认：“将加强监管”")
    form.show_notes([])
    assert editor.property("state") == ""
    assert editor.accessibleDescription() == ""


def test_a_finding_underlines_its_words_and_leaves_the_text_alone(form: Form) -> None:
    text = "张𬭎说，我所将加强监管。"
    form.show_values({"reply": text})
    start = text.index("将加强监管")
    form.show_notes([FieldNote("reply", "warn", "没有说清。", ((start, start + 5),))])
    editor = form.editor("reply")
    assert isinstance(editor, QTextEdit)
    mark = editor.extraSelections()[0]
    assert mark.cursor.selectedText() == "将加强监管"  # type: ignore[attr-defined]  # not in the stubs
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    assert mark.format.underlineStyle() == wave  # type: ignore[attr-defined]  # not in the stubs
    assert editor.toPlainText() == text
    assert not editor.document().isUndoAvailable()


def test_what_is_typed_in_stays_where_it_is_when_findings_come_and_go(
    form: Form, qtbot: QtBot
) -> None:
    form.focus("reply")
    qtbot.waitUntil(lambda: form.editor("reply").hasFocus())
    before = _seen(form, "reply")
    form.show_notes([FieldNote(key, "error", "请填写这一项。") for key in form.keys])
    qtbot.wait(1)
    assert _seen(form, "reply") == before
    assert _place(form, "reply")[1] > _place(form, "handler")[1] + 40
    form.show_notes([])
    qtbot.wait(1)
    assert _seen(form, "reply") == before


def test_what_is_typed_in_stays_where_it_is_when_fields_above_go(form: Form, qtbot: QtBot) -> None:
    form.focus("reply")
    qtbot.waitUntil(lambda: form.editor("reply").hasFocus())
    before = _seen(form, "reply")
    form.show_relevant({"reply", "verdict", "evidence", "replied_at"})
    form.show_relevant(None)
    qtbot.wait(1)
    assert _seen(form, "reply") == before


def test_rows_stand_close_while_nothing_is_said_of_them(form: Form, qtbot: QtBot) -> None:
    qtbot.wait(1)
    apart = _place(form, "handler")[1] - _place(form, "unit")[1]
    assert apart - form.editor("unit").height() <= 8


def _seen(form: Form, key: str) -> int:
    """How far down in the window the field is."""
    return form.editor(key).mapTo(form.viewport(), QPoint()).y()


def _place(form: Form, key: str) -> tuple[int, int]:
    editor = form.editor(key)
    spot = editor.mapTo(form.widget(), editor.rect().topLeft())
    return spot.x(), spot.y()


# relevance


def test_a_field_that_does_not_apply_is_absent_and_keeps_its_value(form: Form) -> None:
    form.show_values({"tipoff_conclusion": "存在违法行为。", "handler": "陆明远"})
    form.show_relevant(set(form.keys) - {"tipoff_conclusion", "acceptance_notice_at"})
    assert form.editor("tipoff_conclusion").isHidden()
    assert form.editor("acceptance_notice_at").isHidden()
    assert not form.editor("acceptance_notice_way").isHidden()
    assert form.values()["tipoff_conclusion"] == "存在违法行为。"
    assert not form.focus("tipoff_conclusion")
    form.show_relevant(None)
    assert not form.editor("tipoff_conclusion").isHidden()


def test_a_sheet_without_any_field_is_absent(form: Form) -> None:
    form.show_relevant({"handler"})
    assert form.sheet("tracks").isHidden()
    assert not form.sheet("rest").isHidden()


# moving about


def test_going_to_a_field_brings_it_into_sight_and_says_so(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.focused) as told:
        assert form.focus("explanation")
    assert told.args == ["explanation"]
    editor = form.editor("explanation")
    top = editor.mapTo(form.viewport(), editor.rect().topLeft()).y()
    assert 0 <= top < form.viewport().height()
    assert form.current == "explanation"


def test_the_tab_key_goes_through_the_fields_in_reading_order(form: Form, qtbot: QtBot) -> None:
    form.focus("acceptance")
    qtbot.waitUntil(form.editor("acceptance").hasFocus)
    order = [form.current]
    for _ in range(4):
        here = QApplication.focusWidget()
        assert here is not None
        qtbot.keyClick(here, Key.Key_Tab)
        order.append(form.current)
    assert order == [
        "acceptance",
        "acceptance_notice_at",
        "acceptance_notice_way",
        "tipoff_conclusion",
        "number",
    ]


def test_every_field_has_a_name_for_readers_and_a_label(form: Form) -> None:
    for key in form.keys:
        assert form.editor(key).accessibleName()


def test_few_values_are_chips_and_many_a_list(form: Form) -> None:
    assert isinstance(form.editor("acceptance"), Choices)
    assert isinstance(form.editor("is_rework"), Choices)
    assert isinstance(form.editor("kind"), Choices)
    assert isinstance(form.editor("evidence"), EvidenceEditor)


def test_many_values_are_a_list(qtbot: QtBot) -> None:
    grounds = [(number, f"第 {number} 项") for number in range(1, 10)]
    line = Line(asks("decline_ground", options=grounds))
    form = Form((sheet("decline", "不予受理", line),), lambda _field, text: text)
    qtbot.addWidget(form)
    assert isinstance(form.editor("decline_ground"), QComboBox)


def grounds(last: int) -> list[tuple[object, str]]:
    return [(number, f"{number}　第 {number} 项") for number in range(1, last + 1)]


def form_of_grounds(qtbot: QtBot, last: int) -> Form:
    line = Line(asks("decline_ground", options=grounds(last)))
    form = Form((sheet("decline", "不予受理", line),), lambda _field, text: text)
    qtbot.addWidget(form)
    return form


def choices_of(form: Form) -> list[str]:
    editor = form.editor("decline_ground")
    assert isinstance(editor, QComboBox)
    return [editor.itemText(at) for at in range(editor.count())]


@pytest.mark.parametrize("last", [7, 9])
def test_choices_may_change_while_the_form_is_shown(qtbot: QtBot, last: int) -> None:
    form = form_of_grounds(qtbot, last)
    form.show_values({"decline_ground": 3})
    form.offer("decline_ground", grounds(6), stray="旧规定没有这一项")
    assert [one for one in choices_of(form) if one != "未选"] == [words for _, words in grounds(6)]
    assert form.values()["decline_ground"] == 3
    assert form.typed() == {}


@pytest.mark.parametrize("last", [7, 9])
def test_a_value_that_is_offered_no_more_is_kept_and_said_to_be_none(
    qtbot: QtBot, last: int
) -> None:
    form = form_of_grounds(qtbot, last)
    form.show_values({"decline_ground": 7})
    form.offer("decline_ground", grounds(6), stray="旧规定没有这一项")
    assert choices_of(form)[-1] == "7　旧规定没有这一项"
    assert form.values()["decline_ground"] == 7
    form.show_values({"decline_ground": 2})
    assert "7　旧规定没有这一项" not in choices_of(form)


def test_choosing_another_value_takes_the_stray_one_away(qtbot: QtBot) -> None:
    form = form_of_grounds(qtbot, 7)
    form.show_values({"decline_ground": 12})
    assert choices_of(form)[-1] == "12　不在可选的里面"
    qtbot.keyClick(form.editor("decline_ground"), Key.Key_2)
    assert form.values()["decline_ground"] == 2
    assert len(choices_of(form)) == 7


def test_a_draft_of_the_days_when_the_number_was_typed_is_read(qtbot: QtBot) -> None:
    form = form_of_grounds(qtbot, 7)
    form.retype({"decline_ground": "4"})
    assert form.values()["decline_ground"] == 4


def test_a_locked_form_can_be_read_and_not_written(form: Form, qtbot: QtBot) -> None:
    form.show_values({"handler": "陆明远", "acceptance": Acceptance.ACCEPTED})
    form.lock(on=True)
    line = form.editor("handler")
    assert isinstance(line, QLineEdit)
    assert line.isReadOnly()
    qtbot.keyClick(form.editor("acceptance"), Key.Key_2)
    assert form.values()["acceptance"] is Acceptance.ACCEPTED
    form.lock(on=False)
    assert not line.isReadOnly()


# sizes


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_the_form_never_scrolls_sideways(
    form: Form, dress: Callable[[str, float], None], qtbot: QtBot, scale: float
) -> None:
    dress("light", scale)
    form.resize(640, 600)
    qtbot.wait(1)
    widget: QWidget = form.widget()
    assert widget.minimumSizeHint().width() <= form.viewport().width()


def test_tracks_stand_side_by_side_or_below_each_other(form: Form, qtbot: QtBot) -> None:
    left, right = form.sheet("tracks").tracks
    assert left.y() == right.y()
    form.resize(700, 600)
    qtbot.waitUntil(lambda: right.y() > left.y())


def test_a_refusal_of_the_parser_carries_the_words_shown(form: Form) -> None:
    with pytest.raises(Refusal, match="13 月"):
        read_datetime("2026-13-23")
    _type(form, "replied_at", "2026-13-23")
    assert form.unreadable()["replied_at"]


# suggestions in the field itself


def test_a_suggestion_stands_in_the_empty_field_and_is_taken_where_the_focus_is(
    form: Form, qtbot: QtBot
) -> None:
    form.suggest(
        [
            Proposed("handler", "陆明远", "陆明远", "您"),
            Proposed("unit", "九亭所", "九亭所", "您所"),
        ]
    )
    editor = form.editor("handler")
    assert isinstance(editor, QLineEdit)
    assert editor.placeholderText() == "建议　陆明远"
    assert form.values()["handler"] == ""
    form.focus("handler")
    qtbot.waitUntil(editor.hasFocus)
    assert form.take_proposal()
    assert (form.values()["handler"], form.values()["unit"]) == ("陆明远", "")
    form.suggest([])
    assert editor.placeholderText() == ""


def test_a_suggested_choice_is_not_chosen_until_somebody_takes_it(form: Form) -> None:
    form.suggest([Proposed("verdict", Verdict.NOT_APPLICABLE, "不适用", "咨询")])
    assert form.values()["verdict"] is None
