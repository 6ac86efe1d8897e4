"""Entering the seed: two officers write a part each, or throw dice; to seal it, then to draw.

The program keeps only the hash while the frame is locked; the parts are never written down here.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from core.review.sampling import seed_hash
from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.chips import Chip
from gui.choices import Choices
from gui.facts import in_fours
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label
from gui.review.prose import Prose

LEAST, LEAST_DICE = 4, 24
"""Fewer characters, or throws, could be tried out by anybody who knows the hash."""
FIELD = 240
SEALING = (
    "由两位同志各写一段字母、数字或汉字，互不商量，各自记在纸上封好。两段连起来就是种子；"
    "现在只登记它的 SHA-256，总体名单随之锁定，抽取以前谁也不能再换。"
)
DICE = (
    f"当众掷骰子至少 {LEAST_DICE} 次，按次序记下点数，写在纸上封好，另一位同志见证。"
    "点数连起来就是种子；现在只登记它的 SHA-256，总体名单随之锁定，抽取以前谁也不能再换。"
)
DRAWING = "请两位同志打开各自记下的一段，原样写进来。和封存时登记的 SHA-256 一致，才能抽取。"


class SeedSheet(QFrame):
    given = Signal(str, str)
    """The seed, ready to be used, and how it came about."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sealed = ""
        self._title = label("", "section")
        self._why = Prose()
        self.way = Choices([(False, "两人各写一段"), (True, "掷骰子")])
        self.way.setAccessibleName("种子怎么来")
        self.way.choose(False)
        self.way.picked.connect(self._show_way)
        self._officer = ""
        self.first, self.second = _part(), _part()
        self._first_name = label("", "field")
        self._second_name = label("", "field")
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
                self._title, 4, self.way, 4, self._why, 8, parts, 2, self.note, 2, foot, gap=0,
                margins=(16, 12, 16, 14),
            )
        )  # fmt: skip

    def ask_to_seal(self, officer: str) -> None:
        """Ask for a new seed, of which the hash will be recorded."""
        self._sealed = ""
        self._ask("下一步：封存种子，锁定总体", "封存种子", officer)

    def ask_to_draw(self, officer: str, sealed: str, number: int) -> None:
        """Ask for the seed whose hash is `sealed`, to draw so many tickets."""
        self._sealed = sealed
        self._ask(f"下一步：抽取 {number} 件", f"抽取 {number} 件", officer)

    @property
    def by_dice(self) -> bool:
        return bool(self.way.chosen)

    @property
    def origin(self) -> str:
        """How the seed came about, for the certificate."""
        if self.by_dice:
            return (
                f"掷骰子 {len(self.seed)} 次，{self._officer}记录，{self.second.text().strip()}见证"
            )
        return f"{self._officer}和另一位在场同志各写一段，连起来就是种子"

    def _show_way(self) -> None:
        """Ask for what the way needs: two parts, or the throws and who watched."""
        if self.way.chosen is None:
            self.way.choose(False)
        dice = self.by_dice
        why = DRAWING if self._sealed else (DICE if dice else SEALING)
        self._why.setText(why)
        self._first_name.setText("骰子点数，按次序" if dice else f"第一段（{self._officer}）")
        self._second_name.setText("见证人姓名" if dice else "第二段（另一位在场同志）")
        for widget in (self._second_name, self.second):
            widget.setVisible(not (dice and self._sealed))
        self._refresh()

    def _ask(self, title: str, verb: str, officer: str) -> None:
        if self._title.text() != title:
            self.first.clear()
            self.second.clear()
        self._title.setText(title)
        self.setAccessibleName(title)
        self._officer = officer
        self.go.setText(verb)
        self.note.say(None)
        self._show_way()

    @property
    def seed(self) -> str:
        first = self.first.text().strip()
        return "".join(first.split()) if self.by_dice else first + self.second.text().strip()

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
        if self.by_dice and not self._sealed and not self._are_throws():
            return
        parts = (self.first.text().strip(), self.second.text().strip())
        short = next((n for n, part in enumerate(parts) if len(part) < LEAST), None)
        if not self._sealed and not self.by_dice and short is not None:
            name = ("第一段", "第二段")[short]
            self.say(f"{name}请至少写 {LEAST} 个字符，不容易被试出来。")
            (self.first, self.second)[short].setFocus()
            return
        if not self.seed:
            self.say("请把封存时的两段写进来。")
            return
        self.given.emit(self.seed, self.origin)

    def _are_throws(self) -> bool:
        """Whether enough throws and a witness are written; says what is missing."""
        if set(self.seed) - set("123456") or len(self.seed) < LEAST_DICE:
            self.say(
                f"请写至少 {LEAST_DICE} 次的点数，只写 1 到 6。现在有 {len(self.seed)} 个字符。"
            )
            self.first.setFocus()
            return False
        if not self.second.text().strip():
            self.say("请写见证人的姓名，公证页上要印。")
            self.second.setFocus()
            return False
        return True

    def clear(self) -> None:
        """Forget what was written."""
        self.first.clear()
        self.second.clear()


def _part() -> QLineEdit:
    field = QLineEdit()
    field.setFixedWidth(theme.text_size(FIELD))
    return field
