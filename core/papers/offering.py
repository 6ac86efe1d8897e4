"""What an issued paper offers to its ticket: fields still empty, never written silently."""

from typing import Any

from core.paper import Paper, Prose
from core.papers.form import Form, Offered
from core.papers.issuing import Given
from core.papers.words import BOX, TICKED
from core.tickets.fields import BY_KEY, FieldType
from core.tickets.ticket import Ticket


def offers(form: Form, given: Given, ticket: Ticket) -> dict[str, Any]:
    """Values by field key that the paper knows and the ticket lacks, in the form's order."""
    found: dict[str, Any] = {}
    for key, what in form.offers_to(given.reader).items():
        value = _value(key, what, given)
        if value is not None and BY_KEY[key].is_empty(ticket):
            found[key] = value
    return found


def _value(key: str, what: str, given: Given) -> Any:
    match what:
        case Offered.DAY:
            return given.issued_at.date()
        case Offered.MOMENT:
            return given.issued_at.replace(microsecond=0)
        case Offered.WAY:
            return given.way
        case Offered.BODY:
            return body_of(given.paper)
    field = BY_KEY[key]
    assert field.type is FieldType.ENUM and field.words is not None  # noqa: S101, PT018 -- `reading` checks it
    return field.words(what)


def body_of(paper: Paper) -> str:
    """What the paper says, for the ledger: no head, seal and notes, only the ground ticked."""
    said = (block.text for block in paper.blocks if isinstance(block, Prose))
    return "".join(text.removeprefix(TICKED) for text in said if not text.startswith(BOX))
