"""What a sentence depends on, and in which order fields follow from each other.

A field follows from the fields that its sentences look at. Where that goes in a circle nothing can
be worked out, so it is refused when the data is read, with the names of the fields.
"""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from core.errors import Refusal
from core.tickets.fields import BY_KEY
from core.tickets.language.tree import Applied, Node, field_keys, walk

_CLOCKS = frozenset(
    {
        *("kind", "received_at", "assigned_at", "hotline_term_days", "hotline_extension_date"),
        *("is_ad", "is_unfair_competition", "is_rework", "source", "is_real_name"),
        *("first_contact_at", "first_contact_result", "failed_contact_attempts"),
        *("acceptance", "acceptance_date", "acceptance_notice_at", "mediation_result"),
        *("mediated_on", "termination_date", "test_from", "test_to"),
        *("termination_notice_petitioner", "termination_notice_trader"),
        *("filing", "filing_date", "extension_approved_date", "tipoff_notice_at"),
        *("evidence", "notice_at", "closed_at", "transfer_to", "transfer_basis", "transfer_date"),
        *("decline_assignment_reason", "suggested_unit"),
    }
)
_TESTING = frozenset({"test_from", "test_to"})
_PERSON = frozenset({"petitioner_name", "petitioner_phone"})
_TRADER = frozenset({"trader_name", "trader_uscc", "received_at"})

LOOKS_AT: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("届满日", "剩余", "时限单位", "时限状态"), _CLOCKS),
    **dict.fromkeys(("扣除后工作日后", "扣除后自然日后"), _TESTING),
    **dict.fromkeys(("扣除后天数", "扣除后工作日数"), _TESTING),
    **dict.fromkeys(("集中诉求人数", "集中诉求件数"), _PERSON | _TRADER),
    "前次举报件": frozenset({"number", "kind", "content", "clue"}) | _PERSON | _TRADER,
    "雷同答复件": frozenset({"number", "reply"}),
    "同号原件数": frozenset({"number"}),
    **dict.fromkeys(("不予受理的情形", "不予立案的情形"), frozenset({"received_at"})),
    "核查起算日": frozenset({"received_at", "filing_date"}),
    "终止调解的情形": frozenset({"acceptance_date", "received_at"}),
}
"""The fields that functions look at beside their arguments, by function."""


def looked_at(nodes: Iterable[Node]) -> frozenset[str]:
    """The keys of all fields on which these sentences depend, also through clocks."""
    found: set[str] = set()
    for node in nodes:
        found |= field_keys(node)
        for one in walk(node):
            if isinstance(one, Applied):
                found |= LOOKS_AT.get(one.function.name, frozenset())
    return frozenset(found)


def refuse_circle(follows_from: Mapping[str, Iterable[str]]) -> None:
    """Refuse fields that follow from each other; Refusal names them in the order they go round."""
    try:
        tuple(TopologicalSorter(follows_from).static_order())
    except CycleError as error:
        # graphlib lists each field before the one that looks at it.
        circle = " → ".join(f"“{BY_KEY[key].header}”" for key in reversed(error.args[1]))
        said = "填报逻辑绕成了一圈，算不出来"
        remedy = "请改其中一栏的出现、必填、默认或计算的条件"
        raise Refusal(f"{said}：{circle}。{remedy}。") from None


def layers(follows_from: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The fields in layers: each follows only from fields of earlier layers and from free ones."""
    among = {key: set(froms) & follows_from.keys() for key, froms in follows_from.items()}
    sorter = TopologicalSorter(among)
    sorter.prepare()
    found: list[tuple[str, ...]] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found.append(tuple(sorted(ready)))
        sorter.done(*ready)
    return tuple(found)
