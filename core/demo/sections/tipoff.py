"""The visit, and the tip-off track (举报轨): verification, decision, conclusion."""

from datetime import date, datetime, timedelta
from typing import Any

from core.demo.scene import GONE, NO, UNKNOWN, YES, Scene, Told
from core.tickets.ticket import Referral, TipoffTrack
from core.tickets.words import ApproverPost, Filing, NotFiledGround

AT_ONCE = timedelta(minutes=35)


def tipoff_part(scene: Scene) -> TipoffTrack:
    """What was seen, on either track, and what was decided on the tip-off track."""
    values = _visit(scene)
    if scene.plot.on_tipoff_track and scene.course.filed is not None:
        values |= _decision(scene, scene.course.filed)
    return TipoffTrack(**values)


def referral_part(scene: Scene) -> Referral:
    """Where the matter was handed on to, if it was."""
    if scene.plot.filing is not Filing.TRANSFERRED or scene.course.filed is None:
        return Referral()
    there = scene.facts["transfer_to"]
    return Referral(
        transfer_to=there,
        transfer_basis=scene.facts["transfer_basis"],
        transfer_date=scene.course.filed.date(),
    )


def found(scene: Scene, told: Told) -> tuple[str, str, str]:
    """A claim as seen, in short, and as told, chosen once for all parts of the ticket."""
    if told.say not in scene.found:
        words = scene.material.wording
        match told.answer:
            case "yes" | "no":
                finding = told.line.answers[told.answer]
                ways = finding.seen, finding.short, finding.told
            case "gone":
                gone = words["gone"]
                ways = gone["seen"], gone["short"], gone["told"]
            case _:
                unknown = words["unknown"]
                # Two claims that nobody can prove are not told in the same words.
                turn = len(scene.found) % len(unknown["seen"])
                ways = tuple(unknown[name][turn : turn + 1] for name in ("seen", "short", "told"))
        seen, short, said = (scene.say(way, say=told.say) for way in ways)
        scene.found[told.say] = (seen, short, said)
    return scene.found[told.say]


def _visit(scene: Scene) -> dict[str, Any]:
    at = scene.course.inspected
    if at is None:
        by_phone = scene.course.written is not None and bool(scene.claims[0].answer)
        return {"inspect_process": _process(scene, "by_phone")} if by_phone else {}
    return {
        "inspected_at": at,
        "inspect_place": f"松江区{scene.shop.address}",
        "inspectors": (scene.handler, scene.partner),
        "inspect_process": _process(scene, "arrive"),
    }


def _process(scene: Scene, start: str) -> str:
    words = scene.material.wording
    if scene.claims[0].answer == GONE:
        parts = [scene.say(words["gone"]["arrive"]), found(scene, scene.claims[0])[0]]
    else:
        parts = [scene.say(words[start]), *(_looked(scene, told) for told in scene.claims)]
    parts.append(asked(scene))
    return "".join(parts)


def _looked(scene: Scene, told: Told) -> str:
    seen = found(scene, told)[0]
    if told.answer in (YES, NO):
        return f"{scene.say(told.line.look)}，{seen}。"
    return seen if seen.endswith("。") else f"{seen}。"


def asked(scene: Scene) -> str:
    """What the petitioner could show for it, said once for all parts."""
    if "asked" not in scene.facts:
        words = scene.material.wording
        if scene.unreached:
            ways = words["asked_never"]
        else:
            positive = any(told.answer == YES for told in scene.claims)
            ways = words["asked_yes" if positive else "asked_no"]
        scene.facts["asked"] = scene.say(ways)
    return scene.facts["asked"]


def _decision(scene: Scene, at: datetime) -> dict[str, Any]:
    filing, ground = scene.plot.filing, scene.plot.ground
    values: dict[str, Any] = {
        "filing": filing,
        "filing_date": at.date(),
        "not_filed_ground": ground,
    }
    if filing is Filing.NOT_FILED:
        values["not_filed_approver"] = scene.material.office["approver"]
        values["not_filed_approver_post"] = ApproverPost.BUREAU_LEADER
    if ground in (NotFiledGround.B1, NotFiledGround.B2):
        values["corrected_date"] = _corrected_on(scene, at)
    if filing is Filing.FILED:
        values["case_number"] = scene.case_number
    values["tipoff_conclusion"] = conclusion(scene)
    told = scene.course.told
    if told is not None:
        values["tipoff_notice_at"] = max(told, at + AT_ONCE)
    return values


def _corrected_on(scene: Scene, at: datetime) -> date:
    assert scene.course.inspected is not None  # noqa: S101 -- seen on the spot, then put right
    seen = scene.course.inspected.date()
    day = min(at.date(), seen + timedelta(days=scene.chance.pick((0, 0, 1, 2))))
    scene.facts["corrected_day"] = scene.on(day)
    return day


def conclusion(scene: Scene) -> str:
    """The conclusion of the tip-off track, the same wherever it is said."""
    if "conclusion" not in scene.facts:
        key = _conclusion_key(scene)
        if scene.plot.filing is Filing.TRANSFERRED:
            _choose_authority(scene)
        law = scene.law(_CONCLUSION_LAW.get(key, "verify"))
        scene.facts["conclusion"] = scene.say(
            scene.material.wording["filing"][key],
            law=law,
            elsewhere=scene.chance.pick(scene.material.wording["elsewhere"]),
            case_number=scene.case_number,
            **offence_facts(scene),
        )
    return scene.facts["conclusion"]


_CONCLUSION_LAW = {
    "A1": "not_filed_A1",
    "B1": "not_filed_B1",
    "B2": "not_filed_B2",
    "不具备权限": "no_authority",
    "重复举报": "repeat",
}


def _conclusion_key(scene: Scene) -> str:
    ground, filing = scene.plot.ground, scene.plot.filing
    assert filing is not None  # noqa: S101 -- a decision is there
    return ground.value if ground is not None else filing.value


def offence_facts(scene: Scene) -> dict[str, str]:
    """The offence in words; empty where the matter knows none."""
    offence = scene.matter.offence
    if offence is None:
        return {}
    return {
        "act": offence.act.format_map(scene.facts),
        "act_law": scene.cite(offence.law),
        "mend": offence.mend.format_map(scene.facts),
    }


def _choose_authority(scene: Scene) -> None:
    transfer = scene.matter.transfer
    assert transfer is not None  # noqa: S101 -- the plot asked for it
    scene.facts |= {
        "transfer_matter": transfer.matter,
        "transfer_to": transfer.to,
        "transfer_basis": transfer.basis,
        "transfer_day": scene.facts["filing_day"],
    }


UNVERIFIED = (UNKNOWN, GONE)
