"""One article beside the list: our wording, the official text, the rules that rest on it."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from core.tickets.law.library import Line, Volume
from gui import theme
from gui.boxes import box, clear, column, frame, row, scrolled
from gui.buttons import button
from gui.chips import Chip
from gui.labels import label, paragraph
from gui.law.columns import about, state

WIDTH = 400


class ArticleCard(QFrame):
    copied = Signal(str)
    """The citation that was put on the clipboard."""

    remove_asked = Signal(object)
    """The volume whose official text is to be taken out of use."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("条文")
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self._inside.setContentsMargins(16, 12, 16, 16)
        whole = box(self._inside)
        # As high as the paragraphs are in this width, not as they would be in the narrowest.
        whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._scroll = scrolled(whole)
        self.setLayout(column(self._scroll, gap=0))
        self.setFixedWidth(theme.text_size(WIDTH))

    def show_article(
        self, line: Line | None, volume: Volume | None, today: date, *, may_load: bool
    ) -> None:
        """Show an article of a volume; None for nothing chosen."""
        clear(self._inside)
        for part in (
            _nothing()
            if line is None or volume is None
            else self._parts(line, volume, today, may_load=may_load)
        ):
            self._inside.addWidget(part)
        self._inside.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _parts(
        self, line: Line, volume: Volume, today: date, *, may_load: bool
    ) -> Iterator[QWidget]:
        chip = state(line.act, today)
        yield box(row(label(line.name, "section"), None, Chip(chip.text, chip.state)))
        yield paragraph(line.act.full_title, "dense")
        yield label("　".join(filter(None, (about(volume), line.chapter))), "caption", wrap=True)
        if line.short:
            yield _tinted("简短说法", line.short, "程序自己的话，引用以原文为准")
        yield from _official(line, volume)
        if line.rules:
            rules = [paragraph(f"{one.id}　{one.title}", "dense") for one in line.rules]
            yield box(column(label("依据它的规则", "caption"), *rules, gap=2))
        yield self._verbs(line, volume, may_load=may_load)

    def _verbs(self, line: Line, volume: Volume, *, may_load: bool) -> QWidget:
        cite = f"{line.act.full_title}{line.name}"
        verbs: list[QWidget] = [button("复制引用", icon="copy", on=lambda: self._copy(cite))]
        if may_load and volume.text is not None:
            verbs.append(button("移除原文", "quiet", on=lambda: self.remove_asked.emit(volume)))
        return box(row(*verbs, None))

    def _copy(self, cite: str) -> None:
        QGuiApplication.clipboard().setText(cite)
        self.copied.emit(cite)


def _official(line: Line, volume: Volume) -> Iterator[QWidget]:
    if line.official:
        yield label("原文", "caption")
        words = [paragraph(text, spread=122) for text in line.official.splitlines()]
        yield box(column(*words, gap=6))
        yield label(volume.source, "caption", wrap=True)
    elif volume.text is None:
        yield paragraph("原文还没有载入。消保科可以从 .txt、.md 或 .docx 文件载入全文。", "caption")
    else:
        yield paragraph("载入的原文里没有这一条，请核对版本。", "caption")


def _tinted(title: str, text: str, note: str) -> QWidget:
    head = row(label(title, "caption"), None, label(note, "caption"))
    inside = column(head, paragraph(text, spread=118), gap=4, margins=(12, 8, 12, 10))
    return frame("tint", inside)


def _nothing() -> Iterator[QWidget]:
    yield paragraph("在左边选一条，这里显示简短说法、原文和依据它的规则。", "second")
