"""Says why a rule does not fire on a ticket: for examples that should, and tickets that did.

The other half of a finding's `because`; it is asked for seldom, so it is worked out when it is.
"""

from collections.abc import Iterator
from datetime import date

from core.tickets.case import Case
from core.tickets.language.closures import compile_condition
from core.tickets.language.explain import Explanation, compile_explanation
from core.tickets.law.dated import Span
from core.tickets.rules.rulebook import Rule, RuleCase, day_of_law

UNKNOWN = "有的值在这里算不出来"


class Silence:
    """One rule, ready to say why it found nothing."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._day = day_of_law(rule.dated_by)
        self._cases = [
            (case.span, compile_condition(case.effective), _why(case)) for case in rule.cases
        ]

    def because(self, case: Case) -> str:
        """因为 事实认定 是 属实; with several ways to break the rule, why each is not there."""
        said = list(self._reasons(case))
        if len(said) > 1:
            said = [f"第 {number} 种情形：{one}" for number, one in enumerate(said, start=1)]
        return f"因为 {'；'.join(said)}"

    def _reasons(self, case: Case) -> Iterator[str]:
        day = self._day(case)
        if not self._rule.span.holds_on(day):
            yield _outside(day, self._rule.span)
            return
        for span, holds, why in self._cases:
            if not span.holds_on(day):
                yield _outside(day, span)
            else:
                yield UNKNOWN if holds(case) is None else why(case).sentence()


def _why(case: RuleCase) -> Explanation:
    return compile_explanation(case.effective, holds=False)


def _outside(day: date | None, span: Span) -> str:
    since = f"{span.since} 起" if span.since else ""
    until = f"{span.until} 止" if span.until else ""
    here = f"这件的日期是 {day}" if day else "这件没有日期"
    return f"{since}{until}适用，{here}"
