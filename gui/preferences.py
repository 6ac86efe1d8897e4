"""How a person likes the window on this machine: scheme, type size, folded navigation, columns.

Nothing of the office's data; a lost or damaged file only means the usual look again.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


class Preferences:
    """Small JSON-able values by name, kept in one file; without a file only as long as this."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values = _read(file) if file else {}

    def read(self, name: str, default: Any = None) -> Any:
        return self._values.get(name, default)

    def write(self, name: str, value: Any) -> None:
        if self._values.get(name) == value:
            return
        self._values[name] = value
        if self._file is not None:
            _write(self._file, self._values)

    @property
    def reduced_motion(self) -> bool:
        return bool(self.read("reduced-motion", False))


def _read(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _write(file: Path, values: dict[str, Any]) -> None:
    part = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(values, ensure_ascii=False, indent=1), "utf-8")
        os.replace(part, file)  # noqa: PTH105 -- also replaces on Windows
    except OSError:
        # The look of the window is not worth a dialog; it is asked for again next time.
        with suppress(OSError):
            part.unlink(missing_ok=True)
