"""抽样公证页 on the screen: how the sample came about, in plain words, and doing it again."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.review.campaign import Campaign, period_words
from core.review.report import Certificate
from core.review.schedule import day_words
from gui.boxes import column, row
from gui.buttons import button
from gui.chips import Chip
from gui.facts import Facts, in_fours
from gui.labels import label

NO_BREAK = "\u00a0"
AGREES = "可复算，结果一致"
GROUPS = 4
"""So many groups of four of a fingerprint are shown; the rest is said by the tooltip."""


class CertificateCard(QFrame):
    recount_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("抽样公证页")
        self.setObjectName("campaign-certificate")
        self.facts = Facts()
        self.chip = Chip(AGREES, "ok")
        self.problems = label("", "dense", tone="danger", wrap=True)
        self.again = button("自己算一遍", "quiet", "calculator", on=self.recount_asked.emit)
        self.print_button = button("打印", "quiet", "printer", on=self.print_asked.emit)
        self._verdict: tuple[int, str] = (0, "")
        self.setLayout(
            column(
                label("抽样公证页", "section"),
                8,
                self.facts,
                8,
                self.problems,
                row(self.chip, None, self.again, self.print_button, gap=4),
                gap=0,
                margins=(16, 12, 16, 10),
            )
        )

    def show_certificate(
        self, about: Campaign, certificate: Certificate, *, may_print: bool
    ) -> None:
        """Show how the sample came about; who sees only one unit prints no summary."""
        self.facts.show_facts(_facts(about, certificate))
        is_drawn = bool(certificate.seed)
        self.again.setVisible(is_drawn)
        self.print_button.setVisible(is_drawn and may_print)
        if self._verdict != (about.id, certificate.seed):
            self._verdict = (about.id, certificate.seed)
            self.problems.hide()
            self.chip.hide()

    def say_recount(self, problems: Sequence[str]) -> None:
        """Say what came out when everything was worked out anew."""
        self.chip.say(*((AGREES, "ok") if not problems else ("算出来不一致", "error")))
        self.chip.show()
        self.problems.setText("\n".join(problems))
        self.problems.setVisible(bool(problems))


def _facts(about: Campaign, certificate: Certificate) -> Iterator[tuple[str, str, str]]:
    period = f"{period_words(about.plan.since, about.plan.until)}办结"
    left_out = f"，排除 {len(certificate.excluded)}{NO_BREAK}件" if certificate.excluded else ""
    count = f"{certificate.frame_count}{NO_BREAK}件"
    yield "总体", f"{period}，{certificate.condition}，{count}{left_out}", ""
    yield "方法", "按所队分层，层内按哈希由小到大取前几件", ""
    yield "种子", *_seed(certificate)
    fingerprint = in_fours(certificate.frame_hash, GROUPS)
    yield "名单指纹", f"{fingerprint}　SHA-256", in_fours(certificate.frame_hash)
    yield "抽取时点", _drawn(certificate), ""
    for one in certificate.replacements:
        yield "补抽", f"{one.void.ref} 作废（{one.reason}），补抽 {one.drawn.ref}", ""


def _seed(certificate: Certificate) -> tuple[str, str]:
    if certificate.seed:
        return certificate.seed, ""
    if certificate.seed_hash:
        sealed = in_fours(certificate.seed_hash, GROUPS)
        return f"已封存，SHA-256 {sealed}", in_fours(certificate.seed_hash)
    return "还没有封存", ""


def _drawn(certificate: Certificate) -> str:
    at = certificate.drawn_at
    if at is None:
        return "还没有抽取"
    return f"{at.year} 年 {day_words(at.date())} {at:%H:%M}，{certificate.drawn_by}"
