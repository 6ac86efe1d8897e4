"""One shortfall beside the list: the deductions, the proposed point, and what to make of it."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.figures.words import whole_marks
from core.review.debrief.citing import Outcome, Progress
from core.review.debrief.proposing import Alike
from gui import theme
from gui.boxes import box, clear, column, frame, row, scrolled
from gui.buttons import button
from gui.chips import Chip
from gui.debrief.words import several
from gui.labels import label, paragraph
from storage.review.debrief.reading import Shortfall

WIDTH = 380
REASONS = 4
STATES = {
    Progress.OPEN: "near",
    Progress.PROPOSED: "proposed",
    Progress.PUBLISHED: "done",
    Progress.ASIDE: "plain",
}


class ShortfallCard(QFrame):
    adopt_asked = Signal(object)
    """The shortfall somebody wants a new point for."""

    merged = Signal(object, int)
    aside_asked = Signal(object)
    point_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("扣分和要点")
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self._inside.setContentsMargins(16, 12, 16, 16)
        self.setLayout(column(scrolled(box(self._inside)), gap=0))
        self.setFixedWidth(theme.text_size(WIDTH))

    def show_shortfall(self, found: Shortfall | None, *, locked: bool) -> None:
        """Show one; before results are `locked` nothing is offered."""
        clear(self._inside)
        for part in self._parts(found, locked=locked) if found is not None else _nothing():
            self._inside.addWidget(part)
        self._inside.addStretch(1)

    def _parts(self, found: Shortfall, *, locked: bool) -> Iterator[QWidget]:
        loss = found.proposal.loss
        chip = Chip(found.progress.value, STATES[found.progress])
        yield box(row(label(f"{loss.code} {loss.title}", "section"), None, chip))
        said = f"{loss.tickets} 件扣分，共 {whole_marks(loss.lost)} 分："
        yield paragraph(said + "、".join(found.proposal.units), "dense")
        reasons = [paragraph(one, "dense") for one in loss.reasons[:REASONS] if one]
        if reasons:
            yield _titled("复核写的", *reasons)
        yield _titled("扣分的工单", paragraph(several(loss.refs), "dense"))
        if found.progress is not Progress.OPEN:
            yield from self._settled(found)
            return
        yield self._proposal(found)
        alike = found.proposal.alike
        if alike:
            yield label("已有的要点里，这几条说的差不多", "caption")
        for place, one in enumerate(alike):
            yield self._alike(found, one, is_first=not place, locked=locked)
        if locked:
            yield self._verbs(found)

    def _proposal(self, found: Shortfall) -> QWidget:
        point = found.proposal.point
        return frame(
            "tint",
            column(
                row(Chip("建议", "proposed"), None, label(point.theme, "caption")),
                paragraph(point.text, spread=118),
                paragraph("依据：" + ("；".join(point.articles) or "还没有，请补上"), "caption"),
                gap=6,
                margins=(12, 8, 12, 10),
            ),
            tone="info",
        )

    def _alike(self, found: Shortfall, one: Alike, *, is_first: bool, locked: bool) -> QWidget:
        number = one.point.number
        parts: list[QWidget] = [
            paragraph(f"第 {number} 条　{one.point.text}", "dense"),
            label(one.why, "caption", wrap=True),
        ]
        if locked:
            kind = "primary" if is_first else ""
            go = button(f"并入第 {number} 条", kind, on=partial(self.merged.emit, found, number))
            see = button("看这一条", "quiet", on=partial(self.point_asked.emit, number))
            parts.append(box(row(go, see, None)))
        return box(column(*parts, gap=4))

    def _verbs(self, found: Shortfall) -> QWidget:
        kind = "" if found.proposal.alike else "primary"
        new = button("立为新要点", kind, "plus", on=partial(self.adopt_asked.emit, found))
        aside = button("不立要点", "quiet", on=partial(self.aside_asked.emit, found))
        return box(row(new, aside, None))

    def _settled(self, found: Shortfall) -> Iterator[QWidget]:
        citation = found.citation
        assert citation is not None  # noqa: S101 -- only what was settled is not open
        said = f"{citation.by}　{citation.at:%Y-%m-%d}"
        if citation.outcome is Outcome.NONE:
            yield _titled("不立要点", paragraph(citation.reason), label(said, "caption"))
            return
        where = f"{citation.outcome.value}：第 {citation.number} 条"
        see = button("看这一条", on=partial(self.point_asked.emit, citation.number))
        yield _titled(where, label(said, "caption"), box(row(see, None)))
        if found.progress is Progress.PROPOSED:
            yield paragraph("由消保科另一位同事在“处置要点”里确认，确认后发布。", "caption")


def _nothing() -> Iterator[QWidget]:
    yield paragraph("在左边选一项，这里显示扣在哪里、可以归成哪条要点。", "second")


def _titled(title: str, *parts: QWidget) -> QWidget:
    return box(column(label(title, "caption"), *parts, gap=2))
