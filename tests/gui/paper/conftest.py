import pytest

from core.paper import Prose
from storage.files.pdf.rendering import render
from tests.storage.files.pdf.papers import a_paper


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """Four pages."""
    return render(a_paper(Prose("预览与印出的页应是同一页。" * 400))).pdf
