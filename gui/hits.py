"""What Ctrl+K finds (see `gui.find`): a hit, a finder, and which hits hold some words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is, what explains it, and how to go there.

    `kind` is a word for the group (工单, 经营者, 规则, 页面, 命令).
    """

    kind: str
    title: str
    go: Callable[[], object]
    detail: str = ""
    icon: str = "arrow-right"


Finder = Callable[[str], Sequence[Hit]]


def matching(hits: Sequence[Hit], words: str) -> list[Hit]:
    """Those of `hits` whose title or detail holds all of the words."""
    parts = words.casefold().split()
    return [
        hit for hit in hits if all(part in f"{hit.title} {hit.detail}".casefold() for part in parts)
    ]
