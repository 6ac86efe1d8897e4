"""How far a draft of the rulebook has come: what was changed, and what stands in its way."""

from collections.abc import Sequence
from dataclasses import dataclass

from gui.rules.draft import NEW, Draft
from gui.rules.opened import Opened

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """`said` is the sentence in the foot; `changes` lists what was changed."""

    said: str
    changes: str = ""
    can_propose: bool = False


def standing(draft: Draft, opened: Opened) -> Standing:
    """Where the draft stands now."""
    if draft.is_like_base:
        return Standing(f"和{opened.base.name}一样，没有改动。")
    changes = said_changes(draft)
    problem = _problem(draft)
    if problem:
        return Standing(f"{changes}；{problem}，还不能提交。", changes)
    if opened.waiting is not None:
        waiting = opened.waiting.name
        return Standing(f"{changes}；{waiting}还在等确认，定了以后再提交。", changes)
    said = f"{changes}；提交为第 {opened.next_number} 版，写修改理由，另一人确认后生效。"
    return Standing(said, changes, can_propose=True)


def reading_again(draft: Draft) -> Standing:
    """Where it stands while rules are being read again in a job."""
    return Standing(f"{said_changes(draft)}；正在用改过的词重新检查规则。")


def touched(draft: Draft) -> list[str]:
    """The rules that may be wrong: those edited, all of them where shared words are others."""
    return [str(one["id"]) for one in draft.rules] if draft.words_differ else draft.edited


def said_changes(draft: Draft) -> str:
    """What is other than in the version before: 改了 F-034，新增 F-061，删了 F-002，改了词表."""
    new = [id_ for id_ in draft.edited if draft.state(id_) == NEW]
    edited = [id_ for id_ in draft.edited if id_ not in new]
    parts = [
        f"改了 {_named(edited)}" if edited else "",
        f"新增 {_named(new)}" if new else "",
        f"删了 {_named(draft.deleted)}" if draft.deleted else "",
        "改了共用的词" if draft.words_differ else "",
    ]
    return "，".join(filter(None, parts)) or "改了规则的先后"


def _named(ids: Sequence[str]) -> str:
    more = f"等 {len(ids)} 条" if len(ids) > _NAMED else ""
    return "、".join(ids[:_NAMED]) + more


def _problem(draft: Draft) -> str:
    """What is wrong with the rules that were touched; with all of them where words were."""
    if draft.words_problem:
        return "共用的词里有写错的地方"
    problems = draft.problems(touched(draft))
    if not problems:
        return ""
    id_, said = next(iter(problems.items()))
    more = f"，另有 {len(problems) - 1} 条也有问题" if len(problems) > 1 else ""
    return f"{id_} {said}{more}"
