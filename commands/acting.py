"""In whose name a command acts, and whether that officer may do it."""

from commands.command import Context
from core.errors import Refusal
from core.people import Action, Officer, Post, Role, may
from storage.people import acting_officers


def acting(context: Context, action: Action | None = None, *, is_asked: bool) -> Officer | None:
    """The officer named on the command line; None where nobody is, or the store has no officers.

    With `is_asked` a store that has officers wants to know who acts. Refuses an unknown name, and
    an officer who may not do `action`.
    """
    with context.store().reading() as connection:
        known = {officer.name: officer for officer in acting_officers(connection)}
    if not known:
        return None
    if not context.officer:
        if is_asked:
            raise Refusal("请用 --officer 写明是谁在做。")
        return None
    if context.officer not in known:
        raise Refusal(f"人员里没有“{context.officer}”，请核对姓名。")
    officer = known[context.officer]
    if action is not None and not may(officer, action, today=context.today):
        raise Refusal(f"{officer.name}不能{action.value}。请由有这项权限的人来做。")
    return officer


def section_officer(context: Context, action: Action | None) -> Officer:
    """Who acts; a store in which nobody is known belongs to whoever opens it."""
    officer = acting(context, action, is_asked=True)
    if officer is not None:
        return officer
    post = Post(unit="消保科", role=Role.SECTION_HEAD, since=context.today)
    return Officer(name=context.who, posts=(post,))
