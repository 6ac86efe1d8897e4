"""The parts of a rubric as lines of a list: the whole, its items, its vetoes."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from core.figures.words import whole_marks
from core.review.rubric import Item, NotApplicable, Rubric
from core.review.rubric_changes import choice_words, differences
from core.review.rubric_faults import full_marks
from gui.tables.cells import Cell, Column, Heading, Stack, Tag, Words


class PartKind(Enum):
    WHOLE = "whole"
    ITEM = "item"
    HEADING = "heading"
    VETO = "veto"


@dataclass(frozen=True, slots=True)
class Part:
    """One line; `place` counts items and vetoes each from 0. `state` is what its chip says."""

    kind: PartKind
    place: int
    rubric: Rubric
    state: str = ""

    @property
    def key(self) -> tuple[PartKind, int]:
        return self.kind, self.place

    @property
    def code(self) -> str:
        """The code of the item or veto; "" for the whole."""
        match self.kind:
            case PartKind.ITEM:
                return self.item.code
            case PartKind.VETO:
                return self.rubric.vetoes[self.place].code
        return ""

    @property
    def item(self) -> Item:
        return self.rubric.items[self.place]


def parts(rubric: Rubric, before: Rubric | None, faulty: Collection[str]) -> list[Part]:
    """All lines of a rubric; those with faults say so, then those that differ from `before`."""
    changed = {one.code for one in differences(before, rubric)} if before else set()

    def state(code: str) -> str:
        return "要改" if code in faulty else "改了" if code in changed else ""

    items = [
        Part(PartKind.ITEM, place, rubric, state(item.code))
        for place, item in enumerate(rubric.items)
    ]
    vetoes = [
        Part(PartKind.VETO, place, rubric, state(veto.code))
        for place, veto in enumerate(rubric.vetoes)
    ]
    whole = Part(PartKind.WHOLE, 0, rubric, state(""))
    return [whole, *items, Part(PartKind.HEADING, 0, rubric), *vetoes]


def _what(part: Part) -> Cell:
    match part.kind:
        case PartKind.WHOLE:
            cap = whole_marks(part.rubric.veto_cap)
            return Stack(part.rubric.title, f"一票否决最高 {cap} 分")
        case PartKind.HEADING:
            return Heading("一票否决", f"{len(part.rubric.vetoes)} 项")
        case PartKind.VETO:
            return part.rubric.vetoes[part.place].title
    return Stack(part.item.title, choice_words(part.item.choices) or "没有固定的扣分档")


def _worth(part: Part) -> Cell:
    match part.kind:
        case PartKind.WHOLE:
            return Words(whole_marks(full_marks(part.rubric)), "text", strong=True)
        case PartKind.ITEM:
            return Words(whole_marks(part.item.full), "text")
    return ""


def _when(part: Part) -> Cell:
    if part.kind is not PartKind.ITEM:
        return ""
    if part.item.when:
        return "有条件"
    return {NotApplicable.RESCALE: "可折算", NotApplicable.FULL: "可记满分"}.get(
        part.item.not_applicable, ""
    )


def _state(part: Part) -> Cell:
    return Tag(part.state, "error" if part.state == "要改" else "proposed") if part.state else ""


COLUMNS: tuple[Column[Part], ...] = (
    Column(key="code", title="编号", cell=lambda one: Words(one.code, "text-3"), width=52),
    Column(key="what", title="评查项和扣分档", cell=_what, stretch=True),
    Column(key="worth", title="满分", cell=_worth, width=52, right=True),
    Column(key="when", title="不适用", cell=_when, width=76),
    Column(key="state", title="", cell=_state, width=72),
)
