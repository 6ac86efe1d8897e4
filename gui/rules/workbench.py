"""What is being edited at the rule desk, and how it gets into the store and into force."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from core.people import Action
from core.tickets.rules.deciding import Proposal
from core.tickets.rules.plain import Data
from core.tickets.rules.versions import RulebookVersion
from gui.desk import Desk
from gui.rules.deciding import give_up_draft, hand_over, keep_draft
from gui.rules.draft import Draft, Readings
from gui.rules.opened import Opened, open_rules
from gui.rules.standing import Standing, reading_again, standing, touched

READ_AT_ONCE = 6
"""More rules than that are read again in a job, not between two keystrokes."""

KEPT = 20_000
"""Milliseconds after the last edit before the draft is kept without being asked."""


class Workbench(QObject):
    """One for the page; cards edit `draft`, which may become another one when something is read."""

    renewed = Signal()
    """Another draft is edited now: everything is to be shown anew."""

    kept = Signal()
    """How the draft stands is known anew: it was kept, or its rules were read again."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft: Draft | None = None
        self._opened: Opened | None = None
        self._over = ""
        self._stop_reading: Callable[[], object] = lambda: None
        self._pause = QTimer(self, singleShot=True, interval=KEPT)
        self._pause.timeout.connect(lambda: self.keep(said=False))

    @property
    def is_open(self) -> bool:
        return self._draft is not None

    @property
    def draft(self) -> Draft:
        assert self._draft is not None  # noqa: S101 -- the page loads before anything is shown
        return self._draft

    @property
    def opened(self) -> Opened:
        assert self._opened is not None  # noqa: S101 -- the page loads before anything is shown
        return self._opened

    def load(self) -> None:
        """Read the versions; what is being edited here and not kept yet stays."""
        with self._desk.store.reading() as connection:
            opened = open_rules(connection, self._desk.today)
        self._opened = opened
        if self._draft is None or not self._draft.is_unsaved:
            self._begin(opened)
        self.draft.pending = opened.pending

    def _begin(self, opened: Opened) -> None:
        """Edit what the store has, unless that is what is edited already."""
        self._over = opened.over
        old = self._draft
        if old is not None and old.begins_like(opened.data, opened.base_data):
            old.saved()
            return
        self._draft = Draft(opened.data, opened.base_data, self)
        if old is not None:
            old.deleteLater()
        self.renewed.emit()

    def standing(self) -> Standing:
        """How far the draft has come; rules that words have touched are read again in a job."""
        draft = self.draft
        unread = [] if draft.words_problem else draft.unread(touched(draft))
        if len(unread) > READ_AT_ONCE:
            self._read_again(unread)
            return reading_again(draft)
        return standing(draft, self.opened)

    def _read_again(self, ids: Sequence[str]) -> None:
        self._stop_reading()
        draft = self.draft

        def done(found: Readings) -> None:
            if isValid(self) and draft is self._draft:
                draft.adopt(found)
                self.kept.emit()

        self._stop_reading = self._desk.jobs.start(
            draft.reader(ids),
            done,
            title="正在用改过的词重新检查规则",
            cancelling="取消后改动还在，提交前会再检查。",
        ).cancel

    def edited(self) -> None:
        """Something was edited: keep it after a while."""
        self._pause.start()

    def keep(self, *, said: bool) -> bool:
        """Keep the draft if there is something to keep; False where the rules refuse."""
        self._pause.stop()
        if self._draft is None or not self._draft.is_unsaved:
            return True
        draft = self._draft

        def done(version: RulebookVersion) -> None:
            self._over = version.fingerprint
            draft.saved()
            self.load()
            self.kept.emit()

        return keep_draft(self._desk, draft.data, self._over, done, said=said)

    def propose(self, proposal: Proposal) -> bool:
        """Hand the draft over for confirmation."""
        return self.keep(said=False) and hand_over(self._desk, proposal)

    def discard(self) -> None:
        """Give up the draft and what is not kept of it; edit what is in force again."""
        self._pause.stop()
        self.draft.saved()
        if self.opened.draft is not None:
            give_up_draft(self._desk, self.opened.draft)
        else:
            self._draft = None
            self.load()

    def take(self, data: Data) -> None:
        """Edit this rulebook from here on: one from a spreadsheet, or an older version."""
        self.draft.replace_all(data)
        self.edited()
        self.renewed.emit()

    def may_decide(self, version: RulebookVersion) -> bool:
        """Whether who sits here may confirm it: the second officer, none of its authors."""
        own = self._desk.officer.name in {*version.authors, version.proposed_by}
        return self._desk.may(Action.CONFIRM_RULES) and not own
