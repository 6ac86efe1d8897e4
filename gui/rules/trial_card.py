"""在旧工单上试: how many tickets the rule found before and would find now, and which turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from core.dates import half_width, read_date
from core.errors import Refusal
from core.tickets.rules.trial import RuleTrial, Trial, Turned
from gui import theme
from gui.boxes import box, column, row
from gui.buttons import Strip, button
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import ElidedLabel, label
from gui.tables.cells import Cell, Column, Tag, Words
from gui.tables.view import Table
from storage.rules.trial import LAST, TrialScope

NUMBER, DAY = 72, 112
ROWS = 9


@dataclass(frozen=True, slots=True)
class TurnedLine:
    """One ticket of the list below the figures."""

    rule: str
    how: str
    state: str
    turned: Turned


COLUMNS: tuple[Column[TurnedLine], ...] = (
    Column(key="how", title="变化", cell=lambda line: Tag(line.how, line.state), width=84),
    Column(
        key="ref",
        title="工单",
        cell=lambda line: Words(line.turned.ref, "accent-text"),
        width=160,
        opens=True,
    ),
    Column(key="unit", title="承办单位", cell=lambda line: line.turned.unit, width=96),
    Column(
        key="received",
        title="收到",
        cell=lambda line: f"{line.turned.received or ''}",
        width=100,
    ),
    Column(
        key="because",
        title="为什么",
        cell=lambda line: line.turned.because,
        width=320,
        stretch=True,
        tip=lambda line: line.turned.because,
    ),
)


def _number(count: int) -> Cell:
    return Words(f"{count}", "text" if count else "text-3")


RULES: tuple[Column[RuleTrial], ...] = (
    Column(
        key="rule",
        title="规则",
        cell=lambda one: Words(f"{one.rule}　{one.title}", "text"),
        width=300,
        stretch=True,
        opens=True,
    ),
    Column(key="now", title="现行版会报", cell=lambda one: _number(one.now), width=96, right=True),
    Column(key="then", title="新版会报", cell=lambda one: _number(one.then), width=96, right=True),
    Column(key="new", title="多报", cell=lambda one: _number(len(one.new)), width=72, right=True),
    Column(key="gone", title="少报", cell=lambda one: _number(len(one.gone)), width=72, right=True),
    Column(
        key="altered",
        title="说法变了",
        cell=lambda one: _number(len(one.altered)),
        width=84,
        right=True,
    ),
)


class TrialCard(QFrame):
    asked = Signal(object, bool)
    """A trial is wanted: the `TrialScope`, and whether of all rules."""

    ticket_asked = Signal(str)
    rule_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("在旧工单上试")
        self.trial: Trial | None = None
        self.about = ElidedLabel("caption", keeps=60)
        self.which = Strip(["这条规则", "全部规则"])
        self.last = _field(f"{LAST}", NUMBER, "最近多少件")
        self.since, self.until = _field("", DAY, "收到之日自"), _field("", DAY, "收到之日至")
        self.note = NoteLine()
        self.run = button("试一遍", "quiet", "rotate-cw", keys="F5", on=self.ask)
        self.figures = {name: _Figure(name) for name in ("现行版会报", "新版会报", "多报", "少报")}
        self.said = label("", "second", wrap=True)
        self.show_all = button("逐件看", "quiet", "list", on=self._toggle)
        self.list: Table[TurnedLine] = Table("变化的工单", COLUMNS, key=lambda line: line.turned)
        self.rules: Table[RuleTrial] = Table("各条规则", RULES, key=lambda one: one.rule)
        self._lay_out()
        self.list.opened.connect(lambda line: self.ticket_asked.emit(line.turned.ref))
        self.rules.opened.connect(lambda one: self.rule_asked.emit(one.rule))
        for field in (self.last, self.since, self.until):
            field.returnPressed.connect(self.ask)
        self.forget()

    def _lay_out(self) -> None:
        for field, hint in ((self.since, "年-月-日"), (self.until, "年-月-日")):
            field.setPlaceholderText(hint)
        scope = row(
            *(self.which, 8, label("最近", "caption"), self.last, label("件", "caption"), 8),
            *(label("收到之日", "caption"), self.since, label("至", "caption"), self.until, None),
            gap=6,
        )
        head = row(label("在旧工单上试", "section"), self.about, None, self.run, gap=10)
        grid = QGridLayout()
        for at, figure in enumerate(self.figures.values()):
            grid.addWidget(figure, 0, at)
            grid.setColumnStretch(at, 1)
        grid.setContentsMargins(0, 2, 0, 0)
        self._result = box(
            column(grid, row((self.said, 1), self.show_all), self.rules, self.list, gap=6)
        )
        self.setLayout(
            column(head, 6, scope, self.note, self._result, gap=0, margins=(16, 12, 16, 12))
        )

    # asking

    def ask(self) -> None:
        """Ask for a trial of what is chosen (F5)."""
        try:
            scope = self.scope()
        except Refusal as refusal:
            self.note.say(FieldNote("scope", "error", str(refusal)))
            return
        self.note.say(None)
        self.asked.emit(scope, self.which.current == 1)

    def scope(self) -> TrialScope:
        """Which tickets were asked for; refuses what cannot be read."""
        text = half_width(self.last.text()).strip()
        if not text.isdecimal() or not int(text):
            raise Refusal("最近多少件，请写一个整数。")
        days = [field.text().strip() for field in (self.since, self.until)]
        since, until = (read_date(day) if day else None for day in days)
        if since and until and since > until:
            raise Refusal(f"{since} 比 {until} 晚，请把前后两个日期对调。")
        return TrialScope(last=int(text), since=since, until=until)

    # showing

    def forget(self) -> None:
        """The rule was changed or another one is shown: figures of before say nothing any more."""
        self.trial = None
        self._result.setVisible(False)
        self.about.say("改好以后先在旧工单上试，看多报、少报哪些")

    def show_trial(self, trial: Trial, *, seconds: float, whole: bool) -> None:
        """Show what came of it."""
        self.trial = trial
        self.about.say(_about(trial, seconds))
        numbers = (trial.now, trial.then, trial.new, trial.gone)
        for figure, number in zip(self.figures.values(), numbers, strict=True):
            figure.say(number)
        self.said.setText(_said(trial, whole=whole))
        turned = _lines(trial)
        self.show_all.setVisible(bool(turned))
        self.show_all.setText(f"逐件看 {len(turned)} 件")
        self.rules.setVisible(whole)
        self.rules.show_rows(sorted(trial.rules, key=_most_turned) if whole else ())
        self.list.show_rows(turned)
        self.list.setVisible(False)
        _fit(self.rules, len(trial.rules))
        _fit(self.list, len(turned))
        self._result.setVisible(True)

    def _toggle(self) -> None:
        self.list.setVisible(self.list.isHidden())
        if self.list.isVisible():
            self.list.setFocus()


class _Figure(QWidget):
    """A number in large figures below what it counts."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._number = label("", "figure")
        number = row(self._number, label("件", "caption"), None, gap=4)
        self.setLayout(column(label(name, "caption"), number, gap=0))

    def say(self, number: int) -> None:
        self._number.setText(f"{number:,}" if number >= 10_000 else f"{number}")
        self.setAccessibleName(f"{self._name} {number} 件")

    @property
    def number(self) -> str:
        return self._number.text()


