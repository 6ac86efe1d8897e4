"""What to propose for a file: which sheet, which rows are its heading, which column is which field.

The steps of the wizard in one call; each can be taken alone (`propose_sheet`, `lay_out_sheet`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from core.errors import Refusal
from core.tickets.fields import BY_KEY
from core.tickets.intake.columns import match_columns
from core.tickets.intake.heading import LOOKED_AT, Heading, heading_at, propose
from core.tickets.intake.profile import Layout, Profile, lay_out
from core.tickets.intake.table import Row
from storage.dictionary import dictionary
from storage.files.ledger.reading import RowsAfter, Sheet, Workbook

SAMPLE_ROWS = 1000
"""How many rows below the heading are looked at."""

_FEWEST_WITH_GUESSED_NUMBER = 4
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """How a file would be read."""

    file: str
    sheet: Sheet
    layout: Layout

    @property
    def rows(self) -> RowsAfter:
        """The rows of data, below the heading; can be gone through again."""
        return self.sheet.after(self.layout.heading.last)

    @property
    def row_count(self) -> int:
        """How many rows of data there are."""
        above = self.sheet.head(LOOKED_AT)
        return self.sheet.row_count - sum(r.number <= self.layout.heading.last for r in above)


def propose_all(
    workbook: Workbook,
    *,
    sheet: str = "",
    profile: Profile | None = None,
    profiles: Iterable[Profile] = (),
) -> Proposal:
    """Propose everything; `profile` is the one asked for, `profiles` those that may be recognised.

    Refuses when there is no such sheet, or nothing looks like a heading.
    """
    wanted = sheet or (profile.sheet if profile else "")
    chosen = workbook.sheet(wanted) if wanted else propose_sheet(workbook)
    heading = _heading(chosen, profile)
    if heading is None:
        raise Refusal(
            f"没有在“{workbook.name}”里找到表头。"
            "请在导入窗口里指出哪一行是表头，或检查是不是选错了文件。"
        )
    if profile is None:
        profile = next((one for one in profiles if one.knows(heading.titles)), None)
    return Proposal(
        file=workbook.name, sheet=chosen, layout=lay_out_sheet(chosen, heading, profile)
    )


def propose_sheet(workbook: Workbook) -> Sheet:
    """The visible sheet that names most of our columns; among equals the longest."""
    filled = [sheet for sheet in workbook.sheets if sheet.row_count]
    if not filled:
        raise Refusal(f"“{workbook.name}”里没有内容。请核对选的文件。")
    return max(filled, key=_promise)


def _promise(sheet: Sheet) -> tuple[bool, int, int]:
    heading = propose(sheet.head(LOOKED_AT), sheet.merged, dictionary())
    known = match_columns(heading.titles, (), dictionary()) if heading else ()
    return (not sheet.hidden, sum(bool(match.key) for match in known), sheet.row_count)


def _heading(sheet: Sheet, profile: Profile | None) -> Heading | None:
    if profile is not None and profile.header is not None:
        return heading_of_rows(sheet, *profile.header)
    return propose(sheet.head(LOOKED_AT), sheet.merged, dictionary())


def heading_of_rows(sheet: Sheet, first: int, last: int) -> Heading | None:
    """The heading in the rows a person points at; None when they are blank."""
    return heading_at(sheet.head(LOOKED_AT), sheet.merged, first, last)


def lay_out_sheet(sheet: Sheet, heading: Heading, profile: Profile | None = None) -> Layout:
    """Match the columns under a heading with our fields."""
    return lay_out(heading, sample(sheet, heading), dictionary(), profile)


def sample(sheet: Sheet, heading: Heading) -> list[Row]:
    """The rows by whose content columns are judged."""
    return list(islice(sheet.after(heading.last), SAMPLE_ROWS))


def refuse_unsure(proposal: Proposal) -> None:
    """Refuse what nobody has looked at and too little is known of to be taken for a ledger.

    A profile is a person's word, so it stands. Without one the number must be known by name with
    one more column, or be guessed beside several known ones.
    """
    layout = proposal.layout
    if not layout.has_numbers():
        raise Refusal(
            f"没有在“{proposal.file}”里认出“{BY_KEY['number'].header}”这一列，没有导入。"
            "请在导入窗口里指出哪一列是编号，或用对应方案（--profile）让程序按几列内容生成编号。"
        )
    if layout.profile or layout.number:
        return
    known = [match for match in layout.matches if match.key and match.certain]
    is_named = any(match.key == "number" for match in known)
    if len(known) < (_FEWEST if is_named else _FEWEST_WITH_GUESSED_NUMBER):
        names = "、".join(f"“{match.title}”" for match in known)
        raise Refusal(
            f"“{proposal.file}”不像热线台账：认得的列"
            + (f"只有{names}" if names else "一列也没有")
            + "，没有导入。请核对文件，或在导入窗口里对好列再导。"
        )
