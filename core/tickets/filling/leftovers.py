"""What stands in fields that do not apply (不适用而有内容): listed before a ticket is handed in.

It counts for nothing, but is never dropped without a word: somebody clears it or lets it stand, and
that it was let stand is kept.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core.errors import Refusal
from core.tickets.fields import BY_KEY, as_text
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Leftover:
    """A field that does not apply, and what stands in it."""

    key: str
    text: str

    @property
    def header(self) -> str:
        return BY_KEY[self.key].header


def leftovers(
    ticket: Ticket, hidden: Collection[str], says_nothing: Collection[str]
) -> tuple[Leftover, ...]:
    """What the hidden fields of `ticket` hold, in ledger order; 否, 无 and the like are nothing."""
    held = (
        Leftover(field.key, as_text(field.get(ticket)))
        for field in BY_KEY.values()
        if field.key in hidden and not field.is_empty(ticket)
    )
    return tuple(one for one in held if one.text.strip() not in says_nothing)


def undecided(found: Sequence[Leftover], kept: Mapping[str, str]) -> tuple[Leftover, ...]:
    """Those that nobody has let stand as they are; `kept` is text by key."""
    return tuple(one for one in found if kept.get(one.key) != one.text)


def refuse_undecided(found: Sequence[Leftover], kept: Mapping[str, str]) -> None:
    """Refuse to go on while somebody has still to decide on something."""
    if left := undecided(found, kept):
        names = "、".join(f"“{one.header}”" for one in left[:3])
        more = " 等" if len(left) > 3 else ""
        raise Refusal(f"有 {len(left)} 栏用不到，里面却有内容：{names}{more}。请逐项清空或者留着。")
