"""The tables of the import page: columns of the file, rows not taken, conflicts, changes."""

from collections.abc import Mapping

from core.tickets.fields import BY_KEY, as_text
from core.tickets.intake.columns import Match
from core.tickets.intake.plan import Conflict, Side
from core.tickets.intake.rows import Problem
from core.tickets.intake.tally import Updated
from gui.tables.cells import Cell, Column, Stack, Words


def _ours(match: Match) -> Cell:
    if not match.key:
        return Words("不导入", "text-3", icon="circle-minus")
    return Words(BY_KEY[match.key].header, "accent-text", strong=True)


def _why(match: Match) -> Cell:
    if match.unknown:
        shown = "、".join(f"“{word}”" for word in match.unknown[:3])
        return Words(
            f"{len(match.unknown)} 种写法认不出：{shown}", "warn-text", icon="triangle-alert"
        )
    if not match.key:
        return Words(match.reason, "text-3", icon="info")
    if not match.certain:
        return Words(f"{match.reason}，请看一眼", "warn-text", icon="triangle-alert")
    return Words(match.reason, "text-2", icon="circle-check")


def attention(match: Match) -> tuple[bool, bool, int]:
    """Order of columns: those to be looked at first, those left out last."""
    return (not match.unknown and match.certain, not match.key, match.column)


COLUMN_COLUMNS: tuple[Column[Match], ...] = (
    Column(
        key="theirs",
        title="文件里的列",
        cell=lambda m: Words(m.title or f"第 {m.column + 1} 列", "text", strong=True),
        width=180,
    ),
    Column(key="example", title="第一个值", cell=lambda m: m.example or "—", width=190),
    Column(key="ours", title="对应到", cell=_ours, width=170, opens=True),
    Column(key="why", title="凭什么", cell=_why, width=200, stretch=True),
)

REJECTED_COLUMNS: tuple[Column[tuple[Problem, ...]], ...] = (
    Column(
        key="row",
        title="行",
        cell=lambda p: Words(f"第 {p[0].row} 行", "danger-text", icon="circle-x"),
        width=110,
    ),
    Column(key="column", title="列", cell=lambda p: p[0].column, width=130),
    Column(key="value", title="写着", cell=lambda p: p[0].value or "（空）", width=170),
    Column(
        key="reason",
        title="为什么导不进",
        cell=lambda p: Words(p[0].reason, "text"),
        width=260,
        stretch=True,
        tip=lambda p: "\n".join(f"{one.column}：{one.reason}" for one in p),
    ),
)


def conflict_columns(
    choices: Mapping[tuple[str, str], Side],
) -> tuple[Column[Conflict], ...]:
    """Conflicts with the side chosen so far."""

    def chosen(conflict: Conflict) -> Cell:
        side = choices.get((conflict.ref, conflict.key))
        if side is None:
            return Words("没有选，先不动", "warn-text", icon="triangle-alert")
        text = "用台账的" if side is Side.LEDGER else "留程序里的"
        return Words(text, "accent-text", strong=True, icon="circle-check")

    return (
        Column(key="ref", title="工单", cell=lambda c: Words(c.ref, "text"), width=160),
        Column(key="column", title="栏目", cell=lambda c: c.column, width=120),
        Column(key="ledger", title="台账里是", cell=lambda c: as_text(c.ledger), width=180),
        Column(
            key="store",
            title="程序里是",
            cell=lambda c: as_text(c.store),
            width=180,
            stretch=True,
        ),
        Column(key="chosen", title="用哪一个", cell=chosen, width=150, opens=True),
    )


def _said(updated: Updated) -> list[str]:
    return [f"{header}：{old or '空'} → {new}" for header, (old, new) in updated.changes.items()]


UPDATE_COLUMNS: tuple[Column[Updated], ...] = (
    Column(key="row", title="行", cell=lambda u: f"第 {u.row} 行", width=96),
    Column(
        key="changes",
        title="会改什么",
        cell=lambda u: Stack(u.ref, "；".join(_said(u))),
        width=300,
        stretch=True,
        tip=lambda u: "\n".join(_said(u)),
    ),
)
