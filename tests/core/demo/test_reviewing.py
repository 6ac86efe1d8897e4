"""How the demo's officers mark: complete reviews with reasons and quotes that are really there."""

from collections.abc import Mapping

import pytest

from core.demo.chance import Chance
from core.demo.reviewing import Marker, Subject
from core.review.covering import Covering
from core.review.marks import Marks, open_items, problems, score
from core.review.rubric import proposals, rubric_of
from core.tickets.ticket import Ticket
from core.tickets.words import Verdict
from storage.demo import material
from storage.law import rule_sets
from storage.resources import read_json
from tests.core.demo.test_ledger import TODAY, told

RUBRIC = rubric_of(read_json("rubrics/unsubstantiated.json"))
WORDS = read_json("demo/reviewing.json")
NOTHING: Mapping[str, str] = {}
KNOWN = {"F-033": "没有佐证", "F-036": "少一项", "F-051": "有举报人信息"}


def unfounded() -> list[Ticket]:
    closed = (one.ticket for one in told() if one.ticket.is_closed)
    return [t for t in closed if t.outcome.verdict is Verdict.UNSUBSTANTIATED][:25]


def subject(ticket: Ticket, known: Mapping[str, str] = NOTHING) -> Subject:
    shown = Covering(ticket, [], [], rule_sets(), today=TODAY).fields
    found = proposals(RUBRIC, known)
    return Subject(ticket=ticket, fields=shown, proposals=found)


def marker(seed: str = "1") -> Marker:
    return Marker(WORDS, RUBRIC, Chance(seed))


@pytest.mark.parametrize("known", [NOTHING, KNOWN])
def test_every_review_can_be_handed_in(known: Mapping[str, str]) -> None:
    mine = marker()
    for ticket in unfounded():
        about = subject(ticket, known)
        peers = [mine.peer(about, "许清如"), mine.peer(about, "江屿")]
        for marks in (mine.own(about), *peers, mine.recheck(about, peers)):
            assert list(problems(RUBRIC, marks)) == []


def test_quotes_are_words_of_the_ticket() -> None:
    quoted = 0
    for ticket in unfounded():
        about = subject(ticket)
        texts = {field.key: field.text for field in about.fields}
        for mark in marker().peer(about, "许清如").items.values():
            for quote in mark.quotes:
                quoted += 1
                assert texts[quote.field][quote.start : quote.end] == quote.text
    assert quoted


def test_others_are_stricter_than_the_unit_itself() -> None:
    mine = marker()
    own = sum(score(RUBRIC, mine.own(subject(t))).total for t in unfounded())
    peers = sum(score(RUBRIC, mine.peer(subject(t), "许清如")).total for t in unfounded())
    assert own > peers


def test_a_disclosed_informant_is_a_veto_for_everybody() -> None:
    about = subject(unfounded()[0], KNOWN)
    marks = marker().peer(about, "江屿")
    assert "V1" in marks.vetoes


def test_a_review_begun_is_open_in_its_second_half() -> None:
    begun = marker().begun(subject(unfounded()[0]), "江屿")
    assert isinstance(begun, Marks)
    assert 0 < len(open_items(RUBRIC, begun)) < len(RUBRIC.items)


def test_the_words_are_those_of_the_shipped_material() -> None:
    assert material().office["opens_as"] not in WORDS["strict"]
