"""回访: who is to be called, who owes an explanation, what is under special escalation."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.errors import Refusal
from core.follow_up.callback import CallOutcome, RoundResult, Standing
from core.follow_up.due import due_of
from core.follow_up.escalation import EscalationState
from core.people import Action, Officer, may, reach
from gui.ask import AskPopup
from gui.boxes import box, column, row
from gui.buttons import button
from gui.desk import Desk
from gui.empty import empty_state
from gui.follow_up.answer_part import AnswerPart
from gui.follow_up.call_part import VAIN, CallPart
from gui.follow_up.card import STATES, FollowCard
from gui.follow_up.escalation_part import Conclusion, EscalationPart
from gui.follow_up.units import UnitStrip
from gui.page import Page
from gui.side_list import SideList
from gui.tables.cells import Cell, Column, Stack, Tag, Words
from gui.tables.view import Table
from storage.calendar import calendar_of
from storage.follow_up.counting import coverage
from storage.follow_up.reading import (
    Followed,
    called_back,
    dissatisfied,
    to_call,
    under_escalation,
    waiting,
)
from storage.follow_up.rules import follow_up_rules
from storage.follow_up.writing import KINDS, office_point, wants_escalation
from storage.people import officers
from storage.points import themes

TO_CALL, AGAIN, EXPLAIN, SIGN = (
    Standing.TO_CALL.value,
    Standing.TO_CALL_AGAIN.value,
    Standing.TO_EXPLAIN.value,
    Standing.TO_SIGN.value,
)
TO_RAISE, WATCHED, CONCLUDED, DONE = "待立督办", "督办中", "已结论", "今年已回访"
GROUPS = (
    ("回访", ((TO_CALL, "inbox"), (AGAIN, "rotate-cw"))),
    ("不满意回炉", ((EXPLAIN, "pencil-line"), (SIGN, "user-round-pen"))),
    ("专项督办", ((TO_RAISE, "flag"), (WATCHED, "clock"), (CONCLUDED, "check"))),
    ("", ((DONE, "history"),)),
)


class FollowUpPage(Page):
    title = "回访"
    purpose = "属实、部分属实的办结件都在这里回访；不满意的退回说明，再回访；市级不满意的专项督办。"
    kinds = KINDS
    keys = (
        ("1–4", "在名单里：记一次没打通"),
        ("Ctrl Enter", "记下评价、交说明、签字、下结论"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.groups = SideList("回访", unit="件")
        self.table: Table[Followed] = Table(
            "回访名单", self._columns(), key=lambda one: one.id, height="roomy"
        )
        self.card = FollowCard(desk)
        self.units = UnitStrip()
        self._under: Mapping[str, Sequence[Followed]] = {}
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(
            empty_state(
                "circle-check", "这里没有工单", "属实、部分属实的工单一办结，就自己列到待回访里。"
            )
        )
        middle = box(column((self._lists, 1), self.units, gap=0), "surface")
        self.setLayout(column(box(row(self.groups, (middle, 1), self.card, gap=0)), gap=0))
        self.city_button = button("登记市级不满意", icon="flag", on=self._ask_city)
        self._connect()

    def _connect(self) -> None:
        self.groups.chosen.connect(lambda _name: self._list())
        self.table.current_changed.connect(self.card.show_one)
        self.card.made.connect(self._connect_part)
        for key, outcome in enumerate(VAIN, start=1):
            call = partial(self._call, outcome, "")
            shortcut = QShortcut(QKeySequence(str(key)), self.table, call)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _connect_part(self, part: QWidget) -> None:
        match part:
            case CallPart():
                part.called.connect(self._call)
                part.rated.connect(self._rate)
                part.refused.connect(self._refuse)
                part.given_up.connect(self._give_up)
                part.number_asked.connect(lambda: self._show_number(part))
            case AnswerPart():
                part.explained.connect(self._explain)
                part.signed.connect(self._sign)
                part.back_asked.connect(self._ask_back)
            case EscalationPart():
                part.raised.connect(self._raise)
                part.analysed.connect(self._analyse)
                part.back_asked.connect(self._ask_analysis_back)
                part.concluded.connect(self._conclude)

    def _columns(self) -> tuple[Column[Followed], ...]:
        return (
            Column(
                key="unit", title="单位", cell=lambda o: Words(_ticket(o).unit, "text"), width=84
            ),
            Column(
                key="trader",
                title="被诉主体和诉求",
                cell=lambda o: Stack(
                    _ticket(o).trader.trader_name or "未登记被诉主体",
                    " ".join(_ticket(o).claim.content.split())[:60],
                ),
                stretch=True,
            ),
            Column(key="calls", title="已打", cell=_calls, width=48, right=True),
            Column(key="due", title="期限", cell=self._due, width=140),
            Column(key="state", title="", cell=self._state, width=124),
        )

    def _due(self, one: Followed) -> Cell:
        days = self.card.days
        due = due_of(one.follow_up, follow_up_rules(), days) if days is not None else None
        watched = one.escalation
        if due is None and watched is not None and watched.state is EscalationState.OPEN:
            due = watched.due
        if due is None:
            return ""
        words = f"{due.month} 月 {due.day} 日"
        return Tag(f"{words}已过", "overdue") if due < self.desk.today else f"{words}前"

    def _state(self, one: Followed) -> Cell:
        watched, standing = one.escalation, one.follow_up.standing(follow_up_rules().rounds)
        if self.groups.current not in (TO_RAISE, WATCHED, CONCLUDED):
            return Tag(standing.value, STATES[standing])
        if watched is None:
            return Tag(TO_RAISE, "warn")
        return Tag(
            watched.conclusion or watched.state.value, "done" if watched.conclusion else "warn"
        )

    def regions(self) -> Sequence[QWidget]:
        return (self.groups, self.table, self.card, self.units)

    # reading

    def load(self) -> None:
        desk, today = self.desk, self.desk.today
        units = reach(desk.officer, Action.SEE_TICKET, today=today)
        with desk.store.reading() as connection:
            waiting_here, unhappy = to_call(connection, units), dissatisfied(connection, units)
            watched = under_escalation(connection, units)
            number, _ = waiting(connection) if units is None else (len(waiting_here), None)
            self.card.days = calendar_of(connection)
            shares = coverage(connection, today.replace(month=1, day=1), today, units)
            known = [one for one in officers(connection) if _comes_here(one, today)]
        self.card.owners = tuple(one.name for one in known)
        self.card.themes = themes()
        self._under = _groups(waiting_here, unhappy, watched)
        counts = {name: len(some) for name, some in self._under.items()}
        counts |= {TO_CALL: number, DONE: sum(one.called for one in shares)}
        self.groups.show_groups(
            [
                (title, [(name, icon, counts[name]) for name, icon in entries])
                for title, entries in GROUPS
            ]
        )
        if self.groups.current not in self._under:
            self.groups.light(self._first())
        self.units.show_units(shares, today.year)
        self.act(*([self.city_button] if desk.may(Action.ESCALATE) else []))
        self._list()

    def _first(self) -> str:
        """Where this officer begins: what is theirs to do."""
        mine = [EXPLAIN, SIGN] if self.desk.may(Action.EXPLAIN_CALLBACK) else [TO_CALL, AGAIN]
        return next((name for name in mine if self._under[name]), mine[0])

    def _list(self) -> None:
        found = self._under.get(self.groups.current, ())
        if self.groups.current == DONE:
            found = self._called()
        self.table.show_rows(found)
        if found and self.table.current() is None:
            self.table.go_to(0)
        self._lists.setCurrentIndex(0 if found else 1)
        self.card.show_one(self.table.current())
        self.say_context(f"{self.groups.current}　{len(found)} 件")

    def _called(self) -> Sequence[Followed]:
        """Those called back last; read only when somebody wants to see them."""
        units = reach(self.desk.officer, Action.SEE_TICKET, today=self.desk.today)
        with self.desk.store.reading() as connection:
            return called_back(connection, units)

    def open(self, target: object) -> None:
        """Show a group by its name, or a ticket by its reference."""
        match target:
            case str() if target in self._under:
                self.groups.light(target)
                self._list()
            case str():
                self._go_to(target)

    def _go_to(self, ref: str) -> None:
        holding = (
            (name, at)
            for name, some in self._under.items()
            for at, one in enumerate(some)
            if one.follow_up.ref == ref
        )
        name, at = next(holding, ("", -1))
        if name:
            self.groups.light(name)
            self._list()
            self.table.go_to(at)

    def leave(self) -> bool:
        if self.card.written():
            self.desk.say("回访里写了还没有记下。记下以后再离开，或者把写的删掉。")
            return False
        return True

    # writing

    def _do(self, what: str, op: Callable[[Any, str, Any], Any], done: Any) -> bool:
        """One step on the ticket that is shown."""
        one, officer = self.card.shown, self.desk.officer
        if one is None:
            return False
        ref = one.follow_up.ref
        self.card.shown = None  # the same ticket is another one afterwards
        kept = self.desk.do(
            lambda tx: op(tx.follow_ups, ref, officer), what=what, done=done, undo=False
        )
        if not kept:
            self.card.shown = one
        return kept

    def _call(self, outcome: CallOutcome, note: str) -> bool:
        if not self.desk.may(Action.CALL_BACK):
            return False
        return self._do(
            "记一次回访拨打",
            lambda ups, ref, by: ups.attempt(ref, outcome, by=by, note=note),
            f"记下了：{outcome.value}。",
        )

    def _rate(self, service: Any, result: Any, solved: Any, note: str) -> bool:
        if service is None or result is None:
            self.desk.deal_with(Refusal("请先选对服务和对结果满不满意。"))
            return False
        return self._do(
            "记回访结果",
            lambda ups, ref, by: ups.rate(
                ref, service=service, result=result, solved=solved, by=by, note=note
            ),
            _rated_words,
        )

    def _refuse(self, note: str) -> bool:
        return self._do(
            "记拒访",
            lambda ups, ref, by: ups.refuse(ref, by=by, note=note),
            "记下了：拒访，另列，不算没有回访。",
        )

    def _give_up(self, note: str) -> bool:
        return self._do(
            "记联系不上",
            lambda ups, ref, by: ups.give_up(ref, by=by, note=note),
            "记下了：联系不上，几次拨打都留着。",
        )

    def _show_number(self, part: CallPart) -> None:
        one, officer = self.card.shown, self.desk.officer
        if one is not None:
            ref = one.follow_up.ref
            self.desk.do(
                lambda tx: tx.sights.look(ref, ["petitioner_phone"], "回访", by=officer),
                what="查看诉求人电话",
                done="号码已显示，您的姓名和时间记在工单的时间线上。",
                then=lambda seen: part.show_number(seen["petitioner_phone"]),
                undo=False,
            )

    def _explain(self, why: str, missed: str, remedy: str) -> bool:
        return self._do(
            "写回访情况说明",
            lambda ups, ref, by: ups.explain(ref, why=why, missed=missed, remedy=remedy, by=by),
            "说明交上去了，等分管领导签字。",
        )

    def _sign(self) -> bool:
        return self._do(
            "签回访情况说明",
            lambda ups, ref, by: ups.sign(ref, by=by),
            "签好了，这件由消保科再次回访。",
        )

    def _ask_back(self) -> None:
        self._ask("退回重写", "写说明的人会在待办里看到您写的。", "退回", self._send_back)

    def _send_back(self, reason: str) -> bool:
        return self._do(
            "退回情况说明", lambda ups, ref, by: ups.send_back(ref, reason, by=by), "已退回重写。"
        )

    def _ask_city(self) -> None:
        popup = AskPopup(
            self,
            title="登记市级回访不满意",
            sentence="市热线回访的结果不满意，登记以后列到“待立督办”。",
            verb="登记",
            field="工单编号",
            empty="请写工单编号。",
        )
        popup.given.connect(self.mark_city)
        popup.show_above(self.table)

    def mark_city(self, ref: str) -> bool:
        """Note that the city's callback found somebody dissatisfied."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: tx.follow_ups.mark_city(ref, by=officer),
            what="登记市级回访不满意",
            done=f"工单 {ref} 列到待立督办了。",
            then=lambda _none: self.open(ref),
        )

    def _raise(self, owner: str, due: Any) -> bool:
        return self._do(
            "立专项督办",
            lambda ups, ref, by: ups.escalate(ref, owner=owner, due=due, by=by),
            f"立了专项督办，{owner}会在待办里看到。",
        )

    def _analyse(self, text: str) -> bool:
        return self._do(
            "写督办分析",
            lambda ups, ref, by: ups.analyse(ref, text, by=by),
            "分析交上去了，等消保科下结论。",
        )

    def _ask_analysis_back(self) -> None:
        words = "负责分析的人会在待办里看到您写的；期限不变。"
        self._ask("退回再分析", words, "退回", self._return_analysis)

    def _return_analysis(self, reason: str) -> bool:
        return self._do(
            "退回督办分析",
            lambda ups, ref, by: ups.return_analysis(ref, reason, by=by),
            "已退回再分析。",
        )

    def _conclude(self, said: Conclusion) -> bool:
        if said.at_fault is None:
            self.desk.deal_with(Refusal("请先选有责还是无责。"))
            return False
        return self._do(
            "专项督办结论",
            lambda ups, ref, by: ups.conclude(
                ref,
                at_fault=said.at_fault,
                reason=said.reason,
                case_text=said.case,
                in_circular=said.in_circular,
                point=office_point(ref, said.theme, said.point) if said.point.strip() else None,
                by=by,
            ),
            "有责，已作典型案例。" if said.at_fault else "无责，督办结束。",
        )

    def _ask(self, title: str, sentence: str, verb: str, give: Callable[[str], Any]) -> None:
        popup = AskPopup(
            self,
            title=title,
            sentence=sentence,
            verb=verb,
            field="还差什么",
            empty="请写明还差什么。",
        )
        popup.given.connect(give)
        popup.show_above(self.card)


