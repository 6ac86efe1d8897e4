"""A newer program's rubric (新版带来的评查表): a proposal that keeps what the office changed."""

from dataclasses import replace
from datetime import datetime

from core.audit import PROGRAM
from core.review.rubric import Item, Rubric
from core.review.rubric_changes import differences
from core.review.rubric_versions import (
    RubricStore,
    RubricVersion,
    confirmed,
    next_label,
    opened,
)
from core.tickets.rules.versions import VersionState


def offer(
    store: RubricStore, key: str, rubric: Rubric, before: Rubric, at: datetime
) -> RubricVersion | None:
    """Propose what a newer program brings; `before` is what it brought last.

    Nothing is proposed where nothing is new, or while another version is open.
    """
    versions = store.versions(key)
    now = confirmed(versions)
    if now is None or opened(versions) is not None:
        return None
    both, contested = merged(before, now.rubric, rubric)
    if not differences(now.rubric, both):
        return None
    made = RubricVersion(
        key=key,
        number=max(one.number for one in versions) + 1,
        state=VersionState.PROPOSED,
        rubric=replace(both, version=next_label(versions, at)),
        authors=(PROGRAM,),
        written_at=at,
        reason=f"新版程序带来的评查表。{_said(contested)}",
    )
    store.keep(made)
    return made


def merged(base: Rubric, ours: Rubric, theirs: Rubric) -> tuple[Rubric, tuple[str, ...]]:
    """The program's changes put on top of the office's; and the items that both have changed.

    What only the office has changed stays; what both have changed is the program's.
    """
    old, own = _by_code(base), _by_code(ours)
    new = _by_code(theirs)
    items = tuple(
        own[code] if code in own and item == old.get(code) else item for code, item in new.items()
    )
    added = tuple(item for code, item in own.items() if code not in old and code not in new)
    contested = tuple(
        code
        for code, item in new.items()
        if code in old and item != old[code] and own.get(code) not in (old[code], item)
    )
    same = ours if theirs.vetoes == base.vetoes and theirs.cues == base.cues else theirs
    whole = replace(theirs, items=(*items, *added), vetoes=same.vetoes, cues=same.cues)
    kept = {
        name: getattr(ours, name)
        for name in ("title", "veto_cap")
        if getattr(theirs, name) == getattr(base, name)
    }
    return replace(whole, **kept), contested


def _by_code(rubric: Rubric) -> dict[str, Item]:
    return {item.code: item for item in rubric.items}


def _said(contested: tuple[str, ...]) -> str:
    if not contested:
        return "区局自己改过的项不变。"
    return f"区局改过、新版也改了，这里用新版的：{'、'.join(contested)}。"
