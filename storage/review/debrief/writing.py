"""Writes what a debrief leads to: points, what they rest on, and remedies."""

from datetime import date
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.people import Officer
from core.review.debrief.citing import Citation, Progress, Settling, adopt, merge, set_aside
from core.review.debrief.remedies import lay_down
from core.tickets.guidance.points import Point
from storage.points import points
from storage.review.debrief.reading import Debrief, Shortfall, debrief

if TYPE_CHECKING:
    from storage.transaction import Transaction


class Debriefs:
    """The debriefs of one transaction; nothing is written before results are locked."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def adopt(
        self, id_: int, code: str, point: Point, *, by: Officer, reason: str = ""
    ) -> Citation:
        """Propose a new handling point for a shortfall, as somebody wrote it."""
        found, about = self._settling(id_, code, by, reason)
        return adopt(self._tx.points, self._tx.citations, found.proposal, point, about)

    def merge(self, id_: int, code: str, number: int, *, by: Officer) -> Citation:
        """Count a shortfall towards the standing point of that number."""
        found, about = self._settling(id_, code, by)
        known = {one.number: one for one in points(self._tx.connection)}
        if number not in known:
            raise Refusal(f"没有在用的第 {number} 条处置要点。")
        same = known[number]
        return merge(self._tx.points, self._tx.citations, found.proposal, same, about)

    def set_aside(self, id_: int, code: str, reason: str, *, by: Officer) -> Citation:
        """Make no point of a shortfall."""
        found, about = self._settling(id_, code, by)
        return set_aside(self._tx.citations, found.proposal, reason, about)

    def lay_down(
        self,
        id_: int,
        *,
        by: Officer,
        due: date | None = None,
        owners: dict[str, str] | None = None,
    ) -> int:
        """Lay down every remedy that is not on the list yet; says how many there were."""
        found = self._locked(id_)
        made = lay_down(
            found.left,
            report=found.report,
            owners={**found.heads, **(owners or {})},
            due=due or found.due,
            by=by,
            at=self._tx.at,
        )
        return self._tx.remedies.add(made)

    def _settling(
        self, id_: int, code: str, by: Officer, reason: str = ""
    ) -> tuple[Shortfall, Settling]:
        whole = self._locked(id_)
        found = next((o for o in whole.shortfalls if o.proposal.loss.code == code), None)
        if found is None:
            raise Refusal(f"这次督查里没有 {code} 这一项的扣分。")
        if found.progress in (Progress.PROPOSED, Progress.PUBLISHED):
            raise Refusal(f"{code} 已经归到要点里了（{found.progress.value}）。")
        return found, Settling(
            campaign=id_, by=by, at=self._tx.at, rules=whole.rules, reason=reason.strip()
        )

    def _locked(self, id_: int) -> Debrief:
        found = debrief(self._tx.connection, id_, today=self._tx.at.date())
        if found.open_until:
            raise Refusal(found.open_until)
        return found
