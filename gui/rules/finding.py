"""Rules for Ctrl+K: by number, title, and the words in them."""

from collections.abc import Sequence
from functools import partial

from core.people import Action
from core.tickets.rules.versions import current
from gui.desk import Desk
from gui.hits import Hit
from gui.rules.rule_list import texts
from storage.rules import rulebook_data, rulebooks

MOST = 8


def find_rules(desk: Desk, words: str) -> Sequence[Hit]:
    """The rules in force that hold all of the words; those whose title holds them come first."""
    parts = words.casefold().split()
    if not parts or not desk.may(Action.EDIT_RULES):
        return ()
    with desk.store.reading() as connection:
        in_force = current(rulebooks(connection).confirmed, desk.today)
        data = rulebook_data(connection, in_force.number)
    named, inside = [], []
    for rule in data["rules"]:
        head = f"{rule['id']} {rule['title']}".casefold()
        if all(part in head for part in parts):
            named.append(rule)
        elif all(part in " ".join(texts(rule)).casefold() for part in parts):
            inside.append(rule)
    return [
        Hit(
            "规则",
            f"{one['id']}　{one['title']}",
            partial(desk.go, "rules", one["id"]),
            str(one.get("group", "")),
            "list-checks",
        )
        for one in [*named, *inside][:MOST]
    ]
