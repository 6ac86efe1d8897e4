"""What a form is made of, as values: sheets, tracks, lines and the fields asked for in them.

SHEETS = (
Sheet(key="contact", title="先行联系", note="接收后先联系", tracks=(Track(lines=(
Line(asks("first_contact_at", must=True), asks("first_contact_result"), label="联系"),
Line(asks("failed_contact_attempts", rows=2)),
)),)),
)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.tickets.fields import BY_KEY, Field, FieldType

FEW = 8
"""Up to so many values are choice chips; more are a combo box."""

_YES_NO: tuple[tuple[Any, str], ...] = ((True, "是"), (False, "否"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field as a form asks for it.

    `rows` above 1 makes a text area so many lines high. `share` is its part of the width of a line
    with several fields. `options` are values with their words, where the field's type does not say
    them or longer words help; for evidence they are the kinds to choose from.
    """

    field: Field
    label: str
    hint: str = ""
    must: bool = False
    share: int = 1
    rows: int = 1
    options: tuple[tuple[Any, str], ...] = ()
    narrow: bool = False
    each_of: str = ""

    @property
    def key(self) -> str:
        return self.field.key


def asks(  # noqa: PLR0913 -- all but the first go by name
    key: str,
    label: str = "",
    *,
    hint: str = "",
    must: bool = False,
    share: int = 1,
    rows: int = 1,
    options: Sequence[tuple[Any, str]] = (),
    narrow: bool = False,
    each_of: str = "",
) -> Asked:
    """Ask for the field of a ticket; the label is its ledger heading unless a shorter one helps."""
    field = BY_KEY[key]
    return Asked(
        field=field,
        label=label or field.header,
        hint=hint,
        must=must,
        share=share,
        rows=rows,
        options=tuple(options) or options_of(field),
        narrow=narrow,
        each_of=each_of,
    )


def options_of(field: Field) -> tuple[tuple[Any, str], ...]:
    """The values a field can have, if its type says so."""
    if field.type is FieldType.BOOL:
        return _YES_NO
    return tuple((word, str(word)) for word in field.words or ())


class Line:
    """One line of a form: a label and one field, or several fields of one act.

    With a `label` of its own the fields of the line share it (告知: 时间 and 方式). A `bare` line
    has no label and takes the whole width: the title of its sheet says what it is. A `tall` line
    has its label above it.
    """

    __slots__ = ("asked", "bare", "label", "tall")

    def __init__(
        self, *asked: Asked, label: str = "", bare: bool = False, tall: bool = False
    ) -> None:
        self.asked = asked
        self.label = label
        self.bare = bare
        self.tall = tall


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Lines below each other; a track with a title stands beside another (投诉轨, 举报轨)."""

    lines: tuple[Line, ...]
    title: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One white sheet of a form: a stage of the work."""

    key: str
    title: str
    tracks: tuple[Track, ...]
    note: str = ""


def sheet(key: str, title: str, *lines: Line, note: str = "") -> Sheet:
    """A sheet with one track."""
    return Sheet(key=key, title=title, note=note, tracks=(Track(lines=lines),))
