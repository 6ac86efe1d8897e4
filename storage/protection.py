"""Which texts are looked at before they leave the office, read once."""

from functools import cache

from core.personal.remarks import Protection, protection_of
from storage.resources import read_toml


@cache
def protection() -> Protection:
    return protection_of(read_toml("guidance/protection.toml"))
