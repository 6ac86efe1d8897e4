"""评查结果: the tickets of one campaign with their marks, how they came about, and the summary."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from core.people import Action
from core.review.appeals import Ruling, last_day
from core.review.campaign import Campaign, CampaignState
from core.review.report import CampaignReport, TicketResult
from core.review.reviews import Task
from core.review.schedule import day_words
from gui.boxes import box, column, row
from gui.buttons import button
from gui.desk import Desk
from gui.empty import empty_state
from gui.page import Page
from gui.review.appeal_sheet import Wanted
from gui.review.ticket_columns import COLUMNS
from gui.review.ticket_detail import Detail, TicketDetail, in_order
from gui.tables.view import Table
from storage.calendar import calendar_of
from storage.review.reading import (
    campaigns,
    load_campaign,
    load_reviews,
    load_tasks,
    report_for,
)
from storage.review.reviews import seen_reviews
from storage.review.rubrics import campaign_rules

TICKETS, NOTHING = range(2)
UNPUBLISHED = "这次督查还在评。结束、公布以后，这里有每一件的得分和理由。"


class ResultPage(Page):
    title = "评查结果"
    purpose = "一次督查里每件得了几分、扣在哪里，都列在这里，汇总可以打印。"
    kinds = frozenset({"campaign", "review"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table: Table[TicketResult] = Table("评查结果", COLUMNS, key=lambda one: one.ref)
        self.detail = TicketDetail()
        self.about: Campaign | None = None
        self.report: CampaignReport | None = None
        self._stack = QStackedWidget()
        listing = row((box(column(self.table, gap=0), "surface"), 1), self.detail, gap=0)
        back = button("看督查活动", on=lambda: self.desk.go("campaigns"))
        nothing = empty_state("scale", "结果还没有公布", UNPUBLISHED, [back])
        for widget in (box(listing), nothing):
            self._stack.addWidget(widget)
        self.setLayout(column(self._stack, gap=0))
        self._back = button("督查活动", icon="arrow-left", on=self._go_back)
        self._print = button("打印…", "primary", "printer", on=self._go_print)
        self.table.current_changed.connect(self._show_ticket)
        self.detail.return_asked.connect(self._ask_to_return)
        self.detail.reassign_asked.connect(self._ask_to_reassign)
        self.detail.replace_asked.connect(self._ask_to_replace)
        self.detail.appeal_asked.connect(self._ask_to_appeal)
        self.detail.decision_asked.connect(self._ask_to_decide)

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.detail)

    # what is shown

    def open(self, target: object) -> None:
        """Show a campaign by its number, or one of its tickets: (number, reference)."""
        match target:
            case int() as id_:
                self._show_campaign(id_)
                self._say_heading()
            case (int() as id_, str() as ref):
                self._show_campaign(id_)
                self._say_heading()
                self.table.go_to(max(self.table.rows.row_of(ref), 0))

    def load(self) -> None:
        """Show the campaign again, or at first the newest."""
        with self.desk.store.reading() as connection:
            newest = next(iter(campaigns(connection)), None)
        if self.about is not None:
            self._show_campaign(self.about.id)
        elif newest is not None:
            self._show_campaign(newest.id)
        else:
            self._stack.setCurrentIndex(NOTHING)

    def _show_campaign(self, id_: int) -> None:
        desk = self.desk
        is_other = self.about is None or self.about.id != id_
        with desk.store.reading() as connection:
            self.about = load_campaign(connection, id_)
            self.report = report_for(connection, id_, desk.officer, today=desk.today)
        tickets = self.report.reviewed
        hidden = not desk.may(Action.RECHECK) and self.about.state is not CampaignState.CLOSED
        self.table.show_rows(() if hidden else tickets)
        if is_other:
            self._stack.setCurrentIndex(TICKETS)
        if hidden:
            self._stack.setCurrentIndex(NOTHING)
        elif self.table.current() is None and tickets:
            self.table.go_to(0)
        else:
            self._show_ticket(self.table.current())
        self._say_heading()

    def _say_heading(self) -> None:
        assert self.report is not None  # noqa: S101 -- shown with a campaign
        whole = self.report.overall
        self.say_title(self.report.title)
        self.say_context(f"{whole.n} / {whole.drawn} 件有最终分")
        is_listed = self._stack.currentIndex() == TICKETS
        self.act(self._back, *([self._print] if is_listed else []))

    def _go_print(self) -> None:
        """Choose what to print of this campaign."""
        if self.about is not None:
            self.desk.go("campaign-papers", self.about.id)

    def _go_back(self) -> None:
        self.desk.go("campaigns", self.about.id if self.about is not None else None)

    def _show_ticket(self, ticket: TicketResult | None) -> None:
        about = self.about
        if ticket is None or about is None:
            self.detail.show_detail(None)
            return
        desk = self.desk
        is_section = desk.may(Action.RECHECK)
        with desk.store.reading() as connection:
            seen = seen_reviews(connection, about.id, ticket.ref, desk.officer, today=desk.today)
            tasks = load_tasks(connection, about.id, ref=ticket.ref) if is_section else ()
            reviews = load_reviews(connection, about, ref=ticket.ref) if is_section else ()
        self.detail.show_detail(
            Detail(
                ticket=ticket,
                rubric=about.rubric,
                formula=about.formula,
                reviews=in_order([one.review for one in seen]),
                tasks=tasks,
                done=frozenset(one.stage for one in reviews),
                can_change=is_section and about.state is CampaignState.REVIEWING,
                appeal_until=self._appeal_until(about, ticket),
                may_decide=is_section and _waits(ticket),
            )
        )

    def _appeal_until(self, about: Campaign, ticket: TicketResult) -> date | None:
        """The last day on which this officer may appeal for the ticket's unit."""
        with self.desk.store.reading() as connection:
            days = calendar_of(connection)
        last = last_day(about, campaign_rules().appeals, days)
        may = self.desk.may(Action.APPEAL, ticket.unit) and ticket.appeal is None
        return last if may and last is not None and self.desk.today <= last else None

    # appeals

    def _ask_to_appeal(self) -> None:
        ticket, about = self.table.current(), self.about
        if ticket is None or about is None:
            return
        until = self._appeal_until(about, ticket)
        codes = [one.code for one in ticket.shortfalls] + [one.code for one in ticket.vetoes]
        if until is not None:
            self.detail.appeals.ask(
                about.rubric, codes, day_words(until), partial(self.appeal, ticket.ref)
            )

    def appeal(self, ref: str, wanted: Wanted) -> bool:
        """Contest items of a ticket for its unit."""
        assert self.about is not None  # noqa: S101 -- asked from a shown campaign
        id_, officer = self.about.id, self.desk.officer
        return self.desk.do(
            lambda tx: tx.appeals.file(id_, ref, wanted, by=officer),
            what="申诉",
            done=f"工单 {ref} 的申诉已提出，由复核人以外的人答复。",
            undo=False,
        )

    def _ask_to_decide(self) -> None:
        ticket, about = self.table.current(), self.about
        if ticket is not None and about is not None and ticket.appeal is not None:
            self.detail.appeals.decide(
                ticket.appeal, about.rubric, partial(self.decide, ticket.ref)
            )

    def decide(self, ref: str, rulings: Mapping[str, Ruling]) -> bool:
        """Decide the appeal of a ticket."""
        assert self.about is not None  # noqa: S101 -- asked from a shown campaign
        id_, officer = self.about.id, self.desk.officer
        return self.desk.do(
            lambda tx: tx.appeals.decide(id_, ref, rulings, by=officer),
            what="答复申诉",
            done=f"工单 {ref} 的申诉已答复，原来的分数和理由都留着。",
            undo=False,
        )

    # what the section may take back

    def _ask_to_return(self, task: Task) -> None:
        self.detail.reason.ask(
            f"退回 {task.ref} 的{task.stage}，让评查人改了再交",
            "退回",
            lambda why: self.give_back(task, why),
        )

    def give_back(self, task: Task, why: str) -> bool:
        """Return a review to its reviewer."""
        return self.desk.do(
            lambda tx: tx.reviews.give_back(task, why),
            what=f"退回{task.stage}",
            done=f"工单 {task.ref} 的{task.stage}已退回，原来的一份留着。",
            undo=False,
        )

    def _ask_to_reassign(self, task: Task) -> None:
        who = f"{task.unit}{task.officer}"
        self.detail.reason.ask(
            f"把 {task.ref} 的{task.stage}从{who}改派给别人",
            "改派",
            lambda why: self.reassign(task, why),
        )

    def reassign(self, task: Task, why: str) -> bool:
        """Give a peer review to somebody else."""
        return self.desk.do(
            lambda tx: tx.campaigns.reassign(task.campaign, task.ref, task.stage, why),
            what=f"改派{task.stage}",
            done=lambda new: f"工单 {task.ref} 的{task.stage}改派给{new.name}。",
            undo=False,
        )

    def _ask_to_replace(self) -> None:
        ticket = self.table.current()
        if ticket is not None and ticket.directed:
            self.detail.reason.ask(
                f"{ticket.ref} 是定向抽取的，移出这次督查，不补抽",
                "移出",
                lambda why: self.withdraw(ticket.ref, why),
            )
        elif ticket is not None:
            self.detail.reason.ask(
                f"{ticket.ref} 作废，由同一所队队列里的下一件补上",
                "作废补抽",
                lambda why: self.replace(ticket.ref, why),
            )

    def withdraw(self, ref: str, why: str) -> bool:
        """Take a directed ticket out of the campaign."""
        assert self.about is not None  # noqa: S101 -- asked from a shown campaign
        id_ = self.about.id
        return self.desk.do(
            lambda tx: tx.campaigns.withdraw(id_, ref, why),
            what=f"移出定向件：{why}",
            done=f"{ref} 已移出这次督查。",
            undo=False,
        )

    def replace(self, ref: str, why: str) -> bool:
        """Declare a ticket void; the next in line takes its place."""
        assert self.about is not None  # noqa: S101 -- asked from a shown campaign
        id_ = self.about.id
        return self.desk.do(
            lambda tx: tx.campaigns.replace(id_, ref, why),
            what=f"补抽：{why}",
            done=lambda made: f"{made.void.ref} 已作废，补抽 {made.drawn.ref}。",
            undo=False,
        )


def _waits(ticket: TicketResult) -> bool:
    """Whether an appeal of this ticket waits to be decided."""
    return ticket.appeal is not None and not ticket.appeal.is_decided
