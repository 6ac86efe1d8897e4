"""A campaign whose reviews travel: out to a unit's own store, and back."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey, PublicKey, SealedBox
from sqlalchemy import func, insert, select, update

from core.errors import Refusal
from core.people import Officer
from core.review.marks_text import plain
from core.review.parcels.parcel import ParcelKind
from core.review.reviews import COVERED, PEERS, Stage, Task
from storage.database import Store
from storage.files.parcels import MARK, SHORT, _short, open_parcel, read_key_file, seal
from storage.people import officers
from storage.review.parcel_keys import own_keys, unit_keys
from storage.review.parcel_log import exchanged
from storage.review.reading import campaigns, load_campaign, load_record, load_reviews, load_tasks
from storage.review.showing import shown_ticket
from storage.tables.all import metadata
from storage.tables.parcels import parcel_own_key
from storage.tables.review import review
from tests.samples import NOW
from tests.storage.review.parcel_samples import CAMPAIGN, UNIT, Desks, make_template, review_all
from tests.storage.review.samples import (
    SECTION,
    STATIONS,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    people,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both stores, with a campaign under review and keys exchanged; tests work on copies."""
    folder = tmp_path_factory.mktemp("parcels")
    make_template(folder)
    return folder


@pytest.fixture
def desks(template: Path, tmp_path: Path) -> Iterator[Desks]:
    for name in ("section.db", "unit.db"):
        shutil.copy(template / name, tmp_path / name)
    made = Desks(tmp_path)
    yield made
    made.close()


@pytest.fixture
def campaign() -> int:
    return CAMPAIGN


def tasks(store: Store, id_: int, *stages: Stage) -> list[Task]:
    with store.reading() as connection:
        found = load_tasks(connection, id_)
    return [one for one in found if one.stage in (stages or tuple(Stage))]


def own_tasks(desks: Desks, campaign: int) -> list[Task]:
    """The tasks of the unit that travel."""
    found = tasks(desks.section, campaign, Stage.SELF, *PEERS)
    return [one for one in found if one.unit == UNIT]


