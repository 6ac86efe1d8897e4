"""整改台账: what units have to put right, by when, and how far it is."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from core.dates import read_date
from core.people import Action
from core.review.debrief.remedies import (
    Remedy,
    RemedyState,
    amend,
    in_order,
    prove,
    seen_by,
    send_back,
    sign_off,
)
from core.review.papers.choosing import Document
from gui.ask import AskPopup
from gui.boxes import box, column, row
from gui.buttons import button
from gui.debrief.remedy_card import STATES, RemedyCard
from gui.debrief.words import due_words
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import label
from gui.page import Page
from gui.side_list import SideList
from gui.tables.cells import Cell, Column, Stack, Tag, Words
from gui.tables.view import Table
from storage.review.debrief.remedies import amendments, remedies
from storage.transaction import Transaction

ALL, MINE, LATE = "全部未销号", "我的", "超期"
PROVEN, CLOSED = RemedyState.PROVEN.value, RemedyState.CLOSED.value
ICONS = {ALL: "list", MINE: "user-round", LATE: "circle-alert", PROVEN: "clock", CLOSED: "check"}


class RemediesPage(Page):
    title = "整改台账"
    purpose = "督查扣了分的地方由谁改、几时改好、改得怎样，一项一项销号。"
    kinds = frozenset({"remedy"})
    keys = (("Ctrl Enter", "提交整改，或销号"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.groups = SideList("整改", unit="项")
        self.table: Table[Remedy] = Table(
            "整改台账", self._columns(), key=lambda one: one.id, height="roomy"
        )
        self.card = RemedyCard(desk)
        self._under: Mapping[str, Sequence[Remedy]] = {}
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(
            empty_state("flag", "这里没有整改", "督查结束、复盘以后，要整改的项列在这里。")
        )
        middle = box(column((self._lists, 1), gap=0), "surface")
        self.setLayout(column(box(row(self.groups, (middle, 1), self.card, gap=0)), gap=0))
        self._print = button("打印台账…", icon="printer", on=self._go_print)
        self._connect()

    def _connect(self) -> None:
        self.groups.chosen.connect(lambda _name: self._list())
        self.table.current_changed.connect(self._show_card)
        self.card.amend_asked.connect(self._ask_amend)
        self.card.proven.connect(self.prove)
        self.card.signed_off.connect(self.sign_off)
        self.card.back_asked.connect(self._ask_back)
        self.card.tickets_asked.connect(lambda o: self.desk.go("campaign-result", o.campaign))

    def _columns(self) -> tuple[Column[Remedy], ...]:
        return (
            Column(key="unit", title="单位", cell=lambda o: Words(o.wanted.unit, "text"), width=96),
            Column(
                key="problem",
                title="要改的",
                cell=lambda o: Stack(f"{o.wanted.code} {o.wanted.problem}", o.wanted.demand),
                stretch=True,
            ),
            Column(
                key="n", title="件数", cell=lambda o: str(len(o.wanted.refs)), width=48, right=True
            ),
            Column(key="owner", title="责任人", cell=lambda o: o.owner, width=76),
            Column(key="due", title="期限", cell=lambda o: f"{o.due:%m-%d}", width=64),
            Column(key="state", title="", cell=self._state, width=104),
        )

    def _state(self, one: Remedy) -> Cell:
        if one.is_overdue(self.desk.today):
            return Tag(due_words(one, self.desk.today), "overdue")
        return Tag(one.state.value, STATES[one.state])

    def regions(self) -> Sequence[QWidget]:
        return (self.groups, self.table, self.card)

    # reading

    def load(self) -> None:
        desk, today = self.desk, self.desk.today
        with desk.store.reading() as connection:
            found = remedies(connection)
        shown = in_order(seen_by(desk.officer, found, today=today), today=today)
        is_open = [one for one in shown if one.state is not RemedyState.CLOSED]
        self._under = {
            ALL: is_open,
            MINE: [one for one in is_open if one.owner == desk.officer.name],
            LATE: [one for one in is_open if one.is_overdue(today)],
            PROVEN: [one for one in is_open if one.state is RemedyState.PROVEN],
            CLOSED: [one for one in shown if one.state is RemedyState.CLOSED],
        }
        names = [name for name in self._under if name != MINE or self._is_of_a_unit()]
        entries = [(name, ICONS[name], len(self._under[name])) for name in names]
        self.groups.show_groups([("", entries)])
        if self.groups.current not in names:
            self.groups.light(ALL)
        self._list()

    def _show_card(self, one: Remedy | None) -> None:
        if one is None:
            self.card.show_remedy(None)
            return
        with self.desk.store.reading() as connection:
            self.card.show_remedy(one, tuple(amendments(connection, one)))

    def _is_of_a_unit(self) -> bool:
        return self.desk.may(Action.PROVE_REMEDY)

    def _list(self) -> None:
        found = self._under.get(self.groups.current, ())
        self.table.show_rows(found)
        if found and self.table.current() is None:
            self.table.go_to(0)
        self._lists.setCurrentIndex(0 if found else 1)
        self._show_card(self.table.current())
        self.say_context(f"{self.groups.current}　{len(found)} 项")
        sees = self.desk.may(Action.SEE_CAMPAIGN)
        self.act(*([self._print] if found and sees else []))

    def open(self, target: object) -> None:
        """Show a remedy by its id, or a group by its name."""
        match target:
            case str() if target in self._under:
                self.groups.light(target)
                self._list()
            case int():
                holds = (n for n, some in self._under.items() if any(o.id == target for o in some))
                self.groups.light(next(holds, ALL))
                self._list()
                self.table.go_to(self.table.rows.row_of(target))

    def leave(self) -> bool:
        if self.card.written():
            self.desk.say("整改情况写了还没有提交。提交以后再离开，或者把写的删掉。")
            return False
        return True

    # writing

    def prove(self, remedy: Remedy, proof: str) -> bool:
        """Hand in what was done."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: tx.remedies.save(remedy, prove(remedy, proof, by=officer, at=tx.at)),
            what="提交整改",
            done=f"{remedy.wanted.unit}的“{remedy.wanted.problem}”已提交，等消保科销号。",
            undo=False,
        )

    def sign_off(self, remedy: Remedy) -> bool:
        """Take a remedy off the list."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: tx.remedies.save(remedy, sign_off(remedy, by=officer, at=tx.at)),
            what="整改销号",
            done=f"{remedy.wanted.unit}的“{remedy.wanted.problem}”已销号。",
            undo=False,
        )

    def send_back(self, remedy: Remedy, reason: str) -> bool:
        """Let it be done again."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: tx.remedies.save(remedy, send_back(remedy, reason, by=officer, at=tx.at)),
            what="退回整改",
            done=f"已退回{remedy.owner}，期限不变。",
            undo=False,
        )

    def amend(self, remedy: Remedy, owner: str, until: str, reason: str) -> bool:
        """Give it to somebody else, or another day; the reason stays in the trail."""
        officer = self.desk.officer

        def write(tx: Transaction) -> None:
            due = read_date(until, year=self.desk.today.year)
            after = amend(remedy, owner=owner, due=due, reason=reason, by=officer, at=tx.at)
            tx.remedies.save(remedy, after, reason=reason)

        return self.desk.do(
            write,
            what="改整改的责任人、期限",
            done=f"{remedy.wanted.unit}的“{remedy.wanted.problem}”改好了，原来的留在留痕里。",
            undo=False,
        )

    def _ask_amend(self, remedy: Remedy) -> None:
        owner, until = QLineEdit(remedy.owner), QLineEdit(f"{remedy.due}")
        owner.setAccessibleName("责任人")
        until.setAccessibleName("期限")
        popup = AskPopup(
            self,
            title="改责任人、期限",
            sentence="为什么改写在最下面一行，责任人和消保科都看得到。",
            verb="改",
            field="理由",
            empty="请写明为什么改。",
            above=(label("责任人", "field"), owner, label("期限", "field"), until,
                   label("理由", "field")),
        )  # fmt: skip
        popup.given.connect(lambda why: self.amend(remedy, owner.text(), until.text(), why))
        popup.show_above(self.card)

    def _go_print(self) -> None:
        """Show the list of the remedy's campaign as it prints."""
        one = self.table.current()
        if one is not None:
            self.desk.go("campaign-papers", (one.campaign, Document.REMEDIES))

    def _ask_back(self, remedy: Remedy) -> None:
        popup = AskPopup(
            self,
            title="退回再改",
            sentence=f"{remedy.owner}会在待办里看到您写的；期限不变。",
            verb="退回",
            field="还差什么",
            empty="请写明还差什么，责任人要看。",
        )
        popup.given.connect(lambda reason: self.send_back(remedy, reason))
        popup.show_above(self.card)
