from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from core.tickets.fields import changed
from core.tickets.intake.plan import Choices, Side
from core.tickets.intake.profile import Profile
from core.tickets.intake.table import Cell
from core.tickets.intake.tally import Tally
from core.tickets.ticket import Ticket
from storage.audit import chain_problems
from storage.database import Store
from storage.exports import count, tickets
from storage.files.ledger.proposal import Proposal, propose_all
from storage.files.ledger.reading import open_ledger
from storage.files.ledger.rejects import write_rejected
from storage.files.ledger.writing import write_ledger
from storage.imports import profiles, take_in, try_out
from storage.loading import stream
from storage.tables.office import step
from tests.samples import a_ticket

WHO = "陆明远"
ROW: Mapping[str, Cell] = {"工单编号": "SJ1", "承办单位": "九亭所", "回访满意度": "满意"}


class Cancelled(Exception):  # noqa: N818 -- a wish, not a fault
    """The clerk no longer wants the result."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def ledger(folder: Path, *rows: Mapping[str, Cell]) -> Proposal:
    """A spreadsheet with these rows, opened and laid out."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    titles = list(dict.fromkeys(title for row in rows for title in row))
    page.append(titles)
    for row in rows:
        page.append([row.get(title) for title in titles])
    book.save(folder / "台账.xlsx")
    return propose_all(open_ledger(folder / "台账.xlsx"))


def import_into(store: Store, proposal: Proposal, choices: Choices | None = None) -> Tally:
    with store.transaction(who=WHO, what="导入台账") as tx:
        return take_in(tx, proposal, choices=choices)


def counts(tally: Tally) -> tuple[int, int, int, int]:
    return tally.added, tally.updated, tally.unchanged, len(tally.rejected)


def all_tickets(store: Store) -> dict[str, Ticket]:
    with store.reading() as connection:
        return {stored.ticket.ref: stored.ticket for stored in stream(connection)}


def save(store: Store, ticket: Ticket) -> None:
    with store.transaction(who=WHO, what="改") as tx:
        tx.tickets.save(ticket)


def steps(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(step)).scalar_one()


def undo_last(store: Store) -> None:
    with store.transaction(who=WHO, what="撤销") as tx:
        last = tx.connection.execute(select(func.max(step.c.id))).scalar_one()
        tx.undo(last)


def test_a_dry_run_says_what_would_happen_and_writes_nothing(store: Store, folder: Path) -> None:
    proposal = ledger(folder, ROW, {**ROW, "工单编号": "SJ2"}, {**ROW, "工单编号": None})
    with store.reading() as connection:
        tally = try_out(connection, proposal)
    assert counts(tally) == (2, 0, 0, 1)
    assert not all_tickets(store)


def test_importing_the_same_file_twice_changes_nothing(store: Store, folder: Path) -> None:
    proposal = ledger(folder, ROW, {**ROW, "工单编号": "SJ2"})
    assert counts(import_into(store, proposal)) == (2, 0, 0, 0)
    before = steps(store)
    assert counts(import_into(store, proposal)) == (0, 0, 2, 0)
    assert steps(store) == before


def test_an_import_is_one_step_that_is_taken_back_as_a_whole(store: Store, folder: Path) -> None:
    import_into(store, ledger(folder, ROW))
    import_into(store, ledger(folder, {**ROW, "回访满意度": "不满意"}, {**ROW, "工单编号": "SJ2"}))
    assert set(all_tickets(store)) == {"SJ1", "SJ2"}
    undo_last(store)
    assert set(all_tickets(store)) == {"SJ1"}
    with store.reading() as connection:
        assert chain_problems(connection) == []


def test_what_the_ledger_brought_is_forgotten_with_an_undone_import(
    store: Store, folder: Path
) -> None:
    import_into(store, ledger(folder, ROW))
    changed_row = {**ROW, "回访满意度": "不满意"}
    for _ in range(2):
        tally = import_into(store, ledger(folder, changed_row))
        assert counts(tally) == (0, 1, 0, 0)
        undo_last(store)


def test_the_office_s_own_change_stands_and_a_change_on_both_sides_waits(
    store: Store, folder: Path
) -> None:
    import_into(store, ledger(folder, ROW))
    save(store, changed(all_tickets(store)["SJ1"], {"unit": "中山所"}))
    assert counts(import_into(store, ledger(folder, ROW))) == (0, 0, 1, 0)
    moved = ledger(folder, {**ROW, "承办单位": "泗泾所"})
    tally = import_into(store, moved)
    assert [(one.ledger, one.store) for one in tally.conflicts] == [("泗泾所", "中山所")]
    assert all_tickets(store)["SJ1"].unit == "中山所"
    tally = import_into(store, moved, {("SJ1", "unit"): Side.LEDGER})
    assert counts(tally) == (0, 1, 0, 0)
    assert all_tickets(store)["SJ1"].unit == "泗泾所"


