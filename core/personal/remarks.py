"""What is said at the fields of a ticket about personal data in them, as findings of a rule are.

Not rules of the rulebook: they need to know what a name or an address looks like, which no sentence
can say. Which fields are read by whom, and on what ground, is data (`protection.toml`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.personal.checks import credit_code_fault
from core.personal.kinds import DataKind
from core.personal.leaks import Content, Leak, Reader, covered, leaks
from core.tickets.fields import BY_HEADER, BY_KEY, changed
from core.tickets.language.explain import Reason
from core.tickets.law.dated import Basis, bases_of, basis_on
from core.tickets.rules.rulebook import Finding, Severity
from core.tickets.ticket import Evidence, Ticket

NUMBERS = frozenset({DataKind.MOBILE, DataKind.IDENTITY, DataKind.CARD})
SAID_BY_RULE: Mapping[str, Collection[DataKind | Content]] = {
    "F-051": frozenset((*DataKind, *Content)),
    "F-052": NUMBERS,
}
"""What these rules say already, so that nothing is said twice of one field."""

_MOST_SAID = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A field whose text leaves the office: who reads it, and on what ground it is looked at."""

    id: str
    key: str
    title: str
    bases: tuple[Basis, ...]
    reader: Reader = Reader.OUTSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """All that is looked at before texts leave, and the one number that is verified."""

    watched: tuple[Watched, ...]
    code: Watched


def protection_of(data: Mapping[str, Any]) -> Protection:
    """Read the data; a header that is no field raises KeyError."""
    return Protection(
        watched=tuple(_watched(one, Reader(one["reader"])) for one in data["watch"]),
        code=_watched(data["code"], Reader.OUTSIDE),
    )


def _watched(one: Mapping[str, Any], reader: Reader) -> Watched:
    return Watched(
        id=one["id"],
        key=BY_HEADER[one["field"]].key,
        title=one["title"],
        bases=bases_of(one["basis"]),
        reader=reader,
    )


LeaksAt = Mapping[str, tuple[Leak, ...]]
"""What leaks in which field, by key; `Leak.text` counts the pieces of evidence."""


def leaks_at(ticket: Ticket, protection: Protection) -> LeaksAt:
    """What the watched fields of `ticket` give away; fields without anything are left out."""
    found = {one.key: tuple(_leaks(ticket, one)) for one in protection.watched}
    return {key: some for key, some in found.items() if some}


def _leaks(ticket: Ticket, watched: Watched) -> Iterator[Leak]:
    value = BY_KEY[watched.key].get(ticket)
    if isinstance(value, str):
        yield from leaks(value, ticket, to=watched.reader)
        return
    for place, item in enumerate(value):
        for leak in leaks(_name(item), ticket, to=watched.reader):
            yield replace(leak, text=place)


def _name(item: str | Evidence) -> str:
    return item.name if isinstance(item, Evidence) else item


def cover_field(ticket: Ticket, key: str, found: Sequence[Leak]) -> Ticket:
    """`ticket` with what leaks in one field covered (遮盖)."""
    value = BY_KEY[key].get(ticket)
    if isinstance(value, str):
        return changed(ticket, {key: covered(value, found)})
    items = tuple(
        _covered_item(item, [leak for leak in found if leak.text == place])
        for place, item in enumerate(value)
    )
    return changed(ticket, {key: items})


def _covered_item(item: str | Evidence, found: Sequence[Leak]) -> str | Evidence:
    if isinstance(item, Evidence):
        return Evidence(item.kind, covered(item.name, found))
    return covered(item, found)


def remarks(
    ticket: Ticket, protection: Protection, found: LeaksAt, rules: Iterable[Finding]
) -> tuple[Finding, ...]:
    """One finding for each watched field that gives something away, and one for a wrong code.

    What the rules in `rules` have found at the same field is not said again.
    """
    made = [
        _remark(ticket, watched, left)
        for watched in protection.watched
        if (left := _not_said(watched.key, found.get(watched.key, ()), rules))
    ]
    fault = credit_code_fault(code) if (code := ticket.trader.trader_uscc.strip()) else ""
    if fault:
        because = Reason("校验码与前面各位不符，或者有不会用到的字符")
        made.append(_finding(ticket, protection.code, Severity.WARN, fault, because))
    return tuple(made)


def _not_said(key: str, found: Sequence[Leak], rules: Iterable[Finding]) -> list[Leak]:
    said = {kind for one in rules if one.anchor == key for kind in SAID_BY_RULE.get(one.rule, ())}
    blocked = any(one.rule in SAID_BY_RULE and one.severity is Severity.ERROR for one in rules)
    return [leak for leak in found if leak.kind not in said or (leak.blocks and not blocked)]


def _remark(ticket: Ticket, watched: Watched, found: Sequence[Leak]) -> Finding:
    blocking = [leak for leak in found if leak.blocks]
    severity = Severity.ERROR if blocking else Severity.WARN
    kinds = "、".join(dict.fromkeys(_kind(leak) for leak in blocking or found))
    said = "、".join(f"“{leak.said}”" for leak in found[:_MOST_SAID])
    more = f"等 {len(found)} 处" if len(found) > _MOST_SAID else ""
    if blocking:
        sentence = f"{said}{more}是{kinds}，不得透露给被诉主体，请删除或遮盖。"
    else:
        sentence = f"{said}{more}是{kinds}，请遮盖；确需写明的，请写理由。"
    because = Reason(f"{BY_KEY[watched.key].header}里有{kinds}，{watched.reader.value}会读到")
    return _finding(ticket, watched, severity, sentence, because)


def _kind(leak: Leak) -> str:
    whose = "诉求人" if leak.own and leak.kind is not Content.VERBATIM else ""
    return f"{whose}{leak.kind.value}"


def _finding(
    ticket: Ticket, watched: Watched, severity: Severity, message: str, because: Reason
) -> Finding:
    day = ticket.received_at.date() if ticket.received_at else None
    return Finding(
        rule=watched.id,
        title=watched.title,
        severity=severity,
        fields=(watched.key,),
        message=message,
        basis=basis_on(watched.bases, day),
        because=because,
        anchor=watched.key,
    )
