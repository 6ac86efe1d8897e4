"""Keeps the official texts of acts that the office loaded, and finds articles in them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.tickets.law.dated import Span
from core.tickets.law.loading import LawText
from core.tickets.law.splitting import ArticleText
from core.tickets.law.statutes import Act
from storage.tables.law import law_article, law_text

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "law_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A text in the store, without its articles."""

    id: int
    act: Act
    source: str
    who: str
    at: datetime


def loaded(connection: Connection) -> list[Loaded]:
    """The texts in use, by title, newer versions first."""
    query = _current().order_by(law_text.c.title, law_text.c.since.desc())
    return [_loaded(row) for row in connection.execute(query)]


def text_on(connection: Connection, title: str, day: date) -> Loaded | None:
    """The text of an act (title without the country) in force on `day`; None if none is."""
    query = _current().where(law_text.c.title == title, law_text.c.since <= day)
    rows = connection.execute(query.order_by(law_text.c.since.desc()).limit(1))
    found = next((_loaded(row) for row in rows), None)
    return found if found is not None and found.act.is_in_force(day) else None


def articles_of(connection: Connection, text_id: int) -> list[ArticleText]:
    """All articles of a text, in order."""
    query = select(law_article).where(law_article.c.text_id == text_id)
    rows = connection.execute(query.order_by(law_article.c.number, law_article.c.inserted))
    return [ArticleText(row.number, row.inserted, row.chapter, row.text) for row in rows]


def official(connection: Connection, text_id: int, number: int, inserted: int) -> str:
    """The text of one article; "" where the act has no such article."""
    query = select(law_article.c.text).where(
        law_article.c.text_id == text_id,
        law_article.c.number == number,
        law_article.c.inserted == inserted,
    )
    return str(connection.execute(query).scalar() or "")


class LawTexts:
    """The texts of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def put(self, new: LawText) -> None:
        """Keep a text and take the older one of the same act and first day out of use."""
        assert new.span.since is not None  # noqa: S101 -- the use case refuses one without
        older = self._same(new.title, new.span.since)
        if older is not None and older.fingerprint == _fingerprint(new):
            raise Refusal(f"《{new.title}》的这份原文已经载入过，没有变化。")
        made = self._insert(new)
        self._use(made, instead_of=None if older is None else older.id)
        self._record(new.title, older and _plain(older), _plain(self._row(made)))

    def remove(self, text_id: int) -> None:
        """Take a text out of use."""
        row = self._row(text_id)
        self._use(None, instead_of=text_id)
        self._record(row.title, _plain(row), None)

    def take_back(self, changes: Iterable[Change]) -> None:
        """Use again what was used before; see `storage.audit.undo`."""
        for change in changes:
            before, after = _id_of(change.before), _id_of(change.after)
            wanted = self._row(after or before or 0)
            now = self._same(wanted.title, wanted.since)
            if (now and now.id) != after:
                raise Refusal(f"《{change.ref}》在那以后又载入过，不能撤销。")
            self._use(before, instead_of=after)
            self._record(change.ref, change.after, change.before)

    def _insert(self, new: LawText) -> int:
        head = {
            "title": new.title,
            "order": new.order,
            "since": new.span.since,
            "until": new.span.until,
            "is_national": new.is_national,
            "source": new.source,
            "fingerprint": _fingerprint(new),
            "loaded_by": self._tx.who,
            "loaded_at": self._tx.at,
            "is_current": False,
        }
        made = self._tx.connection.execute(insert(law_text).values(head)).inserted_primary_key
        assert made is not None  # noqa: S101 -- an insert with a generated key has one
        self._tx.connection.execute(insert(law_article), _rows(made[0], new.articles))
        return int(made[0])

    def _use(self, text_id: int | None, *, instead_of: int | None) -> None:
        for one, is_current in ((instead_of, False), (text_id, True)):
            if one is not None:
                change = update(law_text).where(law_text.c.id == one)
                self._tx.connection.execute(change.values(is_current=is_current))

    def _same(self, title: str, since: date) -> Row[Any] | None:
        query = _current().where(law_text.c.title == title, law_text.c.since == since)
        return self._tx.connection.execute(query).one_or_none()

    def _row(self, text_id: int) -> Row[Any]:
        query = select(law_text).where(law_text.c.id == text_id)
        found = self._tx.connection.execute(query).one_or_none()
        if found is None:
            raise Refusal("这份原文已经不在了。请刷新后再看。")
        return found

    def _record(
        self, title: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        self._tx.record([Change(subject=SUBJECT, ref=title, before=before, after=after)])


def _current() -> Select[Any]:
    return select(law_text).where(law_text.c.is_current)


def _rows(text_id: int, articles: Sequence[ArticleText]) -> list[dict[str, Any]]:
    return [
        {
            "text_id": text_id,
            "number": one.number,
            "inserted": one.inserted,
            "chapter": one.chapter,
            "text": one.text,
        }
        for one in articles
    ]


def _loaded(row: Row[Any]) -> Loaded:
    act = Act(
        title=row.title,
        order=row.order,
        span=Span(row.since, row.until),
        is_law_of_the_country=row.is_national,
    )
    return Loaded(id=row.id, act=act, source=row.source, who=row.loaded_by, at=row.loaded_at)


def _plain(row: Row[Any]) -> dict[str, Any]:
    """What the trail keeps of a text: which one it was, not every word of it."""
    return {
        "id": row.id,
        "order": row.order,
        "since": row.since.isoformat(),
        "until": None if row.until is None else row.until.isoformat(),
        "source": row.source,
        "fingerprint": row.fingerprint,
    }


def _id_of(values: Mapping[str, Any] | None) -> int | None:
    return None if values is None else int(values["id"])


def _fingerprint(new: LawText) -> str:
    """SHA-256 over all that is kept of a text."""
    said = [new.title, new.order, str(new.span.since), str(new.span.until)]
    said += [f"{one.key}\n{one.chapter}\n{one.text}" for one in new.articles]
    return hashlib.sha256("\n\n".join(said).encode()).hexdigest()
