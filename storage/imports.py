"""Imports of ledgers: profiles, what each import brought, dry run, and the import itself.

An import is one transaction and so one step that can be undone; what the last import brought
(`import_base`) goes back with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select

from core.audit import Change
from core.tickets.intake.plan import AT_ONCE, Choices, Fate, Known, Outcome, plan
from core.tickets.intake.profile import Profile
from core.tickets.intake.references import Rework, stored_rework
from core.tickets.intake.rows import Reader
from core.tickets.intake.tally import Tally
from storage.dictionary import dictionary
from storage.files.ledger.proposal import Proposal
from storage.files.ledger.reading import Progress, no_progress
from storage.loading import CHUNK, load_by_number, load_by_ref
from storage.tables.tickets import import_base, import_profile, ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

BASE = "import_base"
PROFILE = "import_profile"

Base = dict[str, Any]


def try_out(
    connection: Connection,
    proposal: Proposal,
    *,
    choices: Choices | None = None,
    progress: Progress = no_progress,
) -> Tally:
    """What an import would do (试导); nothing is written."""
    tally, total = _new_tally(proposal), proposal.row_count
    for some in _batches(connection, proposal, choices):
        for outcome in some:
            tally.count(outcome)
        progress(tally.read, total, f"正在核对“{proposal.file}”")
    return tally


def take_in(
    tx: "Transaction",
    proposal: Proposal,
    *,
    choices: Choices | None = None,
    progress: Progress = no_progress,
) -> Tally:
    """Import in this transaction; `progress` may raise to stop it, and nothing is then written."""
    tally, total = _new_tally(proposal), proposal.row_count
    for some in _batches(tx.connection, proposal, choices):
        tx.tickets.save_all([o.after for o in some if _is_written(o) and o.after is not None])
        tx.imports.keep_bases(some)
        for outcome in some:
            tally.count(outcome)
        progress(tally.read, total, f"正在导入“{proposal.file}”")
    return tally


def profiles(connection: Connection) -> list[Profile]:
    """The profiles that officers have kept, by name."""
    rows = connection.execute(select(import_profile).order_by(import_profile.c.name))
    return [Profile.of({**row.mapping, "name": row.name}) for row in rows]


def _new_tally(proposal: Proposal) -> Tally:
    return Tally(unmapped=proposal.layout.unmapped)


def _is_written(outcome: Outcome) -> bool:
    return outcome.fate in {Fate.ADDED, Fate.UPDATED}


def _batches(
    connection: Connection, proposal: Proposal, choices: Choices | None
) -> Iterator[list[Outcome]]:
    reader = Reader(proposal.layout, dictionary())
    outcomes = plan(proposal.rows, reader, StoreRegister(connection), choices)
    while some := list(islice(outcomes, AT_ONCE)):
        yield some


class StoreRegister:
    """What planning asks of the store; see `core.tickets.intake.plan.Register`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reworks(self, numbers: Sequence[str]) -> list[Rework]:
        stored = [one.ticket for one in load_by_number(self._connection, numbers)]
        brought = _bases(self._connection, [one.ref for one in stored])
        return [stored_rework(one, brought.get(one.ref, {})) for one in stored]

    def known(self, refs: Sequence[str]) -> dict[str, Known]:
        bases = _bases(self._connection, refs)
        return {
            one.ticket.ref: Known(ticket=one.ticket, base=bases.get(one.ticket.ref, {}))
            for one in load_by_ref(self._connection, refs)
        }


class Imports:
    """Writes what imports leave behind, in one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def keep_profile(self, profile: Profile) -> None:
        """Keep a profile under its name, in place of one that had it."""
        mapping = profile.document()
        del mapping["name"]
        before = self._profile(profile.name)
        if before == mapping:
            return
        self._drop_profile(profile.name)
        self._tx.connection.execute(
            insert(import_profile).values(name=profile.name, mapping=mapping)
        )
        self._record(PROFILE, profile.name, before, mapping)

    def forget_profile(self, name: str) -> None:
        before = self._profile(name)
        if before is not None:
            self._drop_profile(name)
            self._record(PROFILE, name, before, None)

    def keep_bases(self, outcomes: Iterable[Outcome]) -> None:
        """Remember what an import brought for each ticket; the tickets are in the store."""
        new = {o.ref: dict(o.base) for o in outcomes if o.base is not None}
        added = {o.ref for o in outcomes if o.fate is Fate.ADDED}
        before = _bases(self._tx.connection, [ref for ref in new if ref not in added])
        self._write(new)
        self._tx.record(
            _base_change(ref, before.get(ref, {}), base)
            for ref, base in new.items()
            if ref not in added  # an added ticket takes its base along when it goes
        )

    def take_back(self, changes: Iterable[Change]) -> None:
        """Put bases back as `before` says, field by field; see `storage.audit.undo`."""
        entries = list(changes)
        now = _bases(self._tx.connection, [entry.ref for entry in entries])
        restored: dict[str, Base] = {}
        for entry in entries:
            base = restored.get(entry.ref) or dict(now.get(entry.ref, {}))
            for key, value in (entry.before or {}).items():
                if value is None:
                    base.pop(key, None)
                else:
                    base[key] = value
            restored[entry.ref] = base
        self._write(restored)
        self._tx.record(_base_change(ref, now.get(ref, {}), base) for ref, base in restored.items())

    def _write(self, bases: Mapping[str, Base]) -> None:
        ids = _ids(self._tx.connection, list(bases))
        run = self._tx.connection.execute
        for some in _chunks(list(ids.values())):
            run(delete(import_base).where(import_base.c.ticket_id.in_(some)))
        rows = [
            {"ticket_id": ids[ref], "values": base} for ref, base in bases.items() if ref in ids
        ]
        if rows:
            run(insert(import_base), rows)

    def _profile(self, name: str) -> dict[str, Any] | None:
        query = select(import_profile.c.mapping).where(import_profile.c.name == name)
        found: dict[str, Any] | None = self._tx.connection.execute(query).scalar()
        return found

    def _drop_profile(self, name: str) -> None:
        self._tx.connection.execute(delete(import_profile).where(import_profile.c.name == name))

    def _record(
        self, subject: str, ref: str, before: Mapping[str, Any] | None, after: Base | None
    ) -> None:
        self._tx.record([Change(subject=subject, ref=ref, before=before, after=after)])


def _base_change(ref: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return Change(
        subject=BASE,
        ref=ref,
        before={key: before.get(key) for key in keys},
        after={key: after.get(key) for key in keys},
    )


def _bases(connection: Connection, refs: Sequence[str]) -> dict[str, Base]:
    found: dict[str, Base] = {}
    for some in _chunks(refs):
        query = select(ticket.c.ref, import_base.c["values"]).join(
            import_base, import_base.c.ticket_id == ticket.c.id
        )
        found |= {row[0]: row[1] for row in connection.execute(query.where(ticket.c.ref.in_(some)))}
    return found


def _ids(connection: Connection, refs: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in _chunks(refs):
        query = select(ticket.c.ref, ticket.c.id).where(ticket.c.ref.in_(some))
        found |= {row.ref: row.id for row in connection.execute(query)}
    return found


def _chunks(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (things[start : start + CHUNK] for start in range(0, len(things), CHUNK))
