"""How much a file may ask of the machine before it is refused."""

MEBI = 1024 * 1024

FILE_BYTES = 100 * MEBI
"""The largest file that is opened at all."""

UNPACKED_BYTES = 1000 * MEBI
"""The most that the parts of one workbook may hold together once unpacked."""

PACKED_TIMES = 200
"""A part that unpacks to more than so many times its size holds nothing but repetition."""

PACKED_FREE_BYTES = 4 * MEBI
"""Parts up to this size may be packed as tightly as they like."""

PARTS = 5000

CELLS = 12_000_000
"""The most cells between the first and the last one that holds something."""

TRUSTED_TIMES = 20
"""Ledgers unpack to 5 to 20 times their size; what is beyond that earns no further allowance."""

_BASE_BYTES, _MOST_BYTES = 400 * MEBI, 1600 * MEBI
_BASE_SECONDS, _SECONDS_PER_MEBI = 8.0, 0.25


def trusted(file_bytes: int, unpacked: int) -> int:
    """As much of a file's content as its size on the disk speaks for."""
    return min(unpacked, TRUSTED_TIMES * file_bytes)


def memory(content: int) -> int:
    """Bytes that the reading process may take for so much trusted content.

    Measured: 170 MB of content need 480 MB, 800 MB need 1.3 GB.
    """
    return min(max(_BASE_BYTES, 250 * MEBI + content * 3 // 2), _MOST_BYTES)


def seconds(content: int) -> float:
    """Time for the reading process for so much trusted content; several times what was measured."""
    return max(_BASE_SECONDS, _SECONDS_PER_MEBI * content / MEBI)


ROWS_AT_ONCE = 500
"""Rows in one block from the reading process."""
