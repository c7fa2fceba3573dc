"""Watching: what is one set of changes, and what is no change."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest
from watchdog.events import FileCreatedEvent

from chapterhouse.errors import OutputError
from chapterhouse.watch import QUIET, Changes, git_lock, is_recent, watching


def test_reading_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    old = tmp_path / "seeds/old.txt"
    old.write_text("old")
    with watching(tmp_path, ("seeds",)) as changes:
        old.read_text()
        assert not changes.wait(0.2)


def test_many_changes_are_one_set(tmp_path: Path) -> None:
    names = [f"{n}.txt" for n in range(50)]
    changes = Changes(tmp_path, ("seeds",))

    def tell(names: Iterable[str]) -> None:
        for name in names:
            changes.on_any_event(FileCreatedEvent(str(tmp_path / "seeds" / name)))

    tell(names[:3])
    threading.Timer(4 * QUIET, tell, [names[3:]]).start()
    assert {path.name for path in changes.wait(5)} == set(names)


@pytest.mark.parametrize("tree", ["a clone", "a work tree"])
def test_what_git_does_is_one_set_though_it_stalls(tmp_path: Path, tree: str) -> None:
    site = tmp_path / "site"
    (site / "seeds").mkdir(parents=True)
    git = tmp_path / ("site/.git" if tree == "a clone" else "elsewhere")
    git.mkdir()
    if tree == "a work tree":
        (site / ".git").write_text("gitdir: ../elsewhere\n")
    with watching(site, ("seeds",)) as changes:
        (git / "index.lock").touch()
        (site / "seeds/a.txt").write_text("a")
        later = threading.Timer(4 * QUIET, (site / "seeds/b.txt").write_text, ["b"])
        later.start()
        assert {path.name for path in changes.wait(5) if path.suffix} == {"a.txt", "b.txt"}


def test_a_lock_that_git_forgot_keeps_nobody_waiting(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    lock = git_lock(tmp_path / "content")
    assert lock == tmp_path / ".git/index.lock"
    assert not is_recent(lock)
    lock.touch()
    assert is_recent(lock)
    os.utime(lock, (1, 1))
    assert not is_recent(lock)


def test_a_file_that_grows_keeps_no_other_change_waiting(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    with watching(tmp_path, ("seeds",)) as changes:
        closed = threading.Event()

        def grow() -> None:
            with (tmp_path / "seeds/long.txt").open("w") as file:
                while not closed.wait(0.005):
                    file.write("more")
                    file.flush()

        writer = threading.Thread(target=grow)
        writer.start()
        try:
            seen: set[Path] = set()
            (tmp_path / "seeds/talk.txt").write_text("a thought")
            while tmp_path / "seeds/talk.txt" not in seen:
                more = changes.wait(5)
                assert more
                seen |= more
        finally:
            closed.set()
            writer.join()
        while tmp_path / "seeds/long.txt" not in (more := changes.wait(5)):
            assert more


def test_a_set_ends_though_something_changes_all_the_time(tmp_path: Path) -> None:
    changes, over = Changes(tmp_path, ("seeds",)), threading.Event()

    def stir() -> None:
        while not over.wait(QUIET / 10):
            changes.on_any_event(FileCreatedEvent(str(tmp_path / "seeds/talk.txt")))

    threading.Thread(target=stir).start()
    try:
        assert changes.wait(5)
    finally:
        over.set()


@pytest.mark.parametrize(
    ("number", "hint"),
    [(errno.ENOSPC, "fs.inotify.max_user_watches"), (errno.EMFILE, "max_user_instances")],
)
def test_what_the_system_does_not_watch_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    def refuse(*_given: object, **_named: object) -> NoReturn:
        raise OSError(number, "limit reached")

    (tmp_path / "seeds").mkdir()
    with watching(tmp_path, ("seeds", "themes")) as changes:
        assert changes.trouble is None
        monkeypatch.setattr(changes._observer, "schedule", refuse)
        (tmp_path / "themes").mkdir()
        assert changes.wait(5)
        assert hint in str(changes.trouble)
        monkeypatch.undo()
        (tmp_path / "seeds/talk.txt").write_text("again")
        assert changes.wait(5)
        assert changes.trouble is None
    monkeypatch.setattr("chapterhouse.watch.Observer.schedule", refuse)
    with pytest.raises(OutputError, match=hint), watching(tmp_path, ("seeds",)):
        pass


@pytest.mark.parametrize("path", ["content/.obsidian/a.json", "themes/own/.git/x/index"])
def test_what_lies_in_a_hidden_folder_is_no_change(tmp_path: Path, path: str) -> None:
    site = tmp_path / ".sites/blog"  # above the site, it is nobody's business
    for name in ("content", "themes"):
        (site / name).mkdir(parents=True)
    (site / path).parent.mkdir(parents=True)
    with watching(site, ("content", "themes")) as changes:
        (site / path).write_text("{}")
        (site / "content/site.toml").write_text("")
        found = changes.wait(5) | changes.wait(0.2)
    assert site / "content/site.toml" in found
    assert not [each for each in found if "/." in str(each).removeprefix(str(site))]


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
