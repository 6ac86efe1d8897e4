"""Writes a handling point: theme, words, what it is tied to, where it comes from, and why."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, Field, FieldType, headers
from core.tickets.guidance.points import Origin, Point
from core.tickets.language.vocabulary import nearest
from gui.boxes import column, frame, row
from gui.buttons import button
from gui.forms.description import Asked, Line, Sheet, sheet
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import label

GROUP = "处置要点"


def _field(header: str, key: str, kind: FieldType = FieldType.TEXT) -> Field:
    return Field(GROUP, header, "", key, kind)


THEME = _field("主题", "theme")
TEXT = _field("要点", "text")
RULES = _field("会查的规则", "rules", FieldType.LIST)
FIELDS = _field("有关的栏目", "fields", FieldType.LIST)
ARTICLES = _field("依据", "articles", FieldType.LIST)
SOURCE = _field("来自哪次督查", "source")
REASON = _field("为什么这样改", "reason")


class PointEditor(QWidget):
    proposed = Signal(object, str)
    """The point as written, and the reason."""

    left = Signal()
    """Somebody does not want to change anything after all."""

    def __init__(self, themes: Sequence[str], campaigns: Sequence[str]) -> None:
        super().__init__()
        self._point = Point(number=0, theme="", text="", origin=Origin.OFFICE)
        self.form = Form([_sheet(themes, campaigns)], lambda _field, text: text)
        self._said = label("提出以后，由消保科另一位同事确认才生效。", "caption")
        self.give = button("提出修改", "primary", "send", keys="Ctrl Enter", on=self.propose)
        foot = row(
            self._said,
            None,
            button("不改了", on=self.left.emit),
            self.give,
            margins=(20, 8, 16, 8),
        )
        self.setLayout(column((self.form, 1), frame("topbar", foot), gap=0))

    def show_point(self, point: Point, reason: str = "") -> None:
        """Show a point to be written; `reason` is what speaks for it already."""
        self._point = point
        self.form.show_values(
            {
                "theme": point.theme,
                "text": point.text,
                "rules": point.rules,
                "fields": headers(point.fields),
                "articles": point.articles,
                "source": point.source or None,
                "reason": reason,
            }
        )
        self.form.show_notes(())
        self.form.focus("text")

    def propose(self) -> None:
        """Hand the point over as it is written; what links to nothing is said at its field."""
        values = self.form.values()
        try:
            point = self._written(values)
        except Refusal as refusal:
            self.say(str(refusal), refusal.field)
            return
        self.proposed.emit(point, values["reason"])

    def say(self, sentence: str, key: str) -> None:
        """Say at a field what is wrong with it."""
        if self.form.has(key):
            self.form.show_notes([FieldNote(key, "error", sentence)])
            self.form.focus(key)

    def _written(self, values: dict[str, Any]) -> Point:
        source = values.get("source") or ""
        new = Origin.CAMPAIGN if source else Origin.OFFICE
        return replace(
            self._point,
            theme=values["theme"] or "",
            text=values["text"].strip(),
            rules=tuple(rule.upper() for rule in values["rules"]),
            fields=tuple(map(_key, values["fields"])),
            articles=values["articles"],
            source=source,
            origin=self._point.origin if self._point.number and not source else new,
        )


def _sheet(themes: Sequence[str], campaigns: Sequence[str]) -> Sheet:
    chosen = tuple((one, one) for one in themes)
    from_campaign = tuple((one, one) for one in campaigns)
    lines = [
        Line(Asked(field=THEME, label="主题", must=True, options=chosen)),
        Line(Asked(field=TEXT, label="要点", must=True, rows=3, hint="一两句话，说清做什么")),
        Line(Asked(field=REASON, label="为什么改", must=True, rows=2, hint="确认的人要看")),
        Line(Asked(field=RULES, label="会查的规则", rows=2, hint="一行一个编号，如 F-021")),
        Line(Asked(field=FIELDS, label="有关的栏目", rows=2, hint="一行一个，用台账表头的名称")),
        Line(Asked(field=ARTICLES, label="依据", rows=2, hint="一行一条，如《法规名》第几条")),
    ]
    if from_campaign:
        lines.append(Line(Asked(field=SOURCE, label="来自督查", options=from_campaign)))
    return sheet("point", "处置要点", *lines, note="要点只在台账里改，随程序带来的原文留在第 1 版")


def _key(header: str) -> str:
    if header not in BY_HEADER:
        raise Refusal(f"没有“{header}”这一栏。{nearest(header, BY_HEADER)}", field="fields")
    return BY_HEADER[header].key