def _comes_here(officer: Officer, today: date) -> bool:
    """Whether the officer can open this page, and so analyse what is under escalation."""
    actions = (Action.CALL_BACK, Action.EXPLAIN_CALLBACK)
    return any(may(officer, action, today=today) for action in actions)


def _ticket(one: Followed) -> Any:
    return one.follow_up.ticket


def _calls(one: Followed) -> Cell:
    return f"{len(one.follow_up.calls())} 次" if one.follow_up.calls() else ""


def _groups(
    waiting: Sequence[Followed],
    unhappy: Sequence[Followed],
    watched: Sequence[Followed],
) -> dict[str, Sequence[Followed]]:
    rounds = follow_up_rules().rounds
    standing = {
        value: [one for one in unhappy if one.follow_up.standing(rounds).value == value]
        for value in (AGAIN, EXPLAIN, SIGN)
    }
    twice = [one for one in unhappy if wants_escalation(one)]
    there = {one.id: one for one in (*watched, *twice)}.values()
    closed = [o for o in there if o.escalation and o.escalation.state is EscalationState.CLOSED]
    return {
        TO_CALL: waiting,
        **standing,
        TO_RAISE: [one for one in there if wants_escalation(one)],
        WATCHED: [one for one in there if one.escalation is not None and one not in closed],
        CONCLUDED: closed,
        DONE: (),
    }


def _rated_words(ended: RoundResult) -> str:
    if ended.is_dissatisfied:
        return "记下了：不满意。已退回所队说明，签字以后再回访。"
    return f"记下了：{ended.rating.value if ended.rating else ''}。"
