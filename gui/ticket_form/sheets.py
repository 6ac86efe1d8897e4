"""The ticket form as a description: sheets in the order of the work, most important first."""

from gui.forms.description import Line, Sheet, Track, asks, sheet
from gui.ticket_form.law_line import newest_grounds
from storage.guidance import evidence_kinds

REGISTER = sheet(
    "register",
    "登记和分类",
    Line(asks("number", "工单编号")),
    Line(asks("kind", "类型")),
    Line(asks("source", "来源")),
    Line(
        asks("received_at", "区局接收"),
        asks("assigned_at", "派至所队"),
        asks("hotline_created_at", "热线登记"),
    ),
    Line(asks("unit", "承办单位"), asks("handler", "承办人"), asks("category", "行业类别")),
    Line(asks("is_ad", "广告类"), asks("is_unfair_competition", "不正当竞争")),
    Line(asks("is_rework", "重办件"), asks("origin_number", "原工单编号")),
    Line(asks("hotline_term_days", "热线时限"), asks("hotline_extension_date", "延期批准")),
    note="带 * 的必填",
)

PEOPLE = sheet(
    "people",
    "诉求人和被诉主体",
    Line(asks("petitioner_name", "诉求人"), asks("petitioner_phone", "电话")),
    Line(asks("petitioner_address", "地址")),
    Line(
        asks("is_real_name", "实名"),
        asks("is_confidential", "要求保密"),
        asks("is_by_proxy", "委托代办"),
    ),
    Line(asks("trader_name", "被诉主体", share=3), asks("trader_uscc", "信用代码", share=2)),
    Line(asks("trader_address", "主体地址")),
    Line(asks("is_platform_trader", "平台网店")),
    Line(asks("platform_address_state", "公示地址")),
    note="诉求人信息不能透露给被诉主体",
)

CLAIM = sheet(
    "claim",
    "诉求",
    Line(asks("content", "诉求内容", rows=4)),
    Line(asks("claims", "诉求事项", rows=3)),
    Line(asks("demand", "投诉请求", rows=2)),
    Line(asks("clue", "举报线索", rows=2)),
    Line(asks("purchase_date", "消费时间"), asks("purchase_place", "地点", share=2)),
    Line(asks("purchase_item", "消费内容", share=2), asks("amount", "金额（元）")),
)

CONTACT = sheet(
    "contact",
    "先行联系",
    Line(
        asks("first_contact_at", "时间"),
        asks("first_contact_result", "结果", share=2),
        label="联系",
    ),
    Line(asks("failed_contact_attempts", "没打通的", rows=3)),
    note="接单后一个工作日内",
)

TRACKS = Sheet(
    key="tracks",
    title="两条轨",
    note="一单两线、两套期限、两个结论；只有一条轨的只显示那一条",
    tracks=(
        Track(
            title="投诉轨",
            icon="message-square-text",
            lines=(
                Line(asks("acceptance", "受理决定")),
                Line(asks("acceptance_date", "决定日期")),
                Line(asks("decline_ground", "不予受理", options=newest_grounds("decline_ground"))),
                Line(asks("decline_explanation", "说明", rows=2)),
                Line(
                    asks("acceptance_notice_at", "时间"),
                    asks("acceptance_notice_way", "方式", narrow=True),
                    label="告知",
                ),
                Line(asks("acceptance_notice_text", "告知内容", rows=2)),
                Line(asks("id_proof_notice_date", "补材料通知")),
                Line(asks("mediation_consent", "调解意愿")),
                Line(asks("consent_publish", "同意公示")),
                Line(asks("consent_delegate", "委托调解")),
                Line(asks("mediator_conflict", "调解回避"), asks("mediator_replaced", "已换人")),
                Line(asks("mediation_result", "调解结果")),
                Line(asks("mediated_on", "协议日期")),
                Line(asks("mediation_paper", "文书")),
                Line(
                    asks(
                        "termination_ground",
                        "终止调解",
                        options=newest_grounds("termination_ground"),
                    )
                ),
                Line(asks("termination_date", "终止日期")),
                Line(
                    asks("termination_notice_petitioner", "告知投诉人"),
                    asks("termination_notice_trader", "被投诉人"),
                ),
                Line(asks("termination_notice_text", "告知内容", rows=2)),
            ),
        ),
        Track(
            title="举报轨",
            icon="flag",
            lines=(
                Line(asks("filing", "立案决定")),
                Line(asks("filing_date", "决定日期"), asks("case_number", "案号")),
                Line(
                    asks("not_filed_ground", "不予立案", options=newest_grounds("not_filed_ground"))
                ),
                Line(
                    asks("not_filed_approver", "姓名"),
                    asks("not_filed_approver_post", "职务", share=2),
                    label="批准人",
                ),
                Line(asks("corrected_date", "改正日期")),
                Line(asks("extension_approved_date", "延期批准")),
                Line(asks("tipoff_notice_at", "结果告知")),
                Line(asks("tipoff_conclusion", "结论", rows=3)),
            ),
        ),
    ),
)