def _field(text: str, width: int, name: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setFixedWidth(theme.text_size(width))
    field.setAccessibleName(name)
    return field


def _fit(table: Table[object] | Table[TurnedLine] | Table[RuleTrial], rows: int) -> None:
    shown = min(max(rows, 1), ROWS)
    table.setFixedHeight(theme.text_size(theme.size("table-head") + 36 * shown) + 8)


def _most_turned(one: RuleTrial) -> tuple[int, str]:
    return -(len(one.new) + len(one.gone) + len(one.altered)), one.rule


def _lines(trial: Trial) -> Sequence[TurnedLine]:
    return [
        TurnedLine(one.rule, how, state, turned)
        for one in trial.rules
        for how, state, many in (
            ("多报", "info", one.new),
            ("少报", "warn", one.gone),
            ("说法变了", "plain", one.altered),
        )
        for turned in many
    ]


def _about(trial: Trial, seconds: float) -> str:
    days = f"{trial.since} 至 {trial.until}，" if trial.since else ""
    return f"{days}{trial.tickets} 件，用时 {seconds:.1f} 秒"


def _said(trial: Trial, *, whole: bool) -> str:
    """What the figures come to, in a sentence."""
    altered = sum(len(one.altered) for one in trial.rules)
    turned = trial.new + trial.gone + altered
    if not trial.tickets:
        return "这段时间没有工单，换一段再试。"
    said = "报的工单没有变化。" if not turned else ""
    if altered:
        said += f"{altered} 件照样报，但级别、提示或依据变了。"
    if whole and trial.never:
        names = "、".join(one.rule for one in trial.never[:12])
        more = "等" if len(trial.never) > 12 else ""
        said += f"新版有 {len(trial.never)} 条规则一件也没有报过：{names}{more}。"
    elif not whole and not trial.then and trial.rules:
        said += "新版在这些工单上一件也没有报。请看条件是不是写得太窄。"
    return said
