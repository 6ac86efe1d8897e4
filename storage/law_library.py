"""Reads the library of acts (法规条文): our wording, loaded texts, and which rules cite them."""

from datetime import date

from sqlalchemy import Connection

from core.tickets.law.library import Line, OfficialText, Volume, citing_rules, matching, volumes
from storage.law import statutes
from storage.law_texts import Loaded, articles_of, loaded
from storage.rules import rulebooks


def library(connection: Connection, today: date) -> tuple[Volume, ...]:
    """Every act with its articles, and the rules of today's rulebook that rest on them."""
    citing = citing_rules(rulebooks(connection).current(today))
    return volumes(statutes(), _texts(connection), citing)


def find_articles(connection: Connection, words: str, *, most: int) -> list[Line]:
    """The first articles that hold all of the words."""
    found = volumes(statutes(), _texts(connection), {})
    return matching((line for volume in found for line in volume.lines), words)[:most]


def _texts(connection: Connection) -> list[OfficialText]:
    return [
        OfficialText(
            id=one.id,
            act=one.act,
            source=_source(one),
            articles=tuple(articles_of(connection, one.id)),
        )
        for one in loaded(connection)
    ]


def _source(one: Loaded) -> str:
    return f"原文来自“{one.source}”，{one.at:%Y-%m-%d} {one.who}载入"
