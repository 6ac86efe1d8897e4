"""The office's numbers for follow-up, read once."""

from functools import cache

from core.follow_up.rules import FollowUpRules, rules_of
from storage.resources import read_toml


@cache
def follow_up_rules() -> FollowUpRules:
    return rules_of(read_toml("follow_up/callback.toml"))
