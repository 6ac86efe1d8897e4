"""工作日历: a year at a glance; the section enters days, a second officer confirms them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from core.calendar.content import Content, differences, with_days, with_year, without_days
from core.calendar.faults import faults
from core.calendar.versions import (
    CalendarVersion,
    confirm,
    discard,
    in_force,
    opened,
    propose,
    save_draft,
    send_back,
)
from core.errors import Refusal
from core.people import Action
from core.tickets.rules.versions import VersionState
from core.workdays import Day
from gui import theme
from gui.ask import AskPopup
from gui.boxes import box, card, column, frame, row, scrolled
from gui.buttons import Strip, button
from gui.calendar import sheets
from gui.calendar.consequences import columns, summary
from gui.calendar.year_view import YearView
from gui.combo import Combo
from gui.desk import Desk
from gui.forms.form import Form
from gui.labels import ElidedLabel, label, paragraph, set_paragraph
from gui.page import Page
from gui.tables.view import Table
from storage.calendar import clock_law, festivals, kept_by
from storage.calendar_versions import calendar_versions
from storage.clock_settings import clock_options, set_clock_options
from storage.files.calendar_table import read_days
from storage.recounting import Move, Moves, moves, recount
from storage.transaction import Transaction

PANEL = 384
DAY, CHANGES, SETTINGS = range(3)
SHOWN_CHANGES = 40


class CalendarPage(Page):
    title = "工作日历"
    purpose = "哪天放假、哪天补班、依据哪份通知；一人录入，另一人确认，确认前先看哪些期限会动。"
    kinds = frozenset({"calendar", "setting"})
    keys = (("← → ↑ ↓", "移到前后一天、上下一周"), ("Ctrl Enter", "提交确认，或者确认生效"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._versions: list[CalendarVersion] = []
        self.year = desk.today.year
        self.years = Combo()
        self.years.setAccessibleName("年份")
        self.view = YearView()
        self._missing = paragraph("", "dense")
        self._notice = frame("notice", row((self._missing, 1), margins=(16, 6, 16, 6)), tone="warn")
        self._about = ElidedLabel("caption")
        self.strip = Strip(["这一天", "改动和影响", "时限设置"])
        self.day_said = label("", "strong", wrap=True)
        self.day_source = paragraph("", "caption")
        self.form = Form([sheets.DAYS], sheets.parse)
        self.settings = Form([sheets.SETTINGS], sheets.parse)
        self.changes = paragraph("", "dense")
        self.summary = paragraph("", "")
        self.moved: Table[Move] = Table(
            "会移动的期限", columns(clock_law()), key=lambda o: (o.ref, o.clock), height="roomy"
        )
        self._buttons = {
            name: button(words, kind, on=on) for name, (words, kind, on) in self._verbs().items()
        }
        self._lay_out()
        self._connect()

    def _verbs(self) -> dict[str, tuple[str, str, Callable[[], object]]]:
        return {
            "discard": ("放弃草稿", "quiet", self.discard),
            "import": ("从表格导入…", "", self._choose_file),
            "complete": ("这一年录齐了…", "", self._ask_source),
            "take_back": ("收回来改", "", lambda: self.send_back("")),
            "send_back": ("退回…", "", self._ask_opinion),
            "propose": ("提交确认…", "primary", self._ask_reason),
            "confirm": ("确认生效", "primary", self.confirm),
        }

    def _lay_out(self) -> None:
        head = row(self.years, 8, self._legend(), None, self._about, margins=(16, 8, 16, 8))
        self._faces = [self._day_face(), self._changes_face(), self._settings_face()]
        panel = frame(
            "panel",
            column(
                row(self.strip, None, margins=(16, 10, 16, 8)),
                *((one, 1) for one in self._faces),
                gap=0,
            ),
        )
        panel.setFixedWidth(theme.text_size(PANEL))
        year = box(column(self.view, None, margins=(12, 12, 12, 12)), "surface")
        foot = frame("topbar", row(None, *self._buttons.values(), margins=(16, 8, 16, 8)))
        middle = box(row((scrolled(year), 1), panel, gap=0))
        self.setLayout(column(frame("topbar", head), self._notice, (middle, 1), foot, gap=0))
        self._choose_face(DAY)

    def _legend(self) -> QWidget:
        return label("节＝法定节假日　休＝放假　班＝补班　虚线＝草稿改动", "caption")

    def _day_face(self) -> QWidget:
        self._add = button("写进草稿", "primary", "plus", on=self.add_days)
        self._remove = button("这一天改回平常", on=self.remove_day)
        said = box(column(self.day_said, self.day_source, gap=4, margins=(16, 0, 16, 8)))
        verbs = box(row(self._remove, None, self._add, margins=(16, 6, 16, 10)))
        return box(column(said, (self.form, 1), verbs, gap=0))

    def _changes_face(self) -> QWidget:
        said = card("", self.summary, self.changes, gap=8)
        return box(column(said, (self.moved, 1), gap=8, margins=(8, 0, 0, 0)))

    def _settings_face(self) -> QWidget:
        self._set = button("按这样设置", "primary", on=self.set_options)
        why = paragraph("改设置会重新计算所有时限，先说会动几只，再生效。", "caption")
        foot = box(column(why, row(None, self._set), margins=(16, 6, 16, 10)))
        return box(column((self.settings, 1), foot, gap=0))

    def _connect(self) -> None:
        self.years.activated.connect(lambda place: self.show_year(int(self.years.itemData(place))))
        self.view.chosen.connect(self._say_day)
        self.strip.chosen.connect(self._choose_face)
        self.moved.opened.connect(lambda one: self.desk.go("ticket", one.ref))
        self.desk.refused.connect(self._on_refused)

    def regions(self) -> Sequence[QWidget]:
        return (self.view, self.strip)

    def begin_at(self) -> QWidget | None:
        return self.view

    def primary(self) -> QAbstractButton | None:
        some = (self._buttons[name] for name in ("propose", "confirm"))
        return next((one for one in some if one.isVisibleTo(self)), None)

    # reading

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            self._versions = calendar_versions(connection)
            options = clock_options(connection)
            draft = opened(self._versions)
            found = moves(connection, kept_by(draft.content.calendar, options)) if draft else None
        self.settings.show_values(sheets.shown(options))
        self._list_years()
        self._show_changes(found)
        self._say_standing()
        self.show_year(self.year)

    def open(self, target: object) -> None:
        if isinstance(target, int):
            self.show_year(target)

    @property
    def may_write(self) -> bool:
        return self.desk.may(Action.EDIT_CALENDAR)

    @property
    def draft(self) -> CalendarVersion | None:
        return opened(self._versions)

    @property
    def content(self) -> Content:
        """What is shown: the draft, where there is one, else what is in force."""
        return (self.draft or in_force(self._versions)).content

    def _list_years(self) -> None:
        known = self.content.years
        newest = max(*known, self.desk.today.year + 1, self.year)
        self.years.clear()
        for year in range(newest, min(known) - 1, -1):
            self.years.addItem(f"{year} 年" if year in known else f"{year} 年　未录入", year)

    def show_year(self, year: int) -> None:
        """Show a year of the draft, or of the calendar in force."""
        self.year = year
        self.years.setCurrentIndex(self.years.findData(year))
        days = {day.date: day for day in self.content.days}
        old = {day.date: day for day in in_force(self._versions).content.days}
        changed = frozenset(
            on for on in days.keys() | old.keys() if _kind(days.get(on)) != _kind(old.get(on))
        )
        known = year in self.content.years
        self.view.show_year(year, days, changed, self.desk.today, known=known)
        self.say_context(f"{year} 年")
        self._say_missing()
        self._say_day(self.view.current)

    def _say_missing(self) -> None:
        in_use = in_force(self._versions).content.years
        missing = [y for y in (self.desk.today.year, self.desk.today.year + 1) if y not in in_use]
        if self.year not in in_use and self.year not in missing:
            missing.append(self.year)
        self._notice.setVisible(bool(missing))
        years = "、".join(map(str, missing))
        said = f"{years} 年放假安排还没有确认，碰到这些年份的期限都是估算，按周一到周五计。"
        set_paragraph(self._missing, said if missing else "")

    def _say_day(self, day: date) -> None:
        marked = next((one for one in self.content.days if one.date == day), None)
        self.day_said.setText(self.view.said(day))
        source = marked.source if marked else self.content.years.get(day.year, "")
        set_paragraph(self.day_source, f"依据：{source}" if source else "这一年没有依据。")
        self._remove.setVisible(self.may_write and marked is not None)
        if self.may_write:
            self.form.put_in({"first": day, "last": None})

    def _show_changes(self, found: Moves | None) -> None:
        if found is None:
            set_paragraph(self.summary, "没有草稿，日历和时限都没有要改的。")
            set_paragraph(self.changes, "")
            self.moved.show_rows([])
            return
        new, old = self.content, in_force(self._versions).content
        said = [f"要改：{one}" for one in faults(new, festivals())]
        said += [f"{one}。" for one in differences(old, new)]
        more = [f"另有 {len(said) - SHOWN_CHANGES} 处。"] if len(said) > SHOWN_CHANGES else []
        set_paragraph(self.summary, summary(found))
        set_paragraph(self.changes, "\n".join([*said[:SHOWN_CHANGES], *more]))
        self.moved.show_rows(found.shown)

    def _say_standing(self) -> None:
        draft, may = self.draft, self.may_write
        own = draft is not None and self.desk.officer.name in draft.authors
        is_draft = draft is not None and draft.state is VersionState.DRAFT
        waits = draft is not None and not is_draft
        shown = {
            "discard": may and is_draft,
            "import": may and not waits,
            "complete": may and not waits,
            "propose": may and is_draft,
            "take_back": may and waits and own,
            "send_back": may and waits and not own,
            "confirm": may and waits and not own,
        }
        for name, made in self._buttons.items():
            made.setVisible(shown[name])
        self._add.setVisible(may and not waits)
        self._set.setVisible(may)
        self.form.setVisible(may and not waits)
        self._about.say(_about(draft or in_force(self._versions)))

    def _choose_face(self, face: int) -> None:
        self.strip.choose(face)
        for place, one in enumerate(self._faces):
            one.setVisible(place == face)

    # writing

    def add_days(self) -> bool:
        """Write the days of the form into the draft."""
        try:
            days = sheets.days_of(self.form.values())
        except Refusal as refusal:
            self.desk.deal_with(refusal)
            return False
        said = f"{days[0].date} 起 {len(days)} 天写进草稿。"
        return self._keep(with_days(self.content, days), "录入工作日历", said)

    def remove_day(self) -> bool:
        day = self.view.current
        return self._keep(without_days(self.content, [day]), "录入工作日历", f"{day} 改回平常。")

    def _ask_source(self) -> None:
        self._ask(
            f"{self.year} 年录齐了",
            "写明依据哪份通知，从此这一年的期限不再是估算。",
            "写进草稿",
            self.complete,
        )

    def complete(self, source: str) -> bool:
        """Say that the notice of the year shown is in."""
        content = with_year(self.content, self.year, source)
        return self._keep(content, "录入工作日历", f"{self.year} 年标成齐全。")

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "从表格导入放假安排", "", "表格 (*.xlsx *.xls *.ods *.csv)"
        )
        if name:
            self.import_days(Path(name))

    def import_days(self, path: Path) -> None:
        """Take the days of a table into the draft."""
        self.desk.jobs.start(
            lambda _progress: read_days(path, f"表格“{path.name}”"),
            self._take_in,
            title="正在读放假安排",
            cancelling="取消后草稿不变。",
        )

    def _take_in(self, days: tuple[Day, ...]) -> None:
        content = with_days(self.content, days)
        if self._keep(content, "导入工作日历", f"{len(days)} 天写进草稿。"):
            self.show_year(days[-1].date.year)

    def _keep(self, content: Content, what: str, done: str) -> bool:
        over = self.draft.content if self.draft else None
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: save_draft(tx.calendars, content, over=over, by=officer, at=tx.at),
            what=what,
            done=done,
            undo=False,
        )

    def discard(self) -> None:
        officer = self.desk.officer
        self.desk.do(
            lambda tx: discard(tx.calendars, by=officer, at=tx.at),
            what="放弃工作日历草稿",
            done="草稿已经放弃，在用的日历不变。",
            undo=False,
        )

    def _ask_reason(self) -> None:
        self._ask("提交确认", "由消保科另一位同事确认后生效。", "提交确认", self.propose)

    def propose(self, reason: str) -> bool:
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: propose(tx.calendars, reason=reason, by=officer, at=tx.at),
            what="提交工作日历",
            done="已提交，等另一位同事确认。",
            undo=False,
        )

    def confirm(self) -> None:
        """Let a colleague's calendar take effect; all clocks are counted again in the same step."""
        officer = self.desk.officer

        def write(tx: Transaction, _progress: object) -> CalendarVersion:
            made = confirm(tx.calendars, by=officer, at=tx.at)
            recount(tx)
            return made

        self.desk.do_later(
            write,
            what="确认工作日历",
            title="正在重算时限",
            cancelling="取消后日历和时限都不变。",
            done="日历生效，时限已重新计算。",
            undo=False,
        )

    def _ask_opinion(self) -> None:
        self._ask("退回", "退回以后还是草稿，录入的人接着改。", "退回", self.send_back)

    def send_back(self, opinion: str) -> bool:
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: send_back(tx.calendars, by=officer, at=tx.at, opinion=opinion),
            what="退回工作日历",
            done="退回成草稿了。",
            undo=False,
        )

    def set_options(self) -> None:
        """Say how many clocks the settings move, and apply them when the officer says so."""
        try:
            options = sheets.written(self.settings.values())
        except Refusal as refusal:
            self.desk.deal_with(refusal)
            return
        with self.desk.store.reading() as connection:
            days = in_force(self._versions).content.calendar
            found = moves(connection, kept_by(days, options))
        self._ask("改时限设置", summary(found), "重算时限", lambda _reason: self.apply(options))

    def apply(self, options: dict[str, Any]) -> None:
        """Keep the settings and work all clocks out anew."""
        officer = self.desk.officer
        self.desk.do_later(
            lambda tx, _progress: set_clock_options(tx, options, by=officer),
            what="改时限设置",
            title="正在重算时限",
            cancelling="取消后设置和时限都不变。",
            done="设置生效，时限已重新计算。",
            undo=False,
        )

    def _ask(self, title: str, sentence: str, verb: str, do: Callable[[str], object]) -> None:
        popup = AskPopup(
            self, title=title, sentence=sentence, verb=verb, field="理由", empty="请写明。"
        )
        popup.given.connect(do)
        popup.show_above(self._buttons["confirm"].parentWidget() or self)

    def _on_refused(self, _sentence: str, field: str) -> None:
        if self.isVisible() and field in self.form.keys:
            self.form.focus(field)


def _kind(day: Day | None) -> object:
    return day and day.kind


def _about(version: CalendarVersion) -> str:
    """第 2 版草稿　许知夏录入."""
    said = f"第 {version.number} 版　{version.state}　{'、'.join(version.authors)}录入"
    if version.opinion:
        return f"{said}　退回：{version.opinion}"
    return f"{said}，{version.decided_by}确认" if version.decided_by else said
