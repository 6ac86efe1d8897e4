"""例会记录: the meetings that were held, what they decided, and the way to what it is about."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QFrame, QStackedWidget, QVBoxLayout, QWidget

from core.figures.words import day
from core.review.debrief.citing import Progress
from core.review.debrief.meetings import (
    About,
    Decision,
    Link,
    Meeting,
    decisions,
    proposed,
    record,
)
from core.review.debrief.remedies import Remedy
from gui import theme
from gui.boxes import box, clear, column, row, scrolled
from gui.buttons import button
from gui.debrief.meeting_editor import MeetingEditor
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import label, paragraph
from gui.page import Page
from gui.tables.cells import Column, Stack, Words
from gui.tables.view import Table
from storage.review.debrief.meetings import meetings
from storage.review.debrief.reading import debrief

WIDTH = 420
LIST, NOTHING, EDITOR = range(3)
PAGES = {About.CAMPAIGN: "campaigns", About.POINT: "points", About.REMEDY: "remedies"}


def _said(one: Meeting) -> str:
    return "；".join(each.text for each in one.decisions)


COLUMNS: tuple[Column[Meeting], ...] = (
    Column(key="day", title="日期", cell=lambda o: Words(f"{o.held_on}", "text"), width=104),
    Column(key="title", title="会议和议定", cell=lambda o: Stack(o.title, _said(o)), stretch=True),
    Column(key="n", title="议定", cell=lambda o: f"{len(o.decisions)} 项", width=64, right=True),
)


class MeetingsPage(Page):
    title = "例会记录"
    purpose = "例会议了什么、定了什么记在这里，定的事连到督查、要点和整改。"
    kinds = frozenset({"meeting"})
    keys = (("Ctrl Enter", "记下"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.editor: MeetingEditor | None = None
        self.table: Table[Meeting] = Table("例会", COLUMNS, key=lambda o: o.id, height="roomy")
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self._inside.setContentsMargins(16, 12, 16, 16)
        self.card = self._panel()
        listing = row((box(column(self.table, gap=0), "surface"), 1), self.card, gap=0)
        first = button("记一次例会", "primary", "plus", on=self.begin_new)
        self._faces = QStackedWidget()
        self._faces.addWidget(box(listing))
        self._faces.addWidget(
            empty_state("users-round", "还没有例会记录", "开过例会，把议定的事记下来。", [first])
        )
        self.setLayout(column(self._faces, gap=0))
        self._new = button("记一次例会", "primary", "plus", on=self.begin_new)
        self.act(self._new)
        self.table.current_changed.connect(self._show_card)
        self.table.opened.connect(self.correct)
        desk.refused.connect(self._on_refused)

    def _panel(self) -> QFrame:
        result = QFrame()
        result.setProperty("role", "panel")
        result.setAccessibleName("例会")
        result.setLayout(column(scrolled(box(self._inside)), gap=0))
        result.setFixedWidth(theme.text_size(WIDTH))
        return result

    def regions(self) -> Sequence[QWidget]:
        return (self.editor,) if self.editor is not None else (self.table, self.card)

    def primary(self) -> QAbstractButton | None:
        return self.editor.give if self.editor is not None else super().primary()

    # reading

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            found = meetings(connection)
        self.table.show_rows(found)
        if found and self.table.current() is None:
            self.table.go_to(0)
        self.say_context(f"{len(found)} 次")
        if self.editor is None:
            self._faces.setCurrentIndex(LIST if found else NOTHING)
        self._show_card(self.table.current())

    def open(self, target: object) -> None:
        """Begin a record of the debrief of a campaign: ("debrief", its number)."""
        match target:
            case ("debrief", int() as id_):
                self._write(self._of_debrief(id_))

    def _show_card(self, meeting: Meeting | None) -> None:
        clear(self._inside)
        if meeting is not None:
            for part in self._parts(meeting):
                self._inside.addWidget(part)
        self._inside.addStretch(1)

    def _parts(self, one: Meeting) -> Iterator[QWidget]:
        yield label(one.title, "section", wrap=True)
        where = "　".join(filter(None, (day(one.held_on), one.place, f"{one.chair}主持")))
        yield paragraph(where, "dense")
        yield _titled("参加", paragraph("、".join(one.attendees), "dense"))
        yield _titled("议程", *(paragraph(each, "dense") for each in one.agenda))
        yield _titled("议定事项", *(self._decision(each) for each in one.decisions))
        yield label(f"{one.by}记", "caption")
        yield box(row(button("更正", icon="pencil-line", on=partial(self.correct, one)), None))

    def _decision(self, one: Decision) -> QWidget:
        links = [button(link.words, "quiet", on=partial(self._follow, link)) for link in one.links]
        return box(column(paragraph(one.text, spread=118), *([row(*links, None)] if links else [])))

    def _follow(self, link: Link) -> None:
        self.desk.go(PAGES[link.about], link.number)

    # writing

    def begin_new(self) -> None:
        """Write down a meeting."""
        self._write(
            Meeting(
                id=0,
                title="",
                held_on=self.desk.today,
                place="",
                chair=self.desk.officer.name,
                attendees=(),
                agenda=(),
                decisions=(),
            )
        )

    def correct(self, meeting: Meeting) -> None:
        """Put right what was written."""
        self._write(meeting)

    def _of_debrief(self, id_: int) -> Meeting:
        with self.desk.store.reading() as connection:
            found = debrief(connection, id_, today=self.desk.today)
        settled = (o for o in found.shortfalls if o.progress is Progress.PUBLISHED)
        numbers = sorted({o.citation.number for o in settled if o.citation and o.citation.number})
        lines = [(one.id, _by_when(one)) for one in found.remedies]
        agenda, said = proposed(found.report.title, id_, numbers, lines)
        return Meeting(
            id=0,
            title=f"{found.report.title}讲评例会",
            held_on=self.desk.today,
            place="",
            chair=self.desk.officer.name,
            attendees=tuple(found.heads.values()),
            agenda=agenda,
            decisions=decisions(said),
        )

    def _write(self, meeting: Meeting) -> None:
        self.stop_writing()
        self.editor = MeetingEditor()
        self.editor.recorded.connect(self.record)
        self.editor.left.connect(self.stop_writing)
        self._faces.addWidget(self.editor)
        self._faces.setCurrentWidget(self.editor)
        self.editor.show_meeting(meeting)
        self.act()

    def stop_writing(self) -> None:
        """Go back to the list; what was written is gone."""
        if self.editor is not None:
            self._faces.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            self.act(self._new)
            self.load()
            self.table.setFocus()

    def record(self, meeting: Meeting) -> bool:
        """Keep the meeting as it was written."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: record(tx.meetings, meeting, by=officer, at=tx.at),
            what="更正例会记录" if meeting.id else "记例会",
            done=f"“{meeting.title}”已记下。",
            then=lambda _made: self.stop_writing(),
            undo=False,
        )

    def _on_refused(self, sentence: str, key: str) -> None:
        if self.editor is not None and self.isVisible():
            self.editor.say(sentence, key)


def _by_when(one: Remedy) -> str:
    due = f"{one.due.month} 月 {one.due.day} 日"
    return f"{one.wanted.unit}在 {due}前改好“{one.wanted.problem}”"


def _titled(title: str, *parts: QWidget) -> QWidget:
    return box(column(label(title, "caption"), *parts, gap=2))
