"""A look at one ticket beside the list: all its clocks, what was said, where it stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from core.tickets.clocks import Clock
from core.tickets.clocks.words import chip, line
from core.tickets.fields import BY_KEY
from core.tickets.law.following import GROUNDS_OF_FIELD, ground_words
from core.tickets.ticket import Ticket
from gui import theme
from gui.boxes import box, clear, column, row, rule, scrolled
from gui.buttons import button, tool
from gui.chips import Chip
from gui.desk import Desk
from gui.labels import label, paragraph
from storage.law import rule_sets
from storage.loading import load_by_id
from storage.pins import pin_of
from storage.ticket_lists import TicketLine, clocks_of_ticket


class Preview(QFrame):
    """Everything here can be read aloud and copied; nothing of the petitioner is shown."""

    closed = Signal()
    """Somebody does not want to see it any more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("预览")
        self._desk = desk
        self._inside = QVBoxLayout()
        self._inside.setSpacing(8)
        self._inside.setContentsMargins(16, 12, 16, 16)
        self._ref = ""
        head = row(
            label("预览", "section"),
            None,
            button("打开", "quiet", on=lambda: self._desk.go("ticket", self._ref)),
            tool("x", "关闭预览　空格", on=self.closed.emit),
            margins=(16, 8, 8, 4),
        )
        self.setLayout(column(head, rule(), (scrolled(box(self._inside)), 1), gap=0))
        self.setFixedWidth(theme.text_size(theme.size("panel")))

    def show_ticket(self, ticket: TicketLine) -> None:
        """Show the ticket of a line."""
        if ticket.ref == self._ref and self._inside.count():
            return
        self._ref = ticket.ref
        with self._desk.store.reading() as connection:
            clocks = clocks_of_ticket(connection, ticket.id, self._desk.now())
            stored = load_by_id(connection, [ticket.id])
            pinned = pin_of(connection, ticket.ref)
        clear(self._inside)
        self._inside.addWidget(label(ticket.trader or "未登记被诉主体", "strong", wrap=True))
        self._inside.addWidget(label(f"{ticket.ref}　{ticket.unit}　{ticket.handler}", "caption"))
        found = ticket.verdict.value if ticket.verdict else "还没有认定"
        self._inside.addWidget(label(f"到“{ticket.stage.value}”这一步　{found}", "dense"))
        if pinned is not None and pinned.rule_set:
            said = f"指定适用 {pinned.rule_set}：{pinned.reason}"
            self._inside.addWidget(label(said, "dense", wrap=True))
        if stored:
            self._add_grounds(stored[0].ticket)
        for clock in clocks:
            self._add_clock(clock)
        if stored:
            self._add_texts(stored[0].ticket)
        self._inside.addStretch(1)

    def _add_clock(self, clock: Clock) -> None:
        said = chip(clock)
        self._inside.addLayout(row(label(clock.name, "dense"), None, Chip(said.words, said.tone)))
        self._inside.addWidget(label(line(clock), "caption", wrap=True))

    def _add_grounds(self, ticket: Ticket) -> None:
        """Say a number that stands for a reason in the words of the ticket's own rule set."""
        for key in GROUNDS_OF_FIELD:
            said = ground_words(ticket, key, rule_sets(), self._desk.today)
            if said:
                self._inside.addWidget(label(BY_KEY[key].header, "caption"))
                self._inside.addWidget(label(said, "dense", wrap=True))

    def _add_texts(self, ticket: Ticket) -> None:
        for title, text in (
            ("诉求内容", ticket.claim.content),
            ("核查经过", ticket.tipoff.inspect_process),
            ("认定理由", ticket.outcome.verdict_reason),
            ("答复内容", ticket.outcome.reply),
        ):
            if text.strip():
                self._inside.addWidget(label(title, "caption"))
                self._inside.addWidget(paragraph(text, "second", spread=118))
