"""Rules made to break the reader or to keep the program busy: each is refused, or runs soon enough.

Named attacks first, then sentences put together at random. In the test run a few, in the soak many;
there it is also measured that none takes longer than a second.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from core.errors import Refusal
from core.tickets.case import Case, Surroundings
from core.tickets.fields import FIELDS, FieldType, ticket_of
from core.tickets.language.library import FUNCTIONS
from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.rules.data import rulebook_of
from core.tickets.rules.plain import tidy
from core.tickets.ticket import Ticket
from core.tickets.words import Kind
from tests.core.tickets.rules.samples import RULE, WORDS, a_rulebook

ALLOWED_SECONDS = 1.0
LONGEST_SAID = 5_000
TODAY = date(2026, 11, 23)
_LONG = "一二三四五六七八九十" * 100_000

Data = dict[str, Any]


def rule(**changes: Any) -> Data:
    return a_rulebook({**RULE, **changes})


def names(**sentences: str) -> list[Data]:
    return [*WORDS["names"], *({"name": n, "means": s} for n, s in sentences.items())]


def _doubling(sign: str, first: str, count: int = 60) -> Data:
    """Names that stand for twice as much each time."""
    made = {f"名{at}": f"名{at - 1} {sign} 名{at - 1}" for at in range(1, count)}
    return a_rulebook(names=names(名0=first, **made))


def _joining() -> Data:
    """A text put together with itself, as often as the limits of a sentence allow."""
    made = {f"名{at}": f"连接(名{at - 1}, 名{at - 1})" for at in range(1, 11)}
    use = {**RULE, "condition": "名10 包含 “没有的字”", "message": "{名10}"}
    return a_rulebook(use, names=names(名0="连接(诉求内容, 答复内容)", **made))


def _numbers_multiplied() -> Data:
    made = {f"名{at}": f"名{at - 1} * 名{at - 1}" for at in range(1, 11)}
    use = {**RULE, "condition": "名10 大于 1", "message": "{名10}"}
    return a_rulebook(use, names=names(名0="字数(诉求内容) * 字数(诉求内容)", **made))


def _many(count: int, **changes: Any) -> Data:
    return a_rulebook(*({**RULE, **changes, "id": f"F-{at}"} for at in range(count)))


def _lists(words: list[str], condition: str) -> Data:
    lists = [{"name": "甲词", "words": words}, {"name": "乙词", "words": words}]
    return a_rulebook({**RULE, "condition": condition}, lists=lists)


_SIGNS = ["×月×日×时×分"[: 1 + at % 7] + str(at) for at in range(500)]
_ONES = ["一" * (1 + at % 40) for at in range(500)]

ATTACKS: dict[str, Callable[[], Data]] = {
    "十万个且": lambda: rule(condition=" 且 ".join(["投诉请求 为空"] * 100_000)),
    "一万层括号": lambda: rule(condition="(" * 10_000 + "投诉请求 为空" + ")" * 10_000),
    "一万个非": lambda: rule(condition="非 " * 10_000 + "投诉请求 为空"),
    "只有左括号": lambda: rule(condition="（" * 2_000),
    "一个长词": lambda: rule(condition=_LONG),
    "一段长引文": lambda: rule(condition=f"投诉请求 包含 “{_LONG}”"),
    "没有关上的引号": lambda: rule(condition="“" * 1_999),
    "大数": lambda: rule(condition=f"涉及金额 大于 {'9' * 1_900}"),
    "大数在例子里": lambda: rule(fires=[{"涉及金额": 10**5000}]),
    "大数作倍数": lambda: rule(condition="涉及金额 * 999999999999999 * 999999999999999 大于 1"),
    "字数相乘": _numbers_multiplied,
    "日期加大数": lambda: rule(condition="收到之日 + 999999999999999 晚于 今天()"),
    "工作日后大数": lambda: rule(condition="工作日后(收到之日, 36500) 早于 今天()"),
    "很远的区间": lambda: rule(condition="不予受理情形 属于 (0至999999999999)"),
    "很多区间": lambda: rule(condition=f"不予受理情形 属于 ({'、'.join(['0至200'] * 200)})"),
    "名称成倍": lambda: _doubling("且", "投诉请求 为空"),
    "名称成倍或": lambda: _doubling("或", "投诉请求 为空", 11),
    "名称相乘": lambda: _doubling("*", "涉及金额", 11),
    "文字成倍": _joining,
    "名称成圈": lambda: a_rulebook(
        names=names(**{f"名{at}": f"名{(at + 1) % 400} 为空" for at in range(400)})
    ),
    "错名很多": lambda: a_rulebook(names=names(**{f"名{at}": "没有的" for at in range(490)})),
    "错规则很多": lambda: _many(499, condition="投诉清求 为空", fields=["投诉清求"] * 40),
    "错例子很多": lambda: _many(100, fires=[{"投诉清求": "甲", "核查时问": "乙"}] * 150),
    "规则太多": lambda: _many(20_000),
    "例子太多": lambda: rule(fires=[{"工单类型": "投诉"}] * 100_000),
    "替换太多": lambda: rule(
        condition="〔甲〕" * 600, each=[{"甲": _LONG[:200], "乙": "〔甲〕" * 40}] * 100
    ),
    "情形太多": lambda: rule(case=[{"each": [{"甲": "乙"}] * 100}] * 50),
    "或里套或": lambda: rule(condition=_nested()),
    "互相矛盾很多": lambda: rule(
        condition=" 且 ".join(f"涉及金额 不为 {at}" for at in range(130)) + " 且 涉及金额 大于 1"
    ),
    "词表太大": lambda: _lists(["字" * 40] * 100_000, "诉求内容 包含任一 甲词"),
    "词有很多数号": lambda: _lists(_SIGNS, "诉求内容 包含任一 甲词"),
    "词都是一": lambda: _lists(_ONES, "诉求内容 只含 甲词"),
    "先后出现": lambda: _lists(_ONES, _often("先后出现(诉求内容, 甲词, 乙词, 999999)")),
    "出现而未否定": lambda: _lists(_ONES, _often("出现而未否定(诉求内容, 甲词, 乙词, 99999)")),
    "相似度": lambda: rule(condition=_often("相似度(诉求内容, 答复内容) 大于 0.5")),
    "有连续相同": lambda: rule(condition=_often("有连续相同(诉求内容, 答复内容, 15000)")),
    "别的工单": lambda: rule(condition=_often("雷同答复件(0.999) 不为空")),
    "别的工单的人": lambda: rule(
        condition=" 或 ".join(f"集中诉求人数({at}) 大于 9" for at in range(100))
    ),
    "提示很长": lambda: rule(message="{诉求内容}" * 60),
    "套很多层的数据": lambda: {"rules": _deep(100_000)},
    "不是数据": lambda: {"rules": {"甲": [[[[]]]]}, "names": 5, "lists": "甲", "tables": [None]},
    "看不见的字": lambda: rule(title="甲\u202e乙", message="\x00"),
    "半个字": lambda: rule(condition="投诉请求 包含 “\ud800”"),
}


def _often(part: str) -> str:
    """The same part in one sentence as often as the limits allow."""
    return " 或 ".join([part] * (1_900 // (len(part) + 3)))


def _nested() -> str:
    sentence = "投诉请求 为空"
    while len(sentence) < 1_900 and sentence.count("(") < 28:
        sentence = f"({sentence} 或 涉及金额 大于 5) 且 工单类型 属于 (投诉, 举报)"
    return sentence


def _deep(levels: int) -> list[Any]:
    made: list[Any] = []
    for _ in range(levels):
        made = [made]
    return made


_SOUP = (
    *("且", "或", "非", "为", "不为", "属于", "大于", "不早于", "为空", "包含", "包含任一", "只含"),
    *("(", ")", "（", "“", "”", '"', ",", "、", "+", "-", "*", "至", "如果", " ", "\n", "〔", "{"),
    *(
        "1",
        "99999999",
        "2026-04-15",
        "“退款”",
        "投诉",
        "举报",
        "今天()",
        "退赔用语",
        "法条数",
        "甲",
    ),
    *(field.header for field in FIELDS),
    *(f"{name}(" for name in FUNCTIONS),
)


def soup(random_: random.Random) -> Data:
    """A rule whose sentence is words of the language in any order."""
    sentence = "".join(random_.choices(_SOUP, k=random_.randint(1, 400)))
    return rule(condition=sentence, message=f"{{{sentence[:100]}}}", dated_by=sentence[:50])


def monstrous_ticket(number: str) -> Ticket:
    """Every text a megabyte, every list long."""
    values: dict[str, Any] = {"number": number, "kind": Kind.COMPLAINT}
    for field in FIELDS:
        if field.type is FieldType.TEXT and field.key != "number":
            values[field.key] = _LONG
        if field.type is FieldType.LIST:
            values[field.key] = ("一" * 1_000,) * 5_000
        if field.type is FieldType.DATETIME:
            values[field.key] = None
    return ticket_of(values, ref=number)


_MONSTER = monstrous_ticket("SJ1")
_AROUND = Surroundings(
    today=TODAY, others=Gathered([neighbour_of(monstrous_ticket(f"SJ{at}")) for at in range(2, 4)])
)


EXPECTED = ("refused", "ran")


def try_attack(data: Data) -> str:
    """What became of it: refused with a sentence, or run on a monstrous ticket."""
    try:
        rulebook = rulebook_of(tidy(data), version="")
    except Refusal as refusal:
        return "refused" if str(refusal) else "refused without a word"
    case = Case(_MONSTER, _AROUND)
    found = rulebook.findings(case)
    return "ran" if all(len(one.message) < LONGEST_SAID for one in found) else "said too much"


def attacks(rounds: int) -> Iterator[tuple[str, Data]]:
    for name, made in ATTACKS.items():
        yield name, made()
    random_ = random.Random(20261123)  # noqa: S311 -- the same sentences each time
    for at in range(rounds):
        yield f"乱写 {at}", soup(random_)


def main(rounds: int) -> int:
    """Run all of them, and say which took too long."""
    wrong = 0
    for name, data in attacks(rounds):
        began = time.perf_counter()
        became = try_attack(data)
        took = time.perf_counter() - began
        if took > ALLOWED_SECONDS or became not in EXPECTED:
            sys.stdout.write(f"{name}：{became}，{took:.2f} 秒\n")
            wrong += 1
    sys.stdout.write(f"试了 {len(ATTACKS) + rounds} 种有害的规则，{wrong} 种不对\n")
    return int(wrong > 0)
