"""What is asked for (诉求), in the petitioner's words, and the first contact."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.demo.scene import Scene
from core.tickets.ticket import Claim, FirstContact
from core.tickets.words import ContactResult, Filing, Source

WHOLE_DAY = 24 * 3600
CALLS = 3


def claim_part(scene: Scene) -> Claim:
    if scene.said is None:
        scene.said = _claim(scene)
        return scene.said
    return replace(scene.said, content=_again(scene) + scene.said.content)


def _claim(scene: Scene) -> Claim:
    if not scene.plot.on_complaint_track:
        return Claim(content=_tipoff_content(scene), claims=_sayings(scene), clue=_clue(scene))
    demand = scene.facts["demand"] = scene.say(scene.matter.demand)
    return Claim(
        content=_complaint_content(scene),
        claims=_sayings(scene),
        demand=demand,
        purchase_date=scene.bought,
        purchase_place=scene.matter.place or f"{scene.shop.short}（{scene.shop.address}）",
        purchase_item=scene.facts.get("item", scene.facts["topic"]),
        amount=scene.amount,
        clue=_clue(scene) if scene.plot.on_tipoff_track else "",
    )


def contact_part(scene: Scene) -> FirstContact:
    at = scene.course.contact
    if at is None:
        return FirstContact()
    if not scene.unreached:
        return FirstContact(first_contact_at=at, first_contact_result=ContactResult.CONTACTED)
    return FirstContact(
        first_contact_at=at,
        first_contact_result=ContactResult.UNREACHED,
        failed_contact_attempts=_calls(scene, at),
    )


def _complaint_content(scene: Scene) -> str:
    words, plot = scene.material.wording, scene.plot
    if plot.on_tipoff_track:
        ask = words["want_and_check"]
    else:
        ask = words["want_self" if scene.source is Source.PLATFORM else "want"]
    caller = scene.chance.pick(words["caller"][scene.source.value])
    cries = [scene.say(told.line.cry) for told in scene.claims]
    return f"{caller}{scene.say(scene.matter.opening)}，{_joined(scene, cries)}{scene.say(ask)}"


def _tipoff_content(scene: Scene) -> str:
    words = scene.material.wording
    informant = scene.chance.pick(words["informant"][scene.source.value])
    spots = [scene.say(told.line.spot) for told in scene.claims]
    sighting = scene.say(scene.matter.sighting)
    ask = scene.chance.pick(words["check"])
    return f"{informant}{sighting}{_joined(scene, spots)}{ask}"


def _joined(scene: Scene, cries: list[str]) -> str:
    return scene.chance.pick(("；", "，", "；", "。另外，")).join(cries)


def _again(scene: Scene) -> str:
    if scene.plot.filing is Filing.REPEAT:
        return ""
    words = scene.material.wording
    return scene.say(words["again"], grievance=scene.chance.pick(words["grievance"]))


def _sayings(scene: Scene) -> tuple[str, ...]:
    return tuple(told.say for told in scene.claims)


def _clue(scene: Scene) -> str:
    words = scene.material.wording
    offences = [told.say for told in scene.claims if not told.line.complaint_only]
    owner = scene.chance.pick(words["owner_of_clue"])
    return scene.say(words["clue"], sayings="、".join(offences), owner_of_clue=owner)


def _calls(scene: Scene, last: datetime) -> tuple[str, ...]:
    """Three calls since the ticket came in, the last at `last`."""
    since = (last - scene.course.arrival.assigned).total_seconds()
    gap = timedelta(seconds=int(min(since, WHOLE_DAY) / (CALLS + 1)))
    return tuple(f"{last - gap * back:%Y-%m-%d %H:%M}" for back in range(CALLS - 1, -1, -1))
