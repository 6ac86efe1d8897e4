import hashlib
import json
from pathlib import Path

import pytest

from commands.line import run_line
from core.people import Role
from core.review.sampling import seed_hash
from storage.files.pdf.pictures import text_of
from tests.samples import NOW
from tests.storage.review.samples import SECTION, SEED, a_quarter, fill, officer, people
from tests.stores import open_store

PLAN = ("campaign", "plan", "--kind", "不属实件", "--from", "2026-07-01", "--to", "2026-09-30")


class Desk:
    """A store with a drawn campaign, and the command line before it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        status = run_line(
            ["--store", str(self.folder / "office.db"), *words],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        out, err = self._capsys.readouterr()
        return status, out, err


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    store = open_store(tmp_path / "office.db")
    fill(store, *a_quarter())
    store.close()
    desk = Desk(tmp_path, capsys)
    desk.run(*PLAN, "--total", "10")
    desk.run("campaign", "commit", "1", "--hash", seed_hash(SEED))
    desk.run("campaign", "draw", "1", "--seed", SEED)
    return desk


def test_the_summary_is_written_and_its_fingerprint_told(desk: Desk) -> None:
    out = desk.folder / "汇总.pdf"
    status, said, _ = desk.run("report", "campaign", "--id", "1", "--out", str(out), "--json")
    assert status == 0
    pages = text_of(out.read_bytes())
    assert json.loads(said) == {
        "pages": len(pages),
        "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
    }
    assert SEED in "".join(pages)


def test_the_same_store_gives_the_same_file(desk: Desk) -> None:
    files = [desk.folder / name for name in ("一.pdf", "二.pdf")]
    for file in files:
        desk.run("report", "campaign", "--id", "1", "--out", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_place_that_cannot_be_written_ends_in_a_sentence(desk: Desk) -> None:
    out = desk.folder / "没有的文件夹" / "汇总.pdf"
    status, said, sentence = desk.run("report", "campaign", "--id", "1", "--out", str(out))
    assert (status, said) == (3, "")
    assert "汇总.pdf" in sentence


def test_a_campaign_that_is_not_there_is_refused(desk: Desk) -> None:
    out = desk.folder / "汇总.pdf"
    status, _, sentence = desk.run("report", "campaign", "--id", "7", "--out", str(out))
    assert status == 1
    assert "7" in sentence
    assert not out.exists()


def test_an_officer_who_may_not_see_campaigns_gets_no_paper(desk: Desk) -> None:
    store = open_store(desk.folder / "office.db")
    people(store)
    with store.transaction(who="管理员", what="登记人员") as tx:
        tx.people.save_officer(officer("九亭所所长", "九亭所", Role.STATION_LEADER))
    store.close()
    out = desk.folder / "汇总.pdf"
    words = ("report", "campaign", "--id", "1", "--out", str(out), "--officer")
    assert desk.run(*words, "九亭所承办")[0] == 1
    assert desk.run(*words, "九亭所所长")[2] == (
        "情况汇总里有各所队的结果，九亭所所长只能看本单位的。请由消保科来出。\n"
    )
    assert not out.exists()
    assert desk.run(*words, SECTION)[0] == 0
