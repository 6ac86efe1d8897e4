"""Issues as files: the PDF that was given out, and editions made from what was frozen."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from core.briefing.figure import BriefingFigures
from core.briefing.issue import Issue, State
from core.briefing.outside import Outside
from core.briefing.paper import paper_of
from core.briefing.structure import Structure
from core.errors import Refusal
from core.paper import Paper
from storage.briefing.issues import figures_for, pdf_of, structure_in
from storage.people import officers
from storage.tables.tickets import PARTS

if TYPE_CHECKING:
    from storage.files.pdf.rendering import Rendered


def edition(connection: Connection, one: Issue, today: date, *, is_outside: bool = False) -> Paper:
    """The paper as it stands; for readers outside with companies and persons covered."""
    made = structure_in(connection, one.id)
    figures = figures_for(connection, one, today)
    if not is_outside:
        return paper_of(one, made, figures)
    if one.state is not State.ISSUED:
        raise Refusal("签发以后才能出对外版。")
    outside = names_known(connection)
    paper = paper_of(one, made, figures, outside.cover)
    outside.refuse_leaking(paper)
    return paper


def names_known(connection: Connection) -> Outside:
    """Every trader, petitioner and officer in the store, for covering their names."""
    trader, petitioner = PARTS["trader"].c.trader_name, PARTS["petitioner"].c.petitioner_name
    traders = connection.execute(select(trader).where(trader != "").distinct()).scalars()
    people = connection.execute(select(petitioner).where(petitioner != "").distinct()).scalars()
    return Outside(traders, [*people, *(one.name for one in officers(connection))])


def pressed(one: Issue, made: Structure, figures: BriefingFigures | None) -> "Rendered":
    """The PDF of an issue with frozen figures."""
    if figures is None:
        raise Refusal("这一期的数还没有定下来，请先送审。")
    return pressed_paper(paper_of(one, made, figures))


def pressed_paper(paper: Paper) -> "Rendered":
    from storage.files.pdf.pages import CIRCULAR  # noqa: PLC0415 -- slow to load
    from storage.files.pdf.rendering import render  # noqa: PLC0415 -- see above

    return render(paper, CIRCULAR)


def issued_pdf(connection: Connection, one: Issue) -> bytes:
    """The bytes as given out; b"" where it is not given out yet."""
    return pdf_of(connection, one.id) if one.state is State.ISSUED else b""


def document(paper: Paper) -> bytes:
    """The paper for WPS and Word."""
    from storage.files.docx.papers import docx_of  # noqa: PLC0415 -- slow to load
    from storage.files.pdf.pages import CIRCULAR  # noqa: PLC0415 -- see above

    return docx_of(paper, CIRCULAR)


def file_name(one: Issue, made: Structure) -> str:
    """What a file of the issue is called, without ending."""
    return f"{made.name} {one.period.label} {one.number}".strip().replace("/", "-")
