"""Kills a writing process at random moments and looks at what it leaves behind."""

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from storage.audit import chain_problems
from storage.database import Store
from storage.handling import drafts
from tests.samples import NOW

LONGEST = 0.25
"""Seconds between the first acknowledged write and the kill, at most."""


def kill_and_look(path: Path, times: int, *, seed: int) -> list[str]:
    """Kill the writer `times` times; gives what was lost or broken, in sentences."""
    moments = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    acknowledged: dict[str, str] = {}
    found: list[str] = []
    for turn in range(times):
        acknowledged |= _killed_run(path, turn * 100_000, moments.uniform(0, LONGEST))
        found += [f"第 {turn + 1} 次：{problem}" for problem in _problems(path, acknowledged)]
    return found


def _killed_run(path: Path, first: int, delay: float) -> dict[str, str]:
    """One run of the writer; gives the last acknowledged reply of each ticket."""
    command = [sys.executable, "-m", "tests.endurance.writer", str(path), str(first)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:  # noqa: S603 -- our own module
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        killer = threading.Timer(delay, process.kill)
        killer.start()
        lines += process.stdout.readlines()
        killer.join()
    said = [line.decode().split(maxsplit=1) for line in lines if line.endswith(b"\n")]
    return {number: reply.rstrip("\n") for number, reply in said}


def _problems(path: Path, acknowledged: dict[str, str]) -> list[str]:
    """A later write that was not acknowledged any more may have arrived; an earlier one may not."""
    store = Store.open(path, now=lambda: NOW, create=False)
    try:
        with store.reading() as connection:
            said = chain_problems(connection)
            kept = {draft.ref: draft.typed["reply"] for draft in drafts(connection, "陆明远")}
        said += store.problems()
        with store.transaction(who="检查", what="看") as tx:
            replies = {one.number: one.outcome.reply for one in tx.tickets.find(list(acknowledged))}
    finally:
        store.close()
    for number, reply in acknowledged.items():
        if _turn(replies.get(number, "")) < _turn(reply):
            said.append(f"工单 {number} 丢了“{reply}”，现在是“{replies.get(number)}”")
        if kept.get(number) != replies.get(number):
            said.append(f"工单 {number} 的草稿与工单不是同一次写入")
    return said


def _turn(reply: str) -> int:
    return int(reply.split()[1]) if reply else -1


def main(times: int) -> int:
    """The long form, for `dev.py soak`."""
    import tempfile  # noqa: PLC0415 -- only the long form makes its own folder

    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        found = kill_and_look(Path(folder) / "office.db", times, seed=times)
    sys.stdout.write(
        "\n".join(
            [*found, f"杀 {times} 次，{len(found)} 处不对，{time.monotonic() - began:.0f} 秒"]
        )
        + "\n"
    )
    return 1 if found else 0
