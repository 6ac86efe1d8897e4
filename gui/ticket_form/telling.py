"""Gathers what guidance says at a field of the ticket that is open; the panel shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.tickets.case import Case
from core.tickets.guidance.fields import FieldGuidance
from core.tickets.guidance.points import Links, Point
from core.tickets.guidance.why import Why, why
from core.tickets.law.citations import Citation, parse_citations
from core.tickets.law.following import day_of_law
from core.tickets.law.library import ArticlePlace
from core.tickets.law.statutes import article_name, part_name
from core.tickets.rules.rulebook import Finding
from core.tickets.ticket import Ticket
from gui.desk import Desk
from storage.database import Reading
from storage.filling import form_logic
from storage.guidance import guidance
from storage.judging import judge_of
from storage.law import article, rule_sets
from storage.points import points
from storage.review.shortfalls import losses

if TYPE_CHECKING:
    from core.review.shortfalls import FieldLoss


@dataclass(frozen=True, slots=True)
class Cited:
    """An article at a field: how it is called, our wording, the official text where loaded."""

    name: str
    short: str
    official: str
    place: ArticlePlace
    """Where it stands in the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that is said at one field of one ticket; `day` decides which law."""

    key: str
    day: date
    guidance: FieldGuidance
    articles: tuple[Cited, ...]
    points: tuple[Point, ...]
    lost: str
    why: Why


class Telling:
    """Reads for one ticket after another; what all fields share is read once a ticket."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._links: Links | None = None
        self._losses: dict[str, FieldLoss] = {}
        self._unit = ""

    def forget(self) -> None:
        """Read again what may have changed: points, and what campaigns found."""
        self._links = None

    def at(self, key: str, ticket: Ticket, findings: Iterable[Finding]) -> Told | None:
        """What is said at `key`; `findings` are all of the ticket. None where nothing is."""
        said = guidance().get(key)
        if said is None:
            return None
        today = self._desk.today
        day = day_of_law(ticket, said.track, rule_sets(), today)
        with self._desk.store.reading() as connection:
            judge = judge_of(connection, self._desk.now())
            answer = why(
                key,
                Case(ticket, judge.around),
                findings,
                rules=judge.rulebook(ticket).rules,
                logic=form_logic(),
            )
            return Told(
                key=key,
                day=day,
                guidance=said,
                articles=tuple(_articles(connection, said.basis(day), day)),
                points=self._points(connection).at(key, [one.rule for one in answer.findings]),
                lost=self._lost(connection, key, ticket.unit),
                why=answer,
            )

    def _points(self, connection: Reading) -> Links:
        if self._links is None:
            self._links = Links.of(points(connection))
        return self._links

    def _lost(self, connection: Reading, key: str, unit: str) -> str:
        if unit != self._unit:
            self._unit, self._losses = unit, losses(connection, unit) if unit else {}
        loss = self._losses.get(key)
        if loss is None:
            return ""
        own = unit in self._desk.officer.units_on(self._desk.today)
        return f"{loss.campaign}，{'本所' if own else unit}在这里被扣 {loss.times} 次分。"


def _articles(connection: Reading, basis: str, day: date) -> Iterator[Cited]:
    """Each article of the basis once, with the parts of it that are cited."""
    by_article: dict[tuple[str, int, int], list[str]] = {}
    for one in parse_citations(basis):
        if one.article is not None:
            known = by_article.setdefault((one.act, one.article, one.inserted), [])
            known.append(part_name(one))
    for (act, number, inserted), parts in by_article.items():
        found = article(connection, act, number, day, inserted=inserted)
        if found is not None:
            name = f"{found.act.full_title}{article_name(number, inserted)}"
            place = Citation(act, number, inserted=inserted), day
            said = name + "、".join(filter(None, parts))
            yield Cited(said, found.short, found.official, place)
