"""sitemap.xml and robots.txt, by the rules of sitemaps.org/protocol.html."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from chapterhouse.build import build
from chapterhouse.sitemap import Entry, sitemap_files
from conftest import MakeSite, talk

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESS = "https://example.org/some/repo/"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def read(data: bytes, kind: str = "urlset", entry: str = "url") -> dict[str, str | None]:
    """Address -> lastmod, of a document that keeps the protocol's schema."""
    root = ElementTree.fromstring(data)
    assert root.tag == SPACE + kind
    found = {}
    for each in root:
        assert each.tag == SPACE + entry
        assert [child.tag.removeprefix(SPACE) for child in each] in (["loc"], ["loc", "lastmod"])
        loc, lastmod = each.findtext(f"{SPACE}loc") or "", each.findtext(f"{SPACE}lastmod")
        assert loc.startswith("https://")
        assert len(loc) < 2048
        assert lastmod is None or DAY.match(lastmod)
        found[loc] = lastmod
    assert len(found) == len(root)
    return found


def files(*entries: Entry, most: int = 50_000, size: int = 10**6) -> dict[str, bytes]:
    made = sitemap_files(entries, ADDRESS, most, size)
    return {each.path: each.data for each in made}


def test_it_lists_exactly_the_pages_that_may_be_indexed(built_below: Path) -> None:
    listed = read((built_below / "sitemap.xml").read_bytes())
    pages = {page.relative_to(built_below).as_posix() for page in built_below.rglob("*.html")}
    noindex = '<meta name="robots" content="noindex">'
    indexed = {page for page in pages if noindex not in (built_below / page).read_text("utf-8")}
    assert pages - indexed >= {"404.html"}
    assert {ADDRESS + page.removesuffix("index.html") for page in indexed} == set(listed)


def test_a_page_is_as_new_as_the_newest_episode_it_names(make_site: MakeSite) -> None:
    folder = make_site(
        {
            "seeds/a.txt": talk("Looms", 1, 1),
            "seeds/b.txt": talk("Cards", 1, 2, guest="Grace Hopper"),
            "seeds/c.txt": talk("Threads", 1, 3, guest="Alan Turing"),
            "content/episodes/a.md": "---\ndate: 2021-06-22\nupdated: 2023-01-02\n---\n",
            "content/episodes/b.md": "---\ndate: 2022-06-22\n---\n",
            "content/pages/about.md": "---\nupdated: 2020-01-01\n---\n# About\n\n{{ latest 2 }}\n",
            "content/pages/more.md": "# More\n\n{{ latest 2 }}\n",
        }
    )
    build(folder, address=ADDRESS)
    listed = read((folder / "output/sitemap.xml").read_bytes())
    days = {url.removeprefix(ADDRESS): day for url, day in listed.items()}
    assert days["episodes/looms/"] == "2023-01-02"
    assert days["episodes/cards/"] == "2022-06-22"
    assert days["episodes/threads/"] is None
    assert days[""] == days["shows/engine-room/"] == days["people/ada-lovelace/"] == "2023-01-02"
    assert days["people/grace-hopper/"] == "2022-06-22"
    assert days["people/alan-turing/"] is None
    assert (days["about/"], days["more/"]) == ("2020-01-01", None)


def test_there_is_none_without_an_address_and_robots_says_so(
    built: Path, built_below: Path
) -> None:
    assert not (built / "sitemap.xml").exists()
    assert (built / "robots.txt").read_text() == "User-agent: *\nDisallow:\n"
    assert f"\nSitemap: {ADDRESS}sitemap.xml\n" in (built_below / "robots.txt").read_text()


def test_many_pages_are_split_and_named_by_an_index() -> None:
    entries = [Entry(f"/{n}/", date(2020, 1, n + 1) if n % 2 else None) for n in range(7)]
    made = files(*entries, most=3)
    index = read(made["sitemap.xml"], "sitemapindex", "sitemap")
    assert index == {
        f"{ADDRESS}sitemap-1.xml": "2020-01-02",
        f"{ADDRESS}sitemap-2.xml": "2020-01-06",
        f"{ADDRESS}sitemap-3.xml": None,
    }
    parts = [read(made[f"sitemap-{n}.xml"]) for n in (1, 2, 3)]
    assert [len(part) for part in parts] == [3, 3, 1]
    assert {url for part in parts for url in part} == {f"{ADDRESS}{n}/" for n in range(7)}


def test_no_file_grows_beyond_its_bytes() -> None:
    made = files(*(Entry(f"/{'x' * 50}{n}/", None) for n in range(20)), size=700)
    sizes = {path: len(data) for path, data in made.items() if path.startswith("sitemap-")}
    assert len(sizes) > 2
    assert max(sizes.values()) <= 700


def test_an_empty_site_has_a_sitemap_that_can_be_read() -> None:
    assert read(files()["sitemap.xml"]) == {}


def test_addresses_are_escaped() -> None:
    data = files(Entry("/a&b/", None))["sitemap.xml"]
    assert b"<loc>https://example.org/some/repo/a&amp;b/</loc>" in data
