"""What is said about a sentence that the program cannot execute."""

from core.errors import Refusal


class Mistake(Refusal):
    """A sentence is wrong: what, at which place, and what to do.

    `at` counts characters of the sentence from 0, for the editor's cursor.
    """

    def __init__(self, said: str, *, sentence: str, at: int) -> None:
        super().__init__(f"{place(sentence, at)}：{said}")
        self.said = said
        self.sentence = sentence
        self.at = at


def place(sentence: str, at: int) -> str:
    """The place as the office counts it: 第 12 字, or 第 2 行第 5 字."""
    before = sentence[:at]
    column = at - (before.rfind("\n") + 1) + 1
    if "\n" in sentence.strip("\n"):
        return f"第 {before.count(chr(10)) + 1} 行第 {column} 字"
    return f"第 {column} 字"
