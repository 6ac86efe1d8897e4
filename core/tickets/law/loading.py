"""Loading the official text of an act (载入法规原文): the section confirms what it is."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.law.citations import COUNTRY, act_title
from core.tickets.law.dated import Span
from core.tickets.law.splitting import ArticleText, Split
from core.tickets.law.statutes import Act, Statutes


@dataclass(frozen=True, slots=True, kw_only=True)
class LawText:
    """The official text of one version of an act; `title` is without the country."""

    title: str
    order: str
    span: Span
    is_national: bool
    source: str
    """The name of the file it came from."""
    articles: tuple[ArticleText, ...]


def proposed(made: Split, known: Statutes, *, source: str) -> LawText:
    """A text as it could be kept: its order and days those of a version we know, else its own.

    An amended act says when it first came into force; the versions we know say more.
    """
    version = _version_of(made, known)
    return LawText(
        title=act_title(made.title),
        order=version.order if version else made.order,
        span=version.span if version else Span(since=made.since),
        is_national=_is_national(made.title),
        source=source,
        articles=made.articles,
    )


def _version_of(made: Split, known: Statutes) -> Act | None:
    versions = known.versions(made.title)
    same = next((one for one in versions if one.span.since == made.since), None)
    return same or max(versions, key=lambda one: one.span.since or date.min, default=None)


def _is_national(title: str) -> bool:
    return title.strip(_ROUND).startswith(COUNTRY)


_ROUND = "《》 　"


class Texts(Protocol):
    """What loading asks of the texts in the store."""

    def put(self, new: LawText) -> None: ...
    def remove(self, text_id: int) -> None: ...


def load(texts: Texts, new: LawText, *, by: Officer, at: datetime) -> None:
    """Keep a text; one of the same act and first day takes the place of the older.

    Refuses where the officer may not, or where the title or the days are not told.
    """
    _require(by, at)
    if len(new.title) < 2:
        raise Refusal("请写法规的名称，引用时靠它找到这部法规。", field="title")
    if new.span.since is None:
        raise Refusal("请写施行日期，工单按它选用这一版条文。", field="since")
    if new.span.until is not None and new.span.until < new.span.since:
        raise Refusal("废止日期早于施行日期，请核对。", field="until")
    if not new.articles:
        raise Refusal("没有条文，没有载入。请选法规的全文。")
    texts.put(new)


def remove(texts: Texts, text_id: int, *, by: Officer, at: datetime) -> None:
    """Take a loaded text out of use; our own short wording stays."""
    _require(by, at)
    texts.remove(text_id)


def confirmed(
    title: str, order: str, since: date | None, until: date | None, *, of: LawText
) -> LawText:
    """The text with what the officer confirmed of it."""
    return replace(
        of,
        title=act_title(title.strip(_ROUND)),
        order=order.strip(),
        span=Span(since, until),
        is_national=_is_national(title) or (of.is_national and act_title(title) == of.title),
    )


def _require(by: Officer, at: datetime) -> None:
    if not may(by, Action.LOAD_LAW, today=at.date()):
        raise Refusal(f"{by.name}不能{Action.LOAD_LAW.value}，请消保科载入。")
