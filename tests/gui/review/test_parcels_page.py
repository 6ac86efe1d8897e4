"""Two machines exchange keys, tasks and reviews, each before its own window."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.people import Officer
from gui.desk import Desk
from gui.review.parcels_page import ParcelsPage
from storage.database import Store
from storage.people import officers
from storage.review.parcel_keys import own_keys
from storage.review.reading import load_campaign, load_reviews
from tests.samples import NOW
from tests.storage.review.parcel_samples import CAMPAIGN, UNIT, make_template, review_all
from tests.storage.review.samples import SECTION, full_marks
from tests.storage.review.test_forms import fill, rows_of
from tests.stores import open_store

Sit = Callable[[str, str], ParcelsPage]


def _officer(store: Store, name: str) -> Officer:
    with store.reading() as connection:
        return next(one for one in officers(connection) if one.name == name)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parcels")
    make_template(folder)
    return folder


@pytest.fixture
def sit(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[Sit]:
    """Sits an officer down before the page of one of the two stores."""
    desks: list[Desk] = []

    def page_of(name: str, who: str) -> ParcelsPage:
        path = tmp_path / f"{name}.db"
        if not path.exists():
            shutil.copy(template / f"{name}.db", path)
        store = open_store(path)
        desk = Desk(store, _officer(store, who), lambda: NOW)
        desks.append(desk)
        page = ParcelsPage(desk)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        return page

    yield page_of
    for desk in desks:
        desk.jobs.shut_down()
        desk.store.close()


def said(page: ParcelsPage) -> str:
    QApplication.sendPostedEvents()  # what was just added is shown by the event loop
    labels = [one for one in page.findChildren(QLabel) if one.isVisibleTo(page)]
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def notices(page: ParcelsPage) -> list[str]:
    heard: list[str] = []
    page.desk.notice.connect(lambda notice: heard.append(notice.text))
    return heard


def test_tasks_go_out_and_reviews_come_back(sit: Sit, tmp_path: Path) -> None:
    section, unit = sit("section", SECTION), sit("unit", f"{UNIT}评1")
    heard, answers = notices(unit), notices(section)
    assert not unit._sending.isVisible(), "a unit sends no tasks"
    assert section.unit.currentText() == UNIT
    assert section.send(CAMPAIGN, UNIT, tmp_path / "出.parcel")
    assert unit.take(tmp_path / "出.parcel")
    assert "收到消保科的任务包" in heard[-1]
    assert "消保科发来，0 / " in said(unit)

    review_all(unit.desk.store, lambda _: full_marks(B3="6"))
    unit.reload()
    assert unit.answer(1, tmp_path / "回.parcel")
    assert section.take(tmp_path / "回.parcel")
    assert f"收到{UNIT}的回包" in answers[-1]
    with section.desk.store.reading() as connection:
        about = load_campaign(connection, CAMPAIGN)
        assert {one.unit for one in load_reviews(connection, about)} == {UNIT}
    assert [one.partner for one in section.log.rows.values] == [UNIT, UNIT]


def test_the_same_parcel_again_is_refused_in_a_sentence(sit: Sit, tmp_path: Path) -> None:
    section, unit = sit("section", SECTION), sit("unit", f"{UNIT}评1")
    section.send(CAMPAIGN, UNIT, tmp_path / "出.parcel")
    unit.take(tmp_path / "出.parcel")
    heard = notices(unit)
    assert not unit.take(tmp_path / "出.parcel")
    assert heard == ["这个包以前已经收过，没有再存。"]


def test_a_key_counts_once_its_fingerprint_was_read_out(sit: Sit, tmp_path: Path) -> None:
    section, unit = sit("section", SECTION), sit("unit", f"{UNIT}评1")
    section.revoke(UNIT)
    assert not section.send(CAMPAIGN, UNIT, tmp_path / "出.parcel")
    unit.save_key(tmp_path / "所.json")
    assert section.read_key(tmp_path / "所.json")
    asking = section.keys_card.asking
    assert asking.isVisible()
    with unit.desk.store.reading() as connection:
        own = own_keys(connection)
    assert own is not None
    assert own.public.fingerprint not in said(section), "nobody copies it from the screen"
    asking.field.setText("0000 0000")
    asking.go.click()
    assert "不一致" in said(section)
    assert not section.send(CAMPAIGN, UNIT, tmp_path / "出.parcel")
    asking.field.setText(own.public.fingerprint.upper().replace(" ", ""))
    asking.go.click()
    assert section.send(CAMPAIGN, UNIT, tmp_path / "出.parcel")


def test_a_missing_file_is_trouble_and_a_photo_no_parcel(sit: Sit, tmp_path: Path) -> None:
    unit = sit("unit", f"{UNIT}评1")
    heard = notices(unit)
    (tmp_path / "照片.parcel").write_bytes(b"\xff\xd8" * 40)
    assert not unit.take(tmp_path / "照片.parcel")
    assert heard == ["这不是任务包文件。"]
    troubles: list[str] = []
    unit.desk.trouble.connect(lambda trouble, _again: troubles.append(str(trouble)))
    assert not unit.take(tmp_path / "没有.parcel")
    assert "没有.parcel" in troubles[0]


def test_a_form_goes_out_to_a_unit_without_the_program_and_comes_back(
    sit: Sit, tmp_path: Path
) -> None:
    section = sit("section", SECTION)
    heard = notices(section)
    assert section.write_forms(CAMPAIGN, UNIT, tmp_path / "表.xlsx")
    book = load_workbook(tmp_path / "表.xlsx")
    for sheet in book.worksheets[:2]:
        fill(sheet)
    book.worksheets[2].cell(rows_of(book.worksheets[2])["B1"], 5).value = "八"
    book.save(tmp_path / "表.xlsx")
    assert section.take(tmp_path / "表.xlsx")
    assert heard[1].startswith("收到评查表：2 份已提交，1 份没填完，存成草稿")
    assert "E" in heard[2]
    assert "八" in heard[2]
