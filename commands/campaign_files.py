"""Files with marks, appeals and decisions that the commands of campaigns read."""

import json
from pathlib import Path
from typing import Any

from core.errors import Refusal
from storage.failures import as_trouble


def read_json(path: Path) -> Any:
    """The JSON in a file; refuses what is none."""
    with as_trouble(path, reading=True):
        content = path.read_bytes()
    try:
        return json.loads(content.decode("utf-8-sig"))
    except ValueError:
        raise Refusal(f"“{path.name}”不是 UTF-8 编码的 JSON，读不出内容。") from None
