from pathlib import Path

from tests.endurance.killing import kill_and_look


def test_a_killed_program_loses_no_acknowledged_write(tmp_path: Path) -> None:
    assert kill_and_look(tmp_path / "office.db", 20, seed=20) == []
