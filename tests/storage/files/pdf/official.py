"""Official papers for tests: one that has all a circular can have, and what is set of it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from core.paper import (
    Annex,
    Block,
    Colophon,
    Column,
    Enclosures,
    Flush,
    Grid,
    Heading,
    Paper,
    Prose,
    RedHead,
    Remark,
    Row,
    Seal,
    Side,
)
from core.papers.facts import Reader
from core.papers.form import Form
from core.review.papers.circular import CircularOrder, circular
from core.review.rubric import rubric_of
from storage.files.pdf.pages import CIRCULAR, OFFICIAL, PageDesign
from storage.resources import read_json
from tests.core.papers.forms import ENTRIES, a_draft, each
from tests.samples import a_ticket
from tests.storage.files.pdf.reports import a_report

TITLE = "关于2026年第3季度不属实件专项督查（工单评查）情况的通报"
SENTENCE = (
    "本次督查的范围是2026年7月1日至2026年9月30日办结、事实认定为“不属实”的工单，共386件，"
    "按规定排除12件。种子先封存、后公开，按19层随机抽取76件，每件经自评、两份背对背互评和科室复核。"
)


def official_paper(*blocks: Block, title: str = TITLE) -> Paper:
    return Paper(
        title=title,
        author="某区市场监督管理局",
        subject=title,
        made_at=datetime(2026, 11, 5, 10, 2),
        blocks=blocks,
    )


def a_grid(rows: int, *, turned: bool = False) -> Grid:
    columns = (
        Column(title="单位", share=2),
        *(
            Column(title=name, share=1, side=Side.RIGHT)
            for name in ("抽取", "评定", "均分", "占比")
        ),
    )
    found = (Row((f"第{n}所", "4", "4", "88.25", "75.00%")) for n in range(1, rows + 1))
    return Grid(caption="各单位均分与达标占比", columns=columns, rows=tuple(found), turned=turned)


HEAD = RedHead("某区市场监督管理局文件", "某市监〔2026〕11号")
COLOPHON = Colophon(
    copies="区政府办公室，区城市运行管理中心，区消费者权益保护委员会，各镇市场监督管理联络站",
    office="某区市场监督管理局办公室",
    day="2026年11月5日",
)


def a_circular(paragraphs: int = 6, *, rows: int = 30) -> Paper:
    """Red head to colophon, with two annexes, the second turned."""
    return official_paper(
        HEAD,
        Flush("各科室、所队："),
        Heading("一、基本情况"),
        Heading("（一）范围和抽样", level=2),
        *(Prose(SENTENCE) for _ in range(paragraphs)),
        Prose("特此通报。"),
        Enclosures(("各单位得分表", "问题清单")),
        Seal("某区市场监督管理局", "2026年11月5日"),
        Remark("此件公开发布"),
        Annex(1, "各单位得分表"),
        a_grid(rows),
        Prose(SENTENCE),
        Annex(2, "各单位得分横排表"),
        a_grid(rows, turned=True),
        COLOPHON,
    )


def a_campaign_circular() -> Paper:
    """The circular of a campaign as the program composes it."""
    order = CircularOrder(
        agency="某区市场监督管理局",
        number="某市监〔2026〕11号",
        addressees="各科室、所队",
        copies=COLOPHON.copies,
        office=COLOPHON.office,
        day=date(2026, 11, 5),
        due=date(2026, 12, 31),
    )
    return circular(a_report(), rubric_of(read_json("rubrics/unsubstantiated.json")), order, None)


FORM_FACTS = {"decline_ground": 3, "termination_ground": 5, "purchase_item": "餐饮"}


def a_form(form: Form, reader: Reader) -> Paper:
    """A statutory paper, filled."""
    return a_draft(form, reader, a_ticket(**FORM_FACTS), ENTRIES).paper


OFFICIAL_PAPERS: Mapping[str, tuple[Callable[[], Paper], PageDesign]] = {
    "all a circular can have": (a_circular, OFFICIAL),
    "circular of a campaign": (a_campaign_circular, CIRCULAR),
    **{
        f"{form.key} for {reader.name}": (partial(a_form, form, reader), OFFICIAL)
        for form, reader in each()
    },
}
"""Every kind of paper that is set officially; what is added to the program is added here."""
