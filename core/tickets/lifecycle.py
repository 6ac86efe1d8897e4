"""The office's steps, and how a ticket passes from the handler to the station leader.

At which step a ticket stands is read off its fields (`filling/stages.py`). What may be edited by
whom follows from the newest submission.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """The office's steps (登记 to 回访), in order; a ticket stands at the first one not done."""

    REGISTER = "登记"
    CLASSIFY = "分类"
    CONTACT = "先行联系"
    HANDLE = "受理核查"
    VERDICT = "认定"
    GATE = "审核"
    REPLY = "答复告知"
    CLOSE = "办结"
    CALLBACK = "回访"


class Decision(StrEnum):
    """What the station leader said to a submitted ticket."""

    APPROVED = "同意"
    RETURNED = "退回"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One handing-over to the station leader (送审): who, when, checked by which rulebook."""

    who: str
    at: datetime
    rulebook: str
    decision: Decision | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    opinion: str = ""

    @property
    def is_waiting(self) -> bool:
        return self.decision is None


OPEN_AFTER_APPROVAL = frozenset(
    {
        "notice_way",
        "notice_at",
        "replied_at",
        "closed_at",
        "tipoff_notice_at",
        "acceptance_notice_at",
        "acceptance_notice_way",
        "termination_notice_petitioner",
        "termination_notice_trader",
    }
)
"""What the handler still fills in once the leader has agreed: that it was told, and when."""


WRITTEN_BY_FOLLOW_UP = frozenset(
    {"callback_at", "satisfaction", "solved", "city_dissatisfied", "explanation"}
)
"""What the follow-up (回访) and imported ledgers say; the form only shows it."""


def may_edit(key: str, latest: Submission | None) -> bool:
    """Whether the handler may change the field `key`, given the newest submission."""
    if key in WRITTEN_BY_FOLLOW_UP:
        return False
    if latest is None or latest.decision is Decision.RETURNED:
        return True
    return latest.decision is Decision.APPROVED and key in OPEN_AFTER_APPROVAL