def test_a_cancelled_import_leaves_the_store_as_it_was(store: Store, folder: Path) -> None:
    proposal = ledger(folder, *({**ROW, "工单编号": f"SJ{n}"} for n in range(600)))

    def cancel(done: int, _total: int, _what: str) -> None:
        if done >= 500:
            raise Cancelled

    with pytest.raises(Cancelled), store.transaction(who=WHO, what="导入") as tx:
        take_in(tx, proposal, progress=cancel)
    assert not all_tickets(store)


def test_reworks_keep_their_references_over_imports(store: Store, folder: Path) -> None:
    rows: list[Mapping[str, Cell]] = [
        {"工单编号": "SJ1", "是否重办件": "否", "派至所队时间": datetime(2026, 5, 1)},
        {"工单编号": "SJ1", "是否重办件": "是", "派至所队时间": datetime(2026, 5, 9)},
    ]
    import_into(store, ledger(folder, *rows))
    assert set(all_tickets(store)) == {"SJ1", "SJ1#1"}
    # The office corrects the time; the ledger's own word still tells which rework is meant.
    save(store, changed(all_tickets(store)["SJ1#1"], {"assigned_at": datetime(2026, 5, 10)}))
    assert counts(import_into(store, ledger(folder, *rows))) == (0, 0, 2, 0)


def test_export_then_import_changes_nothing(store: Store, folder: Path) -> None:
    save(store, a_ticket(number="SJ1", content="\t=1+1"))
    save(store, a_ticket(number="SJ1", ref="SJ1#1", is_rework=True))
    path = folder / "导出.xlsx"
    with store.reading() as connection:
        assert write_ledger(path, tickets(connection)) == 2
    before = steps(store)
    assert counts(import_into(store, propose_all(open_ledger(path)))) == (0, 0, 2, 0)
    # What the ledger said is remembered; importing it once more leaves no trace at all.
    assert counts(import_into(store, propose_all(open_ledger(path)))) == (0, 0, 2, 0)
    assert steps(store) == before + 1


def test_an_export_of_one_month_takes_what_was_received_in_it(store: Store) -> None:
    save(store, a_ticket(number="SJ1", received_at=datetime(2026, 12, 31, 23, 59)))
    save(store, a_ticket(number="SJ2", received_at=datetime(2027, 1, 1)))
    save(store, a_ticket(number="SJ3", received_at=None))
    december = datetime(2026, 12, 5).date()
    with store.reading() as connection:
        assert [ticket.number for ticket in tickets(connection, december)] == ["SJ1"]
        assert (count(connection, december), count(connection)) == (1, 3)


def test_rejected_rows_can_be_set_right_in_their_own_file_and_imported(
    store: Store, folder: Path
) -> None:
    proposal = ledger(folder, ROW, {**ROW, "工单编号": "SJ2", "回访满意度": "还行"})
    tally = import_into(store, proposal)
    report = folder / "导不进的.xlsx"
    assert write_rejected(report, proposal.rows, proposal.layout, tally) == 1
    book = openpyxl.load_workbook(report)
    page = book.active
    assert page is not None
    assert [cell.value for cell in page[1]][:2] == ["原行号", "导不进的原因"]
    assert (page["A2"].value, page["C2"].value) == (3, "SJ2")
    assert "“还行”不是“回访满意度”的取值" in str(page["B2"].value)
    page["E2"] = "一般"
    book.save(report)
    again = import_into(store, propose_all(open_ledger(report)))
    assert counts(again) == (1, 0, 0, 0)
    assert again.unmapped == ("原行号", "导不进的原因")


def test_profiles_are_kept_replaced_and_forgotten(store: Store) -> None:
    profile = Profile(name="网友留言", columns={"留言编号": "number", "点赞数": ""})
    with store.transaction(who=WHO, what="记住对应") as tx:
        tx.imports.keep_profile(profile)
        tx.imports.keep_profile(profile)
    with store.reading() as connection:
        assert profiles(connection) == [profile]
    with store.transaction(who=WHO, what="删掉对应") as tx:
        tx.imports.forget_profile("网友留言")
    with store.reading() as connection:
        assert profiles(connection) == []
