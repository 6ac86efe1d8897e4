"""Decides with the officer on what stands in fields that do not apply: cleared, or let stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.tickets.filling.leftovers import Leftover, undecided
from gui.desk import Desk
from gui.forms.form import Form
from gui.notices import Notice, Offer, Tone
from gui.ticket_form.judging import Judgement
from gui.ticket_form.leftover_card import LeftoverCard
from gui.ticket_form.opened import Opened, Rights


class Unused(QObject):
    kept = Signal(object)
    """A leftover that somebody lets stand."""

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__()
        self._desk, self._form = desk, form
        self.left: tuple[Leftover, ...] = ()
        self.card = LeftoverCard()
        self.card.cleared.connect(self.clear)
        self.card.kept.connect(self.kept)

    def look(self, judged: Judgement, opened: Opened, may: Rights, *, checked: bool) -> None:
        """List what is undecided once the ticket is checked, and as long as the list is there."""
        self.left = undecided(judged.unused, opened.kept)
        seen = checked or self.card.isVisible()
        self.card.show_leftovers(self.left if seen else (), may_edit=may.saves)

    def remind(self) -> None:
        """Say that something is to be decided on, and go there."""
        self.card.take_focus()
        self._desk.say(f"还有 {len(self.left)} 栏用不到却有内容，请清空或者留着。", Tone.WARN)

    def clear(self, keys: Sequence[str]) -> None:
        """Empty fields that do not apply; one press brings back what stood there."""
        before = {key: self._form.typed_at(key) for key in keys}
        for key in keys:
            self._form.empty(key)
        self._form.flush()
        offer = Offer("撤销", lambda: self._write_back(before))
        self._desk.notice.emit(
            Notice(f"已清空 {len(keys)} 栏，存草稿后生效。", Tone.OK, offer=offer)
        )

    def _write_back(self, typed: Mapping[str, Any]) -> None:
        for key, raw in typed.items():
            self._form.write(key, raw)
        self._form.flush()
