"""Writing examples: begun new, opened from the sheet of the rule, or taken from a ticket."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.tickets.fields import BY_HEADER
from core.tickets.rules.editing import with_example
from core.tickets.rules.example_data import example_from, fields_of
from core.tickets.rules.plain import Data
from gui.ask import AskPopup
from gui.desk import Desk
from gui.notices import Offer, Tone
from gui.rules.example_sheet import ExampleSheet
from gui.rules.rule_view import RuleView
from storage.loading import load_by_ref


class ExampleWork(QObject):
    """Goes between the sheet of a rule and the sheet on which one example is written."""

    begun = Signal()
    resumed = Signal(str)
    """Somebody goes on with an example of this rule, which is to be shown first."""

    finished = Signal()

    def __init__(self, desk: Desk, view: RuleView, sheet: ExampleSheet) -> None:
        super().__init__(view)
        self._desk, self._view, self._sheet = desk, view, sheet
        self._place: tuple[bool, int] | None = None
        view.examples.opened.connect(self._open)
        view.examples.add_asked.connect(lambda: self.write({}, fires=True, at=None))
        view.examples.take_asked.connect(self._ask_ticket)
        sheet.kept.connect(self._keep)
        sheet.dropped.connect(self._drop)
        sheet.left.connect(self.finished)

    def _open(self, fires: bool, at: int) -> None:  # noqa: FBT001 -- a slot
        data: Data = self._view.rule["fires" if fires else "silent"][at]
        self.write(data, fires=fires, at=at)

    def write(self, data: Data, *, fires: bool, at: int | None) -> None:
        """Open the sheet on an example of the rule, or on a new one."""
        self._place = None if at is None else (fires, at)
        which = "新例子" if at is None else f"第 {at + 1} 个例子"
        self._sheet.begin(
            data,
            fires=fires,
            keys=self._keys(),
            title=f"{self._view.id} 的{which}",
            examples_on=self._view.examples_on,
        )
        self._sheet.drop.setVisible(at is not None)
        self.begun.emit()

    def put_aside(self) -> None:
        """Somebody goes elsewhere with an example half written: offer to go on with it."""
        if self._sheet.is_written:
            said = f"{self._view.id} 的例子写了一半，没有留下。"
            offer = Offer("接着写", partial(self._resume, self._view.id))
            self._desk.say(said, Tone.WARN, offer=offer)

    def _resume(self, id_: str) -> None:
        self.resumed.emit(id_)
        self.begun.emit()

    def _keys(self) -> list[str]:
        """The fields that an example of the rule is likely to need."""
        read = self._view.reading.rule
        if read is not None:
            return sorted({"kind", *fields_of(read)})
        named = self._view.rule.get("fields", ())
        return [BY_HEADER[name].key for name in named if name in BY_HEADER]

    def _keep(self, fires: bool, data: dict[str, Any]) -> None:  # noqa: FBT001 -- a slot
        rule, place = self._view.rule, self._place
        if place is not None and place[0] is not fires:
            rule = with_example(rule, None, fires=place[0], at=place[1])
            place = None
        at = place[1] if place is not None else None
        self._view.put(with_example(rule, data, fires=fires, at=at))
        self.finished.emit()

    def _drop(self) -> None:
        if self._place is not None:
            fires, at = self._place
            self._view.put(with_example(self._view.rule, None, fires=fires, at=at))
        self.finished.emit()

    def _ask_ticket(self) -> None:
        popup = AskPopup(
            self._view,
            title="从工单取例子",
            sentence="写工单编号。取来的是这条规则要看的几栏，诉求人信息先遮盖。",
            verb="取来",
            field="工单编号",
            empty="请写工单编号。",
        )
        popup.given.connect(self.take)
        popup.show_above(self._view.examples.take)

    def take(self, ref: str) -> None:
        """Begin an example with what stands on a ticket, personal data covered."""
        with self._desk.store.reading() as connection:
            found = load_by_ref(connection, [ref])
        if not found:
            self._desk.say(f"没有工单 {ref}，请核对编号。", Tone.DANGER)
            return
        self.write(example_from(found[0].ticket, self._keys()), fires=True, at=None)
