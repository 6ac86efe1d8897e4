"""The library (法规条文): each act with its articles, in our wording and in the official text.

Also which rules rest on an article, and which articles hold some words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.tickets.law.citations import Citation, parse_citations
from core.tickets.law.dated import Span
from core.tickets.law.splitting import ArticleText
from core.tickets.law.statutes import Act, ArticleNumber, Statutes, article_name
from core.tickets.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class CitingRule:
    """A fill-in rule that rests on an article between two days."""

    id: str
    title: str
    span: Span


ArticlePlace = tuple[Citation, date | None]
"""An article as it is cited, and the day whose version is meant; without one the newest."""

Citing = Mapping[tuple[str, int, int], tuple[CitingRule, ...]]
"""The rules that cite an article, by title, number and inserted number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One article of one version of an act."""

    act: Act
    number: int
    inserted: int = 0
    chapter: str = ""
    short: str = ""
    official: str = ""
    rules: tuple[CitingRule, ...] = ()

    @property
    def name(self) -> str:
        return article_name(self.number, self.inserted)

    @property
    def key(self) -> tuple[str, date | None, int, int]:
        return self.act.title, self.act.span.since, self.number, self.inserted

    @property
    def place(self) -> ArticlePlace:
        """Where it stands in the library."""
        span = self.act.span
        cited = Citation(self.act.title, self.number, inserted=self.inserted)
        return cited, span.since or span.until

    def holds(self, words: Sequence[str]) -> bool:
        """Whether all of the words stand in it, its number in either writing included."""
        said = f"{self.act.title} {self.name} 第{self.number}条 {self.short} {self.official}"
        return all(word in said.casefold() for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One version of an act; `text` is the key of its official text, None where none is loaded."""

    act: Act
    lines: tuple[Line, ...]
    text: int | None = None
    source: str = ""
    """Where the official text came from: file, who, when."""

    @property
    def key(self) -> tuple[str, date | None]:
        return self.act.title, self.act.span.since


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialText:
    """What is loaded of one version of an act."""

    id: int
    act: Act
    source: str
    articles: tuple[ArticleText, ...]


def volumes(known: Statutes, texts: Iterable[OfficialText], citing: Citing) -> tuple[Volume, ...]:
    """Every version of every act, official texts joined to the wording we have of that version."""
    loaded = list(texts)
    alone = [act for act in known.acts if not any(_is_of(text.act, act) for text in loaded)]
    made = [
        *(_joined(known, text, citing) for text in loaded),
        *(Volume(act=act, lines=tuple(_lines(act, {}, citing))) for act in alone),
    ]
    order = {title: at for at, title in enumerate(dict.fromkeys(act.title for act in known.acts))}
    made.sort(key=lambda one: one.act.span.since or date.min, reverse=True)
    made.sort(key=lambda one: (order.get(one.act.title, len(order)), one.act.title))
    return tuple(made)


def _is_of(text: Act, act: Act) -> bool:
    """Whether a loaded text is of the version whose wording we have."""
    return text.title == act.title and act.span.overlaps(Span(text.span.since, text.span.since))


def _joined(known: Statutes, text: OfficialText, citing: Citing) -> Volume:
    own = next((act for act in known.acts if _is_of(text.act, act)), None)
    act = text.act if own is None else _with_wording(text.act, own)
    official = {one.key: one for one in text.articles}
    lines = tuple(_lines(act, official, citing))
    return Volume(act=act, lines=lines, text=text.id, source=text.source)


def _with_wording(text: Act, own: Act) -> Act:
    return Act(
        title=text.title,
        order=text.order or own.order,
        span=text.span,
        is_law_of_the_country=own.is_law_of_the_country,
        last=own.last,
        articles=own.articles,
    )


def _lines(
    act: Act, official: Mapping[ArticleNumber, ArticleText], citing: Citing
) -> Iterable[Line]:
    for number, inserted in sorted({*act.articles, *official}):
        text = official.get((number, inserted))
        rules = citing.get((act.title, number, inserted), ())
        yield Line(
            act=act,
            number=number,
            inserted=inserted,
            chapter=text.chapter if text else "",
            short=act.articles.get((number, inserted), ""),
            official=text.text if text else "",
            rules=tuple(one for one in rules if one.span.overlaps(act.span)),
        )


def citing_rules(rulebook: Rulebook) -> Citing:
    """Which rules rest on which articles."""
    found: dict[tuple[str, int, int], dict[str, CitingRule]] = {}
    for rule in rulebook.rules:
        for basis in (one for case in rule.cases for one in case.basis):
            for cited in parse_citations(basis.text):
                if cited.article is not None:
                    place = cited.act, cited.article, cited.inserted
                    one = CitingRule(rule.id, rule.title, basis.span)
                    found.setdefault(place, {}).setdefault(f"{rule.id}{basis.span}", one)
    return {place: tuple(rules.values()) for place, rules in found.items()}


def matching(lines: Iterable[Line], words: str) -> list[Line]:
    """The lines that hold all of the words, in any order."""
    wanted = words.casefold().split()
    return [line for line in lines if line.holds(wanted)]
