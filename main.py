"""The front door: reads the arguments and the clock, then opens the window or runs one command.

The only composer, and the only place that knows what time it is.
"""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from storage import folders

NO_DISPLAY = (
    "这台机器没有图形界面，打不开窗口。不要窗口的命令有 import、export、check、deadlines、"
    "campaign、report 等，用 --help 可以看到全部。"
)
TROUBLE = 3


def main(argv: Sequence[str]) -> int:
    """Run one command line; without a command, open the window. Gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    where = _window_wanted(argv)
    if where is not None:
        return _show(where)
    from commands.line import run_line  # noqa: PLC0415 -- the window must not wait for this

    return run_line(
        argv,
        default_store=str(folders.data() / "store.db"),
        account=_account(),
        clock=datetime.now,
        show=_show,
    )


def _show(where: str) -> int:
    """Open the window on a store; an empty name is the usual one."""
    if not _has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return TROUBLE
    gc.disable()  # nothing made while starting is garbage; the window enables it again
    from gui.app import open_window  # noqa: PLC0415 -- commands must not load Qt

    return open_window(
        where or None, data=folders.data(), now=datetime.now, from_source=_from_source()
    )


def _has_display() -> bool:
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in asked)


def _window_wanted(argv: Sequence[str]) -> str | None:
    """The store to open in the window (empty: the usual one); None where a command is given."""
    match list(argv):
        case []:
            return ""
        case ["--store", where]:
            return where
        case [option] if option.startswith("--store="):
            return option.removeprefix("--store=")
    return None


def _from_source() -> bool:
    return not getattr(sys, "frozen", False) and bool(os.environ.get("HOTLINE_FROM_SOURCE"))


def _account() -> str:
    import getpass  # noqa: PLC0415 -- the window does not ask

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such account in the system's list
        return Path.home().name


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # before anything had begun
        sys.exit(130)
