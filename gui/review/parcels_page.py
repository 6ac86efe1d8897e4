"""收发任务包: review tasks out to units without access to this store, and their reviews back."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from core.people import Action, UnitKind
from core.review.campaign import CampaignState
from core.review.parcels.parcel import VALID_DAYS, Received
from gui import theme
from gui.boxes import box, card, clear, column, row, scrolled
from gui.buttons import button
from gui.combo import Combo
from gui.desk import Desk
from gui.labels import label, paragraph
from gui.notices import Tone
from gui.page import Page
from gui.review.parcel_columns import COLUMNS
from gui.review.parcel_keys_card import KeysCard
from gui.tables.view import HEIGHTS, Table
from storage.failures import as_trouble
from storage.files.parcels import MOST_SEALED, UnitKey, key_file, read_key_file
from storage.files.writing import write_whole
from storage.people import units
from storage.review.parcel_keys import own_keys, require_own, unit_keys
from storage.review.parcel_log import Exchanged, exchanged
from storage.review.parcel_tasks import Brought, brought
from storage.review.reading import campaigns

PARCELS = "任务包 (*.parcel)"
KEYS = "公钥文件 (*.json)"
WHY = (
    "没有联上这份台账的单位，用任务包评查：包里只有要评的件和评查表，按对方的公钥加密，"
    "用本台账的密钥签名，别人打不开，改一个字都会被发现。"
)
SEEN = 8
"""So many parcels are seen without scrolling their list."""


class ParcelsPage(Page):
    title = "收发任务包"
    kinds = frozenset({"parcel", "campaign", "review", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.campaign, self.unit = Combo(), Combo()
        self.campaign.setAccessibleName("哪次督查")
        self.unit.setAccessibleName("发给哪个单位")
        self.send_button = button("做任务包…", icon="send", on=self._ask_where_to_send)
        self.keys_card = KeysCard()
        self.log: Table[Exchanged] = Table("收发过的包", COLUMNS, key=lambda one: one.at)
        self._running: list[int] = []
        self._answers = QVBoxLayout()
        self._sending = self._send_card()
        self._answering = card("收来的任务", box(self._answers))
        self._logged = card("收发过的包", self.log)
        parts = (self._sending, self._answering, self.keys_card, self._logged)
        whole = column(*parts, None, gap=12, margins=(20, 12, 20, 12))
        self.setLayout(column(scrolled(box(whole)), gap=0))
        self._connect()
        self.act(button("收包…", "primary", "inbox", on=self._ask_what_to_take))

    def _send_card(self) -> QWidget:
        what = (label("督查", "field"), (self.campaign, 3), label("单位", "field"), (self.unit, 2))
        return card("发给单位", paragraph(WHY, "second"), 10, row(*what, self.send_button))

    def _connect(self) -> None:
        keys = self.keys_card
        keys.named.connect(self.name)
        keys.export_asked.connect(self._ask_where_for_key)
        keys.import_asked.connect(self._ask_for_key)
        keys.trusted.connect(self.trust)
        keys.revoked.connect(self.revoke)

    def regions(self) -> Sequence[QWidget]:
        return (self._sending, self._answering, self.keys_card, self.log)

    # what is shown

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            own, trusted = own_keys(connection), unit_keys(connection)
            running = [one for one in campaigns(connection) if one.state is CampaignState.REVIEWING]
            names = [unit.name for unit in units(connection) if unit.kind is not UnitKind.BUREAU]
            came, log = brought(connection), exchanged(connection)
        self.keys_card.show_own(own.public if own else None, names)
        self.keys_card.show_trusted(trusted)
        self._sending.setVisible(own is not None and self.desk.may(Action.PLAN_CAMPAIGN))
        self._running = [one.id for one in running]
        _fill(self.campaign, [one.plan.title for one in running] or ["没有在评的督查"])
        _fill(self.unit, [key.name for key in trusted] or ["还没有核对过公钥的单位"])
        self.send_button.setEnabled(bool(running and trusted))
        self._show_brought(came)
        self._show_log(log)

    def _show_brought(self, came: Sequence[Brought]) -> None:
        clear(self._answers)
        self._answering.setVisible(bool(came))
        for one in came:
            answer = button("回传评分…", icon="send", on=partial(self._ask_where_to_answer, one))
            answer.setEnabled(one.done > 0)
            said = label(f"{one.sender}发来，{one.done} / {one.all} 份已交", "second")
            self._answers.addLayout(row(label(one.title, "field"), (said, 1), answer))

    def _show_log(self, log: Sequence[Exchanged]) -> None:
        self._logged.setVisible(bool(log))
        self.log.show_rows(log)
        rows = theme.text_size(HEIGHTS["row"]) * min(len(log), SEEN)
        self.log.setFixedHeight(self.log.horizontalHeader().height() + rows + 2)

    # keys

    def name(self, unit: str) -> bool:
        """Say whose store this is; its keys are made with that."""
        return self.desk.do(
            lambda tx: tx.parcels.keys.name_store(unit),
            what="设收发密钥",
            done=f"以{unit}的名义收发。请导出公钥交给对方，再导入对方的公钥。",
            undo=False,
        )

    def _ask_where_for_key(self) -> None:
        with self.desk.store.reading() as connection:
            own = require_own(connection)
        name = self._save_as("导出公钥", f"{own.name}公钥.json", KEYS)
        if name:
            self.save_key(Path(name))

    def save_key(self, target: Path) -> bool:
        """Write our public key to a file that may be passed on freely."""
        return self.desk.do(
            lambda tx: write_whole(target, key_file(require_own(tx.connection).public)),
            what="导出公钥",
            done=f"公钥已存为“{target.name}”。把文件交给对方，指纹在电话里念给对方核对。",
            undo=False,
        )

    def _ask_for_key(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "对方的公钥文件", str(Path.home()), KEYS)
        if name:
            self.read_key(Path(name))

    def read_key(self, source: Path) -> bool:
        """Ask for the fingerprint of the key in a file as it was read out."""
        return self.desk.do(
            lambda _tx: read_key_file(_content(source)),
            what="读公钥",
            then=self.keys_card.asking.ask,
            undo=False,
        )

    def trust(self, key: UnitKey) -> bool:
        """Take parcels of this unit from now on."""
        return self.desk.do(
            lambda tx: tx.parcels.keys.confirm_key(key),
            what=f"核对{key.name}公钥",
            done=f"{key.name}的公钥已核对，可以收发任务包。",
            undo=False,
        )

    def revoke(self, name: str) -> bool:
        return self.desk.do(
            lambda tx: tx.parcels.keys.revoke_key(name),
            what=f"作废{name}公钥",
            done=f"{name}的公钥已作废，它签的包不再收。",
            undo=False,
        )

    # parcels

    def _ask_where_to_send(self) -> None:
        unit, id_ = self.unit.currentText(), self._running[self.campaign.currentIndex()]
        name = self._save_as("做任务包", f"{unit}任务包.parcel", PARCELS)
        if name:
            self.send(id_, unit, Path(name))

    def send(self, id_: int, unit: str, target: Path) -> bool:
        """Write the parcel of what the unit still has to review."""
        until = self.desk.today + timedelta(days=VALID_DAYS)
        return self.desk.do(
            lambda tx: write_whole(target, tx.parcels.send_tasks(id_, unit, expires_on=until)),
            what=f"发任务包给{unit}",
            done=f"{unit}的任务包在“{target.name}”，{until.month} 月 {until.day} 日前有效。",
            undo=False,
        )

    def _ask_where_to_answer(self, one: Brought) -> None:
        name = self._save_as("回传评分", f"回{one.sender}.parcel", PARCELS)
        if name:
            self.answer(one.campaign, Path(name))

    def answer(self, id_: int, target: Path) -> bool:
        """Write the parcel of the reviews that were handed in here."""
        until = self.desk.today + timedelta(days=VALID_DAYS)
        return self.desk.do(
            lambda tx: write_whole(target, tx.parcels.send_reviews(id_, expires_on=until)),
            what="回传评分",
            done=f"回包在“{target.name}”，请交给发包的科室。",
            undo=False,
        )

    def _ask_what_to_take(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "收包", str(Path.home()), PARCELS)
        if name:
            self.take(Path(name))

    def take(self, source: Path) -> bool:
        """Take a parcel in, and say what came of it."""
        return self.desk.do(
            lambda tx: tx.parcels.receive(_content(source)),
            what="收包",
            done=lambda received: received.sentence,
            then=self._say_conflicts,
            undo=False,
        )

    def _say_conflicts(self, received: Received) -> None:
        for one in received.conflicts:
            self.desk.say(str(one), Tone.WARN)

    def _save_as(self, title: str, suggested: str, kinds: str) -> str:
        name, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / suggested), kinds)
        return name


def _fill(combo: Combo, words: Sequence[str]) -> None:
    before = combo.currentText()
    combo.clear()
    combo.addItems(list(words))
    combo.setCurrentIndex(max(combo.findText(before), 0))


def _content(source: Path) -> bytes:
    """A file's bytes, one more than may be at most: what is too large is refused by its reader."""
    with as_trouble(source, reading=True), source.open("rb") as file:
        return file.read(MOST_SEALED + 1)
