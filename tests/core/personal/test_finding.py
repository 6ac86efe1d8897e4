from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.personal.finding import Searcher, personal_data
from core.personal.kinds import DataKind
from core.tickets.fields import ticket_of
from core.tickets.ticket import Petitioner

PETITIONER = Petitioner(
    petitioner_name="甄示例",
    petitioner_phone="13500000001",
    petitioner_address="松江区九亭镇虚构路1弄阳光苑53号990室",
)


def sure(text: str, petitioner: Petitioner = PETITIONER) -> list[tuple[str, str]]:
    """What is found for certain, as (kind, what stands there)."""
    found = personal_data(text, petitioner)
    return [(one.kind.value, text[one.start : one.end]) for one in found if one.sure]


@pytest.mark.parametrize(
    "written",
    [
        "甄示例",
        "甄 示 例",
        "甄示\n例",
        "甄·示·例",
        "甄-示例",
        "甄\u200b示例",
        "甄　示例",
    ],
)
def test_the_petitioner_is_found_however_the_name_is_spaced(written: str) -> None:
    assert sure(f"据{written}反映。") == [("姓名", written)]


def test_a_given_name_alone_is_found_but_not_as_the_name_of_a_road() -> None:
    assert sure("示例说当天下过雨。") == [("姓名", "示例")]
    assert sure("示例路上有三家店。") == []


def test_a_form_of_address_names_nobody() -> None:
    assert sure("甄先生来电，甄女士也在。") == []


@pytest.mark.parametrize("part", ["买买提·艾明", "买买提艾明", "买买提•艾明", "买买提", "艾明"])
def test_names_with_a_dot_are_found_whole_and_in_parts(part: str) -> None:
    one = Petitioner(petitioner_name="买买提·艾明")
    assert sure(f"据{part}称。", one) == [("姓名", part)]


def test_names_beyond_the_basic_plane_have_their_place_in_characters() -> None:
    one = Petitioner(petitioner_name="𬭎小三")
    assert sure("䶮𬭎来电，𬭎小三要求退款", one) == [("姓名", "𬭎小三")]


@pytest.mark.parametrize(
    "written",
    [
        "13500000001",
        "135 0000 0001",
        "135-0000-0001",
        "135.0000.0001",
        "1 3 5 0 0 0 0 0 0 0 1",
        "１３５００００００01",
        "一三五零零零零零零零一",
        "幺三五〇〇〇〇〇〇〇幺",
        "135零零零零0001",
        "1350000\n0001",
        "135-0000-\n0001",
        "86 135 0000 0001",
        "8613500000001",
        "1350000 0001",
    ],
)
def test_the_phone_is_found_however_it_is_written(written: str) -> None:
    assert sure(f"请拨打{written}。") == [("手机号", written)]


@pytest.mark.parametrize("part", ["00000001", "0000 0001", "1350000", "1350000*001"])
def test_a_phone_without_some_figures_is_still_the_petitioners(part: str) -> None:
    assert [kind for kind, _ in sure(f"电话{part}，勿外传")] == ["手机号"]


@pytest.mark.parametrize("harmless", ["135****0001", "尾号0001", "尾号 0001", "135xxxx0001"])
def test_what_the_convention_leaves_to_be_seen_is_no_find(harmless: str) -> None:
    assert sure(f"已联系{harmless}。") == []


def test_anybodys_phone_is_found() -> None:
    assert sure("联系 139 1111 2222") == [("手机号", "139 1111 2222")]
    assert sure("2026-11-03 13911112222") == [("手机号", "13911112222")]
    assert sure("日期2026.11.03　13911112222/13933334444") == [
        ("手机号", "13911112222"),
        ("手机号", "13933334444"),
    ]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("身份证号", "310117199001011234"),
        ("身份证号", "31011719900101123X"),
        ("身份证号", "310117 19900101 123x"),
        ("身份证号", "310117-1990-01-01-1234"),
        ("身份证号", "31011719900101\n1234"),
        ("身份证号", "３１０１１７１９９００１０１１２３Ｘ"),
        ("身份证号", "310117900101123"),
        ("银行卡号", "6222600260001072444"),
        ("银行卡号", "6222 6002 6000 1072 444"),
        ("银行卡号", "6222-6002-6000-1072-444"),
        ("电子邮箱", "zhang.san@example.com"),
        ("电子邮箱", "zhang＠example．com"),
    ],
)
def test_numbers_of_persons_are_found(kind: str, written: str) -> None:
    assert sure(f"已核对{written}。") == [(kind, written)]


def test_a_number_called_a_card_is_one_even_where_its_check_figure_is_wrong() -> None:
    assert sure("退款转入6200000000000000000账户") == [("银行卡号", "6200000000000000000")]
    assert sure("卡号 6222020000000001234") == [("银行卡号", "6222020000000001234")]


