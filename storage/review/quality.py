"""Reads what there is to say of a campaign's reviewers."""

from sqlalchemy import Connection

from core.review.quality.report import QualityReport, quality_report
from core.review.results import campaign_report
from storage.review.anchors import anchors_of
from storage.review.reading import load_record, unit_order


def quality(connection: Connection, id_: int) -> QualityReport:
    """The reviewers of a campaign, by the tickets whose blind reviews are all in."""
    record = load_record(connection, id_)
    results = campaign_report(record, unit_order=unit_order(connection))
    return quality_report(record, results, anchors_of(connection, id_))
