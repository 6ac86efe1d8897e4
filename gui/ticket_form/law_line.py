"""Which rule set the ticket follows (适用规则集), one small line; the section may pin another."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from core.tickets.fields import BY_KEY
from core.tickets.law.following import (
    GROUNDS_OF_FIELD,
    TRACK_OF,
    Track,
    followed,
    grounds_for,
    tracks_of,
)
from core.tickets.law.pinning import Pin, pin
from core.tickets.law.rule_set import Ground, RuleSet
from core.tickets.ticket import Ticket
from gui.ask import AskPopup
from gui.boxes import row
from gui.buttons import button
from gui.choices import Choices
from gui.desk import Desk
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import ElidedLabel, label
from storage.law import rule_sets

BY_DAYS = "按日期适用"


class LawLine(QWidget):
    """Says what holds and why; `pin_button` is there for the section."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ElidedLabel("caption", keeps=120)
        self.pin_button = button("指定规则集…", "quiet")
        self.setLayout(row(self._said, self.pin_button, gap=4))

    def show_law(self, ticket: Ticket, pinned: Pin | None, today: date, *, may_pin: bool) -> None:
        """Say which set each track follows, or to which the ticket is pinned and why."""
        tracks = tracks_of(ticket)
        self.setVisible(bool(tracks))
        self.pin_button.setVisible(may_pin)
        if ticket.rule_set:
            self._said.say(f"指定适用 {ticket.rule_set}：{pinned.reason if pinned else ''}")
        else:
            self._said.say(f"适用 {_by_track(ticket, tracks, today)}")
        sets = {followed(ticket, track, rule_sets(), today).code for track in tracks}
        tip = "\n".join(_about(one) for one in rule_sets().sets if one.code in sets)
        signed = f"\n{pinned.at:%Y-%m-%d} {pinned.who}指定" if ticket.rule_set and pinned else ""
        self.setToolTip(tip + signed)
        self.setAccessibleName(f"{self._said.whole}。{tip}{signed}")

    @property
    def words(self) -> str:
        return self._said.whole


def _by_track(ticket: Ticket, tracks: tuple[Track, ...], today: date) -> str:
    """RS-2026（2026-04-15 起）, or each set with its tracks where they differ."""
    names: dict[str, list[str]] = {}
    for track in tracks:
        held = followed(ticket, track, rule_sets(), today)
        names.setdefault(held.code, []).append(track.value)
    if len(names) == 1:
        return rule_sets().named(next(iter(names))).name
    return "、".join(f"{code}（{'、'.join(of)}）" for code, of in names.items())


def _about(held: RuleSet) -> str:
    return f"{held.name}：《{held.act}》，调解期限 {held.mediation_term}"


def offer_grounds(form: Form, ticket: Ticket, today: date) -> None:
    """Offer at each field of reasons those of the set that the ticket follows."""
    for key, of in GROUNDS_OF_FIELD.items():
        held = followed(ticket, TRACK_OF[of], rule_sets(), today)
        options = options_of_grounds(key, grounds_for(ticket, key, rule_sets(), today))
        form.offer(key, options, stray=f"{held.code} 没有这一项")


def ground_notes(ticket: Ticket, today: date) -> list[FieldNote]:
    """What a chosen ground covers and what must be there to rely on it, at its field."""
    said = []
    for key, of in GROUNDS_OF_FIELD.items():
        found = followed(ticket, TRACK_OF[of], rule_sets(), today).ground(
            of, BY_KEY[key].get(ticket)
        )
        if found is not None:
            needs = f"要有{found.evidence}" if found.evidence else ""
            said.append(FieldNote(key, "hint", found.says + needs))
    return said


def options_of_grounds(key: str, grounds: tuple[Ground, ...]) -> list[tuple[object, str]]:
    """Grounds as values of the field `key` with their words."""
    words = BY_KEY[key].words
    return [(words(one.code) if words else int(one.code), one.words) for one in grounds]


def newest_grounds(key: str) -> list[tuple[object, str]]:
    """The grounds in force now, with which a form begins."""
    return options_of_grounds(key, rule_sets().sets[-1].grounds[GROUNDS_OF_FIELD[key]])


def ask_pin(
    page: QWidget, ticket: Ticket, anchor: QWidget, given: Callable[[str, str], object]
) -> None:
    """Ask the section which set the ticket is to follow, and why; `given` gets code and reason."""
    sets = Choices([("", BY_DAYS), *((one.code, one.name) for one in rule_sets().sets)])
    sets.setAccessibleName("规则集")
    sets.choose(ticket.rule_set)
    popup = AskPopup(
        page,
        title="指定规则集",
        sentence="跨新旧规定的件，可以指定整件按哪一版办；条文、期限、情形和文书都跟着走。",
        verb="指定",
        field="理由",
        empty="请写明为什么这样指定，理由会和工单一起留存。",
        above=(sets, label("理由", "field")),
    )
    popup.given.connect(lambda reason: given(sets.chosen or "", reason))
    popup.show_above(anchor)


def write_pin(desk: Desk, ref: str, rule_set: str, reason: str) -> bool:
    """Pin the ticket, or let its days decide again."""
    officer = desk.officer
    said = f"指定适用 {rule_set}" if rule_set else "改回按日期适用规则集"
    return desk.do(
        lambda tx: pin(
            tx.tickets,
            tx.pins,
            rule_sets(),
            ref=ref,
            rule_set=rule_set,
            reason=reason,
            by=officer,
            at=tx.at,
        ),
        what="指定规则集",
        done=f"工单 {ref} {said}。",
    )
