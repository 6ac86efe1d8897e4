"""Names of people in a text: the petitioner's, however written, and those that a label gives away.

A family name with a form of address (王女士) names nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from core.personal.kinds import DataKind, Found
from core.personal.surnames import COMMON, DOUBLE, HAN, SURNAME, split_name
from core.personal.words import Squeezed, closed_up

DOTS = "·•・‧．"
HONORIFICS = "先生|女士|小姐|同志|老师|师傅|阿姨|老伯|大爷|大妈"
_HONORIFIC = re.compile(f"(?:{HONORIFICS})$")
_BETWEEN_NAMES = re.compile(r"[、，,；;/\s]+")
_SAID = (
    "(?:先生|女士|小姐|反映|称|表示|投诉|举报|来电|来信|来访|要求|购买|于|在|"
    "向|与|和|的|提出|本人|等)"
)
_BORDER = rf"(?=$|[^{HAN}]|{_SAID})"
_NO_GIVEN = "先生女士某的了在是有不为已也就都我你他她们这那个什么怎没未与和及或"
_NAME = f"{SURNAME}(?![{_NO_GIVEN}])[{HAN}](?:(?![{_NO_GIVEN}])[{HAN}])?"
_ETHNIC = f"[{HAN}]{{2,8}}[{DOTS}][{HAN}]{{2,8}}?"
_STRONG = (
    "投诉人|诉求人|举报人|反映人|来电人|联系人|收件人|收货人|付款人|持卡人|"
    "户主|监护人|受托人|委托人"
)
_WEAK = (
    "消费者|业主|家长|患者|学员|会员|乘客|顾客|客户|市民|群众|本人|孩子|"
    "儿子|女儿|父亲|母亲|老伴|丈夫|妻子"
)
_CALLED = r"(?:姓名|名字|大名)?\s*(?:[:：]|是|为|叫做|叫|名叫|姓名)\s*"
_LABELLED = re.compile(
    rf"(?:(?:{_STRONG})(?:{_CALLED}|\s*)|(?:{_WEAK})(?:姓名)?\s*(?:[:：]|叫做|叫|名叫|姓名)\s*"
    rf"|(?<!企业)(?<!单位)(?<!店铺)姓名\s*(?:[:：]|是|为)\s*|我(?:名字)?叫|(?:^|[，。,\s])我是(?={SURNAME}[{HAN}]{{2}}[，。,]))"
    rf"(?P<name>{_ETHNIC}|{_NAME}){_BORDER}"
)
_TITLED = re.compile(rf"(?:^|[^{HAN}]|(?<=[与和向给找由对请被的将]))(?P<name>{_NAME})(?:先生|女士)")
_BEFORE_NUMBER = re.compile(
    rf"(?:^|[^{HAN}]|(?:{_STRONG}|{_WEAK}|姓名|诉求人|负责人))(?P<name>{_ETHNIC}|{_NAME})"
    r"[\s，,、：:（(]{0,2}(?:的)?(?:联系)?(?:电话|手机号码|手机号|手机|号码|身份证号码|身份证号|身份证|卡号)?"
    r"(?:号码)?(?:是|为)?[\s：:（(]{0,2}$"
)
_LEAST = 2


def names_in_field(field: str) -> tuple[str, ...]:
    """The people in a field for names; a form of address behind a name is no part of it."""
    found = (_HONORIFIC.sub("", word) for word in _BETWEEN_NAMES.split(field))
    return tuple(name for name in found if len(name) >= _LEAST)


def _parts(name: str) -> Iterator[str]:
    """What of a name is still somebody: the given name, or each part of a name with a dot."""
    segments = re.split(f"[{DOTS}]", name)
    if len(segments) > 1:
        yield from (segment for segment in segments if len(segment) >= _LEAST)
        return
    _, given = split_name(name)
    if len(given) >= _LEAST:
        yield given
    elif len(given) == 1:
        yield from (f"阿{given}", f"小{given}")


_PLACE_BEHIND = re.compile(r"\s*(?:路|街|大道|镇|乡|村|弄|里|桥|小区|花园|新村|店|超市|公司|所)")


def own_names(closed: Squeezed, names: Iterable[str], text: str) -> Iterator[Found]:
    """The petitioner's name; a given name that is the name of a road or a shop is none."""
    for name in names:
        for start, end in closed.find(closed_up(name).text):
            yield Found(kind=DataKind.NAME, start=start, end=end, own=True)
        for part in _parts(name):
            for start, end in closed.find(part):
                if not _PLACE_BEHIND.match(text, end):
                    yield Found(kind=DataKind.NAME, start=start, end=end, own=True, part=True)


_STAFF = re.compile(
    rf"(?:负责人|法定代表人|经营者|店主|店长|经理|主管|店员|老板)(?P<name>{_NAME})"
    rf"(?=$|[^{HAN}]|在|陪同|配合|到场|签字|签收|确认|提供|承认|说|称|表示|介绍|出示|现场|当场)"
)


def staff_names(text: str) -> Iterator[Found]:
    """People of the trader whom a word for their post shows: 负责人李大明."""
    for hit in _STAFF.finditer(text):
        yield Found(kind=DataKind.NAME, start=hit.start("name"), end=hit.end("name"))


def other_names(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """Names that a label, a form of address or a number behind them shows to be names."""
    for pattern in (_LABELLED, _TITLED):
        for hit in pattern.finditer(text):
            # 和游客唐女士 names nobody: what looks like the end of a name is a family name.
            sure = pattern is _LABELLED or hit["name"][-1] not in COMMON
            start, end = hit.span("name")
            if hit["name"] not in DOUBLE:  # 欧阳女士 is a family name
                yield Found(kind=DataKind.NAME, start=start, end=end, sure=sure)
    for number in numbers:
        lead = text[max(number.start - 24, 0) : number.start]
        if number.sure and (before := _BEFORE_NUMBER.search(lead)):
            start = number.start - len(lead) + before.start("name")
            end = number.start - len(lead) + before.end("name")
            yield Found(kind=DataKind.NAME, start=start, end=end)
