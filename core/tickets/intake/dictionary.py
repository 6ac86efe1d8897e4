"""Other offices' words for our columns and values; the words themselves are data.

Made of two JSON documents (`resources/ledger/`): `headers.json` with other headings for each field,
`values.json` with other words for each value.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from core.dates import half_width
from core.tickets.fields import BY_KEY, FIELDS, Field, FieldType

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》")
_SIGNS = re.compile(r"[\s*＊:：,，。、.;；?？!/\\|_＿\-—~\"'“”‘’·()\[\]【】<>]+")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、)．]|[①-⑳]|[(（]?[一二三四五六七八九十]{1,2}[)）、.])")


def plain(text: str) -> str:
    """`text` as it is compared: narrow, without blanks, in one case."""
    return "".join(half_width(text).split()).casefold()


def without_brackets(text: str) -> str:
    return _BRACKETS.sub("", half_width(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """What foreign words mean; every key is in `plain` writing."""

    headers: Mapping[str, tuple[tuple[str, float], ...]]
    """Heading → (field key, how sure: 1 for our own name, less for a synonym), best first."""
    names: Mapping[str, tuple[str, ...]]
    """Field key → all its headings, for likeness."""
    ignored: frozenset[str]
    prefixes: tuple[str, ...]
    blanks: frozenset[str]
    words: Mapping[str, Mapping[str, str]]
    """Field key → foreign word → the ledger's word; "" means that nothing is said."""
    evidence: Mapping[str, str]
    not_numbers: frozenset[str]

    @classmethod
    def of(cls, headers: Mapping[str, Any], values: Mapping[str, Any]) -> Self:
        """Build from the two documents; KeyError when one names a field that does not exist."""
        return cls(
            headers=_headers(headers),
            names={
                field.key: (field.header, *headers["first"].get(field.key, ())) for field in FIELDS
            },
            ignored=frozenset(plain(word) for word in headers["ignored"]),
            prefixes=tuple(plain(word) for word in headers["prefixes"]),
            blanks=frozenset(plain(word) for word in values["blank"]),
            words={field.key: dict(_words(field, values)) for field in FIELDS},
            evidence={
                plain(word): kind
                for kind, others in values["evidence"].items()
                for word in (kind, *others)
            },
            not_numbers=frozenset(plain(word) for word in values["not_numbers"]),
        )

    def bare(self, heading: str) -> str:
        """A heading without brackets, numbering, signs and the name of the hotline."""
        text = plain(without_brackets(_NUMBERING.sub("", heading.strip())))
        text = _SIGNS.sub("", text).replace("的", "")
        for prefix in self.prefixes:
            if text.startswith(prefix) and len(text) > len(prefix):
                text = text.removeprefix(prefix)
        return text

    def is_blank_word(self, text: str) -> bool:
        """Whether a cell says in words that it says nothing: “/”, “无”."""
        return plain(text) in self.blanks


_FIRST, _SECOND = 0.9, 0.7


def _headers(document: Mapping[str, Any]) -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for field in FIELDS:
        found.setdefault(plain(field.header), []).append((field.key, 1.0))
    for part, sure in (("first", _FIRST), ("second", _SECOND)):
        for key, names in document[part].items():
            for place, name in enumerate(names):
                # Of two columns for one field the one named earlier in the list is taken.
                found.setdefault(plain(name), []).append((BY_KEY[key].key, sure - place / 10_000))
    return {name: tuple(sorted(them, key=lambda one: -one[1])) for name, them in found.items()}


def _words(field: Field, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if field.type is FieldType.BOOL:
        own = document["bools"].get(field.key, {})
        yield from _said(document["yes"], "是")
        yield from _said(document["no"], "否")
        for word in ("是", "否"):
            yield from _said((*own.get(word, ()), word), word)
    else:
        for word, others in document["words"].get(field.key, {}).items():
            yield from _said(others, word)
        yield from ((plain(word), str(word)) for word in field.words or ())


def _said(others: Iterable[str], word: str) -> Iterator[tuple[str, str]]:
    return ((plain(other), word) for other in others)
