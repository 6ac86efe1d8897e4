"""Leave and other absences of officers (请假): from one day to another, both included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.errors import Refusal
from core.people import Action, Officer, Post, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """One period in which an officer is away; `id` is 0 until it is kept."""

    officer: str
    since: date
    until: date
    reason: str
    deputy: str = ""
    """Who stands in (代理) with all the powers of the one who is away; "" where nobody does."""
    id: int = 0

    @property
    def words(self) -> str:
        """Why and how long, for whoever plans without the officer."""
        return f"{self.since} 至 {self.until} {self.reason}"

    def holds_on(self, day: date) -> bool:
        return self.since <= day <= self.until


def refuse_wrong(new: Absence, kept: Iterable[Absence], officers: Iterable[str]) -> None:
    """Refuse an absence of nobody, without a reason, that ends before it begins, or twice."""
    known = set(officers)
    if new.officer not in known:
        raise Refusal(f"人员里没有“{new.officer}”，请先登记人员。", field="officer")
    if new.deputy and (new.deputy == new.officer or new.deputy not in known):
        raise Refusal("代理人要是人员名单里的另一个人，请重新选。", field="deputy")
    if not new.reason.strip():
        raise Refusal("请写明为什么不在岗，如年休假、病假、借调。", field="reason")
    if new.until < new.since:
        raise Refusal("结束的日期早于开始的日期，请改其中一个。", field="until")
    for old in kept:
        if old.officer == new.officer and old.since <= new.until and new.since <= old.until:
            raise Refusal(
                f"{new.officer} {old.since} 至 {old.until} 已经登记过不在岗，请先撤销那一段。",
                field="since",
            )


def refuse_unless_may_enter(by: Officer | None, *, today: date) -> None:
    """Refuse all but those who keep the people or plan campaigns; None is a store of nobody."""
    enters = (Action.MANAGE_PEOPLE, Action.PLAN_CAMPAIGN)
    if by is not None and not any(may(by, action, today=today) for action in enters):
        raise Refusal(f"{by.name}不能登记不在岗，请由消保科或系统管理员登记。")


def mostly_away(kept: Iterable[Absence], days: Sequence[date]) -> dict[str, str]:
    """The officers who are away on more than half of these days, each with the words for it."""
    found: dict[str, list[Absence]] = {}
    for one in kept:
        found.setdefault(one.officer, []).append(one)
    return {
        officer: "、".join(one.words for one in reversed(some) if any(map(one.holds_on, days)))
        for officer, some in found.items()
        if 2 * sum(any(one.holds_on(day) for one in some) for day in days) > len(days)
    }


def with_deputies(officers: Iterable[Officer], absences: Iterable[Absence]) -> list[Officer]:
    """The officers, each also with the posts of those for whom they stand in, on those days.

    What a deputy was lent cannot be lent further, and whoever is away stands in for nobody.
    """
    people, away = list(officers), list(absences)
    own = {one.name: one.posts for one in people}
    lent: dict[str, list[Post]] = {}
    for absence in away:
        for post in own.get(absence.officer, ()):
            lent.setdefault(absence.deputy, []).extend(_lent(post, absence, away))
    return [replace(one, posts=(*one.posts, *lent.get(one.name, ()))) for one in people]


def deputy_of(officer: str, day: date, absences: Iterable[Absence]) -> str:
    """Who stands in for an officer on a day; "" where the officer is there or nobody does."""
    away = [one for one in absences if one.holds_on(day)]
    named = next((one.deputy for one in away if one.officer == officer), "")
    return "" if any(one.officer == named for one in away) else named


def _lent(post: Post, absence: Absence, away: Iterable[Absence]) -> Iterable[Post]:
    since = max(post.since, absence.since)
    until = absence.until if post.until is None else min(post.until, absence.until)
    for other in away:
        if other.officer == absence.deputy and other.since <= until and since <= other.until:
            # The deputy is away for part of it: only the days before count.
            until = min(until, date.fromordinal(other.since.toordinal() - 1))
    if since <= until:
        yield replace(post, since=since, until=until, instead_of=absence.officer)
