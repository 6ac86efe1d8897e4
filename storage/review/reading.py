"""Reads campaigns: straight to values, for repositories, pages, papers and commands."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from core.errors import Refusal
from core.masking import cover_text
from core.people import Officer
from core.personal.finding import ANYBODY, Searcher
from core.review.anchors import Anchors
from core.review.campaign import Campaign, CampaignState, Plan, StrataBy
from core.review.covering import cover_marks
from core.review.directed import ByHand, Directed
from core.review.formula import formula_of
from core.review.marks import score
from core.review.marks_text import marks_of
from core.review.report import (
    CampaignReport,
    Certificate,
    DrawnTicket,
    Exclusion,
    Origin,
    Replacement,
    StratumTake,
)
from core.review.results import Record, campaign_report, eyes_of
from core.review.reviews import Review, Stage, Task
from core.review.rubric import Rubric, rubric_of
from core.review.sampling import FrameEntry
from core.review.shares import Size
from storage.loading import load_by_ref
from storage.people import units
from storage.review.appealed import load_appeals
from storage.tables.parcels import parcel_campaign
from storage.tables.review import (
    campaign,
    draw,
    exclusion,
    frame,
    review,
    stratum,
    task,
)

MOST = 500


def campaigns(connection: Connection) -> list[Campaign]:
    """The newest campaigns of this office, newest first; not those that came in parcels."""
    of_others = select(parcel_campaign.c.campaign_id)
    query = select(campaign).where(campaign.c.id.not_in(of_others))
    query = query.order_by(campaign.c.id.desc()).limit(MOST)
    return [_campaign(connection, row) for row in connection.execute(query)]


def load_campaign(connection: Connection, id_: int) -> Campaign:
    """The campaign of that number; refuses when there is none."""
    row = connection.execute(select(campaign).where(campaign.c.id == id_)).one_or_none()
    if row is None:
        raise Refusal(f"没有第 {id_} 号督查。")
    return _campaign(connection, row)


def _campaign(connection: Connection, row: Row[Any]) -> Campaign:
    return Campaign(
        id=row.id,
        plan=Plan(
            title=row.title,
            kind=row.kind,
            condition=row.condition,
            since=row.since,
            until=row.until,
            size=Size(total=row.total, minimum=row.minimum, maximum=row.maximum),
            cap=row.cap,
            strata_by=StrataBy[row.strata_by],
            directed=Directed(
                kinds=tuple(row.directed_kinds),
                most=row.directed_most,
                by_hand=_by_hand(row.directed_by_hand),
            ),
            anchors=Anchors(
                refs=tuple(row.anchors.get("refs", ())), each=row.anchors.get("each", 0)
            ),
            left_out=_by_hand(row.left_out),
        ),
        state=CampaignState[row.state],
        rubric=rubric_of(row.rubric),
        formula=formula_of(row.formula),
        strata=_strata(connection, row.id),
        frame_count=row.frame_count,
        frame_hash=row.frame_hash,
        planned_at=row.planned_at,
        seed_hash=row.seed_hash,
        seed_origin=row.seed_origin,
        committed_at=row.committed_at,
        committed_by=row.committed_by,
        seed=row.seed,
        drawn_at=row.drawn_at,
        drawn_by=row.drawn_by,
        closed_at=row.closed_at,
        plan_notes=tuple(row.plan_notes),
        assignment_notes=tuple(row.assignment_notes),
    )


def rubric_json(connection: Connection, id_: int) -> dict[str, Any]:
    """The frozen rubric as the JSON it came from."""
    found = connection.execute(select(campaign.c.rubric).where(campaign.c.id == id_)).scalar_one()
    return dict(found)


def last_rubric_of(connection: Connection, kind: str) -> Rubric | None:
    """The rubric by which the newest campaign of a kind is marked; None where there was none."""
    of_others = select(parcel_campaign.c.campaign_id)
    own = campaign.c.id.not_in(of_others) & (campaign.c.kind == kind)
    newest = select(campaign.c.rubric).where(own).order_by(campaign.c.id.desc()).limit(1)
    found = connection.execute(newest).scalar()
    return None if found is None else rubric_of(found)


def formula_json(connection: Connection, id_: int) -> dict[str, Any]:
    """The frozen formula as the JSON it came from."""
    found = connection.execute(select(campaign.c.formula).where(campaign.c.id == id_)).scalar_one()
    return dict(found)


def _by_hand(data: list[list[str]]) -> tuple[ByHand, ...]:
    return tuple(ByHand(ref, reason) for ref, reason in data)


def _strata(connection: Connection, id_: int) -> tuple[StratumTake, ...]:
    query = select(stratum).where(stratum.c.campaign_id == id_).order_by(stratum.c.position)
    return tuple(
        StratumTake(stratum=row.name, size=row.size, take=row.take)
        for row in connection.execute(query)
    )


def load_frame(connection: Connection, id_: int) -> tuple[FrameEntry, ...]:
    """The frame as it was found when the campaign was planned, by ref."""
    of_frame = (frame.c.campaign_id == id_) & frame.c.is_planted.is_(False)
    query = select(frame).where(of_frame).order_by(frame.c.ref)
    return tuple(
        FrameEntry(ref=row.ref, number=row.number, unit=row.unit, stratum=row.stratum)
        for row in connection.execute(query)
    )


def load_exclusions(connection: Connection, id_: int) -> tuple[Exclusion, ...]:
    query = select(exclusion).where(exclusion.c.campaign_id == id_).order_by(exclusion.c.ref)
    return tuple(
        Exclusion(ref=row.ref, number=row.number, reason=row.reason)
        for row in connection.execute(query)
    )


def load_certificate(connection: Connection, about: Campaign) -> Certificate:
    """Everything that is needed to repeat the draw of a campaign."""
    rows = [row for row in _draws(connection, about.id) if row.origin != Origin.ANCHOR.name]
    place = {one.stratum: position for position, one in enumerate(about.strata)}
    in_use = [drawn_ticket(row) for row in rows if not row.is_void]
    by_chance = [one for one in in_use if not one.directed]
    return Certificate(
        condition=about.plan.condition,
        frame_count=about.frame_count,
        frame_hash=about.frame_hash,
        framed_at=about.committed_at or about.planned_at,
        excluded=load_exclusions(connection, about.id),
        seed_hash=about.seed_hash,
        seed_origin=about.seed_origin,
        committed_at=about.committed_at,
        committed_by=about.committed_by,
        seed=about.seed,
        drawn_at=about.drawn_at,
        drawn_by=about.drawn_by,
        strata=about.strata,
        drawn=tuple(sorted(by_chance, key=lambda one: (place[one.stratum], one.key))),
        directed=tuple(sorted((one for one in in_use if one.directed), key=lambda one: one.key)),
        replacements=tuple(_replacements(rows)),
        notes=about.plan_notes,
    )


def _draws(connection: Connection, id_: int) -> list[Row[Any]]:
    query = (
        select(draw, frame.c.number, frame.c.unit, frame.c.stratum)
        .join(frame, (frame.c.campaign_id == draw.c.campaign_id) & (frame.c.ref == draw.c.ref))
        .where(draw.c.campaign_id == id_)
        .order_by(draw.c.alias)
    )
    return list(connection.execute(query))


def drawn_ticket(row: Row[Any]) -> DrawnTicket:
    return DrawnTicket(
        ref=row.ref,
        number=row.number,
        unit=row.unit,
        stratum=row.stratum,
        key=row.key,
        place=row.place,
        directed=row.directed,
        source=row.source_id,
    )


def planted(connection: Connection, id_: int) -> tuple[DrawnTicket, ...]:
    """The anchor tickets of a campaign, which its certificate does not know."""
    rows = _draws(connection, id_)
    return tuple(drawn_ticket(row) for row in rows if row.origin == Origin.ANCHOR.name)


def under_review(connection: Connection, about: Campaign) -> tuple[DrawnTicket, ...]:
    """Everything somebody reviews: the sample, the directed tickets and the anchors."""
    return (*load_certificate(connection, about).reviewed, *planted(connection, about.id))


def _replacements(rows: list[Row[Any]]) -> list[Replacement]:
    by_ref = {row.ref: row for row in rows}
    return [
        Replacement(
            void=drawn_ticket(void),
            reason=void.void_reason,
            drawn=drawn_ticket(row),
            at=void.voided_at,
            by=void.voided_by,
        )
        for row in rows
        if row.replaces and (void := by_ref[row.replaces])
    ]


def drawn_ref(connection: Connection, id_: int, number: str) -> str:
    """The ref of the sampled ticket so named; refuses when a number names none or several."""
    drawn = under_review(connection, load_campaign(connection, id_))
    if any(one.ref == number for one in drawn):
        return number
    refs = [one.ref for one in drawn if one.number == number]
    if not refs:
        raise Refusal(f"工单 {number} 不在这次督查的样本里。")
    if len(refs) > 1:
        raise Refusal(f"工单 {number} 有几件在样本里（{'、'.join(refs)}），请写明是哪一件。")
    return refs[0]


def load_record(connection: Connection, id_: int) -> Record:
    """All that a campaign has gathered so far; what was written of petitioners is covered."""
    about = load_campaign(connection, id_)
    certificate = load_certificate(connection, about)
    reviews = load_reviews(connection, about)
    known = _known(connection, [*_written_of(certificate), *(one.ref for one in reviews)])
    return Record(
        campaign=about,
        certificate=_covered(certificate, known),
        tasks=load_tasks(connection, id_),
        reviews=tuple(
            replace(one, marks=cover_marks(one.marks, known(one.ref))) for one in reviews
        ),
        appeals=load_appeals(connection, id_),
    )


def _written_of(certificate: Certificate) -> Iterator[str]:
    """The tickets on which the section wrote something of its own."""
    yield from (one.void.ref for one in certificate.replacements)
    yield from (one.ref for one in certificate.directed)


def _known(connection: Connection, refs: Iterable[str]) -> Callable[[str], Searcher]:
    """What is known of the petitioners of these tickets, asked for by reference."""
    stored = load_by_ref(connection, sorted(set(refs)))
    searchers = {one.ticket.ref: Searcher.of(one.ticket) for one in stored}
    return lambda ref: searchers.get(ref, ANYBODY)


def _covered(certificate: Certificate, known: Callable[[str], Searcher]) -> Certificate:
    return replace(
        certificate,
        replacements=tuple(
            replace(one, reason=cover_text(one.reason, known(one.void.ref)))
            for one in certificate.replacements
        ),
        directed=tuple(
            replace(one, directed=cover_text(one.directed, known(one.ref)))
            for one in certificate.directed
        ),
    )


def report(connection: Connection, id_: int) -> CampaignReport:
    """What the printed summary shows: the marks of every ticket whose blind reviews are all in."""
    return campaign_report(load_record(connection, id_), unit_order=unit_order(connection))


def report_for(connection: Connection, id_: int, viewer: Officer, *, today: date) -> CampaignReport:
    """What the result page shows one officer: only units and marks that the officer may see."""
    record = load_record(connection, id_)
    is_closed = record.campaign.state is CampaignState.CLOSED
    eyes = eyes_of(viewer, is_closed=is_closed, today=today)
    return campaign_report(record, unit_order=unit_order(connection), eyes=eyes)


def unit_order(connection: Connection) -> list[str]:
    """The units' names as the office lists them."""
    return [unit.name for unit in units(connection)]


