"""A profile (对应方案): how one kind of foreign ledger maps to ours, set right by hand and kept.

The document that a profile is kept in, and that `--profile FILE` reads, is JSON:

    {"name": "网友留言",
     "columns": {"留言编号": "工单编号", "留言详情": "诉求内容", "点赞数": ""},
     "values": {"工单类型": {"建议类": "意见建议"}},
     "number": {"prefix": "LY", "from": ["留言用户", "留言时间"]},
     "sheet": "Sheet1", "header": [1, 1]}

Our side may be written as heading or as key; "" leaves a column out. Only `name` and `columns` must
be there. `number` is for tables without numbers: one is made from what stands in the columns named,
so that the same row gets the same number each time.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, BY_KEY, Field
from core.tickets.intake.columns import NOT_TAKEN, Match, match_columns, reassigned
from core.tickets.intake.dictionary import Dictionary, plain
from core.tickets.intake.heading import Heading
from core.tickets.intake.table import Row, cell_text

Words = Mapping[str, Mapping[str, str]]
"""Field key → writing in the file → our word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRule:
    """Makes a number for rows that have none, from the text of some columns."""

    prefix: str
    titles: tuple[str, ...]

    def number(self, texts: Sequence[str]) -> str:
        """The same texts give the same number; "" when all of them are blank."""
        if not any(texts):
            return ""
        digest = hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self.prefix}{digest[:12].upper()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    name: str
    columns: Mapping[str, str]
    """Title in the file → field key, or "" for a column left out."""
    values: Words = field(default_factory=dict)
    number: NumberRule | None = None
    sheet: str = ""
    header: tuple[int, int] | None = None

    @classmethod
    def of(cls, document: Any) -> Self:
        """Read the JSON document; refuses with what is wrong with it."""
        if not isinstance(document, Mapping) or not isinstance(document.get("columns"), Mapping):
            raise Refusal('对应方案要写成 {"name": …, "columns": {列名: 字段}} 的样子。')
        columns = {str(title): _key(name) for title, name in document["columns"].items()}
        _refuse_doubles(columns)
        header = document.get("header")
        return cls(
            name=str(document.get("name") or ""),
            columns=columns,
            values={
                _key(name): dict(words) for name, words in (document.get("values") or {}).items()
            },
            number=_rule(document.get("number")),
            sheet=str(document.get("sheet") or ""),
            header=(int(header[0]), int(header[-1])) if header else None,
        )

    def document(self) -> dict[str, Any]:
        """The JSON document that `of` reads."""
        made: dict[str, Any] = {
            "name": self.name,
            "columns": {
                title: BY_KEY[key].header if key else NOT_TAKEN
                for title, key in self.columns.items()
            },
        }
        if self.values:
            made["values"] = {BY_KEY[key].header: dict(w) for key, w in self.values.items()}
        if self.number:
            made["number"] = {"prefix": self.number.prefix, "from": list(self.number.titles)}
        if self.sheet:
            made["sheet"] = self.sheet
        if self.header:
            made["header"] = list(self.header)
        return made

    def knows(self, titles: Iterable[str]) -> bool:
        """Whether this profile was made for a table with exactly these titles."""
        return {plain(t) for t in titles if t} == {plain(t) for t in self.columns}


def _key(name: object) -> str:
    if name in (None, ""):
        return NOT_TAKEN
    text = str(name)
    if text in BY_KEY:
        return text
    if text in BY_HEADER:
        return BY_HEADER[text].key
    raise Refusal(f"对应方案里的“{text}”不是台账的列。请写台账的列名，如 工单编号。")


def _words(document: Mapping[str, Mapping[str, str]]) -> Words:
    return {_key(name): dict(words) for name, words in document.items()}


def _refuse_doubles(columns: Mapping[str, str]) -> None:
    keys = [key for key in columns.values() if key]
    for key in keys:
        if keys.count(key) > 1:
            raise Refusal(f"对应方案把两列对到了“{BY_KEY[key].header}”。请只留一列。")


def _rule(document: Any) -> NumberRule | None:
    if not document:
        return None
    titles = tuple(str(title) for title in document.get("from") or ())
    if not titles:
        raise Refusal("对应方案的 number 没有写 from，不知道用哪几列生成编号。")
    return NumberRule(prefix=str(document.get("prefix") or ""), titles=titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one sheet is read: where its heading is, which column is which field, other words."""

    heading: Heading
    matches: tuple[Match, ...]
    values: Words = field(default_factory=dict)
    number: NumberRule | None = None
    profile: str = ""

    @property
    def columns(self) -> tuple[tuple[int, Field], ...]:
        return tuple((match.column, BY_KEY[match.key]) for match in self.matches if match.key)

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Titles of the columns that are left out."""
        return tuple(m.title for m in self.matches if m.title and not m.key)

    @property
    def doubtful(self) -> tuple[Match, ...]:
        """Columns that were only guessed."""
        return tuple(m for m in self.matches if m.key and not m.certain)

    def title(self, key: str) -> str:
        """What the file calls a field; our own heading where it has no such column."""
        return next((m.title for m in self.matches if m.key == key), BY_KEY[key].header)

    def has_numbers(self) -> bool:
        return self.number is not None or any(match.key == "number" for match in self.matches)

    def corrected(
        self, choices: Mapping[int, str], rows: Iterable[Row], dictionary: Dictionary
    ) -> "Layout":
        """The layout with columns given by hand to other fields."""
        return replace(self, matches=reassigned(self.matches, choices, rows, dictionary))

    def as_profile(self, name: str) -> Profile:
        """What to remember under `name` for the next ledger with the same titles."""
        return Profile(
            name=name,
            columns={match.title: match.key for match in self.matches if match.title},
            values=self.values,
            number=self.number,
        )


def lay_out(
    heading: Heading, rows: Iterable[Row], dictionary: Dictionary, profile: Profile | None = None
) -> Layout:
    """Match the columns under a heading; a profile's own word on a column stands above all."""
    sample = list(rows)
    matches = match_columns(heading.titles, sample, dictionary)
    if profile is None:
        return Layout(heading=heading, matches=matches)
    by_title = {plain(title): key for title, key in profile.columns.items()}
    choices = {
        match.column: by_title[plain(match.title)]
        for match in matches
        if plain(match.title) in by_title
    }
    reason = f"按“{profile.name}”" if profile.name else "按对应方案"
    matches = tuple(
        replace(match, reason=reason) if match.column in choices else match
        for match in reassigned(matches, choices, sample, dictionary)
    )
    return Layout(
        heading=heading,
        matches=matches,
        values=profile.values,
        number=profile.number,
        profile=profile.name,
    )


def texts_for_number(row: Row, layout: Layout) -> list[str]:
    """What stands in the columns that a number is made from."""
    assert layout.number is not None  # noqa: S101 -- asked only where there is a rule
    wanted = [plain(title) for title in layout.number.titles]
    place = {plain(match.title): match.column for match in layout.matches}
    missing = [t for t, w in zip(layout.number.titles, wanted, strict=True) if w not in place]
    if missing:
        raise Refusal(f"这张表没有“{missing[0]}”这一列，不能用它生成编号。请改对应方案。")
    return [cell_text(row.cell(place[title])) for title in wanted]
