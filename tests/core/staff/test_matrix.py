"""Who may do what, cell by cell: every action, every role, on things of one's unit and of another.

Written out here as the office would put it on paper; nothing is taken from the table itself.
"""

from datetime import date
from itertools import product

import pytest

from core.people import Action, Officer, Post, Role, may
from core.staff.matrix import matrix

DAY = date(2026, 11, 23)
OWN, OTHER = "九亭所", "泗泾所"
UNIT = "HANDLER STATION_LEADER"
SECTION = "SECTION_OFFICER SECTION_HEAD"

EXPECTED: dict[str, tuple[str, str]] = {
    "SEE_TICKET": (UNIT, f"{SECTION} BUREAU_LEADER LEAD_SECTION AUDITOR"),
    "SEE_PETITIONER": (UNIT, f"{SECTION} BUREAU_LEADER"),
    "EDIT_TICKET": (UNIT, SECTION),
    "REGISTER_TICKET": (UNIT, SECTION),
    "SUBMIT_TICKET": ("HANDLER", ""),
    "DISPATCH_TICKET": ("", SECTION),
    "APPOINT_HANDLER": ("STATION_LEADER", SECTION),
    "HAND_BACK_TICKET": (UNIT, ""),
    "DECLINE_TICKET": (UNIT, ""),
    "DECIDE_DECLINE": ("", SECTION),
    "TRANSFER_TICKET": ("", SECTION),
    "REPLY_INTERIM": (UNIT, SECTION),
    "APPROVE_TICKET": ("STATION_LEADER", ""),
    "CLEAR_TICKET": ("", SECTION),
    "RETURN_TICKET": ("", SECTION),
    "CLOSE_TICKET": (UNIT, SECTION),
    "APPROVE_NOT_FILED": ("", "BUREAU_LEADER"),
    "APPROVE_EXTENSION": ("", "BUREAU_LEADER"),
    "PIN_RULE_SET": ("", SECTION),
    "LOAD_LAW": ("", SECTION),
    "IMPORT_LEDGER": ("", SECTION),
    "EXPORT_LEDGER": ("", SECTION),
    "PLAN_CAMPAIGN": ("", SECTION),
    "SEE_CAMPAIGN": ("STATION_LEADER", f"{SECTION} BUREAU_LEADER LEAD_SECTION AUDITOR"),
    "REVIEW_SELF": (f"{UNIT} REVIEWER", ""),
    "REVIEW_PEER": ("", "REVIEWER"),
    "RECHECK": ("", SECTION),
    "EDIT_POINTS": ("", SECTION),
    "EDIT_RUBRICS": ("", SECTION),
    "EDIT_RULES": ("", SECTION),
    "CONFIRM_RULES": ("", SECTION),
    "APPEAL": ("STATION_LEADER", ""),
    "FOLLOW_REMEDIES": ("", SECTION),
    "PROVE_REMEDY": (UNIT, ""),
    "EXCHANGE_PARCELS": ("STATION_LEADER REVIEWER", f"{SECTION} KEEPER"),
    "MANAGE_PEOPLE": ("", "KEEPER"),
    "READ_AUDIT": ("", "AUDITOR"),
    "ISSUE_PAPER": (UNIT, SECTION),
    "NUMBER_PAPERS": ("", SECTION),
    "CALL_BACK": ("", SECTION),
    "EXPLAIN_CALLBACK": (UNIT, ""),
    "SIGN_EXPLANATION": ("STATION_LEADER", ""),
    "ESCALATE": ("", SECTION),
}
"""By action: the roles that may on things of their own unit, and those that may everywhere."""


def holding(role: Role) -> Officer:
    return Officer(name="某人", posts=(Post(unit=OWN, role=role, since=date(2024, 1, 1)),))


@pytest.mark.parametrize("name", EXPECTED)
def test_every_cell_of_an_action(name: str) -> None:
    action = Action[name]
    own, everywhere = (text.split() for text in EXPECTED[name])
    for role in Role:
        officer = holding(role)
        here = may(officer, action, OWN, today=DAY)
        there = may(officer, action, OTHER, today=DAY)
        assert here == (role.name in own or role.name in everywhere), (name, role)
        assert there == (role.name in everywhere), (name, role)


def test_a_post_that_has_ended_or_not_begun_gives_nothing() -> None:
    for role, action in product(Role, Action):
        ended = Post(unit=OWN, role=role, since=date(2024, 1, 1), until=date(2026, 11, 22))
        later = Post(unit=OWN, role=role, since=date(2026, 11, 24))
        officer = Officer(name="某人", posts=(ended, later))
        assert not may(officer, action, OWN, today=DAY)


def test_people_read_the_same_table() -> None:
    rows = {row.action: row for row in matrix()}
    assert list(rows) == list(Action)
    assert rows[Action.APPROVE_TICKET].words(Role.STATION_LEADER) == "本单位"
    assert rows[Action.CLEAR_TICKET].words(Role.SECTION_HEAD) == "全局"
    assert rows[Action.CLEAR_TICKET].words(Role.HANDLER) == ""
