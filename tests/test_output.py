"""Publishing: all files or none, nobody else's files touched, and a killed build finished."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from chapterhouse.errors import OutputError
from chapterhouse.model import Artifact
from chapterhouse.output import Published, lock, publish, recover

FIRST = {
    "index.html": "one",
    "about/index.html": "about",
    "assets/old.css": "css",
    "notes": "a file that becomes a folder",
    "topics/a/index.html": "a folder that becomes a file",
    "same.txt": "same",
}
SECOND = {
    "index.html": "two",
    "assets/new.css": "css 2",
    "episodes/x y/ünï.html": "new page",
    "notes/index.html": "notes",
    "topics": "topics",
    "same.txt": "same",
}
BOOKKEEPING = ".chapterhouse.json"


def files_of(site: dict[str, str]) -> list[Artifact]:
    return [Artifact(path, text.encode()) for path, text in site.items()]


def held(folder: Path) -> dict[str, str]:
    """Every file in the folder but the manifest, and every empty folder (ending in /)."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_text("utf-8")
        elif not any(path.iterdir()):
            found[f"{name}/"] = ""
    found.pop(BOOKKEEPING, None)
    return found


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "my site" / "öutput"


def test_a_site_is_written_and_counted(output: Path) -> None:
    assert publish(files_of(FIRST), output) == Published(written=6, unchanged=0, removed=0)
    assert held(output) == FIRST


def test_another_site_replaces_it_and_leaves_no_empty_folder(output: Path) -> None:
    publish(files_of(FIRST), output)
    assert publish(files_of(SECOND), output) == Published(written=5, unchanged=1, removed=4)
    assert held(output) == SECOND


def test_a_file_that_is_right_already_is_not_touched(output: Path) -> None:
    publish(files_of(FIRST), output)
    before = {p: p.stat().st_mtime_ns for p in output.rglob("*") if p.is_file()}
    done = publish(files_of(FIRST | {"index.html": "changed"}), output)
    after = {p: p.stat().st_mtime_ns for p in output.rglob("*") if p.is_file()}
    assert done == Published(written=1, unchanged=5, removed=0)
    changed = {p.name for p in after if after[p] != before[p]}
    assert changed == {"index.html", BOOKKEEPING}
    assert publish(files_of(FIRST | {"index.html": "changed"}), output).written == 0
    assert {p: p.stat().st_mtime_ns for p in output.rglob("*") if p.is_file()} == after


def test_the_manifest_is_sorted_and_the_same_for_the_same_site(output: Path) -> None:
    publish(files_of(SECOND), output)
    manifest = (output / BOOKKEEPING).read_bytes()
    publish(files_of(FIRST), output)
    publish(reversed(files_of(SECOND)), output)
    assert (output / BOOKKEEPING).read_bytes() == manifest
    listed = list(json.loads(manifest)["files"])
    assert listed == sorted(SECOND)


def test_pages_are_moved_after_what_they_load_and_deletions_come_last(output: Path) -> None:
    publish(files_of({"b.css": "1", "a.html": "1", "gone.html": "1"}), output)
    second = files_of({"a.html": "2", "b.css": "2", "c.html": "2", "d.css": "2"})
    moved: list[str] = []
    in_child(lambda: watch(lambda: publish(second, output), moved), moved)
    assert moved == ["d.css", "c.html", "b.css", "a.html", "gone.html"]


# --- what fails changes nothing -------------------------------------------------------


class BoomError(Exception):
    pass


