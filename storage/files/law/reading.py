"""Reads the text of an act from a file and cuts it into articles; nothing is stored.

The file is judged by its size and first bytes; what is inside is read and cut in a process of its
own.
"""

from pathlib import Path

from core.errors import Trouble
from core.tickets.law.splitting import Split
from storage.failures import as_trouble
from storage.files.apart import apart
from storage.files.law.cutting import cut

MEBI = 1024 * 1024
FILE_BYTES = 20 * MEBI
"""The largest file that is opened; the longest acts are some hundred kilobytes."""
MEMORY = 600 * MEBI
SECONDS = 20.0

ENDINGS = (".txt", ".md", ".docx")


def read_act(path: Path) -> Split:
    """The act in the file, cut into articles, with what to look at before it is kept.

    Raises Trouble for a file that is missing, damaged, encrypted, too large or of another kind,
    and Refusal for one without articles, each with the sentence to show.
    """
    with as_trouble(path, reading=True):
        if path.is_dir():
            raise Trouble(f"“{path.name}”是文件夹。请选里面的文件。")
        size = path.stat().st_size
    if not size:
        raise Trouble(f"“{path.name}”里没有内容。请核对选的文件。")
    if size > FILE_BYTES:
        most = FILE_BYTES // MEBI
        raise Trouble(f"“{path.name}”太大（超过 {most} MB），不像一部法规的文本。请核对选的文件。")
    return apart(cut, path, memory=MEMORY, seconds=SECONDS)
