"""Pictures of every page and dialog on the demo store, for `dev.py screens OUT`.

    python -m tests.screens OUT [WORD]

Light and dark, 1366×768 at 100 % and 2560×1440 at 150 %; with WORD only shots whose name holds
it. Which shots there are stands in `tests/shots.py`. Every size and scheme is a process of its
own, because Qt reads its scale once.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = {"1366": (1366, 768, 1.0), "2560": (2560, 1440, 1.5)}
"""Screen in device pixels, and the scale at which it is used."""
SCHEMES = ("light", "dark")


def main(out: Path, word: str) -> int:
    """Take all pictures; gives the exit status."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "demo.db"
        _build(store)
        failed = [
            (size, scheme)
            for size in SIZES
            for scheme in SCHEMES
            if _run(store, out, size, scheme, word) != 0
        ]
    for size, scheme in failed:
        sys.stderr.write(f"{size} {scheme} 没有拍全。\n")
    sys.stdout.write(f"{len(list(out.glob('*.png')))} 张图在 {out}。\n")
    return 1 if failed else 0


def _build(store: Path) -> None:
    from storage.demo import build_demo  # noqa: PLC0415 -- the children do not need it
    from tests.shots import NOW  # noqa: PLC0415

    build_demo(store, now=lambda: NOW)


def _run(store: Path, out: Path, size: str, scheme: str, word: str) -> int:
    width, height, scale = SIZES[size]
    command = [sys.executable, "-m", "tests.shots", str(store), str(out), scheme, size]
    command += [str(round(width / scale)), str(round(height / scale)), word]
    environment = {**os.environ, "QT_SCALE_FACTOR": f"{scale}"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
