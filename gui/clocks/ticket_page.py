"""时限说明: the clocks of one ticket, each counted day by day, and what moves them."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.errors import Refusal
from core.people import Action, Officer
from core.tickets.clocks import Clock, by_urgency, clocks
from core.tickets.clocks.entering import Entering
from core.tickets.clocks.trace import TraceDay, trace
from gui import theme
from gui.boxes import box, column, frame, row
from gui.buttons import Strip, button
from gui.clocks import sheets
from gui.clocks.tables import CLOCKS, TRACE, summary
from gui.desk import Desk
from gui.forms.form import Form
from gui.labels import paragraph, set_paragraph
from gui.page import Page
from gui.tables.view import Table
from storage.calendar import Timekeeping, timekeeping
from storage.loading import load_by_ref
from storage.people import officers
from storage.timing import entering

LIST, PANEL = 380, 340


class TicketClocksPage(Page):
    title = "时限说明"
    purpose = "每只时限为什么是这一天，逐日数给您看；暂停、恢复、延长和台账没有的日期也在这里录。"
    kinds = frozenset({"ticket", "timing", "calendar", "setting", "ticket_link", "rule_set_pin"})
    keys = (("Ctrl T", "回到工单"), ("Ctrl Enter", "记下"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ref = ""
        self._wanted = ""
        self._kept: Timekeeping | None = None
        self._people: dict[str, Officer] = {}
        self.table: Table[Clock] = Table("时限", CLOCKS, key=lambda o: o.code, height="roomy")
        self.trace: Table[TraceDay] = Table("逐日", TRACE, key=lambda o: o.day, height="row")
        self.why = paragraph("", "dense")
        self.strip = Strip(sheets.NAMES)
        self.forms = [Form([one], sheets.parse) for one in sheets.SHEETS]
        self.give = button("", "primary", on=self.enter)
        self._lay_out()
        self.table.current_changed.connect(self._show_clock)
        self.strip.chosen.connect(self._choose)
        desk.refused.connect(self._on_refused)
        QShortcut(QKeySequence("Ctrl+T"), self, lambda: self.desk.go("ticket", self.ref))
        self._choose(sheets.PAUSE)

    def _lay_out(self) -> None:
        self.table.setFixedWidth(theme.text_size(LIST))
        said = box(column(self.why, margins=(16, 12, 16, 8)), "surface")
        middle = box(column(said, (self.trace, 1), gap=0), "surface")
        self.panel = frame(
            "panel",
            column(
                row(self.strip, None, margins=(16, 10, 16, 8)),
                *((form, 1) for form in self.forms),
                row(None, self.give, margins=(16, 6, 16, 10)),
                gap=0,
            ),
        )
        self.panel.setFixedWidth(theme.text_size(PANEL))
        self.setLayout(row(self.table, (middle, 1), self.panel, gap=0))

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.trace, self.panel)

    def open(self, target: object) -> None:
        """Show the clocks of a ticket by reference, or (reference, code) one of them first."""
        match target:
            case (str() as ref, str() as code):
                self.ref, self._wanted = ref, code
            case str():
                self.ref, self._wanted = target, ""
        self.load()

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            found = load_by_ref(connection, [self.ref]) if self.ref else []
            self._kept = timekeeping(connection)
            self._people = {one.name: one for one in officers(connection)}
        if not found:
            self.table.show_rows([])
            self._show_clock(None)
            return
        ticket, kept, now = found[0].ticket, self._kept, self.desk.now()
        shown = by_urgency(clocks(ticket, kept.law, kept.calendar, now))
        self.table.show_rows(shown)
        place = next((n for n, one in enumerate(shown) if one.code == self._wanted), None)
        if place is not None or self.table.current() is None:
            self.table.go_to(place or 0)
        self._wanted = ""
        self.say_context("　".join(filter(None, (self.ref, ticket.trader.trader_name))))
        self.panel.setVisible(self.desk.may(Action.EDIT_TICKET, ticket.unit))
        self._show_clock(self.table.current())

    def _show_clock(self, clock: Clock | None) -> None:
        if clock is None or self._kept is None:
            set_paragraph(
                self.why, "这件工单现在没有时限。" if self.ref else "从工单里按 Ctrl T 进来。"
            )
            self.trace.show_rows([])
            return
        days = trace(clock, self._kept.calendar)
        basis = self._kept.law.basis(clock.code, clock.start, clock.rule_set)
        set_paragraph(self.why, f"{clock.name}　{summary(clock, days, basis)}")
        self.trace.show_rows(days)

    def _choose(self, place: int) -> None:
        self.strip.choose(place)
        for number, form in enumerate(self.forms):
            form.setVisible(number == place)
        self.give.setText(sheets.VERBS[place])

    # writing

    def enter(self) -> bool:
        """Write down what the form shown says of the current clock."""
        clock, place = self.table.current(), self.strip.current
        try:
            act = self._act(place, clock)
        except Refusal as refusal:
            self.desk.deal_with(refusal)
            return False
        ref, officer = self.ref, self.desk.officer
        done = self.desk.do(
            lambda tx: act(entering(tx, ref, by=officer, at=tx.at)),
            what=f"{sheets.NAMES[place]}时限",
            done="记下了，时限已重新计算。",
        )
        if done:
            self.forms[place].show_values(dict.fromkeys(self.forms[place].keys))
        return done

    def _act(self, place: int, clock: Clock | None) -> Callable[[Entering], None]:
        if clock is None and place != sheets.DAY:
            raise Refusal("请先在左边选一只时限。")
        code, values = clock.code if clock else "", self.forms[place].values()
        proof = values.get("proof") or ""
        match place:
            case sheets.PAUSE:
                first = sheets.needed(values, "first", "请填写扣除的第一天。")
                return lambda e: e.suspend(code, first, values.get("last"), proof)
            case sheets.RESUME:
                last = sheets.needed(values, "last", "请填写扣除的最后一天。")
                return lambda e: e.resume(code, last, proof)
            case sheets.EXTEND:
                on = sheets.needed(values, "approved_on", "请填写批准日期。")
                approver = self._approver(values)
                return lambda e: e.extend(code, on, approver, values.get("reason") or "")
        key = sheets.needed(values, "key", "请选要录哪个日期。")
        return lambda e: e.enter(key, values.get("day"))

    def _approver(self, values: dict[str, str]) -> Officer:
        name = str(sheets.needed(values, "approved_by", "请填写批准人。")).strip()
        if name not in self._people:
            raise Refusal(f"人员里没有“{name}”，请核对姓名。", field="approved_by")
        return self._people[name]

    def _on_refused(self, _sentence: str, field: str) -> None:
        form = self.forms[self.strip.current]
        if self.isVisible() and field in form.keys:
            form.focus(field)
