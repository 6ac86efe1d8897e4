"""Handing over all open work when somebody leaves (离岗交接): what there is, and who gets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.errors import Refusal
from core.people import Officer, Role


class WorkKind(StrEnum):
    TICKET = "在办工单"
    REVIEW = "没有交的评查"
    REMEDY = "没有销号的整改"


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One thing that somebody still has to do; `key` tells it apart in the store."""

    kind: WorkKind
    key: tuple[str, ...]
    what: str
    unit: str
    goes_to: str = ""
    """Who takes it over; "" where it cannot be handed on by itself, and `why` says why."""
    why: str = ""


def refuse_wrong_heir(
    leaving: Officer, heir: Officer | None, units: Sequence[str], day: date
) -> None:
    """Refuse an heir who is the same person, or who handles in none of the units concerned."""
    if heir is None or heir.name == leaving.name:
        raise Refusal("请选另一个人接手。", field="to")
    held = {
        post.unit
        for post in heir.posts_on(day)
        if post.role is Role.HANDLER and not post.instead_of
    }
    missing = sorted(set(units) - held)
    if missing:
        raise Refusal(
            f"{heir.name}不是{'、'.join(missing)}现任的承办人，接不了那里的工单。请选那里的承办人。",
            field="to",
        )
