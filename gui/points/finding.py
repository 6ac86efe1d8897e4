"""Handling points for Ctrl+K."""

from collections.abc import Sequence
from functools import partial

from gui.desk import Desk
from gui.hits import Hit, matching
from storage.points import points

MOST = 12


def find_points(desk: Desk, words: str) -> Sequence[Hit]:
    """The points in use that hold all of the words, in theme or text."""
    if not words.strip():
        return ()
    with desk.store.reading() as connection:
        known = [one for one in points(connection) if not one.is_withdrawn]
    hits = [
        Hit(
            "要点",
            one.text,
            partial(desk.go, "points", one.number),
            f"第 {one.number} 条　{one.theme}",
            "bookmark-check",
        )
        for one in known
    ]
    return matching(hits, words)[:MOST]
