from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, BY_KEY
from core.tickets.intake.table import Cell
from core.tickets.intake.values import cell_of, parse, same
from core.tickets.ticket import Evidence
from core.tickets.words import ContactResult, Filing, Kind, MediationPaper, Satisfaction, Source
from tests.core.tickets.intake.words import DICTIONARY


def read(header: str, cell: Cell) -> Any:
    return parse(BY_HEADER[header], cell, DICTIONARY)


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("工单编号", 24.0, "24"),
        ("工单编号", "　ＳＪ２０２６０４０２０１８５４ ", "SJ2026040201854"),
        ("工单编号", "'20220331215854083057", "20220331215854083057"),
        ("工单编号", "\t20220331215854083057", "20220331215854083057"),
        ("工单编号", '="00123"', "00123"),
        ("诉求人电话", 13800001234.0, "13800001234"),
        ("承办单位", " 九亭所　", "九亭所"),
        ("诉求内容", "　原文，一字不改（含ＡＢＣ）\n", "　原文，一字不改（含ＡＢＣ）\n"),
        ("诉求内容", "=1+1", "=1+1"),
        ("诉求内容", "无", "无"),
        ("诉求内容", 0.1, "0.1"),
        ("诉求内容", 1e-07, "0.0000001"),
    ],
)
def test_text_is_kept_and_only_codes_and_names_are_tidied(
    header: str, cell: Cell, value: str
) -> None:
    assert read(header, cell) == value


@pytest.mark.parametrize("cell", ["2.02204E+19", "1.38E+10", 2.0220331215854083e19])
def test_a_number_whose_digits_are_lost_is_refused(cell: Cell) -> None:
    with pytest.raises(Refusal, match="已经丢失"):
        read("工单编号", cell)


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("工单类型", "投诉举报", Kind.COMPOUND),
        ("工单类型", " 举报（食品） ", Kind.TIPOFF),
        ("来源", 12345.0, Source.HOTLINE),
        ("先行联系结果", "是", ContactResult.CONTACTED),
        ("先行联系结果", True, ContactResult.CONTACTED),
        ("回访满意度", "非常满意", Satisfaction.SATISFIED),
        ("回访满意度", "/", None),
        ("立案决定", "否", None),
        ("立案决定", "不立案", Filing.NOT_FILED),
        ("调解文书", "无", MediationPaper.NONE),
        ("是否重办件", "√", True),
        ("是否重办件", "Ｙ", True),
        ("是否重办件", 1, True),
        ("是否重办件", "0", False),
        ("是否重办件", "无", False),
        ("是否重办件", "", None),
        ("是否实名", "匿名", False),
        ("市级回访不满意", "不满意", True),
        ("热线办理时限", "5个工作日", 5),
        ("热线办理时限", 15.0, 15),
        ("不予受理情形", "第（五）项", 5),
        ("不予受理情形", "NA7", 7),
        ("热线办理时限", "十五天", 15),
        ("涉及金额", "￥1,234.50元", Decimal("1234.50")),
        ("涉及金额", "１．２万元", Decimal(12000)),
        ("涉及金额", 2087.0200000001, Decimal("2087.02")),
        ("涉及金额", "1.2E+3", Decimal(1200)),
        ("消费时间", "2026年5月6日 9时", date(2026, 5, 6)),
        ("消费时间", 46148.5, date(2026, 5, 6)),
        ("消费时间", 20260506, date(2026, 5, 6)),
        ("消费时间", datetime(2026, 5, 6, 9), date(2026, 5, 6)),
        ("区局接收时间", date(2026, 5, 6), datetime(2026, 5, 6)),
        ("区局接收时间", "0000-00-00", None),
        ("诉求事项", "退款；赔偿\n道歉;", ("退款", "赔偿", "道歉")),
        ("核查人员", "赵一、钱二，孙三", ("赵一", "钱二", "孙三")),
        (
            "法律依据",
            "《甲法》第一条、第二条、《乙法》第三条",
            ("《甲法》第一条、第二条", "《乙法》第三条"),
        ),
        ("联系不上记录", "11月2日9:00，无人接听、14:30", ("11月2日9:00，无人接听", "14:30")),
    ],
)
def test_values_are_read_as_offices_write_them(header: str, cell: Cell, value: object) -> None:
    assert read(header, cell) == value


def test_evidence_is_a_kind_and_a_name() -> None:
    assert read("佐证材料", "照片:门头；票据：小票1张；图片:货架") == (
        Evidence("照片", "门头"),
        Evidence("票据", "小票1张"),
        Evidence("照片", "货架"),
    )
    assert read("佐证材料", "现场照片3张\n照片；不予立案审批表；聊天") == (
        Evidence("照片", "现场照片3张"),
        Evidence("照片", ""),
        Evidence("审批表", "不予立案审批表"),
        Evidence("其他", "聊天"),
    )


@pytest.mark.parametrize(
    ("header", "cell", "sentence"),
    [
        ("区局接收时间", "2026-13-06", "没有 13 月。请改成 1 到 12 月。"),
        ("回访满意度", "还行", "“还行”不是“回访满意度”的取值。请改成：满意、基本满意、"),
        ("是否重办件", "也许", "“也许”不是“是否重办件”的取值。请改成：是、否。"),
        ("热线办理时限", "很快", "“很快”不是整数。请写数字，如 5。"),
        ("热线办理时限", "2.5", "“2.5”不是整数。请写数字，如 5。"),
        ("涉及金额", "约三百", "“约三百”不是金额。请只写数字，单位是元，如 4680.00。"),
        ("涉及金额", "12.345", "金额“12.345”不止两位小数。请写到分为止。"),
        ("区局接收时间", 5.0, "数字 5 不是日期。请写成 2026-05-06 这样。"),
        ("诉求内容", "\ud800", "文字里有残缺的字符，存不进去。请在表格里删掉它再导入。"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    header: str, cell: Cell, sentence: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        read(header, cell)
    assert str(refusal.value).startswith(sentence)
    assert refusal.value.field == BY_HEADER[header].key


def test_every_word_of_every_field_reads_itself() -> None:
    for field in BY_KEY.values():
        for word in field.words or ():
            assert parse(field, str(word), DICTIONARY) is word


def test_a_cell_says_the_same_as_what_its_export_would_bring_back() -> None:
    claims = BY_KEY["claims"]
    assert same(claims, ("甲；乙",), ("甲", "乙"), DICTIONARY)
    assert not same(claims, ("甲", "丙"), ("甲", "乙"), DICTIONARY)
    assert cell_of(Decimal("0.10")) == 0.1
    assert cell_of(Decimal("12345678901234.56")) == 12345678901234.56
