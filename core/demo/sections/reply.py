"""The reply (答复内容): what was looked at, what came of it, where to turn now."""

from core.demo.course import is_mediated
from core.demo.scene import Scene
from core.demo.sections.complaint import settlement, why_ended
from core.demo.sections.tipoff import conclusion, found, offence_facts
from core.tickets.words import Acceptance, Filing, MediationResult, NotFiledGround, Verdict


def reply_text(scene: Scene) -> str:
    parts = [_opening(scene), _looked(scene), _complaint(scene), _tipoff(scene), *_close(scene)]
    return "".join(parts)


def _words(scene: Scene, key: str) -> list[str]:
    return list(scene.material.wording["reply"][key])


def _opening(scene: Scene) -> str:
    ways = _words(scene, "open")
    if scene.claims[0].answer:
        ways += _words(scene, "open_found")
        ways += _words(scene, "open_called") if not scene.unreached else []
    return scene.say(ways)


def _looked(scene: Scene) -> str:
    if not scene.claims[0].answer:
        return ""
    said = list(dict.fromkeys(found(scene, told)[2] for told in scene.claims))
    if scene.plot.gone:
        return f"{said[0]}。"
    ways = "looked" if scene.course.inspected is not None else "phoned"
    return f"{scene.say(_words(scene, ways))}{'；'.join(said)}。"


def _complaint(scene: Scene) -> str:
    plot = scene.plot
    if not plot.on_complaint_track:
        return ""
    if plot.acceptance is Acceptance.DECLINED:
        return _declined(scene)
    match _mediated(scene):
        case MediationResult.SETTLED:
            return scene.say(_words(scene, "settled"), **_settlement(scene))
        case MediationResult.WITHDRAWN:
            return _withdrawn(scene)
        case MediationResult.ENDED:
            return scene.say(_words(scene, "ended"), why=why_ended(scene))
        case MediationResult.UNDER_WAY:
            return _under_way(scene)
    return ""


def _mediated(scene: Scene) -> MediationResult | None:
    """How the mediation stood when the reply was written."""
    replied, mediated = scene.course.replied, scene.course.mediated
    if replied is not None and mediated is not None and mediated > replied:
        return MediationResult.UNDER_WAY
    return is_mediated(scene.course, scene.plot)


def _declined(scene: Scene) -> str:
    reason, law = scene.plot.decline, scene.law(f"decline_{scene.plot.decline}")
    why = scene.material.wording["reply"]["declined"][reason]
    return "".join(
        (
            scene.say(why, say=scene.claims[0].say),
            scene.say(_words(scene, "declined_law"), law=law),
            scene.say(_words(scene, "declined_duty")) if scene.matter.is_misrouted else "",
            scene.say(_words(scene, "declined_ways")),
        )
    )


def _withdrawn(scene: Scene) -> str:
    if scene.plot.verdict is Verdict.UNSUBSTANTIATED:
        return scene.say(scene.material.wording["unfounded"]["withdrawn"])
    early = scene.plot.acceptance is None
    ways = _words(scene, "withdrawn_early" if early else "withdrawn")
    return scene.say(ways, settle=settlement(scene))


def _settlement(scene: Scene) -> dict[str, str]:
    words, paper = scene.material.wording["reply"], scene.plot.paper
    assert paper is not None  # noqa: S101 -- a settlement has its paper
    return {
        "settle": settlement(scene),
        "performed": scene.chance.pick(words["performed"]),
        "paper_words": scene.chance.pick(words["paper_words"][paper.value]),
    }


def _under_way(scene: Scene) -> str:
    test, sent, at = scene.matter.test, scene.course.test_from, scene.course.replied
    if test is not None and sent is not None and (at is None or sent <= at.date()):
        return scene.say(_words(scene, "testing"), test_what=test.what.format_map(scene.facts))
    return scene.say(_words(scene, "under_way"))


def _tipoff(scene: Scene) -> str:
    plot = scene.plot
    if not plot.on_tipoff_track:
        return ""
    if scene.course.filed is None:
        return scene.say(_words(scene, "pending"))
    if plot.filing is Filing.FILED:
        return scene.say(_words(scene, "filed"), **offence_facts(scene))
    if plot.filing is not Filing.NOT_FILED or plot.ground is None:
        return conclusion(scene)
    if plot.ground is NotFiledGround.A1:
        unproven = scene.chance.often(0.5) and not scene.unreached
        return scene.say(_words(scene, "A1")) + (
            scene.say(_words(scene, "no_proof")) if unproven else ""
        )
    return scene.say(_words(scene, plot.ground.value), **offence_facts(scene))


def _close(scene: Scene) -> list[str]:
    closing = [scene.say(_words(scene, "close"))]
    if _mediated(scene) is MediationResult.SETTLED:
        closing.insert(0, scene.say(_words(scene, "close_settled")))
    elif scene.course.inspected is not None and not scene.plot.gone:
        closing.insert(0, scene.say(_words(scene, "close_visited")))
    if scene.course.told is not None and scene.chance.often(0.2):
        closing.append(scene.say(_words(scene, "close_told")))
    return closing
