"""That somebody saw the petitioner's data on the form is kept, once a day for each officer."""

from core.tickets.fields import FIELDS
from gui.desk import Desk
from gui.ticket_form.opened import Opened, Rights
from storage.sights import was_seen

WHY = "办件"
KEYS = ("petitioner_name", "petitioner_phone", "petitioner_address")
_BY_KEY = {field.key: field for field in FIELDS if field.key in KEYS}


def note_sight(desk: Desk, opened: Opened, may: Rights) -> None:
    """Keep it where there is something to see, and it is not the handler's own ticket."""
    ticket, officer = opened.stored, desk.officer
    keys = [key for key in KEYS if not _BY_KEY[key].is_empty(ticket)]
    if not (opened.ref and may.sees_petitioner and keys) or ticket.handler == officer.name:
        return
    with desk.store.reading() as connection:
        seen = was_seen(connection, opened.ref, WHY, officer.name, desk.today)
    if not seen:
        desk.do(
            lambda tx: tx.sights.look(opened.ref, keys, WHY, by=officer),
            what="打开工单，看到诉求人信息",
            undo=False,
        )
