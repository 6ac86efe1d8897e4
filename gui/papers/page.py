"""文书: the papers of one ticket, filled in at the side of the very pages that print.

What is typed is kept at once. Nothing leaves before the guard has looked at it: where a paper would
give the petitioner away to the trader, no page of it is shown.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from core.errors import Refusal
from core.papers.drafting import Draft
from core.papers.facts import Reader, shares_petitioner
from core.papers.form import Form
from core.papers.guarding import refuse_leaking
from core.papers.issuing import Given
from core.papers.offering import offers
from core.papers.words import BLANK
from core.people import Action
from core.tickets.fields import changed
from core.tickets.ticket import Ticket
from core.tickets.writing import amend
from gui.ask import AskPopup
from gui.boxes import box, column, frame, row
from gui.buttons import button
from gui.desk import Desk
from gui.empty import empty_state
from gui.jobs import Progress
from gui.labels import label
from gui.notices import Tone
from gui.page import Page
from gui.papers import files
from gui.papers.drafting_panel import DraftingPanel
from gui.papers.entries import REASON, WAY
from gui.papers.given_panel import GivenPanel
from gui.papers.opened import Line, Opened, make_draft, read_begun, read_opened, readers_left
from gui.papers.paper_list import PaperList
from gui.preview import Made, PagePreview
from storage.forms import forms
from storage.paper_issuing import file_name, issue, pressed, reprint_note, void
from storage.papers import number_pattern
from storage.transaction import Transaction

LIST, PANEL = 260, 384
DRAFTING, GIVEN, NOTHING = range(3)
LAYOUT_NOTE = "版心、字号按公文格式，正文的仿宋由宋体代替。"
HIDDEN = "文书里有诉求人的信息，只有承办单位和消保科能看。"


class PapersPage(Page):
    title = "文书"
    purpose = "这一件要发的文书都在这里：照工单填好，缺的标出来，预览无误再签发、打印。"
    folds_navigation = True
    kinds = frozenset({"ticket", "paper", "submission", "rule_set_pin"})
    keys = (
        ("Ctrl+回车", "签发编号"),
        ("Ctrl+E", "导出 PDF"),
        ("Ctrl+P", "打印"),
        ("Alt+←", "回到工单"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ref = ""
        self._opened = Opened(ticket=Ticket(number=""))
        self._line = Line()
        self._readers: dict[str, Reader] = {}
        self._draft: Draft | None = None
        self.papers = PaperList()
        self.panel = DraftingPanel()
        self.given = GivenPanel()
        self.preview = PagePreview(desk, gives_files=False)
        self._nothing = label("", "second", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._side = QStackedWidget()
        nothing = box(column(self._nothing, None, margins=(20, 12, 16, 12)))
        for widget in (self.panel, self.given, nothing):
            self._side.addWidget(widget)
        work = row(
            frame("views", column(self.papers, gap=0), width=LIST),
            frame("views", column(self._side, gap=0), width=PANEL),
            (box(column(self.preview, gap=0), "surface"), 1),
            gap=0,
        )
        back = button("看工单列表", on=lambda: self.desk.go("tickets"))
        self._closed = empty_state("eye-off", "这件的文书不能看", HIDDEN, [back])
        self._stack = QStackedWidget()
        self._stack.addWidget(box(column((box(work), 1), self._build_foot(), gap=0)))
        self._stack.addWidget(self._closed)
        self.setLayout(column(self._stack, gap=0))

    def _build_foot(self) -> QWidget:
        self.back_button = button("回到工单", icon="arrow-left", on=self._go_back)
        self.pattern_button = button("编号格式…", "quiet", "hash", on=self._ask_pattern)
        self._state = label("", "caption")
        self.print_button = button("打印", icon="printer", keys="Ctrl P", on=self.print_pages)
        self.word_button = button("导出 Word…", on=partial(self._ask_export, files.WORD))
        self.pdf_button = button(
            "导出 PDF…", keys="Ctrl E", on=partial(self._ask_export, files.PDF)
        )
        self.issue_button = button("签发编号", "primary", "circle-check", on=self.issue)
        self._foot = frame(
            "topbar",
            row(
                self.back_button, self.pattern_button, None, self._state, self.print_button,
                self.word_button, self.pdf_button, self.issue_button, margins=(20, 8, 16, 8),
            ),
        )  # fmt: skip
        return self._foot

    def _connect(self) -> None:
        self.papers.chosen.connect(self._show_line)
        self.panel.edited.connect(self._on_edited)
        self.panel.reader_chosen.connect(self._choose_reader)
        self.panel.field_asked.connect(lambda key: self.desk.go("ticket", (self.ref, key)))
        self.given.void_asked.connect(self._ask_void)
        self.given.taken.connect(self.take_offers)
        for keys, do in (
            ("Ctrl+E", partial(self._ask_export, files.PDF)),
            ("Ctrl+P", self.print_pages),
            ("Alt+Left", self._go_back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        side = self._side.currentWidget()
        return (self.papers.table, side or self._side, self.preview.pages, self._foot)

    def primary(self) -> QPushButton:
        return self.issue_button

    # which ticket, which paper

    def open(self, target: object) -> None:
        """Show the papers of a ticket: its reference, or that with the key of a form."""
        self._keep_typed()
        ref, form = target if isinstance(target, tuple) else (target, "")
        self.ref = str(ref or "")
        self._line = Line(form=forms().form(form)) if form else Line()
        self._readers.clear()
        self.preview.clear()
        self.load()

    def load(self) -> None:
        """Read the ticket and its papers; the paper that is shown stays."""
        if not self.ref:
            return
        opened = read_opened(self.desk, self.ref)
        self._opened = opened
        may_see = self.desk.may(Action.SEE_PETITIONER, opened.ticket.unit)
        self._stack.setCurrentIndex(0 if may_see else 1)
        self.say_title(f"文书　{opened.ticket.trader.trader_name}" if may_see else "文书")
        self.say_context(self.ref)
        if not may_see:
            return
        line = self.papers.show_opened(opened, self._line.key)
        self.pattern_button.setVisible(self.desk.may(Action.NUMBER_PAPERS))
        if line is not None:
            self._show_line(line)

    def _show_line(self, line: Line) -> None:
        is_other = line.key != self._line.key
        if is_other:
            self._keep_typed()
        self._line = line
        self._draft = None
        if line.given is not None:
            self._show_given(line.given)
        elif line.is_ready and line.form is not None:
            self._begin(line.form, fresh=is_other)
        else:
            self._say_nothing(line)
        self._offer()

    def _begin(self, form: Form, *, fresh: bool) -> None:
        given = [line.given for line in self._opened.lines if line.given is not None]
        first = next(iter(readers_left(form, given)), form.readers[0])
        reader = self._readers.get(form.key, first)
        if fresh:
            self.preview.clear("正在排版……")
        self.panel.begin(read_begun(self.desk, self._opened.ticket, form, reader))
        self._side.setCurrentIndex(DRAFTING)
        self._show_draft()

    def _choose_reader(self, reader: Reader) -> None:
        assert self._line.form is not None  # noqa: S101 -- chosen at a form
        self._keep_typed()
        self._readers[self._line.form.key] = reader
        self._begin(self._line.form, fresh=True)
        self._offer()

    def _say_nothing(self, line: Line) -> None:
        self._side.setCurrentIndex(NOTHING)
        self._nothing.setText(line.why_not)
        self.preview.clear(line.why_not)

    def _show_given(self, given: Given) -> None:
        form = next((one for one in forms().forms if one.key == given.form), None)
        found = offers(form, given, self._opened.ticket) if form is not None else {}
        self.given.show_given(given, found, may=self._may_issue)
        self._side.setCurrentIndex(GIVEN)
        self.preview.show_made(lambda: _reprint(given), name=file_name(given))

    # while it is typed

    def _on_edited(self) -> None:
        self._keep_typed()
        self._show_draft()
        self._offer()

    def _show_draft(self) -> None:
        """Fill the paper anew; show its pages, or why none may be shown."""
        order, ticket = self.panel.order(), self._opened.ticket
        draft = make_draft(self.desk, ticket, order)
        self.panel.show_draft(draft)
        try:
            refuse_leaking(draft, ticket)
        except Refusal as refusal:
            self._draft = None
            self.preview.clear(str(refusal))
            return
        self._draft = draft
        self.preview.show_made(lambda: _print(draft), name=file_name(draft))

    def _keep_typed(self) -> None:
        """Keep what is typed; the next look at this paper begins with it."""
        form = self._line.form
        if form is None or not self._line.is_ready or self.panel.entries is None:
            return
        typed, order = dict(self.panel.typed()), self.panel.order()
        who, ref = self.desk.officer.name, self._opened.ticket.ref
        self.desk.do(
            lambda tx: tx.papers.keep_typed(who, ref, form.key, order.reader, typed),
            what="存草稿",
            undo=False,
        )

    def leave(self) -> bool:
        self._keep_typed()
        return True

    @property
    def _may_issue(self) -> bool:
        return self.desk.may(Action.ISSUE_PAPER, self._opened.ticket.unit)

    def _offer(self) -> None:
        """Show what can be done with the paper now."""
        drafting = self._draft is not None
        shown = drafting or self._line.given is not None
        for one in (self.print_button, self.word_button, self.pdf_button):
            one.setVisible(shown)
        self.issue_button.setVisible(self._line.is_ready and self._may_issue)
        draft = self._draft
        number = draft.paper.subtitle if draft is not None else ""
        self._state.setText(f"{number}，签发时取号" if number else "")

    # giving and taking back

    def issue(self) -> bool:
        """Give the paper: number it, keep what it says."""
        form = self._line.form
        if form is None or not self._line.is_ready:
            return False
        if unreadable := self.panel.unreadable():
            self.desk.say(f"还不能签发：{unreadable}", Tone.DANGER)
            return False
        if not self._fill_first():
            return False
        order, ref, officer = self.panel.order(), self._opened.ticket.ref, self.desk.officer

        def give(tx: Transaction, _progress: Progress) -> Given:
            return issue(tx, order, ref, by=officer)

        self.issue_button.setEnabled(False)
        self.desk.do_later(
            give,
            what=f"签发《{form.title}》",
            title=f"正在签发《{form.title}》",
            cancelling="取消后没有签发，也不占编号。",
            done=lambda given: f"《{given.title}》已签发{_numbered(given)}。",
            then=self._issued,
            undo=False,
            instead=self._not_issued,
        )
        return True

    def _fill_first(self) -> bool:
        """Go to what is still to be filled in before a paper can be given; True if nothing is."""
        draft, order = self._draft, self.panel.order()
        if draft is None:
            return True  # the guard said why not, and giving it says so again
        if draft.missing:
            first = draft.missing[0]
            self.desk.say(f"还缺 {len(draft.missing)} 处，先补“{first.label}”。", Tone.WARN)
            self.panel.focus(first.entry)
            return False
        if order.reader is not Reader.FILE and order.way is None:
            self.desk.say("请选送达方式。", Tone.WARN)
            self.panel.focus(WAY)
            return False
        return self._has_reason(draft)

    def _has_reason(self, draft: Draft) -> bool:
        """Whether it is written down why the trader may learn who the petitioner is."""
        if shares_petitioner(type(draft.facts)) and not self.panel.order().reason.strip():
            self.desk.say("请写明为什么调解需要让被诉主体知道诉求人是谁，理由会留存。", Tone.WARN)
            self.panel.focus(REASON)
            return False
        return True

    def _issued(self, given: Given) -> None:
        self.issue_button.setEnabled(True)
        self._line = Line(given=given)
        self.load()

    def _not_issued(self, _error: BaseException) -> bool:
        self.issue_button.setEnabled(True)
        return False

    def _ask_void(self) -> None:
        popup = AskPopup(
            self,
            title="作废这份文书",
            sentence="编号不再使用，文书和原因一直留着。已经送出的，请另行收回或者说明。",
            verb="作废",
            field="作废原因",
            empty="请写明作废原因。",
        )
        popup.given.connect(self.void)
        popup.show_above(self.given.void_button)

    def void(self, reason: str) -> bool:
        """Take the paper that is shown back."""
        given, officer = self._line.given, self.desk.officer
        assert given is not None  # noqa: S101 -- asked at a given paper
        return self.desk.do(
            lambda tx: void(tx, given.id, by=officer, reason=reason),
            what=f"作废《{given.title}》",
            done=f"《{given.title}》{given.number} 已作废。写进工单的内容没有动，请核对。",
            undo=False,
        )

    def take_offers(self) -> bool:
        """Write what the paper offers to the fields of the ticket that are still empty."""
        given, officer = self._line.given, self.desk.officer
        assert given is not None  # noqa: S101 -- offered at a given paper
        form = forms().form(given.form)

        def write(tx: Transaction) -> dict[str, Any]:
            ticket = tx.tickets.get(given.ref)
            found = offers(form, given, ticket)
            if not found:
                raise Refusal("这几栏都已经填好，没有要写的。")
            amend(tx.tickets, tx.handling, changed(ticket, found), by=officer, at=tx.at)
            return found

        return self.desk.do(
            write,
            what="签发情况写进工单",
            done=lambda found: f"写进工单 {len(found)} 栏。",
        )

    # leaving the program

    def _ask_export(self, kind: str) -> None:
        of = self._line.given or self._draft
        if of is not None and self._may_leave(of):
            target = files.ask_where(self, file_name(of), kind)
            if target is not None:
                self.export(target, kind)

    def export(self, target: Path, kind: str) -> None:
        """Write the paper that is shown as PDF or as a document, and leave a trace."""
        of = self._line.given or self._draft
        if of is not None and self._may_leave(of):
            trace = partial(files.log, self.desk, of, self.ref, kind, self._reason(of))
            files.write(self.desk, of.paper, target, kind, trace)

    def print_pages(self) -> None:
        of = self._line.given or self._draft
        if of is not None and self._may_leave(of):
            files.log(self.desk, of, self.ref, "打印", self._reason(of))
            self.preview.print_pages()

    def _may_leave(self, of: Given | Draft) -> bool:
        return isinstance(of, Given) or self._has_reason(of)

    def _reason(self, of: Given | Draft) -> str:
        return of.reason if isinstance(of, Given) else self.panel.order().reason

    def _go_back(self) -> None:
        self.desk.go("ticket", self.ref)

    # numbers

    def _ask_pattern(self) -> None:
        form = self._line.form or (self._line.given and forms().form(self._line.given.form))
        if not form or not form.code:
            self.desk.say("登记表不另编号，用工单编号。请先选一份有编号的文书。")
            return
        with self.desk.store.reading() as connection:
            now = number_pattern(connection, self._opened.ticket.unit, form.key)
        popup = AskPopup(
            self,
            title=f"{self._opened.ticket.unit}《{form.title}》的编号格式",
            sentence="{unit} 单位简称，{form} 文书代字，{year} 年份，{serial} 顺序号；"
            "以后签发的照新格式，已签发的不变。",
            verb="改成这样",
            field="编号格式",
            empty="请写编号格式。",
        )
        popup.line.setText(now)
        popup.given.connect(partial(self.set_pattern, form))
        popup.show_above(self.pattern_button)

    def set_pattern(self, form: Form, pattern: str) -> bool:
        """Number this form of the ticket's unit like this from now on."""
        unit = self._opened.ticket.unit
        done = self.desk.do(
            lambda tx: tx.papers.set_pattern(pattern, unit=unit, form=form.key),
            what="设定文书编号",
            done=f"以后{unit}的《{form.title}》照“{pattern}”编号。",
            undo=False,
        )
        if done:
            self.load()
        return done


def _numbered(given: Given) -> str:
    return f"，编号 {given.number}" if given.number else ""


def _print(draft: Draft) -> Made:
    rendered = pressed(draft.paper)
    return Made(rendered.pdf, (LAYOUT_NOTE, *rendered.coverage.sentences()), BLANK)


def _reprint(given: Given) -> Made:
    rendered = pressed(given.paper)
    note = reprint_note(given, rendered) or "和签发时印出的完全一样。"
    return Made(rendered.pdf, (note, *rendered.coverage.sentences()))
