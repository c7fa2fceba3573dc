"""Rules of WCAG 2.2 that a program can check (by axe-core), on every type of page, and what
readers set for themselves: less motion, forced colours, enlarged text.

What axe can't see, such as keys and announcements, is tested where it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from browser import serve
from many_episodes import build_large
from page_types import EPISODE, PAGES

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

EVERYTHING = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets.push(sheet);
}
"""
"""Lays out chapters that are out of sight: axe takes them to be as small as they are drawn."""

ALIKE = {"exclude": [[".chapter:nth-of-type(n+5)"]]}
"""One template makes all chapters, and an hour of captions takes axe ten seconds."""

NARROW = 320


LARGE = {
    "archive": "archive/",
    "a full page of the archive": "archive/2/",
    "home": "",
    "people": "people/",
    "host": "people/vera-molnar/",
    "show": "shows/engine-room/",
}
"""Pages that look otherwise on a site of some hundred episodes."""

ALIKE_LARGE = {"exclude": [[".row:nth-of-type(n+4)"], [".index li:nth-of-type(n+4)"]]}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    output = tmp_path_factory.mktemp("large")
    build_large(output, 200)
    with serve(output) as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    with serve(built) as address:
        yield f"{address}/"


def violations(page: Page, alike: Mapping[str, object] = ALIKE) -> list[str]:
    """One line for each element that breaks a rule."""
    page.evaluate(EVERYTHING)
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, dict(alike), options).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def colour(element: Locator, what: str) -> str:
    return str(element.evaluate("(e, what) => getComputedStyle(e)[what]", what))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_breaks_no_rule(page: Page, site: str, path: str, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site + path)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", LARGE.values(), ids=LARGE)
def test_a_page_of_a_large_site_breaks_no_rule(
    page: Page, large: str, path: str, scheme: Scheme
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.goto(large + path)
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    assert violations(page, ALIKE_LARGE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_episode_on_a_phone_breaks_no_rule(page: Page, site: str, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": NARROW, "height": 700})
    page.goto(site + EPISODE)
    page.locator(".contents summary").click()
    assert violations(page) == []


def test_the_player_and_the_list_of_keys_break_no_rule(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body=""))
    page.goto(site + EPISODE)
    page.locator(".launch").first.click()
    expect(page.locator(".dock")).to_be_visible()
    assert violations(page) == []
    page.locator(".dock [data-keys]").click()
    expect(page.locator("dialog.keys")).to_be_visible()
    assert violations(page) == []


def test_what_was_found_breaks_no_rule(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}search/?q=record+company")
    expect(page.locator(".hit-text mark").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_found_and_quoted_words_break_no_rule(page: Page, site: str, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site + EPISODE)
    page.locator("#page-find").fill("records")
    expect(page.locator(".find output")).not_to_be_empty()
    page.locator(".turn > p[id]").nth(2).select_text()
    expect(page.locator(".quote")).to_be_visible()
    assert violations(page) == []


# --- what readers set ---------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_moves_by_itself_for_who_wants_less_motion(
    page: Page, site: str, path: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(site + path)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
          const style = getComputedStyle(element);
          return style.transitionDuration !== "0s" || style.animationName !== "none"
            || style.scrollBehavior !== "auto";
        }).map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert moving == []


def test_forced_colours_leave_the_chapter_the_strip_and_the_player_visible(
    page: Page, site: str
) -> None:
    page.emulate_media(forced_colors="active")
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body=""))
    page.goto(f"{site}{EPISODE}#explaining-ai-to-managers")
    ground = colour(page.locator("body"), "backgroundColor")

    current = page.locator(".contents [aria-current]")
    expect(current).to_have_count(1)
    assert colour(current, "outlineStyle") == "solid"

    parts = page.locator(".strip a path")
    assert {colour(part, "stroke") for part in parts.all()}.isdisjoint({ground, "none"})
    assert colour(page.locator(".said path").first, "stroke") not in (ground, "none")

    launch = page.locator(".launch").first
    assert colour(launch, "borderTopStyle") == "solid"
    assert colour(launch, "borderTopColor") != ground
    launch.click()
    dock = page.locator(".dock")
    assert colour(dock, "borderTopStyle") == "solid"
    assert colour(dock, "borderTopColor") != ground
    toggle = page.locator(".dock .toggle")
    assert colour(toggle, "borderTopColor") != ground
    assert colour(toggle.locator("svg"), "fill") != colour(toggle, "backgroundColor")
    video = page.locator(".screen iframe")
    assert colour(video, "borderTopStyle") == "solid"
    assert colour(video, "borderTopColor") != ground


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_enlarged_four_times_does_not_scroll_sideways(
    page: Page, site: str, path: str
) -> None:
    """1280 x 1024 at 400 %, as WCAG 1.4.10 puts it."""
    page.set_viewport_size({"width": NARROW, "height": 256})
    page.goto(site + path)
    page.evaluate(EVERYTHING)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
