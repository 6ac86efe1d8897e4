"""The complaint track (投诉轨): acceptance, mediation and its end."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from core.demo.course import is_mediated
from core.demo.scene import Scene
from core.tickets.ticket import ComplaintTrack
from core.tickets.words import (
    Acceptance,
    Answer,
    MediationConsent,
    MediationResult,
    NoticeWay,
    Verdict,
)

ASKED = (Answer.YES, Answer.NO)
NOTICE_DAYS = (0, 0, 1, 2, 3)


def complaint_part(scene: Scene) -> ComplaintTrack:
    if not scene.plot.on_complaint_track:
        return ComplaintTrack()
    return ComplaintTrack(**_acceptance(scene), **_notice(scene), **_mediation(scene))


def why_ended(scene: Scene) -> str:
    """Why the mediation came to nothing; the same words wherever it is said."""
    if "why" not in scene.facts:
        refuse = "" if scene.plot.gone else scene.say(_ways(scene, "refuse"))
        times = scene.chance.pick(("两", "三"))
        ways = scene.material.wording["terminated"][scene.plot.ended]
        scene.facts["why"] = scene.say(ways, refuse=refuse, mediate_times=times)
    return scene.facts["why"]


def settlement(scene: Scene) -> str:
    """What was agreed; who complained without ground gets little."""
    return scene.say(_ways(scene, "settle"))


def _ways(scene: Scene, what: str) -> Sequence[str]:
    if scene.plot.verdict is Verdict.UNSUBSTANTIATED:
        unfounded: Sequence[str] = scene.material.wording["unfounded"][what]
        return unfounded
    return scene.matter.settle if what == "settle" else scene.matter.refuse


def _acceptance(scene: Scene) -> dict[str, Any]:
    plot, at = scene.plot, scene.course.accepted
    if at is None:
        return {}
    if plot.acceptance is Acceptance.ACCEPTED:
        return {
            "acceptance": plot.acceptance,
            "acceptance_date": at.date(),
            "consent_publish": scene.chance.pick(ASKED),
            "consent_delegate": scene.chance.pick(ASKED),
            "mediator_conflict": False,
        }
    words = scene.material.wording["declined"][plot.decline]
    law = scene.material.law_on(f"decline_{plot.decline}", scene.course.received_on)
    return {
        "acceptance": plot.acceptance,
        "acceptance_date": at.date(),
        "decline_ground": law.ground,
        "decline_explanation": scene.say(words["explanation"], **_counts(scene)),
    }


def _counts(scene: Scene) -> dict[str, str]:
    whole = scene.chance.whole
    return {
        "span": f"近{whole(2, 5)}个月",
        "many": str(whole(11, 46)),
        "bulk": f"{whole(12, 60)}件",
    }


def _notice(scene: Scene) -> dict[str, Any]:
    at = scene.course.told_accepted
    if at is None:
        return {}
    return {
        "acceptance_notice_at": at,
        "acceptance_notice_way": NoticeWay(scene.chance.weigh(scene.material.plan["notice_ways"])),
        "acceptance_notice_text": _notice_text(scene),
    }


def _notice_text(scene: Scene) -> str:
    """What the complainant is told of acceptance; a refusal with its reason and the other ways."""
    words, plot = scene.material.wording, scene.plot
    if plot.acceptance is Acceptance.ACCEPTED:
        return scene.say(words["accepted_notice"])
    law = scene.law(f"decline_{plot.decline}")
    return scene.say(words["declined"][plot.decline]["notice"], law=law)


def _mediation(scene: Scene) -> dict[str, Any]:
    result = is_mediated(scene.course, scene.plot)
    if result is None:
        return {}
    tests = {"test_from": scene.course.test_from, "test_to": scene.course.test_to}
    match result:
        case MediationResult.UNDER_WAY:
            return {"mediation_result": result, "mediation_consent": MediationConsent.BOTH, **tests}
        case MediationResult.SETTLED:
            return {
                "mediation_result": result,
                "mediation_consent": MediationConsent.BOTH,
                "mediated_on": _mediated_on(scene),
                "mediation_paper": scene.plot.paper,
                **tests,
            }
        case MediationResult.WITHDRAWN:
            return {**_withdrawn(scene), **tests}
    return {**_ended(scene), **tests}


def _mediated_on(scene: Scene) -> Any:
    assert scene.course.mediated is not None  # noqa: S101 -- there is a result
    return scene.course.mediated.date()


def _withdrawn(scene: Scene) -> dict[str, Any]:
    day = _mediated_on(scene)
    values = {
        "mediation_result": MediationResult.WITHDRAWN,
        "mediation_consent": MediationConsent.NOT_ASKED,
        "mediated_on": day,
    }
    if scene.plot.acceptance is None:
        return values
    return {
        **values,
        "termination_notice_petitioner": day,
        "termination_notice_trader": day,
        "termination_notice_text": scene.say(scene.material.wording["withdrawn_notice"]),
    }


def _ended(scene: Scene) -> dict[str, Any]:
    day, why = _mediated_on(scene), why_ended(scene)
    accepted = scene.course.accepted
    assert accepted is not None  # noqa: S101 -- only accepted complaints end like this
    law = scene.material.law_on(f"end_{scene.plot.ended}", accepted.date())
    refused = scene.plot.ended != "failed"
    notice = scene.material.wording["terminated_notice"]
    told = [day + timedelta(days=scene.chance.pick(NOTICE_DAYS)) for _ in range(2)]
    return {
        "mediation_result": MediationResult.ENDED,
        "mediation_consent": MediationConsent.ONE_DECLINES if refused else MediationConsent.BOTH,
        "termination_ground": law.ground,
        "termination_date": day,
        "termination_notice_petitioner": told[0],
        "termination_notice_trader": told[1],
        "termination_notice_text": scene.say(notice, why=why, law=law.title),
    }
