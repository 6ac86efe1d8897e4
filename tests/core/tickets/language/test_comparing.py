from datetime import date, datetime
from decimal import Decimal

import pytest

from core.tickets.case import Case, Surroundings
from core.tickets.fields import ticket_of
from core.tickets.language.check import condition
from core.tickets.language.closures import compile_condition
from core.tickets.ticket import Evidence
from core.tickets.words import Source, Verdict
from tests.core.tickets.language.sentences import TODAY, VOCABULARY, holds

MORNING, NIGHT = datetime(2026, 5, 13, 8, 0), datetime(2026, 5, 13, 23, 59, 59)


def test_times_are_compared_by_day() -> None:
    assert holds("告知时间 早于 答复时间", notice_at=MORNING, replied_at=NIGHT) is False
    assert holds("告知时间 为 答复时间", notice_at=MORNING, replied_at=NIGHT) is True
    assert holds("答复时间 晚于 2026-05-13", replied_at=NIGHT) is False
    assert holds("答复时间 不晚于 2026-05-13", replied_at=NIGHT) is True
    assert holds("答复时间 晚于 2026-05-12", replied_at=NIGHT) is True


def test_amounts_are_exact() -> None:
    assert holds("涉及金额 不小于 10万", amount=Decimal("99999.99")) is False
    assert holds("涉及金额 不小于 10万", amount=Decimal(100000)) is True
    assert holds("涉及金额 为 0.10", amount=Decimal("0.1")) is True


def test_words_are_told_apart() -> None:
    assert holds("来源 属于 (12345热线, 上级交办)", source=Source.HOTLINE) is True
    assert holds("来源 不属于 (12345热线, 上级交办)", source=Source.LETTER) is True
    assert holds("事实认定 为 不属实", verdict=Verdict.PARTLY) is False


def test_a_text_contains_what_stands_in_it_letter_by_letter() -> None:
    assert holds("答复内容 包含任一 退赔用语", reply="商家同意退货。") is True
    assert holds("答复内容 包含任一 (“ABC”)", reply="abc") is False
    assert holds("答复内容 包含 承办人", reply="由陆明远办理", handler=" 陆明远 ") is True


def test_a_cross_stands_for_a_number() -> None:
    for text in ("十一月三日前答复", "将于5个工作日内答复", "１１月３日"):
        assert holds("答复内容 包含任一 具体时间", reply=text) is True
    assert holds("答复内容 包含任一 具体时间", reply="近日内答复") is False


def test_only_means_nothing_else() -> None:
    assert holds("投诉请求 只含 空泛用语", demand="请尽快处理，谢谢！") is True
    assert holds("投诉请求 只含 空泛用语", demand="请尽快退款") is False
    assert holds("投诉请求 只含 空泛用语", demand="……") is True


def test_only_on_a_list_asks_every_element() -> None:
    sentence = "类别(佐证材料) 只含 客观证据"
    photo, note = Evidence("照片", "门头"), Evidence("情况说明", "店方")
    assert holds(sentence, evidence=(photo,)) is True
    assert holds(sentence, evidence=(photo, note)) is False


def test_a_list_contains_what_stands_in_an_element() -> None:
    form = (Evidence("审批表", "不予立案审批表（九亭所）"),)
    assert holds("佐证材料 包含 “不予立案审批表”", evidence=form) is True
    assert holds("佐证材料 包含 “审批表:不予立案”", evidence=form) is True
    assert holds("名称(佐证材料) 包含 “审批表:”", evidence=form) is False


def test_days_can_be_counted_with() -> None:
    assert holds("收到之日 + 3 为 2026-05-16", received_at=MORNING) is True
    assert holds("今日 - 收到之日 大于 190", received_at=MORNING) is True
    assert holds("热线办理时限 * 2 + 1 为 11", hotline_term_days=5) is True


def test_a_day_beyond_all_calendars_is_unknown() -> None:
    assert holds("收到之日 + 99999999 晚于 今日", received_at=MORNING) is None


@pytest.mark.parametrize("text", ["退" * 3000, "请尽快" * 700, "请" * 2999 + "退"])
def test_long_texts_are_no_trouble(text: str) -> None:
    holds("投诉请求 只含 空泛用语", demand=text)
    holds("先后出现(投诉请求, 空泛用语, 退赔用语, 30)", demand=text)


def test_what_does_not_apply_counts_as_empty_and_keeps_its_value() -> None:
    ticket = ticket_of({"number": "SJ1", "filing_date": date(2026, 5, 1)})
    decided = compile_condition(condition("立案决定日期 不为空", VOCABULARY))
    around = Surroundings(today=TODAY)
    assert decided(Case(ticket, around)) is True
    assert decided(Case(ticket, around, hidden={"filing_date"})) is False
    assert ticket.tipoff.filing_date == date(2026, 5, 1)
