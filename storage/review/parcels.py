"""Parcels of one transaction (任务包): keys, sending, and taking in whole or not at all."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from core.review.parcels.parcel import Received, TasksParcel, refuse_unfit
from core.review.parcels.text import parcel_of
from storage.files.parcels import open_parcel
from storage.review.parcel_keys import ParcelKeys, require_own, unit_keys
from storage.review.parcel_log import note, seen_ids
from storage.review.parcel_reviews import ReviewIntake
from storage.review.parcel_sending import Sending
from storage.review.parcel_tasks import TaskIntake

if TYPE_CHECKING:
    from storage.transaction import Transaction


class Parcels:
    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    @cached_property
    def keys(self) -> ParcelKeys:
        return ParcelKeys(self._tx)

    def send_tasks(self, id_: int, unit: str, *, expires_on: date) -> bytes:
        """Seal the tasks that `unit` still has to do in a campaign."""
        return Sending(self._tx).tasks(id_, unit, expires_on=expires_on)

    def send_reviews(self, id_: int, *, expires_on: date) -> bytes:
        """Seal what was handed in here for a campaign that came in a parcel."""
        return Sending(self._tx).reviews(id_, expires_on=expires_on)

    def receive(self, content: bytes) -> Received:
        """Take a parcel in. Refuses one that is forged, foreign, stale, damaged or here already."""
        connection = self._tx.connection
        own = require_own(connection)
        known = {key.verify: key.name for key in unit_keys(connection)}
        opened = open_parcel(content, own=own, known=known)
        came = parcel_of(opened.data)
        seen = seen_ids(connection, came.head.id)
        refuse_unfit(
            came.head, own=own.name, signed_by=opened.signed_by, now=self._tx.at, seen=seen
        )
        if isinstance(came, TasksParcel):
            id_, received = TaskIntake(self._tx).take(came)
        else:
            id_, received = ReviewIntake(self._tx).take(came)
        note(self._tx, came.head, id_, came.head.sender, content, is_sent=False)
        return received
