from datetime import datetime

import pytest

from core.errors import Refusal
from core.paper import Facts, Paper, Prose, texts
from core.personal.leaks import Content, Reader, covered, leaks, refuse_leaks
from core.tickets.fields import ticket_of
from core.tickets.ticket import Ticket
from core.tickets.words import Kind

CONTENT = "十一月一日傍晚在该店买到已经过期三天的酸奶两盒，要求查处。"


def ticket(kind: Kind = Kind.TIPOFF) -> Ticket:
    return ticket_of(
        {
            "number": "SJ1",
            "kind": kind,
            "petitioner_name": "甄示例",
            "petitioner_phone": "13500000001",
            "petitioner_address": "松江区九亭镇虚构路1弄2号",
            "trader_name": "虚构餐饮店",
            "content": CONTENT,
        }
    )


def test_nothing_of_an_informant_reaches_the_trader_whatever_the_reason() -> None:
    found = leaks("据甄 示 例反映，电话135 0000 0001。", ticket(), to=Reader.TRADER)
    assert [leak.said for leak in found] == ["甄 示 例", "135 0000 0001"]
    with pytest.raises(Refusal, match="不得透露"):
        refuse_leaks(found, "组织调解需要")


def test_the_words_of_an_informant_do_not_reach_the_trader() -> None:
    text = "有人称：在该店买到\n已经过期三天的酸奶两盒，请说明。"
    found = leaks(text, ticket(), to=Reader.TRADER)
    assert [(leak.kind, leak.said) for leak in found] == [
        (Content.VERBATIM, "在该店买到\n已经过期三天的酸奶两盒，")
    ]
    assert found[0].blocks
    assert leaks("请说明过期酸奶的情况。", ticket(), to=Reader.TRADER) == ()


def test_for_mediation_the_name_may_go_to_the_trader_with_a_reason_and_nothing_else() -> None:
    compound = ticket(Kind.COMPOUND)
    name = leaks("甄示例要求退款。", compound, to=Reader.TRADER)
    with pytest.raises(Refusal, match="请写理由"):
        refuse_leaks(name)
    refuse_leaks(name, "双方同意调解，须通知到场人")
    with pytest.raises(Refusal, match="不得透露"):
        refuse_leaks(leaks("请致电13500000001。", compound, to=Reader.TRADER), "须通知")


def test_a_complaint_may_be_told_with_a_reason() -> None:
    found = leaks("甄示例（13500000001）要求退款。", ticket(Kind.COMPLAINT), to=Reader.TRADER)
    assert not any(leak.blocks for leak in found)
    refuse_leaks(found, "双方同意调解，须通知到场人")


def test_a_reply_with_numbers_wants_a_reason() -> None:
    found = leaks("已拨打您的手机13500000001。", ticket())
    assert found[0].sentence == "这里有诉求人的手机号，请遮盖；确需写明的，请写理由。"
    with pytest.raises(Refusal, match="13500000001"):
        refuse_leaks(found)


def test_covering_what_leaks_leaves_nothing_that_leaks() -> None:
    text = "甄示例（一三五零零零零\n零零零一）住虚构路 1 弄 2 号，示例说过期。"
    found = leaks(text, ticket())
    shown = covered(text, found)
    assert shown == "甄*例（135****0001）住***，**说过期。"
    assert leaks(shown, ticket()) == ()


def test_every_text_of_a_paper_is_looked_at() -> None:
    paper = Paper(
        title="通报",
        author="消保科",
        subject="抽查",
        made_at=datetime(2026, 11, 23),
        blocks=(Prose("甲所一件。"), Facts((("诉求人", "甄示例"),))),
    )
    found = leaks(paper, ticket(), to=Reader.OUTSIDE)
    assert [(leak.text, leak.said) for leak in found] == [
        (list(texts(paper)).index("甄示例"), "甄示例")
    ]


def test_a_text_without_personal_data_may_leave() -> None:
    refuse_leaks(leaks("我所执法人员11月3日检查了虚构餐饮店，未见过期食品。", ticket()))
