"""What stands in the guidance panel: examples, articles, handling points, the answer to 为什么."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.tickets.fields import BY_KEY
from core.tickets.guidance.pairs import Pair
from core.tickets.guidance.points import Point
from core.tickets.guidance.why import Step, steps
from core.tickets.law.library import ArticlePlace
from core.tickets.rules.rulebook import Finding
from gui import theme
from gui.boxes import box, column, frame, row
from gui.buttons import button
from gui.labels import label, paragraph, picture
from gui.ticket_form.findings_list import ICONS
from gui.ticket_form.telling import Cited, Told

INDENT = 14
JOINED = 28
"""Room for 因为, 且, 或 before a line, so that the lines begin below each other."""
MOST_WATCHING = 6
"""So many rules that have nothing to say are named; the others are counted."""


def pair_parts(pairs: Iterable[Pair]) -> Iterator[QWidget]:
    """The good way and the bad way of each pair, below each other."""
    for pair in pairs:
        yield _example("circle-check", "ok", "这样写", pair.good)
        yield _example("circle-x", "danger", "别这样写", pair.bad, pair.why)


def _example(icon: str, tone: str, title: str, text: str, why: str = "") -> QWidget:
    words = [paragraph(text, "dense", spread=118)]
    if why:
        words.append(paragraph(why, "caption"))
    head = row(picture(icon, f"{tone}-text", 14), label(title, "field", tone=tone), None, gap=6)
    return frame("tint", column(head, *words, gap=4, margins=(12, 8, 12, 10)), tone=tone)


def article_part(cited: Cited, read: Callable[[ArticlePlace], object]) -> QWidget:
    """An article: its name, our wording, the official text where loaded; `read` shows the act."""
    whole = button("看全文", "quiet", on=lambda: read(cited.place))
    whole.setAccessibleName(f"在法规条文里看{cited.name}")
    words: list[QWidget] = [box(row((paragraph(cited.name, "field"), 1), whole, gap=4))]
    if cited.short:
        words.append(paragraph(cited.short, "dense", spread=118))
    if cited.official:
        words.append(label("原文", "caption"))
        words.append(paragraph(cited.official, "dense", spread=118))
    return frame("tint", column(*words, gap=4, margins=(12, 8, 12, 10)))


def point_parts(points: Iterable[Point]) -> Iterator[QWidget]:
    """The handling points, each with its number."""
    for place, point in enumerate(points):
        if not place:
            yield label("处置要点", "field")
        number = label(f"{point.number}", "caption", width=20)
        yield box(row(number, (paragraph(point.text, "dense"), 1), gap=4))


def lost_part(said: str) -> QWidget:
    """How often this field cost marks."""
    return box(row(picture("chart-column", "text-3", 14), (paragraph(said, "caption"), 1), gap=6))


def why_parts(told: Told, read: Callable[[ArticlePlace], object]) -> Iterator[QWidget]:
    """The whole answer: what was found here and why, why the field is asked, what looks at it."""
    for finding in told.why.findings:
        yield _found(finding)
    yield label("为什么问这一栏", "field")
    if told.why.asked is None:
        yield paragraph("每件工单都问这一栏。", "second")
    else:
        yield from map(_step, steps(told.why.asked))
    yield paragraph(told.guidance.why(told.day), "second")
    if told.why.watching:
        yield label("这一栏还会查", "field")
        yield paragraph(_watching(told), "second")
    yield from (article_part(one, read) for one in told.articles)
    yield from point_parts(told.points)
    if told.lost:
        yield lost_part(told.lost)


def _watching(told: Told) -> str:
    titles = [rule.title for rule in told.why.watching]
    more = f"，另有 {len(titles) - MOST_WATCHING} 项" if len(titles) > MOST_WATCHING else ""
    return "；".join(titles[:MOST_WATCHING]) + f"{more}。现在都没有问题。"


def _found(finding: Finding) -> QWidget:
    """A finding with its explanation, line by line."""
    icon, tone = ICONS[finding.severity]
    head = row(
        picture(icon, tone, 14),
        label(finding.severity.value, "field", tone=tone.removesuffix("-text")),
        None,
        label(finding.rule, "caption"),
        gap=6,
    )
    parts = [paragraph(finding.message, "dense", spread=118), *map(_step, steps(finding.because))]
    basis = paragraph(f"依据：{finding.basis}", "caption")
    tint = {"danger-text": "danger", "warn-text": "warn"}.get(tone, "info")
    inside = column(head, *parts, basis, gap=4, margins=(12, 8, 12, 10))
    result = frame("tint", inside, tone=tint)
    result.setAccessibleName(f"{BY_KEY[finding.anchor].header if finding.anchor else ''}")
    return result


def _step(step: Step) -> QWidget:
    joined = label(step.joined, "caption", width=theme.text_size(JOINED))
    joined.setContentsMargins(0, 2, 0, 0)
    joined.setAlignment(Qt.AlignmentFlag.AlignTop)
    words = (label(step.text, "dense", wrap=True), 1)
    return box(row(joined, words, gap=4, margins=(step.level * INDENT, 0, 0, 0)))
