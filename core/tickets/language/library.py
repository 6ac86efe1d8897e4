"""The table of all functions that a sentence may use."""

from collections.abc import Mapping

from core.tickets.language import (
    case_functions,
    day_functions,
    saying_functions,
    text_functions,
)
from core.tickets.language.function import Function

FUNCTIONS: Mapping[str, Function] = {
    function.name: function
    for function in (
        *text_functions.FUNCTIONS,
        *day_functions.FUNCTIONS,
        *case_functions.FUNCTIONS,
        *saying_functions.FUNCTIONS,
    )
}
"""By name; the vocabulary offers them for completion with their help."""
