"""The two lists of the library: acts at the left, articles in the middle."""

from collections.abc import Callable
from datetime import date

from core.tickets.law.library import Line, Volume
from core.tickets.law.statutes import Act
from gui.tables.cells import Cell, Column, Prose, Stack, Tag, Words


def state(act: Act, today: date) -> Tag:
    """Whether an act is in force: 现行, 尚未施行, 已废止."""
    since = act.span.since
    if since is not None and today < since:
        return Tag("尚未施行", "info")
    return Tag("现行", "ok") if act.is_in_force(today) else Tag("已废止", "plain")


def days(act: Act) -> str:
    """2026-04-15 起施行, or both ends."""
    since, until = act.span.since, act.span.until
    if until is None:
        return f"{since} 起施行" if since else ""
    return f"{since} 至 {until}" if since else f"{until} 废止"


def about(volume: Volume) -> str:
    """One line on a version: its order, its days, whether the official text is there."""
    original = "有原文" if volume.text is not None else "没有原文"
    return "　".join(filter(None, (volume.act.order, original, days(volume.act))))


def act_columns(today: date) -> tuple[Column[Volume], ...]:
    """Acts in force make no noise; what is not in force any more, or not yet, has a chip."""

    def standing(volume: Volume) -> Cell:
        said = state(volume.act, today)
        return Words(said.text, "text-3") if volume.act.is_in_force(today) else said

    return (
        Column(
            key="title",
            title="法规",
            cell=lambda v: Stack(v.act.title, _brief(v)),
            stretch=True,
            tip=lambda v: f"{v.act.full_title}　{about(v)}",
        ),
        Column(key="state", title="", cell=standing, width=76),
    )


def _brief(volume: Volume) -> str:
    count = f"{len(volume.lines)} 条" if volume.lines else ""
    original = "有原文" if volume.text is not None else ""
    return "　".join(filter(None, (days(volume.act), count, original)))


def article_columns(with_act: Callable[[], bool]) -> tuple[Column[Line], ...]:
    """`with_act` says whether the act is named too, as among what was found in all of them."""

    def words(line: Line) -> Cell:
        said = line.short or " ".join(line.official.split())
        return Stack(line.act.title, said) if with_act() else Prose(said)

    return (
        Column(key="name", title="条", cell=lambda one: Words(one.name, "text"), width=104),
        Column(key="text", title="说什么", cell=words, stretch=True),
        Column(
            key="rules",
            title="规则",
            cell=lambda one: f"{len(one.rules)} 条" if one.rules else "",
            width=60,
            right=True,
        ),
    )
