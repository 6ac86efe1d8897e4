"""Good practice and typical cases at rest."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select

from core.audit import Change
from core.errors import Refusal
from core.people import Officer
from core.review.debrief.cases import Case, CaseKind, make_case
from storage.loading import load_by_ref
from storage.people import officers, units
from storage.review.debrief.reading import debrief
from storage.tables.debrief import case as table

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "campaign_case"


def cases(connection: Connection, campaign: int) -> list[Case]:
    """Those of one campaign, good practice first."""
    query = select(table).where(table.c.campaign_id == campaign)
    query = query.order_by(table.c.kind, table.c.at, table.c.ref)
    return [_case(row) for row in connection.execute(query)]


class Cases:
    """Writes cases; telling a ticket again replaces what was told of it."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def tell(self, id_: int, ref: str, kind: CaseKind, text: str, *, by: Officer) -> Case:
        """Keep what a ticket of a locked campaign teaches; refuses what names anybody."""
        connection = self._tx.connection
        found = debrief(connection, id_, today=self._tx.at.date())
        if found.open_until:
            raise Refusal(found.open_until)
        result = next((one for one in found.report.reviewed if one.ref == ref), None)
        if result is None:
            raise Refusal(f"工单 {ref} 不在这次督查的样本里。")
        [loaded] = load_by_ref(connection, [ref])
        said = Case(campaign=id_, ref=ref, kind=kind, text=text.strip(), by=by.name, at=self._tx.at)
        people = {unit.name for unit in units(connection)}
        people |= {officer.name for officer in officers(connection)}
        made = make_case(said, loaded.ticket, result, by=by, names=people)
        self._put(made)
        return made

    def _put(self, made: Case) -> None:
        mine = (
            (table.c.campaign_id == made.campaign)
            & (table.c.ref == made.ref)
            & (table.c.kind == made.kind.name)
        )
        old = self._tx.connection.execute(select(table.c.text).where(mine)).scalar()
        self._tx.connection.execute(delete(table).where(mine))
        row = {"campaign_id": made.campaign, "ref": made.ref, "kind": made.kind.name}
        self._tx.connection.execute(
            insert(table).values(**row, text=made.text, who=made.by, at=made.at)
        )
        before = None if old is None else {"text": old}
        ref = f"{made.campaign} {made.ref} {made.kind.name}"
        after = {"text": made.text}
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _case(row: Row[Any]) -> Case:
    return Case(
        campaign=row.campaign_id,
        ref=row.ref,
        kind=CaseKind[row.kind],
        text=row.text,
        by=row.who,
        at=row.at,
    )
