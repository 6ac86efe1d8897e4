"""A rulebook of one rule, for tests of reading and of what is wrong."""

from datetime import date
from typing import Any

WORDS: dict[str, Any] = {
    "names": [
        {"name": "收到之日", "means": "日期(区局接收时间)"},
        {"name": "提交态", "means": "答复时间 不为空 或 正在提交()"},
    ],
    "lists": [{"name": "退赔用语", "words": ["退款", "退货"]}],
    "tables": [{"name": "法条数", "rows": {"广告法": 74}}],
}
RULE: dict[str, Any] = {
    "id": "F-900",
    "title": "示例",
    "condition": "投诉请求 为空",
    "severity": "必改",
    "fields": ["投诉请求"],
    "message": "请写投诉请求。",
    "basis": "区局填报要求",
}


def a_rulebook(*rules: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Data with these rules; `changes` are entries of the rulebook itself."""
    return {**WORDS, "examples_on": date(2026, 11, 23), "rules": list(rules) or [RULE], **changes}
