"""The office's own licensed fonts (方正小标宋, 仿宋_GB2312): which file draws which face.

Kept with the machine and not with the store: a path holds on one machine only. Which fonts lie
where systems usually keep them is offered, never taken by itself, so that the same paper gives the
same bytes until somebody decides otherwise.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.errors import Refusal
from storage import folders
from storage.files.writing import write_whole

FACES = ("仿宋", "小标宋", "楷体", "黑体", "宋体")
"""The faces of official papers, as offices call them."""

_KNOWN: Mapping[str, tuple[str, ...]] = {
    "仿宋": ("仿宋_gb2312", "simfang", "fangsong", "fzfsk", "方正仿宋", "stfangso"),
    "小标宋": ("方正小标宋", "fzxbs", "小标宋"),
    "楷体": ("楷体_gb2312", "simkai", "kaiti", "fzktk", "方正楷体", "stkaiti"),
    "黑体": ("simhei", "fzhtk", "方正黑体"),
    "宋体": ("simsun", "方正书宋", "fzssk"),
}
"""How the files of such fonts begin, in lower case; the wanted ones first."""

_ENDINGS = {".ttf", ".ttc"}


def _file() -> Path:
    return folders.config() / "fonts.json"


def named() -> dict[str, Path]:
    """The file that was named for each face, whether it is still there or not."""
    try:
        kept = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {face: Path(str(kept[face])) for face in FACES if face in kept}


def present() -> dict[str, Path]:
    """Those of them that can be read now."""
    return {face: file for face, file in named().items() if file.is_file()}


def lost() -> dict[str, Path]:
    """Those that have gone since they were named: the program's own stand in for them."""
    return {face: file for face, file in named().items() if not file.is_file()}


def name(face: str, file: Path | None) -> None:
    """Let this file draw the face; None goes back to the program's. Refuses an unusable file."""
    if face not in FACES:
        raise Refusal(f"没有“{face}”这种字体。可以指定：{'、'.join(FACES)}。")
    kept = {one: str(path) for one, path in named().items() if one != face}
    if file is not None:
        _refuse_unusable(file)
        kept[face] = str(file.resolve())
    _file().parent.mkdir(parents=True, exist_ok=True)
    write_whole(_file(), json.dumps(kept, ensure_ascii=False, indent=1).encode())


def _refuse_unusable(file: Path) -> None:
    """A font must be there, have TrueType outlines, and allow to be embedded."""
    from storage.files.pdf.embedding import why_not_embedded  # noqa: PLC0415 -- reportlab is slow

    reason = why_not_embedded(file)
    if reason:
        raise Refusal(f"“{file.name}”不能用：{reason}请换一个 .ttf 字体文件。")


def offered() -> dict[str, tuple[Path, ...]]:
    """For each face the files on this machine that look like it, the likeliest first."""
    found = sorted(_installed())
    return {face: tuple(_matching(found, beginnings)) for face, beginnings in _KNOWN.items()}


def _matching(files: list[Path], beginnings: tuple[str, ...]) -> Iterator[Path]:
    for beginning in beginnings:
        yield from (file for file in files if file.name.lower().startswith(beginning))


def _installed() -> Iterator[Path]:
    for folder in _folders():
        if folder.is_dir():
            yield from (one for one in folder.rglob("*") if one.suffix.lower() in _ENDINGS)


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        own = home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
        return (Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", own)
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    )
