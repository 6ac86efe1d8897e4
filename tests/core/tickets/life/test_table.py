"""The table of moves, cell by cell: every place, every role, every move.

The answers are written out here anew, by rows as a person would read them; nothing is computed.
"""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from core.people import Role
from core.tickets.life.asking import open_moves, problems
from core.tickets.life.moving import EFFECTS
from core.tickets.life.standing import Position
from core.tickets.life.table import MOVES, Move
from tests.core.tickets.life.lives import EVERYBODY, OTHER, at_place, full_order, holding
from tests.core.tickets.life.office import Log

P, M, R = Position, Move, Role
UNIT_HANDLES = {R.HANDLER, R.STATION_LEADER}
SECTION = {R.SECTION_OFFICER, R.SECTION_HEAD}

ALLOWED: dict[tuple[Move, Position], set[Role]] = {
    (M.DISPATCH, P.TO_DISPATCH): SECTION,
    (M.DISPATCH, P.DECLINED): SECTION,
    (M.DISPATCH, P.IN_HAND): SECTION,
    (M.DISPATCH, P.REWORK): SECTION,
    (M.APPOINT, P.IN_HAND): {R.STATION_LEADER, *SECTION},
    (M.APPOINT, P.REWORK): {R.STATION_LEADER, *SECTION},
    (M.APPOINT, P.DECLINED): {R.STATION_LEADER, *SECTION},
    (M.APPOINT, P.AT_BUREAU): {R.STATION_LEADER, *SECTION},
    (M.APPOINT, P.AT_LEADER): {R.STATION_LEADER, *SECTION},
    (M.APPOINT, P.AT_SECTION): {R.STATION_LEADER, *SECTION},
    (M.APPOINT, P.TO_REPLY): {R.STATION_LEADER, *SECTION},
    (M.HAND_BACK, P.IN_HAND): UNIT_HANDLES,
    (M.HAND_BACK, P.REWORK): UNIT_HANDLES,
    (M.DECLINE, P.IN_HAND): UNIT_HANDLES,
    (M.AGREE_DECLINE, P.DECLINED): SECTION,
    (M.REFUSE_DECLINE, P.DECLINED): SECTION,
    (M.TRANSFER, P.TO_DISPATCH): SECTION,
    (M.TRANSFER, P.DECLINED): SECTION,
    (M.INTERIM, P.IN_HAND): UNIT_HANDLES | SECTION,
    (M.INTERIM, P.REWORK): UNIT_HANDLES | SECTION,
    (M.INTERIM, P.AT_BUREAU): UNIT_HANDLES | SECTION,
    (M.INTERIM, P.AT_LEADER): UNIT_HANDLES | SECTION,
    (M.INTERIM, P.AT_SECTION): UNIT_HANDLES | SECTION,
    (M.INTERIM, P.TO_REPLY): UNIT_HANDLES | SECTION,
    (M.INTERIM, P.REPLIED): UNIT_HANDLES | SECTION,
    (M.ASK_BUREAU, P.IN_HAND): {R.HANDLER},
    (M.ASK_BUREAU, P.REWORK): {R.HANDLER},
    (M.CONSENT, P.AT_BUREAU): {R.BUREAU_LEADER},
    (M.REFUSE_CONSENT, P.AT_BUREAU): {R.BUREAU_LEADER},
    (M.SUBMIT, P.IN_HAND): {R.HANDLER},
    (M.SUBMIT, P.REWORK): {R.HANDLER},
    (M.APPROVE, P.AT_LEADER): {R.STATION_LEADER},
    (M.SEND_BACK, P.AT_LEADER): {R.STATION_LEADER},
    (M.CLEAR, P.AT_SECTION): SECTION,
    (M.RETURN, P.AT_SECTION): SECTION,
    (M.RETURN, P.TO_REPLY): SECTION,
    (M.RETURN, P.REPLIED): SECTION,
    (M.RETURN, P.ENDED): SECTION,
    (M.CLOSE, P.TO_REPLY): UNIT_HANDLES | SECTION,
}
"""Where a move may be made, and by whom; a place that is not named here allows it to nobody."""

LEADS_TO: dict[tuple[Move, Position], Position] = {
    (M.DISPATCH, P.TO_DISPATCH): P.IN_HAND,
    (M.DISPATCH, P.DECLINED): P.IN_HAND,
    (M.DISPATCH, P.IN_HAND): P.IN_HAND,
    (M.DISPATCH, P.REWORK): P.REWORK,
    (M.HAND_BACK, P.IN_HAND): P.TO_DISPATCH,
    (M.HAND_BACK, P.REWORK): P.TO_DISPATCH,
    (M.DECLINE, P.IN_HAND): P.DECLINED,
    (M.AGREE_DECLINE, P.DECLINED): P.TO_DISPATCH,
    (M.REFUSE_DECLINE, P.DECLINED): P.IN_HAND,
    (M.TRANSFER, P.TO_DISPATCH): P.TO_REPLY,
    (M.TRANSFER, P.DECLINED): P.TO_REPLY,
    (M.ASK_BUREAU, P.IN_HAND): P.AT_BUREAU,
    (M.ASK_BUREAU, P.REWORK): P.AT_BUREAU,
    (M.CONSENT, P.AT_BUREAU): P.IN_HAND,
    (M.REFUSE_CONSENT, P.AT_BUREAU): P.IN_HAND,
    (M.SUBMIT, P.IN_HAND): P.AT_LEADER,
    (M.SUBMIT, P.REWORK): P.AT_LEADER,
    (M.APPROVE, P.AT_LEADER): P.AT_SECTION,
    (M.SEND_BACK, P.AT_LEADER): P.IN_HAND,
    (M.CLEAR, P.AT_SECTION): P.TO_REPLY,
    (M.RETURN, P.AT_SECTION): P.REWORK,
    (M.RETURN, P.TO_REPLY): P.REWORK,
    (M.CLOSE, P.TO_REPLY): P.ENDED,
}
"""Where the ticket of the test lies afterwards; where nothing is named it stays."""

