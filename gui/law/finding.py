"""Articles for Ctrl+K."""

from collections.abc import Sequence
from functools import partial

from gui.desk import Desk
from gui.hits import Hit
from storage.law_library import find_articles

MOST = 12


def find_law(desk: Desk, words: str) -> Sequence[Hit]:
    """The articles that hold all of the words; nothing for none."""
    if not words.strip():
        return ()
    with desk.store.reading() as connection:
        found = find_articles(connection, words, most=MOST)
    return [
        Hit(
            kind="条文",
            title=f"《{line.act.title}》{line.name}",
            detail=line.short or " ".join(line.official.split()),
            go=partial(desk.go, "law", line.place),
            icon="file-text",
        )
        for line in found
    ]
