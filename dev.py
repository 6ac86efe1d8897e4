"""One door for whoever works on the program: sets up what is missing, then runs, tests, packs.

Standard library only, and written so that a Python too old for the program can still read it and
say so. What people are told is on standard error; standard output belongs to what is run.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
LIBRARIES = ROOT / "installer" / "libraries.txt"
PACKAGING_LOCK = ROOT / "installer" / "requirements.lock"

WINDOWLESS = "、".join(
    (
        *("init", "import", "export", "check", "rules", "law", "deadlines", "campaign", "parcel"),
        *("indicators", "callback", "calendar", "rubrics", "report", "backup", "restore", "verify"),
        *("people", "recusal", "absence", "formulas", "ticket", "months", "definitions", "fonts"),
        *("briefing", "reminders"),
    )
)
"""The commands of main.py that open no window."""

CHECKS = {
    "格式": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "写法": ("-m", "ruff", "check", "--quiet", "."),
    "类型": ("-m", "mypy"),
    "层次": ("-c", "from importlinter.cli import lint_imports_command as c; c(['--no-logo'])"),
}
PIP = ("-m", "pip", "install", "--only-binary=:all:", "--require-hashes", "--no-deps", "-r")
TESTS = ("-m", "pytest", "-q", "-n", "2")


class Stop(Exception):  # noqa: N818 -- an answer to a person, not a fault
    """It cannot go on; `str()` is the sentence that says why and what to do."""


def say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def unfit(version: Sequence[int], system: str) -> str:
    """Why the program cannot run under this Python or system; empty where it can."""
    if system not in ("linux", "win32"):
        return "热线工单评查台只在 Windows 和 Linux 上运行。"
    if not (3, 11) <= tuple(version[:2]) <= (3, 13):
        here = f"这里是 {version[0]}.{version[1]}"
        return f"热线工单评查台需要 Python 3.11、3.12 或 3.13，{here}：请装好其中一个再用它运行。"
    return ""


def wants_window(args: Sequence[str]) -> bool:
    """Whether main.py will open a window for these arguments."""
    words = list(args)
    if words and words[0].split("=")[0] == "--store":
        words = words[1 if "=" in words[0] else 2 :]
    return not words or (words[0] == "demo" and "--no-window" not in words)


def has_display(environ: Mapping[str, str], system: str) -> bool:
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return system != "linux" or any(environ.get(name) for name in asked)


def libraries(*purposes: str) -> dict[str, str]:
    """The system libraries for painting or showing a window, with their Debian packages."""
    rows = [line.split() for line in LIBRARIES.read_text("utf-8").splitlines()]
    return {row[1]: row[2] for row in rows if row[0] in purposes}


def is_missing(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def need_libraries(*purposes: str) -> None:
    """Make sure that Qt finds what it needs of the system; on Windows it brings all of it."""
    if sys.platform == "linux":
        lacking = {name: deb for name, deb in libraries(*purposes).items() if is_missing(name)}
        if lacking:
            install_packages(list(lacking.values()), "系统库 " + "、".join(lacking))


def install_packages(packages: list[str], what: str) -> None:
    """Install Debian packages where that is allowed; otherwise say how."""
    if sys.platform == "win32" or not shutil.which("apt-get"):
        raise Stop(f"缺少{what}。请用系统的软件管理工具装上，再运行一次。")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        raise Stop(f"缺少{what}。请运行下面这一行，再来一次：\n    sudo {' '.join(install)}")
    say(f"正在安装{what}。")
    if apt_get(install) and (apt_get(["apt-get", "update"]) or apt_get(install)):
        raise Stop(f"没能装上{what}。请检查网络和软件源，再运行：\n    {' '.join(install)}")


def apt_get(command: list[str]) -> int:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.call([*command, "-qq"], stdout=sys.stderr, env=environ)


def stamp() -> str:
    """What the environment must have been made from to be used as it is."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def is_ready() -> bool:
    try:
        return PYTHON.is_file() and (VENV / "ready").read_text("ascii") == stamp()
    except OSError:
        return False


def prepare() -> None:
    """Make sure that .venv holds just what the lock file names."""
    if is_ready():
        return
    with one_at_a_time():
        if not is_ready():
            build()


def build() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        install_packages([f"python3.{sys.version_info.minor}-venv"], " Python 的 venv 组件")
    say("正在准备运行环境，只在第一次和更新之后需要，大约几分钟。")
    if VENV.exists():
        shutil.rmtree(VENV)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr):
        raise Stop("没能建立虚拟环境，原因见上面几行。")
    install(LOCK)
    (VENV / "ready").write_text(stamp(), "ascii")
    say("运行环境已备好。")