INSPECTION = sheet(
    "inspection",
    "核查",
    Line(asks("inspected_at", "时间"), asks("inspect_place", "地点", share=2), label="核查"),
    Line(asks("inspectors", "核查人员", rows=2)),
    Line(asks("inspect_process", "核查经过", rows=4)),
    Line(asks("evidence", "佐证材料", options=[(kind, kind) for kind in evidence_kinds()])),
    Line(asks("test_from", "检测开始"), asks("test_to", "结束")),
    note="两条轨共用",
)

CLAIM_VERDICTS = [(word, word) for word in ("属实", "不属实", "无法核实")]
"""How a single claim can turn out; a ticket without facts to find out has one more answer."""

VERDICT = sheet(
    "verdict",
    "事实认定",
    Line(asks("verdict", "认定")),
    Line(
        asks("claim_verdicts", "逐项认定", each_of="claims", options=CLAIM_VERDICTS),
        bare=True,
    ),
    Line(asks("verdict_reason", "认定理由", rows=3)),
    Line(asks("law_refs", "法律依据", rows=2)),
    note="逐项写，全部诉求都要回应",
)

REPLY = sheet(
    "reply",
    "答复和告知",
    Line(asks("reply", "答复内容", rows=5)),
    Line(asks("text_to_trader", "给被诉主体", rows=2)),
    Line(asks("notice_at", "时间"), asks("notice_way", "方式", share=2), label="告知"),
    Line(asks("replied_at", "答复时间"), asks("closed_at", "办结时间")),
    note="诉求人看到的话",
)

REFERRAL = sheet(
    "referral",
    "退单和移送",
    Line(asks("decline_assignment_reason", "退单理由", rows=2)),
    Line(asks("suggested_unit", "建议单位")),
    Line(asks("transfer_to", "移送去向", share=2), asks("transfer_date", "日期")),
    Line(asks("transfer_basis", "移送依据")),
    Line(asks("police_transfer", "移送公安")),
    note="不归本单位办的才填",
)

GATE = sheet(
    "gate",
    "审核",
    Line(asks("supervisor", "分管领导"), asks("supervised_at", "审核时间")),
    Line(asks("supervisor_opinion", "意见")),
    Line(asks("section_decision", "科室审批"), asks("section_decided_at", "审批时间")),
    Line(asks("section_return_reason", "退回原因")),
)

CALLBACK = sheet(
    "callback",
    "回访",
    Line(asks("callback_at", "回访时间"), asks("city_dissatisfied", "市级不满意")),
    Line(asks("satisfaction", "满意度")),
    Line(asks("solved", "解决情况")),
    Line(asks("explanation", "情况说明", rows=2)),
    Line(asks("agreed_line_number", "统一口径")),
)

SHEETS: tuple[Sheet, ...] = (
    REGISTER,
    PEOPLE,
    CLAIM,
    CONTACT,
    INSPECTION,
    TRACKS,
    VERDICT,
    REPLY,
    REFERRAL,
    GATE,
    CALLBACK,
)
