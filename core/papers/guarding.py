"""The second guard before a paper leaves: whether what was typed gives the petitioner away.

The first is the type of facts (`facts.py`). Officers type entries, though, and ledgers hold names
of traders with more in them: so the finished paper is searched as every text that leaves is.
"""

from core.errors import Refusal
from core.papers.drafting import Draft
from core.papers.facts import Mediation, OnTipoff, Settlement
from core.personal.kinds import DataKind
from core.personal.leaks import Leak, leaks
from core.personal.leaks import Reader as LeakReader
from core.tickets.ticket import Ticket


def leaks_of(draft: Draft, ticket: Ticket) -> tuple[Leak, ...]:
    """What of the petitioner this paper would tell the trader beyond what it is made for.

    Nothing may be told on a tip-off; in a mediation notice the name may stand, and in an agreement
    what the form itself asks for.
    """
    if not isinstance(draft.facts, OnTipoff | Mediation | Settlement):
        return ()
    found = leaks(draft.paper, ticket, to=LeakReader.TRADER)
    return tuple(leak for leak in found if leak.own and not _meant(draft, leak))


def refuse_leaking(draft: Draft, ticket: Ticket) -> None:
    """Refuse a paper that would give the petitioner away."""
    for leak in leaks_of(draft, ticket):
        raise Refusal(
            f"“{leak.said}”是诉求人的{leak.kind.value}，不能写进给被诉主体的文书。请改掉再出。"
        )


def _meant(draft: Draft, leak: Leak) -> bool:
    if isinstance(draft.facts, Settlement):
        return True
    return isinstance(draft.facts, Mediation) and leak.kind is DataKind.NAME
