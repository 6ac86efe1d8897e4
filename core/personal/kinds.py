"""The kinds of personal data, and one place in a text where such data stand."""

from dataclasses import dataclass
from enum import StrEnum


class DataKind(StrEnum):
    """What a stretch of text gives away; the value is the word for it."""

    NAME = "姓名"
    MOBILE = "手机号"
    LANDLINE = "固定电话"
    IDENTITY = "身份证号"
    CARD = "银行卡号"
    ADDRESS = "住址"
    EMAIL = "电子邮箱"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Personal data from `start` to `end` of a text, in characters.

    `own` says that it is the petitioner's; `part` that only a piece of it stands there (名 without
    姓, a number without its beginning). What is not `sure` only looks like it, by its form: worth
    covering where a text is covered anyway, not worth an alarm.
    """

    kind: DataKind
    start: int
    end: int
    own: bool = False
    part: bool = False
    sure: bool = True
