"""Gaps in a text made from a ticket (〔待补：核查人员〕): where they are, what would fill them."""

import re
from dataclasses import dataclass

from core.tickets.fields import BY_HEADER
from core.tickets.language.explain import Reason
from core.tickets.language.saying_functions import GAP
from core.tickets.rules.rulebook import Finding, Severity
from core.tickets.ticket import Ticket

_GAP = re.compile(re.escape(GAP.format("\0")).replace("\0", "([^〔〕]{1,40})"))
RULE = "待补-答复"
"""As the finding of a gap in the reply is kept and shown."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap from `start` to `end` of a text; `key` is the field to fill in, "" for none."""

    label: str
    key: str
    start: int
    end: int


def gap(label: str) -> str:
    """The mark of a gap."""
    return GAP.format(label)


def gaps_in(text: str) -> tuple[Gap, ...]:
    """The gaps that are left in a text, in order."""
    return tuple(
        Gap(hit[1], BY_HEADER[hit[1]].key if hit[1] in BY_HEADER else "", *hit.span())
        for hit in _GAP.finditer(text)
    )


def gaps_in_reply(ticket: Ticket) -> tuple[Finding, ...]:
    """One finding where the reply still has gaps: it must not go out like that."""
    left = gaps_in(ticket.outcome.reply)
    if not left:
        return ()
    what = "、".join(dict.fromkeys(one.label for one in left))
    return (
        Finding(
            rule=RULE,
            title="答复里还有待补的地方",
            severity=Severity.ERROR,
            fields=("reply",),
            message=f"答复里还有待补的地方：{what}。请补上，或删掉那一句。",
            basis="答复要给诉求人看，不能留空当。",
            because=Reason("答复内容里还有〔待补〕"),
            anchor="reply",
        ),
    )
