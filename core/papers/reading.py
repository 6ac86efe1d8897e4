"""Makes forms of the data in `resources/papers/`; what is wrong is refused with form and remedy.

Each text is held against the facts its reader may know: a form to the trader that names the
petitioner is refused here, before there is any ticket.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from core.errors import Refusal
from core.paper import Cell, FormTable
from core.papers.facts import Reader, kinds_of
from core.papers.form import (
    GIVEN,
    Address,
    Entry,
    FlushLine,
    Form,
    FormSet,
    Items,
    Listed,
    NoteLines,
    Offered,
    Part,
    Proposal,
    Remembered,
    SealLine,
    Text,
    places_in,
    texts_of,
)
from core.papers.numbering import refuse_bad_pattern
from core.tickets.fields import BY_KEY, FieldType
from core.tickets.language.check import condition
from core.tickets.language.closures import compile_condition
from core.tickets.language.vocabulary import Vocabulary, nearest
from core.tickets.law.following import Track

Data = Mapping[str, Any]
W = TypeVar("W", Reader, Remembered, Track)


def set_of(data: Data, forms: Sequence[Data], vocabulary: Vocabulary) -> FormSet:
    """The set in `data`, with its forms."""
    refuse_bad_pattern(data["number"])
    return FormSet(
        version=data["version"],
        name=data["name"],
        bureau=data["bureau"],
        number=data["number"],
        units=dict(data.get("units", {})),
        forms=tuple(form_of({"version": data["version"], **one}, vocabulary) for one in forms),
    )


def form_of(data: Data, vocabulary: Vocabulary) -> Form:
    """One form; its mistakes are told with its title."""
    try:
        made = _form(data, vocabulary)
        _refuse_unknown_places(made)
    except (Refusal, KeyError, ValueError) as error:
        said = error if isinstance(error, Refusal) else f"没有写“{error.args[0]}”，请补上。"
        raise Refusal(f"文书“{data.get('title', '（没有名称）')}”：{said}") from error
    return made


def _form(data: Data, vocabulary: Vocabulary) -> Form:
    return Form(
        key=data["key"],
        mark=data["mark"],
        title=data["title"],
        code=data.get("code", ""),
        version=data["version"],
        track=_word(Track, data["track"]),
        applies=compile_condition(condition(data["applies"], vocabulary)),
        otherwise=data["otherwise"],
        mediates=data.get("mediates", False),
        after_approval=data.get("after_approval", False),
        repeatable=data.get("repeatable", False),
        to=tuple(_address(one) for one in data["to"]),
        entries=tuple(_entry(one) for one in data.get("entry", ())),
        parts=tuple(_part(one) for one in data["part"]),
        optional=frozenset(data.get("optional", ())),
        proposals=tuple(_proposals(data, vocabulary)),
        offers=_offers(data),
    )


def _address(data: Data) -> Address:
    return Address(
        reader=_word(Reader, data["reader"]),
        addressee=data.get("addressee", ""),
        propose=dict(data.get("propose", {})),
        neutral=dict(data.get("neutral", {})),
        offers=_offers(data),
    )


def _offers(data: Data) -> dict[str, str]:
    offers = dict(data.get("offers", {}))
    for key, what in offers.items():
        if key not in BY_KEY:
            raise Refusal(f"签发以后要写进工单的“{key}”不是台账的栏目。{nearest(key, BY_KEY)}")
        words = BY_KEY[key].words
        if what not in [*Offered, *(words or ())]:
            raise Refusal(f"写进“{BY_KEY[key].header}”的“{what}”不认识。")
    return offers


def _entry(data: Data) -> Entry:
    default = data.get("default", "")
    remembered = data.get("remember")
    return Entry(
        key=data["key"],
        label=data["label"],
        type=FieldType(data.get("type", FieldType.TEXT)),
        options=tuple(data.get("options", ())),
        optional=data.get("optional", False),
        rows=data.get("rows", 1),
        hint=data.get("hint", ""),
        first=data.get("first", 1),
        blank=data.get("blank", ""),
        default=tuple(default) if isinstance(default, list) else default,
        remembered=_word(Remembered, remembered) if remembered else None,
        identity_if=_identity_if(data),
    )


def _identity_if(data: Data) -> tuple[str, str] | None:
    for key, word in data.get("identity_if", {}).items():
        return key, word
    return None


def _part(data: Data) -> Part:
    match data:
        case {"text": str(text)}:
            return Text(text)
        case {"flush": str(text)}:
            return FlushLine(text)
        case {"listed": str(entry)}:
            return Listed(entry)
        case {"items": items, "ticked_by": str(by)}:
            return Items(by, tuple(items))
        case {"seal": str(text)}:
            return SealLine(text)
        case {"note": str(text)}:
            return NoteLines(text)
        case {"rows": rows, "widths": widths}:
            return FormTable(
                widths=tuple(widths),
                rows=tuple(tuple(_cell(one) for one in row) for row in rows),
                ruled=data.get("ruled", True),
            )
    raise Refusal(f"有一段的写法不认识：{'、'.join(data)}。")


def _cell(data: Data) -> Cell:
    is_label = "label" in data
    return Cell(
        text=data["label"] if is_label else data["text"],
        label=is_label,
        across=data.get("across", 1),
        down=data.get("down", 1),
        least=data.get("least", 1),
    )


def _proposals(data: Data, vocabulary: Vocabulary) -> Iterator[Proposal]:
    for one in data.get("propose", ()):
        yield Proposal(compile_condition(condition(one["when"], vocabulary)), one["values"])


def _refuse_unknown_places(form: Form) -> None:
    """Refuse a place that is neither an entry nor a fact that every reader of the form may know."""
    entries = {entry.key for entry in form.entries}
    for address in form.to:
        kinds = kinds_of(address.reader, mediates=form.mediates)
        known = [{field.name for field in fields(kind)} for kind in kinds]
        always = set.intersection(*known)
        texts = [text for part in form.parts for text in texts_of(part)]
        _refuse(texts, always | entries | set(GIVEN), address.reader)
        _refuse([address.addressee, *address.neutral.values()], always, address.reader)
        _refuse(address.propose.values(), set.union(*known), address.reader)
        _refuse((f"{{{key}}}" for key in (*address.propose, *address.neutral)), entries, "另填内容")


def _refuse(texts: Any, known: set[str], reader: str) -> None:
    for text in texts:
        for place in places_in(text):
            if place not in known:
                raise Refusal(f"给{reader}的文书里不能写“{{{place}}}”。{nearest(place, known)}")


def _word(words: type[W], text: str) -> W:
    try:
        return words(text)
    except ValueError:
        raise Refusal(f"没有“{text}”。可以写：{'、'.join(words)}。") from None
