"""What was read from a file, before it is kept: title and days to confirm, the split to check."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.tickets.fields import Field, FieldType
from core.tickets.intake.values import parse
from core.tickets.law.citations import act_title
from core.tickets.law.library import Volume
from core.tickets.law.loading import LawText, confirmed
from core.tickets.law.splitting import ArticleText, Split
from gui.boxes import box, clear, column, frame, row
from gui.buttons import button
from gui.forms.description import Asked, Line, sheet
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import label, picture
from gui.tables.cells import Column, Prose, Words
from gui.tables.view import Table
from storage.dictionary import dictionary

GROUP = "法规"
TITLE = Field(GROUP, "法规名称", "", "title", FieldType.TEXT)
ORDER = Field(GROUP, "公布文号或版本", "", "order", FieldType.TEXT)
SINCE = Field(GROUP, "施行日期", "", "since", FieldType.DATE)
UNTIL = Field(GROUP, "废止日期", "", "until", FieldType.DATE)

_SHEET = sheet(
    "act",
    "核对名称和日期",
    Line(Asked(field=TITLE, label="名称", must=True)),
    Line(Asked(field=ORDER, label="文号或版本", hint="如 总局令第121号、2025 年修订")),
    Line(Asked(field=SINCE, label="施行", must=True), Asked(field=UNTIL, label="废止")),
    note="工单按日期选用条文；还在施行的，废止日期空着",
)

_COLUMNS: tuple[Column[ArticleText], ...] = (
    Column(key="name", title="条", cell=lambda one: Words(one.name, "text"), width=112),
    Column(key="chapter", title="章节", cell=lambda one: one.chapter, width=170),
    Column(
        key="text",
        title="内容",
        cell=lambda one: Prose(" ".join(one.text.split())),
        stretch=True,
        tip=lambda one: one.text,
    ),
)


class LoadSheet(QWidget):
    kept = Signal(object)
    """The text as the officer confirmed it."""

    left = Signal()
    """Somebody does not want to load it after all."""

    def __init__(self) -> None:
        super().__init__()
        self._text: LawText | None = None
        self._known: Sequence[Volume] = ()
        self.form = Form((_SHEET,), lambda field, typed: parse(field, typed, dictionary()))
        self.form.setFixedHeight(self.form.sizeHint().height())
        self.form.edited.connect(lambda _keys: self._say_what_happens())
        self._doubts = QVBoxLayout()
        self._doubts.setSpacing(4)
        self.articles: Table[ArticleText] = Table(
            "分出的条文", _COLUMNS, key=lambda one: one.key, height="roomy"
        )
        self._said = label("", "caption")
        self.keep = button("存入", "primary", "circle-check", keys="Ctrl 回车", on=self.confirm)
        foot = row(
            self._said,
            None,
            button("不载入", on=self.left.emit),
            self.keep,
            margins=(20, 8, 16, 8),
        )
        self._doubt_box = box(self._doubts)
        self._doubt_box.setContentsMargins(20, 0, 14, 8)
        body = box(column(self.articles, margins=(20, 0, 14, 8)))
        self.setLayout(column(self.form, self._doubt_box, (body, 1), frame("topbar", foot), gap=0))

    def show_split(self, made: Split, text: LawText, known: Sequence[Volume]) -> None:
        """Show what was cut out of a file, and what is proposed to keep of it."""
        self._known, self._text = known, text
        self.form.show_values(
            {
                "title": made.title,
                "order": text.order,
                "since": text.span.since,
                "until": text.span.until,
            }
        )
        self.form.show_notes(())
        self._show_doubts(made.doubts)
        self.articles.show_rows(made.articles)
        self.keep.setText(f"存入 {len(made.articles)} 条　Ctrl 回车")
        self._say_what_happens()
        self.form.focus("title")

    @property
    def doubts(self) -> list[str]:
        """What is said to look at, in order."""
        return [one.accessibleName() for one in self._doubt_box.findChildren(QWidget, "doubt")]

    @property
    def said(self) -> str:
        """What is said of what will happen."""
        return self._said.text()

    def _show_doubts(self, doubts: Sequence[str]) -> None:
        clear(self._doubts)
        for doubt in doubts or ("条号连续，没有缺的，也没有重复的。",):
            icon = ("triangle-alert", "warn-text") if doubts else ("circle-check", "ok-text")
            line = box(row(picture(*icon, 14), label(doubt, "dense", wrap=True), None, gap=6))
            line.setObjectName("doubt")
            line.setAccessibleName(doubt)
            self._doubts.addWidget(line)

    def _say_what_happens(self) -> None:
        """Say whether another text gives way."""
        values = self.form.values()
        title, since = act_title(values.get("title") or ""), values.get("since")
        same = next((one for one in self._known if _is_same(one, title, since)), None)
        self._said.setText(f"会替换现有的一份：{same.source}" if same else "存入以前什么都没有变")

    def confirm(self) -> None:
        """Keep the text as it is confirmed; what is missing is said at its field."""
        self.form.flush()
        unreadable = self.form.unreadable()
        if unreadable or self._text is None:
            self.form.focus(next(iter(unreadable), "title"))
            return
        self.kept.emit(_confirmed(self.form.values(), self._text))

    def say(self, sentence: str, key: str) -> None:
        """Say at a field what is wrong with it."""
        if self.form.has(key):
            self.form.show_notes([FieldNote(key, "error", sentence)])
            self.form.focus(key)


def _confirmed(values: dict[str, Any], text: LawText) -> LawText:
    return confirmed(
        values["title"] or "", values["order"] or "", values["since"], values["until"], of=text
    )


def _is_same(volume: Volume, title: str, since: date | None) -> bool:
    known = volume.act
    return volume.text is not None and known.title == title and known.span.since == since
