"""Carries out what the officer asks for: one transaction, one notice, one signal.

Every write goes through `Desk.do`, so no page catches refusals, commits, or knows who else shows
the same things:

    self.desk.do(lambda tx: close(tx.tickets, ref, today=self.desk.today),
                 what="办结工单", done=f"工单 {number} 已办结。")

A write that takes longer than about 50 ms goes through `Desk.do_later`, which runs it as a job.
A read goes from a page straight to storage: `with self.desk.store.reading() as connection`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import Refusal, Trouble
from core.people import Action, Officer, may
from gui.jobs import Cancelled, Jobs, Progress
from gui.notices import Notice, Offer, Tone
from gui.preferences import Preferences

if TYPE_CHECKING:  # the window is painted before SQLAlchemy is loaded
    from storage.database import Store
    from storage.transaction import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """A step in the trail that can be taken back."""

    step: int
    what: str
    is_long: bool = False
    """It was done as a job, and is taken back as one."""


class Desk(QObject):
    """The store, the officer who sits before it, and the clock; made once for a window."""

    changed = Signal(object)
    """Something was written; carries the kinds of thing that changed, a frozenset of str."""

    notice = Signal(object)
    """Carries a `Notice` for the officer."""

    refused = Signal(str, str)
    """A rule said no: the sentence, and the field it is about or ""."""

    trouble = Signal(object, object)
    """The environment failed: the Trouble, and a callable that tries again or None."""

    asked = Signal(str, object)
    """Somebody wants a page shown: its name, and what it should show or None."""

    officer_changed = Signal(object)

    def __init__(self, store: "Store", officer: Officer, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.store = store
        self.officer = officer
        self.now = now
        self.preferences = Preferences()
        self.jobs = Jobs(self)
        self.jobs.failed.connect(self.deal_with)
        self._done: list[Act] = []
        self._undone: list[Act] = []

    @property
    def today(self) -> date:
        return self.now().date()

    def may(self, action: Action, on: str | None = None) -> bool:
        """Whether the officer may do `action` on things of unit `on`, or at all without one."""
        return may(self.officer, action, on, today=self.today)

    def sit_down(self, officer: Officer) -> None:
        """Let another officer work here (换人)."""
        self.officer = officer
        self._done.clear()
        self._undone.clear()
        self.officer_changed.emit(officer)

    def go(self, page: str, target: object = None) -> None:
        """Ask for a page by name; `target` is what it should show (a ticket's ref, say)."""
        self.asked.emit(page, target)

    def say(
        self, text: str, tone: Tone = Tone.INFO, *, more: str = "", offer: Offer | None = None
    ) -> None:
        self.notice.emit(Notice(text, tone, more, offer))

    def do(
        self,
        op: Callable[["Transaction"], T],
        *,
        what: str,
        done: str | Callable[[T], str] = "",
        then: Callable[[T], Any] | None = None,
        undo: bool = True,
    ) -> bool:
        """Run `op` in a transaction; say `done`, or why the rules refuse; tell who is to reload.

        `what` names the step in the trail. `done` may be worked out from the result of `op`; an
        empty one says nothing. `then` gets the result after the commit. `undo=False` offers no
        撤销, for steps that cannot be taken back as a whole. Returns whether it was done.
        """

        def again() -> None:
            self.do(op, what=what, done=done, then=then, undo=undo)

        try:
            result, act, kinds = self._write(op, what)
        except (Refusal, Trouble) as error:
            self.deal_with(error, again)
            return False
        self._after(result, act if undo else None, kinds, done)
        if then is not None:
            then(result)
        return True

    def do_later(  # noqa: PLR0913 -- all but the first go by name
        self,
        op: Callable[["Transaction", Progress], T],
        *,
        what: str,
        title: str,
        cancelling: str,
        done: str | Callable[[T], str] = "",
        then: Callable[[T], Any] | None = None,
        undo: bool = True,
        instead: Callable[[BaseException], bool] | None = None,
    ) -> Progress:
        """Like `do`, as a job with a bar; `title`, `cancelling`, `instead` as in `Jobs.start`."""

        def finish(outcome: tuple[T, Act | None, frozenset[str]]) -> None:
            result, act, kinds = outcome
            self._after(result, act if undo else None, kinds, done)
            if then is not None:
                then(result)

        return self.jobs.start(
            lambda progress: self._write(lambda tx: op(tx, progress), what, is_long=True),
            finish,
            title=title,
            cancelling=cancelling,
            instead=instead,
        )

    def undo(self) -> None:
        """Take back the last act (Ctrl+Z)."""
        if not self._done:
            self.say("没有可以撤销的操作。")
            return
        self._take_back(self._done.pop(), self._undone, "撤销", "已撤销")

    def redo(self) -> None:
        """Do again what was just taken back (Ctrl+Y)."""
        if not self._undone:
            self.say("没有可以重做的操作。")
            return
        self._take_back(self._undone.pop(), self._done, "重做", "已重做")

    def deal_with(self, error: BaseException, again: Callable[[], object] | None = None) -> None:
        """Say a Refusal, show a Trouble; raise everything else: that is a bug."""
        match error:
            case Refusal():
                self.notice.emit(Notice(str(error), Tone.DANGER))
                self.refused.emit(str(error), error.field)
            case Trouble():
                self.trouble.emit(error, again)
            case _:
                raise error

    def _write(
        self, op: Callable[["Transaction"], T], what: str, *, is_long: bool = False
    ) -> tuple[T, Act | None, frozenset[str]]:
        with self.store.transaction(who=self.officer.name, what=what) as tx:
            result = op(tx)
            kinds = frozenset(tx.touched)
            # Asking for the step of a transaction that wrote nothing would make an empty one.
            act = Act(tx.step_id, what, is_long) if kinds else None
        return result, act, kinds

    def _after(
        self, result: T, act: Act | None, kinds: frozenset[str], done: str | Callable[[T], str]
    ) -> None:
        if act is not None:
            self._done.append(act)
            self._undone.clear()
        said = done(result) if callable(done) else done
        if said:
            offer = Offer("撤销", lambda: self._undo_act(act), "Ctrl Z") if act else None
            self.notice.emit(Notice(said, Tone.OK, offer=offer))
        if kinds:
            self.changed.emit(kinds)

    def _undo_act(self, act: Act | None) -> None:
        if act in self._done:
            self._done.remove(act)
            self._take_back(act, self._undone, "撤销", "已撤销")

    def _take_back(self, act: Act, onto: list[Act], verb: str, said: str) -> None:
        name = act.what.removeprefix("撤销：").removeprefix("重做：")
        what = f"{verb}：{name}"

        def undo(progress: Progress) -> tuple[str, Act | None, frozenset[str]]:
            return self._write(lambda tx: _undone(tx, act, progress), what, is_long=True)

        def finish(outcome: tuple[str, Act | None, frozenset[str]]) -> None:
            _, new, kinds = outcome
            if new is not None:
                onto.append(new)
            self.notice.emit(Notice(f"{said}：{name}。", Tone.OK))
            self.changed.emit(kinds)

        def kept(error: BaseException) -> bool:
            if isinstance(error, Cancelled):
                (self._undone if onto is self._done else self._done).append(act)
            return False

        if act.is_long:
            title, cancelling = f"正在{what}", f"取消后和没有{verb}一样。"
            self.jobs.start(undo, finish, title=title, cancelling=cancelling, instead=kept)
            return
        try:
            finish(self._write(lambda tx: tx.undo(act.step), what))
        except (Refusal, Trouble) as error:
            self.deal_with(error)


def _undone(tx: "Transaction", act: Act, progress: Progress) -> str:
    name = tx.undo(act.step)
    progress(1, 1)  # the last moment to think better of it
    return name