@pytest.mark.parametrize("error", [BoomError(), KeyboardInterrupt(), OSError("from a theme")])
def test_an_error_while_making_the_files_passes_through(error: Exception, output: Path) -> None:
    def broken() -> Iterator[Artifact]:
        yield from files_of(SECOND)
        raise error

    publish(files_of(FIRST), output)
    before = snapshot(output)
    with pytest.raises(type(error)) as caught:
        publish(broken(), output)
    assert caught.value is error
    assert snapshot(output) == before


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../x", "leads elsewhere"),
        ("a/../../x", "leads elsewhere"),
        ("/etc/x", "leads elsewhere"),
        ("a//b", "leads elsewhere"),
        ("./a", "leads elsewhere"),
        ("a/", "leads elsewhere"),
        ("", "leads elsewhere"),
        ("a\\b", "holds"),
        ("C:/x", "holds ':'"),
        ("a\0b", "holds '\\x00'"),
        ("a\nb", "holds"),
        ("a\ud800b", "holds '\\ud800'"),
        ("what?.html", "holds '?'"),
        ("con", "a device on Windows"),
        ("a/NUL.html", "a device on Windows"),
        ("com1.txt/x", "a device on Windows"),
        ("a./x", "ends with a dot"),
        ("a /x", "ends with a dot or a space"),
        (".chapterhouse.json", "kept for Chapterhouse itself"),
        (".Chapterhouse/journal.json", "kept for Chapterhouse itself"),
        (".chapterhouse.lock", "kept for Chapterhouse itself"),
    ],
)
def test_a_path_that_cannot_be_is_refused(path: str, reason: str, output: Path) -> None:
    publish(files_of(FIRST), output)
    before = snapshot(output)
    with pytest.raises(OutputError, match="path") as caught:
        publish([*files_of(SECOND), Artifact(path, b"")], output)
    assert reason in str(caught.value)
    assert snapshot(output) == before


@pytest.mark.parametrize("path", ["console.html", "com10/x", ".nojekyll", "a.b..c", "日本/x"])
def test_a_path_that_only_looks_odd_is_written(path: str, output: Path) -> None:
    assert publish([Artifact(path, b"")], output).written == 1


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("a/x", "a/x", "are one"),
        ("a/x", "a/X", "differ in upper and lower case only"),
        ("straße", "STRASSE", "differ in upper and lower case only"),
        ("\u00fc", "u\u0308", "differ in upper and lower case only"),
        ("a/x", "A/y", "lie in folders that differ in upper and lower case only"),
        ("a", "a/x", "one is the other's folder"),
        ("a/b/x", "a/b", "one is the other's folder"),
        ("a/b", "A/b/x", "differ in upper and lower case only"),
    ],
)
def test_two_files_that_cannot_stand_side_by_side(
    one: str, other: str, reason: str, output: Path
) -> None:
    twins = [Artifact(one, b"1"), Artifact(other, b"1")]
    with pytest.raises(OutputError) as caught:
        publish(twins, output)
    assert reason in str(caught.value)
    assert f'"{one}"' in str(caught.value)
    assert f'"{other}"' in str(caught.value)
    assert held(output) == {}


def test_one_artifact_twice_is_refused(output: Path) -> None:
    page = Artifact("index.html", b"")
    with pytest.raises(OutputError, match=r'the files "index\.html" and "index\.html" are one'):
        publish([page, page], output)


def test_output_that_is_a_file_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "output"
    place.write_text("mine")
    with pytest.raises(OutputError) as caught:
        publish(files_of(FIRST), place)
    assert str(caught.value) == f"{place}: this is a file, not a folder; move it away"
    assert place.read_text() == "mine"


def test_output_below_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        publish(files_of(FIRST), tmp_path / "file" / "output")


def test_a_name_too_long_for_the_disk_changes_nothing(output: Path) -> None:
    publish(files_of(FIRST), output)
    before = snapshot(output)
    with pytest.raises(OutputError, match="shorten the title or set a slug"):
        publish([*files_of(SECOND), Artifact("x" * 300 + "/index.html", b"")], output)
    assert snapshot(output) == before


