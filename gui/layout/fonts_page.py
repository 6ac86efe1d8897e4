"""公文字体: which font file draws which face of official papers, with a page that shows them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from core.errors import Refusal, Trouble
from core.layout.sample import sample
from gui.boxes import box, card, clear, column, frame, row, scrolled
from gui.buttons import button
from gui.desk import Desk
from gui.labels import label, paragraph
from gui.notices import Tone
from gui.page import Page
from gui.preview import Made, PagePreview
from storage import office_fonts
from storage.office_fonts import FACES

SHEET = 340
RARE = "𬭎㛃䶮𠅤𫖯㮾𬱖"
USES = {
    "仿宋": "正文",
    "小标宋": "标题、发文机关标志",
    "楷体": "二级标题、签发人姓名",
    "黑体": "一级标题、密级、附件序号",
    "宋体": "页码、表格",
}
FONT_FILES = "字体文件 (*.ttf *.ttc *.TTF *.TTC)"


class FontsPage(Page):
    title = "公文字体"
    purpose = "指定办公室有授权的字体，通报这些公文就用它来排；没有指定的，用程序自带的。"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._offered: dict[str, tuple[Path, ...]] | None = None
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._cards.setContentsMargins(16, 16, 16, 16)
        self.preview = PagePreview(desk)
        side = frame("views", column((scrolled(box(self._cards)), 1), gap=0), width=SHEET)
        pages = box(column(self.preview, gap=0), "surface")
        self.setLayout(row(side, (pages, 1), gap=0))

    def regions(self) -> Sequence[QWidget]:
        return (self, self.preview.pages)

    def load(self) -> None:
        if self._offered is None:
            self._offered = office_fonts.offered()
        clear(self._cards)
        self._cards.addWidget(
            paragraph(
                "只存在这台电脑上，换一台要重新指定。改了以后，重印从前的公文，版面可能略有不同。"
            )
        )
        named, lost = office_fonts.named(), office_fonts.lost()
        for face in FACES:
            self._cards.addWidget(self._card(face, named.get(face), is_lost=face in lost))
        self._cards.addStretch(1)
        self.preview.show_made(_sample, name="公文字体样张")

    def _card(self, face: str, file: Path | None, *, is_lost: bool) -> QWidget:
        if file is None:
            said = label("用程序自带的字体", "dense")
        elif is_lost:
            said = label(
                f"“{file.name}”不在原处了，先用程序自带的", "dense", tone="warn", wrap=True
            )
        else:
            said = label(f"“{file.name}”", "dense", wrap=True)
        actions = [button("选字体文件…", "quiet", on=partial(self._ask, face))]
        if file is not None:
            actions.append(button("用程序自带的", "quiet", on=partial(self.use, face, None)))
        found = [button(f"用本机的 {one.name}", "quiet", on=partial(self.use, face, one))
                 for one in (self._offered or {}).get(face, ())[:2] if one != file]  # fmt: skip
        lines = [row(one, None) for one in found]
        return card(face, label(USES[face], "caption"), said, *lines, row(*actions, None), gap=6)

    def _ask(self, face: str) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, f"{face}用哪个字体", str(Path.home()), FONT_FILES
        )
        if chosen:
            self.use(face, Path(chosen))

    def use(self, face: str, file: Path | None) -> None:
        """Let a file draw the face, or the program's own; the sample shows it at once."""
        try:
            office_fonts.name(face, file)
        except (Refusal, Trouble) as why:
            self.desk.say(str(why), Tone.WARN)
            return
        which = f"“{file.name}”" if file is not None else "程序自带的字体"
        self.desk.say(f"{face}以后用{which}。", Tone.OK)
        self.load()


def _sample() -> Made:
    from storage.files.pdf.pages import OFFICIAL  # noqa: PLC0415 -- slow to load
    from storage.files.pdf.rendering import render  # noqa: PLC0415 -- slow to load

    rendered = render(sample(RARE), OFFICIAL)
    return Made(rendered.pdf, rendered.coverage.sentences())
