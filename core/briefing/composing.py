"""Writes the sentences of a section from the figures, and writes them anew beside the author's.

    fresh = composed(part, structure, figures)
    section = regenerated(section, fresh)

The author's own sentences stay where they are, and what the author took out does not come back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.briefing.figure import BriefingFigures, LiveFigure
from core.briefing.notation import sentences
from core.briefing.structure import Line, Part, Structure

_PHRASE = re.compile(r"<([^<>]+)\.([^<>.]+)>")
_EACH = "<each>"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`key` names the line of the structure it was written from; "" is the author's own."""

    text: str
    key: str = ""
    begins: bool = False
    """Whether a paragraph begins here."""

    @property
    def is_own(self) -> bool:
        return not self.key


@dataclass(frozen=True, slots=True)
class Section:
    """The text of a section; `dropped` are the lines that the author took out or wrote anew."""

    key: str
    sentences: tuple[Sentence, ...] = ()
    dropped: frozenset[str] = frozenset()
    is_done: bool = False
    """Whether the author has said that it is finished."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        found: list[str] = []
        for one in self.sentences:
            if one.begins or not found:
                found.append("")
            found[-1] += one.text
        return tuple(found)


def composed(part: Part, structure: Structure, figures: BriefingFigures) -> list[Sentence]:
    """The sentences that the structure writes for these figures."""
    found = ((line, _said(line, structure, figures)) for line in part.lines)
    return [Sentence(text, line.key, line.begins) for line, text in found if text]


def _said(line: Line, structure: Structure, figures: BriefingFigures) -> str:
    text = line.text if _is_there(line, figures) else line.otherwise
    if _EACH in text:
        text = text.replace(_EACH, _each(line, figures))
    return _PHRASE.sub(lambda hit: _phrase(hit[1], hit[2], structure, figures), text)


def _is_there(line: Line, figures: BriefingFigures) -> bool:
    if line.each and not figures.lists.get(line.each):
        return False
    needed = [figures.get(name) for name in line.needs]
    asked = [figures.get(name) for name in line.some]
    return all(map(_is_known, needed)) and all(one is not None and one.value for one in asked)


def _is_known(one: LiveFigure | None) -> bool:
    return one is not None and (one.value is not None or bool(one.shown.strip("—")))


def _each(line: Line, figures: BriefingFigures) -> str:
    places = range(1, min(figures.lists.get(line.each, 0), line.most) + 1)
    return line.join.join(line.item.replace("*", str(place)) for place in places)


def _phrase(name: str, kind: str, structure: Structure, figures: BriefingFigures) -> str:
    phrase = structure.phrases[kind][_case(figures.get(name), figures.get(f"{name}.{kind}"))]
    return phrase.replace("*", name)


def _case(now: LiveFigure | None, difference: LiveFigure | None) -> str:
    """Which of the phrases fits."""
    if difference is not None and difference.value is not None:
        value = difference.value
        return "equal" if not value else "rise" if value > 0 else "fall"
    if difference is None or now is None or now.value is None:
        return "none"
    if difference.shown == "新增":
        return "new"
    return "zero" if not now.value else "none"


def regenerated(section: Section, fresh: Sequence[Sentence]) -> Section:
    """Write the sentences of the structure anew; the author's stay behind what they followed."""
    wanted = {one.key: one for one in fresh if one.key not in section.dropped}
    kept = [one for one in section.sentences if one.is_own or one.key in wanted]
    there = [wanted[one.key] if one.key else one for one in kept]
    known = {one.key for one in there}
    for place, one in enumerate(fresh):
        if one.key in wanted and one.key not in known:
            there.insert(_place(there, fresh[:place]), one)
    return replace(section, sentences=tuple(there))


def _place(there: Sequence[Sentence], before: Sequence[Sentence]) -> int:
    """Behind the nearest sentence of the structure that stands there already."""
    for one in reversed(before):
        for place, other in enumerate(there):
            if other.key == one.key:
                return place + 1
    return 0


def edited(section: Section, paragraphs: Iterable[str]) -> Section:
    """The section as the author left it: what was not touched stays the structure's."""
    unmatched = {one.text.strip(): one.key for one in section.sentences if one.key}
    new = list(_taken(paragraphs, unmatched))
    dropped = section.dropped | frozenset(unmatched.values())
    return replace(section, sentences=tuple(new), dropped=dropped)


def _taken(paragraphs: Iterable[str], unmatched: dict[str, str]) -> Iterator[Sentence]:
    for paragraph in paragraphs:
        for place, text in enumerate(_parts(paragraph, unmatched)):
            yield Sentence(text, unmatched.pop(text.strip(), ""), begins=place == 0)


def _parts(paragraph: str, known: Mapping[str, str]) -> list[str]:
    """Its sentences; one of the structure that holds several marks is not cut."""
    for whole in sorted(known, key=len, reverse=True):
        before, found, after = paragraph.partition(whole)
        if found:
            return [*_parts(before, known), whole, *_parts(after, known)]
    return sentences(paragraph)


def restored(section: Section, fresh: Sequence[Sentence]) -> Section:
    """Bring back what the author took out; the author's sentences stay too."""
    return regenerated(replace(section, dropped=frozenset()), fresh)
