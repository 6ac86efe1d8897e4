"""The forms of a rubric's parts, and the way from a part to its form and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.errors import Refusal
from core.review.marks_text import read_marks
from core.review.rubric import Cue, Item, NotApplicable, Rubric, Veto
from core.review.rubric_text import (
    choice_lines,
    choices_of,
    item_cue_lines,
    item_cues_of,
    veto_cue_lines,
    veto_cues_of,
)
from core.tickets.fields import Field, FieldType
from gui.forms.description import Asked, Line, Sheet, sheet
from gui.rubrics.parts import Part, PartKind

Values = Mapping[str, Any]


def _asked(key: str, name: str, kind: FieldType = FieldType.TEXT, **more: Any) -> Asked:
    return Asked(field=Field("评查表", name, "", key, kind), label=name, **more)


_NOT_APPLICABLE = tuple((one.name, str(one)) for one in NotApplicable)

SHEETS: Mapping[PartKind, Sheet] = {
    PartKind.WHOLE: sheet(
        "whole",
        "整张评查表",
        Line(_asked("title", "名称", must=True)),
        Line(_asked("veto_cap", "否决封顶分", must=True, hint="命中一票否决时最高多少分")),
        note="命中一票否决时分数封顶，原始分另存",
    ),
    PartKind.ITEM: sheet(
        "item",
        "评查项",
        Line(
            _asked("code", "编号", must=True), _asked("full", "满分", must=True), label="编号、分"
        ),
        Line(_asked("title", "名称", must=True)),
        Line(_asked("standard", "满分标准", must=True, rows=2)),
        Line(
            _asked(
                "choices", "扣分档", FieldType.LIST, rows=3,
                hint="一行一档，如：时段不符 −4；按处数扣的写：漏一项 −3 每处",
            )
        ),
        Line(_asked("not_applicable", "不适用时", FieldType.ENUM, options=_NOT_APPLICABLE)),
        Line(
            _asked(
                "when", "适用条件", rows=2,
                hint="不写就是每件都适用；写法和填报规则一样，如：不予立案情形 不为空",
            )
        ),
        Line(
            _asked(
                "cues", "程序提议", FieldType.LIST, rows=2,
                hint="一行一条，规则编号或时限名称加扣分，如：F-026 −10、核查钟 −10",
            )
        ),
        Line(_asked("advice", "处置要点", must=True, rows=2, hint="怎么办就不会扣这一项")),
        Line(_asked("example", "例子", rows=2, hint="什么样的写法扣几分，评查时显示")),
    ),
    PartKind.VETO: sheet(
        "veto",
        "一票否决",
        Line(_asked("code", "编号", must=True)),
        Line(_asked("title", "内容", must=True, rows=2)),
        Line(
            _asked(
                "cues", "程序提示", FieldType.LIST, rows=3,
                hint="一行一条，规则编号或时限名称；有一条出现，评查时就提示核对",
            )
        ),
    ),
}  # fmt: skip


def values_of(part: Part) -> dict[str, Any]:
    """What the form of a part shows."""
    rubric = part.rubric
    if part.kind is PartKind.WHOLE:
        return {"title": rubric.title, "veto_cap": str(rubric.veto_cap)}
    if part.kind is PartKind.VETO:
        veto = rubric.vetoes[part.place]
        cues = veto_cue_lines(rubric.cues, veto.code)
        return {"code": veto.code, "title": veto.title, "cues": cues}
    item = part.item
    return {
        "code": item.code,
        "full": str(item.full),
        "title": item.title,
        "standard": item.standard,
        "choices": choice_lines(item.choices),
        "not_applicable": item.not_applicable.name,
        "when": item.when,
        "cues": item_cue_lines(rubric.cues, item.code),
        "advice": item.advice,
        "example": item.example,
    }


def written(part: Part, values: Values) -> Rubric:
    """The rubric with this part as it stands in the form; refuses what cannot be read."""
    match part.kind:
        case PartKind.WHOLE:
            cap = _number("veto_cap", values)
            return replace(part.rubric, title=_text("title", values), veto_cap=cap)
        case PartKind.VETO:
            return _with_veto(part, values)
    return _with_item(part, values)


def _with_item(part: Part, values: Values) -> Rubric:
    old, rubric = part.item, part.rubric
    item = Item(
        code=_text("code", values),
        title=_text("title", values),
        full=_number("full", values),
        standard=_text("standard", values),
        choices=choices_of(values["choices"] or ()),
        not_applicable=NotApplicable[values["not_applicable"] or "NEVER"],
        advice=_text("advice", values),
        when=_text("when", values),
        example=_text("example", values),
    )
    items = (*rubric.items[: part.place], item, *rubric.items[part.place + 1 :])
    cues = item_cues_of(values["cues"] or (), item.code)
    kept = item_cues_of(item_cue_lines(rubric.cues, old.code), old.code)
    if item.code == old.code and cues == kept:
        return replace(rubric, items=items)
    left = tuple(cue for cue in rubric.cues if cue.item != old.code)
    return replace(rubric, items=items, cues=_in_order(rubric, left, cues))


def _with_veto(part: Part, values: Values) -> Rubric:
    rubric, old = part.rubric, part.rubric.vetoes[part.place]
    veto = Veto(code=_text("code", values), title=_text("title", values))
    vetoes = (*rubric.vetoes[: part.place], veto, *rubric.vetoes[part.place + 1 :])
    cues = veto_cues_of(values["cues"] or (), veto.code)
    left = tuple(cue for cue in rubric.cues if cue.veto != old.code)
    return replace(rubric, vetoes=vetoes, cues=_in_order(rubric, left, cues))


def _in_order(rubric: Rubric, left: tuple[Cue, ...], cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """What was there stays where it was; what is new comes behind."""
    still = [cue for cue in rubric.cues if cue in left or cue in cues]
    return (*still, *(cue for cue in cues if cue not in still))


def _text(key: str, values: Values) -> str:
    return " ".join((values[key] or "").split())


def _number(key: str, values: Values) -> Any:
    try:
        return read_marks("这一栏", _text(key, values))
    except Refusal as refusal:
        raise Refusal(str(refusal), field=key) from refusal
