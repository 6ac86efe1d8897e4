"""The columns of the list of parcels."""

from core.figures.words import day, moment
from gui.tables.cells import Column, Words
from storage.review.parcel_log import Exchanged

COLUMNS: tuple[Column[Exchanged], ...] = (
    Column(key="at", title="时间", cell=lambda one: moment(one.at), width=140),
    Column(
        key="way",
        title="收发",
        cell=lambda one: Words("发出" if one.is_sent else "收到", "text"),
        width=64,
    ),
    Column(key="kind", title="内容", cell=lambda one: str(one.kind), width=84),
    Column(key="partner", title="对方", cell=lambda one: Words(one.partner, "text"), width=130),
    Column(key="until", title="有效到", cell=lambda one: day(one.expires_on), width=150),
    Column(key="who", title="经手", cell=lambda one: one.who, stretch=True),
)
