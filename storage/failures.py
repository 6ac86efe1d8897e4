"""Turns what disks and databases throw into Trouble: the sentence says which file, what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from core.errors import Trouble

_BY_ERRNO = {
    errno.ENOSPC: "没有写成“{name}”：磁盘满了。请腾出空间再试；原来的内容没有变。",
    errno.EACCES: (
        "没有写成“{name}”：没有这个位置的写入权限，或文件正被别的程序打开。"
        "请关掉它，或换个位置再试。"
    ),
    errno.EPERM: "没有写成“{name}”：没有这个位置的写入权限。请换个位置再试。",
    errno.EROFS: "没有写成“{name}”：这个磁盘是只读的。请换个位置再试。",
    errno.ENOENT: "找不到“{name}”。请核对位置再试。",
    errno.EISDIR: "“{name}”是文件夹，不是文件。请改一个文件名再试。",
    errno.EBUSY: "“{name}”正被别的程序占用。请关掉它再试。",
}

_BY_WORDS = (
    (
        "full",
        "没有存成：磁盘满了。请腾出空间再试；台账“{name}”里已有的内容没有变。",
    ),
    (
        "locked",
        "台账“{name}”正被另一个窗口写着，等了几秒还没有轮到。请稍后再试一次；这一步没有写入。",
    ),
    (
        "malformed",
        "台账“{name}”损坏了，有的内容读不出来。请先把文件另存一份，再从最近的备份还原。",
    ),
    (
        "not a database",
        "“{name}”不是台账文件，或已加密、已损坏。请核对选的文件，或从最近的备份还原。",
    ),
    (
        "readonly",
        "台账“{name}”只能读、不能写。请检查文件和文件夹的写入权限；这一步没有写入。",
    ),
    (
        "unable to open",
        "打不开台账“{name}”。请检查文件夹是否存在、有没有读写权限。",
    ),
    (
        "disk i/o",
        "读写台账“{name}”时磁盘出错。请看看磁盘是否满了、U 盘是否接好，再试一次；没有写入。",
    ),
)


_UNREADABLE = "打不开“{name}”：没有读取权限，或文件正被别的程序占用。请核对后再试。"


@contextmanager
def as_trouble(path: Path, *, reading: bool = False) -> Iterator[None]:
    """Say what a failing disk operation on `path` means; a pipe or a device is not begun with."""
    try:
        _refuse_special(path)
        yield
    except OSError as error:
        sentence = _BY_ERRNO.get(error.errno or 0, "读写“{name}”时出错。请检查磁盘，再试一次。")
        if reading and error.errno in {errno.EACCES, errno.EPERM}:
            sentence = _UNREADABLE
        raise Trouble(sentence.format(name=path.name)) from error


def is_same_file(one: Path, other: Path) -> bool:
    """Whether both names lead to one file that is there."""
    with as_trouble(one):
        return one.exists() and one.samefile(other)


def _refuse_special(path: Path) -> None:
    """Reading a pipe waits for ever, and replacing a device breaks the machine."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise Trouble(f"“{path.name}”是设备或管道，不是磁盘上的文件。请换一个文件。")


@contextmanager
def database_failures(name: str) -> Iterator[None]:
    """Say what a failing store means; an error that is our own mistake passes through."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        words = str(getattr(error, "orig", error)).lower()
        for part, sentence in _BY_WORDS:
            if part in words:
                raise Trouble(sentence.format(name=name)) from error
        raise
