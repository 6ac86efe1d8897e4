"""The part of a campaign's summary that proves the draw (抽样公证页): anyone can repeat it."""

from collections.abc import Iterator

from core.figures.words import moment
from core.paper import Block, Column, Facts, Grid, Note, Prose, Row, Side
from core.review.report import Certificate

STRATA = "分层与抽取件数"
DRAWN = "抽取结果"
KEY_SHOWN = 16
"""So many digits of a key are printed: enough to compare by eye."""


def draw_blocks(certificate: Certificate) -> Iterator[Block]:
    """Frame, seed, strata, how to do it again by hand, and what came out."""
    yield Facts(tuple(_facts(certificate)))
    if certificate.drawn:
        yield Prose(_by_hand(certificate))
    yield _strata(certificate)
    if certificate.drawn:
        yield _drawn(certificate)
        yield Note(f"键是 SHA-256 的十六进制写法，表里印前 {KEY_SHOWN} 位。")
    if certificate.replacements:
        yield _replacements(certificate)
    if certificate.excluded:
        yield _excluded(certificate)
    if certificate.notes:
        yield Note("\n".join(certificate.notes))


def _facts(certificate: Certificate) -> Iterator[tuple[str, str]]:
    yield "总体", certificate.condition
    yield "总体件数", f"{certificate.frame_count} 件，另排除 {len(certificate.excluded)} 件"
    yield "清单锁定时间", moment(certificate.framed_at)
    yield "总体清单哈希", certificate.frame_hash
    if certificate.seed_hash:
        by = f"，{certificate.committed_by}" if certificate.committed_by else ""
        yield "种子哈希", certificate.seed_hash
        yield "登记种子哈希", f"{moment(certificate.committed_at)}{by}"
    else:
        yield "种子哈希", "没有事先登记"
    if certificate.seed:
        yield "种子", certificate.seed
        by = f"，{certificate.drawn_by}" if certificate.drawn_by else ""
        yield "抽取时间", f"{moment(certificate.drawn_at)}{by}"
    else:
        yield "种子", "还没有抽取"
    yield "方法", "按层随机抽取，层内按键由小到大取，哈希都用 SHA-256"


def _strata(certificate: Certificate) -> Grid:
    rows = [Row((one.stratum, str(one.size), str(one.take))) for one in certificate.strata]
    total = sum(one.take for one in certificate.strata)
    sizes = sum(one.size for one in certificate.strata)
    rows.append(Row(("合计", str(sizes), str(total)), total=True))
    return Grid(
        caption=STRATA,
        columns=(
            Column(title="层", share=4),
            Column(title="总体（件）", share=2, side=Side.RIGHT, adds=True),
            Column(title="抽取（件）", share=2, side=Side.RIGHT, adds=True),
        ),
        rows=tuple(rows),
    )


def _by_hand(certificate: Certificate) -> str:
    """What to do, step by step, with the first drawn ticket as the example."""
    first = certificate.drawn[0]
    frame = (
        "另存总体清单（UTF-8 编码，首行是 ref,stratum，每行一件，按 ref 排序，行末是换行符），"
        "算出它的 SHA-256，应等于上面的总体清单哈希。"
    )
    seed = "把种子按 UTF-8 算出 SHA-256，应等于抽取以前登记的种子哈希，说明种子不是看了清单再挑的。"
    keys = (
        "对清单里的每一件，把种子、半角逗号、工单引用连成一段文字，按 UTF-8 算 SHA-256，"
        f"得到这一件的键。例如“{certificate.seed},{first.ref}”"
        f"的键以 {first.key[:KEY_SHOWN]} 开头。"
    )
    take = (
        f"每一层里把键由小到大排好，取前面“{STRATA}”表里应抽的件数，应与“{DRAWN}”表一致。"
        "清单的先后次序不影响结果。"
    )
    steps = [frame, seed, keys, take] if certificate.seed_hash else [frame, keys, take]
    numbered = (f"{number}. {step}" for number, step in enumerate(steps, start=1))
    return "\n".join(("任何人都可以用能算 SHA-256 的工具把抽取重做一遍：", *numbered))


def _drawn(certificate: Certificate) -> Grid:
    return Grid(
        caption=DRAWN,
        columns=(
            Column(title="层", share=2.4),
            Column(title="次序", share=1, side=Side.RIGHT),
            Column(title="工单", share=4),
            Column(title="键", share=3.4),
        ),
        rows=tuple(
            Row((one.stratum, str(one.place), one.ref, one.key[:KEY_SHOWN]))
            for one in certificate.drawn
        ),
    )


def _replacements(certificate: Certificate) -> Grid:
    return Grid(
        caption="作废与补抽",
        columns=(
            Column(title="作废", share=3.2),
            Column(title="补抽", share=3.2),
            Column(title="层", share=1.8),
            Column(title="时间", share=2.6),
            Column(title="经办", share=1.6),
        ),
        rows=tuple(
            Row(
                (one.void.ref, one.drawn.ref, one.drawn.stratum, moment(one.at), one.by),
                detail=f"作废原因：{one.reason}",
            )
            for one in certificate.replacements
        ),
    )


def _excluded(certificate: Certificate) -> Grid:
    return Grid(
        caption="排除的工单",
        columns=(Column(title="工单", share=1), Column(title="原因", share=3)),
        rows=tuple(Row((one.ref, one.reason)) for one in certificate.excluded),
    )
