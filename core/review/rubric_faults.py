"""What keeps a rubric from being used (评查表的毛病); looked for before it is handed over."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.errors import Refusal
from core.review.marks import FULL_MARKS
from core.review.rubric import Cue, Item, NotApplicable, Rubric

LONGEST_CODE = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which item or veto; `code` is "" where it is the whole rubric."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a rubric may refer to: rules and clocks by code, and who reads a condition.

    `read` raises a Refusal for a sentence that the rule language does not understand.
    """

    sources: Collection[str]
    read: Callable[[str], object]


def faults(rubric: Rubric, known: Known) -> Iterator[Fault]:
    """Everything that is wrong, the whole rubric first."""
    yield from _whole(rubric)
    yield from _codes(rubric)
    for item in rubric.items:
        yield from _item(item, known)
    for veto in rubric.vetoes:
        if not veto.title.strip():
            yield Fault(veto.code, f"{veto.code} 没有写内容。")
    for cue in rubric.cues:
        yield from _cue(cue, rubric, known)


def full_marks(rubric: Rubric) -> Decimal:
    """What all items are worth together."""
    return sum((item.full for item in rubric.items), Decimal(0))


def _whole(rubric: Rubric) -> Iterator[Fault]:
    if not rubric.title.strip():
        yield Fault("", "评查表没有名称。")
    total = full_marks(rubric)
    if total != FULL_MARKS:
        apart = abs(total - FULL_MARKS)
        side = "多" if total > FULL_MARKS else "少"
        yield Fault("", f"各项满分合计 {total} 分，比 {FULL_MARKS} 分{side} {apart} 分。")
    if not 0 <= rubric.veto_cap < FULL_MARKS:
        yield Fault("", f"一票否决的封顶分应在 0 到 99 之间，现在是 {rubric.veto_cap}。")


def _codes(rubric: Rubric) -> Iterator[Fault]:
    codes = [item.code for item in rubric.items] + [veto.code for veto in rubric.vetoes]
    for code, times in Counter(codes).items():
        if times > 1:
            yield Fault(code, f"编号 {code} 用了 {times} 次。")
        if not code.strip() or len(code) > LONGEST_CODE:
            yield Fault(code, f"编号“{code}”应有 1 到 {LONGEST_CODE} 个字。")


def _item(item: Item, known: Known) -> Iterator[Fault]:
    name = f"{item.code} {item.title}"
    lacking = [
        word
        for word, text in (
            ("名称", item.title), ("满分标准", item.standard), ("处置要点", item.advice),
        )
        if not text.strip()
    ]  # fmt: skip
    if lacking:
        yield Fault(item.code, f"{name}没有写{'、'.join(lacking)}。")
    if item.full <= 0:
        yield Fault(item.code, f"{name}的满分应大于 0。")
    for choice in item.choices:
        if not 0 < choice.minus <= item.full:
            yield Fault(
                item.code,
                f"{name}“{choice.label}”扣 {choice.minus} 分，"
                f"应大于 0、不超过满分 {item.full} 分。",
            )
    yield from _condition(item, known)


def _condition(item: Item, known: Known) -> Iterator[Fault]:
    if not item.when.strip():
        return
    name = f"{item.code} {item.title}"
    if item.not_applicable is NotApplicable.NEVER:
        yield Fault(item.code, f"{name}有适用条件，请选不适用时怎么计分。")
    try:
        known.read(item.when)
    except Refusal as refusal:
        yield Fault(item.code, f"{name}的适用条件读不懂：{refusal}")


def _cue(cue: Cue, rubric: Rubric, known: Known) -> Iterator[Fault]:
    code = cue.item or cue.veto
    if cue.source not in known.sources:
        yield Fault(code, f"{code} 的程序提议引了“{cue.source}”，没有这条规则或时限。")
    item = rubric.item(cue.item)
    if cue.item and item is None:
        yield Fault("", f"{cue.source} 提议扣 {cue.item}，表里没有这一项。")
    if item is not None and not 0 < cue.minus <= item.full:
        yield Fault(
            code, f"{code} 的程序提议扣 {cue.minus} 分，应大于 0、不超过满分 {item.full} 分。"
        )
    if cue.veto and rubric.veto(cue.veto) is None:
        yield Fault("", f"{cue.source} 提示 {cue.veto}，表里没有这项否决。")


def refuse_faulty(found: Iterable[Fault]) -> None:
    """Refuse with all that is wrong, and where the first of it is."""
    wrong = list(found)
    if wrong:
        raise Refusal("".join(one.sentence for one in wrong), field=wrong[0].code)
