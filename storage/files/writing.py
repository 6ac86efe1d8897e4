"""Writes a file whole or not at all: beside its place first, then in one step into it."""

from pathlib import Path

from storage.failures import as_trouble


def write_whole(target: Path, content: bytes) -> None:
    """Replace `target` by `content`. Raises Trouble with the sentence to show; leaves no rest."""
    part = target.with_name(target.name + ".part")
    with as_trouble(target):
        try:
            part.write_bytes(content)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
