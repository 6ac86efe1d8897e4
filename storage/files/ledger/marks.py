"""How a masked export and over-long texts are marked in a workbook, so that reading knows them."""

import re

MASKED_NAME = "hotline_masked_export"
"""A hidden defined name and a document property of a masked export."""

MASKED_TITLE = "个人信息已遮盖，仅供查看，不能再导入。"
"""The visible first row of a masked export."""

LONG_SHEET = "超长文本"
"""The sheet that takes what does not fit into one cell."""

_LONG = re.compile(r"〔其余见“超长文本”表第 (\d+) 号〕$")


def long_mark(number: int) -> str:
    """What stands at the end of a cell whose text goes on in `LONG_SHEET`."""
    return f"〔其余见“超长文本”表第 {number} 号〕"


def long_number(text: str) -> tuple[str, int] | None:
    """The beginning of a cut text and the number under which it goes on."""
    found = _LONG.search(text)
    return (text[: found.start()], int(found[1])) if found else None
