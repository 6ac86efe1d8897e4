"""Builds the demo store (演示台账): an invented office with its tickets and campaigns, in one go.

A real store never receives demo rows: the demo is built beside its name and put there when whole.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, time
from functools import cache
from itertools import groupby, islice
from pathlib import Path

from core.demo.chance import Chance
from core.demo.ledger import tell
from core.demo.material import Material
from core.demo.office import officers, units
from core.demo.teller import Told
from core.errors import Refusal
from core.tickets.lifecycle import Submission
from storage.calendar import calendar
from storage.database import Store
from storage.demo_campaigns import DemoCampaigns, SteppedClock, periods
from storage.demo_points import change_points
from storage.failures import as_trouble, database_failures
from storage.findings import CatchUp
from storage.resources import read_json
from storage.rules import rulebooks
from storage.transaction import Transaction

FILE = "demo.db"
TICKETS = 1500
SEED = "1"
BATCH = 2000
"""So many tickets make one step of the trail: few enough to be held in memory at once."""

CHECKED_AT_ONCE = 5000
"""Up to so many tickets the open ones are checked here; the window comes to the rest."""

MORNING = time(8, 45)

MATTERS = ("food", "prepaid", "goods", "price", "health", "services", "misrouted")
PARTS = (
    "office",
    "places",
    "petitioners",
    "traders",
    "law",
    "wording",
    "plan",
    "desk",
    "enquiries",
)

Progress = Callable[[int, int, str], None]


@cache
def material() -> Material:
    """What the demo is made from, read from `resources/demo/` once."""
    matters = [raw for name in MATTERS for raw in read_json(f"demo/matters/{name}.json")]
    return Material.of({name: read_json(f"demo/{name}.json") for name in PARTS}, matters)


def build_demo(
    path: Path,
    *,
    now: Callable[[], datetime],
    tickets: int = TICKETS,
    seed: str = SEED,
    progress: Progress = lambda _done, _all, _what: None,
) -> Path:
    """Build the demo at `path`, in the place of an older demo; a real store is refused.

    `progress` is told how far it is and may stop it by raising; then nothing is left behind.
    """
    refuse_real_store(path)
    part = path.with_name(path.name + ".part")
    with as_trouble(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(part)
    try:
        _fill(part, now(), tickets, seed, progress)
        with as_trouble(path):
            _remove(path)
            part.replace(path)
    finally:
        _remove(part)
    return path


def refuse_real_store(path: Path) -> None:
    """Refuse a file that is there and is no demo; it is only looked at, never changed."""
    if path.exists() and not _is_demo(path):
        raise Refusal(f"“{path.name}”不是演示台账，不能用演示数据覆盖。请换一个位置。")


def _is_demo(path: Path) -> bool:
    wanted = "SELECT value FROM setting WHERE key = 'demo'"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as found:
            row = found.execute(wanted).fetchone()
    except sqlite3.DatabaseError:  # no store at all: somebody's file all the same
        return False
    return row is not None and row[0] == "true"


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _fill(part: Path, now: datetime, count: int, seed: str, progress: Progress) -> None:
    clock = SteppedClock(now)
    store = Store.open(part, now=clock)
    try:
        with database_failures(part.name):
            _Builder(store, clock, seed, progress).build(count)
    finally:
        store.close()


class _Builder:
    """Fills one empty store, step by step in the order of its story."""

    def __init__(self, store: Store, clock: SteppedClock, seed: str, progress: Progress) -> None:
        self._store = store
        self._clock = clock
        self._seed = seed
        self._progress = progress
        self._now = clock.moment
        self._today = clock.moment.date()
        self._intake: str = material().office["intake"]

    def build(self, count: int) -> None:
        words = read_json("demo/reviewing.json")
        drawn_from = periods(self._today, words["settled_after"])
        self._set_up()
        self._tickets(count)
        self._progress(count, count, "正在编督查活动")
        campaigns = DemoCampaigns(self._store, self._clock, words, Chance(f"{self._seed} 督查"))
        campaigns.finished(*drawn_from.finished)
        campaigns.under_way(*drawn_from.under_way, material().office["opens_as"])
        change_points(self._store, self._clock, self._now)
        if count <= CHECKED_AT_ONCE:
            self._progress(count, count, "正在检查在办工单")
            self._clock.moment = self._now
            CatchUp(self._store).some()

    def _set_up(self) -> None:
        self._at(MORNING)
        with self._store.transaction(who=self._intake, what="建演示台账") as tx:
            tx.settings.write("demo", True)
            tx.settings.write("opens-as", material().office["opens_as"])
            tx.people.add_units(units(material()))
            for officer in officers(material(), self._today):
                tx.people.save_officer(officer)

    def _tickets(self, count: int) -> None:
        told = tell(material(), calendar(), today=self._today, count=count, seed=self._seed)
        done = 0
        for batch in _batches(told):
            self._progress(done, count, "正在编工单")
            with self._store.transaction(
                who=material().office["intake"], what="导入演示工单"
            ) as tx:
                tx.tickets.save_all([one.ticket for one in batch])
            self._hand_in(batch)
            done += len(batch)
        self._progress(done, count, "正在编工单")

    def _hand_in(self, batch: Iterable[Told]) -> None:
        """Submissions to the leader, each officer's in a step of their own, and drafts."""
        handed = sorted(
            ((one.submission, one.ticket.ref) for one in batch if one.submission),
            key=lambda pair: (pair[0].who, pair[0].at),
        )
        for submission, ref in handed:
            self._clock.moment = submission.at
            with self._store.transaction(who=submission.who, what="提交工单") as tx:
                tx.handling.hand_in(ref, _checked(tx, submission))
            self._decide(submission, ref)
        self._at(MORNING)
        drafted = [one for one in batch if one.draft]
        for handler, theirs in groupby(drafted, key=lambda one: one.ticket.handler):
            with self._store.transaction(who=handler, what="存草稿") as tx:
                for one in theirs:
                    tx.handling.keep_draft(handler, one.ticket.ref, one.draft)

    def _decide(self, submission: Submission, ref: str) -> None:
        if submission.decision is None or submission.decided_at is None:
            return
        self._clock.moment = submission.decided_at
        with self._store.transaction(who=submission.decided_by, what="审核工单") as tx:
            tx.handling.decide(ref, submission.decision, opinion=submission.opinion)

    def _at(self, at: time) -> None:
        self._clock.moment = datetime.combine(self._today, at)


def _checked(tx: Transaction, submission: Submission) -> Submission:
    """The submission as it would be now: stamped with the rulebook in force."""
    rules = rulebooks(tx.connection).current(submission.at.date())
    return Submission(who=submission.who, at=submission.at, rulebook=rules.version)


def _batches(told: Iterator[Told]) -> Iterator[list[Told]]:
    while batch := list(islice(told, BATCH)):
        yield batch
