"""The report of a bug (故障报告): what went wrong and where, without a word of anybody's data.

Names and types stay, values go: of an exception's text only what the program itself could have
written is kept. Also here: the log file, which is cleaned in the same way.
"""

import logging
import re
import traceback
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

PROGRAM = "热线工单评查台"
_LOG_BYTES = 500_000
_LOG_LINES = 12

_QUOTED = re.compile(r"""(["'“‘《]).*?(["'”’》])""", re.DOTALL)
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_NUMBER = re.compile(r"\d{3,}")
_DATABASE_TAIL = re.compile(r"\[(SQL|parameters):.*", re.DOTALL)


def without_data(text: str) -> str:
    """Take out of `text` whatever could be data: quoted words, Chinese, long numbers, SQL."""
    text = _DATABASE_TAIL.sub("", text)
    text = _QUOTED.sub("<text>", text)
    text = _CHINESE.sub("<text>", text)
    return _NUMBER.sub("<number>", text).strip()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where and when it happened; `doing` names a page and a control, never what is shown there."""

    version: str
    rule_set: str
    qt: str
    screen: str
    at: datetime
    doing: str


def report(error: BaseException, around: Circumstances, log_lines: Sequence[str] = ()) -> str:
    """The whole report, as it is shown, copied and saved."""
    import platform  # noqa: PLC0415 -- not needed for the first paint
    import secrets  # noqa: PLC0415 -- likewise

    number = secrets.token_hex(3).upper()
    head = [
        f"程序　{PROGRAM} {around.version}　填报规则 {around.rule_set or '未载入'}",
        f"系统　{platform.platform(terse=True)}　Qt {around.qt}　{around.screen}",
        f"时间　{around.at:%Y-%m-%d %H:%M:%S}　　编号　{number}",
        f"动作　{around.doing}",
        "",
    ]
    lines = [*head, *_causes(error)]
    if log_lines:
        lines += ["", "日志最后几行", *(f"  {line}" for line in log_lines)]
    return "\n".join(lines)


def _causes(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        if lines:
            lines += ["", "起因"]
        lines.append(f"{type(seen).__name__}: {without_data(str(seen))}")
        lines += _frames(seen.__traceback__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


def _frames(trace: TracebackType | None) -> list[str]:
    """Innermost first: file, line and function, then names and types of that function's values."""
    frames = traceback.extract_tb(trace)
    lines = [f"  {_short(f.filename)}  第 {f.lineno} 行  {f.name}" for f in reversed(frames)]
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return lines
    values = sorted(trace.tb_frame.f_locals.items())
    kinds = "，".join(f"{name} <{type(value).__name__}>" for name, value in values)
    return [*lines, f"  值已去掉，只留名称和类型：{kinds}"] if kinds else lines


def _short(file: str) -> str:
    """The file's name below the program's own folder or the libraries', or just its name."""
    path = Path(file)
    for parent in path.parents:
        if parent.name == "site-packages":
            return path.relative_to(parent).as_posix()
        if parent.name in {"core", "storage", "gui", "commands"}:
            return path.relative_to(parent.parent).as_posix()
    return path.name


class _Cleaned(logging.Formatter):
    """Log lines without data: the words of the program stay, what is filled in does not."""

    def format(self, record: logging.LogRecord) -> str:
        said = without_data(record.getMessage())
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + "\n".join(_causes(record.exc_info[1]))
        return line


class LastLines(logging.Handler):
    """Keeps the last lines of the log for the next report."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(_Cleaned())
        self.lines: deque[str] = deque(maxlen=_LOG_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record).splitlines()[0])


def start_log(folder: Path) -> LastLines:
    """Log to a file in `folder` (which may fail quietly: no log is no reason not to work)."""
    last = LastLines()
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(last)
    for talkative in ("alembic", "sqlalchemy"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(
            folder / "program.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return last
    file.setFormatter(_Cleaned())
    root.addHandler(file)
    return last
