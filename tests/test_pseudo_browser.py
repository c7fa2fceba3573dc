"""What scripts say is in no raw English either, and long words break no page: in a real browser,
on the site of `pseudo`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser import serve
from chapterhouse.build import build
from pseudo import pseudo, write
from recordings import STAND_IN, VIDEO_HOST, serve_ranges, tone
from test_pseudo import SILENT, SPOKEN, raw

pytestmark = pytest.mark.browser

EDITED = "episodes/edited/"

DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
"""How a day is written is Babel's; results of search have no element that says so."""

SAID = """
([silent, spoken]) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: around, data } = walker.currentNode;
    if (!around.closest(silent)) found.push(data);
  }
  for (const element of document.body.querySelectorAll("*"))
    for (const name of spoken) found.push(element.getAttribute(name) ?? "");
  return found;
}
"""
"""Every text and every spoken attribute that the page has now."""

EPISODES = (EDITED, "episodes/captions/", "episodes/untimed/")
LISTS = ("", "about/", "shows/", "shows/m/", "people/", "people/zoe/", "404.html")
SEARCH = ("search/", "search/?q=νήμα")


def english(page: Page) -> list[str]:
    said = page.evaluate(SAID, [", ".join(sorted({*SILENT, "noscript"})), list(SPOKEN)])
    return [text for text in said if raw(DAY.sub("", text))]


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("sounds")
    tone(folder / "a.wav", 30)
    with serve_ranges(folder) as address:
        yield address


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write(tmp_path_factory.mktemp("pseudo"), {})
    build(folder)
    with serve(folder / "output") as address:
        yield f"{address}/"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A tab that may use the clipboard, with a stand-in for YouTube and no sound."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.route(f"{VIDEO_HOST}/**", lambda route: answer(route, STAND_IN))
    page.route("https://media.example.org/**", lambda route: route.abort())
    yield page
    context.close()


def answer(route: Route, body: str) -> None:
    route.fulfill(status=200, content_type="text/html", body=body)


def test_an_episode_says_none_whatever_is_pressed(reader: Page, site: str) -> None:
    reader.goto(f"{site}{EDITED}#t25")
    expect(reader.locator(".at-hand button").first).to_be_attached()
    assert english(reader) == []

    reader.locator("[data-source=youtube]").click()
    expect(reader.locator("[data-duration]")).to_contain_text("/")
    expect(reader.locator(".strip [role=slider]")).to_be_attached()
    reader.keyboard.press("m")
    assert english(reader) == []

    said = reader.locator("[data-said]")
    reader.locator(".at-hand button").first.click()
    expect(said).to_have_text(pseudo("Chapter copied"))
    reader.locator(".permalink").first.click()
    expect(said).to_have_text(pseudo("Link copied"))

    field, told = reader.locator("#page-find"), reader.locator(".find output")
    for sought in ("νήμα", "νήματα", "ξξξ"):
        field.fill(sought)
        expect(told).to_contain_text("⟦")
        assert english(reader) == []
    field.fill("νήμα")
    field.press("Enter")
    expect(told).to_contain_text("õƒ")
    assert english(reader) == []

    reader.locator(".turn > p[id]").nth(2).select_text()
    reader.locator(".quote").click()
    expect(said).to_have_text(pseudo("Quote copied"))
    assert english(reader) == []
    assert reader.evaluate("navigator.clipboard.readText()").startswith("⟦“")


@pytest.mark.parametrize("fragment", ["t9999", "νηματα-και", "zzzz"])
def test_a_place_that_is_gone_is_told_without_any(reader: Page, site: str, fragment: str) -> None:
    reader.goto(f"{site}{EDITED}#{fragment}")
    expect(reader.locator(".notice")).to_contain_text("⟦")
    # What was asked for stands in the notice as it was written.
    assert [text for text in english(reader) if fragment not in text] == []


def test_a_recording_that_fails_is_told_without_any(reader: Page, site: str) -> None:
    reader.goto(site + EDITED)
    reader.locator("[data-source=audio]").click()
    expect(reader.locator(".trouble")).to_contain_text("⟦")
    assert english(reader) == []


def test_searching_says_none_with_and_without_results(reader: Page, site: str) -> None:
    reader.goto(f"{site}search/?q=νήμα")
    expect(reader.locator(".hit").first).to_be_visible()
    assert english(reader) == []
    reader.locator("#page-search").fill("ξξξξ")
    expect(reader.locator("#page-status")).to_contain_text("“ξξξξ”")
    assert english(reader) == []
    reader.route("**/search/data/**", lambda route: route.abort())
    reader.goto(f"{site}search/?q=νήμα")
    expect(reader.locator("#page-status")).to_contain_text("⟦")
    assert english(reader) == []


def test_the_dialog_and_its_filters_say_none(reader: Page, site: str) -> None:
    reader.goto(site)
    reader.keyboard.press("/")
    field = reader.locator(".search-dialog input")
    expect(field).to_be_focused()
    assert english(reader) == []
    status = reader.locator(".search-status")
    for query in ("νήμα", "ξξξξ", "ξξξξ season:1", "νήμα season:77"):
        field.fill(query)
        expect(status).to_contain_text("⟦")
        reader.wait_for_timeout(900)  # until it is announced
        assert english(reader) == []
    reader.context.route("**/search/data/**", lambda route: route.abort())
    reader.goto(site)
    reader.keyboard.press("/")
    field.fill("νήμα")
    expect(reader.locator(".search-help button")).to_contain_text("⟦")
    assert english(reader) == []
    reader.context.unroute("**/search/data/**")
    reader.goto(f"{site}search/?q=νήμα+season%3A1")
    expect(reader.locator("#page-status")).to_contain_text("⟦")
    reader.locator("#page-facets summary").click()
    expect(reader.locator(".facet").first).to_be_visible()
    assert english(reader) == []


def test_a_word_that_a_script_plants_is_found(reader: Page, tmp_path: Path) -> None:
    script = 'document.querySelector("footer p").ariaLabel = "Raw words";\n'
    script += 'document.querySelector("main").append("More raw words");\n'
    folder = write(tmp_path, {"themes/pseudo/static/js/site.js": script})
    build(folder)
    with serve(folder / "output") as address:
        reader.goto(f"{address}/")
        expect(reader.locator("main")).to_contain_text("raw")
        assert sorted(english(reader)) == ["More raw words", "Raw words"]


@pytest.mark.parametrize("path", EPISODES + LISTS + SEARCH)
def test_words_that_are_half_as_long_again_do_not_widen_a_phone_s_page(
    reader: Page, site: str, path: str
) -> None:
    reader.set_viewport_size({"width": 320, "height": 700})
    reader.goto(site + path, wait_until="networkidle")
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320
    if path == EDITED:
        reader.locator("[data-source=youtube]").click()
        expect(reader.locator(".dock")).to_be_visible()
        assert reader.evaluate("document.documentElement.scrollWidth") <= 320
        beyond = reader.evaluate(
            """() => [...document.querySelectorAll(".dock *")]
              .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
              .map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert beyond == []
