"""人员和角色: who there is, the table of permissions, lists that come in, work handed over."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.people import Action
from core.staff.leaving import OpenWork
from core.staff.matrix import MatrixRow, matrix
from core.staff.roster import Roster
from gui import theme
from gui.boxes import box, column, row, scrolled
from gui.buttons import Strip, button
from gui.desk import Desk
from gui.jobs import Progress
from gui.page import Page
from gui.people.columns import MATRIX, PEOPLE, Person, people_of
from gui.people.handover_card import HandoverCard
from gui.people.import_card import ImportCard
from gui.tables.view import Table
from storage.people import absent_on, officers, units
from storage.staff import hand_over, open_work, plan_roster, take_roster

SIDE = 400
LIST, PERMISSIONS = 0, 1


class PeoplePage(Page):
    title = "人员和角色"
    purpose = "单位里有谁、谁能做什么在这里看；名单从表格导入，有人离岗在这里交接。"
    kinds = frozenset({"officer", "unit", "absence", "ticket", "task", "remedy"})
    keys = (("Ctrl Enter", "导入名单，或交接"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._work: list[OpenWork] = []
        self.views = Strip(("人员", "权限表"))
        self.views.chosen.connect(self._show_view)
        self.table: Table[Person] = Table("人员", PEOPLE, key=lambda one: one.name, height="roomy")
        self.table.current_changed.connect(self._show_person)
        self.permissions: Table[MatrixRow] = Table(
            "权限表", MATRIX, key=lambda one: one.action, height="dense"
        )
        self.permissions.show_rows(matrix())
        self.preview, self.handover = ImportCard(), HandoverCard()
        self.preview.taken.connect(self.take)
        self.preview.left.connect(self.preview.hide)
        self.preview.hide()
        self.handover.handed.connect(self.hand_over)
        self.handover.hide()
        self._faces = QStackedWidget()
        self._faces.addWidget(self._list_face())
        self._faces.addWidget(box(column(self.permissions, gap=0), "surface"))
        self.setLayout(column(self._faces, gap=0))
        self._import = button("导入名单…", "primary", "upload", on=self._ask_for_list)
        self._import.setVisible(desk.may(Action.MANAGE_PEOPLE))
        self.act(self.views, self._import)
        desk.refused.connect(self._on_refused)

    def _list_face(self) -> QWidget:
        side = scrolled(box(column(self.preview, self.handover, None, gap=12)))
        side.setFixedWidth(theme.text_size(SIDE))
        listing = box(column(self.table, gap=0), "surface")
        return box(row((listing, 1), side, gap=12, margins=(0, 12, 12, 0)))

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.handover, self.permissions)

    def load(self) -> None:
        today = self.desk.today
        with self.desk.store.reading() as connection:
            people = people_of(officers(connection), absent_on(connection, today), today)
            number = len(units(connection))
        self.table.show_rows(people)
        self.say_context(f"{len(people)} 人，{number} 个单位")
        self._import.setVisible(self.desk.may(Action.MANAGE_PEOPLE))
        self._show_person(self.table.current())

    def _show_view(self, which: int) -> None:
        self._faces.setCurrentIndex(which)

    def show_permissions(self) -> None:
        """Show the table of permissions."""
        self.views.choose(PERMISSIONS)
        self._show_view(PERMISSIONS)

    # handing over

    def _show_person(self, person: Person | None) -> None:
        self.handover.setVisible(person is not None)
        if person is None:
            return
        with self.desk.store.reading() as connection:
            self._work = open_work(connection, person.name)
            everybody = officers(connection)
        self.handover.show_work(
            person.officer,
            self._work,
            everybody,
            self.desk.today,
            may_hand=self.desk.may(Action.FOLLOW_REMEDIES),
        )

    def hand_over(self, name: str, heir: str, reason: str) -> bool:
        """Give everything that `name` has open away, in one step."""
        by = self.desk.officer
        return self.desk.do(
            lambda tx: hand_over(tx, name, heir, reason, by=by),
            what=f"交接{name}的工作",
            done=_handed_words,
            undo=False,
        )

    # a list that comes in

    def _ask_for_list(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "导入人员名单", str(Path.home()), "表格 (*.xlsx *.xlsm *.xls *.csv)"
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Read a list and show what it would do; nothing is kept yet."""
        store, today = self.desk.store, self.desk.today

        def read(_progress: Progress) -> Roster:
            with store.reading() as connection:
                return plan_roster(connection, path, today)

        def show(roster: Roster) -> None:
            self.preview.show_roster(path.name, roster)
            self.preview.show()
            self.preview.go.setFocus()

        self.desk.jobs.start(
            read, show, title=f"正在读“{path.name}”", cancelling="取消后什么都没有改。"
        )

    def take(self, roster: Roster) -> bool:
        """Keep what the list says."""
        by = self.desk.officer
        done = self.desk.do(
            lambda tx: take_roster(tx, roster, by=by),
            what="导入人员名单",
            done="人员名单已导入。",
            undo=False,
        )
        if done:
            self.preview.hide()
        return done

    def _on_refused(self, sentence: str, key: str) -> None:
        if self.isVisible() and key in {"to", "reason", "officer"}:
            self.handover.say(sentence)


def _handed_words(done: Sequence[OpenWork]) -> str:
    left = sum(not one.goes_to for one in done)
    rest = f"，{left} 项没有人能接，还在原来的人名下" if left else ""
    return f"交接了 {len(done) - left} 项{rest}。"
