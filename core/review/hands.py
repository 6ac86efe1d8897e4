"""Who had a hand in a ticket (经办、审批、协助): those people neither review it nor are shown."""

from core.tickets.ticket import Ticket


def hands_in(ticket: Ticket) -> tuple[str, ...]:
    """The people named on the ticket, in the order of the work, each once."""
    named = (
        ticket.handler,
        *ticket.tipoff.inspectors,
        ticket.gate.supervisor,
        ticket.tipoff.not_filed_approver,
    )
    return tuple(dict.fromkeys(name.strip() for name in named if name.strip()))
