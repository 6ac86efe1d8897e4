"""Measures the program: `python -m tests.bench`, or `dev.py bench`. Asserts nothing."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from storage.demo import build_demo
from tests.bench import assignments, clocks, countifs, figures, ledgers, lists, pages, rules
from tests.bench.measuring import say, say_table
from tests.bench.start import cold_starts


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        demo, many = Path(folder) / "demo.db", Path(folder) / "many.db"
        say("正在编演示台账")
        build_demo(demo, now=lambda: lists.NOW)
        say_table("冷启动", cold_starts({"演示台账": demo}))
        built = lists.build(many)
        queries = lists.measure(many)
        say_table(f"{lists.TICKETS} 件工单", [built, *queries])
        say_table("窗口里的页", pages.measure(many, floor=queries[0].milliseconds))
        say_table("填报规则", rules.measure(many))
        say_table("一个月的指标，和表格软件比", countifs.measure(many))
        say_table("时限", clocks.measure(many, Path(folder) / "open.db"))
    say_table("分派评查", assignments.measure())
    say_table("台账文件", ledgers.measure())
    with tempfile.TemporaryDirectory() as folder:
        big = Path(folder) / "big.db"
        say_table(f"{figures.build(big)} 件工单的指标", figures.measure(big))
    return 0


if __name__ == "__main__":
    sys.exit(main())