@pytest.mark.parametrize(
    "text",
    [
        "工单编号 20220331215854083057 已收",
        "工单 SJ20260402018540000",
        "案号沪市监松立〔2026〕000123号",
        "统一社会信用代码 91310117MABED3EH72",
        "统一社会信用代码 913101170000000000",
        "商品条码 6901234567892",
        "订单号 218765432109876543",
        "订单编号：6222600260001072444",
        "快递单号 431234567890123",
        "2026年11月3日至2026年11月10日",
        "2026-11-03 2026-11-10 2026-11-17",
        "退款 1380.00 元、1350000.01 元",
        "客服热线 400-820-0000，办公电话 021-57800000",
        "食品生产许可证 SC10131011700001",
        "电话 12345、12315",
        "营业时间 09:00-21:30，共 1500 份",
        "第十五条第一款、第三十六条",
    ],
)
def test_numbers_of_the_office_and_of_trade_are_none(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize(
    "written",
    [
        "松江区九亭镇虚构路1弄阳光苑53号990室",
        "虚构路1弄阳光苑53号990室",
        "虚构路 1 弄阳光苑 53 号 990 室",
        "虚构路1弄",
        "虚构路一弄",
        "阳光苑53号990室",
        "阳光苑五十三号",
        "虚构路１弄阳光苑\n53号",
    ],
)
def test_the_address_is_found_without_its_district_and_in_pieces(written: str) -> None:
    assert sure(f"我所到{written}核实") == [("住址", written)]


def test_where_the_petitioner_lives_roughly_may_be_said() -> None:
    assert sure("诉求人住松江区九亭镇") == []
    assert sure("虚构路有积水") == []


def test_homes_of_others_are_found_and_shops_are_not() -> None:
    assert sure("家住松江区虚构南路8弄3号501室") == [("住址", "松江区虚构南路8弄3号501室")]
    assert sure("地址虚构新村12号楼3单元402室") == [("住址", "虚构新村12号楼3单元402室")]
    assert sure("该店位于松江区九亭镇虚拟路88号") == []


def test_other_people_are_found_where_a_label_or_a_number_shows_them() -> None:
    assert sure("投诉人张小三反映") == [("姓名", "张小三")]
    assert sure("联系人：欧阳明明，") == [("姓名", "欧阳明明")]
    assert sure("李小四，电话：139 1111 2222") == [
        ("姓名", "李小四"),
        ("手机号", "139 1111 2222"),
    ]
    assert sure("与王小明先生联系") == [("姓名", "王小明")]


@pytest.mark.parametrize(
    "text",
    [
        "消费者方便时可以来所",
        "业主高兴",
        "与游客唐女士联系",
        "店员和周边的先生",
        "投诉人某某称",
        "与欧阳女士联系",
    ],
)
def test_words_that_begin_like_a_name_are_none(text: str) -> None:
    assert sure(text) == []


def test_the_trader_and_the_officers_may_be_named() -> None:
    ticket = ticket_of(
        {
            "number": "2026110200000001",
            "handler": "陆明远",
            "petitioner_name": "张三",
            "trader_name": "上海示例路餐饮有限公司",
            "trader_address": "松江区九亭镇虚构路8弄3号501室",
            "inspectors": ("陆明远", "顾小北"),
        }
    )
    text = (
        "工单 2026110200000001 由承办人陆明远、顾小北办理，到上海示例路餐饮有限公司"
        "（松江区九亭镇虚构路 8 弄 3 号 501 室，虚构路8弄3号501室）检查。"
    )
    assert [one for one in Searcher.of(ticket).search(text) if one.sure] == []


def test_a_petitioner_without_data_is_looked_for_nowhere() -> None:
    nobody = Petitioner(petitioner_name="　", petitioner_phone="无", petitioner_address=" ")
    assert sure("无人接听 无", nobody) == []


@given(st.text(alphabet="甄示例13500000001一三五 -\n.、虚构路弄号室住松江区@a*", max_size=60))
def test_finds_are_in_order_and_apart(text: str) -> None:
    found = personal_data(text, PETITIONER)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    st.lists(st.sampled_from([" ", "-", "", "\n", "　"]), min_size=10, max_size=10),
    st.sampled_from(["13500000001", "１３５０００００００１", "一三五〇〇〇〇〇〇〇一"]),
)
def test_no_spacing_hides_the_petitioners_phone(gaps: list[str], phone: str) -> None:
    one_kind = next((gap for gap in gaps if gap.strip("\n")), "")
    spaced = "".join(
        sign + (gap if gap in ("", "\n") else one_kind)
        for sign, gap in zip(phone, [*gaps, ""], strict=True)
    )
    found = personal_data(f"电话：{spaced}。", PETITIONER)
    assert [(one.kind, one.own, one.part) for one in found] == [(DataKind.MOBILE, True, False)]
