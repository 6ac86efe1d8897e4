"""Makes the questions from data laid out as `resources/guidance/questions.toml`.

Beside sentences, fields and values the order is checked: whether a question is asked may hang only
on what was asked before it, or the questioning would go back and forth.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.errors import Refusal
from core.tickets.fields import BY_KEY, Field
from core.tickets.filling.asking import first_keys
from core.tickets.filling.dependence import looked_at
from core.tickets.filling.questions import (
    MOST_FOLLOWING,
    Answer,
    AskedField,
    Question,
    Sentence,
)
from core.tickets.filling.reading import field_named, refuse_unknown, said, value_for
from core.tickets.language.check import condition
from core.tickets.language.template import template
from core.tickets.language.tree import Node
from core.tickets.language.vocabulary import Vocabulary, nearest
from core.tickets.lifecycle import Stage

Data = Mapping[str, Any]

_ENTRIES = ("id", "stage", "name", "title", "why", "when", "done", "answer", "field", "sentence")
_OF_ANSWER = ("words", "icon", "sets", "holds", "waits")
_OF_FIELD = ("header", "label", "when", "rows", "only", "after")
_GAP = re.compile(r"\{([^{}｜]*)｜([^{}]*)\}")


def questions_of(data: Data, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The questions in `data["question"]`, in the order in which they are asked."""
    read: list[Question] = []
    mistakes: list[str] = []
    for one in data["question"]:
        try:
            read.append(_question(one, vocabulary))
        except Refusal as refusal:
            mistakes.append(f"一问一答的问题“{one.get('id', '')}”{refusal}")
    mistakes += [*_twice(read), *_out_of_order(read)]
    if mistakes:
        raise Refusal("\n".join(mistakes))
    return tuple(read)


def _question(data: Data, vocabulary: Vocabulary) -> Question:
    refuse_unknown(data, _ENTRIES)
    stage = next((one for one in Stage if one == data.get("stage")), None)
    if stage is None:
        raise Refusal(
            f"的阶段“{data.get('stage')}”不认识。{nearest(str(data.get('stage')), Stage)}"
        )
    answers = tuple(_answer(one, vocabulary) for one in data.get("answer", ()))
    fields = tuple(_asked(one, vocabulary) for one in data.get("field", ()))
    if len(fields) > MOST_FOLLOWING + (not answers):
        raise Refusal(f"问的栏目太多，一问最多带 {MOST_FOLLOWING} 栏，请拆成两问。")
    words = [one.words for one in answers]
    for one in fields:
        if one.after and one.after not in words:
            raise Refusal(f"没有“{one.after}”这个回答（after）。{nearest(one.after, words)}")
    if not answers and not fields:
        raise Refusal("没有写问什么（answer 或 field），请补上。")
    return Question(
        id=data["id"],
        stage=stage,
        name=data["name"],
        title=data["title"],
        why=data.get("why", ""),
        when=_condition(data, "when", vocabulary),
        done=_condition(data, "done", vocabulary),
        answers=answers,
        fields=fields,
        sentence=_sentence(data["sentence"], vocabulary) if "sentence" in data else None,
    )


def _condition(data: Data, entry: str, vocabulary: Vocabulary) -> Node | None:
    if entry not in data:
        return None
    return said(f"条件（{entry}）", lambda: condition(data[entry], vocabulary))


def _answer(data: Data, vocabulary: Vocabulary) -> Answer:
    refuse_unknown(data, _OF_ANSWER)
    words = data["words"]
    sets = said(f"回答“{words}”", lambda: _sets(data.get("sets", {}), vocabulary))
    return Answer(
        words=words,
        icon=data.get("icon", ""),
        sets=sets,
        holds=_condition(data, "holds", vocabulary),
        waits=bool(data.get("waits", False)),
    )


def _sets(data: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Node]:
    fields = {_field(header): sentence for header, sentence in data.items()}
    return {field.key: value_for(field, sentence, vocabulary) for field, sentence in fields.items()}


def _field(header: str) -> Field:
    return said(f"栏目“{header}”", lambda: field_named(header))


def _asked(data: Data, vocabulary: Vocabulary) -> AskedField:
    refuse_unknown(data, _OF_FIELD)
    field = _field(data["header"])
    only = tuple(data.get("only", ()))
    for word in only:
        if word not in tuple(field.words or ()):
            near = nearest(word, tuple(field.words or ()))
            raise Refusal(f"栏目“{field.header}”没有“{word}”可选。{near}")
    return AskedField(
        key=field.key,
        label=data.get("label", field.header),
        when=_condition(data, "when", vocabulary),
        rows=data.get("rows", 1),
        only=only,
        after=data.get("after", ""),
    )


def _sentence(data: Data, vocabulary: Vocabulary) -> Sentence:
    refuse_unknown(data, ("header", "text"))
    gaps = tuple(hit.group(2) for hit in _GAP.finditer(data["text"]))
    text = said("句子（text）", lambda: template(_GAP.sub(r"{\1}", data["text"]), vocabulary))
    if len(text.values) != len(gaps):
        raise Refusal("的句子里，每个花括号都要写明等什么，例如 {认定理由｜查到什么}。")
    return Sentence(_field(data["header"]).key, text, gaps)


def _twice(read: Sequence[Question]) -> Iterator[str]:
    ids = [one.id for one in read]
    for id_ in dict.fromkeys(ids):
        if ids.count(id_) > 1:
            yield f"一问一答的问题“{id_}”写了两次，请换一个名字。"


def _out_of_order(read: Sequence[Question]) -> Iterator[str]:
    """Questions that hang on what is asked only after them."""
    first = first_keys(read)
    for place, question in enumerate(read):
        nodes = [question.when, *(one.when for one in question.fields)]
        for key in sorted(looked_at(node for node in nodes if node is not None)):
            if first.get(key, -1) > place:
                later = read[first[key]]
                yield (
                    f"一问一答的问题“{question.id}”看“{BY_KEY[key].header}”，"
                    f"而它要到后面的“{later.id}”才问。请换一换次序。"
                )
