"""Makes the skeleton of reports from data laid out as `resources/guidance/report.toml`."""

from collections.abc import Mapping
from typing import Any

from core.errors import Refusal
from core.tickets.disposal.skeleton import Element, Line, ReportKind, Skeleton
from core.tickets.filling.reading import field_named, refuse_unknown, said
from core.tickets.language.check import condition
from core.tickets.language.template import template
from core.tickets.language.tree import Node
from core.tickets.language.vocabulary import Vocabulary

Data = Mapping[str, Any]

ELEMENTS = 11


def skeleton_of(data: Data, vocabulary: Vocabulary) -> Skeleton:
    """The skeleton in `data`; a mistake is refused with the place where it stands."""
    refuse_unknown(data, ("kind", "element", "reply"))
    made = Skeleton(
        kinds=tuple(_kind(one, vocabulary) for one in data["kind"]),
        elements=tuple(_element(one, vocabulary) for one in data["element"]),
        reply=tuple(_lines(one, vocabulary, "答复") for one in data["reply"]),
    )
    if len(made.elements) != ELEMENTS:
        raise Refusal(f"处置报告要有 {ELEMENTS} 个要素，现在写了 {len(made.elements)} 个。")
    if made.kinds[-1].when is not None:
        raise Refusal("处置报告的最后一种不要写 when，别的都不合时用它。")
    return made


def _kind(data: Data, vocabulary: Vocabulary) -> ReportKind:
    refuse_unknown(data, ("name", "when", "line"))
    name = data["name"]
    return ReportKind(
        name=name,
        when=_condition(data, "when", vocabulary, name),
        lines=_lines(data, vocabulary, name),
    )


def _element(data: Data, vocabulary: Vocabulary) -> Element:
    refuse_unknown(data, ("title", "fields", "line"))
    title = data["title"]
    keys = tuple(
        said(f"处置报告“{title}”", lambda header=header: field_named(header)).key  # type: ignore[misc]
        for header in data["fields"]
    )
    return Element(title=title, keys=keys, lines=_lines(data, vocabulary, title))


def _lines(data: Data, vocabulary: Vocabulary, where: str) -> tuple[Line, ...]:
    return tuple(_line(one, vocabulary, where) for one in data.get("line", ()))


def _line(data: Data, vocabulary: Vocabulary, where: str) -> Line:
    refuse_unknown(data, ("text", "when", "asked"))
    return Line(
        text=said(f"处置报告“{where}”", lambda: template(data["text"], vocabulary)),
        when=_condition(data, "when", vocabulary, where),
        asked=_asked(data, vocabulary, where),
    )


def _asked(data: Data, vocabulary: Vocabulary, where: str) -> Node | bool:
    """A condition, or true or false for always and never."""
    if isinstance(data.get("asked"), bool):
        return bool(data["asked"])
    return _condition(data, "asked", vocabulary, where) or False


def _condition(data: Data, entry: str, vocabulary: Vocabulary, where: str) -> Node | None:
    if entry not in data:
        return None
    return said(f"处置报告“{where}”", lambda: condition(data[entry], vocabulary))
