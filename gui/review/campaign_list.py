"""The columns of the list of campaigns."""

from core.review.campaign import Campaign, CampaignState, period_words
from core.review.schedule import day_words
from gui.tables.cells import Cell, Column, Tag, Words

_TAGS = {
    CampaignState.PLANNED: "draft",
    CampaignState.LOCKED: "info",
    CampaignState.DRAWN: "info",
    CampaignState.REVIEWING: "info",
    CampaignState.CLOSED: "done",
}


def _planned(about: Campaign) -> Cell:
    at = about.planned_at.date()
    return f"{at.year} 年 {day_words(at)}"


COLUMNS: tuple[Column[Campaign], ...] = (
    Column(
        key="title",
        title="督查",
        cell=lambda c: Words(c.plan.title, "text", strong=True),
        width=280,
        stretch=True,
        opens=True,
    ),
    Column(key="kind", title="专项", cell=lambda c: c.plan.kind, width=140),
    Column(
        key="period",
        title="评查期",
        cell=lambda c: period_words(c.plan.since, c.plan.until),
        width=190,
    ),
    Column(key="state", title="进度", cell=lambda c: Tag(c.state, _TAGS[c.state]), width=130),
    Column(key="frame", title="总体", cell=lambda c: f"{c.frame_count} 件", width=80, right=True),
    Column(
        key="drawn",
        title="抽取",
        cell=lambda c: f"{sum(c.takes.values())} 件",
        width=80,
        right=True,
    ),
    Column(key="planned", title="部署", cell=_planned, width=140),
)
