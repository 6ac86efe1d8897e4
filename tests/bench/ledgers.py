"""Ledgers of 100,000 rows and 20 columns: reading, trying out, taking in, writing."""

import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from xlsxwriter import Workbook

from storage import exports
from storage.database import Store
from storage.files.ledger.proposal import Proposal, propose_all
from storage.files.ledger.reading import open_ledger
from storage.files.ledger.writing import write_ledger
from storage.imports import take_in, try_out
from tests.bench.measuring import Line, once_ms, say, within
from tests.samples import NOW

ROWS = 100_000
UNITS = ("九亭所", "中山所", "泗泾所", "新桥所", "车墩所", "佘山所", "方松所", "执法大队")
_SAID = "商家拒绝退款预付卡余额健身房停业教育培训食品过期标签缺失要求核实回复消费者反映价格维修"
_TIMES = ("热线登记时间", "区局接收时间", "派至所队时间", "先行联系时间")
_HEADINGS = (
    *("工单编号", "来源", "工单类型", *_TIMES, "承办单位", "承办人", "行业类别"),
    *("诉求人姓名", "诉求人电话", "诉求人地址", "被诉主体名称", "被诉主体地址", "诉求内容"),
    *("投诉请求", "涉及金额", "先行联系结果", "答复内容"),
)


def measure(rows: int = ROWS) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "台账.xlsx"
        say(f"正在编 {rows} 行的台账")
        _write(ledger, rows)
        store = Store.open(Path(folder) / "office.db", now=lambda: NOW)
        found = _measured(store, ledger, Path(folder), rows)
        store.close()
    return found


def _measured(store: Store, ledger: Path, folder: Path, rows: int) -> list[Line]:
    proposals: list[Proposal] = []

    def read() -> None:
        proposals.append(propose_all(open_ledger(ledger)))

    def dry_run() -> None:
        with store.reading() as connection:
            try_out(connection, proposals[0])

    def import_all() -> None:
        with store.transaction(who="程序", what="导入") as tx:
            take_in(tx, proposals[0])

    def export() -> None:
        with store.reading() as connection:
            write_ledger(folder / "回.xlsx", exports.tickets(connection))

    steps = (
        ("读文件并对列", read),
        ("试导到空台账", dry_run),
        ("导入", import_all),
        ("再试导同一份（全部对一遍）", dry_run),
        ("导出", export),
    )
    found: list[Line] = []
    for name, do in steps:
        say(f"台账：{name}")
        took = once_ms(do)
        each = f"每行 {took / rows:.3f} ms"
        floor = found[0].milliseconds if found else took
        found.append(within(f"{rows} 行：{name}", took, floor=floor, note=each))
    return found


def _write(path: Path, rows: int) -> None:
    chance = random.Random(rows)  # noqa: S311 -- repeatable, not secret
    book = Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("工单台账")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.write_row(0, 0, _HEADINGS)
    for row in range(1, rows + 1):
        for column, value in enumerate(_row(chance, row)):
            if isinstance(value, datetime):
                sheet.write_datetime(row, column, value, moment)
            else:
                sheet.write(row, column, value)
    book.close()


def _row(chance: random.Random, row: int) -> tuple[object, ...]:
    def text(least: int, most: int) -> str:
        return "".join(chance.choices(_SAID, k=chance.randint(least, most)))

    at = datetime(2025, 1, 2, 9) + timedelta(minutes=chance.randint(0, 980_000))
    times = (at + timedelta(hours=hours) for hours in (0, 2, 3, 5))
    return (
        *(f"SJ{row:012}", "12345热线", chance.choice(("投诉", "举报", "咨询")), *times),
        *(chance.choice(UNITS), f"承办{row % 40}", chance.choice(("食品", "预付卡", "教育培训"))),
        *(text(2, 3), f"1390000{row % 10_000:04}", text(8, 14), f"松江区{text(4, 5)}店"),
        *(text(6, 10), text(80, 160), text(8, 20), row % 5000 + 0.5, "已联系", text(60, 140)),
    )
