"""The sheet of a rule's conditions: its state, the sentence of one case, or all cases as a table.

Below them stand the names that only this rule uses.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from core.errors import Refusal
from core.tickets.fields import FieldType
from core.tickets.language.check import condition
from core.tickets.rules.editing import (
    case_count,
    case_entries,
    laid_out,
    with_case_entry,
    with_entry,
    with_new_case,
    without_case,
)
from core.tickets.rules.entries import RULE_ENTRIES, Part
from core.tickets.rules.faults import Fault, Place
from core.tickets.rules.plain import Data
from gui import theme
from gui.boxes import box, clear, column, row
from gui.buttons import Strip, button
from gui.chips import Chip
from gui.forms.description import Line
from gui.labels import ElidedLabel, label, picture
from gui.rules.case_table import case_lines, case_table
from gui.rules.draft import EDITED, NEW, PENDING, SAME, Draft
from gui.rules.lines import Labelled, Lines, entry
from gui.rules.names_rows import NamesRows
from gui.rules.sentence_box import SentenceBox

CHIPS = {
    SAME: ("生效中", "ok"),
    EDITED: ("正在修改，尚未生效", "draft"),
    NEW: ("新规则，尚未生效", "draft"),
    PENDING: ("改动待确认", "warn"),
}
_EACH = (Line(entry("each", "逐项替换", FieldType.LIST, rows=2, hint="前=核查时间，后=答复时间")),)
FAULTS = 5
_TABLE_HEAD, _TABLE_ROW = 40, 48


class CaseCard(QFrame):
    changed = Signal(object)
    """Carries the rule as it is now."""

    case_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("条件")
        self._draft: Draft | None = None
        self._rule: Data = {}
        self._at = 0
        self._written = ""
        self._number = label("", "caption")
        self._title = ElidedLabel("title", keeps=120)
        self._chip = Chip()
        self.mode = Strip(["句子", "表格"])
        self._cases = row(gap=4)
        self._faults = column(gap=2)
        self.box = SentenceBox("条件", self._read)
        self._then = ElidedLabel("dense", keeps=120)
        self.each = Lines(_EACH)
        self.names = NamesRows()
        self.names.add.hide()
        self.add_name = button("加专用名称", "quiet", "plus", on=self._add_name)
        self.add_case = button("加一种情形", "quiet", "plus", on=self._add_case)
        self.table = case_table()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = row(self._number, self._title, self._chip, None, self.mode, gap=8)
        self._names = Labelled("专用名称", self.names)
        when = label("当", "caption", width=theme.text_size(18))
        when.setContentsMargins(0, 7, 0, 0)
        then = label("则", "caption", width=theme.text_size(18))
        sentence = box(
            column(
                row(column(when, None), (self.box, 1), gap=4),
                row(then, self._then, None, self.add_name, self.add_case, gap=4),
                self.each,
                self._names,
                gap=4,
            )
        )
        self._stack.addWidget(sentence)
        self._stack.addWidget(box(column(self.table)))
        self.setLayout(
            column(
                head,
                6,
                box(self._faults),
                box(self._cases),
                self._stack,
                gap=2,
                margins=(16, 12, 16, 10),
            )
        )

    def _connect(self) -> None:
        self.mode.chosen.connect(self._show_mode)
        self.box.written.connect(lambda sentence: self._change("condition", sentence))
        self.each.written.connect(lambda _key, lines: self._change("each", rows_of(lines)))
        self.names.written.connect(self._change_names)
        self.table.opened.connect(lambda line: self.go_to(line.at))

    # showing

    def show_rule(self, draft: Draft, rule: Data, at: int) -> None:
        """Show a case of the rule; what is being written there stays as it is."""
        other = (rule.get("id"), at) != (self._rule.get("id"), self._at)
        self._draft, self._rule, self._at = draft, rule, at
        self._show_head()
        self._show_faults(draft.reading(str(rule.get("id", ""))).faults)
        self._show_cases()
        case = case_entries(rule, at)
        words, first = draft.vocabulary_for(rule), case.get("fields", ())
        sentence = str(case.get("condition", ""))
        if other or sentence != self._written:
            self._written = sentence
            self.box.show_sentence(laid_out(sentence), words, first)
        else:
            self.box.speak(words, first)
        self._then.say(f"{case.get('severity', '')}：{case.get('message', '')}")
        self.each.setVisible("each" in case)
        self.each.show_values({"each": tuple(said_rows(case.get("each", ())))}, fresh=other)
        self._names.setVisible(bool(rule.get("names")) or self._names.isAncestorOf(_focused()))
        names = [{"name": name, "means": said} for name, said in rule.get("names", {}).items()]
        self.names.show_names(names, words)
        self._show_mode(self.mode.current)

    def _show_head(self) -> None:
        assert self._draft is not None  # noqa: S101 -- called from show_rule
        id_ = str(self._rule.get("id", ""))
        self._number.setText(id_)
        self._title.say(str(self._rule.get("title", "")))
        self._chip.say(*CHIPS[self._draft.state(id_)])

    def _show_faults(self, faults: Sequence[Fault]) -> None:
        """What is wrong with the rule elsewhere than in the sentence that is shown."""
        clear(self._faults)
        for one in [one for one in faults if not self._is_shown(one.place)][:FAULTS]:
            said = label(_said_fault(one), "caption", tone="danger", wrap=True)
            mark = column(picture("circle-x", "danger-text", 14), None, margins=(0, 3, 0, 0))
            self._faults.addLayout(row(mark, (said, 1), gap=6))

    def _is_shown(self, place: Place) -> bool:
        here = place.case in {0, self._at + 1}
        return place.part is Part.RULES and place.column == RULE_ENTRIES["condition"] and here

    def _show_cases(self) -> None:
        """The cases as a strip, as soon as there is more than one."""
        clear(self._cases)
        count = case_count(self._rule)
        if count > 1:
            strip = Strip([f"情形 {at + 1}" for at in range(count)], current=self._at)
            strip.chosen.connect(self.go_to)
            strip.setAccessibleName("情形")
            self._cases.addWidget(strip)
            self._cases.addWidget(label("写在前面的先看，有一种成立就报", "caption"))
            drop = button("删掉这种情形", "quiet", on=self._drop_case)
            drop.setProperty("tone", "plain")
            self._cases.addStretch(1)
            self._cases.addWidget(drop)

    def _show_mode(self, mode: int) -> None:
        self._stack.setCurrentIndex(mode)
        if mode:
            lines = case_lines(self._rule)
            self.table.show_rows(lines)
            self.table.setFixedHeight(theme.text_size(_TABLE_HEAD + _TABLE_ROW * len(lines)) + 14)
        for at in range(2):
            page = self._stack.widget(at)
            policy = page.sizePolicy()
            keep = policy.Policy.Preferred if at == mode else policy.Policy.Ignored
            policy.setVerticalPolicy(keep)
            page.setSizePolicy(policy)

    def go_to(self, at: int) -> None:
        """Show another case as a sentence."""
        self.flush()
        self.mode.choose(0)
        self.case_chosen.emit(at)

    # reading and changing

    def _read(self, sentence: str) -> object:
        assert self._draft is not None  # noqa: S101 -- shown before it is read
        if not sentence.strip():
            raise Refusal("请写条件：什么情况下要报。例如 事实认定 为 不属实 且 佐证材料 为空。")
        rows: Sequence[Mapping[str, str]] = case_entries(self._rule, self._at).get("each", ())
        for name, words in rows[0].items() if rows else ():
            sentence = sentence.replace(f"〔{name}〕", words)
        return condition(sentence, self._draft.vocabulary_for(self._rule))

    def flush(self) -> None:
        """Take over what is still being written."""
        self.box.flush()
        self.each.flush()
        self.names.flush()

    def _change(self, key: str, value: Any) -> None:
        if key == "condition":
            self._written = value
        self.changed.emit(with_case_entry(self._rule, self._at, key, value))

    def _change_names(self, names: Sequence[Data]) -> None:
        said = {one["name"]: one.get("means", "") for one in names}
        self.changed.emit(with_entry(self._rule, "names", said))

    def _add_case(self) -> None:
        self.flush()
        self.changed.emit(with_new_case(self._rule))
        self.case_chosen.emit(case_count(self._rule) - 1)
        self.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_name(self) -> None:
        self._names.show()
        self.names.add.click()

    def _drop_case(self) -> None:
        at, self._at = self._at, max(self._at - 1, 0)
        self.changed.emit(without_case(self._rule, at))
        self.case_chosen.emit(self._at)


def _said_fault(fault: Fault) -> str:
    """The fault without the number of the rule, which stands above."""
    return str(fault).removeprefix(f"规则 {fault.place.name} 的")


def _focused() -> QWidget:
    return QApplication.focusWidget() or QWidget()


def said_rows(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The rows of 逐项替换 as a person writes them: 前=核查时间，后=答复时间."""
    return ["，".join(f"{name}={words}" for name, words in row_.items()) for row_ in rows]


def rows_of(lines: Sequence[str]) -> list[dict[str, str]]:
    """What `said_rows` wrote; a part without an equals sign is left out."""
    parts = (
        [part.partition("=") for part in line.replace("＝", "=").split("，")] for line in lines
    )
    rows = [{name.strip(): words.strip() for name, sign, words in one if sign} for one in parts]
    return [one for one in rows if one]
