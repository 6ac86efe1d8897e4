"""What a plan would come to: how many belong to the frame, and what each stratum gives."""

from PySide6.QtWidgets import QFrame

from core.review.report import Exclusion, StratumTake
from gui.boxes import column, row
from gui.labels import label, paragraph, set_paragraph
from gui.tables.cells import Column, Words
from gui.tables.view import Table
from storage.review.planning import Layout

COLUMNS: tuple[Column[StratumTake], ...] = (
    Column(
        key="stratum", title="层", cell=lambda s: Words(s.stratum, "text"), width=120,
        stretch=True,
    ),
    Column(key="size", title="总体", cell=lambda s: f"{s.size} 件", width=90, right=True),
    Column(key="take", title="抽取", cell=lambda s: f"{s.take} 件", width=90, right=True),
)  # fmt: skip


class PlanPreview(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("预计的抽取")
        self._aside = label("", "caption")
        self.table: Table[StratumTake] = Table(
            "预计的抽取", COLUMNS, key=lambda s: s.stratum, height="dense"
        )
        self.table.setMinimumHeight(180)
        self._notes = paragraph("", "caption")
        head = row(label("预计", "section"), None, self._aside)
        self.setLayout(
            column(head, 8, (self.table, 1), 6, self._notes, gap=0, margins=(16, 12, 16, 12))
        )

    def show_layout(self, layout: Layout) -> None:
        drawn = sum(one.take for one in layout.strata)
        left_out = layout.frame.excluded
        self._aside.setText(
            f"总体 {len(layout.frame.entries)} 件，排除 {len(left_out)} 件，抽取 {drawn} 件"
        )
        self.table.show_rows(layout.strata)
        found = [f"定向：{name} {count} 件。" for name, count in layout.directed.items()]
        said = [*layout.notes, *found, *_exclusions(left_out)]
        set_paragraph(self._notes, "\n".join(said))
        self._notes.setVisible(bool(said))

    def say_working(self) -> None:
        """Say that the numbers are on their way; those before stay until then."""
        self._aside.setText("正在预计……")

    def show_nothing(self, why: str) -> None:
        self._aside.setText("")
        self.table.show_rows(())
        set_paragraph(self._notes, why)
        self._notes.setVisible(True)

    @property
    def said(self) -> str:
        return self._aside.text()


def _exclusions(some: tuple[Exclusion, ...]) -> list[str]:
    """How many are left out for which reason."""
    reasons = list(dict.fromkeys(one.reason for one in some))
    return [
        f"排除 {sum(one.reason == reason for one in some)} 件：{reason}。" for reason in reasons
    ]
