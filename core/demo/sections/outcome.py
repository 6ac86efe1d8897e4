"""What was found and on what grounds (认定): verdicts, reason, law, evidence, and the notices."""

from collections.abc import Iterable

from core.demo.course import is_mediated
from core.demo.scene import GONE, NO, YES, Scene, Told, fill
from core.demo.sections.law import law_refs
from core.demo.sections.reply import reply_text
from core.demo.sections.tipoff import UNVERIFIED, asked, found
from core.tickets.ticket import Evidence, Outcome
from core.tickets.words import (
    Acceptance,
    Filing,
    MediationPaper,
    MediationResult,
    NotFiledGround,
    NoticeWay,
    Verdict,
)

OBJECTIVE = frozenset({"照片", "视频", "监控", "笔录", "票据", "台账", "资质", "检测报告", "其他"})
"""Kinds that speak for themselves; the rest goes with the file."""

VERDICT_WORDS = {YES: "属实", NO: "不属实"}


def outcome_part(scene: Scene) -> Outcome:
    course, plot = scene.course, scene.plot
    evidence = _evidence(scene)
    if course.written is None:
        text = _to_trader(scene) if course.contact is not None else ""
        return Outcome(evidence=evidence, text_to_trader=text)
    told = course.told
    way = NoticeWay(scene.chance.weigh(scene.material.plan["notice_ways"]))
    scene.facts["notice_way"] = way.value
    return Outcome(
        verdict=plot.verdict,
        claim_verdicts=_claim_verdicts(scene),
        verdict_reason=_reason(scene, evidence),
        law_refs=law_refs(scene),
        evidence=evidence,
        reply=reply_text(scene),
        text_to_trader=_to_trader(scene),
        notice_way=way if told else None,
        notice_at=told,
        replied_at=course.replied,
        closed_at=course.closed,
    )


def _claim_verdicts(scene: Scene) -> tuple[str, ...]:
    return tuple(_claim_verdict(scene, told) for told in scene.claims)


def _claim_verdict(scene: Scene, told: Told) -> str:
    if not told.answer:
        declined = scene.plot.acceptance is Acceptance.DECLINED
        return "不适用，投诉不予受理" if declined else "不适用"
    return f"{VERDICT_WORDS.get(told.answer, '无法核实')}，{found(scene, told)[1]}"


def _reason(scene: Scene, evidence: Iterable[Evidence]) -> str:
    words, verdict = scene.material.wording["reason"], scene.plot.verdict
    if verdict is Verdict.NOT_APPLICABLE:
        declined = scene.plot.acceptance is Acceptance.DECLINED
        return str(words["不适用"][0 if declined else 1])
    proofs = [item.name for item in evidence if item.kind in OBJECTIVE][:3]
    shorts = {told.say: found(scene, told)[1] for told in scene.claims}
    yes = [shorts[told.say] for told in scene.claims if told.answer == YES]
    other = [shorts[told.say] for told in scene.claims if told.answer != YES]
    return scene.say(
        words[verdict.value],
        proofs="、".join(proofs) or "双方陈述",
        shorts="；".join(dict.fromkeys(shorts.values())),
        yes_shorts="；".join(yes),
        no_shorts="；".join(other),
        asked=asked(scene),
    )


def _evidence(scene: Scene) -> tuple[Evidence, ...]:
    known = scene.course.inspected is not None or scene.course.written is not None
    names = [*(_findings_evidence(scene) if known else ()), *_process_evidence(scene)]
    return tuple(dict.fromkeys(_piece(name) for name in fill(tuple(names), scene.facts)))


def _piece(text: str) -> Evidence:
    kind, name = text.split(":", maxsplit=1)
    return Evidence(kind, name)


def _findings_evidence(scene: Scene) -> list[str]:
    proof, answers = scene.matter.proof, {told.answer for told in scene.claims}
    if GONE in answers:
        return ["照片:门店关闭现场照片{p1}张", "通话记录:登记电话拨打记录"]
    names = list(proof[YES]) if YES in answers else []
    if NO in answers:
        names += _MIXED_EVIDENCE if names else proof[NO]
    if answers & set(UNVERIFIED) and not names:
        names = ["笔录:询问笔录", "照片:现场照片{p1}张"]
    if scene.course.inspected is None:
        names = [one for one in names if not one.startswith("笔录")]
        names += ["其他:诉求人提供的{basis}"] if YES in answers else []
    return names


_MIXED_EVIDENCE = ["笔录:询问笔录", "照片:核查照片{p3}张"]
"""What speaks against one claim where another holds."""


def _process_evidence(scene: Scene) -> list[str]:
    plot, mediated = scene.plot, is_mediated(scene.course, scene.plot)
    names = []
    if scene.person.petitioner.is_by_proxy:
        names += ["委托书:授权委托书原件影像", "身份证明:受托人身份证明"]
    if plot.acceptance is Acceptance.DECLINED and plot.decline == "life":
        names.append("其他:平台关联投诉查询截图")
    if mediated is MediationResult.SETTLED and plot.paper is not None:
        names.append(_PAPER_EVIDENCE[plot.paper])
    if scene.course.filed is not None and plot.on_tipoff_track:
        names += _filing_evidence(scene)
    called = scene.course.contact is not None and not scene.unreached
    if called and scene.chance.often(0.5):
        names.append("通话记录:{contact_day}与诉求人通话记录")
    return names


_PAPER_EVIDENCE = {
    MediationPaper.AGREEMENT: "调解书:{mediated_day}调解书",
    MediationPaper.RECORD: "调解记录:{mediated_day}调解记录",
    MediationPaper.PERFORMED: "票据:退款转账凭证",
}


def _filing_evidence(scene: Scene) -> list[str]:
    offence, ground = scene.matter.offence, scene.plot.ground
    if scene.plot.filing is Filing.FILED:
        return ["审批表:立案审批表"]
    if scene.plot.filing is not Filing.NOT_FILED:
        return ["其他:线索处理登记表"]
    names = ["审批表:不予立案审批表"]
    if ground in (NotFiledGround.B1, NotFiledGround.B2) and offence is not None:
        names += ["其他:责令改正通知书", offence.proof]
    if ground is NotFiledGround.B2:
        names.append("其他:近三年行政处罚记录查询截图")
    return names


def _to_trader(scene: Scene) -> str:
    if "to_trader" not in scene.facts:
        words = scene.material.wording["to_trader"]
        text = ""
        refused = scene.plot.on_complaint_track and scene.course.accepted is None
        refused = refused or scene.plot.acceptance is Acceptance.DECLINED
        if not refused and scene.chance.often(scene.material.plan["shares"]["to_trader"]):
            way = "mediate" if scene.plot.on_complaint_track else "inspect"
            text = scene.say(words[way], papers=scene.chance.pick(words["papers"]))
        scene.facts["to_trader"] = text
    return scene.facts["to_trader"]
