"""`chapterhouse chapters`: proposals for a person to edit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from chapterhouse.build import build
from chapterhouse.errors import ContentError
from chapterhouse.model import Chapter
from chapterhouse.proposals import as_lines, with_chapters
from conftest import MakeSite
from test_cli import chapterhouse

SEED = "001_baed40b49aa3a3fd.txt"


@pytest.fixture
def site(make_site: MakeSite, repository: Path) -> Path:
    folder = make_site({})
    shutil.copy(repository / "seeds" / SEED, folder / "seeds" / SEED)
    return folder


def test_proposals_are_printed_and_nothing_is_written(site: Path) -> None:
    done = chapterhouse("chapters", f"seeds/{SEED}", cwd=site)
    found = json.loads(chapterhouse("inspect", "--json", f"seeds/{SEED}", cwd=site).stdout)
    assert [line.partition(" ")[2] for line in done.stdout.splitlines()] == [
        chapter["title"] for chapter in found["chapters"]
    ]
    assert not (site / "content/episodes").exists()


def test_written_proposals_are_used_and_only_edited_ones_are_a_persons(site: Path) -> None:
    done = chapterhouse("chapters", f"seeds/{SEED}", "--write", cwd=site)
    override = site / "content/episodes/001_baed40b49aa3a3fd.md"
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("content/episodes/001_baed40b49aa3a3fd.md; edit them there\n")
    lines = override.read_text("utf-8").splitlines()
    assert lines[:3] == ["---", f'transcript: "{SEED}"', "chapters:"] and lines[-1] == "---"
    first = lines.index("chapters:") + 2
    lines[first] = '  - "3:09 How Ben came to Databricks"'
    override.write_text("\n".join(lines) + "\n", "utf-8")
    build(site)
    [page] = (site / "output/episodes").glob("*/index.html")
    assert "How Ben came to Databricks" in page.read_text("utf-8")


def test_an_override_keeps_what_it_says(site: Path) -> None:
    override = site / "content/episodes/mine.md"
    override.parent.mkdir()
    override.write_text(f"---\ntitle: Mine\ntranscript: {SEED}\n---\n\nNotes: *these*.\n", "utf-8")
    chapterhouse("chapters", f"seeds/{SEED}", "--write", cwd=site)
    text = override.read_text("utf-8")
    assert text.startswith(f"---\ntitle: Mine\ntranscript: {SEED}\nchapters:\n  - ")
    assert text.endswith("---\n\nNotes: *these*.\n")


def test_chapters_that_are_there_are_not_overwritten(site: Path) -> None:
    assert chapterhouse("chapters", f"seeds/{SEED}", "--write", cwd=site).returncode == 0
    override = site / "content/episodes/001_baed40b49aa3a3fd.md"
    before = override.read_bytes()
    again = chapterhouse("chapters", f"seeds/{SEED}", "--write", cwd=site)
    assert again.returncode == 1
    assert again.stderr == (
        "content/episodes/001_baed40b49aa3a3fd.md:3: there are chapters already; "
        "delete them there to have new ones proposed\n"
    )
    assert override.read_bytes() == before


def test_a_transcript_without_times_has_no_lines() -> None:
    with pytest.raises(ContentError, match=r"seeds/x\.txt: this transcript has no times"):
        as_lines([Chapter("Hello", "hello", None, (), True)], "seeds/x.txt")


def test_titles_with_quotes_and_colons_survive_yaml() -> None:
    text = with_chapters(None, ['0:00 Why "C:\\" - and #1: yes?'], "x.md", "x.txt")
    assert '  - "0:00 Why \\"C:\\\\\\" - and #1: yes?"' in text
