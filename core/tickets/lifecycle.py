"""The office's steps, and how a ticket passes from the handler to the station leader.

At which step a ticket stands is read off its fields (`filling/stages.py`); in whose hands it is,
and who may move it, says `life/`.
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
