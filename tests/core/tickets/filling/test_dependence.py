"""What sentences depend on beyond the fields they name."""

from hypothesis import given
from hypothesis import strategies as st

from core.tickets.clocks import clocks
from core.tickets.fields import FIELDS, changed
from core.tickets.filling.dependence import LOOKS_AT
from core.tickets.language.library import FUNCTIONS
from core.tickets.ticket import Ticket
from storage.calendar import calendar, clock_law
from tests.samples import TODAY, tickets, values_for

HARMLESS = {"正在提交", "在单位名录", "有单位名录", "填报人", "填报单位", "同秒联系件"}
"""Functions that ask the case for something that no field of the ticket decides."""

WORKDAYS = {"工作日后", "工作日数"}
"""They ask for the calendar only."""

FREE = [field for field in FIELDS if field.key not in LOOKS_AT["届满日"]]


def test_every_function_that_asks_the_case_is_known_here() -> None:
    asking = {name for name, function in FUNCTIONS.items() if function.asks_case}
    assert asking - HARMLESS - WORKDAYS - {"今天"} == LOOKS_AT.keys()


@given(tickets(), st.data())
def test_no_clock_looks_at_other_fields_than_those_named(
    ticket: Ticket, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(FREE))
    other = changed(ticket, {field.key: data.draw(values_for(field))})
    law, days = clock_law(), calendar()
    assert clocks(other, law, days, TODAY) == clocks(ticket, law, days, TODAY)
