from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.review.debrief.samples import LATER, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A campaign was closed, and its appeals are over."""
    made = Office(tmp_path / "office.db")
    made.campaign()
    made.now = LATER
    yield made
    made.store.close()
