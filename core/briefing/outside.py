"""An edition for readers outside (对外版): companies and persons covered, and searched once more.

Stations and sections stay; who complained, who handled and who was complained of do not.
"""

from collections.abc import Iterable, Iterator

from core.errors import Refusal
from core.masking import cover_name, cover_text, cover_trader
from core.paper import Paper, texts
from core.personal.finding import ANYBODY

LEAST = 2
"""Shorter names are no names."""


class Outside:
    """Covers texts; `traders` and `people` are all names of the office's tickets and officers."""

    def __init__(self, traders: Iterable[str], people: Iterable[str]) -> None:
        self._covers = {
            **{name: cover_name(name) for name in people if len(name.strip()) >= LEAST},
            **{name: cover_trader(name) for name in traders if len(name.strip()) > LEAST},
        }
        self._longest_first = sorted(self._covers, key=len, reverse=True)

    def cover(self, text: str) -> str:
        """The text with every name in it covered, and whatever else leads to a person."""
        for name in self._named(text):
            text = text.replace(name, self._covers[name])
        return cover_text(text, ANYBODY)

    def refuse_leaking(self, paper: Paper) -> None:
        """Refuse a paper in which a name or a number of a person is still to be read."""
        for text in texts(paper):
            if named := next(self._named(text), None):
                raise Refusal(f"“{named}”还在文中，对外版不能写明，请改掉再导出。")
            if found := [one for one in ANYBODY.search(text) if one.sure]:
                said = text[found[0].start : found[0].end]
                raise Refusal(f"“{said}”看得出是谁，对外版不能写明，请改掉再导出。")

    def _named(self, text: str) -> Iterator[str]:
        return (name for name in self._longest_first if name in text)