def test_a_full_disk_changes_nothing(output: Path) -> None:
    publish(files_of(FIRST), output)
    before = snapshot(output)

    def fill() -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            publish([*files_of(SECOND), Artifact("big", b"x" * 5000)], output)
        except OutputError as error:
            return str(error)
        return "published"

    said: list[str] = []
    in_child(lambda: [fill()], said)
    assert "cannot be written (File too large)" in said[0]
    assert snapshot(output) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_changes_nothing(output: Path) -> None:
    publish(files_of(FIRST), output)
    before = snapshot(output)
    (output / "assets").chmod(0o500)
    with pytest.raises(OutputError, match="see who may write there"):
        publish(files_of(SECOND), output)
    (output / "assets").chmod(0o700)
    assert snapshot(output) == before


def test_a_second_build_at_the_same_time_is_refused(output: Path) -> None:
    def during() -> Iterator[Artifact]:
        yield from files_of(FIRST)
        with pytest.raises(OutputError) as caught:
            publish(files_of(SECOND), output)
        said.append(str(caught.value))

    said: list[str] = []
    publish(during(), output)
    assert said == [f"{output}: another build is writing here; wait until it is done"]
    assert held(output) == FIRST


# --- what isn't ours ------------------------------------------------------------------


def test_files_that_chapterhouse_did_not_write_are_kept(output: Path) -> None:
    theirs = {".gitkeep": "", "CNAME": "example.org", "about/mine.txt": "mine", "empty/": ""}
    (output / "about").mkdir(parents=True)
    (output / "empty").mkdir()
    for path in (".gitkeep", "CNAME", "about/mine.txt"):
        (output / path).write_text(theirs[path])
    publish(files_of(FIRST), output)
    publish([], output)
    assert held(output) == theirs


@pytest.mark.parametrize(
    ("foreign", "wanted"),
    [
        ("index.html", "index.html"),
        ("about", "about/index.html"),
        ("index.html/x", "index.html"),
        ("index.html/a/b/x", "index.html"),
    ],
)
def test_a_foreign_file_in_the_way_is_named(foreign: str, wanted: str, output: Path) -> None:
    (output / foreign).parent.mkdir(parents=True)
    (output / foreign).write_text("mine")
    before = snapshot(output)
    with pytest.raises(OutputError) as caught:
        publish(files_of({"first.html": "1", wanted: "2"}), output)
    assert caught.value.path == str(output / foreign)
    assert "this is not Chapterhouse's, and a page needs its place" in str(caught.value)
    assert snapshot(output) == before


def test_an_empty_folder_in_the_way_is_named(output: Path) -> None:
    (output / "index.html").mkdir(parents=True)
    with pytest.raises(OutputError) as caught:
        publish(files_of(FIRST), output)
    assert caught.value.path == str(output / "index.html")


def test_a_foreign_file_among_ours_in_a_folder_in_the_way_is_named(output: Path) -> None:
    publish(files_of(FIRST), output)
    (output / "topics" / "a" / "mine").touch()
    before = snapshot(output)
    with pytest.raises(OutputError) as caught:
        publish(files_of(SECOND), output)
    assert caught.value.path == str(output / "topics" / "a" / "mine")
    assert snapshot(output) == before


def test_a_foreign_file_with_the_same_bytes_is_adopted(output: Path) -> None:
    output.mkdir(parents=True)
    (output / "index.html").write_text("one")
    assert publish(files_of(FIRST), output) == Published(written=5, unchanged=1, removed=0)
    publish([], output)
    assert held(output) == {}


def test_an_edited_page_is_written_anew_but_never_deleted(output: Path) -> None:
    publish(files_of(FIRST), output)
    (output / "index.html").write_text("edited")
    (output / "about" / "index.html").write_text("edited")
    done = publish(files_of({"index.html": "one"}), output)
    assert done == Published(written=1, unchanged=0, removed=4)
    assert held(output) == {"index.html": "one", "about/index.html": "edited"}


