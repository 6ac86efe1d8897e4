"""Writes a file whole or not at all: beside its place first, then in one step into it."""

from pathlib import Path

from core.errors import Refusal
from storage.failures import as_trouble

_STORE = b"SQLite format 3\x00"


def write_whole(target: Path, content: bytes) -> None:
    """Replace `target` by `content`. Raises Trouble with the sentence to show; leaves no rest."""
    refuse_store(target)
    part = target.with_name(target.name + ".part")
    with as_trouble(target):
        try:
            part.write_bytes(content)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise


def refuse_store(target: Path) -> None:
    """Refuse to write something else over a store."""
    with as_trouble(target):
        if not target.is_file():
            return
        with target.open("rb") as file:
            is_store = file.read(len(_STORE)) == _STORE
    if is_store:
        raise Refusal(f"“{target.name}”是台账文件，不能拿来存别的东西。请换一个文件名。")
