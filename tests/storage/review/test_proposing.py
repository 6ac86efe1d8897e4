from dataclasses import replace
from datetime import datetime

from core.tickets.words import Acceptance
from storage.database import Store
from storage.review.proposing import known_of, proposals_for
from storage.review.rubric_versions import rubric_in_force
from tests.samples import NOW, a_ticket

LATE = a_ticket(
    received_at=datetime(2026, 8, 3, 9, 0),
    assigned_at=datetime(2026, 8, 3, 10, 0),
    acceptance=Acceptance.ACCEPTED,
    acceptance_notice_at=datetime(2026, 9, 25, 9, 0),
)


def test_a_missed_time_limit_is_known_with_its_days_and_its_article(store: Store) -> None:
    with store.reading() as connection:
        known = known_of(connection, LATE, NOW)
    assert "超期完成，9 月 25 日完成" in known["C_ACCEPT"]
    assert "依据" in known["C_ACCEPT"]


def test_it_proposes_a_deduction_and_holds_a_veto_for_possible(store: Store) -> None:
    with store.reading() as connection:
        rubric = rubric_in_force(connection, "unsubstantiated")
        made = proposals_for(connection, LATE, rubric, NOW)
    assert {"B11"} <= {one.item for one in made}
    assert "V5" in {one.veto for one in made}


def test_a_ticket_in_order_has_no_missed_clock(store: Store) -> None:
    with store.reading() as connection:
        known = known_of(connection, a_ticket(), NOW)
    assert not [source for source in known if not source.startswith("F-")]


def test_a_condition_decides_by_the_ticket_whether_an_item_applies(store: Store) -> None:
    with store.reading() as connection:
        rubric = rubric_in_force(connection, "not_filed")
        for when, is_out in (
            ("承办单位 为 “中山所”", True),
            ("承办单位 为 “九亭所”", False),
            ("没有了的栏目 为 是", False),  # frozen when there was such a field
        ):
            first = replace(rubric.items[6], when=when)
            items = (*rubric.items[:6], first, *rubric.items[7:])
            made = proposals_for(
                connection, a_ticket(unit="九亭所"), replace(rubric, items=items), NOW
            )
            assert (first.code in {one.item for one in made if one.leaves_out}) is is_out
