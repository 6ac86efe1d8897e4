"""The sheets of a rulebook and their columns, in the office's words."""

from dataclasses import dataclass

from core.tickets.intake.table import Cell
from core.tickets.rules.entries import (
    BASIS_ENTRIES,
    EQUIVALENT_ENTRIES,
    LIST_ENTRIES,
    NAME_ENTRIES,
    RULE_ENTRIES,
    TABLE_ENTRIES,
    Part,
)
from core.tickets.rules.example_reading import MESSAGE, OTHERS, SEVERITY, SUBMITTING, TODAY, UNITS

ABOUT, EQUIVALENTS = "说明", "等价改动"
"""Sheets that are no part of their own."""

RULE, CASE, EXAMPLE, KEY = "规则", "情形", "例子", "名目"
FIRES, SILENT = "应报", "不应报"
EXAMPLES_TODAY = "例子的今日"

HEAD = ("id", "title", "group", "kinds", "only_submitted", "dated_by")
"""Entries of a rule that stand in its first row alone."""

OF_CASE = ("since", "until", "severity", "condition", "fields", "message")
"""Entries of a rule or of one of its cases that stand in the first row of it."""

BASIS, EACH = tuple(BASIS_ENTRIES.values()), RULE_ENTRIES["each"]
RULE_TITLES = (
    *(RULE_ENTRIES[entry] for entry in HEAD),
    CASE,
    *(RULE_ENTRIES[entry] for entry in OF_CASE),
    *BASIS,
    EACH,
)
EXAMPLE_TITLES = (RULE, EXAMPLE, TODAY, SUBMITTING, SEVERITY, MESSAGE, UNITS)
"""Behind them come the columns of the ledger that any example fills in."""

NAME_TITLES = (RULE, NAME_ENTRIES["name"], NAME_ENTRIES["means"], NAME_ENTRIES["help"])
LIST_TITLES = (LIST_ENTRIES["name"], LIST_ENTRIES["words"], LIST_ENTRIES["help"])
TABLE_TITLES = (TABLE_ENTRIES["name"], KEY, TABLE_ENTRIES["rows"], TABLE_ENTRIES["help"])
EQUIVALENT_TITLES = (RULE, NAME_ENTRIES["name"], *EQUIVALENT_ENTRIES.values())

TITLES = {
    Part.RULES.value: RULE_TITLES,
    Part.EXAMPLES.value: EXAMPLE_TITLES,
    Part.NAMES.value: NAME_TITLES,
    Part.LISTS.value: LIST_TITLES,
    Part.TABLES.value: TABLE_TITLES,
    EQUIVALENTS: EQUIVALENT_TITLES,
}

EXPLAINED = (
    "一张表一类内容。改好以后在规则台里“导入”，先看有哪些改动，再存成草稿。",
    "规则：一条规则可以占几行，每行都写编号。",
    f"规则：有几种情形的，第一行写共有的，以后每种情形一行，“{CASE}”写 1、2、3。",
    f"规则：有几条依据、几行逐项替换的，往下接着写，只写编号、{CASE}和这几列。",
    "规则：适用类型、栏目写几项的，用顿号隔开。条件可以换行。",
    f"规则：“{EACH}”写成〔前〕核查时间〔后〕答复时间 的样子，一行替换一次。",
    "规则：逐项替换的字里本来有〔的，写两个〔。",
    f"例子：一行一个例子，“{EXAMPLE}”写{FIRES}或{SILENT}。",
    f"例子：库里还有别的工单的，在例子下面接着写，“{EXAMPLE}”写{OTHERS}。",
    "例子：右边的列和台账的表头一样，用到哪列加哪列。",
    "例子：一格里有几项的，一项一行；字里本来有；的，写成 \\；。",
    "词表、数表：一行一个词、一行一个数，每行都写词表或数表的名称。",
    "名称：只有一条规则用的，在“规则”里写它的编号；大家都用的空着。",
)


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet to be written: the row of titles, then rows of cells."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
