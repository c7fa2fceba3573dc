"""The archive and the home page, at every size: what is on them, and that addresses stay."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from chapterhouse.paging import PAGE, slices
from crawl import scan
from many_episodes import HOST, build_large

SIZES = [0, 1, 59, 60, 119, 120, 121, 179, 180, 2000]


@pytest.mark.parametrize("count", SIZES)
def test_every_entry_stands_on_one_page_the_newest_first(count: int) -> None:
    entries = list(range(count, 0, -1))
    pages = slices(entries)
    assert [entry for page in pages for entry in page.entries] == entries
    assert [page.number for page in pages] == list(range(len(pages), 0, -1))
    assert [page.newest for page in pages] == [True] + [False] * (len(pages) - 1)


@pytest.mark.parametrize("count", SIZES)
def test_all_pages_but_the_newest_are_full(count: int) -> None:
    newest, *full = slices(list(range(count)))
    assert {len(page.entries) for page in full} <= {PAGE}
    assert len(newest.entries) == count if not full else PAGE <= len(newest.entries) < 2 * PAGE


@pytest.mark.parametrize("count", range(2 * PAGE - 2, 3 * PAGE + 2))
def test_one_more_entry_changes_the_newest_page_only(count: int) -> None:
    before, after = slices(list(range(count, 0, -1))), slices(list(range(count + 1, 0, -1)))
    full = [page for page in before if not page.newest]
    assert [page for page in after if page in full] == full


def changed(before: Path, after: Path, folder: str) -> set[str]:
    """Addresses below a folder whose pages differ, or are new."""
    return {
        page.parent.relative_to(after).as_posix()
        for page in (after / folder).rglob("index.html")
        if not (old := before / page.relative_to(after)).exists()
        or old.read_bytes() != page.read_bytes()
    }


@pytest.mark.parametrize(
    ("count", "new"), [(150, {"2"}), (179, {"2", "3"})], ids=["the newest grows", "it is divided"]
)
def test_adding_an_episode_leaves_the_written_pages_of_the_archive_as_they_are(
    tmp_path: Path, count: int, new: set[str]
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    build_large(before, count)
    build_large(after, count + 1)
    assert changed(before, after, "archive") == {"archive"} | {f"archive/{n}" for n in new}
    host = "people/vera-molnar"
    assert changed(before, after, host) == {host} | {f"{host}/{n}" for n in new}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of 200 episodes."""
    output = tmp_path_factory.mktemp("large")
    build_large(output, 200)
    return output


def text(output: Path, path: str) -> str:
    return (output / path / "index.html").read_text(encoding="utf-8")


def test_the_newest_page_stands_at_its_number_too_and_says_where_it_belongs(large: Path) -> None:
    own = '<link rel="canonical" href="https://large.example.org/archive/">'
    assert own in text(large, "archive") and own in text(large, "archive/3")
    assert 'href="https://large.example.org/archive/2/">' in text(large, "archive/2")
    assert not (large / "archive/4").exists()


def test_pages_lead_to_the_next_and_the_one_before(large: Path) -> None:
    middle = text(large, "archive/2")
    assert '<link rel="prev" href="../3/">' in middle
    assert '<link rel="next" href="../1/">' in middle
    assert {"../3/", "../1/", "../"} <= set(scan(large / "archive/2/index.html").links)
    assert 'rel="prev"' not in text(large, "archive")
    assert 'rel="next"' not in text(large, "archive/1")


def test_the_archive_is_divided_by_years(large: Path) -> None:
    ids = scan(large / "archive/index.html").ids
    years = [name.removeprefix("page-") for name in ids if name.startswith("page-1")]
    assert years and years == sorted(years, reverse=True)


def test_below_the_title_of_a_season_no_episode_names_it_again(large: Path) -> None:
    page = text(large, "shows/engine-room")
    assert "<span>Episode 1</span>" in page
    assert "Season 1, episode" not in page
    assert "Season 1, episode 1<" in text(large, "archive/1")


def test_home_shows_the_latest_and_leads_to_the_rest(large: Path) -> None:
    home = text(large, "")
    assert home.count('<article class="card">') == 12
    assert '<a href="archive/">All 200 episodes</a>' in home
    assert '<a href="people/">All people</a>' in home
    assert home.count('<a href="people/') == 12 + 1 + 1 + 24, "cards, navigation, all, the most"
    assert '<a href="archive/">Episodes</a>' in home


def test_the_home_page_of_one_show_has_no_list_of_shows(large: Path) -> None:
    assert 'id="page-shows"' not in text(large, "")


def test_a_site_of_one_episode_needs_no_way_to_the_rest(tmp_path: Path) -> None:
    build_large(tmp_path, 1)
    assert "All 1 episode" not in text(tmp_path, "")
    assert 'class="pager"' not in text(tmp_path, "archive")
    assert not (tmp_path / "archive/1").exists()


def test_a_site_without_episodes_says_what_to_do(tmp_path: Path) -> None:
    build_large(tmp_path, 0)
    assert "<code>seeds/</code>" in text(tmp_path, "")
    assert "There are no episodes yet." in text(tmp_path, "archive")


def test_two_thousand_episodes_are_listed_in_time_and_no_page_is_heavy(tmp_path: Path) -> None:
    start = time.process_time()
    site = build_large(tmp_path, 2000)
    assert time.process_time() - start < 10
    assert len(site.people) == 2001
    for path in ("", "archive", "people", "people/vera-molnar", "shows/engine-room"):
        assert len(gzip.compress((tmp_path / path / "index.html").read_bytes())) < 150_000, path
    assert HOST in text(tmp_path, "people/vera-molnar/1")
