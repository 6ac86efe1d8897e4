"""Remedies at rest (整改台账)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.review.debrief.remedies import Remedy, Wanted
from storage.audit import history
from storage.tables.debrief import remedy as table
from storage.tables.review import campaign

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "remedy"
MOST = 500
_COURSE = ("proof", "proven_by", "proven_at", "sent_back", "signed_by", "signed_at")
"""What changes while a remedy is under way."""


def remedies(connection: Connection, *, campaign_id: int | None = None) -> list[Remedy]:
    """The remedies of one campaign, or the newest of all; those not signed off come first."""
    query = _query()
    if campaign_id is not None:
        query = query.where(table.c.campaign_id == campaign_id)
    newest = query.order_by(table.c.signed_at.is_not(None), table.c.id.desc()).limit(MOST)
    return [_remedy(row) for row in connection.execute(newest)]


def open_remedies(connection: Connection) -> list[Remedy]:
    """Those not signed off, by day."""
    query = _query().where(table.c.signed_at.is_(None)).order_by(table.c.due, table.c.id)
    return [_remedy(row) for row in connection.execute(query.limit(MOST))]


def load_remedy(connection: Connection, id_: int) -> Remedy:
    row = connection.execute(_query().where(table.c.id == id_)).one_or_none()
    if row is None:
        raise Refusal(f"整改台账里没有第 {id_} 项。")
    return _remedy(row)


def amendments(connection: Connection, one: Remedy) -> list[str]:
    """How owner and day of a remedy were changed, oldest first, one sentence each."""
    ref = f"{one.campaign} {one.wanted.unit} {one.wanted.code}"
    return [
        f"{step.at:%Y-%m-%d} {step.who}改：{_changed(change.before or {}, after)}。"
        f"{after['reason']}"
        for step, change in history(connection, SUBJECT, ref)
        if (after := change.after or {}).get("reason")
    ]


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    named = (("责任人", "owner"), ("期限", "due"))
    return "，".join(
        f"{name}由 {before[key]} 改为 {after[key]}"
        for name, key in named
        if key in before and before[key] != after[key]
    )


class Remedies:
    """Writes remedies; each step leaves its audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def add(self, made: Iterable[Remedy]) -> int:
        """Keep new remedies, but for those the list has already; says how many were new."""
        made = list(made)
        known = {
            (one.wanted.unit, one.wanted.code)
            for id_ in {one.campaign for one in made}
            for one in remedies(self._tx.connection, campaign_id=id_)
        }
        new = [one for one in made if (one.wanted.unit, one.wanted.code) not in known]
        for one in new:
            self._tx.connection.execute(insert(table).values(**_row(one)))
            what = ("owner", "demand", "refs")
            after = {"due": one.due.isoformat(), **{name: _row(one)[name] for name in what}}
            self._record(one, None, after)
        return len(new)

    def save(self, before: Remedy, after: Remedy, *, reason: str = "") -> None:
        """Write how far a remedy has come; refuse when somebody else was quicker.

        `reason` is why owner or day were changed; it stays in the trail.
        """
        now = load_remedy(self._tx.connection, before.id)
        if now != before:
            raise Refusal("这一项整改刚刚有人动过，请看过现在的样子再办。")
        values = {name: getattr(after, name) for name in (*_COURSE, "owner", "due")}
        self._tx.connection.execute(update(table).where(table.c.id == after.id).values(**values))
        why = {"reason": reason.strip()} if reason.strip() else {}
        self._record(after, _plain(before), {**_plain(after), **why})

    def _record(self, one: Remedy, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        ref = f"{one.campaign} {one.wanted.unit} {one.wanted.code}"
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _query() -> Select[Any]:
    return select(table, campaign.c.title).join(campaign, campaign.c.id == table.c.campaign_id)


def _row(one: Remedy) -> dict[str, Any]:
    wanted = one.wanted
    return {
        "campaign_id": one.campaign,
        "unit": wanted.unit,
        "code": wanted.code,
        "problem": wanted.problem,
        "refs": list(wanted.refs),
        "demand": wanted.demand,
        "owner": one.owner,
        "due": one.due,
        "who": one.by,
        "at": one.at,
    }


def _plain(one: Remedy) -> dict[str, Any]:
    return {
        "state": one.state.name,
        "owner": one.owner,
        "due": one.due.isoformat(),
        "proof": one.proof,
        "sent_back": one.sent_back,
        "signed_by": one.signed_by,
    }


def _remedy(row: Row[Any]) -> Remedy:
    return Remedy(
        id=row.id,
        campaign=row.campaign_id,
        title=row.title,
        wanted=Wanted(
            unit=row.unit,
            code=row.code,
            problem=row.problem,
            refs=tuple(row.refs),
            demand=row.demand,
        ),
        owner=row.owner,
        due=row.due,
        by=row.who,
        at=row.at,
        **{name: getattr(row, name) for name in _COURSE},
    )
