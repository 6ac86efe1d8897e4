"""Which paper of a campaign somebody wants, and of what."""

from dataclasses import dataclass
from enum import StrEnum

from core.review.papers.circular import CircularOrder


class Document(StrEnum):
    """The papers of a campaign, in the order in which they are needed."""

    CERTIFICATE = "抽样公证页"
    TICKET = "工单评分表"
    UNIT = "单位成绩单"
    PROBLEMS = "问题清单"
    REMEDIES = "整改台账"
    SUMMARY = "情况汇总"
    CIRCULAR = "通报"
    POINTS = "处置要点手册"


ABOUT_ALL = frozenset({Document.SUMMARY, Document.CIRCULAR})
"""These are about every unit; who sees one alone does not have them."""

BY_UNIT = frozenset({Document.UNIT, Document.PROBLEMS, Document.REMEDIES, Document.TICKET})
"""Of these there is one for each unit, or for each ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A document; of one unit, or one ticket, where there are several of it."""

    document: Document
    unit: str = ""
    ref: str = ""
    order: CircularOrder | None = None

    @property
    def name(self) -> str:
        """What a file of it is called, without its ending."""
        return f"{self.ref or self.unit}{self.document}"
