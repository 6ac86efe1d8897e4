"""One handling point beside the list: its words, what it is tied to, its versions, what to do."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.people import Action
from core.tickets.fields import headers
from core.tickets.guidance.points import Point, PointVersion, Standing
from core.tickets.law.citations import parse_citations
from gui import theme
from gui.boxes import box, clear, column, frame, row, rule, scrolled
from gui.buttons import button
from gui.chips import Chip
from gui.desk import Desk
from gui.labels import label, paragraph
from gui.points.shown import Shown
from storage.points import point_versions

WIDTH = 360


class PointCard(QFrame):
    change_asked = Signal(object)
    """The point somebody wants to change."""

    withdraw_asked = Signal(object)
    confirmed = Signal(int)
    declined = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("要点")
        self._desk = desk
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self._inside.setContentsMargins(16, 12, 16, 16)
        self.setLayout(column(scrolled(box(self._inside)), gap=0))
        self.setFixedWidth(theme.text_size(WIDTH))

    def show_point(self, point: Point | None, shown: Shown) -> None:
        clear(self._inside)
        for part in self._parts(point, shown) if point is not None else _nothing():
            self._inside.addWidget(part)
        self._inside.addStretch(1)

    def _parts(self, point: Point, shown: Shown) -> Iterator[QWidget]:
        with self._desk.store.reading() as connection:
            versions = point_versions(connection, point.number)
        may = self._desk.may(Action.EDIT_POINTS)
        yield _head(point)
        yield paragraph(point.text, spread=122)
        proposal = shown.proposals.get(point.number)
        if proposal is not None:
            yield self._proposal(proposal, may=may)
        yield from _titled("会查的规则", [self._rule(rule, shown) for rule in point.rules])
        if point.fields:
            yield from _titled("有关的栏目", [paragraph("、".join(headers(point.fields)), "dense")])
        yield from _titled("依据", [self._article(text) for text in point.articles])
        yield from _titled("来源", [paragraph(_origin(point), "dense")])
        if may and proposal is None:
            yield self._verbs(point)
        yield rule()
        yield label("版本", "field")
        yield from map(_version, versions)

    def _rule(self, rule: str, shown: Shown) -> QWidget:
        """A rule with its title; whoever keeps the rules may go there."""
        [title] = shown.titles([rule])
        if not self._desk.may(Action.EDIT_RULES):
            return paragraph(title, "dense")
        go = button("看规则", "quiet", on=partial(self._desk.go, "rules", rule))
        go.setAccessibleName(f"看规则 {title}")
        return box(row((paragraph(title, "dense"), 1), go, gap=4))

    def _article(self, text: str) -> QWidget:
        """An article as it is cited, and the way to its wording."""
        cited = next(one for one in parse_citations(text) if one.article)
        go = button("看全文", "quiet", on=partial(self._desk.go, "law", (cited, None)))
        go.setAccessibleName(f"在法规条文里看{text}")
        return box(row((paragraph(text, "dense"), 1), go, gap=4))

    def _verbs(self, point: Point) -> QWidget:
        change = button("修改", icon="pencil-line", on=partial(self.change_asked.emit, point))
        words = "恢复使用" if point.is_withdrawn else "停用"
        withdraw = button(words, "quiet", on=partial(self.withdraw_asked.emit, point))
        return box(row(change, withdraw, None))

    def _proposal(self, proposal: PointVersion, *, may: bool) -> QWidget:
        point = proposal.point
        who = f"{proposal.author}　{proposal.at:%Y-%m-%d}"
        parts: list[QWidget] = [
            box(row(Chip("等确认", "proposed"), None, label(who, "caption"))),
            paragraph(_proposed(point), "dense", spread=118),
            paragraph(f"理由：{proposal.reason}", "caption"),
        ]
        if may:
            parts.append(self._decision(proposal))
        return frame("tint", column(*parts, gap=6, margins=(12, 8, 12, 10)), tone="info")

    def _decision(self, proposal: PointVersion) -> QWidget:
        number, own = proposal.point.number, proposal.author == self._desk.officer.name
        if own:
            back = button("收回", on=partial(self.declined.emit, number))
            return box(row(label("由另一位同事确认", "caption"), None, back))
        return box(
            row(
                button("确认生效", "primary", on=partial(self.confirmed.emit, number)),
                button("不采用", on=partial(self.declined.emit, number)),
                None,
            )
        )


def _nothing() -> Iterator[QWidget]:
    yield paragraph("在左边选一条，这里显示全文、有关的规则和栏目。", "second")


def _head(point: Point) -> QWidget:
    state = [Chip("停用", "plain")] if point.is_withdrawn else []
    number = label(f"第 {point.number} 条", "section")
    return box(row(number, label(point.theme, "caption"), None, *state))


def _titled(title: str, lines: Sequence[QWidget]) -> Iterator[QWidget]:
    if lines:
        yield box(column(label(title, "caption"), *lines, gap=2))


def _origin(point: Point) -> str:
    return f"{point.origin.value}　{point.source}" if point.source else point.origin.value


def _proposed(point: Point) -> str:
    return f"停用：{point.text}" if point.is_withdrawn else point.text


def _version(one: PointVersion) -> QWidget:
    who = f"第 {one.version} 版　{one.author}　{one.at:%Y-%m-%d}"
    decided = f"{one.decided_by}确认" if one.standing in _TAKEN and one.decided_by else ""
    said = "　".join(filter(None, (who, one.standing.value, decided)))
    words: list[QWidget] = [label(said, "caption", wrap=True)]
    if one.reason:
        words.append(paragraph(f"理由：{one.reason}", "caption"))
    if one.standing is Standing.PAST:
        words.append(paragraph(one.point.text, "dense"))
    return box(column(*words, gap=2))


_TAKEN = (Standing.IN_FORCE, Standing.PAST)
