"""Makes the stages from data laid out as `resources/guidance/stages.toml`."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.errors import Refusal
from core.tickets.fields import BY_KEY
from core.tickets.filling.logic import FormLogic
from core.tickets.filling.reading import field_named, refuse_unknown, said
from core.tickets.filling.stages import StageFields, StageRule, Stages
from core.tickets.language.check import condition
from core.tickets.language.template import template
from core.tickets.language.vocabulary import Vocabulary, nearest
from core.tickets.lifecycle import Stage

Data = Mapping[str, Any]


def stages_of(data: Data, vocabulary: Vocabulary, logic: FormLogic) -> Stages:
    """The stages in `data["stage"]`; all of them, and every field in at most one."""
    read = []
    for one in data["stage"]:
        try:
            read.append(_stage(one, vocabulary))
        except Refusal as refusal:
            raise Refusal(f"办理阶段“{one.get('name', '')}”{refusal}") from refusal
    mistakes = [*_wrong_stages(read), *_fields_twice(read)]
    if mistakes:
        raise Refusal("\n".join(mistakes))
    return Stages(read, logic)


def _stage(data: Data, vocabulary: Vocabulary) -> StageFields:
    refuse_unknown(data, ("name", "fields", "need"))
    stage = next((one for one in Stage if one == data.get("name")), None)
    if stage is None:
        raise Refusal(f"没有这个阶段。{nearest(str(data.get('name')), Stage)}")
    keys = tuple(map(_key, data["fields"]))
    return StageFields(stage, keys, tuple(_rule(one, vocabulary) for one in data.get("need", ())))


def _key(header: str) -> str:
    return said(f"栏目“{header}”", lambda: field_named(header)).key


def _rule(data: Data, vocabulary: Vocabulary) -> StageRule:
    refuse_unknown(data, ("holds", "says", "field"))
    return StageRule(
        said("条件（holds）", lambda: condition(data["holds"], vocabulary)),
        said("说法（says）", lambda: template(data["says"], vocabulary)),
        _key(data["field"]) if "field" in data else "",
    )


def _wrong_stages(read: list[StageFields]) -> Iterator[str]:
    if [one.stage for one in read] != list(Stage):
        yield f"办理阶段要按次序写全：{'、'.join(Stage)}。"


def _fields_twice(read: list[StageFields]) -> Iterator[str]:
    keys = [key for one in read for key in one.keys]
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            yield f"“{BY_KEY[key].header}”写在两个阶段里，请留一处。"
