"""Which forms a ticket can be given now, and why not the others."""

from core.papers.form import Form
from core.tickets.case import Case
from core.tickets.law.following import followed
from core.tickets.law.rule_set import RuleSets

OWN = "本局自制"
"""Begins the mark of a form that is the office's own and in no rule set."""


def why_not(form: Form, case: Case, sets: RuleSets) -> str:
    """Why this form is not for the ticket as it stands; "" where it is."""
    if sentence := _not_in_force(form, case, sets):
        return sentence
    return "" if form.applies(case) is True else form.otherwise


def _not_in_force(form: Form, case: Case, sets: RuleSets) -> str:
    """Whether the rule set of the form's track has this very form."""
    if form.mark.startswith(OWN):
        return ""
    held = followed(case.ticket, form.track, sets, case.today)
    named = held.paper(form.key)
    if named is None:
        return f"这件适用规则集 {held.name}，那一套里没有《{form.title}》。"
    if named.form != form.mark:
        return (
            f"这件适用规则集 {held.name}，那一套里没有{form.mark}《{form.title}》，请用当时的式样。"
        )
    return ""
