"""What the data of a rulebook consists of: its parts and entries, and what the office calls them.

Spreadsheet, messages and rule desk use the same words; files and JSON the keys.
"""

from collections.abc import Mapping
from enum import StrEnum


class Part(StrEnum):
    """The parts of a rulebook; the value is also the name of the sheet."""

    RULES = "规则"
    EXAMPLES = "例子"
    NAMES = "名称"
    LISTS = "词表"
    TABLES = "数表"


PART_KEYS: Mapping[str, Part] = {
    "rules": Part.RULES,
    "names": Part.NAMES,
    "lists": Part.LISTS,
    "tables": Part.TABLES,
}
"""Under which key of the data a part stands; examples stand in their rules."""

KEY_OF: Mapping[Part, str] = {part: "id" if part is Part.RULES else "name" for part in Part}
"""Which entry tells the things of a part apart."""

RULE_ENTRIES: Mapping[str, str] = {
    "id": "编号",
    "title": "名称",
    "group": "分组",
    "kinds": "适用类型",
    "only_submitted": "只查提交的",
    "dated_by": "按哪天的法",
    "case": "情形",
    "since": "生效日期",
    "until": "失效日期",
    "severity": "级别",
    "condition": "条件",
    "fields": "栏目",
    "message": "提示",
    "basis": "依据",
    "each": "逐项替换",
    "names": "专用名称",
    "fires": "应报的例子",
    "silent": "不应报的例子",
    "equivalent": "等价改动",
}

CASE_ENTRIES = ("since", "until", "severity", "condition", "fields", "message", "basis", "each")
"""What a case (情形) may hold: the entries of a rule that it can have for itself."""

NAME_ENTRIES: Mapping[str, str] = {
    "name": "名称",
    "means": "意思",
    "help": "说明",
    "equivalent": "等价改动",
}
LIST_ENTRIES: Mapping[str, str] = {"name": "词表", "words": "词", "help": "说明"}
TABLE_ENTRIES: Mapping[str, str] = {"name": "数表", "rows": "数", "help": "说明"}
BASIS_ENTRIES: Mapping[str, str] = {"text": "依据", "since": "依据起", "until": "依据止"}
EQUIVALENT_ENTRIES: Mapping[str, str] = {"change": "改动", "reason": "为什么等价"}

ENTRIES: Mapping[Part, Mapping[str, str]] = {
    Part.RULES: RULE_ENTRIES,
    Part.NAMES: NAME_ENTRIES,
    Part.LISTS: LIST_ENTRIES,
    Part.TABLES: TABLE_ENTRIES,
}


def said_entry(key: str) -> str:
    """What the office calls an entry of a rule, or of its bases; unknown ones as they are."""
    return RULE_ENTRIES.get(key) or BASIS_ENTRIES.get(key) or EQUIVALENT_ENTRIES.get(key) or key
