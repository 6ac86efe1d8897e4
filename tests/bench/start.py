"""Cold starts: real processes, a bare window and ours by turns."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measuring import ROUNDS, Line, say

FIRST_PAINT, FIRST_LIST = 2.0, 4.0
"""How many times the bare window's first paint they may take."""


def cold_starts(stores: dict[str, Path]) -> list[Line]:
    """Start a bare window and ours on each of the stores, by turns; medians and their ratios."""
    bare: list[float] = []
    ours: dict[str, list[list[float]]] = {name: [] for name in stores}
    with tempfile.TemporaryDirectory() as own:
        for turn in range(ROUNDS + 1):
            say(f"冷启动，第 {turn} 轮，共 {ROUNDS} 轮")
            for name, store in stores.items():
                seen = _started("tests.bench.our_window", Path(own), str(store))
                if turn:  # the first one fills the caches of look and bytecode
                    ours[name].append(seen)
            seen = _started("tests.bench.bare_window", Path(own))
            bare += seen if turn else []
    floor = statistics.median(bare) * 1000
    lines = [Line(name="裸窗口，第一次画出", milliseconds=floor, ratio=1.0)]
    for name, runs in ours.items():
        paint, page = (statistics.median(column) * 1000 for column in zip(*runs, strict=True))
        lines.append(_line(f"{name}，第一次画出", paint, floor, FIRST_PAINT))
        lines.append(_line(f"{name}，第一张列表可用", page, floor, FIRST_LIST))
    return lines


def _line(name: str, milliseconds: float, floor: float, limit: float) -> Line:
    ratio = milliseconds / floor
    return Line(
        name=name,
        milliseconds=milliseconds,
        ratio=ratio,
        limit=f"≤ {limit:.1f} ×",
        is_over=ratio > limit,
    )


def _started(module: str, own: Path, *words: str) -> list[float]:
    """Run a window until it has said its times; in folders of its own, bytecode kept."""
    kinds = ("DATA", "CONFIG", "CACHE", "STATE")
    environment = {**os.environ, **{f"XDG_{kind}_HOME": str(own) for kind in kinds}}
    environment["WIN_PD_OVERRIDE_LOCAL_APPDATA"] = str(own)
    environment["PYTHONPYCACHEPREFIX"] = str(own / "bytecode")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", module, str(time.monotonic()), *words]
    done = subprocess.run(  # noqa: S603 -- our own module
        command, capture_output=True, text=True, check=True, env=environment
    )
    return [float(line) for line in done.stdout.split()]
