"""What must stand nowhere: paths of one machine, and words that the office does not use."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("core", "storage", "commands", "gui", "resources", "installer", "docs", "tests")
TEXTS = (".py", ".md", ".json", ".txt", ".toml", ".lock", ".qss", ".spec", ".desktop", ".svg")
OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(home|root|work|Users)/\w|[A-Z]:\\Users\\")
UNSAID = re.compile(r"[一-鿿]！|请注意|操作成功|参数错误|暂无数据|权限不足|未知错误|职业打假")


def files(*endings: str) -> list[Path]:
    inside = [file for room in ROOMS for file in (ROOT / room).rglob("*")]
    return [file for file in [*ROOT.iterdir(), *inside] if file.suffix in endings]


def spoken(source: str) -> Iterator[str]:
    """The texts of a source file, without its docstrings."""
    tree = ast.parse(source)
    described = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in described:
            yield str(node.value)


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [str(file) for file in files(*TEXTS) if OF_ONE_MACHINE.search(file.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize("room", ["core", "storage", "commands", "gui"])
def test_the_program_says_none_of_the_words_the_office_avoids(room: str) -> None:
    found = [
        (file.name, text)
        for file in (ROOT / room).rglob("*.py")
        for text in spoken(file.read_text("utf-8"))
        if UNSAID.search(text)
    ]
    assert found == []
