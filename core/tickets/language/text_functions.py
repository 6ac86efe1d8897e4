"""The functions of the rule language over texts and lists; they know no ticket and no calendar."""

from decimal import Decimal
from typing import Any, TypeAlias

from core.tickets.fields import is_empty
from core.tickets.language import texts
from core.tickets.language.function import Function, Unknown, takes
from core.tickets.language.value_types import FLAG, LIST, NUMBER, TEXT, Sort
from core.tickets.ticket import Evidence

Number: TypeAlias = int | float | Decimal

_ANY = frozenset(Sort) - {Sort.WORDS, Sort.TABLE}
_LISTS = (Sort.LIST, Sort.EVIDENCE)


def _kinds(items: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(item.kind for item in items)


def _names(items: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(item.name for item in items)


def _runs_alike(one: str, other: str, length: Number) -> bool:
    if length > LONGEST_RUN:
        raise Unknown(f"最多看连续 {LONGEST_RUN} 字")
    return texts.runs_alike(one, other, int(length))


LONGEST_RUN = 500


def _any(name: str) -> Any:
    return takes(name, *_ANY)


FUNCTIONS = (
    Function(
        "字数",
        "去掉空白以后有几个字；没有填写是 0。",
        (takes("文本", Sort.TEXT),),
        NUMBER,
        lambda text: len(texts.squeeze(text or "")),
        takes_empty=True,
    ),
    Function(
        "个数",
        "列表里有几项，空的不算。",
        (takes("列表", *_LISTS),),
        NUMBER,
        lambda items: len(texts.elements(items)),
        takes_empty=True,
    ),
    Function(
        "不同个数",
        "列表里有几项互不相同。",
        (takes("列表", *_LISTS),),
        NUMBER,
        lambda items: len({texts.squeeze(item) for item in texts.elements(items)}),
        takes_empty=True,
    ),
    Function(
        "空的个数",
        "这几栏里有几栏没有填写。",
        (_any("栏目"),),
        NUMBER,
        lambda *values: sum(map(is_empty, values)),
        takes_empty=True,
        repeats=True,
    ),
    Function(
        "连接",
        "把几段文字、几个列表接在一起查，每段另起一行。",
        (takes("文本或列表", Sort.TEXT, *_LISTS),),
        TEXT,
        texts.join,
        takes_empty=True,
        repeats=True,
    ),
    Function(
        "规整",
        "全角字母、数字改成半角，去掉空白，便于查找。",
        (takes("文本", Sort.TEXT),),
        TEXT,
        texts.plain_width,
    ),
    Function(
        "去间隔",
        "去掉空格和连字符，用于号码。",
        (takes("文本", Sort.TEXT),),
        TEXT,
        texts.without_gaps,
    ),
    Function(
        "去掉",
        "去掉文本里的某几个字。",
        (takes("文本", Sort.TEXT), takes("要去掉的字", Sort.TEXT)),
        TEXT,
        lambda text, out: text.replace(out, ""),
    ),
    Function("书名", "书名号里的名称。", (takes("文本", Sort.TEXT),), LIST, texts.titles),
    Function(
        "书名外",
        "去掉书名号和里面的字以后的文本。",
        (takes("文本", Sort.TEXT),),
        TEXT,
        texts.without_titles,
    ),
    Function("类别", "每项佐证的类别。", (takes("佐证", Sort.EVIDENCE),), LIST, _kinds),
    Function("名称", "每项佐证的名称。", (takes("佐证", Sort.EVIDENCE),), LIST, _names),
    Function(
        "出现几类",
        "这几个词表里，有几个词表有词出现在文本里。",
        (takes("文本", Sort.TEXT), takes("词表", Sort.WORDS)),
        NUMBER,
        texts.kinds_present,
        repeats=True,
    ),
    Function(
        "先后出现",
        "前一词表的词之后若干字内，出现后一词表的词。",
        (
            takes("文本", Sort.TEXT),
            takes("前词表", Sort.WORDS),
            takes("后词表", Sort.WORDS),
            takes("最多隔几字", Sort.NUMBER),
        ),
        FLAG,
        texts.follows,
        reads="{0} 里 {1} 之后 {3} 字内出现 {2}",
    ),
    Function(
        "同句先后出现",
        "同一句里，前一词表的词之后若干字内，出现后一词表的词。",
        (
            takes("文本", Sort.TEXT),
            takes("前词表", Sort.WORDS),
            takes("后词表", Sort.WORDS),
            takes("最多隔几字", Sort.NUMBER),
        ),
        FLAG,
        texts.follows_in_sentence,
        reads="{0} 同一句里 {1} 之后 {3} 字内出现 {2}",
    ),
    Function(
        "出现而未否定",
        "词表的词出现在文本里，而同一句它前面若干字内没有否定的词。",
        (
            takes("文本", Sort.TEXT),
            takes("词表", Sort.WORDS),
            takes("否定词表", Sort.WORDS),
            takes("往前看几字", Sort.NUMBER),
        ),
        FLAG,
        texts.stands_affirmed,
        reads="{0} 出现 {1}，前面没有否定",
    ),
    Function(
        "写有数量",
        "文本里写了这个数量，阿拉伯数字、汉字数字都认：写有数量(答复内容, “个工作日”, 45)。",
        (takes("文本", Sort.TEXT), takes("单位", Sort.TEXT), takes("数", Sort.NUMBER)),
        FLAG,
        texts.says_number,
        reads="{0} 写了 {2} {1}",
    ),
    Function(
        "开头任一",
        "文本或列表的某一项以词表的词开头。",
        (takes("文本或列表", Sort.TEXT, *_LISTS), takes("词表", Sort.WORDS)),
        FLAG,
        texts.begins_with_any,
        reads="{0} 以 {1} 开头",
    ),
    Function(
        "结尾任一",
        "文本以词表的词结尾。",
        (takes("文本", Sort.TEXT), takes("词表", Sort.WORDS)),
        FLAG,
        texts.ends_with_any,
        reads="{0} 以 {1} 结尾",
    ),
    Function(
        "敏感号码",
        "文本里完整的手机号、身份证号、银行卡号。",
        (takes("文本", Sort.TEXT),),
        LIST,
        texts.sensitive_numbers,
        finds_private=True,
    ),
    Function(
        "除去",
        "列表里不见于这几个文本的项。",
        (takes("列表", *_LISTS), takes("文本", Sort.TEXT)),
        LIST,
        texts.leave_out,
        takes_empty=True,
        repeats=True,
    ),
    Function(
        "有连续相同",
        "两段文本有连续若干字相同。",
        (takes("文本", Sort.TEXT), takes("另一文本", Sort.TEXT), takes("字数", Sort.NUMBER)),
        FLAG,
        _runs_alike,
        weight=40,
        reads="{0} 与 {1} 有连续 {2} 字相同",
    ),
    Function(
        "相似度",
        "两段文本有多像，0 到 1，标点和空白不算。",
        (takes("文本", Sort.TEXT), takes("另一文本", Sort.TEXT)),
        NUMBER,
        lambda one, other: round(Decimal(texts.similarity(one, other)), 4),
        weight=200,
    ),
    Function(
        "越界条文",
        "法律依据里条号超出该法条数的项；数表里没有的法不查。",
        (takes("法律依据", Sort.LIST), takes("条数表", Sort.TABLE)),
        LIST,
        texts.beyond_last_article,
    ),
    Function(
        "改引条文",
        "引用的旧条文现在是哪一条，数表写明；表里没有的不列。",
        (takes("文本", Sort.TEXT), takes("条号表", Sort.TABLE)),
        LIST,
        texts.renumbered,
    ),
)
"""Every function over texts and lists, with what it does in the office's words."""
