"""The rulebook at rest: the one the program brings, the versions of the store, those in force."""

from storage.rules.in_force import Rulebooks, rulebooks
from storage.rules.shipped import shipped, shipped_rulebook, shipped_vocabulary
from storage.rules.stored import Rules, draft, rulebook_data, take_in_shipped, version, versions

__all__ = [
    "Rulebooks",
    "Rules",
    "draft",
    "rulebook_data",
    "rulebooks",
    "shipped",
    "shipped_rulebook",
    "shipped_vocabulary",
    "take_in_shipped",
    "version",
    "versions",
]
