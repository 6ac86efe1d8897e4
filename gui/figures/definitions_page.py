"""指标口径: the definitions, a draft of them that is tried, proposed and confirmed by another."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget
from shiboken6 import isValid

from core.errors import Refusal
from core.figures import versions as use_cases
from core.figures.changes import changes
from core.figures.definition import Indicator, IndicatorSet
from core.figures.period import DAY, month
from core.figures.trial import Trial
from core.figures.versions import IndicatorVersion, newest_confirmed, opened, own_faults
from core.people import Action
from core.tickets.rules.versions import VersionState
from gui import theme
from gui.ask import AskPopup
from gui.boxes import box, column, frame, row
from gui.buttons import button
from gui.desk import Desk
from gui.figures.columns import target_said
from gui.figures.definition_sheet import SHEET, values_of, written
from gui.figures.trial_card import TrialCard
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import ElidedLabel, paragraph, set_paragraph
from gui.page import Page
from gui.tables.cells import Column, Tag, Words
from gui.tables.view import Table
from storage.figures.trial import try_out
from storage.figures.versions import SUBJECT, checker, indicator_versions

PANEL = 560

COLUMNS: tuple[Column[Indicator], ...] = (
    Column(key="name", title="指标", cell=lambda o: Words(o.name, "text"), width=132),
    Column(
        key="appraisal",
        title="",
        cell=lambda o: Tag("考核", "info") if o.is_appraisal else "",
        width=64,
    ),
    Column(key="target", title="目标", cell=lambda o: target_said(o.target, o.better), width=64),
    Column(key="note", title="说明", cell=lambda o: o.note, stretch=True, tip=lambda o: o.note),
)


class DefinitionsPage(Page):
    title = "指标口径"
    purpose = "指标怎么算由消保科改：先起草稿、试算，再由第二个人确认。"
    kinds = frozenset({SUBJECT})
    keys = (("Ctrl S", "存草稿"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._versions: list[IndicatorVersion] = []
        self._indicators = IndicatorSet(indicators=())
        self._place = 0
        self.table: Table[Indicator] = Table("指标", COLUMNS, key=lambda o: (o.code, o.since))
        self.form = Form([SHEET], lambda _field, text: text)
        self.trial = TrialCard()
        self._problems = paragraph("", "dense", tone="danger")
        self._foot_said = ElidedLabel("caption", keeps=120)
        self.buttons: dict[str, QPushButton] = {
            name: button(words, kind, on=on) for name, (words, kind, on) in self._verbs().items()
        }
        self._lay_out()
        self.table.current_changed.connect(self._on_current)
        self.form.edited.connect(lambda _keys: self._on_edited())
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)

    def _verbs(self) -> dict[str, tuple[str, str, Callable[[], object]]]:
        return {
            "discard": ("放弃草稿", "quiet", self.discard),
            "try": ("试算上个月", "", self.try_out),
            "save": ("存草稿　Ctrl S", "", self.save),
            "propose": ("提交确认…", "primary", self._ask_reason),
            "take_back": ("收回来改", "", lambda: self.send_back("")),
            "send_back": ("退回…", "", self._ask_opinion),
            "confirm": ("确认生效", "primary", self.confirm),
            "begin": ("修改口径", "primary", self.begin),
        }

    def _lay_out(self) -> None:
        panel = box(column(self._problems, (self.form, 1), gap=0))
        panel.setFixedWidth(theme.text_size(PANEL))
        left = box(column((self.table, 2), (self.trial, 1), gap=0), "surface")
        foot: QFrame = frame(
            "topbar",
            row(self._foot_said, None, *self.buttons.values(), gap=8, margins=(20, 8, 16, 8)),
        )
        self.setLayout(column((box(row((left, 1), panel, gap=0)), 1), foot, gap=0))
        self.act(button("指标", icon="arrow-left", on=lambda: self.desk.go("figures")))

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.form, self.trial)

    # reading

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            self._versions = indicator_versions(connection)
            self._check = checker(connection, self.desk.today)
        version = self.version
        self._indicators = version.indicators
        self._show()
        self.say_context(f"{version.label} 版　{version.state.value}")

    @property
    def version(self) -> IndicatorVersion:
        """The version that is shown: the open one, else the one in force."""
        return opened(self._versions) or newest_confirmed(self._versions)

    @property
    def is_writing(self) -> bool:
        return self.version.state is VersionState.DRAFT and self.desk.may(Action.EDIT_INDICATORS)

    def _show(self) -> None:
        with QSignalBlocker(self.table):
            self.table.show_rows(self._indicators.indicators)
            self.table.go_to(min(self._place, len(self._indicators.indicators) - 1))
        self._show_form()
        self._say()

    def _on_current(self, one: Indicator | None) -> None:
        if one is not None:
            self._place = self.table.currentIndex().row()
            self._show_form()

    def _show_form(self) -> None:
        self.form.show_values(values_of(self._indicators.indicators[self._place]))
        self.form.show_notes(())
        self.form.lock(on=not self.is_writing)

    def _say(self) -> None:
        """Say what is wrong, where the version stands, and offer what can be done."""
        faults = [*own_faults(self._indicators), *self._check(self._indicators)]
        set_paragraph(self._problems, "\n".join(faults[:3]))
        self._problems.setVisible(bool(faults))
        said, offered = self._standing(faults)
        self._foot_said.say(said)
        for name, made in self.buttons.items():
            made.setVisible(name in offered)
        self.buttons["propose"].setEnabled(not faults)
        self.buttons["try"].setEnabled(not faults)

    def _standing(self, faults: Sequence[str]) -> tuple[str, set[str]]:
        version, may = self.version, self.desk.may(Action.EDIT_INDICATORS)
        own = self.desk.officer.name in version.authors
        match version.state:
            case VersionState.DRAFT if may:
                said = f"被退回。{version.opinion}" if version.opinion else self._draft_said(faults)
                return said, {"discard", "try", "save", "propose"}
            case VersionState.PROPOSED if may and own:
                return f"等消保科另一位同事确认。理由：{version.reason}", {"take_back"}
            case VersionState.PROPOSED if may:
                changed = changes(newest_confirmed(self._versions).indicators, version.indicators)
                said = f"请您确认。理由：{version.reason}。改了：{'；'.join(changed)}"
                return said, {"try", "send_back", "confirm"}
            case _ if may:
                return "改口径先起一份草稿；封存的月份仍用当时的一版。", {"begin"}
        return "口径由消保科修改。", set()

    def _draft_said(self, faults: Sequence[str]) -> str:
        if faults:
            return f"有 {len(faults)} 处要改，改好才能提交。"
        if self._indicators != self.version.indicators:
            return "还没有存。"
        return "可以提交，由消保科另一位同事确认后生效。"

    # writing

    def begin(self) -> None:
        """Begin a draft from the version in force."""
        self._keep(self._indicators, over=None, done="已起草稿，现在可以改。")

    def _on_edited(self) -> None:
        if not self.is_writing:
            return
        old = self._indicators.indicators[self._place]
        try:
            new = written(old, self.form.values())
        except Refusal as refusal:
            self.form.show_notes([FieldNote(refusal.field, "error", str(refusal))])
            return
        self.form.show_notes(())
        some = list(self._indicators.indicators)
        some[self._place] = new
        self._indicators = replace(self._indicators, indicators=tuple(some))
        with QSignalBlocker(self.table):
            self.table.show_rows(self._indicators.indicators)
            self.table.go_to(self._place)
        self._say()

    def save(self) -> None:
        if self.is_writing:
            self.form.flush()
            self._keep(self._indicators, over=self.version.indicators, done="草稿已存。")

    def leave(self) -> bool:
        """What was written is kept."""
        if self.is_writing and self._indicators != self.version.indicators:
            self.save()
        return True

    def _keep(self, indicators: IndicatorSet, *, over: IndicatorSet | None, done: str) -> None:
        by = self.desk.officer
        self.desk.do(
            lambda tx: use_cases.save_draft(tx.indicators, indicators, over=over, by=by, at=tx.at),
            what="存指标口径草稿",
            done=done,
            undo=False,
        )

    def discard(self) -> None:
        by = self.desk.officer
        self.desk.do(
            lambda tx: use_cases.discard(tx.indicators, by=by, at=tx.at),
            what="放弃指标口径草稿",
            done="草稿已放弃。",
            undo=False,
        )

    def propose(self, reason: str) -> None:
        self.save()
        by = self.desk.officer
        self.desk.do(
            lambda tx: use_cases.propose(
                tx.indicators, reason=reason, by=by, at=tx.at, known=tx.indicators.known()
            ),
            what="提交指标口径",
            done="已提交，等消保科另一位同事确认。",
            undo=False,
        )

    def confirm(self) -> None:
        by = self.desk.officer
        self.desk.do(
            lambda tx: use_cases.confirm(
                tx.indicators, by=by, at=tx.at, known=tx.indicators.known()
            ),
            what="确认指标口径",
            done="已生效。",
            undo=False,
        )

    def send_back(self, opinion: str) -> None:
        by = self.desk.officer
        self.desk.do(
            lambda tx: use_cases.send_back(tx.indicators, by=by, at=tx.at, opinion=opinion),
            what="退回指标口径",
            done="已退回草稿。",
            undo=False,
        )

    # trying

    def try_out(self) -> None:
        """Count the last whole month by what is written now, beside the version in force."""
        store, today, draft = self.desk.store, self.desk.today, self._indicators
        period = month(today.replace(day=1) - DAY)

        def count(_progress: object) -> Trial:
            with store.reading() as connection:
                return try_out(connection, draft, period, today)

        self.desk.jobs.start(
            count, self._take, title=f"正在试算{period.label}", cancelling="不试算"
        )

    def _take(self, tried: Trial) -> None:
        if isValid(self):
            self.trial.show_trial(tried)

    def _ask_reason(self) -> None:
        self._ask("提交确认", "确认的人要看为什么改。", "提交", "propose", self.propose)

    def _ask_opinion(self) -> None:
        self._ask("退回", "写的人要知道改什么。", "退回", "send_back", self.send_back)

    def _ask(
        self, title: str, sentence: str, verb: str, name: str, then: Callable[[str], None]
    ) -> None:
        ask = AskPopup(
            self, title=title, sentence=sentence, verb=verb, field="理由", empty="请写明理由。"
        )
        ask.given.connect(then)
        ask.show_above(self.buttons[name])
