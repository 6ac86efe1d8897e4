"""Deductions and cues of a rubric as lines that people write and read.

A deduction is 时段不符 −4 or 漏一项 −3 每处; a cue of an item F-026 −10, of a veto 核查钟 alone.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from core.errors import Refusal
from core.review.rubric import Choice, Cue
from core.tickets.language.case_functions import ClockName, codes

EACH = "每处"
_CHOICE = re.compile(rf"(?P<label>.+?)\s*[−-]\s*(?P<minus>\d+(\.\d{{1,2}})?)\s*(?P<each>{EACH})?")
_CUE = re.compile(r"(?P<source>\S+?)\s*[−-]\s*(?P<minus>\d+(\.\d{1,2})?)")
_NAMES: Mapping[str, str] = {code: name.value for name in ClockName for code in codes(name)}
"""What the clocks are called, by code."""


def source_name(source: str) -> str:
    """What a source is called: the clock's name, or the number of the rule."""
    return _NAMES.get(source, source)


def choice_lines(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(f"{one.label} −{one.minus}{f' {EACH}' if one.each else ''}" for one in choices)


def choices_of(lines: Iterable[str]) -> tuple[Choice, ...]:
    """Read deductions; refuses a line that says no number."""
    return tuple(map(_choice, lines))


def _choice(line: str) -> Choice:
    found = _CHOICE.fullmatch(line.strip())
    if found is None:
        raise Refusal(f"“{line}”读不懂，请写成“时段不符 −4”或“漏一项 −3 每处”。", field="choices")
    return Choice(
        label=found["label"].strip(), minus=Decimal(found["minus"]), each=bool(found["each"])
    )


def item_cue_lines(cues: Iterable[Cue], item: str) -> tuple[str, ...]:
    mine = (cue for cue in cues if cue.item == item)
    return tuple(dict.fromkeys(f"{source_name(cue.source)} −{cue.minus}" for cue in mine))


def veto_cue_lines(cues: Iterable[Cue], veto: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source_name(cue.source) for cue in cues if cue.veto == veto))


def item_cues_of(lines: Iterable[str], item: str) -> tuple[Cue, ...]:
    """Read what proposes a deduction of an item."""
    return tuple(cue for line in lines for cue in _item_cues(line, item))


def _item_cues(line: str, item: str) -> Iterable[Cue]:
    found = _CUE.fullmatch(line.strip())
    if found is None:
        raise Refusal(f"“{line}”读不懂，请写成“F-026 −10”或“核查钟 −10”。", field="cues")
    minus = Decimal(found["minus"])
    return [Cue(source=one, item=item, minus=minus) for one in _sources(found["source"])]


def veto_cues_of(lines: Iterable[str], veto: str) -> tuple[Cue, ...]:
    """Read what holds a veto for possible."""
    return tuple(Cue(source=one, veto=veto) for line in lines for one in _sources(line.strip()))


def _sources(name: str) -> tuple[str, ...]:
    """The codes of a clock by its name, or the number of a rule."""
    try:
        return codes(ClockName(name))
    except ValueError:
        return (name.upper(),)
