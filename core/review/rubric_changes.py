"""What is different between two versions of a rubric, and whether marks of both may be compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.review.rubric import Choice, Item, Rubric


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference as a sentence without its stop; `counts` where marks are no longer alike."""

    code: str
    said: str
    counts: bool


def differences(old: Rubric, new: Rubric) -> tuple[Difference, ...]:
    """Everything that is not as it was: the whole first, then items and vetoes in their order."""
    return (*_whole(old, new), *_items(old, new), *_vetoes(old, new), *_cues(old, new))


def not_comparable(old: Rubric, new: Rubric) -> str:
    """A sentence that warns of comparing marks given by the two; "" where they may be compared."""
    changed = [one.code or "封顶分" for one in differences(old, new) if one.counts]
    if not changed:
        return ""
    names = "、".join(dict.fromkeys(changed))
    return (
        f"“{new.title}”{new.version} 版与 {old.version} 版的 {names} 不同，"
        "按两版评出的分数不能直接比较。"
    )


def _whole(old: Rubric, new: Rubric) -> Iterator[Difference]:
    if old.title != new.title:
        yield Difference("", f"名称由“{old.title}”改为“{new.title}”", counts=False)
    if old.veto_cap != new.veto_cap:
        said = f"一票否决的封顶分由 {old.veto_cap} 改为 {new.veto_cap}"
        yield Difference("", said, counts=True)


def _items(old: Rubric, new: Rubric) -> Iterator[Difference]:
    for item in new.items:
        before = old.item(item.code)
        if before is None:
            said = f"新增 {item.code} {item.title}，{item.full} 分"
            yield Difference(item.code, said, counts=True)
        else:
            yield from _item(before, item)
    for item in old.items:
        if new.item(item.code) is None:
            yield Difference(item.code, f"删去 {item.code} {item.title}", counts=True)
    if {one.code for one in old.items} == {one.code for one in new.items} and [
        one.code for one in old.items
    ] != [one.code for one in new.items]:
        yield Difference("", "评查项的次序改了", counts=False)


def _item(old: Item, new: Item) -> Iterator[Difference]:
    name = f"{new.code} {new.title}"
    for word, before, after, counts in (
        ("名称", old.title, new.title, True),
        ("满分", f"{old.full} 分", f"{new.full} 分", True),
        ("满分标准", old.standard, new.standard, True),
        ("扣分档", choice_words(old.choices), choice_words(new.choices), True),
        ("不适用时", str(old.not_applicable), str(new.not_applicable), True),
        ("适用条件", old.when, new.when, True),
        ("处置要点", old.advice, new.advice, False),
        ("例子", old.example, new.example, False),
    ):
        if before != after:
            said = f"{name}的{word}由“{before or '空'}”改为“{after or '空'}”"
            yield Difference(new.code, said, counts)


def choice_words(choices: tuple[Choice, ...]) -> str:
    """The deductions of an item in one line."""
    return "；".join(f"{one.label} −{one.minus}{'（每处）' if one.each else ''}" for one in choices)


def _vetoes(old: Rubric, new: Rubric) -> Iterator[Difference]:
    before, after = ({veto.code: veto.title for veto in one.vetoes} for one in (old, new))
    for code, title in after.items():
        if code not in before:
            yield Difference(code, f"新增一票否决 {code} {title}", counts=True)
        elif before[code] != title:
            yield Difference(code, f"{code} 由“{before[code]}”改为“{title}”", counts=True)
    for code, title in before.items():
        if code not in after:
            yield Difference(code, f"删去一票否决 {code} {title}", counts=True)


def _cues(old: Rubric, new: Rubric) -> Iterator[Difference]:
    """Cues only propose; a reviewer decides with them or without."""
    for code in dict.fromkeys(cue.item or cue.veto for cue in (*new.cues, *old.cues)):
        before, after = (
            [cue for cue in one.cues if code in (cue.item, cue.veto)] for one in (old, new)
        )
        if before != after:
            yield Difference(code, f"{code} 的程序提议改了", counts=False)
