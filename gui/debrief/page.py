"""复盘: the shortfalls of one campaign become handling points and remedies."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from core.figures.words import interval, per_cent, whole_marks
from core.review.campaign import CampaignState
from core.review.debrief.cases import Case, CaseKind
from core.review.debrief.citing import Citation, Progress, because
from core.review.debrief.recurrence import Change, Rate, Recurrence
from core.review.debrief.remedies import RemedyState
from core.tickets.guidance.points import Point
from gui.ask import AskPopup
from gui.boxes import box, card, column, frame, row, scrolled
from gui.buttons import button
from gui.debrief.cases_card import CasesCard
from gui.debrief.shortfall_card import STATES, ShortfallCard
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import label, paragraph, set_paragraph
from gui.page import Page
from gui.points.editor import PointEditor
from gui.tables.cells import Column, Stack, Tag, Words
from gui.tables.view import Table
from storage.points import themes
from storage.review.debrief.cases import cases
from storage.review.debrief.reading import Debrief, Shortfall, debrief
from storage.review.reading import campaigns
from storage.transaction import Transaction

SHOWN, NOTHING = range(2)


def _point_words(one: Shortfall) -> str:
    if one.citation is not None and one.progress in (Progress.PROPOSED, Progress.PUBLISHED):
        return f"第 {one.citation.number} 条"
    alike = one.proposal.alike
    if one.progress is not Progress.OPEN:
        return ""
    return f"像第 {alike[0].point.number} 条" if alike else "没有像的"


COLUMNS: tuple[Column[Shortfall], ...] = (
    Column(
        key="item",
        title="扣分的评查项",
        cell=lambda o: Stack(
            f"{o.proposal.loss.code} {o.proposal.loss.title}", "、".join(o.proposal.units)
        ),
        stretch=True,
    ),
    Column(
        key="n", title="件数", cell=lambda o: str(o.proposal.loss.tickets), width=52, right=True
    ),
    Column(
        key="lost",
        title="扣分",
        cell=lambda o: whole_marks(o.proposal.loss.lost),
        width=56,
        right=True,
    ),
    Column(key="point", title="要点", cell=lambda o: Words(_point_words(o), "text"), width=104),
    Column(
        key="state",
        title="",
        cell=lambda o: Tag(o.progress.value, STATES[o.progress]),
        width=108,
    ),
)


def _rate(one: Rate) -> str:
    reach = one.interval
    between = f"（{interval(reach.low, reach.high, '%')}）" if reach is not None else ""
    return f"{one.hits} / {one.n} 件　{per_cent(one.share)}{between}"


CHANGES = {
    Change.LESS: "ok",
    Change.MORE: "warn",
    Change.UNCLEAR: "plain",
    Change.FEW: "plain",
    Change.OTHER_ITEM: "plain",
}

RECURRENCES: tuple[Column[Recurrence], ...] = (
    Column(
        key="point",
        title="要点",
        cell=lambda o: Stack(f"第 {o.number} 条", f"{o.code} {o.title}"),
        width=150,
    ),
    Column(
        key="rates",
        title="上一轮和这一轮扣分的件数",
        cell=lambda o: Stack(f"这一轮 {_rate(o.after)}", f"上一轮 {_rate(o.before)}"),
        stretch=True,
    ),
    Column(
        key="change",
        title="",
        cell=lambda o: Tag(o.change.value, CHANGES[o.change]),
        width=140,
    ),
)


class DebriefPage(Page):
    title = "复盘"
    purpose = "督查里扣了分的归成处置要点，交所队整改，再看要点有没有见效。"
    kinds = frozenset(
        {"campaign", "review", "handling_point", "point_citation", "remedy", "campaign_case"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Debrief | None = None
        self._told: Sequence[Case] = ()
        self.editor: PointEditor | None = None
        self._campaign: int | None = None
        self.table: Table[Shortfall] = Table(
            "扣分的评查项", COLUMNS, key=lambda o: o.proposal.loss.code, height="roomy"
        )
        self.recurrences: Table[Recurrence] = Table(
            "要点见效没有", RECURRENCES, key=lambda o: o.code, height="roomy"
        )
        self.card = ShortfallCard()
        self._notice = paragraph("")
        self._notice_box = frame("tint", column(self._notice, margins=(12, 8, 12, 8)), tone="warn")
        self._said = label("", "caption")
        self._recurred_said = paragraph("", "dense")
        self._remedies_said = paragraph("", "dense")
        self.lay_down_button = button("立上整改台账", on=self.lay_down)
        self._see_remedies = button("看整改台账", "quiet", on=lambda: desk.go("remedies"))
        self._faces = QStackedWidget()
        self._faces.addWidget(self._sheets())
        self._faces.addWidget(
            empty_state("clipboard-list", "还没有可以复盘的督查", "督查结束、公布结果以后再复盘。")
        )
        self.setLayout(column(self._faces, gap=0))
        self.act(
            button("督查活动", icon="arrow-left", on=self._go_back),
            button("记例会", icon="users-round", on=self._go_meeting),
        )
        self._connect()

    def _sheets(self) -> QWidget:
        remedies = card(
            "整改",
            self._remedies_said,
            8,
            row(self.lay_down_button, self._see_remedies, None),
        )
        self.cases = CasesCard()
        self.cases.told.connect(self.tell)
        self._recurred = card(
            "上一轮的要点见效没有",
            self._recurred_said,
            8,
            self.recurrences,
        )
        left = column(
            self._notice_box,
            remedies,
            card("扣分归成要点", self.table, aside=(self._said,)),
            self._recurred,
            self.cases,
            None,
            gap=12,
            margins=(20, 12, 20, 12),
        )
        return box(row((scrolled(box(left)), 1), self.card, gap=0))

    def _connect(self) -> None:
        self.table.current_changed.connect(self._show_card)
        self.card.adopt_asked.connect(self._write)
        self.card.merged.connect(self.merge)
        self.card.aside_asked.connect(self._ask_aside)
        self.card.point_asked.connect(lambda number: self.desk.go("points", number))
        self.desk.refused.connect(self._on_refused)

    def regions(self) -> Sequence[QWidget]:
        if self.editor is not None:
            return (self.editor,)
        return (self.table, self.card, self.recurrences)

    def begin_at(self) -> QWidget | None:
        return self.editor or self.table

    def primary(self) -> QAbstractButton | None:
        return self.editor.give if self.editor is not None else super().primary()

    # what is shown

    def open(self, target: object) -> None:
        """Show the campaign of that number."""
        if isinstance(target, int):
            self.stop_writing()
            self._campaign = target
            self.load()
            self.table.setFocus()

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            closed = [o for o in campaigns(connection) if o.state is CampaignState.CLOSED]
            known = [one.id for one in closed]
            id_ = self._campaign if self._campaign in known else next(iter(known), None)
            self._campaign = id_
            self.found = (
                debrief(connection, id_, today=self.desk.today) if id_ is not None else None
            )
            self._told = cases(connection, id_) if id_ is not None else ()
        if self.editor is None:
            self._show()

    def _show(self) -> None:
        found = self.found
        self._faces.setCurrentIndex(SHOWN if found is not None else NOTHING)
        if found is None:
            return
        self.say_context(found.report.title)
        self._notice_box.setVisible(bool(found.open_until))
        set_paragraph(self._notice, found.open_until)
        self.table.show_whole(found.shortfalls)
        if found.shortfalls and self.table.current() is None:
            self.table.go_to(0)
        left = sum(one.progress is Progress.OPEN for one in found.shortfalls)
        whole = len(found.shortfalls)
        self._said.setText(f"{whole} 项，{left} 项还没有归" if left else f"{whole} 项都已归好")
        self._show_remedies(found)
        self._show_recurrences(found.recurrences)
        refs = [ticket.ref for ticket in found.report.reviewed]
        self.cases.show_cases(self._told, refs, locked=not found.open_until)
        self._show_card()

    def _show_remedies(self, found: Debrief) -> None:
        done = sum(one.state is RemedyState.CLOSED for one in found.remedies)
        units = "、".join(dict.fromkeys(one.unit for one in found.left))
        said = f"台账上有 {len(found.remedies)} 项，已销号 {done} 项。" if found.remedies else ""
        if found.left:
            said += (
                f"还有 {len(found.left)} 项没有立：{units}。责任人先写各单位负责人，"
                f"期限 {found.due.month} 月 {found.due.day} 日，立了以后在台账里可以看到。"
            )
        set_paragraph(self._remedies_said, said or "没有要整改的：没有一项扣分。")
        self.lay_down_button.setText(f"立上整改台账（{len(found.left)} 项）")
        self.lay_down_button.setVisible(bool(found.left) and not found.open_until)
        self._see_remedies.setVisible(bool(found.remedies))

    def _show_recurrences(self, some: Sequence[Recurrence]) -> None:
        self._recurred.setVisible(bool(some))
        self.recurrences.show_whole(some)
        if some:
            set_paragraph(
                self._recurred_said,
                f"要点出自“{some[0].earlier}”。只数随机抽到、这一项适用的件；"
                "两轮的 95% 区间不重叠才算有变化。",
            )

    def _show_card(self, *_: object) -> None:
        locked = self.found is not None and not self.found.open_until
        self.card.show_shortfall(self.table.current(), locked=locked)

    def _go_back(self) -> None:
        self.desk.go("campaigns", self._campaign)

    def _go_meeting(self) -> None:
        if self._campaign is not None:
            self.desk.go("meetings", ("debrief", self._campaign))

    # writing

    def _write(self, one: Shortfall) -> None:
        """Write the words of a new point, beginning with what is proposed."""
        assert self.found is not None  # noqa: S101 -- asked from its card
        self.editor = PointEditor(themes(), [self.found.report.title])
        self.editor.proposed.connect(lambda point, why: self.adopt(one, point, why))
        self.editor.left.connect(self.stop_writing)
        self._faces.addWidget(self.editor)
        self._faces.setCurrentWidget(self.editor)
        self.editor.show_point(one.proposal.point, because(one.proposal))

    def stop_writing(self) -> None:
        """Go back to the list; what was written is gone."""
        if self.editor is not None:
            self._faces.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            self._show()
            self.table.setFocus()

    def adopt(self, one: Shortfall, point: Point, why: str) -> bool:
        """Propose the point as it was written; a colleague confirms it."""
        id_, code, officer = self._campaign or 0, one.proposal.loss.code, self.desk.officer

        def write(tx: Transaction) -> Citation:
            return tx.debriefs.adopt(id_, code, point, by=officer, reason=why)

        return self.desk.do(
            write,
            what="归纳处置要点",
            done=lambda made: f"第 {made.number} 条已提出，等另一位同事确认。",
            then=lambda _made: self.stop_writing(),
            undo=False,
        )

    def merge(self, one: Shortfall, number: int) -> bool:
        """Count the deductions towards a standing point."""
        id_, code, officer = self._campaign or 0, one.proposal.loss.code, self.desk.officer
        return self.desk.do(
            lambda tx: tx.debriefs.merge(id_, code, number, by=officer),
            what="并入处置要点",
            done=f"{code} {one.proposal.loss.title}已并入第 {number} 条。",
            undo=False,
        )

    def set_aside(self, one: Shortfall, reason: str) -> bool:
        """Make no point of it."""
        id_, code, officer = self._campaign or 0, one.proposal.loss.code, self.desk.officer
        return self.desk.do(
            lambda tx: tx.debriefs.set_aside(id_, code, reason, by=officer),
            what="不立要点",
            done=f"{code} {one.proposal.loss.title}不立要点，理由已记下。",
            undo=False,
        )

    def tell(self, ref: str, kind: CaseKind, text: str) -> bool:
        """Keep what a ticket teaches."""
        id_, officer = self._campaign or 0, self.desk.officer
        return self.desk.do(
            lambda tx: tx.cases.tell(id_, ref, kind, text, by=officer),
            what=f"写{kind}",
            done=f"{kind}已写下。",
            undo=False,
        )

    def _ask_aside(self, one: Shortfall) -> None:
        popup = AskPopup(
            self,
            title=f"{one.proposal.loss.code} {one.proposal.loss.title}：不立要点",
            sentence="扣分照样在结果里，整改照样要做；只是不归成要点。",
            verb="不立",
            field="理由",
            empty="请写明为什么这一项不立要点。",
        )
        popup.given.connect(lambda reason: self.set_aside(one, reason))
        popup.show_above(self.card)

    def lay_down(self) -> bool:
        """Put all that is left on the list of remedies."""
        id_, officer = self._campaign or 0, self.desk.officer
        return self.desk.do(
            lambda tx: tx.debriefs.lay_down(id_, by=officer),
            what="立整改台账",
            done=lambda number: f"立了 {number} 项整改，责任人的待办里已经有了。",
            undo=False,
        )

    def _on_refused(self, sentence: str, key: str) -> None:
        if self.editor is not None and self.isVisible():
            self.editor.say(sentence, key)
