"""Makes a kind of campaign (自定专项): which tickets it looks at, and by which rubric."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.errors import Refusal
from core.review.campaign import CampaignKind, all_of
from core.tickets.fields import Field, FieldType
from gui.boxes import column, frame, row
from gui.buttons import button
from gui.forms.description import Asked, Line, sheet
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import label
from storage.views import SavedView

NO_VIEW = "不用视图"
_USE, _ANEW = "照用", "照它另起一张"


def _asked(key: str, name: str, kind: FieldType = FieldType.TEXT, **more: Any) -> Asked:
    return Asked(field=Field("自定专项", name, "", key, kind), label=name, **more)


SHEET = sheet(
    "kind",
    "自定专项",
    Line(_asked("name", "名称", must=True, hint="如：广告举报件")),
    Line(_asked("view", "自存视图", FieldType.ENUM, options=((NO_VIEW, NO_VIEW),))),
    Line(
        _asked(
            "condition", "条件", rows=2,
            hint="不用视图，或者还要加条件的，写在这里；写法和填报规则一样",
        )
    ),
    Line(_asked("rubric", "评查表", FieldType.ENUM, must=True, options=(("", ""),))),
    Line(
        _asked("anew", "怎么用", FieldType.ENUM, must=True, options=((_USE, _USE), (_ANEW, _ANEW)))
    ),
    Line(_asked("minimum", "每层至少")),
    Line(_asked("maximum", "每层至多")),
    Line(_asked("cap", "每人最多评")),
    note="另起的评查表先是草稿，改好由消保科另一位同事确认以后，这种专项才能部署",
)  # fmt: skip


class KindEditor(QWidget):
    made = Signal(object, bool)
    """The kind as it was written, and whether it gets a rubric of its own."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._views: Mapping[str, SavedView] = {}
        self.form = Form([SHEET], lambda _field, text: text)
        self.give = button("立这种专项", "primary", "check", keys="Ctrl Enter", on=self.give_in)
        foot = row(
            label("立了以后，部署督查时就能选；已经部署的督查不受影响。", "caption"),
            None,
            button("不立了", on=self.left.emit),
            self.give,
            margins=(20, 8, 16, 8),
        )
        self.setLayout(column((self.form, 1), frame("topbar", foot), gap=0))

    def begin(self, views: Sequence[SavedView], rubrics: Mapping[str, str]) -> None:
        """Start a new kind; `rubrics` are the names of the confirmed ones by key."""
        self._views = {view.name: view for view in views}
        names = [NO_VIEW, *self._views]
        self.form.offer("view", [(name, name) for name in names], stray="")
        self.form.offer("rubric", list(rubrics.items()), stray="")
        usual = {"view": NO_VIEW, "rubric": next(iter(rubrics)), "anew": _USE}
        counts = {"minimum": "0", "maximum": "8", "cap": "8"}
        self.form.show_values({"name": "", "condition": "", **usual, **counts})
        self.form.show_notes(())
        self.form.focus("name")

    def give_in(self) -> None:
        """Hand the kind over; a number that cannot be read is said at its field."""
        self.form.show_notes(())
        try:
            made = self._written(self.form.values())
        except Refusal as refusal:
            self.say(str(refusal), refusal.field)
            return
        self.made.emit(made, self.form.values()["anew"] == _ANEW)

    def say(self, sentence: str, key: str) -> None:
        """Say at a field what is wrong with it."""
        if self.form.has(key):
            self.form.show_notes([FieldNote(key, "error", sentence)])
            self.form.focus(key)

    def _written(self, values: Mapping[str, Any]) -> CampaignKind:
        view = self._views.get(values["view"] or "")
        condition = " ".join((values["condition"] or "").split())
        return CampaignKind(
            name=(values["name"] or "").strip(),
            rubric=values["rubric"] or "",
            condition=all_of([condition, *(view.conditions if view is not None else ())]),
            minimum=_count(values, "minimum"),
            maximum=_count(values, "maximum"),
            cap=_count(values, "cap"),
        )


def _count(values: Mapping[str, Any], key: str) -> int:
    text = (values[key] or "").strip()
    if not text.isdecimal():
        raise Refusal("请写一个整数。", field=key)
    return int(text)
