"""评分表 of one ticket: every item with the marks of all rounds side by side, and the arithmetic.

Reviewers are named by their round alone. Whatever was written or quoted comes in covered.
"""

from collections.abc import Iterator, Mapping

from core.figures.words import NOTHING, day, marks, moment
from core.paper import Block, Column, Facts, Grid, Note, Paper, Prose, Row, Side
from core.review.appeals import appeal_lines
from core.review.arithmetic import arithmetic
from core.review.formula import Formula
from core.review.marking import SIGNS
from core.review.papers.parts import AUTHOR, final_in_words, made_at, numbered, short_marks
from core.review.report import CampaignReport, TicketResult
from core.review.reviews import Review, Stage
from core.review.rubric import Item, Rubric
from core.tickets.fields import BY_KEY

DIFFERS = "※"
SHORT = {Stage.THIRD: "复评", Stage.RECHECK: "复核"}
"""What the longer names of rounds are called at the head of a narrow column."""

HASH_SHOWN = 16
"""So many digits of a review's fingerprint are printed: enough to compare by eye."""

Reviews = Mapping[Stage, Review]


def ticket_sheet(
    report: CampaignReport,
    ticket: TicketResult,
    reviews: Reviews,
    rubric: Rubric,
    formula: Formula,
) -> Paper:
    """The sheet of one ticket from the reviews that may be shown."""
    sections = (
        ("评定", [_facts(report, ticket)]),
        ("逐项得分", _items(reviews, rubric)),
        ("一票否决", _vetoes(reviews, rubric)),
        ("分数怎么来的", _arithmetic(ticket, reviews, rubric, formula)),
        ("分歧", [Prose("\n".join(f"{one.kind}：{one.sentence}" for one in ticket.flags))]
         if ticket.flags else []),
        ("申诉", _appeal(ticket)),
        ("佐证", _quotes(reviews, rubric)),
        ("提交记录", _records(reviews)),
    )  # fmt: skip
    return Paper(
        title="工单评分表",
        subtitle=f"{report.title}　工单 {ticket.ref}",
        author=AUTHOR,
        subject=f"{report.title}，工单 {ticket.ref} 的评分表",
        made_at=made_at(report, reviews.values()),
        blocks=tuple(numbered(sections)),
    )


def _facts(report: CampaignReport, ticket: TicketResult) -> Facts:
    rows = [
        ("工单", ticket.ref),
        ("承办单位", ticket.unit),
        ("督查", f"{report.title}，评查期 {day(report.since)}至 {day(report.until)}"),
        ("评查表", report.rubric),
        ("计分办法", report.formula),
        ("最终分", final_in_words(ticket)),
    ]
    if ticket.directed:
        rows.append(("定向抽取", f"{ticket.directed}，不计入均分和占比"))
    return Facts(tuple(rows))


def _shown(reviews: Reviews) -> list[Stage]:
    """The usual rounds, and a third review where there is one."""
    return [stage for stage in Stage if stage is not Stage.THIRD or stage in reviews]


def _items(reviews: Reviews, rubric: Rubric) -> Iterator[Block]:
    if not reviews:
        yield Prose("自评、互评交齐以前，这里不印得分。")
        return
    stages = _shown(reviews)
    heads = [
        Column(title=SHORT.get(stage, str(stage)), share=1.35, side=Side.RIGHT) for stage in stages
    ]
    yield Grid(
        caption="各轮逐项得分和理由",
        columns=(
            Column(title="项", share=1.2),
            Column(title="评查内容", share=5),
            Column(title="满分", share=1.1, side=Side.RIGHT),
            *heads,
        ),
        rows=(
            *(_item_row(item, reviews, stages) for item in rubric.items),
            Row(("", "合计", "100", *(_total(reviews, stage) for stage in stages))),
        ),
    )
    if any(_differs(item, reviews) for item in rubric.items):
        yield Note(f"带 {DIFFERS} 的项，各轮给的分不一样。")


