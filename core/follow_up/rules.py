"""How often to call, how far apart, and how long everybody has: the office's data, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRules:
    """Numbers of `resources/follow_up/callback.toml`; spans in days are working days."""

    attempts: int
    apart: timedelta
    own_half_day: bool
    noon: time
    first_call: int
    explanation: int
    second_call: int
    escalation: int
    rounds: int
    least_words: int

    def half_day(self, at: datetime) -> tuple[date, bool]:
        """The day, and whether it is its afternoon."""
        return at.date(), at.time() >= self.noon


def rules_of(data: Mapping[str, Any]) -> FollowUpRules:
    unreached, within, unhappy = data["unreached"], data["within"], data["dissatisfied"]
    return FollowUpRules(
        attempts=unreached["attempts"],
        apart=timedelta(minutes=unreached["minutes_apart"]),
        own_half_day=unreached["own_half_day"],
        noon=time.fromisoformat(unreached["noon"]),
        first_call=within["first_call"],
        explanation=within["explanation"],
        second_call=within["second_call"],
        escalation=within["escalation"],
        rounds=unhappy["rounds"],
        least_words=unhappy["least_words"],
    )
