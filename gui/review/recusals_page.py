"""回避和请假: who is to be kept away from which tickets, who is away, which units are linked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from core.absences import Absence
from core.dates import read_date
from core.errors import Refusal
from core.people import Action
from core.review.linked import plain, read_pairs
from core.review.mutual import Pair
from core.review.recusals import Recusal, RecusalKind
from gui import theme
from gui.boxes import box, card, column, row, scrolled
from gui.buttons import button
from gui.choices import Choices
from gui.combo import Combo
from gui.desk import Desk
from gui.labels import label
from gui.page import Page
from gui.review.reason_row import ReasonRow
from gui.tables.cells import Column, Stack, Tag, Words
from gui.tables.view import Table
from storage.people import absences, officers, units
from storage.review.recusals import linked_units, recusals

NAME, DAY, LINES = 96, 120, 66

RECUSALS: tuple[Column[Recusal], ...] = (
    Column(key="who", title="谁回避", cell=lambda one: Words(one.officer, "text"), width=110),
    Column(
        key="about",
        title="回避什么，为什么",
        cell=lambda one: Stack(f"{one.kind}：{one.about}", one.reason),
        stretch=True,
    ),
    Column(
        key="when",
        title="申报",
        cell=lambda one: f"{one.declared_at:%Y-%m-%d}" if one.declared_at else "",
        width=92,
    ),
    Column(
        key="state",
        title="",
        cell=lambda one: Tag("有效", "ok") if one.holds else Tag("已撤回", "plain"),
        tip=lambda one: "" if one.holds else f"{one.taken_back_by}：{one.taken_back_reason}",
        width=76,
    ),
)

ABSENCES: tuple[Column[Absence], ...] = (
    Column(key="who", title="谁不在岗", cell=lambda one: Words(one.officer, "text"), width=110),
    Column(key="when", title="起止", cell=lambda one: f"{one.since} 至 {one.until}", width=190),
    Column(key="why", title="原因", cell=lambda one: one.reason, stretch=True),
)


class RecusalsPage(Page):
    title = "回避和请假"
    purpose = "申报不该由谁来评，登记谁不在岗，分派和改派时自动绕开。"
    kinds = frozenset({"recusal", "absence", "officer", "setting"})
    keys = (("Ctrl Enter", "申报回避"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.recusals: Table[Recusal] = Table(
            "回避申报", RECUSALS, key=lambda one: one.id, height="roomy"
        )
        self.absences: Table[Absence] = Table("不在岗", ABSENCES, key=lambda one: one.id)
        self.officer, self.away = Combo(), Combo()
        self.kind = Choices([(kind, str(kind)) for kind in RecusalKind])
        self.about, self.reason = QLineEdit(), QLineEdit()
        self.since, self.until, self.why_away = QLineEdit(), QLineEdit(), QLineEdit()
        self.linked = QPlainTextEdit()
        self.asking = ReasonRow()
        self.declare_button = button("申报回避", "primary", on=self.declare)
        self._name_fields()
        self._lay_out()
        self.recusals.opened.connect(self.ask_to_take_back)

    def _name_fields(self) -> None:
        for field, name in (
            (self.officer, "谁回避"), (self.kind, "回避什么"), (self.about, "编号或名称"),
            (self.reason, "为什么回避"), (self.away, "谁不在岗"), (self.since, "从哪一天"),
            (self.until, "到哪一天"), (self.why_away, "为什么不在岗"), (self.linked, "关联单位"),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self.about.setPlaceholderText("工单编号，或被诉方的名称、信用代码")
        self.reason.setPlaceholderText("如负责人是近亲属")
        self.why_away.setPlaceholderText("如年休假、病假、借调")
        self.linked.setPlaceholderText("一行一对：九亭所、泗泾所")
        self.linked.setTabChangesFocus(True)
        self.linked.setFixedHeight(theme.text_size(LINES))
        for field in (self.since, self.until):
            field.setFixedWidth(theme.text_size(DAY))

    def _lay_out(self) -> None:
        take_back = button("撤回选中的…", "quiet", on=self.ask_to_take_back)
        drop = button("撤销选中的", "quiet", on=self.drop)
        lists = [card("回避申报", self.recusals, 6, self.asking, row(take_back, None))]
        forms = [self._declaring()]
        if self.is_section:
            lists.append(card("不在岗", self.absences, 6, row(drop, None)))
            forms += [self._entering(), self._linking()]
        left, right = column(*lists, None, gap=12), column(*forms, None, gap=12)
        both = row((left, 6), (right, 4), gap=12, margins=(20, 12, 20, 16))
        self.setLayout(column(scrolled(box(both)), gap=0))

    @property
    def is_section(self) -> bool:
        return self.desk.may(Action.PLAN_CAMPAIGN)

    def _declaring(self) -> QFrame:
        return card(
            "申报回避",
            _line("谁回避", self.officer),
            _line("回避什么", self.kind),
            _line("编号或名称", self.about),
            _line("为什么", self.reason),
            row(self.declare_button, None),
            gap=6,
        )

    def _entering(self) -> QFrame:
        days = box(row(self.since, label("至", "second"), self.until, None, gap=8))
        return card(
            "登记不在岗",
            _line("谁", self.away),
            _line("起止", days),
            _line("原因", self.why_away),
            row(button("登记", on=self.enter), None),
            gap=6,
        )

    def _linking(self) -> QFrame:
        return card(
            "关联单位",
            label("互相关联的单位，分派时最后考虑，尽量不互评。", "caption", wrap=True),
            self.linked,
            row(button("保存", on=self.link), None),
            gap=6,
        )

    def regions(self) -> Sequence[QWidget]:
        return (self.recusals, self.absences) if self.is_section else (self.recusals,)

    # reading

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            found, away = recusals(connection), absences(connection)
            names = [one.name for one in officers(connection)]
            pairs = linked_units(connection)
        me = self.desk.officer.name
        if not self.is_section:
            found = [one for one in found if one.officer == me]
            names = [me]
        self.recusals.show_whole(found)
        self.absences.show_whole(away)
        for combo in (self.officer, self.away):
            _fill(combo, names, me)
        if not self.linked.hasFocus():
            self.linked.setPlainText("\n".join("、".join(pair) for pair in plain(pairs)))
        held = sum(one.holds for one in found)
        self.say_context(f"有效申报 {held} 条")

    # writing

    def declare(self) -> None:
        """Keep what was written as a declaration."""
        new = Recusal(
            officer=self.officer.currentText(),
            kind=self.kind.chosen or RecusalKind.TICKET,
            about=self.about.text(),
            reason=self.reason.text(),
        )
        done = self.desk.do(
            lambda tx: tx.recusals.declare(new),
            what="申报回避",
            done=f"{new.officer}已申报回避，以后的分派会绕开。",
            undo=False,
        )
        if done:
            self.about.clear()
            self.reason.clear()

    def ask_to_take_back(self, one: Recusal | None = None) -> None:
        """Ask why the chosen declaration no longer holds."""
        chosen = one if isinstance(one, Recusal) else self.recusals.current()
        if chosen is None or not chosen.holds:
            self.desk.say("请先在列表里选一条有效的申报。")
            return
        what = f"撤回{chosen.officer}对“{chosen.about}”的回避申报，写明为什么"
        self.asking.ask(what, "撤回", partial(self._take_back, chosen))

    def _take_back(self, one: Recusal, reason: str) -> bool:
        return self.desk.do(
            lambda tx: tx.recusals.take_back(one.id, reason),
            what="撤回回避申报",
            done="已撤回，记录留着。",
            undo=False,
        )

    def enter(self) -> None:
        """Keep a period in which somebody is away."""
        try:
            new = Absence(
                officer=self.away.currentText(),
                since=read_date(self.since.text(), year=self.desk.today.year),
                until=read_date(self.until.text(), year=self.desk.today.year),
                reason=self.why_away.text(),
            )
        except Refusal as refusal:
            self.desk.say(str(refusal))
            return
        done = self.desk.do(
            lambda tx: tx.people.add_absence(new),
            what="登记不在岗",
            done=f"已登记。{new.officer}手上没交的评查，在督查活动里按“改派”。",
            undo=False,
        )
        if done:
            self.why_away.clear()

    def drop(self) -> None:
        """Take the chosen absence back."""
        one = self.absences.current()
        if one is None:
            self.desk.say("请先在列表里选一段。")
            return
        self.desk.do(
            lambda tx: tx.people.drop_absence(one.id),
            what="撤销不在岗",
            done="已撤销。",
            undo=False,
        )

    def link(self) -> None:
        """Keep the pairs of linked units as they are written."""
        with self.desk.store.reading() as connection:
            names = [one.name for one in units(connection)]
        self._told(lambda: self._keep_links(read_pairs(self.linked.toPlainText(), names)))

    def _keep_links(self, pairs: frozenset[Pair]) -> None:
        self.desk.do(
            lambda tx: tx.recusals.link(pairs),
            what="设关联单位",
            done=f"已保存 {len(pairs)} 对关联单位。",
            undo=False,
        )

    def _told(self, do: Callable[[], None]) -> None:
        try:
            do()
        except Refusal as refusal:
            self.desk.say(str(refusal))


def _fill(combo: Combo, names: Sequence[str], usual: str) -> None:
    """Offer the names; whoever was chosen stays chosen."""
    chosen = combo.currentText() or usual
    if [combo.itemText(place) for place in range(combo.count())] != list(names):
        combo.clear()
        combo.addItems(names)
        combo.setCurrentIndex(max(0, combo.findText(chosen)))


def _line(name: str, editor: QWidget) -> QWidget:
    caption = label(name, "field", width=theme.text_size(NAME))
    caption.setContentsMargins(0, 6, 0, 0)
    return box(row(column(caption, None), (editor, 1), gap=8))
