"""How much a file may ask of the machine before it is refused."""

MEBI = 1024 * 1024

FILE_BYTES = 100 * MEBI
"""The largest file that is opened at all."""

UNPACKED_BYTES = 600 * MEBI
"""The most that the parts of one workbook may hold together once unpacked."""

PACKED_TIMES = 200
"""A part that unpacks to more than so many times its size holds nothing but repetition."""

PACKED_FREE_BYTES = 4 * MEBI
"""Parts up to this size may be packed as tightly as they like."""

PARTS = 5000

CELLS = 12_000_000
"""The most cells between the first and the last one that holds something."""

FAR_ROW = 200_000
"""Rows from here on are looked at closely: sheets of this length are rare, stray cells are not."""

CHILD_BYTES = 440 * MEBI
"""Memory of the reading process, where the system lets it be limited."""

SECONDS = 8.0
SECONDS_PER_MEBI = 0.25
"""Time for the reading process: a base, and so much for each MiB of unpacked content."""

ROWS_AT_ONCE = 500
"""Rows in one parcel from the reading process."""
