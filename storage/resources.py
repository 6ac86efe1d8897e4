"""The program's own data files: style sheet, icons, fonts, rules, templates.

The only place that knows where they lie: beside the source, or inside the installed bundle.
"""

import json
import sys
from pathlib import Path
from typing import Any

from storage import folders

OWN_COPIES = ("templates", "help", "fonts")
"""Folders whose files a person may replace by one of the same name in the data folder."""


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).parent.parent) / "resources"


def path(name: str) -> Path:
    """Where a resource lies; `name` is relative with forward slashes: `icons/house.svg`."""
    if name.split("/", 1)[0] in OWN_COPIES:
        own = folders.data() / name
        if own.is_file():
            return own
    return _root() / name


def read_bytes(name: str) -> bytes:
    return path(name).read_bytes()


def read_text(name: str) -> str:
    return path(name).read_text("utf-8")


def read_json(name: str) -> Any:
    return json.loads(read_text(name))


def read_toml(name: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 -- the first page reads none

    return tomllib.loads(read_text(name))
