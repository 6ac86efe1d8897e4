"""The law a ticket cites (法律依据): of procedure as it stood that day, then of its matter."""

from core.demo.course import is_mediated
from core.demo.scene import NO, YES, Scene
from core.tickets.words import (
    Acceptance,
    Filing,
    Kind,
    MediationPaper,
    MediationResult,
    Verdict,
)


def law_refs(scene: Scene) -> tuple[str, ...]:
    keys = ["split"] if scene.plot.kind is Kind.COMPOUND else []
    keys += [*_door(scene), *_mediation(scene), *_filing(scene)]
    own = [scene.cite(law) for law in scene.matter.laws.get(_side(scene), ())]
    return tuple(dict.fromkeys([*map(scene.law, keys), *own]))


def _door(scene: Scene) -> list[str]:
    if scene.plot.acceptance is Acceptance.DECLINED:
        return [f"decline_{scene.plot.decline}", "ways"]
    return ["accept"] if scene.plot.acceptance is Acceptance.ACCEPTED else []


def _mediation(scene: Scene) -> list[str]:
    match is_mediated(scene.course, scene.plot):
        case MediationResult.ENDED:
            return [f"end_{scene.plot.ended}"]
        case MediationResult.WITHDRAWN if scene.plot.acceptance is not None:
            return ["end_withdrawn"]
        case MediationResult.SETTLED if scene.plot.paper is MediationPaper.AGREEMENT:
            return ["paper"]
    return []


def _filing(scene: Scene) -> list[str]:
    filing, ground = scene.plot.filing, scene.plot.ground
    if scene.course.filed is None:
        return ["verify"] if scene.plot.on_tipoff_track else []
    if filing is Filing.NOT_FILED and ground is not None:
        return [f"not_filed_{ground.value}"]
    return [_OTHER[filing]] if filing in _OTHER else []


_OTHER = {
    Filing.FILED: "file",
    Filing.NO_AUTHORITY: "no_authority",
    Filing.REPEAT: "repeat",
}


def _side(scene: Scene) -> str:
    """Which of the matter's laws to cite: for an offence found, or for none."""
    if any(told.answer == YES for told in scene.claims):
        return YES
    return NO if scene.plot.verdict is Verdict.UNSUBSTANTIATED else ""
