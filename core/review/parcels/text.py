"""Parcels as JSON. What cannot be read is refused as a whole: half a parcel is none."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.errors import Refusal
from core.review.covering import CoveredField
from core.review.formula import formula_of
from core.review.marks_text import marks_of
from core.review.parcels.parcel import (
    Head,
    Parcel,
    ParcelKind,
    ParcelReview,
    ParcelTask,
    ReviewsParcel,
    TasksParcel,
)
from core.review.reviews import Stage
from core.review.rubric import Proposal, rubric_of

Data = Mapping[str, Any]
NOT_READABLE = "包里的内容读不懂，可能是别的版本的程序做的，没有收下。请两边用同一版程序。"


def plain(parcel: Parcel) -> dict[str, Any]:
    """The parcel as JSON holds it."""
    head = {"head": _plain_head(parcel.head)}
    if isinstance(parcel, ReviewsParcel):
        return head | {"reviews": [_plain_review(one) for one in parcel.reviews]}
    return head | {
        "title": parcel.title,
        "kind": parcel.kind,
        "since": parcel.since.isoformat(),
        "until": parcel.until.isoformat(),
        "drawn_at": parcel.drawn_at.isoformat(),
        "rubric": parcel.rubric,
        "formula": parcel.formula,
        "tasks": [_plain_task(one) for one in parcel.tasks],
    }


def parcel_of(data: Any) -> Parcel:
    """Read a parcel; Refusal for what is none."""
    try:
        head = _head(data["head"])
        return _reviews(head, data) if head.kind is ParcelKind.REVIEWS else _tasks(head, data)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise Refusal(NOT_READABLE) from error


def _plain_head(head: Head) -> dict[str, Any]:
    return {
        "kind": head.kind.name,
        "id": head.id,
        "answers": head.answers,
        "campaign": head.campaign,
        "sender": head.sender,
        "receiver": head.receiver,
        "made_at": head.made_at.isoformat(),
        "expires_on": head.expires_on.isoformat(),
    }


def _head(data: Data) -> Head:
    return Head(
        kind=ParcelKind[data["kind"]],
        id=_text(data["id"]),
        answers=_text(data["answers"]),
        campaign=int(data["campaign"]),
        sender=_text(data["sender"]),
        receiver=_text(data["receiver"]),
        made_at=datetime.fromisoformat(data["made_at"]),
        expires_on=date.fromisoformat(data["expires_on"]),
    )


def _plain_task(one: ParcelTask) -> dict[str, Any]:
    return {
        "alias": one.alias,
        "ref": one.ref,
        "stage": one.stage.name,
        "officer": one.officer,
        **plain_shown(one),
    }


def plain_shown(one: ParcelTask) -> dict[str, Any]:
    """What is shown of a ticket, as the parcel carries it and the unit's store keeps it."""
    return {
        "fields": [_plain_field(field) for field in one.fields],
        "proposals": [_plain_proposal(made) for made in one.proposals],
    }


def _plain_proposal(made: Proposal) -> dict[str, Any]:
    return {
        "source": made.source,
        "item": made.item,
        "minus": str(made.minus),
        "veto": made.veto,
        "message": made.message,
        "leaves_out": made.leaves_out,
    }


def _plain_field(field: CoveredField) -> dict[str, Any]:
    return {
        "key": field.key,
        "group": field.group,
        "header": field.header,
        "text": field.text,
        "covered": [list(span) for span in field.covered],
    }


def fields_of(data: Any) -> tuple[CoveredField, ...]:
    return tuple(map(_field, data))


def _field(data: Data) -> CoveredField:
    covered = tuple((int(start), int(end)) for start, end in data["covered"])
    return CoveredField(
        key=_text(data["key"]),
        group=_text(data["group"]),
        header=_text(data["header"]),
        text=_text(data["text"]),
        covered=covered,
    )


def proposals_of(data: Any) -> tuple[Proposal, ...]:
    return tuple(map(_proposal, data))


def _proposal(data: Data) -> Proposal:
    return Proposal(
        source=_text(data["source"]),
        item=_text(data["item"]),
        minus=Decimal(_text(data["minus"])),
        veto=_text(data["veto"]),
        message=_text(data["message"]),
        leaves_out=bool(data.get("leaves_out", False)),
    )


def _task(data: Data) -> ParcelTask:
    return ParcelTask(
        alias=_text(data["alias"]),
        ref=_text(data["ref"]),
        stage=Stage[data["stage"]],
        officer=_text(data["officer"]),
        fields=fields_of(data["fields"]),
        proposals=proposals_of(data["proposals"]),
    )


def _tasks(head: Head, data: Data) -> TasksParcel:
    rubric_of(data["rubric"])
    formula_of(data["formula"])
    return TasksParcel(
        head=head,
        title=_text(data["title"]),
        kind=_text(data["kind"]),
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]),
        drawn_at=datetime.fromisoformat(data["drawn_at"]),
        rubric=data["rubric"],
        formula=data["formula"],
        tasks=tuple(map(_task, data["tasks"])),
    )


def _plain_review(one: ParcelReview) -> dict[str, Any]:
    return {
        "alias": one.alias,
        "stage": one.stage.name,
        "officer": one.officer,
        "marks": one.marks,
        "handed_in_at": one.handed_in_at.isoformat(),
        "fingerprint": one.fingerprint,
        "nonce": one.nonce,
        "campaign": one.campaign,
        "ref": one.ref,
    }


def _reviews(head: Head, data: Data) -> ReviewsParcel:
    return ReviewsParcel(head=head, reviews=tuple(map(_review, data["reviews"])))


def _review(data: Data) -> ParcelReview:
    marks_of(data["marks"])
    return ParcelReview(
        alias=_text(data["alias"]),
        stage=Stage[data["stage"]],
        officer=_text(data["officer"]),
        marks=data["marks"],
        handed_in_at=datetime.fromisoformat(data["handed_in_at"]),
        fingerprint=_text(data["fingerprint"]),
        nonce=_text(data["nonce"]),
        campaign=int(data["campaign"]),
        ref=_text(data["ref"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
