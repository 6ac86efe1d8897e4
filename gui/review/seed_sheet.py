"""Entering the seed: two officers write a part each, first to seal it, later to draw with it.

The program keeps only the hash while the frame is locked; the parts are never written down here.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from core.review.sampling import seed_hash
from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.chips import Chip
from gui.facts import in_fours
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label
from gui.review.prose import Prose

LEAST = 4
"""Fewer characters could be tried out by anybody who knows the hash."""
FIELD = 240
SEALING = (
    "由两位同志各写一段字母、数字或汉字，互不商量，各自记在纸上封好。两段连起来就是种子；"
    "现在只登记它的 SHA-256，总体名单随之锁定，抽取以前谁也不能再换。"
)
DRAWING = "请两位同志打开各自记下的一段，原样写进来。和封存时登记的 SHA-256 一致，才能抽取。"


class SeedSheet(QFrame):
    given = Signal(str)
    """Both parts together, ready to be used."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sealed = ""
        self._title = label("", "section")
        self._why = Prose()
        self.first, self.second = _part(), _part()
        self._first_name = label("", "field")
        self._second_name = label("第二段（另一位在场同志）", "field")
        self.hash = label("", "dense")
        self.match = Chip("", "ok")
        self.note = NoteLine()
        self.go = button("", "primary", on=self._give)
        for field in (self.first, self.second):
            field.textChanged.connect(lambda _text: self._refresh())
            field.returnPressed.connect(self._give)
        self._first_name.setBuddy(self.first)
        self._second_name.setBuddy(self.second)
        parts = row(
            column(self._first_name, self.first, gap=4),
            column(self._second_name, self.second, gap=4),
            None,
            gap=12,
        )
        foot = row(self.go, self.hash, self.match, None, gap=12)
        self.setLayout(
            column(
                self._title, 4, self._why, 8, parts, 2, self.note, 2, foot, gap=0,
                margins=(16, 12, 16, 14),
            )
        )  # fmt: skip

    def ask_to_seal(self, officer: str) -> None:
        """Ask for a new seed, of which the hash will be recorded."""
        self._sealed = ""
        self._ask("下一步：封存种子，锁定总体", SEALING, "封存种子", officer)

    def ask_to_draw(self, officer: str, sealed: str, number: int) -> None:
        """Ask for the seed whose hash is `sealed`, to draw so many tickets."""
        self._sealed = sealed
        self._ask(f"下一步：抽取 {number} 件", DRAWING, f"抽取 {number} 件", officer)

    def _ask(self, title: str, why: str, verb: str, officer: str) -> None:
        if self._title.text() != title:
            self.first.clear()
            self.second.clear()
        self._title.setText(title)
        self.setAccessibleName(title)
        self._why.setText(why)
        self.go.setText(verb)
        self._first_name.setText(f"第一段（{officer}）")
        self.note.say(None)
        self._refresh()

    @property
    def seed(self) -> str:
        return self.first.text().strip() + self.second.text().strip()

    def say(self, sentence: str) -> None:
        """Say why a seed cannot be taken."""
        self.note.say(FieldNote("seed", "error", sentence))

    def _refresh(self) -> None:
        self.note.say(None)
        own = seed_hash(self.seed) if self.seed else ""
        self.hash.setText(f"SHA-256　{in_fours(own, 4)} ……" if own else "")
        self.hash.setToolTip(in_fours(own))
        same = bool(own) and own == self._sealed
        self.match.say("和封存的一致" if same else "和封存的不一致", "ok" if same else "warn")
        self.match.setVisible(bool(own) and bool(self._sealed))

    def _give(self) -> None:
        parts = (self.first.text().strip(), self.second.text().strip())
        short = next((n for n, part in enumerate(parts) if len(part) < LEAST), None)
        if not self._sealed and short is not None:
            name = ("第一段", "第二段")[short]
            self.say(f"{name}请至少写 {LEAST} 个字符，不容易被试出来。")
            (self.first, self.second)[short].setFocus()
            return
        if not self.seed:
            self.say("请把封存时的两段写进来。")
            return
        self.given.emit(self.seed)

    def clear(self) -> None:
        """Forget what was written."""
        self.first.clear()
        self.second.clear()


def _part() -> QLineEdit:
    field = QLineEdit()
    field.setFixedWidth(theme.text_size(FIELD))
    return field
