"""Watching: what is one set of changes, and what is no change."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from chapterhouse.watch import watching


def test_many_changes_are_one_set_and_reading_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    old = tmp_path / "seeds/old.txt"
    old.write_text("old")
    with watching(tmp_path, ("seeds",)) as changes:
        old.read_text()
        assert not changes.wait(0.2)
        writer = threading.Thread(
            target=lambda: [(tmp_path / f"seeds/{n}.txt").write_text("new") for n in range(50)]
        )
        writer.start()
        changed = changes.wait()
        writer.join()
    assert {path.name for path in changed if path.suffix} == {f"{n}.txt" for n in range(50)}


def test_an_atomic_save_is_one_set(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    with watching(tmp_path, ("seeds",)) as changes:
        (tmp_path / "seeds/.talk.txt.tmp").write_text("new")
        (tmp_path / "seeds/.talk.txt.tmp").replace(tmp_path / "seeds/talk.txt")
        assert tmp_path / "seeds/talk.txt" in changes.wait(5)
        assert not changes.wait(0.2)


@pytest.mark.parametrize("name", [".talk.txt.swp", "talk.txt~", "#talk.txt#", ".#talk.txt"])
def test_what_editors_leave_is_no_change(tmp_path: Path, name: str) -> None:
    (tmp_path / "seeds").mkdir()
    with watching(tmp_path, ("seeds",)) as changes:
        (tmp_path / "seeds" / name).write_text("half a thought")
        (tmp_path / "seeds/talk.txt").write_text("a thought")
        names = {path.name for path in changes.wait(5) | changes.wait(0.2)}
    assert name not in names
    assert "talk.txt" in names


def test_only_the_folders_that_are_named_count(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    with watching(tmp_path, ("seeds", "themes")) as changes:
        (tmp_path / "output").mkdir()
        (tmp_path / "output/index.html").write_text("x")
        (tmp_path / "README.md").write_text("x")
        assert not changes.wait(0.2)
        (tmp_path / "themes/own").mkdir(parents=True)
        assert changes.wait(5)
        (tmp_path / "themes/own/theme.toml").write_text("x")
        assert tmp_path / "themes/own/theme.toml" in changes.wait(5)