def install(lock: Path) -> None:
    """Install what a lock file names, each file checked against its hash."""
    total = sum("==" in line for line in lock.read_text("utf-8").splitlines())
    command = [str(PYTHON), *PIP, str(lock)]
    environ = {**os.environ, "PIP_USER": "0", "PYTHONUTF8": "1"}
    said: list[str] = []
    found = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=environ
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if line.startswith(("Collecting ", "Processing ")):
                found += 1
                if found % 10 == 0:
                    say(f"已找到 {found} / {total} 个软件包。")
    if pip.returncode:
        raise Stop(why_not_installed("".join(said)))


def why_not_installed(said: str) -> str:
    """One sentence from what pip said."""
    if "DO NOT MATCH THE HASHES" in said:
        return "取来的软件包和锁文件里的校验值不一致，没有安装。请换一个软件包源再运行一次。"
    if any(sign in said for sign in ("Connection", "timed out", "Max retries", "Proxy")):
        return "连不上软件包源。请接上网络，或用 pip config 指定单位内的源，再运行一次。"
    return f"软件包没有装成：{(said.splitlines() or ['没有说明原因。'])[-1].strip()}"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other dev.py sets up the same environment."""
    with (ROOT / ".venv.lock").open("ab") as file:
        if not taken(file.fileno()):
            say("另一个 dev.py 正在准备运行环境，等它做完。")
            while not taken(file.fileno()):
                time.sleep(0.5)
        yield


def taken(file: int) -> bool:
    """Try to take the lock; it is given back when the file is closed."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def run(args: list[str]) -> int:
    args = args[1:] if args[:1] == ["--"] else args
    if wants_window(args):
        if not has_display(os.environ, sys.platform):
            raise Stop(
                "这台机器没有图形界面，打不开窗口；不用窗口的命令照常能用："
                f"{WINDOWLESS}，写法如 python3 dev.py run -- verify。"
            )
        need_libraries("paint", "show")
    prepare()
    command = [str(PYTHON), str(ROOT / "main.py"), *args]
    environ = {**os.environ, "HOTLINE_FROM_SOURCE": "1"}
    if os.name == "posix":
        os.execve(command[0], command, environ)  # so that a signal reaches the program itself
    return subprocess.call(command, env=environ)


def off_screen(*command: str) -> int:
    """Run the environment's Python from the root of the tree, painting to memory."""
    environ = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    return subprocess.call([str(PYTHON), *command], cwd=ROOT, env=environ)


def check(_args: list[str]) -> int:
    prepare()
    return try_all(CHECKS)


def try_all(steps: Mapping[str, Sequence[str]]) -> int:
    """Take every step, also after one has failed; give the exit status."""
    bad = []
    for name, command in steps.items():
        say(f"—— {name}")
        if off_screen(*command):
            bad.append(name)
    say(f"没有通过：{'、'.join(bad)}。" if bad else "全部通过。")
    return 1 if bad else 0


def test(args: list[str]) -> int:
    need_libraries("paint")
    prepare()
    return try_all({**CHECKS, "测试": (*TESTS, *args)})


def screens(args: list[str]) -> int:
    if len(args) != 1:
        raise Stop("请写明图片放到哪个文件夹：python3 dev.py screens 文件夹")
    return tool("tests.screens", [str(Path(args[0]).absolute())])


def tool(module: str, args: list[str]) -> int:
    need_libraries("paint")
    prepare()
    return off_screen("-m", module, *args)


def package(args: list[str]) -> int:
    if sys.platform == "linux" and not (shutil.which("objdump") and shutil.which("dpkg-deb")):
        install_packages(["binutils", "dpkg"], "打包工具 objdump 和 dpkg-deb")
    prepare()
    install(PACKAGING_LOCK)
    return off_screen(str(ROOT / "installer" / "build.py"), *args)


VERBS: Mapping[str, tuple[str, Callable[[list[str]], int]]] = {
    "run": ("[参数…]　打开窗口；参数原样交给 main.py", run),
    "test": ("　跑全部检查和测试", test),
    "check": ("　只跑检查：格式、写法、类型、层次", check),
    "screens": ("文件夹　把每一页画成图片", screens),
    "bench": ("　量快慢", partial(tool, "tests.bench")),
    "soak": (
        "　有害的规则、反复杀掉正在写的程序，看规则和台账是否完好",
        partial(tool, "tests.soak"),
    ),
    "package": ("　做安装包", package),
}


def main(argv: list[str]) -> int:
    sentence = unfit(sys.version_info[:2], sys.platform)
    if sentence or not argv or argv[0] not in VERBS:
        verbs = "\n".join(f"    {name} {usage}" for name, (usage, _) in VERBS.items())
        say(sentence or f"用法：python3 dev.py 动作\n{verbs}")
        return 1 if sentence else 2
    try:
        return VERBS[argv[0]][1](argv[1:])
    except Stop as stop:
        say(str(stop))
    except OSError as error:
        say(f"没有做成：{error.filename or ''} {error.strerror or error}。请检查磁盘空间和权限。")
    except KeyboardInterrupt:
        say("已停下。")
    return 1


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
