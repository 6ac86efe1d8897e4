"""收发任务包: review tasks out to units without access to this store, and their reviews back."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLayout, QPushButton, QVBoxLayout, QWidget

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
from storage.files.parcels import MOST_SEALED, UnitKey, is_parcel, key_file, read_key_file
from storage.files.writing import write_whole
from storage.people import units
from storage.review.forms import Filled, make_forms, take_forms
from storage.review.parcel_keys import own_keys, require_own, unit_keys
from storage.review.parcel_log import Exchanged, exchanged
from storage.review.parcel_tasks import Brought, brought
from storage.review.reading import campaigns
from storage.transaction import Transaction

PARCELS = "任务包 (*.parcel)"
FORMS = "评查表 (*.xlsx)"
COMING = "任务包和评查表 (*.parcel *.xlsx)"
KEYS = "公钥文件 (*.json)"
WHY = (
    "没有联上这份台账的单位，用任务包评查：包里只有要评的件和评查表，按对方的公钥加密，"
    "用本台账的密钥签名，别人打不开，改一个字都会被发现。没有这个程序的单位，发评查表，用表格软件填。"
)
REVIEWING = (UnitKind.STATION, UnitKind.BRIGADE)
NAME, CHOICE = 92, 420
SEEN = 8
"""So many parcels are seen without scrolling their list."""


class ParcelsPage(Page):
    title = "收发任务包"
    purpose = "把评查任务发给没有联上这份台账的单位，把他们的评分收回来；内容加密、签名，改不了。"
    kinds = frozenset({"parcel", "campaign", "review", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.campaign, self.unit = Combo(), Combo()
        self.campaign.setAccessibleName("哪次督查")
        self.unit.setAccessibleName("发给哪个单位")
        self.form_unit = Combo()
        self.form_unit.setAccessibleName("评查表发给哪个单位")
        self.send_button = button("做任务包…", icon="package", on=self._ask_where_to_send)
        self.form_button = button("做评查表…", icon="table-2", on=self._ask_where_for_forms)
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
        lines = (
            _line("督查", self.campaign, None),
            _line("有程序的单位", self.unit, self.send_button),
            _line("没有程序的", self.form_unit, self.form_button),
        )
        return card("发给单位", paragraph(WHY, "second"), 10, *lines, gap=6)

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
            known = units(connection)
            came, log = brought(connection), exchanged(connection)
        names = [unit.name for unit in known if unit.kind is not UnitKind.BUREAU]
        self.keys_card.show_own(own.public if own else None, names)
        self.keys_card.show_trusted(trusted)
        self._sending.setVisible(own is not None and self.desk.may(Action.PLAN_CAMPAIGN))
        self._running = [one.id for one in running]
        _fill(self.campaign, [one.plan.title for one in running] or ["没有在评的督查"])
        _fill(self.unit, [key.name for key in trusted] or ["还没有核对过公钥的单位"])
        self.send_button.setEnabled(bool(running and trusted))
        _fill(self.form_unit, [one.name for one in known if one.kind in REVIEWING])
        self.form_button.setEnabled(bool(running))
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

    def _ask_where_for_forms(self) -> None:
        unit, id_ = self.form_unit.currentText(), self._running[self.campaign.currentIndex()]
        name = self._save_as("做评查表", f"{unit}评查表.xlsx", FORMS)
        if name:
            self.write_forms(id_, unit, Path(name))

    def write_forms(self, id_: int, unit: str, target: Path) -> bool:
        """Write the forms of a unit that works without the program."""
        return self.desk.do(
            lambda tx: make_forms(tx, id_, unit, target),
            what=f"发评查表给{unit}",
            done=lambda count: f"{unit}的评查表在“{target.name}”，{count} 份，填好原样交回。",
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
        name, _ = QFileDialog.getOpenFileName(self, "收包", str(Path.home()), COMING)
        if name:
            self.take(Path(name))

    def take(self, source: Path) -> bool:
        """Take in a parcel or a filled-in form, and say what came of it."""
        return self.desk.do(
            partial(_taken, source),
            what="收包",
            done=lambda received: received.sentence,
            then=self._say_rest,
            undo=False,
        )

    def _say_rest(self, received: Received | Filled) -> None:
        """What was not taken, one notice each."""
        for sentence in received.rest:
            self.desk.say(sentence, Tone.WARN)

    def _save_as(self, title: str, suggested: str, kinds: str) -> str:
        name, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / suggested), kinds)
        return name


def _line(name: str, combo: Combo, go: QPushButton | None) -> QLayout:
    """A name, what is chosen, and the button that goes with it."""
    combo.setMaximumWidth(theme.text_size(CHOICE))
    return row(label(name, "field", width=theme.text_size(NAME)), (combo, 1), go or 0, None)


def _fill(combo: Combo, words: Sequence[str]) -> None:
    before = combo.currentText()
    combo.clear()
    combo.addItems(list(words))
    combo.setCurrentIndex(max(combo.findText(before), 0))


def _taken(source: Path, tx: Transaction) -> Received | Filled:
    content = _content(source)
    is_sheet = source.suffix.lower() == ".xlsx" and not is_parcel(content)
    return take_forms(tx, source) if is_sheet else tx.parcels.receive(content)


def _content(source: Path) -> bytes:
    """A file's bytes, one more than may be at most: what is too large is refused by its reader."""
    with as_trouble(source, reading=True), source.open("rb") as file:
        return file.read(MOST_SEALED + 1)
