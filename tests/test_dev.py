"""The door for developers: what it decides before it starts anything."""

import ast
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest

import dev
from commands.table import COMMANDS

PYPROJECT = tomllib.loads((dev.ROOT / "pyproject.toml").read_text("utf-8"))


def names(requirements: str) -> set[str]:
    return {name.lower() for name in re.findall(r"^([\w.-]+)==", requirements, re.MULTILINE)}


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 13, 1)])
@pytest.mark.parametrize("system", ["linux", "win32"])
def test_it_runs_on_three_pythons_and_two_systems(version: tuple[int, ...], system: str) -> None:
    assert dev.unfit(version, system) == ""


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13), (3, 14, 0), (4, 0, 0)])
def test_another_python_is_named_in_the_sentence(version: tuple[int, ...]) -> None:
    sentence = dev.unfit(version, "linux")
    assert f"{version[0]}.{version[1]}" in sentence
    assert "3.11、3.12 或 3.13" in sentence


def test_another_system_is_turned_away() -> None:
    assert dev.unfit((3, 11), "darwin") == "热线工单评查台只在 Windows 和 Linux 上运行。"


def test_an_old_python_can_read_the_file() -> None:
    ast.parse((dev.ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    "args", [[], ["--store", "a.db"], ["--store=a.db"], ["demo"], ["--store", "a.db", "demo"]]
)
def test_these_open_a_window(args: list[str]) -> None:
    assert dev.wants_window(args)


@pytest.mark.parametrize(
    "args",
    [["verify"], ["--store", "demo", "verify"], ["--store=a.db", "init"], ["demo", "--no-window"]],
)
def test_these_open_none(args: list[str]) -> None:
    assert not dev.wants_window(args)


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_display_is_known_by_any_of_three_names(name: str) -> None:
    assert dev.has_display({name: "x"}, "linux")


def test_linux_without_any_of_them_has_no_display() -> None:
    assert not dev.has_display({"DISPLAY": ""}, "linux")
    assert dev.has_display({}, "win32")


def test_without_a_display_run_names_every_command_that_needs_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda *_: False)
    assert dev.main(["run", "--"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("这台机器没有图形界面")
    assert {command.name for command in COMMANDS} - {"demo"} == set(dev.WINDOWLESS.split("、"))
    assert dev.WINDOWLESS in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("argv", [[], ["--help"], ["build"]])
def test_a_wrong_verb_shows_the_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(argv) == 2
    assert "python3 dev.py" in capsys.readouterr().err


def test_painting_needs_fewer_libraries_than_showing() -> None:
    assert dev.libraries("paint")["libEGL.so.1"] == "libegl1"
    assert dev.libraries("show")["libxcb-cursor.so.0"] == "libxcb-cursor0"
    assert dev.libraries("paint").keys().isdisjoint(dev.libraries("show"))


def test_a_missing_library_is_found_by_looking() -> None:
    assert dev.is_missing("libnosuchthing.so.9")


def test_who_may_not_install_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(dev.Stop, match=r"sudo apt-get install -y --no-install-recommends libegl1"):
        dev.install_packages(["libegl1"], "系统库 libEGL.so.1")


def test_a_system_without_apt_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(dev.Stop, match=r"缺少系统库 libEGL\.so\.1。请用系统的软件管理工具"):
        dev.install_packages(["libegl1"], "系统库 libEGL.so.1")


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished environment in a folder of its own."""
    venv, lock = tmp_path / "运行 环境", tmp_path / "requirements.lock"
    venv.mkdir()
    lock.write_text("lark==1.3.1")
    (venv / "python").touch()
    for name, value in {"VENV": venv, "LOCK": lock, "PYTHON": venv / "python"}.items():
        monkeypatch.setattr(dev, name, value)
    (venv / "ready").write_text(dev.stamp())
    return venv


def test_a_finished_environment_is_used_as_it_is(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "build", lambda: pytest.fail("built again"))
    dev.prepare()


@pytest.mark.parametrize("left_out", ["python", "ready"])
def test_a_half_made_environment_is_made_again(environment: Path, left_out: str) -> None:
    (environment / left_out).unlink()
    assert not dev.is_ready()


def test_another_lock_file_makes_it_again(environment: Path) -> None:
    dev.LOCK.write_text("lark==1.3.2")
    assert not dev.is_ready()


def test_two_at_once_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    with dev.one_at_a_time(), (tmp_path / ".venv.lock").open("ab") as second:
        assert not dev.taken(second.fileno())
    with (tmp_path / ".venv.lock").open("ab") as third:
        assert dev.taken(third.fileno())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("WARNING: Retrying after NewConnectionError\nERROR: No matching", "连不上软件包源"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "校验值不一致"),
        ("ERROR: No space left on device\n", "No space left on device"),
        ("", "没有说明原因"),
    ],
)
def test_what_pip_said_becomes_a_sentence(said: str, sentence: str) -> None:
    assert sentence in dev.why_not_installed(said)


def test_the_lock_file_holds_every_dependency_with_its_hash() -> None:
    lock = dev.LOCK.read_text("utf-8")
    wanted = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]
    assert {re.split(r"[<>=\[ ]", line)[0].lower() for line in wanted} <= names(lock)
    entries = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("lock", [dev.LOCK, dev.PACKAGING_LOCK])
def test_no_lock_file_names_a_host(lock: Path) -> None:
    assert "://" not in lock.read_text("utf-8")


def test_the_two_lock_files_agree() -> None:
    pins = re.compile(r"^[\w.-]+==\S+", re.MULTILINE)
    ours = dict(pin.split("==") for pin in pins.findall(dev.LOCK.read_text("utf-8")))
    theirs = dict(pin.split("==") for pin in pins.findall(dev.PACKAGING_LOCK.read_text("utf-8")))
    assert {name: ours[name] for name in ours.keys() & theirs.keys()} == {
        name: theirs[name] for name in ours.keys() & theirs.keys()
    }
