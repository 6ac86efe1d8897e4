"""The demo's campaigns: one finished, one under way, made through the same use cases as real ones.

Each step is taken in the name of an officer at a moment of its own. Who marks how stands in
`core.demo.reviewing`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby

from sqlalchemy import Connection

from core.demo.chance import Chance
from core.demo.material import Raw
from core.demo.reviewing import Marker, Subject
from core.errors import Refusal
from core.people import Officer, Role
from core.review.campaign import CampaignKind, Plan, title_of
from core.review.covering import CoveredField, Covering, open_fields
from core.review.marks import Marks
from core.review.reviews import COVERED, PEERS, Stage, Task
from core.review.rubric import Proposal, Rubric
from core.review.sampling import seed_hash
from core.review.shares import Size
from core.tickets.ticket import Ticket
from storage.calendar import calendar
from storage.database import Store
from storage.law import rule_sets
from storage.loading import load_by_ref
from storage.people import officers, units
from storage.review import reading
from storage.review.frames import find_frame
from storage.review.proposing import proposals_for
from storage.review.rubrics import campaign_rules
from storage.review.thirds import ask_thirds, awaits_third
from storage.transaction import Transaction

KIND = "不属实件"
LEAST_EACH = 1
DAY = timedelta(days=1)
SETTLES = timedelta(days=14)
"""So long after its end a month is drawn from."""


class SteppedClock:
    """The clock of a store that is built: it stands where the story has come to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True)
class Periods:
    """The days from which the two campaigns draw."""

    finished: tuple[date, date]
    under_way: tuple[date, date]


def periods(today: date, settled_after: int) -> Periods:
    """The last quarter that has been reviewed by now, and the whole months since.

    A quarter that has only begun has nothing to draw from yet: then both are one quarter earlier.
    """
    begun = _quarter_start(today)
    if (today - begun).days < settled_after:
        begun = _quarter_start(begun - DAY)
    last = _quarter_start(begun - DAY)
    month = (today - SETTLES).replace(day=1)
    return Periods((last, begun - DAY), (begun, month - DAY))


