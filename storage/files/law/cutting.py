"""What is done with a file in the process of its own: its lines, cut into articles.

Imports little, because that process imports it anew for every file.
"""

from pathlib import Path

from core.errors import Refusal
from core.tickets.law.splitting import Split, split
from storage.files.law.lines import lines_of


def cut(path: Path) -> Split:
    """The act in the file. Raises Trouble or Refusal with the sentence to show."""
    made = split(lines_of(path), name=path.stem)
    if not made.articles:
        raise Refusal(
            f"“{path.name}”里没有找到“第一条”这样的条文。请选法规的全文；"
            "Word 里自动编号的条号，要先改成普通文字。"
        )
    return made
