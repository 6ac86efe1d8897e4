"""Tells whether a file lies on a network share, where SQLite's write-ahead log is not safe."""

import sys
from pathlib import Path

_REMOTE_KINDS = frozenset(
    {"nfs", "nfs4", "cifs", "smbfs", "smb3", "ncpfs", "afs", "fuse.sshfs", "davfs", "9p"}
)
_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE = 4


def is_on_network_share(path: Path) -> bool:
    """Whether `path` (which need not exist yet) is on a share; unknown systems count as local."""
    place = path.absolute()
    if sys.platform == "win32":
        return _is_remote_drive(place)
    return _mounted_as(place) in _REMOTE_KINDS


def _mounted_as(place: Path) -> str:
    """The kind of file system of the innermost mount that holds `place`."""
    if not _MOUNTS.exists():
        return ""
    kinds = {}
    for line in _MOUNTS.read_text("utf-8", errors="replace").splitlines():
        _device, where, kind, *_ = line.split(" ")
        kinds[where.replace(r"\040", " ")] = kind
    return next((kinds[str(up)] for up in (place, *place.parents) if str(up) in kinds), "")


def _is_remote_drive(place: Path) -> bool:
    if place.drive.startswith("\\\\"):
        return True
    import ctypes  # noqa: PLC0415 -- only Windows has windll

    windll = getattr(ctypes, "windll")  # noqa: B009 -- unknown to type checkers elsewhere
    return bool(windll.kernel32.GetDriveTypeW(f"{place.drive}\\") == _DRIVE_REMOTE)
