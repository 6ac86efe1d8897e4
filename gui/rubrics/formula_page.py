"""计分办法: how the rounds become one mark; one officer proposes, a second one confirms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from core.errors import Refusal
from core.figures.words import day, whole_marks
from core.people import Action
from core.review.formula import Formula, Grade
from core.review.formula_versions import (
    FormulaVersion,
    changes,
    confirm,
    in_force,
    propose,
    send_back,
    waiting,
)
from core.review.marks_text import read_marks
from core.tickets.fields import Field, FieldType
from gui import theme
from gui.ask import AskPopup
from gui.boxes import box, clear, column, frame, row, scrolled
from gui.chips import Chip
from gui.desk import Desk
from gui.forms.description import Asked, Line, sheet
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import label, paragraph
from gui.page import Page
from gui.rubrics.foot import RubricFoot
from gui.rubrics.shown import STATES
from storage.review.formula_versions import formula_versions

SIDE = 380
_WEIGHTS = (
    ("self_weight", "自评权重"),
    ("peer_weight", "互评权重"),
    ("recheck_weight", "复核权重"),
)
_APART = (
    ("peers_apart", "互评分歧"),
    ("self_apart", "自评偏差"),
    ("recheck_apart", "复核偏差"),
)
HINTS = {
    "self_weight": "0 到 1 之间",
    "peer_weight": "两名互评人均分的权重",
    "recheck_weight": "不能是 0",
    "peers_apart": "两名互评人相差几分要派第三人复评",
    "self_apart": "自评和互评均分相差几分算偏差大",
    "recheck_apart": "复核和互评均分相差几分要逐项写理由",
}
_NUMBERS = (*_WEIGHTS, *_APART, ("pass_mark", "达标分"))


def _asked(key: str, name: str, kind: FieldType = FieldType.TEXT, **more: Any) -> Asked:
    return Asked(field=Field("计分办法", name, "", key, kind), label=name, must=True, **more)


SHEET = sheet(
    "formula",
    "计分办法",
    *(Line(_asked(key, name, hint=HINTS[key])) for key, name in (*_WEIGHTS, *_APART)),
    Line(
        _asked(
            "grades", "等次", FieldType.LIST, rows=5,
            hint="一行一等，写成：优秀 90；从高到低，最后一等从 0 起",
        )
    ),
    Line(_asked("pass_mark", "达标分")),
    Line(_asked("few", "样本少于", hint="少于几件的均分注明样本少")),
    note="三项权重合计为 1；互评分歧到了派第三人复评，复核偏差到了逐项写理由",
)  # fmt: skip


class FormulaPage(Page):
    title = "计分办法"
    purpose = "三轮评分怎样合成最终分，差多少算分歧；改动由另一位同事确认，只对以后部署的督查生效。"
    kinds = frozenset({"formula"})
    keys = (("Ctrl Enter", "提交确认，或者确认生效"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._versions: Sequence[FormulaVersion] = ()
        self.form = Form([SHEET], lambda _field, text: text)
        self.form.edited.connect(lambda _key: self._say_standing())
        self._log = QVBoxLayout()
        self._log.setSpacing(12)
        self._log.setContentsMargins(16, 12, 16, 16)
        side = frame("panel", column(scrolled(box(self._log)), gap=0))
        side.setFixedWidth(theme.text_size(SIDE))
        self.foot = RubricFoot(
            {
                "undo": ("改回在用的", "quiet", "", self.load),
                "take_back": ("收回来改", "", "", lambda: self.send_back("")),
                "send_back": ("退回…", "", "", self._ask_opinion),
                "propose": ("提交确认…", "primary", "", self._ask_reason),
                "confirm": ("确认生效", "primary", "", self.confirm),
            }
        )
        self.setLayout(column((box(row((self.form, 1), side, gap=0)), 1), self.foot, gap=0))
        self.desk.refused.connect(self._say_refusal)

    def regions(self) -> Sequence[QWidget]:
        return (self.form, self.foot)

    def primary(self) -> QAbstractButton | None:
        some = (self.foot.buttons[name] for name in ("propose", "confirm"))
        return next((one for one in some if one.isVisibleTo(self)), None)

    # reading

    @property
    def _in_force(self) -> Formula:
        return in_force(self._versions).formula

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            self._versions = formula_versions(connection)
        shown = waiting(self._versions)
        self.form.lock(on=shown is not None or not self.desk.may(Action.EDIT_RUBRICS))
        self.form.show_values(_values(shown.formula if shown else self._in_force))
        self.form.show_notes(())
        self.say_context(self._in_force.version)
        self._list()
        self._say_standing()

    def _list(self) -> None:
        clear(self._log)
        older = [*self._versions[1:], None]
        for version, before in zip(self._versions, older, strict=True):
            self._log.addWidget(_entry(version, before, self._versions))
        self._log.addStretch(1)

    def _say_standing(self) -> None:
        open_, may = waiting(self._versions), self.desk.may(Action.EDIT_RUBRICS)
        if open_ is not None and may:
            own = open_.author == self.desk.officer.name
            if own:
                self.foot.say(f"等消保科另一位同事确认。理由：{open_.reason}", "take_back")
            else:
                self.foot.say(f"请您确认。理由：{open_.reason}", "send_back", "confirm")
        elif may and self.written() is not None and self.written() != self._in_force:
            self.foot.say("改好提交，由另一位同事确认；已经部署的督查不受影响。", "undo", "propose")
        else:
            self.foot.say("督查部署时把在用的一版固定下来，以后改了也不变。")

    def written(self) -> Formula | None:
        """The formula as it stands in the form; None while something cannot be read."""
        try:
            return self._read()
        except Refusal:
            return None

    def _read(self) -> Formula:
        values = self.form.values()
        numbers: dict[str, Any] = {key: _number(key, values) for key, _ in _NUMBERS}
        grades = tuple(_grade(line) for line in values["grades"] or ())
        few = int(_number("few", values))
        return replace(self._in_force, grades=grades, few=few, **numbers)

    # writing

    def _ask_reason(self) -> None:
        try:
            self._read()
        except Refusal as refusal:
            self._say_refusal(str(refusal), refusal.field)
            return
        self._ask("提交确认", "由消保科另一位同事确认后，只对以后部署的督查生效。", self.propose)

    def propose(self, reason: str) -> bool:
        """Hand what stands in the form over to be confirmed by a colleague."""
        formula, officer = self._read(), self.desk.officer
        return self.desk.do(
            lambda tx: propose(tx.formulas, formula, reason=reason, by=officer, at=tx.at),
            what="提交计分办法",
            done=lambda made: f"{made.formula.version} 已提交，等另一位同事确认。",
            undo=False,
        )

    def confirm(self) -> bool:
        """Let a colleague's version take effect."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: confirm(tx.formulas, by=officer, at=tx.at),
            what="确认计分办法",
            done=lambda made: f"{made.formula.version} 生效，以后部署的督查用这一版。",
            undo=False,
        )

    def _ask_opinion(self) -> None:
        self._ask("退回", "退回以后由提交的人改了再交。", self.send_back)

    def send_back(self, opinion: str) -> bool:
        """Take a proposal off: a colleague's with a reason, one's own without."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: send_back(tx.formulas, by=officer, at=tx.at, opinion=opinion),
            what="退回计分办法",
            done="已退回，在用的一版不变。",
            undo=False,
        )

    def _say_refusal(self, sentence: str, field: str) -> None:
        if self.isVisible() and self.form.has(field):
            self.form.show_notes([FieldNote(field, "error", sentence)])
            self.form.focus(field)

    def _ask(self, verb: str, sentence: str, do: Any) -> None:
        popup = AskPopup(
            self,
            title=f"{verb}：计分办法",
            sentence=sentence,
            verb=verb,
            field="理由",
            empty="请写明理由。",
        )
        popup.given.connect(do)
        popup.show_above(self.foot)


def _values(formula: Formula) -> dict[str, Any]:
    numbers = {key: whole_marks(getattr(formula, key)) for key, _ in _APART}
    return {
        **numbers,
        **{key: f"{getattr(formula, key).normalize():f}" for key, _ in _WEIGHTS},
        "pass_mark": whole_marks(formula.pass_mark),
        "grades": tuple(f"{one.name} {whole_marks(one.at_least)}" for one in formula.grades),
        "few": str(formula.few),
    }


def _number(key: str, values: Mapping[str, Any]) -> Decimal:
    try:
        return read_marks("这一栏", (values[key] or "").strip())
    except Refusal as refusal:
        raise Refusal(str(refusal), field=key) from refusal


def _grade(line: str) -> Grade:
    name, _, least = line.strip().rpartition(" ")
    if not name:
        raise Refusal("等次一行写一等，如：优秀 90。", field="grades")
    try:
        return Grade(name=name.strip(), at_least=read_marks("等次", least))
    except Refusal as refusal:
        raise Refusal(str(refusal), field="grades") from refusal


def _entry(
    version: FormulaVersion, before: FormulaVersion | None, versions: Sequence[FormulaVersion]
) -> QWidget:
    word, role = STATES[version.state]
    if version == in_force(versions):
        word = "在用"
    elif not version.is_open:
        word, role = "以前的", "done"
    said = [version.formula.title]
    if before is not None:
        said.extend(changes(before.formula, version.formula))
    who = version.author
    if version.written_at is not None:
        who += f" {day(version.written_at.date())}提交"
    if version.decided_at is not None:
        who += f"，{version.decided_by} {day(version.decided_at.date())}确认"
    return frame(
        "card",
        column(
            row(label(version.formula.version, "section"), None, Chip(word, role)),
            paragraph("\n".join(said), "dense"),
            label(who, "caption"),
            label(version.reason, "caption", wrap=True),
            gap=4,
            margins=(12, 10, 12, 10),
        ),
    )
