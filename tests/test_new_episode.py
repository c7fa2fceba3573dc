"""`chapterhouse new episode FILE`: from a file anywhere to an episode of the site."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from chapterhouse.build import build
from chapterhouse.content import load_content
from chapterhouse.errors import ContentError, Failures, SourceError
from chapterhouse.starter import take_in
from conftest import MakeSite, talk
from test_cli import chapterhouse
from test_new import snapshot

VTT = """\
WEBVTT

00:00.000 --> 00:04.000
<v Jane Doe>Welcome to the show. Today we talk about looms.

00:04.000 --> 00:09.000
<v Ada>Thank you for having me on it.
"""
WHISPER = {"segments": [{"start": 0.0, "end": 3.0, "text": "Welcome to the show about looms."}]}


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    return make_site({})


def given(tmp_path: Path, name: str, text: str) -> Path:
    file = tmp_path / "downloads" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "text", "becomes"),
    [
        ("Looms.vtt", VTT, "looms.vtt"),
        ("Über Webstühle (final).SRT", "1\n00:00:01,000 --> 00:00:03,000\nHallo Leute.\n",
         "uber-webstuhle-final.srt"),
        ("talk.en-GB.json", json.dumps(WHISPER), "talk.en-gb.json"),
        ("Talk 7.txt", talk("Looms"), "talk-7.txt"),
        ("日本.txt", talk("Looms"), "ri-ben.txt"),
    ],
)  # fmt: skip
def test_any_layout_is_taken_in_as_it_is(
    site: Path, tmp_path: Path, name: str, text: str, becomes: str
) -> None:
    file = given(tmp_path, name, text)
    new = take_in(file, site)
    assert new.transcript == f"seeds/{becomes}"
    assert (site / new.transcript).read_bytes() == file.read_bytes()
    assert build(site).episodes == 1


def test_what_was_understood_is_there_to_be_corrected(site: Path, tmp_path: Path) -> None:
    new = take_in(given(tmp_path, "a.txt", talk("On looms", 2, 3)), site)
    assert new.missing == ("date", "description")
    override = site / "content/episodes/a.md"
    lines = override.read_text("utf-8").splitlines()
    assert lines[:2] == ["---", 'transcript: "a.txt"'] and lines[-1] == "---"
    assert '#title: "On looms"' in lines and "#season: 2" in lines and "#number: 3" in lines
    assert '#guests: ["Ada Lovelace"]' in lines and "#date: 2024-05-06" in lines


@pytest.mark.parametrize("text", [VTT, talk('A "quoted": title # here'), json.dumps(WHISPER)])
def test_every_line_of_it_can_be_used(site: Path, tmp_path: Path, text: str) -> None:
    new = take_in(given(tmp_path, "a.json" if text[0] == "{" else "a.txt", text), site)
    assert new.override is not None
    file = site / new.override
    lines = file.read_text("utf-8").replace("11-CHARACTER-ID-OR-ADDRESS", "sMy8NYZnsy8")
    file.write_text("\n".join(line.removeprefix("#") for line in lines.splitlines()
                              if not line.startswith("# ")), "utf-8")  # fmt: skip
    [override] = load_content(site).overrides.values()
    assert override.title and override.date and override.guests and override.audio
    assert build(site).episodes == 1


def test_what_only_the_old_name_said_is_written_down(site: Path, tmp_path: Path) -> None:
    new = take_in(given(tmp_path, "Über Webstühle.vtt", VTT), site)
    build(site)
    assert new.transcript == "seeds/uber-webstuhle.vtt"
    assert "Über Webstühle" in (site / "output/index.html").read_text("utf-8")


def test_chapter_lists_come_along(site: Path, tmp_path: Path) -> None:
    given(tmp_path, "My Talk.chapters.txt", "0:00 One\n0:04 Two\n")
    new = take_in(given(tmp_path, "My Talk.en.vtt", VTT), site)
    assert new.transcript == "seeds/my-talk.en.vtt"
    assert (site / "seeds/my-talk.chapters.txt").is_file()
    build(site)
    [page] = (site / "output/episodes").glob("*/index.html")
    assert "Two" in page.read_text("utf-8")


def test_nothing_is_overwritten_and_twice_is_once(site: Path, tmp_path: Path) -> None:
    first = take_in(given(tmp_path, "talk.vtt", VTT), site)
    before = snapshot(site)
    again = take_in(tmp_path / "downloads/talk.vtt", site)
    assert (again.transcript, again.override) == (first.transcript, None)
    assert snapshot(site) == before
    other = take_in(given(tmp_path, "talk.vtt", VTT.replace("looms", "wheels")), site)
    assert (other.transcript, other.override) == ("seeds/talk-2.vtt", "content/episodes/talk-2.md")
    third = take_in(given(tmp_path, "talk.txt", talk("Looms")), site)
    assert third.transcript == "seeds/talk-3.txt", "talk.md would belong to two"
    assert before.items() <= snapshot(site).items()
    assert build(site).episodes == 3


def test_a_file_in_seeds_stays_where_it_is(site: Path) -> None:
    file = site / "seeds/2024/My talk.vtt"
    file.parent.mkdir()
    file.write_text(VTT, "utf-8")
    new = take_in(file, site)
    assert (new.transcript, new.override) == (
        "seeds/2024/My talk.vtt",
        "content/episodes/2024/My talk.md",
    )
    assert build(site).episodes == 1


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\x03ID3\xff\xfb", b"\n\n"])
def test_what_is_no_transcript_is_told_in_a_line(site: Path, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "talk.mp3"
    file.write_bytes(data)
    before = snapshot(site)
    done = chapterhouse("new", "episode", file, "--site", site)
    assert done.returncode == 1 and done.stderr.startswith(f"{file}")
    assert done.stderr.count("\n") == 1
    assert snapshot(site) == before


def test_a_file_that_is_not_there_and_a_site_that_is_none(site: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nope\.vtt: cannot be read"):
        take_in(tmp_path / "nope.vtt", site)
    with pytest.raises(ContentError, match="there is no site here; run it in the site's folder"):
        take_in(given(tmp_path, "a.vtt", VTT), tmp_path)


def test_the_command_says_what_it_understood_and_what_is_missing(
    site: Path, tmp_path: Path
) -> None:
    file = given(tmp_path, "talk.txt", talk("On looms", 2, 3))
    done = chapterhouse("new", "episode", file, cwd=site)
    assert done.returncode == 0, done.stderr
    assert "  title       On looms  (line 1)" in done.stdout
    assert done.stdout.endswith(
        "\n-> seeds/talk.txt\n-> content/episodes/talk.md\n"
        "not said: date, description. Correct and complete it in content/episodes/talk.md\n"
        "It will be at /episodes/on-looms/, for good once it is built: look at its title first\n"
    )


def test_the_word_episode_and_a_folder_of_that_name(tmp_path: Path) -> None:
    alone = chapterhouse("new", "episode", cwd=tmp_path)
    assert alone.returncode == 2 and "for a folder, write ./episode" in alone.stderr
    assert chapterhouse("new", "./episode", cwd=tmp_path).returncode == 0
    assert (tmp_path / "episode/content/site.toml").is_file()
    assert chapterhouse("new", "a", "b", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("001.vtt", "001"),
        ("ep12.vtt", "ep12"),
        ("S01E02.vtt", "s01e02"),
        ("GMT20240506-140000_Recording.transcript.vtt", "gmt20240506-140000-recording"),
    ],
)
def test_a_name_that_says_nothing_is_never_that_of_its_folder(
    site: Path, tmp_path: Path, name: str, slug: str
) -> None:
    text = VTT.replace("Jane Doe", "A").replace("Ada", "B")
    new = take_in(given(tmp_path, name, text), site)
    assert new.slug == slug
    build(site)
    assert [p.name for p in sorted((site / "output/episodes").iterdir())] == [slug]
    override = (site / str(new.override)).read_text("utf-8")
    assert "\ntitle: " in override and "before you build for the first time" in override


def test_without_its_override_too_a_file_has_its_own_name_not_its_folders(site: Path) -> None:
    (site / "seeds/2024").mkdir()
    (site / "seeds/2024/001.vtt").write_text(VTT, "utf-8")
    build(site)
    assert [p.name for p in (site / "output/episodes").iterdir()] == ["001"]


def test_options_may_stand_anywhere(site: Path, tmp_path: Path) -> None:
    file = given(tmp_path, "talk.vtt", VTT)
    done = chapterhouse("new", "episode", "--site", site, file, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (site / "seeds/talk.vtt").is_file()
    wrong = chapterhouse("new", "episode", "--nope", file, cwd=tmp_path)
    assert wrong.returncode == 2 and wrong.stderr.startswith("usage: chapterhouse new ")


def test_a_path_with_a_line_end_is_told_in_one_line(site: Path) -> None:
    done = chapterhouse("new", "episode", "a\nb.vtt", cwd=site)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("a\\nb.vtt: ")


# --- what no build takes --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["talk.vtt~", ".talk.vtt", "#talk.vtt#", "talk.vtt.swp"])
def test_a_file_that_no_build_would_take_is_refused(site: Path, tmp_path: Path, name: str) -> None:
    file = given(tmp_path, name, VTT)
    before = snapshot(site)
    done = chapterhouse("new", "episode", file, "--site", site)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"{file}: no build takes a hidden file, or an editor's backup; "
        "rename it, or name the file that it is a copy of\n"
    )
    assert snapshot(site) == before


def test_so_is_one_in_a_hidden_folder_of_seeds(site: Path) -> None:
    file = site / "seeds/.old/talk.vtt"
    file.parent.mkdir()
    file.write_text(VTT, "utf-8")
    with pytest.raises(SourceError, match="no build takes a hidden file"):
        take_in(file, site)
    assert not (site / "content/episodes").exists()


def test_a_disk_that_refuses_the_second_file_has_neither(site: Path, tmp_path: Path) -> None:
    """No file above 1 kB may be written: the copy has fewer, what is said of it more."""
    head = f"---\ndescription: {'Looms. ' * 120}\n---\n"
    file = given(
        tmp_path, "talk.txt", f"{head}\nCharles: Hello. (0:05)\n\nAda: Thank you. (0:12)\n"
    )
    assert file.stat().st_size < 1000
    before = snapshot(site)
    command = f"ulimit -f 1; exec {sys.executable} -m chapterhouse new episode '{file}'"
    done = subprocess.run(
        ["bash", "-c", command], cwd=site, check=False, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "content/episodes/talk.md: cannot be written (File too large)\n"
    assert snapshot(site) == before and not (site / "content/episodes").exists()
    assert chapterhouse("new", "episode", file, cwd=site).returncode == 0


def test_a_site_that_has_to_be_mended_first_takes_nothing(site: Path, tmp_path: Path) -> None:
    (site / "content/site.toml").write_text("titel = 1\n")
    before = snapshot(site)
    with pytest.raises(Failures) as refused:
        take_in(given(tmp_path, "talk.vtt", VTT), site)
    assert str(refused.value).startswith(f'{site}/content/site.toml:1: unknown key "titel"')
    assert snapshot(site) == before


# --- what is known, and what holds it back --------------------------------------------------

LABELS = VTT.replace("Jane Doe", "SPEAKER_00").replace("Ada", "SPEAKER_01")


def told(site: Path, file: Path, day: str = "2026-05-01") -> str:
    """The last lines of what the command says."""
    epoch = int(datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())
    done = chapterhouse("new", "episode", file, cwd=site, SOURCE_DATE_EPOCH=str(epoch))
    assert done.returncode == 0, done.stderr
    return done.stdout[done.stdout.index("\n-> ") :]


def test_a_draft_is_told_to_be_left_out(site: Path, tmp_path: Path) -> None:
    file = given(tmp_path, "talk.txt", f"---\ndraft: true\n---\n{talk('Looms')}")
    assert told(site, file).endswith("\nA build leaves it out: it is a draft (--drafts shows it)\n")
    assert build(site).episodes == 0


def test_an_episode_to_come_is_told_with_its_day(site: Path, tmp_path: Path) -> None:
    ahead = "\nA build leaves it out until 2027-03-01 (--drafts shows it)\n"
    file = given(tmp_path, "2027-03-01-talk.vtt", VTT)
    assert told(site, file, "2027-02-28").endswith(ahead)
    assert "leaves it out" not in told(site, file, "2027-03-01")


def test_what_the_override_says_already_counts(site: Path, tmp_path: Path) -> None:
    override = site / "content/episodes/talk.md"
    override.parent.mkdir()
    override.write_text("---\ntitle: Looms\ndraft: true\nseason: 1\nhosts: [Ada Byron]\n---\n")
    (site / "seeds/talk.vtt").write_text(VTT, "utf-8")
    said = told(site, site / "seeds/talk.vtt")
    assert "\nnot said: number, date, guests, description. Correct and complete it in" in said
    assert "/episodes/looms/" in said and "it is a draft" in said


def test_the_hosts_of_a_show_are_known(make_site: MakeSite, tmp_path: Path) -> None:
    shows = '[[shows]]\nname = "Engine Room"\nhosts = ["Charles Babbage"]\n'
    site = make_site({"content/site.toml": f'title = "T"\n{shows}'})
    new = take_in(given(tmp_path, "talk.vtt", LABELS), site)
    assert "hosts" not in new.missing and "guests" in new.missing
    lines = (site / str(new.override)).read_text("utf-8").splitlines()
    at = lines.index('#hosts: ["Charles Babbage"]')
    assert (
        lines[at - 1] == "# Said in site.toml. If it is otherwise in this episode, take the # off."
    )
    assert sum(line.startswith("#hosts") for line in lines) == 1


def test_labels_that_nobody_knows_are_asked_for(site: Path, tmp_path: Path) -> None:
    file = given(tmp_path, "talk.vtt", LABELS)
    assert "description, speakers (SPEAKER_00, SPEAKER_01). Correct" in told(site, file)
    override = site / "content/episodes/talk.md"
    offered = '#speakers: {"SPEAKER_00": "FULL NAME", "SPEAKER_01": "FULL NAME"}\n'
    text = override.read_text("utf-8")
    assert offered in text
    known = offered.replace("FULL NAME", "Ada Lovelace", 1).replace("FULL NAME", "Charles Babbage")
    override.write_text(text.replace(offered, known.removeprefix("#")), "utf-8")
    build(site)
    [page] = (site / "output/episodes").glob("*/index.html")
    assert "Ada Lovelace" in page.read_text("utf-8") and "SPEAKER_0" not in page.read_text("utf-8")


def test_labels_that_the_show_names_are_known(make_site: MakeSite, tmp_path: Path) -> None:
    show = '[[shows]]\nname = "A"\nspeakers = { SPEAKER_00 = "Ada Lovelace" }\n'
    site = make_site({"content/site.toml": f'title = "T"\n{show}'})
    assert take_in(given(tmp_path, "talk.vtt", LABELS), site).nameless == ("SPEAKER_01",)
    assert take_in(given(tmp_path, "names.vtt", VTT), site).nameless == ()
