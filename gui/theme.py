"""Turns tokens.json and app.qss into a palette, a style sheet, fonts and colours; knows no page.

Pages name tokens (`colour("danger-text")`, `font("dense")`), never a hex value or a size in pixels.
Which scheme and type size hold now is kept here, because Qt keeps no place for it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from storage import resources

SCHEMES = {"light": "浅色", "dark": "深色"}
SCALES = (1.0, 1.125, 1.25, 1.5)
"""The type sizes a person can choose: 100, 112, 125, 150 %."""

_ROLES = {
    "Window": "window",
    "Base": "surface",
    "AlternateBase": "sunken",
    "Button": "surface",
    "Text": "text",
    "WindowText": "text",
    "ButtonText": "text",
    "Highlight": "accent",
    "HighlightedText": "on-accent",
    "Accent": "accent",
    "Link": "accent-text",
    "PlaceholderText": "text-3",
    "ToolTipBase": "text",
    "ToolTipText": "surface",
    "Mid": "line-strong",
    "Midlight": "line",
    "Light": "surface",
    "Dark": "line-strong",
    "Shadow": "line-strong",
}
_GREYED = ("Text", "WindowText", "ButtonText")


@dataclass(slots=True)
class _Look:
    scheme: str = "light"
    scale: float = 1.0


_look = _Look()


@lru_cache(maxsize=1)
def tokens() -> dict[str, Any]:
    """The design tokens as they stand in resources/tokens.json."""
    return dict(resources.read_json("tokens.json"))


def scheme() -> str:
    return _look.scheme


def scale() -> float:
    """How much larger than 100 % text is shown."""
    return _look.scale


def colour(token: str) -> QColor:
    """The colour of a token in the scheme that holds now."""
    return _colour(token, _look.scheme)


@lru_cache(maxsize=256)
def _colour(token: str, scheme: str) -> QColor:
    text = tokens()["color"][scheme][token]
    if len(text) == len("#rrggbb"):
        return QColor(text)
    return QColor(*bytes.fromhex(text[1:]))


def size(token: str) -> int:
    """A length in device-independent pixels: `size("row")`."""
    return int(tokens()["size"][token])


def text_size(pixels: float) -> int:
    """A length made for text of 100 %, as long as the text of the chosen size needs."""
    return round(pixels * _look.scale)


def font(role: str = "body", weight: str = "regular") -> QFont:
    """The interface font in the size of a role; weights are regular, medium, strong."""
    return _font(role, weight, _look.scale)


@lru_cache(maxsize=64)
def _font(role: str, weight: str, scale: float) -> QFont:
    kind = tokens()["font"]
    result = QFont(kind["family"])
    result.setPointSizeF(kind[f"pt-{role}"] * scale)
    result.setWeight(QFont.Weight(kind[f"weight-{weight}"]))
    result.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return result


def load_fonts() -> None:
    """Register the interface font in the weights in use; before the first widget is made."""
    for file in sorted(resources.path("fonts").glob("NotoSansSC*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def values(scheme: str, scale: float = 1.0) -> dict[str, str]:
    """Every token as the style sheet wants it: text in pt, scaled; lengths in px; colours."""
    token = tokens()
    result = {name: str(value) for name, value in (token["font"] | token["color"][scheme]).items()}
    for group in ("space", "radius", "size"):
        result |= {name: f"{value}px" for name, value in token[group].items()}
    points = {n: f"{v * scale:g}pt" for n, v in token["font"].items() if n.startswith("pt-")}
    return result | points


def style_sheet(scheme: str, cache: Path, scale: float = 1.0) -> str:
    """The sheet with its tokens filled in; icons it names are written, tinted, into `cache`."""
    token = values(scheme, scale)
    text = re.sub(
        r"icon\(([\w-]+), ([\w-]+)\)",
        lambda found: _tinted(found[1], token[found[2]], cache),
        resources.read_text("app.qss"),
    )
    return re.sub(r"@([a-z][\w-]*)", lambda found: token[found[1]], text)


def _tinted(name: str, colour: str, cache: Path) -> str:
    """Write one tinted icon (a style sheet cannot tint); give its address."""
    file = cache / f"{name}-{colour.lstrip('#')}.svg"
    svg = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    if not file.exists() or file.read_text("utf-8") != svg:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(svg, "utf-8")
    return f'url("{file.as_posix()}")'


def palette(scheme: str) -> QPalette:
    result = QPalette()
    for role, token in _ROLES.items():
        result.setColor(QPalette.ColorRole[role], _colour(token, scheme))
    for role in _GREYED:
        off = _colour("text-off", scheme)
        result.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], off)
    return result


def apply(app: QApplication, scheme: str, cache: Path, scale: float = 1.0) -> None:
    """Dress the whole program: style, scheme, font, palette and sheet, in the order Qt needs."""
    _look.scheme, _look.scale = scheme, scale
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    wanted = Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light
    app.styleHints().setColorScheme(wanted)
    app.setFont(font())
    app.setPalette(palette(scheme))
    app.setStyleSheet(style_sheet(scheme, cache, scale))
    for refresh in _refreshers:
        refresh()


_refreshers: list[Callable[[], None]] = []


def when_dressed(refresh: Callable[[], None]) -> None:
    """Call `refresh` after each change of scheme or type size; for things a sheet cannot reach."""
    _refreshers.append(refresh)


def set_state(widget: QWidget, value: str, name: str = "state") -> None:
    """Change a property that the sheet looks at, and have the widget dressed again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
