"""Review forms at rest: making them for a unit, and taking the filled-in ones back."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from core.errors import Refusal
from core.people import Officer
from core.review.campaign import CampaignState, require
from core.review.parcels.answer_form import (
    Answer,
    AnswerForm,
    BadCell,
    FormKey,
    is_blank,
    is_whole,
    key_of,
    read_answer,
)
from core.review.reviews import Task
from core.tickets.intake.table import cell_text
from storage.files.ledger.reading import Sheet, open_ledger
from storage.files.review_form import write_forms
from storage.people import officers
from storage.review import reading
from storage.review.parcel_keys import require_own
from storage.review.parcel_sending import open_tasks
from storage.review.showing import shown_ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a file of forms: reviews handed in, drafts kept, sheets nobody has begun.

    `bad` are cells that could not be read, `refused` sheets that were not taken, as sentences.
    """

    handed_in: int
    drafts: int
    blank: int
    bad: tuple[BadCell, ...]
    refused: tuple[str, ...]

    @property
    def rest(self) -> tuple[str, ...]:
        """What was not taken, as sentences."""
        return (*map(str, self.bad), *self.refused)

    @property
    def sentence(self) -> str:
        said = f"收到评查表：{self.handed_in} 份已提交"
        if self.drafts:
            said += f"，{self.drafts} 份没填完，存成草稿"
        if self.blank:
            said += f"，{self.blank} 份还没填"
        if self.refused:
            said += f"，{len(self.refused)} 份没有收"
        return f"{said}。"


def make_forms(tx: "Transaction", id_: int, unit: str, target: Path) -> int:
    """Write the forms of what `unit` still has to review; gives how many there are."""
    connection = tx.connection
    about = reading.load_campaign(connection, id_)
    require(about, CampaignState.REVIEWING)
    todo = open_tasks(connection, about, unit)
    if not todo:
        raise Refusal(f"{unit}在“{about.plan.title}”里没有还要评的件，不用发表。")
    forms = [
        AnswerForm(
            key=FormKey(campaign=id_, alias=one.alias, stage=one.stage, unit=unit),
            title=f"{about.plan.title}　{about.rubric.title}　{one.called} {one.stage}",
            officer=one.officer,
            fields=shown_ticket(connection, one, about.rubric, tx.at).fields,
            rubric=about.rubric,
        )
        for one in todo
    ]
    write_forms(target, forms, secret=require_own(connection).signing)
    return len(forms)


def take_forms(tx: "Transaction", source: Path) -> Filled:
    """Take a file of forms back: whole answers are handed in, the others kept as drafts.

    Refuses a file with a sheet whose id was changed; then nothing of it is taken.
    """
    sheets = open_ledger(source).sheets
    secret = require_own(tx.connection).signing
    keyed = [(sheet, key) for sheet in sheets if (key := _key(sheet, secret)) is not None]
    if not keyed:
        raise Refusal(f"“{source.name}”里没有评查表。请选从“收发任务包”导出、填好的那份表。")
    intake = _Intake(tx)
    for sheet, key in keyed:
        intake.take(sheet, key)
    return intake.outcome()


def _key(sheet: Sheet, secret: bytes) -> FormKey | None:
    first = next(iter(sheet.head(1)), None)
    return None if first is None else key_of(cell_text(first.cell(0)), secret)


class _Intake:
    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx
        self._people = {one.name: one for one in officers(tx.connection)}
        self._handed_in = self._drafts = self._blank = 0
        self._bad: list[BadCell] = []
        self._refused: list[str] = []

    def outcome(self) -> Filled:
        counts = (self._handed_in, self._drafts, self._blank)
        return Filled(*counts, tuple(self._bad), tuple(self._refused))

    def take(self, sheet: Sheet, key: FormKey) -> None:
        about = reading.load_campaign(self._tx.connection, key.campaign)
        answer = read_answer(sheet.name, key, sheet, about.rubric)
        if is_blank(answer):
            self._blank += 1
            return
        self._bad += answer.bad
        task = _task(self._tx.connection, key)
        if task is None:
            self._refused.append(f"“{sheet.name}”已经改派或作废，没有收。")
            return
        try:
            self._keep(answer, task, is_finished=is_whole(answer, about.rubric))
        except Refusal as refusal:
            self._refused.append(f"“{sheet.name}”：{refusal}")

    def _keep(self, answer: Answer, task: Task, *, is_finished: bool) -> None:
        who = self._who(task)
        if is_finished:
            self._tx.reviews.hand_in(task, who, answer.marks)
            self._handed_in += 1
        else:
            self._tx.reviews.keep_draft(task, who, answer.marks)
            self._drafts += 1

    def _who(self, task: Task) -> Officer | None:
        """The reviewer whose task it is; the section enters it in that name."""
        return self._people.get(task.officer)


def _task(connection: Connection, key: FormKey) -> Task | None:
    found = reading.load_tasks(connection, key.campaign)
    wanted = (key.alias, key.stage, key.unit)
    return next((one for one in found if (one.alias, one.stage, one.unit) == wanted), None)