def test_a_page_that_somebody_deleted_is_written_again(output: Path) -> None:
    publish(files_of(FIRST), output)
    (output / "index.html").unlink()
    (output / "same.txt").unlink()
    done = publish(files_of({"index.html": "one"}), output)
    assert done == Published(written=1, unchanged=0, removed=4)


def test_a_linked_folder_is_not_followed_out(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    output.mkdir(parents=True)
    (output / "about").symlink_to(outside)
    with pytest.raises(OutputError) as caught:
        publish(files_of(FIRST), output)
    assert caught.value.path == str(output / "about")
    assert list(outside.iterdir()) == []


def test_what_lies_behind_a_link_is_not_deleted(output: Path, tmp_path: Path) -> None:
    publish(files_of(FIRST), output)
    outside = tmp_path / "outside"
    (output / "about").rename(outside)
    (output / "about").symlink_to(outside)
    publish(files_of({"index.html": "one"}), output)
    assert (outside / "index.html").read_text() == "about"


def test_a_linked_page_is_not_written_through(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("one")
    output.mkdir(parents=True)
    (output / "index.html").symlink_to(outside)
    with pytest.raises(OutputError) as caught:
        publish(files_of(FIRST), output)
    assert caught.value.path == str(output / "index.html")
    assert outside.read_text() == "one"


def test_output_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "real")
    publish(files_of(FIRST), tmp_path / "output")
    assert held(tmp_path / "real") == FIRST


def test_a_page_renamed_in_case_only_moves(output: Path) -> None:
    publish(files_of({"About/x.html": "1", "Readme": "2"}), output)
    publish(files_of({"about/x.html": "1", "README": "2"}), output)
    assert held(output) == {"about/x.html": "1", "README": "2"}


def test_a_damaged_manifest_is_one_line(output: Path) -> None:
    publish(files_of(FIRST), output)
    (output / BOOKKEEPING).write_text("{")
    with pytest.raises(OutputError, match="this list of files is damaged; delete it"):
        publish(files_of(SECOND), output)
    (output / BOOKKEEPING).unlink()
    with pytest.raises(OutputError, match=r"index\.html: this is not Chapterhouse's"):
        publish(files_of(SECOND), output)
    assert held(output) == FIRST


def test_a_manifest_that_names_files_outside_is_not_believed(output: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.touch()
    output.mkdir(parents=True)
    (output / BOOKKEEPING).write_text(json.dumps({"files": {"../../victim": "0"}}))
    with pytest.raises(OutputError, match="this list of files is damaged"):
        publish([], output)
    assert victim.exists()


# --- killed ---------------------------------------------------------------------------

TOUCHING = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}


def test_a_build_killed_at_any_step_is_whole_or_can_be_finished(output: Path) -> None:
    """Killed before each single thing it does to the disk, one after the other."""
    steps = count_steps(output)
    assert steps > 30
    finished = 0
    for step in range(1, steps + 1):
        start_over(output)
        in_child(partial(kill_at, step, output), [])
        journal = (output / ".chapterhouse" / "journal.json").exists()
        kept = {p: t for p, t in held(output).items() if not p.startswith(".chapterhouse")}
        if not journal:
            assert without_folders(kept) in (FIRST, SECOND), step
        recover(output)
        assert held(output) in (FIRST, SECOND), step
        finished += held(output) == SECOND
        publish(files_of(SECOND), output)
        assert held(output) == SECOND
        assert publish(files_of(SECOND), output).written == 0
    assert 0 < finished < steps


def test_a_killed_build_is_finished_by_the_next_one(output: Path) -> None:
    for step in range(1, count_steps(output) + 1, 3):
        start_over(output)
        in_child(partial(kill_at, step, output), [])
        publish(files_of({"index.html": "three"}), output)
        assert held(output) == {"index.html": "three"}, step


def test_finishing_never_overwrites_what_came_in_between(output: Path) -> None:
    start_over(output)
    for step in range(1, 200):
        if in_child(partial(kill_at, step, output), []) and pending(output):
            break
    new = output / "assets" / "new.css"
    new.parent.mkdir(exist_ok=True)
    assert not new.exists()
    new.write_text("mine")
    with pytest.raises(OutputError) as caught:
        recover(output)
    assert caught.value.path == str(new)
    assert new.read_text() == "mine"
    new.unlink()
    recover(output)
    assert held(output) == SECOND


def test_finishing_does_not_follow_a_link_that_came_in_between(
    output: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    start_over(output)
    for step in range(1, 200):
        if in_child(partial(kill_at, step, output), []) and pending(output):
            break
    (output / "about").rename(outside)
    (output / "about").symlink_to(outside)
    recover(output)
    assert (outside / "index.html").read_text() == "about"


def test_a_lock_on_a_file_that_is_gone_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last holder removed it between our opening and locking it."""
    file, take, calls = tmp_path / "lock", lock._take, []

    def late(descriptor: int) -> None:
        take(descriptor)
        calls.append(descriptor)
        if len(calls) == 1:
            file.unlink()

    monkeypatch.setattr(lock, "_take", late)
    with lock.hold(file):
        assert len(calls) == 2
        assert file.exists()
    assert not file.exists()


def test_recovering_where_nothing_happened_changes_nothing(output: Path) -> None:
    recover(output)
    assert not output.exists()
    publish(files_of(FIRST), output)
    before = snapshot(output)
    recover(output)
    assert snapshot(output) == before


def test_a_damaged_journal_is_one_line(output: Path) -> None:
    publish(files_of(FIRST), output)
    (output / ".chapterhouse").mkdir()
    (output / ".chapterhouse" / "journal.json").write_text('{"room": ["../x"]}')
    with pytest.raises(OutputError, match="this journal is damaged; delete the folder"):
        publish(files_of(SECOND), output)
    assert {p: t for p, t in held(output).items() if p in FIRST} == FIRST


# --- how the tests look and kill ------------------------------------------------------


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and time: equal when nothing was touched."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        if path.is_file()
        else (b"", 0)
        for path in sorted(folder.rglob("*"))
    }


def without_folders(found: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in found.items() if not path.endswith("/")}


def start_over(output: Path) -> None:
    recover(output)
    publish(files_of(FIRST), output)


def pending(output: Path) -> bool:
    return (output / ".chapterhouse" / "journal.json").exists()


def in_child(work: Callable[[], list[str] | None], said: list[str]) -> bool:
    """Runs `work` in a process of its own, whose list of words is added to `said`.

    True when the process was killed.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.write(writer, json.dumps(work()).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        words = pipe.read()
    said += json.loads(words or b"[]") or []
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def kill_at(step: int, output: Path) -> None:
    left = step

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHING and concerns(output, arguments):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish(files_of(SECOND), output)


def count_steps(output: Path) -> int:
    start_over(output)
    seen: list[str] = []

    def work() -> list[str]:
        steps: list[str] = []

        def note(event: str, arguments: tuple[object, ...]) -> None:
            if event in TOUCHING and concerns(output, arguments):
                steps.append(event)

        sys.addaudithook(note)
        publish(files_of(SECOND), output)
        return steps

    in_child(work, seen)
    return len(seen)


def watch(work: Callable[[], object], moved: list[str]) -> list[str]:
    """The names of the files that `work` moves into place or removes, in order."""

    def note(event: str, arguments: tuple[object, ...]) -> None:
        target = arguments[1] if event == "os.rename" else arguments[0] if arguments else ""
        if event in ("os.rename", "os.remove") and ".chapterhouse" not in str(target):
            moved.append(Path(str(target)).name)

    sys.addaudithook(note)
    work()
    return moved


def concerns(output: Path, arguments: tuple[object, ...]) -> bool:
    """Also names relative to a folder handle, as rmtree uses them; not Python's own files."""
    first = str(arguments[0]) if arguments else ""
    return first.startswith(str(output)) or not first.startswith("/")
