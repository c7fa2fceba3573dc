"""The second theme: the same content, another character, the same promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import html5lib  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from browser import serve
from chapterhouse.build import build
from chapterhouse.colour import contrast
from chapterhouse.theme import GROUNDS, TEXTS, bundled_themes, load_theme
from crawl import dead_links, pages
from page_types import CAPTIONS, EPISODE, PAGES
from test_accessibility import NARROW, violations
from test_budgets import SCRIPTS, STYLES, compressed, scripts_of, styles_of

STUDIO = bundled_themes() / "studio"


@pytest.fixture(scope="module")
def studio(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the five transcripts, in this theme."""
    folder = tmp_path_factory.mktemp("studio")
    for name in ("content", "seeds"):
        (folder / name).mkdir()
        for file in (repository / name).rglob("*"):
            if file.is_file():
                copy = folder / file.relative_to(repository)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
    config = folder / "content/site.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('theme = "default"', 'theme = "studio"'), encoding="utf-8")
    report = build(folder)
    assert [each for each in report.remarks if "theme" in each.path] == []
    return folder / "output"


@pytest.fixture(scope="module")
def site(studio: Path) -> Iterator[str]:
    with serve(studio) as address:
        yield f"{address}/"


def said(page: Path) -> list[str]:
    """The words of the transcript, or of the page where there is none."""
    html = page.read_text(encoding="utf-8")
    found = re.findall(r'<p id="(?:t\d|p-)[^>]*>(.*?)</p>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", part) for part in found).split()


def test_both_themes_show_the_same_pages_and_words(studio: Path, built: Path) -> None:
    names = [page.relative_to(studio) for page in pages(studio)]
    assert names == [page.relative_to(built) for page in pages(built)]
    for name in names:
        assert said(studio / name) == said(built / name), name


def test_it_has_only_what_it_changes() -> None:
    own = {path.relative_to(STUDIO).as_posix() for path in STUDIO.rglob("*") if path.is_file()}
    assert len([name for name in own if name.endswith(".html")]) <= 4
    assert not [name for name in own if name.endswith(".js")]


def test_every_page_is_html_and_every_link_leads_somewhere(studio: Path) -> None:
    assert dead_links(studio) == []
    for name in ("index.html", f"{EPISODE}index.html"):
        parser = html5lib.HTMLParser(strict=True)
        parser.parse((studio / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_colours_can_be_read(scheme: str) -> None:
    shades = load_theme("studio", (bundled_themes(),)).shades[scheme]
    colours = {name: shade.value for name, shade in shades.items()}
    for text in TEXTS:
        for ground in GROUNDS:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    ink, ground = colours[colours["on-band"]], colours[colours["band"]]
    assert contrast(ink, ground) >= 4.5
    accent = colours[colours["band-accent"]]
    assert contrast(accent, ground) >= 4.5
    assert contrast(colours[colours["band-on-accent"]], accent) >= 4.5


def test_it_is_as_light_as_the_default_theme(studio: Path) -> None:
    styles = {path.name: compressed(path) for path in styles_of(studio / EPISODE / "index.html")}
    assert sum(styles.values()) <= STYLES, styles
    scripts = {path.name: compressed(path) for path in scripts_of(studio / EPISODE / "index.html")}
    assert sum(scripts.values()) <= SCRIPTS, scripts


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_breaks_no_rule(
    page: Page, site: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site + path)
    assert violations(page) == []


@pytest.mark.browser
def test_the_player_breaks_no_rule(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body=""))
    page.goto(site + EPISODE)
    page.locator(".launch").first.click()
    expect(page.locator(".dock")).to_be_visible()
    assert violations(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_page_scrolls_sideways(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    for width in (NARROW, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.parametrize("path", [EPISODE, CAPTIONS])
def test_no_name_lies_on_what_somebody_says(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + path)
    for turn in page.locator(".turn:has(.who)").all()[:12]:
        name, words = turn.locator(".who"), turn.locator("p[id]").first
        one, other = name.bounding_box(), words.bounding_box()
        assert one is not None
        assert other is not None
        assert one["x"] + one["width"] <= other["x"]
