"""How a person likes the window is kept in one file, and never worth a dialog."""

from pathlib import Path

from gui.preferences import Preferences


def test_what_is_written_is_there_next_time(tmp_path: Path) -> None:
    file = tmp_path / "config" / "window.json"
    Preferences(file).write("scheme", "dark")
    Preferences(file).write("scale", 1.25)
    again = Preferences(file)
    assert (again.read("scheme"), again.read("scale")) == ("dark", 1.25)
    assert again.read("unknown", "light") == "light"


def test_a_damaged_file_means_the_usual_look(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    for content in ("{", "[1]", "\x00"):
        file.write_text(content, "utf-8")
        assert Preferences(file).read("scheme", "light") == "light"


def test_a_folder_that_cannot_be_written_loses_nothing_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    preferences = Preferences(tmp_path / "file" / "window.json")
    preferences.write("scheme", "dark")
    assert preferences.read("scheme") == "dark"
