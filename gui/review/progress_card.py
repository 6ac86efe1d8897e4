"""Strata and progress in one table: the unit is the row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QWidget

from core.review.report import CampaignReport, Progress, StratumTake
from gui import theme
from gui.boxes import column, row, rule
from gui.chips import Chip
from gui.labels import label

HEADS = ("所队", "总体", "抽取", "自评", "互评", "复核", "进度", "")
BAR, STATE = 6, 7
LINE = 27
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ProgressCard(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("分层与进度")
        self.setObjectName("campaign-progress")
        self._aside = label("", "caption")
        self._inside = column(gap=0)
        head = row(label("分层与进度", "section"), None, self._aside)
        self.setLayout(column(head, 8, self._inside, gap=0, margins=(16, 12, 16, 12)))
        self._shown: object = None

    @property
    def said(self) -> str:
        return self._aside.text()

    def show_progress(self, strata: Sequence[StratumTake], report: CampaignReport) -> None:
        """Show the units of `report`; before the assignment only sizes and takes."""
        if (strata, report.progress) == self._shown:
            return
        self._shown = (strata, report.progress)
        done = sum(one.self_done + one.peer_done for one in report.progress)
        of = sum(one.self_all + one.peer_all for one in report.progress)
        drawn = sum(one.take for one in strata)
        handed_in = f"，自评、互评已交 {done} / {of} 份" if of else ""
        self._aside.setText(f"合计抽取 {drawn} 件{handed_in}")
        while item := self._inside.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._inside.addWidget(_table(strata, {one.unit: one for one in report.progress}))


def _table(strata: Sequence[StratumTake], progress: dict[str, Progress]) -> QWidget:
    result = QWidget()
    grid = QGridLayout(result)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    grid.setHorizontalSpacing(12)
    for place, head in enumerate(HEADS):
        grid.addWidget(label(head, "caption"), 0, place, _LEFT if place in (0, BAR) else _RIGHT)
    grid.addWidget(rule(), 1, 0, 1, len(HEADS))
    for line, stratum in enumerate(strata, start=2):
        _add_line(grid, line, stratum, progress.get(stratum.stratum))
    grid.setColumnStretch(BAR, 1)
    return result


def _add_line(
    grid: QGridLayout, line: int, stratum: StratumTake, progress: Progress | None
) -> None:
    cells = [stratum.stratum, str(stratum.size), str(stratum.take)]
    if progress is not None and progress.self_all:
        cells += [
            f"{progress.self_done}/{progress.self_all}",
            f"{progress.peer_done}/{progress.peer_all}",
            f"{progress.recheck_done}/{progress.recheck_all}",
        ]
    for place, text in enumerate(cells):
        grid.addWidget(label(text, "dense"), line, place, _RIGHT if place else _LEFT)
    if progress is not None and progress.self_all:
        grid.addWidget(_bar(stratum.stratum, progress), line, BAR)
        grid.addWidget(_state(progress), line, STATE, _RIGHT)
    grid.setRowMinimumHeight(line, theme.text_size(LINE) - 4)


def _done(one: Progress) -> tuple[int, int]:
    done = one.self_done + one.peer_done + one.recheck_done
    return done, one.self_all + one.peer_all + one.recheck_all


def _bar(unit: str, progress: Progress) -> QProgressBar:
    done, of = _done(progress)
    bar = QProgressBar()
    bar.setRange(0, of)
    bar.setValue(done)
    bar.setTextVisible(False)
    bar.setMinimumWidth(60)
    bar.setAccessibleName(f"{unit} 已交 {done} 份，共 {of} 份")
    if done == of:
        bar.setProperty("tone", "ok")
    return bar


def _state(progress: Progress) -> QWidget:
    done, of = _done(progress)
    if done == of:
        return Chip("已齐", "done")
    return label(f"差 {of - done} 份", "caption")
