"""What several papers of a campaign share: who gives them, their date, how a mark is written."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from core.decimals import half_up
from core.figures.words import NOTHING, marks, whole_marks
from core.paper import Block, Heading
from core.review.report import CampaignReport, ItemResult, TicketResult
from core.review.reviews import Review

AUTHOR = "消保科"
NUMERALS = "一二三四五六七八九十"


def numbered(sections: Iterable[tuple[str, Iterable[Block]]]) -> Iterator[Block]:
    """Give each section that says something its number and its blocks."""
    number = 0
    for title, section in sections:
        blocks = tuple(section)
        if blocks:
            yield Heading(f"{NUMERALS[number]}、{title}")
            yield from blocks
            number += 1


def made_at(report: CampaignReport, reviews: Iterable[Review] = ()) -> datetime:
    """The last thing that happened to what the paper is about: it bears its own data's date."""
    about = report.certificate
    known = [about.framed_at, about.committed_at, about.drawn_at]
    known += [one.at for one in about.replacements]
    known += [one.handed_in_at for one in reviews]
    return max(at for at in known if at is not None)


def short_marks(value: Decimal | None) -> str:
    """The marks of one item, without places that say nothing."""
    return NOTHING if value is None else whole_marks(value)


def final_in_words(ticket: TicketResult) -> str:
    """86.50 分，良好; and what it would be without a veto."""
    if ticket.final is None:
        return "还没有最终分"
    said = f"{marks(ticket.final)} 分，{ticket.grade}"
    if ticket.vetoes and ticket.original != ticket.final:
        said += f"（一票否决，没有否决时是 {marks(ticket.original)} 分）"
    return said


def deduction(item: ItemResult) -> str:
    """现场核查扣 6 分：没有留下记录."""
    because = f"：{item.reason.strip()}" if item.reason.strip() else ""
    return f"{item.title}扣 {whole_marks(half_up(item.lost))} 分{because}"
