"""Whatever is written as a rule, the program neither breaks nor hangs; `dev.py soak` tries more."""

import pytest

from tests.endurance.hostile_rules import ATTACKS, EXPECTED, attacks, try_attack

REFUSED = {
    *("十万个且", "一万层括号", "一万个非", "一个长词", "一段长引文", "大数", "大数在例子里"),
    *("名称成倍", "名称成圈", "错名很多", "错规则很多", "错例子很多", "规则太多", "例子太多"),
    *("替换太多", "情形太多", "词表太大", "套很多层的数据", "不是数据", "看不见的字"),
}


@pytest.mark.parametrize("name", list(ATTACKS))
def test_an_attack_is_refused_or_ends_soon(name: str) -> None:
    became = try_attack(ATTACKS[name]())
    assert became == "refused" if name in REFUSED else became in EXPECTED


def test_words_of_the_language_in_any_order_break_nothing() -> None:
    for _, data in list(attacks(200))[len(ATTACKS) :]:
        assert try_attack(data) in EXPECTED
