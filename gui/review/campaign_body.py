"""One campaign on the page: phases, the next step, certificate, progress, matters, results."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from core.review.campaign import CampaignState
from gui import theme
from gui.boxes import box, column, frame, row, scrolled
from gui.buttons import button
from gui.labels import label
from gui.review.certificate_card import CertificateCard
from gui.review.matters_card import MattersCard
from gui.review.phase_line import PhaseLine
from gui.review.progress_card import ProgressCard
from gui.review.prose import Prose
from gui.review.results_card import ResultsCard
from gui.review.seed_sheet import SeedSheet
from gui.review.standing import Standing

SIDE_BY_SIDE = 900
"""Below this width the cards stand one under the other."""
ASSIGNING = (
    "每件由承办单位自评一次，另外两个单位各互评一次，科室复核一次。分派由种子决定，谁都可以复算；"
    "避开承办单位、经办审批过这一件的人和近 12 个月在承办单位任过职的人。"
)
UNPUBLISHED = "均分和每件的得分在督查结束、公布以后可以看。"


class CampaignBody(QWidget):
    assign_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.phases = PhaseLine()
        self.seed = SeedSheet()
        self.certificate = CertificateCard()
        self.progress = ProgressCard()
        self.matters = MattersCard()
        self.results = ResultsCard()
        self.assign_button = button("分派评查人", "primary", on=self.assign_asked.emit)
        self.assigning = self._assign_card()
        self.waiting = self._waiting_card()
        self._left = box(column(self.certificate, self.matters, self.waiting, None, gap=12))
        self._right = box(column(self.progress, None, gap=12))
        self._two = row((self._left, 5), (self._right, 6), gap=12)
        line = frame("card", column(self.phases, margins=(16, 8, 16, 6)))
        whole = column(
            line, self.seed, self.assigning, self._two, self.results, None, gap=12,
            margins=(20, 12, 20, 12),
        )  # fmt: skip
        self.setLayout(column(scrolled(box(whole)), gap=0))

    def _assign_card(self) -> QFrame:
        self._assign_title = label("", "section")
        why = Prose(ASSIGNING)
        return frame(
            "card",
            column(
                self._assign_title, why, row(self.assign_button, None), gap=8,
                margins=(16, 12, 16, 14),
            ),
        )  # fmt: skip

    def _waiting_card(self) -> QFrame:
        self._waiting_said = label("", "dense", wrap=True)
        return frame(
            "card", column(label("结果", "section"), self._waiting_said, gap=4,
                           margins=(16, 12, 16, 12))
        )  # fmt: skip

    def show_standing(self, standing: Standing, *, plans: bool, officer: str) -> None:
        """Show a campaign; the steps only to who may take them."""
        about, report = standing.about, standing.report
        self.phases.show_phases(standing.phases)
        self.certificate.show_certificate(about, report.certificate, may_print=standing.is_whole)
        seen = {one.unit for one in report.units}
        strata = [one for one in about.strata if plans or not seen or one.stratum in seen]
        self.progress.show_progress(strata, report)
        self._show_step(standing, plans=plans, officer=officer)
        self.matters.setVisible(plans and about.state is CampaignState.REVIEWING)
        shown = report if report.overall.n else standing.earlier
        self.results.setVisible(shown is not None)
        if shown is not None:
            self.results.show_report(
                shown, about.formula.few, _result_title(standing), is_whole=standing.is_whole
            )
        under_way = about.state is not CampaignState.CLOSED and not plans
        self.waiting.setVisible(under_way)
        self._waiting_said.setText(UNPUBLISHED)

    def _show_step(self, standing: Standing, *, plans: bool, officer: str) -> None:
        about = standing.about
        number = sum(about.takes.values())
        state = about.state if plans else None
        if state is CampaignState.PLANNED:
            self.seed.ask_to_seal(officer)
        elif state is CampaignState.LOCKED:
            self.seed.ask_to_draw(officer, about.seed_hash, number)
        self.seed.setVisible(state in (CampaignState.PLANNED, CampaignState.LOCKED))
        self._assign_title.setText(f"下一步：把抽到的 {number} 件分派给评查人")
        self.assigning.setVisible(state is CampaignState.DRAWN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.text_size(SIDE_BY_SIDE)
        across = QBoxLayout.Direction.LeftToRight
        self._two.setDirection(across if wide else QBoxLayout.Direction.TopToBottom)


def _result_title(standing: Standing) -> str:
    if not standing.report.overall.n and standing.earlier is not None:
        return f"上一轮结果：{standing.earlier.title}，均分与 95% 区间"
    if standing.about.state is CampaignState.CLOSED:
        return "结果：均分与 95% 区间"
    done, drawn = standing.report.overall.n, standing.report.overall.drawn
    return f"到目前为止的结果（{done} / {drawn} 件）：均分与 95% 区间"
