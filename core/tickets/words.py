"""The closed vocabularies of a ticket: members keep an English name and show the ledger's word."""

from enum import StrEnum


class Source(StrEnum):
    HOTLINE = "12345热线"
    PLATFORM = "全国12315平台"
    LETTER = "来信"
    VISIT = "来访"
    SUPERIOR = "上级交办"
    OTHER = "其他"


class Kind(StrEnum):
    """What the ticket asks for (工单类型); decides which tracks it runs on."""

    COMPLAINT = "投诉"
    TIPOFF = "举报"
    COMPOUND = "投诉举报复合件"
    ENQUIRY = "咨询"
    SUGGESTION = "意见建议"
    HELP = "求助"
    PRAISE = "表扬"
    OTHER = "其他"


COMPLAINT_KINDS = frozenset({Kind.COMPLAINT, Kind.COMPOUND})
TIPOFF_KINDS = frozenset({Kind.TIPOFF, Kind.COMPOUND})


class PlatformAddress(StrEnum):
    VALID = "有效"
    MISSING = "缺失"
    UNREACHABLE = "联系不上"


class ContactResult(StrEnum):
    CONTACTED = "已联系"
    UNREACHED = "联系不上"
    NOT_CONTACTED = "未联系"
    NOT_RATED = "未评价"


class Acceptance(StrEnum):
    ACCEPTED = "受理"
    DECLINED = "不予受理"


class NoticeWay(StrEnum):
    INTERNET = "互联网"
    PHONE = "电话"
    SMS = "短信"
    EMAIL = "电子邮件"
    LETTER = "信函"
    IN_PERSON = "当面"


class MediationConsent(StrEnum):
    BOTH = "双方同意"
    ONE_DECLINES = "一方不同意"
    NOT_ASKED = "未征询"


class Answer(StrEnum):
    """Answers to a question that may not have been asked."""

    YES = "是"
    NO = "否"
    NOT_ASKED = "未询问"


class MediationResult(StrEnum):
    UNDER_WAY = "调解中"
    SETTLED = "达成协议"
    WITHDRAWN = "和解撤回"
    ENDED = "终止调解"


class MediationPaper(StrEnum):
    AGREEMENT = "调解书"
    RECORD = "调解记录"
    PERFORMED = "即时履行凭证"
    NONE = "无"


class Filing(StrEnum):
    FILED = "立案"
    NOT_FILED = "不予立案"
    NO_AUTHORITY = "不具备权限"
    REPEAT = "重复举报"
    TRANSFERRED = "移送"


class NotFiledGround(StrEnum):
    """A1 to A4: a condition of filing fails; B1 to B4: filing may be dispensed with (程序规定)."""

    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    A4 = "A4"
    B1 = "B1"
    B2 = "B2"
    B3 = "B3"
    B4 = "B4"


class ApproverPost(StrEnum):
    BUREAU_LEADER = "部门负责人"
    STATION_LEADER = "所队领导"
    OTHER = "其他"


class Verdict(StrEnum):
    """What the handling unit found (事实认定)."""

    SUBSTANTIATED = "属实"
    PARTLY = "部分属实"
    UNSUBSTANTIATED = "不属实"
    UNVERIFIABLE = "无法核实"
    NOT_APPLICABLE = "不适用"


class SectionDecision(StrEnum):
    PASSED = "通过"
    RETURNED = "退回重办"


class Satisfaction(StrEnum):
    SATISFIED = "满意"
    BASIC = "基本满意"
    FAIR = "一般"
    DISSATISFIED = "不满意"
    REFUSED = "拒访"
    UNREACHED = "联系不上"
    NOT_RATED = "未评价"


class Solved(StrEnum):
    SOLVED = "实际解决"
    EXPLAINED = "解释说明"
    UNSOLVED = "未解决"
    NOT_RATED = "未评价"
