from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from core.tickets.language.check import condition
from core.tickets.language.explain import compile_explanation
from core.tickets.ticket import Evidence
from core.tickets.words import Filing, Kind, MediationConsent
from tests.core.tickets.language.sentences import VOCABULARY, case, why


def test_the_example_of_the_office() -> None:
    sentence = "工单类型 属于 (举报, 投诉举报复合件) 且 不予立案情形 为空"
    assert why(sentence, kind=Kind.TIPOFF) == "因为 工单类型 是 举报，且 不予立案情形 为空"


def test_of_an_or_only_what_held_is_told() -> None:
    sentence = "工单类型 为 投诉 且 (诉求人姓名 为空 或 诉求人电话 为空 或 诉求人地址 为空)"
    told = why(sentence, kind=Kind.COMPLAINT, petitioner_name="甄示例")
    assert told == "因为 工单类型 是 投诉，且 （诉求人电话 为空，或 诉求人地址 为空）"


@pytest.mark.parametrize(
    ("sentence", "values", "told"),
    [
        ("涉及金额 不小于 5", {"amount": Decimal("12.50")}, "涉及金额 是 12.5，不小于 5"),
        ("非 涉及金额 小于 5", {"amount": Decimal(12)}, "涉及金额 是 12，不小于 5"),
        (
            "答复时间 早于 告知时间",
            {"replied_at": datetime(2026, 5, 1, 9), "notice_at": datetime(2026, 5, 2)},
            "答复时间 是 2026-05-01 09:00，早于 告知时间 2026-05-02 00:00",
        ),
        (
            "收到之日 晚于 2026-04-15",
            {"received_at": datetime(2026, 5, 1)},
            "收到之日 是 2026-05-01，晚于 2026-04-15",
        ),
        ("是否实名 不为 是", {"is_real_name": False}, "是否实名 为 否"),
        ("是否实名 不为 是", {}, "是否实名 没有填写"),
        ("非 调解意愿 为 双方同意", {}, "调解意愿 没有填写"),
        (
            "非 调解意愿 为 双方同意",
            {"mediation_consent": MediationConsent.NOT_ASKED},
            "调解意愿 是 未征询，不是 双方同意",
        ),
        ("诉求文本 包含任一 退赔用语", {"demand": "请退货"}, "诉求文本 出现 “退货”"),
        ("非 诉求文本 包含任一 退赔用语", {"demand": "请处理"}, "诉求文本 没有出现 退赔用语"),
        ("投诉请求 只含 空泛用语", {"demand": "请处理"}, "投诉请求 只有 空泛用语"),
        (
            "名称(佐证材料) 不为空",
            {"evidence": (Evidence("照片", "门头"),)},
            "名称(佐证材料) 是 门头",
        ),
        ("工单编号 不为空", {}, "工单编号 已填写"),
        (
            "同句先后出现(认定理由, 经营者称呼, 否认用语, 8)",
            {"verdict_reason": "商家否认"},
            "认定理由 同一句里 经营者称呼 之后 8 字内出现 否认用语",
        ),
        ("退单件", {"suggested_unit": "泗泾所"}, "退单件（建议承办单位 已填写）"),
        ("非 退单件", {}, "非退单件（退单理由 为空，且 建议承办单位 为空）"),
    ],
)
def test_each_comparison_tells_what_it_found(
    sentence: str, values: dict[str, Any], told: str
) -> None:
    assert why(sentence, **values) == f"因为 {told}"


def test_an_explanation_is_a_tree() -> None:
    told = compile_explanation(
        condition("退单件 且 (工单类型 为 投诉 或 立案决定 为 立案)", VOCABULARY)
    )(case(suggested_unit="泗泾所", kind=Kind.COMPLAINT, filing=Filing.FILED))
    assert told.joined == "且"
    assert [part.text for part in told.parts] == ["退单件", ""]
    assert [part.text for part in told.parts[1].parts] == ["工单类型 是 投诉", "立案决定 是 立案"]


def test_who_the_petitioner_is_stands_in_no_explanation() -> None:
    secret: dict[str, Any] = {
        "petitioner_name": "甄示例",
        "petitioner_phone": "13500000001",
        "petitioner_address": "示例路 1 号",
        "reply": "甄示例 13500000001 示例路 1 号",
        "trader_name": "某店",
    }
    for sentence in (
        "答复内容 包含 诉求人姓名 且 答复内容 包含 诉求人地址",
        "诉求人姓名 不为 被诉主体名称",
        "去间隔(诉求人电话) 不为 “1”",
        "敏感号码(答复内容) 不为空",
        "诉求人姓名 不为空",
    ):
        told = why(sentence, **secret)
        assert not any(word in told for word in ("甄示例", "13500000001", "示例路"))


def test_long_values_are_cut_short() -> None:
    told = why("承办单位 不为 “九亭所”", unit="某" * 200)
    assert len(told) < 60
    told = why(
        "今日 晚于 2026-01-01 且 个数(诉求事项) 大于 3", today=date(2026, 5, 1), claims=("甲",) * 9
    )
    assert told == "因为 今日 是 2026-05-01，晚于 2026-01-01，且 个数(诉求事项) 是 9，大于 3"
