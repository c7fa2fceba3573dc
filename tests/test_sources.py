"""Finding transcripts: all files, in order, none from elsewhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from chapterhouse.errors import SourceError
from chapterhouse.model import Source
from chapterhouse.sources import COMPANIONS, find_sources, load_source
from conftest import close


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "my site" / "seeds"
    folder.mkdir(parents=True)
    return folder


def refusal(seeds: Path) -> str:
    with pytest.raises(SourceError) as caught:
        find_sources(seeds, seeds.parent)
    return str(caught.value)


def test_files_are_read_as_bytes_in_the_order_of_their_paths(seeds: Path) -> None:
    (seeds / "show b").mkdir()
    for name in ("z.txt", "show b/ünï.srt", "a.txt", "B.vtt"):
        (seeds / name).write_bytes(name.encode() + b"\xff\r\n")
    found = find_sources(seeds, seeds.parent)
    assert [source.path for source in found] == [
        "seeds/B.vtt",
        "seeds/a.txt",
        "seeds/show b/ünï.srt",
        "seeds/z.txt",
    ]
    assert found[1].data == b"a.txt\xff\r\n"
    assert found[1].digest == hashlib.sha256(b"a.txt\xff\r\n").hexdigest()
    assert [source.name for source in found][2] == "ünï.srt"


def test_hidden_files_and_folders_are_left_out(seeds: Path) -> None:
    (seeds / ".git").mkdir()
    for name in (".gitkeep", ".DS_Store", ".git/config"):
        (seeds / name).touch()
    assert find_sources(seeds, seeds.parent) == ()


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        find_sources(tmp_path / "seeds", tmp_path)
    assert str(caught.value) == (
        "seeds: there is no such folder; create it and put transcripts into it"
    )


def test_a_file_instead_of_the_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "seeds").touch()
    with pytest.raises(SourceError, match="seeds: this is not a folder"):
        find_sources(tmp_path / "seeds", tmp_path)


def test_a_link_that_leads_out_is_refused(seeds: Path) -> None:
    secret = seeds.parent / "secret.txt"
    secret.touch()
    (seeds / "x.txt").symlink_to(secret)
    assert refusal(seeds) == (
        "seeds/x.txt: this link leads out of the folder; put a copy in its place"
    )


def test_a_linked_folder_that_leads_out_is_refused(seeds: Path) -> None:
    outside = seeds.parent / "outside"
    outside.mkdir()
    (seeds / "more").symlink_to(outside)
    assert refusal(seeds).startswith("seeds/more: this link leads out of the folder")


def test_a_link_to_a_file_inside_is_read(seeds: Path) -> None:
    (seeds / "a.txt").write_bytes(b"hello")
    (seeds / "b.txt").symlink_to("a.txt")
    assert [source.data for source in find_sources(seeds, seeds.parent)] == [b"hello", b"hello"]


def test_a_link_to_nothing_is_one_line(seeds: Path) -> None:
    (seeds / "x.txt").symlink_to("nowhere.txt")
    assert refusal(seeds) == "seeds/x.txt: cannot be read (No such file or directory)"


def test_the_folder_itself_may_be_a_link(seeds: Path) -> None:
    (seeds / "a.txt").touch()
    linked = seeds.parent / "linked"
    linked.symlink_to(seeds)
    assert [source.path for source in find_sources(linked, seeds.parent)] == ["linked/a.txt"]


def test_a_pipe_is_refused_and_not_waited_for(seeds: Path) -> None:
    os.mkfifo(seeds / "pipe")
    assert refusal(seeds) == "seeds/pipe: this is not a file; move it elsewhere"


def test_a_name_that_is_not_text_is_refused(seeds: Path) -> None:
    (seeds / os.fsdecode(b"caf\xe9.txt")).touch()
    assert refusal(seeds) == (
        "seeds/caf\\udce9.txt: its name holds a character that cannot be shown; rename it"
    )


@pytest.mark.parametrize("name", ["loop.txt", "loop"])
def test_a_link_to_itself_is_one_line(seeds: Path, name: str) -> None:
    (seeds / name).symlink_to(name)
    assert refusal(seeds).startswith(f"seeds/{name}: cannot be read (Too many levels of")
    with pytest.raises(SourceError, match="cannot be read"):
        load_source(seeds / name)


def test_a_folder_that_cannot_be_listed_is_one_line(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (seeds / "old").mkdir()
    close(seeds / "old", monkeypatch)
    assert refusal(seeds) == "seeds/old: cannot be read (Permission denied)"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_one_line(seeds: Path) -> None:
    (seeds / "a.txt").touch(mode=0o000)
    assert refusal(seeds) == "seeds/a.txt: cannot be read (Permission denied)"


# --- what lies beside a transcript ------------------------------------------------------


def names(sources: Iterable[Source]) -> list[str]:
    return [source.name for source in sources]


@pytest.mark.parametrize("ending", COMPANIONS)
@pytest.mark.parametrize(
    "name", ["talk.txt", "talk.json3", "talk", "talk.en.vtt", "talk.en-orig.srt"]
)
def test_a_chapter_list_goes_with_its_transcript(seeds: Path, name: str, ending: str) -> None:
    for each in (name, f"talk{ending}", "other.txt"):
        (seeds / each).write_text(each)
    found = {source.name: source for source in find_sources(seeds, seeds.parent)}
    assert sorted(found) == sorted([name, "other.txt"])
    assert [c.path for c in found[name].companions] == [f"seeds/talk{ending}"]
    assert found[name].companions[0].data == f"talk{ending}".encode()
    assert found["other.txt"].companions == ()
    assert names(load_source(seeds / name).companions) == [f"talk{ending}"]


def test_the_most_explicit_companion_comes_first(seeds: Path) -> None:
    for name in ("talk.txt", "talk.description.txt", "talk.chapters.txt", "talk.chapters.json"):
        (seeds / name).touch()
    (only,) = find_sources(seeds, seeds.parent)
    wanted = ["talk.chapters.json", "talk.chapters.txt", "talk.description.txt"]
    assert names(only.companions) == wanted
    assert names(load_source(seeds / "talk.txt").companions) == wanted


def test_a_bare_json_file_is_nobodys_companion(seeds: Path) -> None:
    for name in ("talk.txt", "talk.json", "chapters.json", "talk.vtt"):
        (seeds / name).touch()
    found = find_sources(seeds, seeds.parent)
    assert names(found) == ["chapters.json", "talk.json", "talk.txt", "talk.vtt"]
    assert {source.companions for source in found} == {()}


def test_a_companion_in_another_folder_is_not_taken(seeds: Path) -> None:
    (seeds / "more").mkdir()
    for name in ("talk.txt", "more/talk.chapters.txt"):
        (seeds / name).touch()
    assert refusal(seeds).startswith(
        "seeds/more/talk.chapters.txt: no transcript goes with this chapter list; "
    )


def test_a_chapter_list_without_a_transcript_is_one_line(seeds: Path) -> None:
    for name in ("talk.txt", "tlak.chapters.txt"):
        (seeds / name).touch()
    assert refusal(seeds) == (
        "seeds/tlak.chapters.txt: no transcript goes with this chapter list; "
        'did you mean "seeds/talk.chapters.txt"?'
    )


def test_a_chapter_list_is_not_inspected_as_a_transcript(seeds: Path) -> None:
    (seeds / "talk.chapters.txt").touch()
    with pytest.raises(SourceError, match="this is a chapter list; name the transcript"):
        load_source(seeds / "talk.chapters.txt")


def test_a_companion_that_leads_out_is_refused(seeds: Path) -> None:
    (seeds.parent / "secret.txt").touch()
    (seeds / "talk.txt").touch()
    (seeds / "talk.chapters.txt").symlink_to(seeds.parent / "secret.txt")
    assert refusal(seeds).startswith("seeds/talk.chapters.txt: this link leads out")
    with pytest.raises(SourceError, match="this link leads out"):
        load_source(seeds / "talk.txt")
