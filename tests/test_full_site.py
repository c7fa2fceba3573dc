"""What holds for every page of a site, on one that has every kind of them, in both themes."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import html5lib  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page

from browser import serve
from chapterhouse.build import build
from crawl import dead_links, pages, scan
from full_site import PAGES, write_full_site
from test_accessibility import ALIKE_LARGE, NARROW, violations
from test_budgets import SCRIPTS, STYLES, scripts_of, sizes, styles_of

HOST = "https://example.org/"
BELOW = "some/repo/"
SITES = (("default", ""), ("default", BELOW), ("studio", BELOW))
"""Theme, and where the site is served."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """(theme, base) -> output."""
    made = {}
    for theme, base in SITES:
        folder = write_full_site(tmp_path_factory.mktemp(theme), theme)
        build(folder, address=HOST + base)
        made[theme, base] = folder / "output"
    return made


each_site = pytest.mark.parametrize(("theme", "base"), SITES)


def file_at(output: Path, path: str) -> Path:
    return output / (path if path.endswith(".html") else f"{path}index.html")


def ours(address: str, base: str) -> str | None:
    """The path below the site of an address of it; None for an address of another host."""
    if not address.startswith(HOST):
        return None
    assert address.startswith(HOST + base), address
    return address.removeprefix(HOST + base)


def is_there(output: Path, path: str) -> bool:
    """A page or file, and the place in it that a fragment names."""
    parts = urlsplit(path)
    file = output / parts.path
    if not parts.path or parts.path.endswith("/"):
        file = file / "index.html"
    return file.is_file() and (not parts.fragment or parts.fragment in scan(file).ids)


# --- links --------------------------------------------------------------------------------


@each_site
def test_every_link_and_fragment_of_every_kind_of_page_resolves(
    sites: dict[tuple[str, str], Path], theme: str, base: str
) -> None:
    output = sites[theme, base]
    for path in PAGES.values():
        assert file_at(output, path).is_file(), path
    assert dead_links(output, f"/{base}") == []


@each_site
def test_every_whole_address_that_a_page_says_is_there(
    sites: dict[tuple[str, str], Path], theme: str, base: str
) -> None:
    """Canonical links, OpenGraph, JSON-LD."""
    output = sites[theme, base]
    for page in pages(output):
        text = page.read_text("utf-8")
        named = set(re.findall(rf'"({re.escape(HOST)}[^"]*)"', text))
        assert named or "noindex" in text, page
        for address in named - {HOST}:
            path = ours(address, base)
            assert path is not None
            assert "{" in path or is_there(output, path), (page, address)


@each_site
def test_feeds_sitemap_and_robots_name_what_is_there(
    sites: dict[tuple[str, str], Path], theme: str, base: str
) -> None:
    output = sites[theme, base]
    files = [*output.rglob("feed.xml"), output / "sitemap.xml", output / "robots.txt"]
    assert len(files) == 5, "the site's feed, those of two shows, sitemap, robots"
    for file in files:
        named = re.findall(rf'{re.escape(HOST)}[^\s"<]*', file.read_text("utf-8"))
        assert named
        for address in named:
            path = ours(address, base)
            assert path is not None
            assert is_there(output, path), (file, address)


def test_data_for_scripts_name_chapters_that_are_there(
    sites: dict[tuple[str, str], Path],
) -> None:
    output = sites["default", BELOW]
    data = output / "chapters" / "data"
    table = json.loads((data / "table.json").read_bytes())
    episodes = [
        episode
        for name in table["pieces"]
        for episode in json.loads((data / name).read_bytes())["episodes"]
    ]
    assert len(episodes) > 130
    for episode in episodes:
        ids = scan(file_at(output, episode["page"].removeprefix("/"))).ids
        assert set(episode["anchors"]) <= set(ids), episode["page"]
    search = output / "search" / "data"
    table = json.loads((search / "table.json").read_bytes())
    pieces = [json.loads(zlib.decompress(file.read_bytes())) for file in search.glob("texts/*.bin")]
    assert {piece["page"] for piece in pieces} == {episode["page"] for episode in episodes}
    named = [table[key] for key in ("engine", "episodes", "facets")]
    named += [f"range-{digest}.bin" for _, digest in table["ranges"]]
    named += [f"words-{digest}.bin" for _, digest in table["words"]]
    assert [name for name in named if not (search / name).is_file()] == []


_NAMED = re.compile(
    r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)|(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)"""
)


@each_site
def test_styles_and_scripts_name_files_that_are_there(
    sites: dict[tuple[str, str], Path], theme: str, base: str
) -> None:
    assets = sites[theme, base] / "assets"
    found = [file for file in assets.rglob("*") if file.suffix in (".css", ".js")]
    named = [
        (file, name)
        for file in found
        for match in _NAMED.findall(file.read_text("utf-8"))
        for name in match
        if name and not name.startswith(("data:", "#"))
    ]
    assert named
    assert [(file, name) for file, name in named if not (file.parent / name).is_file()] == []


# --- the pages ----------------------------------------------------------------------------


@each_site
def test_every_kind_of_page_is_html_with_ids_of_its_own(
    sites: dict[tuple[str, str], Path], theme: str, base: str
) -> None:
    for path in PAGES.values():
        file = file_at(sites[theme, base], path)
        html5lib.HTMLParser(strict=True).parse(file.read_bytes())
        ids = scan(file).ids
        assert len(ids) == len(set(ids)), path


@each_site
def test_no_kind_of_page_asks_for_heavy_scripts_or_styles(
    sites: dict[tuple[str, str], Path], theme: str, base: str
) -> None:
    """The 404 page asks for what the others ask for, by another address."""
    for path in PAGES.values():
        if path == "404.html":
            continue
        file = file_at(sites[theme, base], path)
        scripts, styles = sizes(scripts_of(file)), sizes(styles_of(file))
        assert scripts
        assert styles
        assert sum(scripts.values()) <= SCRIPTS, (path, scripts)
        assert sum(styles.values()) <= STYLES, (path, styles)


def test_the_site_has_the_parts_that_it_is_for(sites: dict[tuple[str, str], Path]) -> None:
    output = sites["default", ""]
    parts = {
        "episodes/talk-0/": ("glance", "launch", "talk-7/#", "Ünïcode", "edit.example.org"),
        "episodes/talk-2/": ('lang="he" dir="rtl"',),
        "topics/looms/": ('rel="next"',),
        "archive/": ('rel="next"',),
        "chapters/": ('rel="next"', "<select"),
        "people/charles-babbage/": ('rel="next"',),
        "health/": ("<table",),
        "": ("logo", "Ada Lovelace"),
    }
    for path, wanted in parts.items():
        text = file_at(output, path).read_text("utf-8")
        assert [part for part in wanted if part not in text] == [], path


@pytest.fixture(scope="module")
def addresses(sites: dict[tuple[str, str], Path]) -> Iterator[dict[str, str]]:
    default, studio = sites["default", ""], sites["studio", BELOW]
    with serve(default) as one, serve(studio, f"/{BELOW}".rstrip("/")) as other:
        yield {"default": f"{one}/", "studio": f"{other}/"}


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["default", "studio"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_kind_of_page_breaks_a_rule_light_or_dark_on_a_phone(
    page: Page, addresses: dict[str, str], theme: str, path: str
) -> None:
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(addresses[theme] + path)
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert violations(page, ALIKE_LARGE) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page, ALIKE_LARGE) == []
