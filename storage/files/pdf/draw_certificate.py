"""抽样公证页: one page that says how a sample came about, with all that is needed to repeat it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from core.decimals import half_up
from core.figures.words import day, moment
from core.paper import Block, Column, Facts, Grid, Note, Paper, Prose, Row, Side
from core.review.report import CampaignReport, Certificate, DrawnTicket, StratumTake

AUTHOR = "消保科"
SHORT = 8
"""So many digits of a key are printed behind each ticket."""
IN_LINE = 2
"""So many tickets stand in a line, so that no number is parted from its key."""

VERIFIER = "核对抽样.py"


def draw_certificate(report: CampaignReport) -> Paper:
    """The certificate of a campaign whose tickets were drawn."""
    about = report.certificate
    return Paper(
        title="抽样公证页",
        subtitle=f"{report.title}　评查期 {day(report.since)}至 {day(report.until)}",
        author=AUTHOR,
        subject=f"{report.title}抽样公证页",
        made_at=about.drawn_at or about.framed_at,
        blocks=tuple(_blocks(about)),
    )


def _blocks(about: Certificate) -> Iterator[Block]:
    yield Facts(tuple(_facts(about)))
    yield _strata(about)
    if about.directed:
        listed = "、".join(f"{one.ref}（{one.directed}）" for one in about.directed)
        yield Prose(f"定向抽取，不计入均分：{listed}。")
    for one in about.replacements:
        instead = f"{moment(one.at)} 由{one.by}补抽 {one.drawn.ref}"
        yield Note(f"{one.void.ref} 作废（{one.reason}），{instead}。")
    yield Note(_again(about))


def _facts(about: Certificate) -> Iterator[tuple[str, str]]:
    yield "总体", about.condition
    yield "件数", f"{about.frame_count} 件{_left_out(about)}"
    yield "名单 SHA-256", about.frame_hash
    yield "种子", _seed(about)
    yield "种子 SHA-256", about.seed_hash
    yield (
        "先封存",
        f"{moment(about.committed_at)}，{about.committed_by or '未署名'}登记，名单随之锁定",
    )
    yield "后抽取", f"{moment(about.drawn_at)}，{about.drawn_by or '未署名'}"


def _seed(about: Certificate) -> str:
    """The seed, and how it came about where that was put down."""
    how = f"（{about.seed_origin}）" if about.seed_origin else ""
    return f"{about.seed}{how}" if about.seed else "还没有公开"


def _left_out(about: Certificate) -> str:
    reasons = Counter(one.reason for one in about.excluded)
    if not reasons:
        return "，没有排除"
    said = "、".join(f"{reason} {count} 件" for reason, count in reasons.items())
    return f"，另排除 {len(about.excluded)} 件：{said}"


def _strata(about: Certificate) -> Grid:
    void = Counter(one.void.stratum for one in about.replacements)
    return Grid(
        caption="分层、入样概率和抽到的工单",
        columns=(
            Column(title="层", share=1.9),
            Column(title="总体", share=0.9, side=Side.RIGHT),
            Column(title="抽取", share=0.9, side=Side.RIGHT),
            Column(title="入样概率", share=1.5, side=Side.RIGHT),
            Column(title=f"工单，括号里是键的前 {SHORT} 位", share=9.4),
        ),
        rows=tuple(_row(one, about.drawn) for one in about.strata if one.take or void[one.stratum]),
    )


def _row(stratum: StratumTake, drawn: Sequence[DrawnTicket]) -> Row:
    own = [f"{one.ref}（{one.key[:SHORT]}）" for one in drawn if one.stratum == stratum.stratum]
    chance = half_up(stratum.take * 100) / stratum.size if stratum.size else half_up(0)
    shown = f"{half_up(chance)}%"
    lines = ["　".join(own[at : at + IN_LINE]) for at in range(0, len(own), IN_LINE)]
    return Row((stratum.stratum, str(stratum.size), str(stratum.take), shown, "\n".join(lines)))


def _again(about: Certificate) -> str:
    first = about.drawn[0] if about.drawn else None
    example = f"例如“{about.seed},{first.ref}”的键以 {first.key[:16]} 开头。" if first else ""
    return (
        "重做一遍：把种子、半角逗号、工单引用连成一段，按 UTF-8 算 SHA-256 就是这一件的键；"
        f"每层里键最小的几件就是样本，与名单次序无关。{example}"
        f"另存的总体名单和“{VERIFIER}”在任何装有 Python 的电脑上都能复算。"
    )