def counts(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def test_reviews_made_elsewhere_count_as_if_they_were_made_here(
    desks: Desks, campaign: int
) -> None:
    mine = own_tasks(desks, campaign)
    came = desks.take(desks.unit, desks.send(campaign))
    assert (came.head.kind, came.added, came.unchanged) == (ParcelKind.TASKS, len(mine), 0)

    review_all(desks.unit, lambda place: full_marks(B3=str(12 - place)))
    back = desks.take(desks.section, desks.answer())
    assert (back.added, back.unchanged, back.conflicts) == (len(mine), 0, ())

    with desks.section.reading() as here, desks.unit.reading() as there:
        reviews = {(one.ref, one.stage): one for one in load_record(here, campaign).reviews}
        made = {(one.alias, one.stage) for one in mine}
        theirs = {
            (one.alias, one.stage): made_there
            for one in load_tasks(there, 1)
            for made_there in load_reviews(there, load_campaign(there, 1))
            if (made_there.ref, made_there.stage) == (one.ref, one.stage)
        }
    assert theirs.keys() == made
    for one in mine:
        assert reviews[one.ref, one.stage].marks == theirs[one.alias, one.stage].marks
        assert reviews[one.ref, one.stage].fingerprint == theirs[one.alias, one.stage].fingerprint


def test_the_unit_sees_the_same_covered_tickets_and_proposals(desks: Desks, campaign: int) -> None:
    desks.take(desks.unit, desks.send(campaign))
    there = {(one.alias, one.stage): one for one in tasks(desks.unit, 1)}
    for one in own_tasks(desks, campaign):
        with desks.section.reading() as connection:
            rubric = load_record(connection, campaign).campaign.rubric
            here = shown_ticket(connection, one, rubric, NOW)
        with desks.unit.reading() as connection:
            assert shown_ticket(connection, there[one.alias, one.stage], rubric, NOW) == here
        assert here.fields


def test_a_parcel_says_nothing_of_whose_the_blind_tickets_are(desks: Desks, campaign: int) -> None:
    content = desks.send(campaign)
    with desks.unit.reading() as connection:
        own = own_keys(connection)
        known = {key.verify: key.name for key in unit_keys(connection)}
    assert own is not None
    inside = open_parcel(content, own=own, known=known).data
    blind = [one for one in inside["tasks"] if Stage[one["stage"]] in COVERED]
    assert blind
    hidden = ["闻人素", "13900000001", "虚构路 9998 号"]
    for one in own_tasks(desks, campaign):
        if one.stage in COVERED:
            hidden += [one.ref, one.handling_unit, f"{one.handling_unit}承办"]
    said = str(blind)
    assert [word for word in hidden if word in said] == []
    for word in [*hidden, SECTION, *STATIONS]:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            assert word.encode(encoding) not in content


def test_the_unit_lists_no_campaign_of_its_own_but_has_the_tasks(
    desks: Desks, campaign: int
) -> None:
    desks.take(desks.unit, desks.send(campaign))
    with desks.unit.reading() as connection:
        assert campaigns(connection) == []
        assert [one.partner for one in exchanged(connection, 1)] == ["消保科"]


def test_a_parcel_is_taken_in_once(desks: Desks, campaign: int) -> None:
    content = desks.send(campaign)
    desks.take(desks.unit, content)
    before = counts(desks.unit)
    with pytest.raises(Refusal, match="已经收过"):
        desks.take(desks.unit, content)
    assert counts(desks.unit) == before


def test_a_second_parcel_brings_only_what_is_new(desks: Desks, campaign: int) -> None:
    first = desks.take(desks.unit, desks.send(campaign))
    again = desks.take(desks.unit, desks.send(campaign))
    assert (again.added, again.unchanged) == (0, first.added)
    review_all(desks.unit, lambda _: full_marks())
    assert desks.take(desks.section, desks.answer()).added == first.added
    repeated = desks.take(desks.section, desks.answer())
    assert (repeated.added, repeated.unchanged) == (0, first.added)


def test_what_differs_from_a_review_that_is_here_is_shown_and_not_taken(
    desks: Desks, campaign: int
) -> None:
    desks.take(desks.unit, desks.send(campaign))
    review_all(desks.unit, lambda _: full_marks(B3="6"))
    here = own_tasks(desks, campaign)[0]
    who = next(one for one in _officers(desks.section) if one.name == here.officer)
    with desks.section.transaction(who=who.name, what="评查") as tx:
        tx.reviews.hand_in(here, who, full_marks())
    back = desks.take(desks.section, desks.answer())
    [conflict] = back.conflicts
    assert "100.00 分" in str(conflict)
    assert "94.00 分" in str(conflict)
    with desks.section.reading() as connection:
        kept = {
            (one.ref, one.stage): one.score.total
            for one in load_record(connection, campaign).reviews
        }
    assert kept[here.ref, here.stage] == 100


def _officers(store: Store) -> list[Officer]:
    with store.reading() as connection:
        return officers(connection)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_bit_anywhere_is_noticed_and_nothing_stays(
    desks: Desks, data: st.DataObject
) -> None:
    if not hasattr(desks, "content"):
        desks.content = desks.send(CAMPAIGN)  # type: ignore[attr-defined]
        desks.before = counts(desks.unit)  # type: ignore[attr-defined]
    content: bytes = desks.content  # type: ignore[attr-defined]
    place = data.draw(st.integers(0, len(content) * 8 - 1))
    changed = bytearray(content)
    changed[place // 8] ^= 1 << place % 8
    with pytest.raises(Refusal):
        desks.take(desks.unit, bytes(changed))
    assert counts(desks.unit) == desks.before  # type: ignore[attr-defined]


@pytest.mark.parametrize("length", [0, 3, 6, 14, 40, 200])
def test_half_a_parcel_is_none(desks: Desks, campaign: int, length: int) -> None:
    with pytest.raises(Refusal):
        desks.take(desks.unit, desks.send(campaign)[:length])


def test_a_parcel_for_another_unit_cannot_be_opened(desks: Desks, campaign: int) -> None:
    other = desks.store("other")
    desks.staff(other, "泗泾所")
    desks.name(other, "泗泾所")
    desks.trust(other, desks.section)
    before = counts(other)
    with pytest.raises(Refusal, match="不是发给泗泾所的"):
        desks.take(other, desks.send(campaign))
    assert counts(other) == before


def test_nobody_can_pass_a_parcel_on_under_the_sections_signature(
    desks: Desks, campaign: int
) -> None:
    """The unit opens it, and seals what it found, signature included, to a third."""
    third = desks.store("third")
    desks.name(third, "泗泾所")
    desks.trust(third, desks.section)
    content = desks.send(campaign)
    with desks.unit.reading() as ours, third.reading() as theirs:
        own, to = own_keys(ours), own_keys(theirs)
    assert own is not None
    assert to is not None
    inside = SealedBox(PrivateKey(own.secret)).decrypt(content[len(MARK) + SHORT :])
    public = to.public.public
    passed = MARK + _short(public) + SealedBox(PublicKey(public)).encrypt(inside)
    with pytest.raises(Refusal, match="转来的"):
        desks.take(third, passed)


def test_a_stranger_signs_in_vain(desks: Desks, campaign: int) -> None:
    stranger = desks.store("stranger")
    desks.name(stranger, "消保科")
    with stranger.reading() as theirs, desks.unit.reading() as ours:
        forger, to = own_keys(theirs), own_keys(ours)
    assert forger is not None
    assert to is not None
    with pytest.raises(Refusal, match="没有核对过公钥"):
        desks.take(desks.unit, seal({"head": {}}, by=forger, to=to.public))


def test_a_trusted_unit_cannot_speak_for_another(desks: Desks, campaign: int) -> None:
    other = desks.store("other")
    desks.name(other, "泗泾所")
    desks.trust(desks.unit, other)
    with other.reading() as theirs, desks.unit.reading() as ours, desks.section.reading() as head:
        forger, to, section = own_keys(theirs), own_keys(ours), own_keys(head)
    assert forger is not None
    assert to is not None
    assert section is not None
    known = {section.public.verify: "消保科"}
    genuine = open_parcel(desks.send(campaign), own=to, known=known).data
    before = counts(desks.unit)
    with pytest.raises(Refusal, match="签名却是泗泾所的"):
        desks.take(desks.unit, seal(genuine, by=forger, to=to.public))
    assert counts(desks.unit) == before


def test_an_expired_parcel_is_refused(desks: Desks, campaign: int) -> None:
    content = desks.send(campaign, until=NOW.date())
    desks.now = NOW + timedelta(days=1)
    with pytest.raises(Refusal, match="已经过期"):
        desks.take(desks.unit, content)


def test_a_parcel_from_the_future_is_refused(desks: Desks, campaign: int) -> None:
    content = desks.send(campaign)
    desks.now = NOW - timedelta(days=3)
    with pytest.raises(Refusal, match="比今天还晚"):
        desks.take(desks.unit, content)


def test_a_revoked_key_opens_nothing(desks: Desks, campaign: int) -> None:
    content = desks.send(campaign)
    with desks.unit.transaction(who="管理员", what="作废公钥") as tx:
        tx.parcels.keys.revoke_key("消保科")
    with pytest.raises(Refusal, match="没有核对过公钥"):
        desks.take(desks.unit, content)
    with desks.section.transaction(who="管理员", what="作废公钥") as tx:
        tx.parcels.keys.revoke_key(UNIT)
    with pytest.raises(Refusal, match="公钥"):
        desks.send(campaign)


def test_marks_changed_after_they_were_handed_in_are_noticed(desks: Desks, campaign: int) -> None:
    desks.take(desks.unit, desks.send(campaign))
    review_all(desks.unit, lambda _: full_marks(B3="2"))
    with desks.unit.transaction(who="有心人", what="改库") as tx:
        tx.connection.execute(update(review).values(marks=plain(full_marks())))
    before = counts(desks.section)
    with pytest.raises(Refusal, match="指纹对不上"):
        desks.take(desks.section, desks.answer())
    assert counts(desks.section) == before


def test_reviews_for_a_campaign_that_was_not_sent_out_are_refused(
    desks: Desks, campaign: int, tmp_path: Path
) -> None:
    desks.take(desks.unit, desks.send(campaign))
    review_all(desks.unit, lambda _: full_marks())
    elsewhere = desks.store("elsewhere")
    people(elsewhere)
    fill(elsewhere, *a_quarter(4))
    assigned(elsewhere, a_plan(total=10))
    with desks.section.reading() as connection:
        own = own_keys(connection)
    assert own is not None
    with elsewhere.transaction(who="管理员", what="抄密钥") as tx:
        row = {"name": own.name, "secret": own.secret, "signing": own.signing}
        tx.connection.execute(insert(parcel_own_key).values(**row))
    desks.trust(elsewhere, desks.unit)
    with pytest.raises(Refusal, match="不是从这份台账发出去的"):
        desks.take(elsewhere, desks.answer())


def test_a_unit_without_open_tasks_gets_no_parcel(desks: Desks, campaign: int) -> None:
    with pytest.raises(Refusal, match="没有还要评的件"):
        desks.send(campaign, unit="别的所")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b'{"format": "hotline-ticket-review-key-1"}', b"[]"]
)
def test_a_key_file_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="不是单位公钥文件"):
        read_key_file(content)


def test_fingerprints_tell_keys_apart(desks: Desks) -> None:
    with desks.section.reading() as here, desks.unit.reading() as there:
        keys = [own_keys(here), own_keys(there)]
        [trusted] = unit_keys(here)
    assert keys[0] is not None
    assert keys[1] is not None
    assert keys[0].public.fingerprint != keys[1].public.fingerprint
    assert trusted.fingerprint == keys[1].public.fingerprint
    assert len(trusted.fingerprint.split()) == 8
