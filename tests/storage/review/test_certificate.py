"""The printed certificate and the exported frame are enough to repeat a draw."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.review.sampling import frame_csv
from storage.database import Store
from storage.files.pdf.draw_certificate import draw_certificate
from storage.files.pdf.pictures import text_of
from storage.files.pdf.rendering import render
from storage.review import reading
from storage.review.frames import verifier
from tests.storage.review.samples import (
    SECTION,
    STATIONS,
    a_plan,
    a_quarter,
    drawn,
    fill,
    people,
    unsubstantiated,
)


@pytest.fixture
def office(store: Store) -> Store:
    people(store)
    fill(store, *a_quarter(9))
    return store


def frame_of(store: Store, id_: int) -> bytes:
    with store.reading() as connection:
        return frame_csv(reading.load_frame(connection, id_))


def page_of(store: Store, id_: int) -> list[str]:
    with store.reading() as connection:
        report = reading.report(connection, id_)
    return list(text_of(render(draw_certificate(report)).pdf))


def sampled(store: Store, id_: int) -> set[str]:
    with store.reading() as connection:
        about = reading.load_campaign(connection, id_)
        return {one.ref for one in reading.load_certificate(connection, about).drawn}


def by_hand(frame: bytes, page: str) -> set[str]:
    """Twenty lines of somebody who has only the page and the list."""
    seed = re.search(r"种子\s+(\S+?)\s", page)[1]  # type: ignore[index]
    printed = re.search(
        r"名单 SHA-256\s*([0-9a-f]{64})", re.sub(r"(?<=[0-9a-f])\s+(?=[0-9a-f])", "", page)
    )
    assert printed is not None
    if hashlib.sha256(frame).hexdigest() != printed[1]:
        raise ValueError("the list is not the one that was locked")
    takes = {m[1]: int(m[2]) for m in re.finditer(r"(\S+所)\s+\d+\s+(\d+)\s+[\d.]+%", page)}
    found: set[str] = set()
    rows = [line.split(",") for line in frame.decode().splitlines()[1:]]
    for stratum, take in takes.items():
        refs = [ref for ref, own in rows if own == stratum]
        refs.sort(key=lambda ref: hashlib.sha256(f"{seed},{ref}".encode()).hexdigest())
        found |= set(refs[:take])
    return found


def test_page_and_list_alone_reproduce_the_draw(office: Store) -> None:
    id_ = drawn(office, a_plan(total=20))
    [page] = page_of(office, id_)
    assert by_hand(frame_of(office, id_), page) == sampled(office, id_)


def test_one_changed_byte_of_the_list_is_noticed(office: Store) -> None:
    id_ = drawn(office, a_plan(total=20))
    [page] = page_of(office, id_)
    frame = bytearray(frame_of(office, id_))
    frame[-2] ^= 1
    with pytest.raises(ValueError, match="not the one"):
        by_hand(bytes(frame), page)


def test_a_large_sample_still_goes_on_one_page_and_tells_its_chances(office: Store) -> None:
    id_ = drawn(office, a_plan(total=40))
    [page] = page_of(office, id_)
    assert "88.89%" in page
    for ref in sampled(office, id_):
        assert ref in page.replace("\n", "").replace("\r", "")


def test_numbers_of_the_hotline_keep_their_keys_beside_them_and_the_page_is_one(
    store: Store,
) -> None:
    people(store)
    numbers = [f"SJ20260801{place}{number:04d}" for place in range(5) for number in range(18)]
    fill(store, *(unsubstantiated(one, STATIONS[int(one[10])]) for one in numbers))
    id_ = drawn(store, a_plan(total=36))
    [page] = page_of(store, id_)
    lines = page.replace("\r\n", "\n").split("\n")
    for ref in sampled(store, id_):
        line = next(one for one in lines if ref in one)
        assert re.search(rf"{ref}（[0-9a-f]{{8}}）", line), line


def run(folder: Path, frame: bytes, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "核对.py").write_bytes(verifier())
    (folder / "名单.csv").write_bytes(frame)
    command = [sys.executable, "-I", "-X", "utf8", "核对.py", "名单.csv", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)  # noqa: S603


def test_the_little_program_repeats_a_draw_with_a_void_ticket(
    office: Store, tmp_path: Path
) -> None:
    id_ = drawn(office, a_plan(total=10))
    void = min(sampled(office, id_))
    with office.transaction(who=SECTION, what="补抽") as tx:
        tx.campaigns.replace(id_, void, "登记有误")
        about = tx.campaigns.get(id_)
    takes = [f"{one.stratum}={one.take}" for one in about.strata]
    facts = (about.seed, about.frame_hash, about.seed_hash)
    done = run(tmp_path, frame_of(office, id_), *facts, *takes, f"作废={void}")
    assert done.returncode == 0, done.stderr
    assert "和公证页一致" in done.stdout
    found = {line.split()[1] for line in done.stdout.splitlines() if "所 " in line}
    assert found == sampled(office, id_)

    changed = frame_of(office, id_).replace(b"SJ20260000", b"SJ20260001", 1)
    failed = run(tmp_path, changed, *facts, *takes)
    assert failed.returncode == 1
    assert "被改动过" in failed.stdout
