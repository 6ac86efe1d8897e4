"""Kinds of campaign in a store: the program's, and those that the section made."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select

from core.audit import Change
from core.errors import Refusal
from core.people import Officer
from core.review.campaign import CampaignKind
from core.review.own_kinds import refuse_unfit
from core.review.rubric_versions import begin_new, confirmed
from storage.review.rubric_versions import keys, rubric_in_force, rubric_keys
from storage.review.rubrics import campaign_rules
from storage.tables.rubrics import kind as table
from storage.views import condition_reader

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "campaign_kind"


def own_kinds(connection: Connection) -> tuple[CampaignKind, ...]:
    """The kinds that the section made, oldest first."""
    names = ("name", "rubric", "condition", "minimum", "maximum", "cap")
    rows = connection.execute(select(table).order_by(table.c.at, table.c.name))
    return tuple(CampaignKind(**{name: getattr(row, name) for name in names}) for row in rows)


def all_kinds(connection: Connection) -> tuple[CampaignKind, ...]:
    return (*campaign_rules().kinds, *own_kinds(connection))


def kind_named(connection: Connection, name: str) -> CampaignKind:
    """The kind of that name; refuses one that there is not."""
    some = all_kinds(connection)
    for kind in some:
        if kind.name == name:
            return kind
    known = "、".join(kind.name for kind in some)
    raise Refusal(f"没有“{name}”这种专项。现有：{known}。", field="kind")


class Kinds:
    """Makes kinds of campaign; each leaves its audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def add(self, kind: CampaignKind, *, by: Officer, anew: bool) -> CampaignKind:
        """Keep a new kind, which is marked by the rubric it names.

        With `anew` it gets a rubric of its own, which begins as a draft like the one it names.
        """
        connection, today = self._tx.connection, self._tx.at.date()
        refuse_unfit(
            kind,
            known=[one.name for one in all_kinds(connection)],
            read=condition_reader(connection, today),
            by=by,
            today=today,
        )
        if kind.rubric not in rubric_keys(connection):
            raise Refusal(f"没有“{kind.rubric}”这张评查表。", field="rubric")
        key = self._new_rubric(kind, by) if anew else kind.rubric
        row = {**asdict(kind), "rubric": key}
        values = {**row, "who": self._tx.who, "at": self._tx.at}
        connection.execute(insert(table).values(**values))
        self._record(kind.name, None, row)
        return CampaignKind(**row)

    def _new_rubric(self, kind: CampaignKind, by: Officer) -> str:
        like = rubric_in_force(self._tx.connection, kind.rubric)
        used = set(rubric_keys(self._tx.connection))
        key = next(one for n in range(1, 1000) if (one := f"own_{n}") not in used)
        begin_new(self._tx.rubrics, key, like, name=kind.name, by=by, at=self._tx.at)
        return key

    def remove(self, name: str) -> None:
        """Take a kind away, and its own rubric as long as nobody has confirmed it.

        Campaigns that were planned with it keep what they need.
        """
        found = {one.name: one for one in own_kinds(self._tx.connection)}
        if name not in found:
            raise Refusal(f"“{name}”不是自定的专项，撤不掉。", field="name")
        self._tx.connection.execute(delete(table).where(table.c.name == name))
        self._record(name, asdict(found[name]), None)
        versions = self._tx.rubrics.versions(found[name].rubric)
        if found[name].rubric not in keys() and confirmed(versions) is None:
            for one in versions:
                self._tx.rubrics.drop(one)

    def _record(
        self, name: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        self._tx.record([Change(subject=SUBJECT, ref=name, before=before, after=after)])
