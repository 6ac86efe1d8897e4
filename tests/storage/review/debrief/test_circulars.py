"""Circulars: numbered within the year, kept to the byte, tied to points and remedies, voided."""

import pytest

from core.errors import Refusal
from core.paper import Annex, texts
from core.review.circulars import Circular, standing
from core.review.papers.choosing import Document, Wanted
from storage.audit import chain_problems
from storage.files.pdf.rendering import render
from storage.review.circular_log import circulars
from storage.review.printing import circular_order, design_of, printable
from tests.samples import NOW
from tests.storage.review.debrief.samples import HEAD, Office
from tests.storage.review.samples import SECTION


def issue(office: Office, who: str = SECTION, id_: int = 1) -> Circular:
    order = circular_order(office.now.date())
    with office.store.transaction(who=who, what="编号") as tx:
        return tx.circulars.issue(id_, order, by=office.person(who))


def void(office: Office, one: Circular, reason: str = "数字有误") -> None:
    with office.store.transaction(who=HEAD, what="作废") as tx:
        tx.circulars.void(one.id, reason, by=office.person(HEAD))


def shown(office: Office) -> Circular | None:
    with office.store.reading() as connection:
        return standing(circulars(connection, 1))


def test_numbers_follow_each_other_and_a_void_one_is_not_used_again(office: Office) -> None:
    first = issue(office)
    assert first.number == "沪市监松〔2026〕1号"
    with pytest.raises(Refusal, match="已经编号：沪市监松〔2026〕1号"):
        issue(office)
    with pytest.raises(Refusal, match="为什么作废"):
        void(office, first, " ")
    void(office, first)
    assert shown(office) is None
    assert issue(office, HEAD).number == "沪市监松〔2026〕2号"
    with office.store.reading() as connection:
        assert [one.void_reason for one in circulars(connection, 1)] == ["", "数字有误"]
        assert chain_problems(connection) == []


def test_what_was_given_out_is_printed_again_to_the_byte(office: Office) -> None:
    made = issue(office)
    with office.store.transaction(who=SECTION, what="立整改台账") as tx:
        tx.debriefs.lay_down(1, by=office.person(SECTION))  # what comes later changes nothing
    with office.store.reading() as connection:
        found = printable(connection, 1, office.person(SECTION), today=office.now.date())
        paper = found.paper(Wanted(document=Document.CIRCULAR), connection)
    assert paper == made.paper
    assert render(paper, design_of(Document.CIRCULAR)).sha256 == made.sha256


def test_points_and_remedies_of_the_debrief_are_annexed(office: Office) -> None:
    with office.store.transaction(who=SECTION, what="归纳") as tx:
        tx.debriefs.merge(1, "B10", 35, by=office.person(SECTION))
        tx.debriefs.lay_down(1, by=office.person(SECTION))
    made = issue(office)
    titles = [block.title for block in made.paper.blocks if isinstance(block, Annex)]
    assert titles == ["各单位得分表", "问题清单", "处置要点增补", "整改台账"]
    said = "".join(texts(made.paper))
    assert "第35条" in said
    assert "各项的责任人和期限见附件4。" in said
    assert "九亭所所长" in said


def test_nobody_numbers_what_may_still_change(office: Office) -> None:
    with pytest.raises(Refusal, match="由消保科来发"):
        issue(office, "九亭所所长")
    office.now = NOW
    with pytest.raises(Refusal, match="申诉期到"):
        issue(office)
