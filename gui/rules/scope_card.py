"""Which tickets the rule looks at: title and heading, kinds of ticket, days, submitted or not."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.errors import Refusal
from core.tickets.fields import FieldType
from core.tickets.language.check import value
from core.tickets.rules.editing import with_entry
from core.tickets.rules.plain import Data
from core.tickets.rules.reading import RECEIVED
from core.tickets.words import Kind
from gui.boxes import column, row
from gui.buttons import button
from gui.forms.description import Line
from gui.labels import label
from gui.rules.draft import EDITED, NEW, Draft
from gui.rules.lines import Labelled, Lines, entry
from gui.rules.sentence_box import SentenceBox
from gui.rules.several import Some

_LINES = (
    Line(entry("title", "名称", must=True)),
    Line(entry("id", "编号", must=True), entry("group", "分组")),
)
_WHEN = (
    Line(entry("only_submitted", "只查提交的", FieldType.BOOL)),
    Line(
        entry("since", "生效日期", FieldType.DATE, hint="一直适用"),
        entry("until", "失效日期", FieldType.DATE, hint="没有期限"),
    ),
)


class ScopeCard(QFrame):
    changed = Signal(object)
    """Carries the rule as it is now."""

    delete_asked = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("查哪些工单")
        self._draft: Draft | None = None
        self._rule: Data = {}
        self.lines = Lines(_LINES, {"title": _filled, "id": self._read_id})
        self.kinds = Some([kind.value for kind in Kind])
        self.when = Lines(_WHEN)
        self.dated_by = SentenceBox("按哪天的法", self._read_day, rows=1, offers=False)
        self.restore = button("改回现行的", "quiet", "undo-2", on=self.restore_asked.emit)
        self.delete = button("删掉这条规则", "quiet", "x", on=self.delete_asked.emit)
        head = row(
            label("查哪些工单", "section"),
            label("一个类型也不选，就是各类都查", "caption"),
            *(None, self.restore, self.delete),
        )
        self.setLayout(
            column(
                *(head, 6, self.lines, Labelled("适用类型", self.kinds), 4, self.when),
                Labelled("按哪天的法", self.dated_by),
                gap=2,
                margins=(16, 12, 16, 10),
            )
        )
        self.lines.written.connect(self._change)
        self.when.written.connect(self._change)
        self.kinds.edited.connect(lambda: self._change("kinds", list(self.kinds.words)))
        self.dated_by.written.connect(self._change_day)

    def show_rule(self, draft: Draft, rule: Data) -> None:
        """Show the rule; its number can be chosen only while it is new."""
        other = rule.get("id") != self._rule.get("id")
        self._draft, self._rule = draft, rule
        self.lines.show_values(rule, fresh=other)
        lock = getattr(self.lines.editor("id"), "lock", None)
        if lock is not None:
            lock(on=draft.state(str(rule.get("id", ""))) != NEW)
        self.restore.setVisible(draft.state(str(rule.get("id", ""))) == EDITED)
        self.kinds.show_words(rule.get("kinds", ()))
        self.when.show_values(_with_flag(rule), fresh=other)
        words = draft.vocabulary_for(rule)
        if other:
            self.dated_by.show_sentence(rule.get("dated_by", RECEIVED), words)
        else:
            self.dated_by.speak(words)

    def flush(self) -> None:
        """Take over what is still being written."""
        self.lines.flush()
        self.when.flush()
        self.dated_by.flush()

    def _read_id(self, text: str) -> None:
        _filled(text)
        assert self._draft is not None  # noqa: S101 -- shown before it is read
        if text.strip() != self._rule.get("id") and self._draft.rule(text.strip()) is not None:
            raise Refusal(f"{text.strip()} 已经有了，请换一个编号。")

    def _read_day(self, sentence: str) -> object:
        assert self._draft is not None  # noqa: S101 -- shown before it is read
        if not sentence.strip():
            raise Refusal(f"请写按哪一天选用法律，一般是 {RECEIVED}。")
        return value(sentence, self._draft.vocabulary_for(self._rule))

    def _change(self, key: str, value: Any) -> None:
        if isinstance(value, str):
            value = value.strip()
        self.changed.emit(with_entry(self._rule, key, value))

    def _change_day(self, sentence: str) -> None:
        usual = sentence.strip() == RECEIVED
        self.changed.emit(with_entry(self._rule, "dated_by", "" if usual else sentence.strip()))


def _filled(text: str) -> None:
    if not text.strip():
        raise Refusal("请写上，列表和提示里都用它。")


def _with_flag(rule: Data) -> Mapping[str, Any]:
    return {**rule, "only_submitted": bool(rule.get("only_submitted", False))}
