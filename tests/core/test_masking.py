import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.masking import (
    cover_address,
    cover_card,
    cover_email,
    cover_id_number,
    cover_name,
    cover_phone,
    cover_text,
    cover_ticket,
    cover_trader,
)
from core.personal.leaks import Reader, leaks
from core.tickets.fields import ticket_of
from core.tickets.ticket import Evidence


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳明明", "欧**明"),
        ("欧阳明", "欧*明"),
        ("买买提·艾明", "买**·明"),
        ("张𬭎", "张*"),
        ("𬭎小三", "𬭎*三"),
        ("张", "张*"),
        ("张三、李小四", "张*、李*四"),
        ("王女士", "王女士"),
        ("张小三先生", "张*三先生"),
        ("欧阳女士", "欧*女士"),
        ("买买提•艾明", "买**·明"),
        ("阿卜杜拉·买买提·艾明", "阿**·明"),
        ("", ""),
    ],
)
def test_names_keep_their_ends(name: str, covered: str) -> None:
    assert cover_name(name) == covered


@pytest.mark.parametrize(
    ("phone", "covered"),
    [
        ("13800001234", "138****1234"),
        ("138 0000 1234", "138****1234"),
        ("+86 13800001234", "+86 138****1234"),
        ("021-60001234", "021-****1234"),
        ("02160001234", "021****1234"),
        ("0512-60001234", "0512-****1234"),
        ("(021)60001234", "021-****1234"),
        ("021 60001234", "021 ****1234"),
        ("021-60001234转802", "021-****1234转***"),
        ("60001234", "****1234"),
        ("+8613800001234", "+86138****1234"),
        ("13800001234 021-60005678", "138****1234 021-****5678"),
        ("13800001234、021-60005678", "138****1234、021-****5678"),
        ("", ""),
    ],
)
def test_phones_keep_beginning_and_last_four(phone: str, covered: str) -> None:
    assert cover_phone(phone) == covered


@pytest.mark.parametrize(
    ("address", "covered"),
    [
        ("松江区九亭镇虚构路1号", "松江区九亭镇***"),
        ("上海市松江区广富林街道虚构路1弄2号", "上海市松江区广富林街道***"),
        ("上海市松江区虚构路1号", "上海市松江区***"),
        ("虚构小区3号楼", "***"),
        ("", ""),
    ],
)
def test_addresses_keep_district_and_town(address: str, covered: str) -> None:
    assert cover_address(address) == covered


def test_other_numbers_keep_what_the_convention_says() -> None:
    assert cover_id_number("31011719000101123X") == "310***********123X"
    assert cover_id_number("310117900101123") == "310********1123"
    assert cover_email("zhang@example.com") == "z***@example.com"
    assert cover_card("6222020000000001234") == "**** **** **** 1234"


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("我的手机13800001234，在家", "我的手机138****1234，在家"),
        ("身份证31011719000101123X。", "身份证310***********123X。"),
        ("卡号6222020000000001234", "卡号**** **** **** 1234"),
        ("邮箱zhang@example.com", "邮箱z***@example.com"),
        ("一三八 零零零零 一二三四", "138****1234"),
        ("１３８０００\n０１２３４", "138****1234"),
        ("家里(021)6000-1234", "家里021-****1234"),
        ("家住松江区九亭镇虚构路8弄3号501室", "家住松江区九亭镇***"),
        ("投诉人买买提·艾明称", "投诉人买**·明称"),
    ],
)
def test_free_text_is_searched_for_numbers(text: str, covered: str) -> None:
    assert cover_text(text) == covered


@pytest.mark.parametrize(
    "text",
    [
        "工单 SJ20260402018540000",
        "热线 12345",
        "编号 20220331215854083057",
        "办公电话 67740000 转 8",
    ],
)
def test_numbers_of_the_office_are_left_alone(text: str) -> None:
    assert cover_text(text) == text


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        ("上海示例餐饮管理有限公司", "上海×公司"),
        ("示例（上海）商贸有限公司松江分公司", "某公司"),
        ("松江区九亭镇示例便利店", "某便利店"),
        ("松江区示例大药房（个体工商户）", "某大药房"),
        ("示例", "某经营者"),
        ("", ""),
    ],
)
def test_the_public_reads_what_a_trader_is_and_not_which(name: str, covered: str) -> None:
    assert cover_trader(name) == covered


def test_pieces_of_the_petitioner_are_covered_too() -> None:
    ticket = ticket_of(
        {
            "number": "SJ1",
            "petitioner_name": "张小三",
            "petitioner_phone": "13800001234",
            "petitioner_address": "松江区九亭镇虚构路1弄2号",
            "content": "小三说电话 0000 1234，住虚构路一弄。",
        }
    )
    assert cover_ticket(ticket).claim.content == "**说电话 ****1234，住***。"


def test_a_covered_ticket_tells_nothing_of_the_petitioner() -> None:
    ticket = ticket_of(
        {
            "number": "SJ1",
            "petitioner_name": "张小三",
            "petitioner_phone": "13800001234",
            "petitioner_address": "松江区九亭镇虚构路1号",
            "content": "张小三来电称，住松江区九亭镇虚构路1号，电话138 0000 1234，要求退款。",
            "claims": ("张小三要求退款",),
            "evidence": (Evidence("通话记录", "与张小三通话"),),
            "handler": "陆明远",
        }
    )
    covered = cover_ticket(ticket)
    assert covered.claim.content == "张*三来电称，住松江区九亭镇***，电话138****1234，要求退款。"
    assert covered.claim.claims == ("张*三要求退款",)
    assert covered.outcome.evidence == (Evidence("通话记录", "与张*三通话"),)
    assert covered.petitioner.petitioner_phone == "138****1234"
    assert covered.handler == "陆明远"
    assert covered.number == "SJ1"


@given(st.text(alphabet="张三李四王五欧阳𬭎䶮", min_size=2, max_size=8))
def test_a_covered_name_shows_at_most_two_characters(name: str) -> None:
    covered = cover_name(name)
    assert len(covered) == len(name)
    assert sum(sign != "*" for sign in covered) <= 2


_PHONES = st.sampled_from(["13800001234", "138 0000 1234", "一三八零零零零一二三四", "00001234"])
_NAMES = st.sampled_from(["张小三", "张 小 三", "小三"])
_PLACES = st.sampled_from(["松江区九亭镇虚构路1弄2号", "虚构路一弄", "虚构路 1 弄 2 号"])
_WORDS = st.text("的在和我要退款，。\n电话", max_size=8)


@given(st.lists(st.one_of(_PHONES, _NAMES, _PLACES, _WORDS), min_size=1, max_size=8))
def test_a_masked_ticket_gives_nothing_away_that_a_scan_would_find(pieces: list[str]) -> None:
    ticket = ticket_of(
        {
            "number": "SJ1",
            "petitioner_name": "张小三",
            "petitioner_phone": "13800001234",
            "petitioner_address": "松江区九亭镇虚构路1弄2号",
            "content": "，".join(pieces),
            "evidence": (Evidence("通话记录", "、".join(pieces)),),
        }
    )
    masked = cover_ticket(ticket)
    for text in (masked.claim.content, masked.outcome.evidence[0].name):
        assert [leak for leak in leaks(text, ticket, to=Reader.OUTSIDE) if leak.own] == []
