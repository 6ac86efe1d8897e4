"""The shipped skeleton of disposal reports, read once."""

from functools import cache

from core.tickets.disposal.reading import skeleton_of
from core.tickets.disposal.skeleton import Skeleton
from storage.resources import read_toml
from storage.rules.shipped import shipped_vocabulary


@cache
def skeleton() -> Skeleton:
    return skeleton_of(read_toml("guidance/report.toml"), shipped_vocabulary())