def _item_row(item: Item, reviews: Reviews, stages: list[Stage]) -> Row:
    code = f"{item.code}{DIFFERS}" if _differs(item, reviews) else item.code
    given = (_given(reviews, stage, item) for stage in stages)
    return Row(
        (code, item.title, short_marks(item.full), *given),
        detail="\n".join(_reasons(item, reviews)),
    )


def _differs(item: Item, reviews: Reviews) -> bool:
    said = {
        (one.applies, one.marks)
        for one in (review.marks.item(item.code) for review in reviews.values())
    }
    return len(said) > 1


def _given(reviews: Reviews, stage: Stage, item: Item) -> str:
    review = reviews.get(stage)
    if review is None:
        return NOTHING
    mark = review.marks.item(item.code)
    return short_marks(mark.marks) if mark.applies else "不适用"


def _reasons(item: Item, reviews: Reviews) -> Iterator[str]:
    for stage in Stage:
        if stage in reviews and (reason := reviews[stage].marks.item(item.code).reason.strip()):
            yield f"{stage}：{reason}"


def _total(reviews: Reviews, stage: Stage) -> str:
    review = reviews.get(stage)
    return marks(review.score.total) if review else NOTHING


def _vetoes(reviews: Reviews, rubric: Rubric) -> Iterator[Block]:
    rows = [
        Row((veto.code, veto.title, str(stage), review.marks.vetoes[veto.code].strip() or NOTHING))
        for veto in rubric.vetoes
        for stage, review in reviews.items()
        if veto.code in review.marks.vetoes
    ]
    if rows:
        yield Grid(
            caption="认为成立的一票否决",
            columns=(
                Column(title="项", share=1),
                Column(title="情形", share=5),
                Column(title="谁认为", share=2),
                Column(title="理由", share=5),
            ),
            rows=tuple(rows),
        )


def _arithmetic(
    ticket: TicketResult, reviews: Reviews, rubric: Rubric, formula: Formula
) -> Iterator[Block]:
    lines = arithmetic(ticket, reviews, rubric, formula)
    if lines:
        yield Prose("\n".join(lines))


def _appeal(ticket: TicketResult) -> Iterator[Block]:
    """What was contested and what came of it; the marks above are those that count now."""
    if ticket.appeal is not None:
        lines = appeal_lines(ticket.appeal, ticket.before_appeal, ticket.final)
        yield Prose("\n".join(lines))


def _quotes(reviews: Reviews, rubric: Rubric) -> Iterator[Block]:
    rows = [
        Row((item.code, "、".join(rounds), header, sign, text))
        for item in rubric.items
        for (header, sign, text), rounds in _quoted(reviews, item).items()
    ]
    if rows:
        yield Grid(
            caption="评查人钉住的原文，诉求人信息已遮盖",
            columns=(
                Column(title="项", share=1),
                Column(title="轮次", share=2.4),
                Column(title="栏目", share=2.4),
                Column(title="作用", share=1.2),
                Column(title="原文", share=6),
            ),
            rows=tuple(rows),
        )


def _quoted(reviews: Reviews, item: Item) -> dict[tuple[str, str, str], list[str]]:
    """What was pinned to an item, and in which rounds."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for stage in (stage for stage in Stage if stage in reviews):
        for quote in reviews[stage].marks.item(item.code).quotes:
            header = BY_KEY[quote.field].header if quote.field in BY_KEY else quote.field
            said = (header, SIGNS.get(quote.sign, quote.sign), quote.text)
            found.setdefault(said, []).append(SHORT.get(stage, str(stage)))
    return found


def _records(reviews: Reviews) -> Iterator[Block]:
    if not reviews:
        return
    yield Grid(
        caption="各轮提交时间和评分散列",
        columns=(
            Column(title="轮次", share=2),
            Column(title="提交时间", share=3),
            Column(title="第几次提交", share=2, side=Side.RIGHT),
            Column(title=f"评分的 SHA-256（前 {HASH_SHOWN} 位）", share=5),
        ),
        rows=tuple(
            Row(
                (
                    str(stage),
                    moment(one.handed_in_at),
                    str(one.version),
                    one.fingerprint[:HASH_SHOWN],
                )
            )
            for stage, one in ((stage, reviews[stage]) for stage in Stage if stage in reviews)
        ),
    )