CELLS = list(product(Position, Role, Move))


@pytest.mark.parametrize("place", Position)
def test_the_samples_lie_where_they_are_said_to(place: Position) -> None:
    assert at_place(place).position is place


def test_every_cell_of_place_role_and_move() -> None:
    wrong = []
    for place, role, move in CELLS:
        refused = [str(p) for p in problems(move, at_place(place), full_order(EVERYBODY[role]))]
        if bool(refused) == (role in ALLOWED.get((move, place), set())):
            wrong.append((place.value, role.value, move.value, refused))
    assert not wrong


def test_a_window_offers_exactly_what_is_allowed() -> None:
    for place, role in product(Position, Role):
        offered = open_moves(at_place(place), full_order(EVERYBODY[role]))
        expected = [move for move in Move if role in ALLOWED.get((move, place), set())]
        assert list(offered) == expected, (place, role)


def test_every_move_leads_where_it_says() -> None:
    for (move, place), roles in ALLOWED.items():
        for role in roles:
            log = Log(at_place(place))
            log.make(move, full_order(EVERYBODY[role]))
            there = log.life(log.ref).position
            assert there is LEADS_TO.get((move, place), place), (move, place, role)
            assert MOVES[move].end == frozenset() or there in MOVES[move].end


def test_people_of_another_unit_move_nothing_of_this_one() -> None:
    for place, move in product(Position, Move):
        for role in (R.HANDLER, R.STATION_LEADER):
            stranger = holding(role, OTHER)
            refused = list(problems(move, at_place(place), full_order(stranger)))
            assert refused, (place, move, role)


def test_a_refusal_names_the_place_and_the_remedy() -> None:
    [refused] = problems(M.CLEAR, at_place(P.IN_HAND), full_order(EVERYBODY[R.SECTION_HEAD]))
    assert str(refused) == (
        "工单 SJ2026112300001 现在是“承办中”，不能审批通过。可以的是：待消保科审批。"
    )


@pytest.mark.parametrize(
    ("move", "place", "role", "left_out", "says"),
    [
        (M.DISPATCH, P.TO_DISPATCH, R.SECTION_OFFICER, {"unit": ""}, "哪个所队"),
        (M.DISPATCH, P.TO_DISPATCH, R.SECTION_OFFICER, {"unit": "消保科"}, "哪个所队"),
        (M.DISPATCH, P.IN_HAND, R.SECTION_OFFICER, {"reason": " "}, "改派要写明原因"),
        (M.DISPATCH, P.IN_HAND, R.SECTION_OFFICER, {"unit": "九亭所"}, "另一个单位"),
        (M.DISPATCH, P.TO_DISPATCH, R.SECTION_OFFICER, {"handler": "承办人甲"}, "现任的承办人"),
        (M.APPOINT, P.IN_HAND, R.STATION_LEADER, {"handler": ""}, "由谁承办"),
        (M.HAND_BACK, P.IN_HAND, R.HANDLER, {"reason": ""}, "理由"),
        (M.DECLINE, P.IN_HAND, R.HANDLER, {"reason": ""}, "理由"),
        (M.DECLINE, P.IN_HAND, R.HANDLER, {"basis": ""}, "依据"),
        (M.DECLINE, P.IN_HAND, R.HANDLER, {"unit": ""}, "建议由哪个单位"),
        (M.DECLINE, P.IN_HAND, R.HANDLER, {"unit": "九亭所"}, "另一个单位"),
        (M.REFUSE_DECLINE, P.DECLINED, R.SECTION_HEAD, {"reason": ""}, "理由"),
        (M.TRANSFER, P.TO_DISPATCH, R.SECTION_HEAD, {"unit": ""}, "移送给哪个部门"),
        (M.TRANSFER, P.TO_DISPATCH, R.SECTION_HEAD, {"basis": ""}, "依据"),
        (M.INTERIM, P.IN_HAND, R.HANDLER, {"reason": ""}, "告诉了诉求人什么"),
        (M.INTERIM, P.IN_HAND, R.HANDLER, {"next_step": ""}, "下一步"),
        (M.INTERIM, P.IN_HAND, R.HANDLER, {"until": None}, "哪一天以前"),
        (M.RETURN, P.AT_SECTION, R.SECTION_HEAD, {"code": "R77"}, "退回原因"),
        (M.RETURN, P.AT_SECTION, R.SECTION_HEAD, {"reason": ""}, "理由"),
        (M.SEND_BACK, P.AT_LEADER, R.STATION_LEADER, {"reason": ""}, "理由"),
    ],
)
def test_what_a_move_asks_for_is_not_left_out(
    move: Move, place: Position, role: Role, left_out: dict[str, Any], says: str
) -> None:
    order = replace(full_order(EVERYBODY[role]), **left_out)
    first = next(problems(move, at_place(place), order))
    assert says in str(first)


def test_no_move_is_without_a_row() -> None:
    assert set(MOVES) == set(Move)
    assert set(EFFECTS) <= set(Move)
