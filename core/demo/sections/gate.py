"""The gates (审核) and what the petitioner said afterwards (回访)."""

from core.demo.scene import Scene
from core.tickets.ticket import Callback, Gate
from core.tickets.words import Satisfaction, SectionDecision, Solved, Verdict


def gate_part(scene: Scene, leader: str) -> Gate:
    """What the station leader and the section said; `returned` sends it back."""
    course, words = scene.course, scene.material.wording
    if course.supervised is None:
        return Gate()
    visited = course.inspected is not None
    opinions = words["opinion"] + (words["opinion_visited"] if visited else [])
    section = course.section
    return Gate(
        supervisor=leader,
        supervisor_opinion=scene.chance.pick(opinions),
        supervised_at=course.supervised,
        section_decision=None if section is None else SectionDecision.PASSED,
        section_decided_at=section,
    )


def returned(scene: Scene, gate: Gate) -> Gate:
    """The same gates with the section sending the ticket back (退回重办)."""
    return Gate(
        supervisor=gate.supervisor,
        supervisor_opinion=gate.supervisor_opinion,
        supervised_at=gate.supervised_at,
        section_decision=SectionDecision.RETURNED,
        section_return_reason=scene.chance.pick(scene.material.wording["returned"]),
        section_decided_at=scene.course.section or gate.supervised_at,
    )


def callback_part(scene: Scene) -> Callback:
    at, plot, chance = scene.course.callback, scene.plot, scene.chance
    plan = scene.material.plan
    known = plot.verdict in (Verdict.SUBSTANTIATED, Verdict.PARTLY)
    if at is None or not (known or chance.often(plan["shares"]["callback"])):
        return Callback()
    satisfaction = Satisfaction(chance.weigh(plan["satisfaction"][plot.verdict.value]))
    dissatisfied = satisfaction is Satisfaction.DISSATISFIED
    explained = dissatisfied and chance.often(plan["shares"]["explained"])
    return Callback(
        callback_at=at,
        satisfaction=satisfaction,
        solved=_solved(scene, satisfaction),
        city_dissatisfied=dissatisfied and chance.often(0.25),
        explanation=chance.pick(scene.material.wording["explanation"]) if explained else "",
    )


def dissatisfied(scene: Scene) -> Callback:
    """A callback that went badly and that nobody has explained yet."""
    return Callback(
        callback_at=scene.course.callback,
        satisfaction=Satisfaction.DISSATISFIED,
        solved=Solved.UNSOLVED,
        city_dissatisfied=scene.chance.often(0.5),
    )


def _solved(scene: Scene, satisfaction: Satisfaction) -> Solved:
    if satisfaction in (Satisfaction.REFUSED, Satisfaction.UNREACHED):
        return Solved.NOT_RATED
    if satisfaction is Satisfaction.DISSATISFIED:
        return scene.chance.pick((Solved.UNSOLVED, Solved.EXPLAINED))
    verdict = scene.plot.verdict
    often = 0.8 if verdict in (Verdict.SUBSTANTIATED, Verdict.PARTLY) else 0.35
    return Solved.SOLVED if scene.chance.often(often) else Solved.EXPLAINED
