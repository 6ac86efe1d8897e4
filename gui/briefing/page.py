"""简报: the sections of an issue, its text with live figures, and the page as it prints."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCompleter, QFileDialog, QLineEdit, QListView, QWidget
from shiboken6 import isValid

from core.briefing.charts import CHARTS, is_empty
from core.briefing.checking import Flag, flags
from core.briefing.figure import BriefingFigures, Sense
from core.briefing.issue import Issue, State, doubts
from core.briefing.structure import Structure
from core.dates import half_width, read_date
from core.errors import Refusal
from core.figures.period import Period, month, year
from core.people import Action
from gui import theme
from gui.ask import AskPopup
from gui.boxes import box, clear, column, row, rule, scrolled
from gui.briefing.figure_strip import FigureStrip
from gui.briefing.live_text import LiveText
from gui.briefing.outline import Outline
from gui.buttons import Strip, button
from gui.choices import Choices
from gui.desk import Desk
from gui.jobs import Progress
from gui.labels import label
from gui.notices import Tone
from gui.page import Page
from gui.preview import Made, PagePreview
from gui.series_view import SeriesView
from storage.briefing.issues import (
    KINDS,
    figures_for,
    issue,
    issues,
    structure,
    structure_in,
)
from storage.briefing.printing import document, edition, file_name, issued_pdf, pressed_paper
from storage.files.writing import write_whole
from storage.ticket_lists import Wanted, seen_by
from storage.transaction import Transaction
from storage.views import condition

BOTH = 1240
"""From this width on text and page stand side by side."""

PAUSE = 500
NOTHING = "还没有编过。按“起草一期”，程序按台账写好初稿，数字都能点开看工单。"


class BriefingPage(Page):
    title = "简报"
    purpose = "简报、年报和通报在这里起草、核数、送审、签发；文中的数字跟着台账走，能点开看工单。"
    kinds = frozenset({"briefing"})
    folds_navigation = True
    keys = (
        ("Alt+Enter", "看光标处这个数背后的工单"),
        ("Ctrl+S", "保存这一节"),
        ("Ctrl+点击", "看点到的这个数背后的工单"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.outline = Outline()
        self.text = LiveText()
        self.strip = FigureStrip()
        self.preview = PagePreview(desk)
        self.insert = QLineEdit()
        self._drawn = column(gap=4, margins=(20, 4, 16, 8))
        self.charts = scrolled(box(self._drawn))
        self.charts.setAccessibleName("这一节的图")
        self.issue: Issue | None = None
        self.figures: BriefingFigures | None = None
        self._made: Structure | None = None
        self._section = ""
        self._dirty = False
        self._own = False
        self._wanted: object = None
        """Stands for what was read last; what comes home before it is not shown."""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.heading = label("", "section")
        self.insert.setPlaceholderText("插入数字：打几个字，例如 接收")
        self.insert.setAccessibleName("插入数字")
        self.insert.setFixedWidth(theme.text_size(220))
        self._names = QStringListModel(self)
        self._completer = self._make_completer()
        self.again = button("按台账重写", "quiet", "rotate-cw", on=self.regenerate)
        self.finished = button("这一节完成", "quiet", "check", on=self.finish)
        self.views = Strip(["稿", "页"])
        tools = row(
            self.views, self.insert, self.again, None, self.finished, gap=8, margins=(16, 6, 12, 6)
        )
        body = column(
            tools,
            rule(),
            box(column(self.heading, margins=(20, 14, 20, 0))),
            (box(column((self.text, 1), margins=(2, 4, 16, 4))), 3),
            (self.charts, 2),
            self.strip,
            gap=0,
        )
        self._body = box(body, "surface")
        self._pages = box(column(self.preview, gap=0))
        parts = (self.outline, rule(vertical=True), (self._body, 3), (self._pages, 2))
        self._beside = row(*parts, gap=0)
        self.setLayout(self._beside)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        completer.setPopup(popup)
        popup.setProperty("role", "completion")
        popup.setAccessibleName("可以插入的数字")
        self.insert.setCompleter(completer)
        completer.activated.connect(self._insert_chosen)
        return completer

    def _connect(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._check)
        self.outline.chosen.connect(self.open_section)
        self.outline.issue_chosen.connect(self._open_issue)
        self.outline.draft_asked.connect(self.ask_draft)
        self.text.edited.connect(self._on_edited)
        self.text.at_figure.connect(lambda name: self.strip.show_figure(name, self.figures))
        self.text.opened.connect(self.open_tickets)
        self.strip.opened.connect(self.open_tickets)
        self.strip.mended.connect(self.mend)
        self.views.chosen.connect(lambda _place: self._fit())
        keep = QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        keep.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        return (self.outline, self.text, self.strip, self.preview.pages)

    def begin_at(self) -> QWidget | None:
        return self.text if self.issue is not None else self.outline.new

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Side by side where there is room, else one behind the other."""
        wide = self.width() >= theme.text_size(BOTH)
        self.views.setVisible(not wide)
        page = self.views.current == 1
        self._pages.setVisible(wide or page)
        self.charts.setVisible((wide or not page) and self._drawn.count() > 0)
        for one in (self.heading, self.text, self.strip, self.insert, self.again, self.finished):
            one.setVisible(wide or not page)
        self._beside.setStretch(2, 3 if wide or not page else 0)

    # what is shown

    def open(self, target: object) -> None:
        """Show an issue by its number."""
        if isinstance(target, int):
            self._read(target)

    def load(self) -> None:
        if self._own:
            return
        with self.desk.store.reading() as connection:
            every = issues(connection)
        current = self.issue.id if self.issue is not None else 0
        known = [one.id for one in every]
        self.outline.show_issues([(one.id, _named(one)) for one in every], current)
        if current in known:
            self._read(current)
        elif known:
            self._read(known[0])
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.issue = None
        self._body.setEnabled(False)
        self.heading.setText(NOTHING)
        self.preview.clear(NOTHING)
        self.outline.state.setVisible(False)
        self.act(button("起草一期", "primary", "plus", on=self.ask_draft))

    def _read(self, id_: int) -> None:
        """Read an issue and count its figures, aside."""
        desk = self.desk

        def job(_progress: Progress) -> tuple[Issue, Structure, BriefingFigures]:
            with desk.store.reading() as connection:
                one = issue(connection, id_)
                made = structure_in(connection, id_)
                return one, made, figures_for(connection, one, desk.today)

        wanted = self._wanted = object()
        desk.jobs.start(
            job,
            lambda found: self._show(*found) if isValid(self) and self._wanted is wanted else None,
        )

    def _show(self, one: Issue, made: Structure, figures: BriefingFigures) -> None:
        if self.issue is None or self.issue.id != one.id:
            self._section = made.parts[0].key
        typing = self._dirty and self.issue is not None and self.issue.id == one.id
        self.issue, self._made, self.figures = one, made, figures
        self._body.setEnabled(True)
        self.outline.state.setVisible(True)
        names = [figure.name for figure in figures if figure.sense is not Sense.WORDS]
        self._names.setStringList(names)
        index = self.outline.issues.findData(one.id)
        self.outline.issues.setCurrentIndex(index)
        self.say_title(made.name)
        self.say_context(f"{one.period.label}　{one.number}".rstrip("　"))
        self._offer()
        if not typing:  # what is being written stands until it is saved
            self._dirty = False
            self._show_section()
        self._set_pages()

    def _show_section(self) -> None:
        one, made, figures = self.issue, self._made, self.figures
        if one is None or made is None or figures is None:
            return
        section = one.section(self._section)
        self.heading.setText(made.part(self._section).title)
        locked = one.state is not State.DRAFT or not self.desk.may(Action.EDIT_BRIEFING)
        self.text.show_text(section.paragraphs, figures.by_name, locked=locked)
        for thing in (self.insert, self.again, self.finished):
            thing.setEnabled(not locked)
        self.finished.setText("这一节还要改" if section.is_done else "这一节完成")
        self.strip.show_figure(self.text.figure_here(), figures)
        self._show_charts(made, figures)
        self._check()

    def _show_charts(self, made: Structure, figures: BriefingFigures) -> None:
        """The charts of the section as they print; their marks open their tickets."""
        clear(self._drawn)
        for name in made.part(self._section).shows:
            if name not in CHARTS:
                continue
            caption, make = CHARTS[name]
            chart = make(figures)
            if is_empty(chart):
                continue
            view = SeriesView()
            view.setObjectName(f"chart-{name}")
            view.opened.connect(lambda mark: self._open_condition(mark.opens, mark.unit))
            self._drawn.addWidget(label(caption, "field"))
            self._drawn.addWidget(view)
            view.show_chart(chart)
        self._fit()

    def _check(self) -> None:
        if self.figures is None or self.issue is None or self._made is None:
            return
        found = [
            flag for one in self.text.paragraphs() for flag in flags(one, self.figures.by_name)
        ]
        self.strip.show_flags(tuple(found))
        doubtful = {key for key, _ in doubts(self.issue, self.figures) if key != self._section}
        doubtful |= {self._section} if found else set()
        self.outline.show_issue(self.issue, self._made, self._section, doubtful)

    def _set_pages(self) -> None:
        one = self.issue
        if one is not None and self._made is not None:
            self.preview.show_made(partial(self._page, one), name=file_name(one, self._made))

    def _page(self, one: Issue) -> Made:
        with self.desk.store.reading() as connection:
            if kept := issued_pdf(connection, one):
                return Made(kept, ("这是签发时存下的原样。",))
            paper = edition(connection, one, self.desk.today)
        rendered = pressed_paper(paper)
        return Made(rendered.pdf, rendered.coverage.sentences())

    # writing

    def _on_edited(self) -> None:
        self._dirty = True
        self._pause.start()

    def open_section(self, key: str) -> None:
        self.save()
        self._section = key
        self._show_section()
        self.text.setFocus()

    def _open_issue(self, id_: int) -> None:
        self.save()
        self._read(id_)

    def leave(self) -> bool:
        return self.save()

    def save(self) -> bool:
        """Keep the section as it stands; whether it could be kept."""
        one = self.issue
        if one is None or not self._dirty:
            return True
        text, key, by = self.text.paragraphs(), self._section, self.desk.officer
        return self._do(
            lambda tx: tx.briefings.write(one.id, key, text, by=by), what="改简报", done=""
        )

    def regenerate(self) -> None:
        """Write the structure's sentences anew from the ledger; one's own stay."""
        one, by = self.issue, self.desk.officer
        if one is None or not self.save():
            return
        said = "程序写的句子已按现在的台账重写，您写的都留着。"
        self._do(lambda tx: tx.briefings.regenerate(one.id, by=by), what="重写简报", done=said)

    def finish(self) -> None:
        one, by, key = self.issue, self.desk.officer, self._section
        if one is None or not self.save():
            return
        done = not one.section(key).is_done
        self._do(
            lambda tx: tx.briefings.finish(one.id, key, is_done=done, by=by),
            what="标明简报一节的进度",
            done="",
        )

    def mend(self, flag: Flag) -> None:
        """Put the live figure in place of a number somebody typed."""
        self.text.make_live(flag.said, flag.figure)
        self._check()

    def _insert_chosen(self, name: str) -> None:
        self.text.insert_figure(name)
        QTimer.singleShot(0, self.insert.clear)

    def open_tickets(self, name: str) -> None:
        """Show the tickets behind a figure."""
        found = None if self.figures is None else self.figures.get(name)
        if found is None or not found.opens:
            self.desk.say("这个数背后没有工单可看。")
            return
        self._open_condition(found.condition, found.unit)

    def _open_condition(self, sentence: str, unit: str) -> None:
        desk = self.desk
        with desk.store.reading() as connection:
            node = condition(connection, sentence, desk.today)
        wanted: Wanted = replace(seen_by(desk.officer, desk.today), conditions=(node,))
        if unit:
            wanted = replace(wanted, units=frozenset([unit]))
        desk.go("tickets", wanted)

    # steps

    def _offer(self) -> None:
        """The next step as the primary action, and what else can be done."""
        state = self.issue.state if self.issue is not None else State.DRAFT
        may_edit = self.desk.may(Action.EDIT_BRIEFING)
        may_approve = self.desk.may(Action.APPROVE_BRIEFING)
        if state is State.DRAFT and may_edit:
            self.act(button("送审", "primary", "send", on=self.submit))
        elif state is State.SUBMITTED and may_approve:
            self._back = button("退回…", on=self.ask_back)
            self.act(self._back, button("批准", "primary", "check", on=self.approve))
        elif state is State.APPROVED and may_edit:
            self.act(button("签发", "primary", "check", on=self.give))
        elif state is State.ISSUED and may_edit:
            outside = button("对外版…", icon="eye-off", on=self.ask_outside)
            self.act(outside, button("导出文档…", "primary", "download", on=self.ask_document))
        else:
            self.act()

    def submit(self) -> None:
        one, by = self.issue, self.desk.officer
        if one is not None and self.save():
            said = "已送审，这一期的数从现在起固定。"
            self._do(lambda tx: tx.briefings.submit(one.id, by=by), what="简报送审", done=said)

    def approve(self) -> None:
        self._decide("", agrees=True)

    def ask_back(self) -> None:
        popup = AskPopup(
            self,
            title="退回",
            sentence="写明改哪里，编的人会看到。",
            verb="退回",
            field="退回的意见",
            empty="请写明改哪里。",
        )
        popup.given.connect(lambda opinion: self._decide(opinion, agrees=False))
        popup.show_above(self._back)

    def _decide(self, opinion: str, *, agrees: bool) -> None:
        one, by = self.issue, self.desk.officer
        if one is None:
            return
        self._do(
            lambda tx: tx.briefings.decide(one.id, agrees=agrees, by=by, opinion=opinion),
            what="批简报",
            done="已批准，可以签发。" if agrees else "已退回。",
        )

    def give(self) -> None:
        one, by = self.issue, self.desk.officer
        if one is None:
            return
        self._do(
            lambda tx: tx.briefings.give(one.id, by=by),
            what="签发简报",
            done=lambda given: f"已签发，{given.number}。",
        )

    def _do(
        self,
        op: Callable[[Transaction], Issue],
        *,
        what: str,
        done: str | Callable[[Issue], str],
    ) -> bool:
        """Write, and read this issue again without losing the place in it."""
        self._own = True
        kept = self.desk.do(op, what=what, done=done, undo=False)
        self._own = False
        if kept and self.issue is not None:
            self._dirty = False
            self._read_list()
            self._read(self.issue.id)
        return kept

    def _read_list(self) -> None:
        with self.desk.store.reading() as connection:
            every = issues(connection)
        current = self.issue.id if self.issue is not None else 0
        self.outline.show_issues([(one.id, _named(one)) for one in every], current)

    # a new one

    def ask_draft(self) -> None:
        kinds = Choices([(kind, structure(kind).name) for kind in KINDS])
        kinds.setAccessibleName("哪种文稿")
        kinds.choose("monthly")
        popup = AskPopup(
            self,
            title="起草一期",
            sentence="写哪一个月，例如 2026-11；年度报告写哪一年，例如 2026。",
            verb="起草",
            field="哪一个月或哪一年",
            empty="请写明月份，例如 2026-11。",
            above=(kinds,),
        )
        popup.line.setText(f"{self.desk.today:%Y-%m}")
        popup.given.connect(lambda said: self.draft(kinds.chosen or "monthly", said))
        popup.show_above(self.outline.new)

    def draft(self, kind: str, said: str) -> None:
        """Begin an issue for the month or year that was written."""
        by = self.desk.officer
        try:
            period = _period(said, structure(kind))
        except Refusal as refusal:
            self.desk.deal_with(refusal)
            return
        self.desk.do_later(
            lambda tx, _progress: tx.briefings.draft(kind, period, by=by),
            what="起草简报",
            title=f"正在起草{period.label}的{structure(kind).name}",
            cancelling="取消后没有这一期。",
            done=f"{period.label}的{structure(kind).name}已写好初稿。",
            then=lambda made: self._read(made.id),
            undo=False,
        )

    # files

    def ask_document(self) -> None:
        self._ask_file("docx", "WPS、Word 文档", is_outside=False)

    def ask_outside(self) -> None:
        self._ask_file("pdf", "PDF 文件", is_outside=True)

    def _ask_file(self, ending: str, kind: str, *, is_outside: bool) -> None:
        one, made = self.issue, self._made
        if one is None or made is None:
            return
        name = f"{file_name(one, made)}{' 对外版' if is_outside else ''}.{ending}"
        suggested = str(Path.home() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, "导出", suggested, f"{kind} (*.{ending})")
        if chosen:
            self.export(Path(chosen).with_suffix(f".{ending}"), is_outside=is_outside)

    def export(self, target: Path, *, is_outside: bool) -> None:
        """Write an edition to a file, aside; an outside one is covered and searched once more."""
        one, desk = self.issue, self.desk
        assert one is not None  # noqa: S101 -- asked from a shown issue

        def job(_progress: Progress) -> None:
            with desk.store.reading() as connection:
                paper = edition(connection, one, desk.today, is_outside=is_outside)
            is_document = target.suffix == ".docx"
            write_whole(target, document(paper) if is_document else pressed_paper(paper).pdf)

        desk.jobs.start(
            job,
            lambda _result: desk.say(f"已存成“{target.name}”。", Tone.OK),
            title=f"正在写“{target.name}”",
            cancelling="取消后不会留下半个文件。",
        )


def _named(one: Issue) -> str:
    return f"{one.period.label}　{structure(one.kind).name}"


def _period(said: str, made: Structure) -> Period:
    """The month or year somebody wrote."""
    plain = half_width(said).strip()
    if made.span == "year":
        return year(read_date(f"{plain[:4]}-01-01").year)
    return month(read_date(f"{plain}-01"))
