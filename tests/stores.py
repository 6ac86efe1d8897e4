"""Stores for tests: a new one is a copy of one that was made once, which takes no time."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from storage.database import Store
from tests.samples import NOW


def open_store(path: Path, now: Callable[[], datetime] = lambda: NOW) -> Store:
    """The store at `path`; where there is none yet, an empty one as the program makes it."""
    if not path.exists():
        shutil.copy(_empty(), path)
    return Store.open(path, now=now, create=False)


@cache
def _empty() -> Path:
    folder = tempfile.mkdtemp(prefix="hotline-empty-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "office.db"
    Store.open(path, now=lambda: NOW).close()
    return path
