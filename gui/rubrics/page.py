"""评查表: what each rubric marks and how; the section writes a draft, a second officer confirms."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from core.audit import PROGRAM
from core.people import Action
from core.review.rubric import Rubric
from core.review.rubric_versions import (
    RubricVersion,
    confirm,
    confirmed,
    discard,
    propose,
    save_draft,
    send_back,
)
from core.tickets.rules.versions import VersionState
from gui import theme
from gui.ask import AskPopup
from gui.boxes import box, column, frame, row
from gui.buttons import Strip, button
from gui.combo import Combo
from gui.desk import Desk
from gui.labels import label, paragraph, set_paragraph
from gui.page import Page
from gui.rubrics import draft
from gui.rubrics.foot import RubricFoot
from gui.rubrics.part_panel import PartPanel
from gui.rubrics.parts import COLUMNS, Part, PartKind, parts
from gui.rubrics.shown import Shown, changes, read, titles, warning
from gui.tables.view import Table
from storage.transaction import Transaction

PANEL = 520


class RubricsPage(Page):
    title = "评查表"
    purpose = "评什么、每项多少分、什么情况扣几分；改动由另一位同事确认，只对以后部署的督查生效。"
    kinds = frozenset({"rubric", "campaign_kind"})
    keys = (
        ("Ctrl N", "在这一项后面加一项（草稿）"),
        ("Alt+↑ / Alt+↓", "把这一项上移、下移（草稿）"),
        ("Ctrl S", "存草稿"),
        ("Ctrl Enter", "提交确认，或者确认生效"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._titles = titles(desk)
        self._shown: Shown = read(desk, next(iter(self._titles)))
        self._version: RubricVersion = self._shown.newest
        self._rubric: Rubric = self._version.rubric
        self.strip = Strip(list(self._titles.values()))
        self.versions = Combo()
        self.versions.setAccessibleName("版本")
        self._about = label("", "caption")
        self._warning = paragraph("", "dense")
        self._notice = frame("notice", row((self._warning, 1), margins=(16, 6, 16, 6)), tone="warn")
        self.table: Table[Part] = Table("评查项", COLUMNS, key=lambda one: one.key, height="roomy")
        self.panel = PartPanel()
        self.foot = RubricFoot(self._verbs())
        self._lay_out()
        self._connect()

    def _verbs(self) -> dict[str, tuple[str, str, str, Callable[[], object]]]:
        return {
            "discard": ("放弃草稿", "quiet", "", self.discard),
            "remove": ("删去这一项", "quiet", "", self.remove),
            "veto": ("加一项否决", "quiet", "", self.add_veto),
            "item": ("加评查项", "", "Ctrl N", self.add_item),
            "save": ("存草稿", "", "Ctrl S", self.save),
            "propose": ("提交确认…", "primary", "", self._ask_reason),
            "take_back": ("收回来改", "", "", lambda: self.send_back("")),
            "send_back": ("退回…", "", "", self._ask_opinion),
            "confirm": ("确认生效", "primary", "", self.confirm),
            "begin": ("修改评查表", "primary", "", self.begin),
        }

    def _lay_out(self) -> None:
        formula = button("计分办法", "quiet", "calculator", on=lambda: self.desk.go("formula"))
        head = row(
            self.strip, None, formula, self._about, self.versions, gap=12, margins=(16, 10, 16, 10)
        )
        self.panel.setFixedWidth(theme.text_size(PANEL))
        middle = box(column(self.table, gap=0), "surface")
        whole = column(
            frame("topbar", head),
            self._notice,
            (box(row((middle, 1), self.panel, gap=0)), 1),
            self.foot,
            gap=0,
        )
        self.setLayout(whole)
        formula.setVisible(self.desk.may(Action.EDIT_RUBRICS))

    def _connect(self) -> None:
        self.strip.chosen.connect(self._choose)
        self.versions.activated.connect(self._on_version)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(lambda _part: self._begin_writing())
        self.panel.edited.connect(self._on_edited)
        for keys, do in (
            ("Ctrl+N", self.add_item),
            ("Ctrl+S", self.save),
            ("Alt+Up", lambda: self.shift(-1)),
            ("Alt+Down", lambda: self.shift(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        return (self.strip, self.table, self.panel, self.foot)

    def primary(self) -> QAbstractButton | None:
        """Of the verbs that may be pressed now, the one that goes on."""
        some = (self.foot.buttons[name] for name in ("propose", "confirm", "begin"))
        return next((one for one in some if one.isVisibleTo(self)), None)

    # reading

    @property
    def is_writing(self) -> bool:
        """Whether the draft is shown to somebody who may write it."""
        return self._version.state is VersionState.DRAFT and self.desk.may(Action.EDIT_RUBRICS)

    @property
    def is_unsaved(self) -> bool:
        return self.is_writing and self._rubric != self._version.rubric

    def load(self) -> None:
        self._know_titles()
        self._show(self._shown.key)

    def _know_titles(self) -> None:
        """Offer the rubrics there are now: the section may have begun one, or given one up."""
        found = titles(self.desk)
        if found != self._titles:
            self._titles = found
            self.strip.set_names(list(found.values()))
        if self._shown.key not in found:
            self._shown = read(self.desk, next(iter(found)))

    def open(self, target: object) -> None:
        """Show the rubric of this key."""
        self._know_titles()
        if isinstance(target, str) and target in self._titles:
            self._show(target)

    def leave(self) -> bool:
        """What was written is kept; a field that cannot be read holds the page."""
        return self._kept()

    def _kept(self) -> bool:
        if not self.is_writing:
            return True
        if not self.panel.flush():
            self.desk.say("这一项有一栏读不懂，改好再走。")
            return False
        return not self.is_unsaved or self.save()

    def _choose(self, place: int) -> None:
        if self._kept():
            self._show(list(self._titles)[place])
        else:
            self.strip.choose(list(self._titles).index(self._shown.key))

    def _show(self, key: str) -> None:
        self._shown = read(self.desk, key)
        self.strip.choose(list(self._titles).index(key))
        self.versions.clear()
        self.versions.addItems([self._shown.name(one) for one in self._shown.versions])
        self._show_version(self._shown.newest)

    def _on_version(self, place: int) -> None:
        if self._kept():
            self._show_version(self._shown.versions[place])
        else:
            self.versions.setCurrentIndex(self._shown.versions.index(self._version))

    def _show_version(self, version: RubricVersion) -> None:
        self._version, self._rubric = version, version.rubric
        self.versions.setCurrentIndex(self._shown.versions.index(version))
        self._show_anew()

    def _show_anew(self, go_to: tuple[PartKind, int] | None = None) -> None:
        """Show the rubric and the part at `go_to`, or else where the list is."""
        with QSignalBlocker(self.table):
            self._list()
            if go_to is not None:
                self.table.go_to(self.table.rows.row_of(go_to))
            if self.table.current() is None:
                self.table.go_to(0)
        self.panel.show_part(self.table.current(), can_write=self.is_writing)
        self._say_part()

    def _list(self) -> None:
        """Show the rubric as it now is: its lines, what it comes to, what it warns of."""
        before = self._shown.before(self._version)
        faulty = self._shown.faults(self._rubric)
        self.table.show_rows(parts(self._rubric, before, {one.code for one in faulty}))
        said = warning(before, self._rubric)
        self._notice.setVisible(bool(said))
        set_paragraph(self._warning, said)
        self._about.setText(_about(self._version))
        self.say_context(self._rubric.title)
        self._say_standing(len(faulty))

    def _say_standing(self, faults: int) -> None:
        may, version = self.desk.may(Action.EDIT_RUBRICS), self._version
        own = self.desk.officer.name in version.authors
        match version.state:
            case VersionState.DRAFT if may:
                self.foot.say(self._said_of_draft(faults), *_WRITING)
            case VersionState.PROPOSED if may and own:
                self.foot.say(f"等消保科另一位同事确认。理由：{version.reason}", "take_back")
            case VersionState.PROPOSED if may:
                self.foot.say(f"请您确认。理由：{version.reason}", "send_back", "confirm")
            case _ if may and self._shown.opened is None and version == self._shown.newest:
                self.foot.say("改评查表先起一份草稿；已经部署的督查仍用当时的一版。", "begin")
            case _:
                self.foot.say("已经部署的督查用当时的一版，改了只对以后部署的生效。")

    def _said_of_draft(self, faults: int) -> str:
        if self._version.opinion:
            return f"被退回。{self._version.opinion}"
        if faults:
            return f"有 {faults} 处要改，改好才能提交。"
        return "还没有存。" if self.is_unsaved else "可以提交，由消保科另一位同事确认后生效。"

    def _on_current(self, part: Part | None) -> None:
        if part is None or part.kind is PartKind.HEADING:
            return
        if not self._taken_over():
            return
        self.panel.show_part(self.table.current(), can_write=self.is_writing)
        self._say_part()

    def _taken_over(self) -> bool:
        """Take over what is still being typed; where it cannot be read, stay at that part."""
        if not self.is_writing or self.panel.flush():
            return True
        with QSignalBlocker(self.table):
            self.table.go_to(self.table.rows.row_of(self.panel.key))
        self.desk.say("这一项有一栏读不懂，改好再看别的。")
        return False

    def _say_part(self) -> None:
        before = self._shown.before(self._version)
        self.panel.say(
            self._shown.faults(self._rubric), changes(before, self._rubric), self._shown.rules
        )

    # writing

    def _on_edited(self, rubric: Rubric) -> None:
        if not self.is_writing:
            return
        self._rubric = rubric
        self.panel.go_on_with(rubric)
        with QSignalBlocker(self.table):
            self._list()
        self._say_part()

    def _put(self, rubric: Rubric, go_to: tuple[PartKind, int]) -> None:
        """Show the draft changed as a whole, at the part it is about."""
        self._rubric = rubric
        self._show_anew(go_to)

    def _begin_writing(self) -> None:
        form = self.panel.form
        if form is not None and self.is_writing:
            form.focus(form.keys[0])

    def add_item(self) -> None:
        """Add an item behind the current one (Ctrl+N)."""
        part = self.table.current()
        if not self.is_writing or not self.panel.flush():
            return
        is_item = part is not None and part.kind is PartKind.ITEM
        after = part.place if part is not None and is_item else len(self._rubric.items) - 1
        self._put(draft.with_new_item(self._rubric, after), (PartKind.ITEM, after + 1))
        self._begin_writing()

    def add_veto(self) -> None:
        if self.is_writing and self.panel.flush():
            self._put(draft.with_new_veto(self._rubric), (PartKind.VETO, len(self._rubric.vetoes)))
            self._begin_writing()

    def remove(self) -> None:
        """Take the current item or veto out of the draft."""
        part = self.table.current()
        if not self.is_writing or part is None or not part.code:
            self.desk.say("请先在左边选一个评查项或者一项否决。")
            return
        before = max(part.place - 1, 0)
        self._put(draft.without(part), (part.kind, before))
        self.desk.say(f"草稿里删去了 {part.code}；不存就还在。")

    def shift(self, by: int) -> None:
        part = self.table.current()
        if self.is_writing and part is not None and self.panel.flush():
            rubric = draft.moved(self.table.current() or part, by)
            if rubric is not None:
                self._put(rubric, (PartKind.ITEM, part.place + by))

    def begin(self) -> bool:
        """Begin a draft from the version in force."""
        rubric = self._shown.in_force.rubric
        return self._keep(rubric, None, "起草评查表", "草稿起好了，改完提交确认。")

    def save(self) -> bool:
        """Keep the draft as it is (Ctrl+S)."""
        if not self.is_writing or not self.panel.flush():
            return False
        kept = self._keep(self._rubric, self._version.rubric, "存评查表草稿", "草稿已存。")
        if not kept:
            self.load()
        return kept

    def _keep(self, rubric: Rubric, over: Rubric | None, what: str, done: str) -> bool:
        key, officer = self._shown.key, self.desk.officer
        return self.desk.do(
            lambda tx: save_draft(tx.rubrics, key, rubric, over=over, by=officer, at=tx.at),
            what=what,
            done=done,
            undo=False,
        )

    def discard(self) -> None:
        """Give the draft up; the first one of a new rubric takes its kind of campaign with it."""
        key, officer = self._shown.key, self.desk.officer
        if confirmed(self._shown.versions) is None:
            name = self._rubric.name
            self.desk.do(
                lambda tx: tx.kinds.remove(name),
                what="撤掉自定专项",
                done=f"“{name}”和它的评查表都撤掉了。",
                undo=False,
            )
            return
        self.desk.do(
            lambda tx: discard(tx.rubrics, key, by=officer, at=tx.at),
            what="放弃评查表草稿",
            done="草稿已经放弃，在用的一版不变。",
            undo=False,
        )

    def _ask_reason(self) -> None:
        if not self._kept():
            return
        self._ask("提交确认", "由消保科另一位同事确认后，只对以后部署的督查生效。", self.propose)

    def propose(self, reason: str) -> bool:
        """Hand the draft over to be confirmed by a colleague."""
        key, officer = self._shown.key, self.desk.officer

        def write(tx: Transaction) -> RubricVersion:
            known = tx.rubrics.known()
            return propose(tx.rubrics, key, reason=reason, by=officer, at=tx.at, known=known)

        return self.desk.do(
            write,
            what="提交评查表",
            done=lambda made: f"{made.rubric.version} 版已提交，等另一位同事确认。",
            undo=False,
        )

    def confirm(self) -> bool:
        """Let a colleague's version take effect."""
        key, officer = self._shown.key, self.desk.officer

        def write(tx: Transaction) -> RubricVersion:
            known = tx.rubrics.known()
            return confirm(tx.rubrics, key, by=officer, at=tx.at, known=known)

        return self.desk.do(
            write,
            what="确认评查表",
            done=lambda made: f"{made.rubric.version} 版生效，以后部署的督查用这一版。",
            undo=False,
        )

    def _ask_opinion(self) -> None:
        self._ask("退回", "退回以后还是草稿，写的人接着改。", self.send_back)

    def send_back(self, opinion: str) -> bool:
        """Make it a draft again: a colleague's with a reason, one's own without."""
        key, officer = self._shown.key, self.desk.officer
        return self.desk.do(
            lambda tx: send_back(tx.rubrics, key, by=officer, at=tx.at, opinion=opinion),
            what="退回评查表",
            done="退回成草稿了。",
            undo=False,
        )

    def _ask(self, verb: str, sentence: str, do: Callable[[str], object]) -> None:
        popup = AskPopup(
            self,
            title=f"{verb}：{self._rubric.title}",
            sentence=sentence,
            verb=verb,
            field="理由",
            empty="请写明理由。",
        )
        popup.given.connect(do)
        popup.show_above(self.foot)


_WRITING = ("discard", "remove", "veto", "item", "save", "propose")


def _about(version: RubricVersion) -> str:
    """许知夏写，顾念安 2026-11-23 确认."""
    if version.authors == (PROGRAM,):
        return "随程序带来"
    said = f"{'、'.join(version.authors)}写"
    if version.decided_at is None:
        return said
    return f"{said}，{version.decided_by} {version.decided_at:%Y-%m-%d} 确认"
