"""Writes appeals: filed by a unit, decided by the section."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from core.audit import Change
from core.errors import Refusal
from core.people import Action, Officer, may
from core.review.appeals import (
    Appeal,
    Ruling,
    last_day,
    refuse_late,
    refuse_ruling,
    refuse_unfit,
    ruled,
)
from core.review.reviews import Stage
from storage.calendar import calendar_of
from storage.review import reading
from storage.review.appealed import load_appeals
from storage.review.rubrics import campaign_rules
from storage.tables.appeals import appeal, contested

if TYPE_CHECKING:
    from storage.transaction import Transaction


class Appeals:
    """The appeals of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx
        self._run = tx.connection.execute

    def file(
        self, id_: int, ref: str, wanted: Mapping[str, tuple[str, str]], *, by: Officer | None
    ) -> None:
        """Contest items of a ticket: `wanted` gives reason and evidence by code. Once, in time."""
        connection, today = self._tx.connection, self._tx.at.date()
        about = reading.load_campaign(connection, id_)
        unit = self._unit_of(id_, ref)
        if by is not None and not may(by, Action.APPEAL, unit, today=today):
            raise Refusal(f"{by.name}不能替{unit}申诉。请由{unit}的负责人提出。")
        reviews = reading.load_reviews(connection, about, ref=ref)
        recheck = next((one for one in reviews if one.stage is Stage.RECHECK), None)
        last = last_day(about, campaign_rules().appeals, calendar_of(connection))
        refuse_unfit(about, recheck, wanted, last)
        assert last is not None  # noqa: S101 -- just refused otherwise
        assert recheck is not None  # noqa: S101 -- just refused otherwise
        refuse_late(last, today)
        if any(one.ref == ref for one in load_appeals(connection, id_)):
            raise Refusal(f"工单 {ref} 已经申诉过，每件只能申诉一次。")
        made = self._run(
            insert(appeal).values(
                campaign_id=id_, ref=ref, unit=unit, who=self._tx.who, at=self._tx.at
            )
        ).inserted_primary_key
        assert made is not None  # noqa: S101 -- an insert with a generated key has one
        rows = [
            {
                "appeal_id": made[0],
                "code": code,
                "reason": reason.strip(),
                "evidence": evidence.strip(),
                "before": _text(recheck.marks.item(code).marks),
            }
            for code, (reason, evidence) in wanted.items()
        ]
        self._run(insert(contested), rows)
        self._record(id_, ref, None, {"appealed": sorted(wanted)})

    def _unit_of(self, id_: int, ref: str) -> str:
        drawn = reading.load_certificate(
            self._tx.connection, reading.load_campaign(self._tx.connection, id_)
        ).reviewed
        found = next((one.unit for one in drawn if one.ref == ref), None)
        if found is None:
            raise Refusal(f"工单 {ref} 不在这次督查的样本里。")
        return found

    def decide(
        self, id_: int, ref: str, rulings: Mapping[str, Ruling], *, by: Officer | None
    ) -> Appeal:
        """Decide an appeal, item by item; whoever rechecked the ticket may not."""
        connection = self._tx.connection
        if by is not None and not may(by, Action.RECHECK, today=self._tx.at.date()):
            raise Refusal(f"{by.name}不能答复申诉。请由消保科的同志答复。")
        about = reading.load_campaign(connection, id_)
        found = next((one for one in load_appeals(connection, id_) if one.ref == ref), None)
        if found is None:
            raise Refusal(f"工单 {ref} 没有申诉。")
        reviews = reading.load_reviews(connection, about, ref=ref)
        rechecked_by = {one.officer for one in reviews if one.stage is Stage.RECHECK}
        refuse_ruling(found, rulings, about.rubric, by=self._tx.who, rechecked_by=rechecked_by)
        made = ruled(found, rulings, by=self._tx.who, at=self._tx.at)
        for one in made.items:
            mine = (contested.c.appeal_id == found.id, contested.c.code == one.code)
            change = update(contested).where(*mine)
            self._run(
                change.values(after=_text(one.after), lifted=one.lifted, decision=one.decision)
            )
        decided = {"decided_by": made.decided_by, "decided_at": made.decided_at}
        self._run(update(appeal).where(appeal.c.id == found.id).values(**decided))
        after = {one.code: "lifted" if one.lifted else _text(one.after) for one in made.items}
        before = {one.code: _text(one.before) for one in made.items}
        self._record(id_, ref, before, after)
        return made

    def _record(
        self, id_: int, ref: str, before: dict[str, Any] | None, after: dict[str, Any]
    ) -> None:
        entry = Change(subject="review", ref=f"{id_} {ref} APPEAL", before=before, after=after)
        self._tx.record([entry])


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
