"""变异检查: in how many ways the rule was broken, and which of them no example would notice."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.tickets.rules.mutants import Mutant
from core.tickets.rules.mutation import MutationResult
from gui.boxes import box, clear, column, row
from gui.buttons import button
from gui.chips import Chip
from gui.labels import label, picture

SHOWN = 12


class MutationCard(QFrame):
    all_asked = Signal()
    """Somebody wants all rules checked."""

    reason_asked = Signal(object, object)
    """A survivor is said to mean the same: the `Mutant`, and the widget that was pressed."""

    drop_asked = Signal()
    """The reasons that are good for nothing any more are to go."""

    rule_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("变异检查")
        self.result: MutationResult | None = None
        self.chip = Chip()
        self.all = button("检查全部规则", "quiet", "shield-check", on=self.all_asked.emit)
        self.said = label("", "second", wrap=True)
        self.drop = button("去掉用不上的理由", "quiet", "x", on=self.drop_asked.emit)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._others = QVBoxLayout()
        self._others.setSpacing(2)
        head = row(
            label("变异检查", "section"),
            label("把条件故意改错一处，看例子发现不发现", "caption"),
            *(None, self.chip, self.drop, self.all),
            gap=8,
        )
        self.setLayout(
            column(head, 4, self.said, self._list, self._others, gap=2, margins=(16, 12, 16, 12))
        )
        self.forget()

    def forget(self) -> None:
        """The rule cannot be read, or has not been checked yet."""
        self.result = None
        self.drop.setVisible(False)
        self.chip.say("没有检查", "plain")
        self.said.setText("条件读得通以后，自动检查。")
        clear(self._list)

    def show_result(self, result: MutationResult) -> None:
        """Show what came of breaking the rule."""
        self.result = result
        clear(self._list)
        self.drop.setVisible(bool(result.idle))
        left = len(result.survivors)
        if left:
            self.chip.say(f"{left} 处没人发现", "warn")
        else:
            self.chip.say("改错都能发现", "ok")
        self.said.setText(_said(result))
        for mutant in result.survivors[:SHOWN]:
            self._list.addWidget(self._line(mutant))
        if left > SHOWN:
            self._list.addWidget(label(f"还有 {left - SHOWN} 处，先补例子再看。", "caption"))
        for mutant, reason in result.settled:
            self._list.addWidget(_settled(mutant, reason))

    def _line(self, mutant: Mutant) -> QWidget:
        said = label(f"{mutant}", "dense", wrap=True)
        settle = button("写明为什么一样…", "quiet")
        settle.clicked.connect(lambda _on=False: self.reason_asked.emit(mutant, settle))
        mark = column(picture("triangle-alert", "warn-text"), None, margins=(0, 6, 0, 0))
        return box(row(mark, (said, 1), settle, gap=8))

    def show_all(self, results: Sequence[MutationResult]) -> None:
        """Show in which rules and names something is left that no example notices."""
        clear(self._others)
        tried = sum(one.tried for one in results)
        bad = [one for one in results if one.survivors]
        if not bad:
            said = f"全部规则一共改错 {tried} 处，例子都能发现，或者写明了为什么一样。"
            self._others.addWidget(label(said, "caption"))
            return
        total = sum(len(one.survivors) for one in bad)
        head = f"全部规则一共改错 {tried} 处，{total} 处没有例子发现："
        self._others.addWidget(label(head, "caption"))
        for one in bad:
            go = button(f"{one.subject}　{len(one.survivors)} 处", "view")
            go.clicked.connect(partial(self._go, one.subject))
            self._others.addWidget(go)

    def _go(self, subject: str, *_: object) -> None:
        self.rule_asked.emit(subject)


def _settled(mutant: Mutant, reason: str) -> QWidget:
    said = label(f"{mutant}　一样：{reason}", "caption", wrap=True)
    mark = column(picture("equal", "text-3"), None, margins=(0, 3, 0, 0))
    return box(row(mark, (said, 1), gap=8))


def _said(result: MutationResult) -> str:
    if not result.tried:
        return "这条规则没有可以改错的地方。"
    said = f"改错 {result.tried} 处，例子发现了 {result.noticed} 处。"
    if result.survivors:
        said += "下面这些改错了，没有一个例子变样。请补一个会变样的例子，或写明为什么改了也一样。"
    if result.idle:
        said += f"有 {len(result.idle)} 条“一样”的理由已经用不上。"
    return said
