"""Many papers in one go, each into a file of a folder: with progress, and cancelled between two."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from gui.desk import Desk
from gui.jobs import Progress
from gui.notices import Tone
from storage.files.writing import write_whole


class File(NamedTuple):
    """One file: its name with its ending, what is said while it is made, and how it is made."""

    name: str
    about: str
    make: Callable[[], bytes]


def write_every(desk: Desk, folder: Path, files: Sequence[File], *, what: str) -> Progress:
    """Write all of them, aside; what is written when somebody cancels stays whole."""

    def job(progress: Progress) -> int:
        for done, one in enumerate(files):
            progress(done, len(files), one.about)
            write_whole(folder / one.name, one.make())
        return len(files)

    return desk.jobs.start(
        job,
        lambda count: desk.say(f"{count} 份已存到“{folder.name}”。", Tone.OK),
        title=f"正在出 {len(files)} 份{what}",
        cancelling="取消后已经写好的几份留着，余下的不写。",
    )
