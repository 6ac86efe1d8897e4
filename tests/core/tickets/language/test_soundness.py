"""Whatever passes the check can be run on any ticket: yes, no or unknown, and an explanation."""

from collections.abc import Mapping

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.tickets.case import Case, Surroundings
from core.tickets.fields import FIELDS
from core.tickets.language.check import condition
from core.tickets.language.closures import compile_condition
from core.tickets.language.explain import compile_explanation
from core.tickets.language.function import Function, Parameter
from core.tickets.language.library import FUNCTIONS
from core.tickets.language.mistakes import Mistake
from core.tickets.language.value_types import Sort, type_of_field
from core.tickets.language.wording import say
from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.ticket import Ticket
from storage.calendar import calendar
from tests.core.tickets.language.sentences import TODAY, VOCABULARY
from tests.samples import tickets

_FIXED: Mapping[Sort, list[str]] = {
    Sort.NUMBER: ["0", "1", "0.5", "7", "999999999999"],
    Sort.TEXT: ["“退款”", "“个工作日”", "“×月×日”"],
    Sort.DAY: ["2026-04-15", "今日", "0001-01-01", "9999-12-31"],
    Sort.WORDS: list(VOCABULARY.word_lists),
    Sort.TABLE: ["法条数"],
    Sort.FLAG: ["退单件", "新件"],
}
_ALL = {
    sort: [f.header for f in FIELDS if type_of_field(f).sort is sort] + _FIXED.get(sort, [])
    for sort in Sort
}


def _argument(parameter: Parameter, depth: int) -> st.SearchStrategy[str]:
    if parameter.type is not None:
        return st.sampled_from([word.value for word in parameter.type.words or ()])
    return st.one_of([_value(sort, depth) for sort in sorted(parameter.sorts)])


def _call(function: Function, depth: int) -> st.SearchStrategy[str]:
    arguments = [_argument(parameter, depth - 1) for parameter in function.parameters]
    return st.tuples(*arguments).map(lambda given: f"{function.name}({', '.join(given)})")


def _value(sort: Sort, depth: int) -> st.SearchStrategy[str]:
    known = st.sampled_from(_ALL[sort]) if _ALL[sort] else st.nothing()
    made = [f for f in FUNCTIONS.values() if f.gives.sort is sort]
    if depth == 0 or not made:
        return known
    return known | st.sampled_from(made).flatmap(lambda function: _call(function, depth))


def _compared(sort: Sort, *signs: str) -> st.SearchStrategy[str]:
    both = _value(sort, 2), st.sampled_from(signs), _value(sort, 1)
    return st.tuples(*both).map(" ".join)


sentences = st.one_of(
    _compared(Sort.NUMBER, "大于", "不大于", "为", "不为"),
    _compared(Sort.DAY, "早于", "不早于", "为", "不为"),
    _compared(Sort.TEXT, "为", "不为", "包含"),
    st.tuples(_value(Sort.LIST, 2), _value(Sort.TEXT, 1)).map(" 包含 ".join),
    st.tuples(_value(Sort.TEXT, 2), st.sampled_from(_ALL[Sort.WORDS])).map(" 包含任一 ".join),
    st.tuples(_value(Sort.DAY, 1), _value(Sort.NUMBER, 1)).map(lambda v: f"{v[0]} + {v[1]} 为空"),
    st.tuples(_value(Sort.NUMBER, 2), _value(Sort.NUMBER, 1)).map(
        lambda v: f"{v[0]} * {v[1]} - 1 大于 0"
    ),
    _value(Sort.FLAG, 2).map(lambda value: f"非 {value}"),
    _value(Sort.LIST, 2).map(lambda value: f"{value} 不为空"),
)


@settings(max_examples=150)
@given(sentence=sentences, ticket=tickets(), other=tickets("SJ2"))
def test_no_sentence_ends_in_an_error(sentence: str, ticket: Ticket, other: Ticket) -> None:
    try:
        tree = condition(sentence, VOCABULARY)
    except Mistake:
        assume(False)
    around = Surroundings(today=TODAY, calendar=calendar(), others=Gathered([neighbour_of(other)]))
    case = Case(ticket, around)
    found = compile_condition(tree)(case)
    assert found in {True, False, None}
    if found is not None:
        assert compile_explanation(tree, holds=found)(case).sentence()
    assert condition(say(tree), VOCABULARY) == tree
