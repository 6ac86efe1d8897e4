"""The cases of a rule as a table (表格): condition, severity, fields, message, dated articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.tickets.rules.editing import case_count, case_entries
from core.tickets.rules.plain import Data
from gui.tables.cells import Column, Prose, Words
from gui.tables.view import Table


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case as its cells say it."""

    at: int
    condition: str
    severity: str
    fields: str
    message: str
    basis: str


def case_lines(rule: Data) -> list[CaseLine]:
    """Every case of the rule, in order."""
    return [_line(at, case_entries(rule, at)) for at in range(case_count(rule))]


def _line(at: int, case: Data) -> CaseLine:
    return CaseLine(
        at=at,
        condition=" ".join(str(case.get("condition", "")).split()),
        severity=str(case.get("severity", "")),
        fields="、".join(case.get("fields", ())),
        message=str(case.get("message", "")),
        basis="；".join(map(said_basis, _bases(case.get("basis", ())))),
    )


def _bases(entry: Any) -> Sequence[Any]:
    return [entry] if isinstance(entry, str) else list(entry)


def said_basis(basis: Any) -> str:
    """An article with the days on which it is in force: 《……》第四十条（2026-04-15 起）."""
    if isinstance(basis, str):
        return basis
    return f"{basis.get('text', '')}{said_days(basis.get('since'), basis.get('until'))}"


def said_days(since: date | None, until: date | None) -> str:
    """（2024-07-01 至 2026-04-14）, （2026-04-15 起）, or nothing."""
    if since and until:
        return f"（{since} 至 {until}）"
    if since or until:
        return f"（{since} 起）" if since else f"（至 {until}）"
    return ""


def _column(key: str, title: str, width: int, *, stretch: bool = False) -> Column[CaseLine]:
    return Column(
        key=key,
        title=title,
        cell=lambda line: Prose(str(getattr(line, key))),
        width=width,
        stretch=stretch,
        tip=lambda line: str(getattr(line, key)),
    )


COLUMNS: tuple[Column[CaseLine], ...] = (
    Column(
        key="at",
        title="情形",
        cell=lambda line: Words(f"第 {line.at + 1} 种", "text", strong=True),
        width=72,
        opens=True,
    ),
    _column("condition", "条件", 300, stretch=True),
    _column("severity", "级别", 72),
    _column("fields", "标出的栏目", 140),
    _column("message", "给办理人的话", 200),
    _column("basis", "依据", 180),
)


def case_table() -> Table[CaseLine]:
    """A table that opens a case with Enter or a click on its number."""
    return Table("各种情形", COLUMNS, key=lambda line: line.at, height="roomy")