def task_query() -> Any:
    """Tasks of tickets that are not void, with what is known of the ticket."""
    return (
        select(task, draw.c.alias, frame.c.number, frame.c.unit.label("handling_unit"))
        .join(draw, (draw.c.campaign_id == task.c.campaign_id) & (draw.c.ref == task.c.ref))
        .join(frame, (frame.c.campaign_id == task.c.campaign_id) & (frame.c.ref == task.c.ref))
        .where(draw.c.is_void.is_(False))
        .order_by(task.c.campaign_id, draw.c.alias, task.c.id)
    )


def load_tasks(connection: Connection, id_: int, *, ref: str = "") -> tuple[Task, ...]:
    """The tasks of all tickets, or of the one named."""
    query = task_query().where(task.c.campaign_id == id_)
    if ref:
        query = query.where(task.c.ref == ref)
    return tuple(to_task(row) for row in connection.execute(query))


def to_task(row: Row[Any]) -> Task:
    return Task(
        campaign=row.campaign_id,
        ref=row.ref,
        number=row.number,
        alias=row.alias,
        handling_unit=row.handling_unit,
        stage=Stage[row.stage],
        unit=row.unit,
        officer=row.officer,
        why=row.why,
        due_on=row.due_on,
    )


def load_reviews(connection: Connection, about: Campaign, *, ref: str = "") -> tuple[Review, ...]:
    """The reviews handed in and not returned, of all tickets or of the one named."""
    query = (
        select(review, task.c.ref, task.c.stage)
        .join(task, task.c.id == review.c.task_id)
        .where(task.c.campaign_id == about.id, review.c.returned_at.is_(None))
        .order_by(task.c.ref, task.c.id)
    )
    if ref:
        query = query.where(task.c.ref == ref)
    return tuple(_review(row, about.rubric) for row in connection.execute(query))


def _review(row: Row[Any], rubric: Rubric) -> Review:
    marks = marks_of(row.marks)
    return Review(
        ref=row.ref,
        stage=Stage[row.stage],
        unit=row.unit,
        officer=row.officer,
        marks=marks,
        score=score(rubric, marks),
        handed_in_at=row.handed_in_at,
        fingerprint=row.fingerprint,
        nonce=row.nonce,
        version=row.version,
    )


def drawn_so_far(connection: Connection, id_: int) -> int:
    """How many tickets were ever drawn; aliases count them."""
    query = select(func.count()).where(draw.c.campaign_id == id_)
    return int(connection.execute(query).scalar_one())
