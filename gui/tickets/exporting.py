"""Writes tickets of a list to a spreadsheet, as a job."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from core.tickets.ticket import Ticket
from gui.desk import Desk
from gui.jobs import Progress
from gui.notices import Offer, Tone
from storage.database import Reading
from storage.files.ledger.writing import write_ledger
from storage.loading import CHUNK, load_by_id
from storage.ticket_lists import Wanted, all_ids


def export(
    desk: Desk, target: Path, wanted: Wanted, ticked: Sequence[int], *, masked: bool
) -> None:
    """Write the ticked tickets, or all that are wanted; says when it is done, and where."""
    store, now = desk.store, desk.now()

    def write(progress: Progress) -> int:
        with store.reading() as connection:
            ids = list(ticked) or all_ids(connection, wanted, now)
            tickets = _tickets(connection, ids)
            return write_ledger(target, tickets, total=len(ids), masked=masked, progress=progress)

    desk.jobs.start(
        write,
        lambda written: _say(desk, target, written, masked=masked),
        title=f"正在导出到“{target.name}”",
        cancelling="取消后不会留下半个文件。",
    )


def _tickets(connection: Reading, ids: Sequence[int]) -> Iterator[Ticket]:
    for start in range(0, len(ids), CHUNK):
        for one in load_by_id(connection, ids[start : start + CHUNK]):
            yield one.ticket


def _say(desk: Desk, target: Path, written: int, *, masked: bool) -> None:
    more = "诉求人信息已遮盖。" if masked else "文件里有诉求人信息，请按保密要求保管。"
    folder = QUrl.fromLocalFile(str(target.parent))
    offer = Offer("打开文件夹", lambda: QDesktopServices.openUrl(folder))
    desk.say(f"导出 {written} 件工单，在“{target.name}”。", Tone.OK, more=more, offer=offer)
