import hashlib
import re
from datetime import datetime
from decimal import Decimal

import pypdfium2
import pytest

from core.figures.words import interval, marks, per_cent
from core.review.anchors import ItemCloseness
from storage.files.pdf.campaign_summary import campaign_summary
from storage.files.pdf.pictures import text_of
from storage.files.pdf.rendering import render
from tests.storage.files.pdf.papers import read, squeezed
from tests.storage.files.pdf.reports import DRAWN, FRAME, REASON, SEED, a_certificate, a_report

REPORT = a_report()
PDF = render(campaign_summary(REPORT)).pdf
TEXT = read(PDF)


def has(text: str) -> bool:
    return squeezed(text) in TEXT


def test_it_begins_with_what_was_examined() -> None:
    assert TEXT.startswith(squeezed("第 3 季度不属实件督查情况汇总"))
    assert has("评查期 2026 年 7 月 1 日至 2026 年 9 月 30 日　已结束")
    assert has("不属实件评查表（2026-1 版）")
    assert has("优秀 3 件、不合格 2 件")


def test_the_draw_is_certified_with_seed_and_hashes() -> None:
    certificate = REPORT.certificate
    for value in (
        certificate.frame_hash,
        certificate.seed_hash,
        certificate.seed,
        "60 件，另排除 1 件",
        "2026-11-05 10:02，许宁",
        "执法大队 20 1",
        "SJX1 正在行政复议",
        "作废原因：办结时间登记有误",
        "执法大队按下限抽 1 件。",
    ):
        assert has(value)


def test_whoever_follows_the_steps_on_paper_draws_the_same_tickets() -> None:
    example = re.search(r"例如“(\S+?)”的键以([0-9a-f]{16})开头", TEXT)
    assert example
    assert hashlib.sha256(example[1].encode()).hexdigest().startswith(example[2])
    rows = "\r\n".join(text_of(PDF))
    for ticket in DRAWN:
        key = hashlib.sha256(f"{SEED},{ticket.ref}".encode()).hexdigest()
        assert re.search(rf"{ticket.ref}\s+{key[:16]}", rows)


def test_every_unit_stands_with_its_mean_interval_and_share() -> None:
    for unit in (*REPORT.units, REPORT.overall):
        assert has(
            f"{unit.unit} {unit.drawn} {unit.n} {marks(unit.mean)} {interval(unit.low, unit.high)}"
            f" {unit.passed} {per_cent(unit.share)}"
            f" {interval(unit.share_low, unit.share_high, '%')} {unit.remark}"
        )
    assert has("中山所 2 2 78.00")
    assert has("样本少")
    assert has("执法大队 1 1 80.00 — 1 100.00%")
    assert has("不排名")


def test_every_ticket_stands_with_its_marks_and_the_reasons() -> None:
    for ticket in REPORT.tickets:
        assert has(
            f"{ticket.ref} {ticket.unit} 97.25 81.50、— {marks(ticket.recheck_total)}"
            f" {marks(ticket.final)} {ticket.grade}"
        )
    assert has(f"证据种类扣 6.50：{REASON}")
    assert has("一票否决：应办而未实际核查：照片是上一件的")
    assert has("没有否决时是 88.00 分。")
    assert has("互评分歧：两名互评人相差 12.00 分。")


def test_handling_points_and_notes_close_the_paper() -> None:
    assert has("1 件在这一项共扣 6.50 分。每个结论至少要两类客观证据。")
    assert has(f"扣分理由：{REASON}。")
    assert has(f"涉及工单：{DRAWN[1].ref}。")
    assert has("评查结论用于改进工作。")


def test_the_sections_are_bookmarks_and_numbered_without_a_gap() -> None:
    titles = [mark.get_title() for mark in pypdfium2.PdfDocument(PDF).get_toc()]
    assert titles[1:] == [
        "一、基本情况",
        "二、抽取方法与公证",
        "三、所队结果",
        "四、工单评定",
        "五、处置要点",
        "1. 证据种类",
        "六、说明",
    ]


def test_the_date_of_the_file_is_that_of_the_last_act_of_the_draw() -> None:
    assert campaign_summary(REPORT).made_at == datetime(2026, 11, 6, 9, 0)


def test_a_campaign_under_way_says_so() -> None:
    report = a_report(finals=["91", None, None, None, None, None, None, None, None])
    text = read(render(campaign_summary(report)).pdf)
    assert squeezed("抽取的 9 件中，1 件有最终分") in text
    assert squeezed("中山所 2 0 — — 0 — — 未评") in text


def test_how_near_the_reviewers_came_to_anchors_is_an_annex_of_its_own() -> None:
    close = [ItemCloseness(code="B3", title="现场核查", n=8, aligned=Decimal("87.50"))]
    text = read(render(campaign_summary(REPORT, close)).pdf)
    assert squeezed("六、评查人与锚点件") in text
    assert squeezed("B3 现场核查 8 87.50%") in text


def test_a_campaign_that_is_not_drawn_yet_prints_its_frame() -> None:
    certificate = a_certificate(
        seed="", seed_hash="", drawn=(), drawn_at=None, drawn_by="", replacements=()
    )
    report = a_report(certificate=certificate, tickets=(), units=(), points=(), notes=())
    text = read(render(campaign_summary(report)).pdf)
    assert "还没有抽取" in text
    assert "没有事先登记" in text
    assert f"{len(FRAME)}件" in text
    assert "三、" not in text


@pytest.mark.parametrize("pair", [("九亭所", "6 件"), ("执法大队", "1 件")])
def test_the_figure_names_each_unit_with_its_number_of_tickets(pair: tuple[str, str]) -> None:
    page = next(page for page in text_of(PDF) if "图 1" in page)
    assert all(part in page for part in pair)
