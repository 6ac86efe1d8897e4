"""What every test stands on: an invisible screen, repeatable random examples, an empty store."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage.database import Store
from tests.samples import NOW

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    max_examples=50,
    # A store is opened once for all examples of a test; each example overwrites the last.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("repeatable")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own; its clock stands at `tests.samples.NOW`."""
    store = Store.open(tmp_path / "office.db", now=lambda: NOW)
    yield store
    store.close()
