"""What every test stands on: no screen, the same examples each time, nobody's own folders."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_own = tempfile.mkdtemp(prefix="hotline-tests-")
atexit.register(shutil.rmtree, _own, ignore_errors=True)
os.environ["WIN_PD_OVERRIDE_LOCAL_APPDATA"] = _own
for _kind in ("DATA", "CONFIG", "CACHE", "STATE"):
    os.environ[f"XDG_{_kind}_HOME"] = _own

settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=50,
    # A store is opened once for all examples of a test; each example overwrites the last.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("steady")

# Imported late: the folders above must be set before anything asks for them.
from storage.database import Store  # noqa: E402
from tests.stores import open_store  # noqa: E402


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own; its clock stands at `tests.samples.NOW`."""
    store = open_store(tmp_path / "office.db")
    yield store
    store.close()
