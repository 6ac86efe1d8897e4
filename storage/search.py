"""The full-text index: FTS5 over pairs of characters, so that two-character words are found.

Text is cut into pairs here, in Python; the index is contentless, so taking a ticket out needs the
words that were put in (the ticket as it was). The only place, beside `database.py`, with SQL that
belongs to SQLite alone.
"""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import BindParameter, Connection, Integer, TextualSelect, bindparam, column, text
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.expression import TextClause

from core.tickets.fields import BY_KEY
from core.tickets.ticket import Ticket
from storage.tables.tickets import ticket

CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS ticket_words
USING fts5 (matter, person, content='', tokenize='ascii')
"""
# The ascii tokenizer takes every character beyond ASCII for a letter, also those in planes that
# the library's own tables do not know yet.

_INSERT = text("INSERT INTO ticket_words (rowid, matter, person) VALUES (:id, :matter, :person)")
_DELETE = text(
    "INSERT INTO ticket_words (ticket_words, rowid, matter, person)"
    " VALUES ('delete', :id, :matter, :person)"
)
_RUN = re.compile(r"[^\W_]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")

MATTER = (
    "number",
    "trader_name",
    "trader_uscc",
    "content",
    "claims",
    "demand",
    "clue",
    "reply",
    "verdict_reason",
    "case_number",
    "handler",
)
"""The fields that everybody may search, by key."""
PERSON = ("petitioner_name", "petitioner_phone")
"""The fields that only those may search who see petitioners."""


def index(connection: Connection, tickets: Iterable[tuple[int, Ticket]]) -> None:
    """Put tickets into the index; each must not be in it."""
    _run(connection, _INSERT, tickets)


def forget(connection: Connection, tickets: Iterable[tuple[int, Ticket]]) -> None:
    """Take tickets out, given as they were when they were put in."""
    _run(connection, _DELETE, tickets)


def matching(wanted: str, *, persons: bool) -> ColumnElement[bool] | None:
    """The condition on `ticket` that it holds every word of `wanted`.

    `persons` says whether names and phones of petitioners are searched too. None when `wanted`
    holds nothing that can be searched for.
    """
    phrases = [_phrase(run) for run in _runs(wanted)]
    if not phrases:
        return None
    where = "{matter person}" if persons else "{matter}"
    return ticket.c.id.in_(_found(" AND ".join(f"{where} : {phrase}" for phrase in phrases)))


def _found(words: str) -> TextualSelect:
    asked: BindParameter[str] = bindparam("words", words, unique=True)
    found = text("SELECT rowid FROM ticket_words WHERE ticket_words MATCH :words")
    return found.bindparams(asked).columns(column("rowid", Integer))


def may_hold(owner: ColumnElement[int], word: str) -> ColumnElement[bool] | None:
    """Narrows a search for `word` in one of the fields of `MATTER` to the tickets that can hold it.

    `owner` is the column with the ticket's id. None where the index cannot tell: only Chinese
    characters stand in it as they stand in the text.
    """
    if not _CHINESE.fullmatch(word):
        return None
    return owner.in_(_found(f"{{matter}} : {_phrase(word)}"))


def pairs(words: str) -> str:
    """The pairs of characters of every run of letters and digits, and each run's last character."""
    return " ".join(pair for run in _runs(words) for pair in [*_pairs(run), run[-1]])


def _runs(words: str) -> list[str]:
    return _RUN.findall(unicodedata.normalize("NFKC", words).casefold())


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _phrase(run: str) -> str:
    return f'"{" ".join(_pairs(run))}"' if len(run) > 1 else f'"{run}"*'


def _run(
    connection: Connection, statement: TextClause, tickets: Iterable[tuple[int, Ticket]]
) -> None:
    rows = [{"id": owner, **_words(one)} for owner, one in tickets]
    if rows:
        connection.execute(statement, rows)


def _words(one: Ticket) -> dict[str, str]:
    return {"matter": pairs(_joined(one, MATTER)), "person": pairs(_joined(one, PERSON))}


def _joined(one: Ticket, keys: Iterable[str]) -> str:
    values = (BY_KEY[key].get(one) for key in keys)
    return " ".join(" ".join(value) if isinstance(value, tuple) else value for value in values)
