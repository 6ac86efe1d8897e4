"""What is wrong with single fields, put as findings beside those of the rulebook."""

from collections.abc import Sequence

from core.tickets.filling.logic import Shortfall
from core.tickets.language.explain import Reason
from core.tickets.rules.rulebook import Finding, Severity

REQUIRED, CONSTRAINT = "必填", "核对"
"""What stands where a finding of the rulebook has its number."""

BASIS = "填报要求"


def with_shortfalls(
    found: Sequence[Finding], shortfalls: Sequence[Shortfall], *, submitting: bool
) -> tuple[Finding, ...]:
    """The findings with what is missing or wrong by itself.

    What is missing counts only once the ticket is handed in, and where no rule says so already;
    a warning about a field that is missing has nothing to warn of yet.
    """
    said = {key for one in found if one.severity is Severity.ERROR for key in one.fields}
    added = [
        _finding(one)
        for one in shortfalls
        if not one.is_missing or (submitting and one.key not in said)
    ]
    missing = {one.key for one in shortfalls if one.is_missing} - said if submitting else set()
    kept = [f for f in found if f.severity is not Severity.WARN or f.anchor not in missing]
    return (*kept, *added)


def _finding(one: Shortfall) -> Finding:
    name = REQUIRED if one.is_missing else CONSTRAINT
    return Finding(
        rule=name,
        title=name,
        severity=Severity.ERROR,
        fields=(one.key,),
        message=one.message,
        basis=BASIS,
        because=Reason(one.why),
        anchor=one.key,
    )
