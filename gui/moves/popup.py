"""One move on one ticket or many: what it asks, what it would do to each, and the verb."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from core.errors import Refusal
from core.tickets.life.asks import SAYS, questions
from core.tickets.life.many import Plan, Prospect
from core.tickets.life.needs import Order
from core.tickets.life.table import Move
from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.desk import Desk
from gui.jobs import Progress
from gui.labels import label, paragraph, set_paragraph
from gui.moves.answers import Answers
from storage.lives import office
from storage.moving import move_many, planned
from storage.transaction import Transaction

WIDTH = 460
PAUSE = 200
"""Milliseconds without typing before it is worked out anew what would happen."""
AT_ONCE = 10
"""More than so many tickets are moved as a job."""
SHOWN = 4
"""So many of the tickets that stay are named with their reason."""

Moved = Callable[[tuple[str, ...]], object]


class MovePopup(QDialog):
    """Ctrl+Enter or the verb makes the move; Esc leaves."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        move: Move,
        refs: Sequence[str],
        *,
        unit: str = "",
        then: Moved = lambda _refs: None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "palette")
        self.setAccessibleName(move.value)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._move, self._refs, self._then = desk, move, tuple(refs), then
        with desk.store.reading() as connection:
            self._office = office(connection)
        self.answers = Answers(questions(move), self._office, unit, desk.today)
        self.answers.changed.connect(self._soon)
        self.preview = paragraph("", "caption")
        self.go = button(self._verb(len(self._refs)), "primary", on=self.make)
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self.look)
        many = f"　{len(self._refs)} 件" if len(self._refs) > 1 else ""
        self._inside = column(
            label(f"{move.value}{many}", "section"),
            paragraph(SAYS[move], "caption"),
            *self.answers.rows,
            self.preview,
            None,
            row(None, button("先不办", on=self.reject), self.go),
            gap=8,
            margins=(16, 14, 16, 14),
        )
        self.setLayout(self._inside)
        self.setFixedWidth(theme.text_size(WIDTH))
        self.look()

    def _verb(self, number: int) -> str:
        return f"{self._move.value} {number} 件" if len(self._refs) > 1 else self._move.value

    def _order(self) -> Order:
        base = Order(by=self._desk.officer, at=self._desk.now(), office=self._office)
        return replace(base, **self.answers.said())

    def _soon(self) -> None:
        self._later.start()

    def look(self) -> Plan | None:
        """Work out what would happen with what is answered so far, and show it."""
        self._later.stop()
        try:
            order = self._order()
        except Refusal as refusal:
            self.answers.say(str(refusal), refusal.field)
            return None
        with self._desk.store.reading() as connection:
            made = planned(connection, self._move, self._refs, order)
        self._show(made)
        return made

    def _show(self, made: Plan) -> None:
        self.answers.say("", "")
        several = len(self._refs) > 1
        self.go.setText(self._verb(len(made.ready)))
        set_paragraph(self.preview, "\n".join(_words(made)) if several else "")
        self.preview.setVisible(several)
        self._fit()

    def _fit(self) -> None:
        # What wraps tells its height only for a width; the layout asks it when told to.
        self.resize(self.width(), self._inside.totalHeightForWidth(self.width()))

    def make(self) -> bool:
        """Make the move; what is wrong is said at its field."""
        made = self.look()
        if made is None:
            return False
        if not made.ready:
            self._say_no(made)
            return False
        order = self._order()
        self.accept()
        return self._write(order)

    def _say_no(self, made: Plan) -> None:
        """Say why nothing can be done, where it can be mended."""
        why = made.left_out[0].why
        field = made.left_out[0].field
        if not self.answers.say(why, field):
            self.preview.setVisible(True)
            set_paragraph(self.preview, why)
            theme.set_state(self.preview, "danger", "tone")
        elif editor := self.answers.editors.get(field):
            editor.setFocus()
        self._fit()

    def _write(self, order: Order) -> bool:
        move, refs, then = self._move, self._refs, self._then

        def write(tx: Transaction) -> tuple[Plan, tuple[str, ...]]:
            return move_many(tx, move, refs, replace(order, at=tx.at))

        def follow(result: tuple[Plan, tuple[str, ...]]) -> None:
            then(result[1])

        if len(refs) <= AT_ONCE:
            return self._desk.do(write, what=move.value, done=_done, then=follow)

        def work(tx: Transaction, progress: Progress) -> tuple[Plan, tuple[str, ...]]:
            progress(0, len(refs))
            return write(tx)

        what = f"{move.value} {len(refs)} 件"
        self._desk.do_later(
            work,
            what=what,
            title=f"正在{what}",
            cancelling="取消后一件都不动。",
            done=_done,
            then=follow,
        )
        return True

    def show_above(self, anchor: QWidget) -> None:
        """Show above (or, where there is no room, over) the thing that asked."""
        self.adjustSize()
        self._fit()
        corner = anchor.mapToGlobal(anchor.rect().topLeft())
        self.move(corner.x(), max(corner.y() - self.height() - 6, 0))
        self.show()
        first = next(iter(self.answers.editors.values()), self.go)
        first.setFocus()


def _words(made: Plan) -> list[str]:
    """What would happen, for people: how many, and why the others stay."""
    found = [f"可以{made.move.value} {len(made.ready)} 件。"]
    if made.left_out:
        found.append(f"有 {len(made.left_out)} 件不动：")
        found += [_stays(one) for one in made.left_out[:SHOWN]]
        if len(made.left_out) > SHOWN:
            found.append(f"另有 {len(made.left_out) - SHOWN} 件。")
    return found


def _stays(one: Prospect) -> str:
    return one.why if one.ref in one.why else f"{one.ref}：{one.why}"


def _done(result: tuple[Plan, tuple[str, ...]]) -> str:
    made, now = result
    if len(made.ready) > 1 or made.left_out:
        stays = f"，{len(made.left_out)} 件没有动" if made.left_out else ""
        return f"{made.move.value}：办了 {len(made.ready)} 件{stays}。"
    again = f"，重办件是 {now[0]}" if now[0] != made.ready[0] else ""
    return f"工单 {made.ready[0]} 已{made.move.value}{again}。"
