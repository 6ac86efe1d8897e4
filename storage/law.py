"""The law the program ships (`resources/law/`), read once, and what the office has loaded of it."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection

from core.tickets.law.citations import act_title
from core.tickets.law.reading import rule_sets_of, statutes_of
from core.tickets.law.rule_set import RuleSets
from core.tickets.law.statutes import Act, Statutes
from storage.law_texts import official, text_on
from storage.resources import read_toml

SETS = ("RS-2020", "RS-2024", "RS-2026")
"""The files of the rule sets; one that is like another comes behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it can be shown: our short wording, and the official text where loaded."""

    act: Act
    number: int
    inserted: int = 0
    short: str = ""
    official: str = ""


@cache
def rule_sets() -> RuleSets:
    """The dated rule sets; the one place that says which law holds on a day."""
    return rule_sets_of([read_toml(f"law/sets/{name}.toml") for name in SETS])


@cache
def statutes() -> Statutes:
    """The acts the program knows, with its own short wording."""
    return statutes_of(read_toml("law/articles.toml"))


def article(
    connection: Connection, act: str, number: int, day: date, *, inserted: int = 0
) -> Article | None:
    """The article of an act as it stood on `day`; None where nobody knows such an act.

    `short` and `official` are "" where there is no wording of ours, or no text was loaded.
    """
    known, text = statutes().act(act, day), text_on(connection, act_title(act), day)
    version = known or (text.act if text else None)
    if version is None:
        return None
    return Article(
        act=version,
        number=number,
        inserted=inserted,
        short=version.articles.get((number, inserted), ""),
        official=official(connection, text.id, number, inserted) if text else "",
    )
