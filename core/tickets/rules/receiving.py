"""How the rulebook of a program comes into a store: at first in force, later as a proposal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.audit import PROGRAM
from core.tickets.rules.entries import Part
from core.tickets.rules.merging import merged
from core.tickets.rules.plain import Data, fingerprint
from core.tickets.rules.versions import RulebookVersion, Versions, VersionState


def receive(versions: Versions, data: Data, known: Sequence[str], at: datetime) -> None:
    """Put the program's own rulebook into a store that has never seen it.

    Into an empty store it goes as the first version in force. Later ones wait to be confirmed, with
    what the office has changed kept wherever the program has not changed the same.
    """
    if fingerprint(data) in known:
        return
    base, before = versions.newest_confirmed(), versions.program_data()
    if base is None or before is None:
        _receive_first(versions, data, at)
        return
    _withdraw_older(versions, at)
    both = merged(before, versions.data(base.number), data)
    made = replace(
        _received(versions, both.data, data, at),
        state=VersionState.PROPOSED,
        based_on=base.number,
        reason=f"新版程序带来的规则。{_said_contested(both.contested)}",
    )
    versions.keep(made, both.data, None if both.data == data else data)


def _withdraw_older(versions: Versions, at: datetime) -> None:
    """What the program brought before and nobody has confirmed is in what it brings now."""
    for one in versions.proposed():
        if one.shipped:
            said = "新版程序又带来了规则，这一版不用再确认。"
            gone = replace(one, state=VersionState.REJECTED, opinion=said)
            versions.keep(replace(gone, decided_by=PROGRAM, decided_at=at))


def _receive_first(versions: Versions, data: Data, at: datetime) -> None:
    received = _received(versions, data, data, at)
    versions.keep(replace(received, decided_by=PROGRAM, decided_at=at), data)


def _received(versions: Versions, data: Data, program: Data, at: datetime) -> RulebookVersion:
    return RulebookVersion(
        number=versions.next_number(),
        state=VersionState.CONFIRMED,
        fingerprint=fingerprint(data),
        authors=(PROGRAM,),
        written_at=at,
        reason="随程序带来的规则。",
        proposed_by=PROGRAM,
        shipped=fingerprint(program),
    )


def _said_contested(contested: Sequence[tuple[Part, str]]) -> str:
    """What the program and the office both changed, in one sentence; nothing without any."""
    names = "、".join(f"{part}{name}" for part, name in contested)
    return f"区局改过、新版也改了，这里用新版的：{names}。" if names else ""
