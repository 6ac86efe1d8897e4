"""督查活动: the list of campaigns, planning one, and one campaign from its plan to its results."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from core.errors import Refusal
from core.people import Action
from core.review.anchors import Anchor
from core.review.assignment import Reviewer
from core.review.campaign import Campaign, CampaignKind, CampaignState, Plan
from core.review.matters import MatterKind
from core.review.papers.choosing import Document
from core.review.reviews import Stage, Task
from core.review.sampling import seed_hash
from core.review.verifying import draw_problems
from gui.boxes import box, column, row, scrolled
from gui.buttons import button
from gui.desk import Desk
from gui.dialogs.window import DialogWindow, confirm
from gui.empty import empty_state
from gui.jobs import Progress
from gui.page import Page
from gui.review.campaign_body import CampaignBody
from gui.review.campaign_list import COLUMNS
from gui.review.kind_editor import KindEditor
from gui.review.matters_card import Step, Verb
from gui.review.plan_preview import PlanPreview
from gui.review.plan_sheet import PlanSheet
from gui.review.standing import Standing, read_standing
from gui.tables.view import Table
from storage.review.anchors import rechecked_of
from storage.review.own_kinds import all_kinds
from storage.review.planning import Layout, lay_out
from storage.review.reading import campaigns, load_certificate, load_frame
from storage.review.rubric_versions import confirmed_rubrics
from storage.review.rubrics import campaign_rules
from storage.review.thirds import ask_thirds
from storage.views import saved_views

PREVIEW_AFTER = 350
"""Milliseconds after the last change of a plan in which its numbers are worked out."""
USUAL_KIND = "不属实件"
LIST, PLAN, ONE, NONE, KIND = range(5)


class CampaignsPage(Page):
    title = "督查活动"
    purpose = "部署抽查、抽样、看进度、公布结果，抽的是哪几件谁都能重算。"
    kinds = frozenset({"campaign", "review"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: Table[Campaign] = Table("督查", COLUMNS, key=lambda one: one.id)
        self.plan_sheet = PlanSheet(campaign_rules().kinds, campaign_rules().directed)
        self.preview = PlanPreview()
        self.kind_editor = KindEditor()
        self.body = CampaignBody()
        self.standing: Standing | None = None
        self.closing: DialogWindow | None = None
        self._all: list[Campaign] = []
        self._shown: int | None = None
        self._mode = ONE
        self._preview_due = QTimer(self, singleShot=True, interval=PREVIEW_AFTER)
        self._preview_due.timeout.connect(self._work_out)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        plans = self.desk.may(Action.PLAN_CAMPAIGN)
        sheets = row((self.plan_sheet, 6), (self.preview, 5), gap=12)
        planning = scrolled(box(column((sheets, 1), margins=(20, 12, 20, 16))))
        self._begin = button("部署督查", "primary", "plus", on=self.begin_plan)
        why = (
            "从已办结的工单里按所队分层抽样，自评、互评、科室复核，结果可以打印。"
            if plans
            else "消保科部署督查以后，抽样公证和结果列在这里。"
        )
        first = [button("部署第一次督查", "primary", "plus", on=self.begin_plan)] if plans else []
        nothing = empty_state("clipboard-list", "还没有督查", why, first)
        nothing.setObjectName("campaigns-nothing")
        listing = box(column(self.list, gap=0), "surface")
        for widget in (listing, planning, self.body, nothing, self.kind_editor):
            self._stack.addWidget(widget)
        self.setLayout(column(self._stack, gap=0))
        self._to_list = button("全部督查", icon="list", on=self.show_list)
        self._recheck = button("进入复核", "primary", "arrow-right", on=self._go_recheck)
        self._close = button("结束并公布", "primary", on=self.ask_to_close)
        self._results = button("看每一件", icon="table-2", on=self._go_results)
        self._appraisal = button("年度考核", on=lambda: self.desk.go("appraisal"))
        self._debrief = button("复盘", "primary", on=self._go_debrief)

    def _connect(self) -> None:
        self.list.opened.connect(lambda one: self.show_campaign(one.id))
        self.plan_sheet.edited.connect(self._preview_due.start)
        self.plan_sheet.anchors.asked.connect(self.offer_anchors)
        self.plan_sheet.planned.connect(self.plan)
        self.plan_sheet.left.connect(self._leave_plan)
        self.plan_sheet.kind_asked.connect(self.begin_kind)
        self.kind_editor.left.connect(self.begin_plan)
        self.kind_editor.made.connect(self.make_kind)
        self.desk.refused.connect(self._say_of_kind)
        body = self.body
        body.seed.given.connect(self._use_seed)
        body.assign_asked.connect(self.assign)
        body.certificate.recount_asked.connect(self.recount)
        body.certificate.print_asked.connect(self._go_print)
        body.results.all_asked.connect(partial(self.desk.go, "campaign-result"))
        body.results.quality_asked.connect(partial(self.desk.go, "campaign-quality"))

    def regions(self) -> Sequence[QWidget]:
        body = self.body
        return (
            self.list, self.kind_editor, self.plan_sheet, self.preview, body.seed, body.certificate,
            body.progress, body.matters, body.results,
        )  # fmt: skip

    def primary(self) -> QAbstractButton | None:
        """What Ctrl+Enter presses: the action above, or the step in the sheet that is shown."""
        candidates = [
            *self.actions_shown,
            self.kind_editor.give,
            self.plan_sheet.go,
            self.body.seed.go,
        ]
        candidates.append(self.body.assign_button)
        return next(
            (
                one
                for one in candidates
                if isinstance(one, QAbstractButton)
                and one.property("kind") == "primary"
                and one.isVisible()
            ),
            None,
        )

    # what is shown

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            self._all = campaigns(connection)
        if self._mode in (PLAN, KIND):
            return
        if not self._all:
            self._show_mode(NONE)
            return
        if self._mode == LIST:
            self.show_list()
            return
        self.show_campaign(self._shown or _current(self._all).id)

    def open(self, target: object) -> None:
        """Show a campaign by its number, or "plan" to begin a new one."""
        if target == "plan" and self.desk.may(Action.PLAN_CAMPAIGN):
            self.begin_plan()
        elif isinstance(target, int):
            self.show_campaign(target)

    def show_list(self) -> None:
        self._shown = None
        self.list.show_rows(self._all)
        self._show_mode(LIST)

    def show_campaign(self, id_: int) -> None:
        desk = self.desk
        with desk.store.reading() as connection:
            self.standing = read_standing(connection, id_, desk.officer, desk.now())
        self._shown = id_
        plans = desk.may(Action.PLAN_CAMPAIGN)
        self.body.show_standing(self.standing, plans=plans, officer=desk.officer.name)
        self.body.matters.show_matters(self.standing.matters, self._verbs(), self._steps())
        self._show_mode(ONE)

    def _show_mode(self, mode: int) -> None:
        self._mode = mode
        self._stack.setCurrentIndex(mode)
        self._say_heading()

    def _say_heading(self) -> None:
        if self._mode == ONE and self.standing is not None:
            about = self.standing.about
            self.say_title(about.plan.title)
            self.say_context(str(about.state))
            self.act(*self._actions(self.standing))
            return
        self.say_title({PLAN: "部署督查", KIND: "自定专项"}.get(self._mode, "督查活动"))
        self.say_context(f"{len(self._all)} 次" if self._mode == LIST else "")
        can_plan = self._mode == LIST and self.desk.may(Action.PLAN_CAMPAIGN)
        self.act(*([self._appraisal, self._begin] if can_plan else []))

    def _actions(self, standing: Standing) -> list[QWidget]:
        """The way to the list, and what is to be done next."""
        if standing.about.state is CampaignState.CLOSED:
            debriefs = self.desk.may(Action.FOLLOW_REMEDIES)
            return [self._to_list, self._debrief if debriefs else self._results]
        if not self.desk.may(Action.PLAN_CAMPAIGN) or not standing.report.progress:
            return [self._to_list]
        if standing.is_complete:
            return [self._to_list, self._close]
        return [self._to_list, self._recheck] if standing.to_recheck else [self._to_list]

    def _verbs(self) -> dict[MatterKind, Verb]:
        return {
            MatterKind.THIRD: Verb("指派", self.ask_thirds),
            MatterKind.AWAY: Verb("改派", self.reassign_absent),
            MatterKind.RECHECK: Verb("复核", self._go_recheck),
            MatterKind.LATE: Verb("看是谁", self._go_results),
            MatterKind.DIFFERENCE: Verb("查看", self._go_results),
        }

    def _steps(self) -> list[Step]:
        """Closing, as long as it cannot be done: what hinders it."""
        standing = self.standing
        if standing is None or standing.is_complete:
            return []
        hindrance = f"还有 {standing.without_mark} 件没有最终分"
        verb = Verb("结束并公布", self.ask_to_close)
        return [Step("flag", "结束督查，向所队公布结果", verb, hindrance)]

    def _go_recheck(self) -> None:
        self.desk.go("review", Stage.RECHECK)

    def _go_debrief(self) -> None:
        self.desk.go("debrief", self._shown)

    def _go_results(self) -> None:
        """Show the tickets of this campaign."""
        assert self.standing is not None  # noqa: S101 -- asked from a shown campaign
        self.desk.go("campaign-result", self.standing.about.id)

    def _go_print(self) -> None:
        """Show the certificate of the draw as it prints."""
        assert self.standing is not None  # noqa: S101 -- asked from a shown campaign
        self.desk.go("campaign-papers", (self.standing.about.id, Document.CERTIFICATE))

    # planning

    def begin_plan(self) -> None:
        """Open the sheet for a new campaign."""
        self._begin_plan_of(USUAL_KIND)

    def _begin_plan_of(self, usual: str) -> None:
        with self.desk.store.reading() as connection:
            views = saved_views(connection, self.desk.officer.name)
            kinds = all_kinds(connection)
        self._show_mode(PLAN)
        self.plan_sheet.begin(self.desk.today, views, usual, kinds)

    def begin_kind(self) -> None:
        """Make a kind of campaign of the section's own."""
        with self.desk.store.reading() as connection:
            views = saved_views(connection, self.desk.officer.name)
            rubrics = confirmed_rubrics(connection)
        self._show_mode(KIND)
        self.kind_editor.begin(views, rubrics)

    def make_kind(self, kind: CampaignKind, anew: bool) -> None:  # noqa: FBT001 -- a slot
        """Keep the kind; go on with the plan, or first with the rubric that it begins."""
        by = self.desk.officer
        self.desk.do(
            lambda tx: tx.kinds.add(kind, by=by, anew=anew),
            what="自定专项",
            done=f"“{kind.name}”已立。{'评查表是草稿，改好提交确认。' if anew else ''}",
            then=lambda made: self._after_kind(made, anew=anew),
            undo=False,
        )

    def _after_kind(self, made: CampaignKind, *, anew: bool) -> None:
        if anew:
            self._leave_plan()
            self.desk.go("rubrics", made.rubric)
        else:
            self._begin_plan_of(made.name)

    def _say_of_kind(self, sentence: str, field: str) -> None:
        if self._mode == KIND:
            self.kind_editor.say(sentence, field)

    def offer_anchors(self) -> None:
        """List the rechecked tickets that can be planted in a campaign of the kind chosen."""
        store, today, name = self.desk.store, self.desk.today, self.plan_sheet.kind.chosen

        def job(_progress: Progress) -> Sequence[Anchor]:
            with store.reading() as connection:
                return rechecked_of(connection, name, today)

        self.desk.jobs.start(job, self.plan_sheet.anchors.offer)

    def _leave_plan(self) -> None:
        self._mode = ONE
        self.load()

    def _work_out(self) -> None:
        """Work out what the plan comes to, aside: a frame may be looked for among all tickets."""
        try:
            plan = self.plan_sheet.plan()
        except Refusal as refusal:
            self._say_refusal(refusal)
            return
        store, today = self.desk.store, self.desk.today
        self.preview.say_working()

        def job(_progress: Progress) -> Layout:
            with store.reading() as connection:
                return lay_out(connection, plan, today=today)

        self.desk.jobs.start(job, partial(self._show_layout, plan), instead=self._say_refusal)

    def _show_layout(self, plan: Plan, layout: Layout) -> None:
        if self._is_still(plan):
            self.preview.show_layout(layout)

    def _is_still(self, plan: Plan) -> bool:
        """Whether the sheet still asks for this plan."""
        try:
            return self._mode == PLAN and self.plan_sheet.plan() == plan
        except Refusal:
            return False

    def _say_refusal(self, error: BaseException) -> bool:
        if not isinstance(error, Refusal):
            return False
        self.plan_sheet.say(error)
        self.preview.show_nothing("改好左边标出的地方，这里会重新预计。")
        return True

    def plan(self) -> None:
        """Lay the campaign down as it is written on the sheet."""
        try:
            plan = self.plan_sheet.plan()
        except Refusal as refusal:
            self._say_refusal(refusal)
            return
        self.desk.do_later(
            lambda tx, _progress: tx.campaigns.plan(plan),
            what=f"部署{plan.title}",
            title=f"正在部署{plan.title}",
            cancelling="取消后这次督查不会建立。",
            done=lambda made: f"已部署“{made.plan.title}”，总体 {made.frame_count} 件。",
            then=self._show_new,
            undo=False,
            instead=self._say_refusal,
        )

    def _show_new(self, made: Campaign) -> None:
        self._mode, self._shown = ONE, made.id
        self.load()

    # the steps

    def _use_seed(self, seed: str, origin: str) -> None:
        """Seal the seed, or draw with it: whichever the campaign is at."""
        assert self.standing is not None  # noqa: S101 -- asked from a shown campaign
        about = self.standing.about
        if about.state is CampaignState.PLANNED:
            done = self.desk.do(
                lambda tx: tx.campaigns.commit(about.id, seed_hash(seed), origin=origin),
                what="封存种子",
                done=f"种子已封存，总体 {about.frame_count} 件已锁定。",
                undo=False,
            )
        else:
            done = self.desk.do(
                lambda tx: tx.campaigns.draw(about.id, seed),
                what="抽取样本",
                done=lambda drawn: f"已抽取 {len(drawn)} 件，谁都可以复算。",
                undo=False,
            )
        if done:
            self.body.seed.clear()
        elif about.state is CampaignState.LOCKED:
            self.body.seed.say("和封存的种子不一致，没有抽取。一个字符都不能差。")

    def assign(self) -> None:
        """Share the drawn tickets out."""
        assert self.standing is not None  # noqa: S101 -- asked from a shown campaign
        id_ = self.standing.about.id
        self.desk.do_later(
            lambda tx, _progress: tx.campaigns.assign(id_),
            what="分派评查人",
            title="正在分派评查人",
            cancelling="取消后一件也不会分派。",
            done=lambda made: f"{len(made)} 件已分派，自评、互评可以开始了。",
            undo=False,
        )

    def ask_thirds(self) -> None:
        """Give the tickets whose peers differ too much a third review."""
        assert self.standing is not None  # noqa: S101 -- asked from a shown campaign
        id_ = self.standing.about.id
        self.desk.do(
            lambda tx: ask_thirds(tx, id_),
            what="指派第三人复评",
            done=lambda chosen: (
                f"{len(chosen)} 件已派第三人复评，复评交齐再复核。"
                if chosen
                else "要第三人复评的都已经派了，等他们交。"
            ),
            undo=False,
        )

    def reassign_absent(self) -> None:
        """Give what absent reviewers have not handed in to others."""
        assert self.standing is not None  # noqa: S101 -- asked from a shown campaign
        id_ = self.standing.about.id
        self.desk.do(
            lambda tx: tx.campaigns.reassign_absent(id_),
            what="改派不在岗的人的评查",
            done=_moved_words,
            undo=False,
        )

    def recount(self) -> None:
        """Do the draw again from the certificate and the frame, and say what comes out."""
        assert self.standing is not None  # noqa: S101 -- asked from a shown campaign
        about = self.standing.about
        with self.desk.store.reading() as connection:
            certificate = load_certificate(connection, about)
            frame = load_frame(connection, about.id)
        self.body.certificate.say_recount(draw_problems(certificate, frame))

    def ask_to_close(self) -> None:
        """Close the campaign, after a question: with that the results leave the section."""
        assert self.standing is not None  # noqa: S101 -- asked from a shown campaign
        about = self.standing.about
        self.closing = confirm(
            self.window(),
            f"结束“{about.plan.title}”？",
            "结束以后所队能看到自己的结果，评分不能再改，也不能再退回。",
            yes="结束并公布",
            no="先不结束",
            do=lambda: self._close_campaign(about.id),
        )

    def _close_campaign(self, id_: int) -> None:
        self.desk.do(
            lambda tx: tx.campaigns.close(id_),
            what="结束督查",
            done="督查已结束，结果已公布，可以打印汇总。",
            undo=False,
        )


def _moved_words(moved: Sequence[tuple[Task, Reviewer | None]]) -> str:
    left = sum(new is None for _, new in moved)
    said = f"{len(moved) - left} 份已改派，每一份写明接替谁、为什么。"
    return f"{said}还有 {left} 份没有别人可派，请扩充评查人。" if left else said


def _current(some: Sequence[Campaign]) -> Campaign:
    """The newest campaign under way; without one the newest."""
    running = (one for one in some if one.state is not CampaignState.CLOSED)
    return next(running, some[0])