def _quarter_start(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


class DemoCampaigns:
    """Runs the demo's campaigns in a store that holds its tickets."""

    def __init__(self, store: Store, clock: SteppedClock, words: Raw, chance: Chance) -> None:
        self._store = store
        self._clock = clock
        self._words = words
        self._chance = chance
        self._today = clock.moment.date()
        self._subjects: dict[tuple[str, bool], Subject] = {}
        self._proposed: dict[str, tuple[Proposal, ...]] = {}

    def finished(self, since: date, until: date) -> None:
        """A campaign from plan to published result."""
        how = self._words["finished"]
        planned = calendar().add_workdays(until, how["after"])
        seed = how["seed"].format(year=planned.year, month=planned.month)
        id_ = self._prepared(self._plan(since, until, how["total"]), planned, seed)
        if id_ is None:
            return
        drawn = calendar().add_workdays(planned, 1)
        everybody = self._tasks(id_)
        for stages, by in (((Stage.SELF,), how["self_by"]), (PEERS, how["peers_by"])):
            self._hand_in_all([t for t in everybody if t.stage in stages], drawn, by)
        self._third(id_, calendar().add_workdays(drawn, how["peers_by"]))
        self._recheck([t for t in everybody if t.stage is Stage.RECHECK], drawn, how)
        self._close(id_, calendar().add_workdays(drawn, how["rechecked_by"] + 1))

    def under_way(self, since: date, until: date, opens_as: str) -> None:
        """A campaign with some reviews in; `opens_as` has some of their own still to do."""
        how = self._words["under_way"]
        planned = self._workday_before(how["before"])
        seed = how["seed"].format(year=planned.year, month=planned.month, day=planned.day)
        id_ = self._prepared(self._plan(since, until, how["total"]), planned, seed)
        if id_ is None:
            return
        drawn = calendar().add_workdays(planned, 1)
        tasks = self._tasks(id_)
        done = [task for task in tasks if self._is_done_by_now(task, opens_as, tasks)]
        self._hand_in_all([t for t in done if t.stage is Stage.SELF], drawn, 3)
        self._hand_in_all([t for t in done if t.stage in PEERS], drawn, how["before"] - 2)
        self._recheck_some(tasks, done)
        self._begin_one([t for t in tasks if t not in done and t.officer == opens_as])

    def _plan(self, since: date, until: date, total: int) -> Plan:
        kind = campaign_rules().kind(KIND)
        return _plan_of(kind, since, until, total)

    def _prepared(self, plan: Plan, planned: date, seed: str) -> int | None:
        """Plan, commit, draw and assign; None where there are too few tickets to draw from."""
        with self._store.reading() as connection:
            found = find_frame(connection, plan, today=self._today)
        if len(found.entries) < self._words["least"]:
            return None
        head = self._holder(Role.SECTION_HEAD)
        with self._step(planned, time(10, 2), head, f"部署{plan.title}") as tx:
            made = tx.campaigns.plan(plan)
        with self._step(planned, time(10, 20), head, "封存种子") as tx:
            tx.campaigns.commit(made.id, seed_hash(seed))
        drawn = calendar().add_workdays(planned, 1)
        with self._step(drawn, time(10, 2), head, "抽取样本") as tx:
            tx.campaigns.draw(made.id, seed)
        with self._step(drawn, time(10, 31), head, "分派评查") as tx:
            tx.campaigns.assign(made.id)
        return made.id

    def _hand_in_all(self, tasks: Sequence[Task], drawn: date, within: int) -> None:
        """Everybody hands in what is theirs, on a day of their own."""
        for name, theirs in groupby(sorted(tasks, key=_by_officer), key=_by_officer):
            day = calendar().add_workdays(drawn, self._chance.whole(1, within))
            officer = self._everybody[name]
            with self._step(day, self._some_time(), name, "提交评查") as tx:
                for task in theirs:
                    tx.reviews.hand_in(task, officer, self._marks(tx.connection, task))

    def _third(self, id_: int, day: date) -> None:
        """Where the peers are far apart a third is asked, and hands in on the same day.

        With luck of its own, so that the story goes on as it would without.
        """
        head, luck = self._holder(Role.SECTION_HEAD), Chance(f"复评 {id_}")
        try:
            with self._step(day, time(16, 30), head, "指派第三人复评") as tx:
                ask_thirds(tx, id_)
        except Refusal:
            return
        for task in [one for one in self._tasks(id_) if one.stage is Stage.THIRD]:
            with self._step(day, time(17, 10), task.officer, "提交评查") as tx:
                about = reading.load_campaign(tx.connection, task.campaign)
                marker = Marker(self._words, about.rubric, luck)
                marks = marker.peer(self._subject(tx.connection, task), task.officer)
                tx.reviews.hand_in(task, self._everybody[task.officer], marks)

    def _recheck(self, tasks: Sequence[Task], drawn: date, how: Raw) -> None:
        """The section rechecks in the days after the last peer review."""
        section = self._holders(Role.SECTION_OFFICER)
        days = range(how["peers_by"] + 1, how["rechecked_by"] + 1)
        share = -(-len(tasks) // len(days))
        for turn, ahead in enumerate(days):
            some = tasks[turn * share : (turn + 1) * share]
            who = section[turn % len(section)]
            day = calendar().add_workdays(drawn, ahead)
            with self._step(day, self._some_time(), who, "提交科室复核") as tx:
                for task in some:
                    self._hand_in_recheck(tx, task, self._everybody[who])

    def _recheck_some(self, tasks: Sequence[Task], done: Sequence[Task]) -> None:
        """The section has begun on the tickets whose blind reviews are all in."""
        in_hand = {(task.ref, task.stage) for task in done}
        ready = [
            task
            for task in tasks
            if task.stage is Stage.RECHECK
            and all((task.ref, stage) in in_hand for stage in (Stage.SELF, *PEERS))
        ]
        who = self._holder(Role.SECTION_OFFICER)
        with self._step(self._workday_before(1), self._some_time(), who, "提交科室复核") as tx:
            for task in ready[: int(len(ready) * self._words["shares"]["recheck"])]:
                if not self._awaits_third(tx.connection, task):
                    self._hand_in_recheck(tx, task, self._everybody[who])

    def _awaits_third(self, connection: Connection, task: Task) -> bool:
        about = reading.load_campaign(connection, task.campaign)
        tasks = reading.load_tasks(connection, task.campaign, ref=task.ref)
        reviews = reading.load_reviews(connection, about, ref=task.ref)
        return awaits_third(connection, about, task.ref, tasks, reviews, self._clock.moment.date())

    def _hand_in_recheck(self, tx: Transaction, task: Task, officer: Officer) -> None:
        about = reading.load_campaign(tx.connection, task.campaign)
        peers = [
            review.marks
            for review in reading.load_reviews(tx.connection, about, ref=task.ref)
            if review.stage in PEERS
        ]
        marks = self._marker(about.rubric).recheck(self._subject(tx.connection, task), peers)
        tx.reviews.hand_in(task, officer, marks)

    def _close(self, id_: int, day: date) -> None:
        with self._step(day, time(15, 30), self._holder(Role.SECTION_HEAD), "结束督查") as tx:
            tx.campaigns.close(id_)

    def _begin_one(self, waiting: Iterable[Task]) -> None:
        """Leave one review begun and not finished on the desk of the officer the demo opens as."""
        task = next((one for one in waiting if one.stage in PEERS), None)
        if task is None:
            return
        day = self._workday_before(1)
        with self._step(day, self._some_time(), task.officer, "暂存评查") as tx:
            about = reading.load_campaign(tx.connection, task.campaign)
            begun = self._marker(about.rubric).begun(
                self._subject(tx.connection, task), task.officer
            )
            tx.reviews.keep_draft(task, self._everybody[task.officer], begun)

    def _is_done_by_now(self, task: Task, opens_as: str, tasks: Sequence[Task]) -> bool:
        if task.stage is Stage.RECHECK or not task.officer:
            return False
        if task.officer == opens_as:
            same = [t.ref for t in tasks if t.officer == opens_as and t.stage is task.stage]
            return task.ref in same[: len(same) // 2]
        return self._chance.often(self._pace(task))

    def _pace(self, task: Task) -> float:
        shares = self._words["shares"]
        slow, quick = self._words["slow_units"], self._words["quick_units"]
        if task.stage is Stage.SELF:
            return float(shares["self_slow" if task.unit in slow else "self"])
        if task.unit in slow:
            return float(shares["peers_slow"])
        return float(shares["peers_quick" if task.unit in quick else "peers"])

    def _marks(self, connection: Connection, task: Task) -> Marks:
        about = reading.load_campaign(connection, task.campaign)
        marker, subject = self._marker(about.rubric), self._subject(connection, task)
        if task.stage is Stage.SELF:
            return marker.own(subject)
        return marker.peer(subject, task.officer)

    def _marker(self, rubric: Rubric) -> Marker:
        return Marker(self._words, rubric, self._chance)

    def _subject(self, connection: Connection, task: Task) -> Subject:
        """The ticket as this reviewer reads it."""
        key = task.ref, task.stage in COVERED
        if key not in self._subjects:
            ticket = load_by_ref(connection, [task.ref])[0].ticket
            shown = self._covered(connection, ticket) if key[1] else self._open(ticket)
            if task.ref not in self._proposed:
                rubric = reading.load_campaign(connection, task.campaign).rubric
                proposed = proposals_for(connection, ticket, rubric, self._clock.moment)
                self._proposed[task.ref] = proposed
            self._subjects[key] = Subject(
                ticket=ticket, fields=shown, proposals=self._proposed[task.ref]
            )
        return self._subjects[key]

    def _open(self, ticket: Ticket) -> tuple[CoveredField, ...]:
        return open_fields(ticket, rule_sets(), today=self._clock.moment.date())

    def _covered(self, connection: Connection, ticket: Ticket) -> tuple[CoveredField, ...]:
        people, today = self._everybody.values(), self._clock.moment.date()
        return Covering(ticket, units(connection), people, rule_sets(), today=today).fields

    def _tasks(self, id_: int) -> tuple[Task, ...]:
        with self._store.reading() as connection:
            return reading.load_tasks(connection, id_)

    @contextmanager
    def _step(self, day: date, at: time, who: str, what: str) -> Iterator[Transaction]:
        self._clock.moment = datetime.combine(day, at)
        with self._store.transaction(who=who, what=what) as tx:
            yield tx

    def _some_time(self) -> time:
        return time(self._chance.pick((9, 10, 11, 14, 15, 16)), self._chance.whole(0, 59))

    def _workday_before(self, count: int) -> date:
        day = self._today
        while count:
            day -= DAY
            count -= calendar().is_workday(day)
        return day

    def _holders(self, role: Role) -> list[str]:
        return [
            name
            for name, officer in self._everybody.items()
            if role in officer.roles_on(self._today)
        ]

    def _holder(self, role: Role) -> str:
        return self._holders(role)[0]

    @cached_property
    def _everybody(self) -> dict[str, Officer]:
        with self._store.reading() as connection:
            return {officer.name: officer for officer in officers(connection)}


def _plan_of(kind: CampaignKind, since: date, until: date, total: int) -> Plan:
    return Plan(
        title=title_of(kind.name, since, until),
        kind=kind.name,
        condition=kind.condition,
        since=since,
        until=until,
        size=Size(total=total, minimum=LEAST_EACH, maximum=kind.maximum),
        cap=kind.cap,
    )


def _by_officer(task: Task) -> str:
    return task.officer
