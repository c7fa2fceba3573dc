"""The default theme in a real browser, on the site of the five transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from browser import serve

pytestmark = pytest.mark.browser

UNDER = "/some/repo"

EDITED = "episodes/lessons-learned-about-data-and-ai-at-enterprises/"
CAPTIONS = "episodes/running-from-complexity/"

PAGES = (
    "",
    EDITED,
    CAPTIONS,
    "shows/",
    "people/",
    "people/alexander-hendorf/",
    "search/",
    "404.html",
)

WIDTHS = (320, 768, 1440)


@pytest.fixture(scope="module")
def site(built_below: Path) -> Iterator[str]:
    """The site's address, with a slash at the end."""
    with serve(built_below, UNDER) as address:
        yield f"{address}/"


def top(page: Page, anchor: str) -> float:
    """How far below the window's upper edge an element begins, in pixels."""
    box = page.locator(f"[id='{anchor}']").bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_without_a_complaint_or_a_foreign_request(
    page: Page, site: str, path: str
) -> None:
    said: list[str] = []
    asked: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: said.append(response.url) if not response.ok else None)
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith((site, "data:"))] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_moment_opened_cold_is_marked_and_in_sight(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site}{EDITED}#t2210")
    page.wait_for_load_state("networkidle")
    assert page.locator(":target").get_attribute("id") == "t2210"
    bar = page.locator(".contents").bounding_box()
    assert bar is not None
    lowest = bar["y"] + bar["height"] if width < 1024 else 0
    assert lowest <= top(page, "t2210") < 300
    plain, marked = (
        page.locator(which).first.evaluate("e => getComputedStyle(e).backgroundColor")
        for which in (".turn > p[id]:not(:target)", ":target")
    )
    assert plain != marked


def test_a_second_at_which_nobody_begins_a_line_leads_to_the_line_said_then(
    page: Page, site: str
) -> None:
    address = f"{site}/episodes/running-from-complexity/"
    page.goto(f"{address}#t754")
    expect(page.locator(".target")).to_have_id("t751")
    expect(page.locator(".target")).to_be_in_viewport()
    page.goto(f"{address}#t99999")
    last = page.locator(".transcript [id^=t]").last.get_attribute("id")
    expect(page.locator(".target")).to_have_id(last or "")
    page.goto(f"{address}#introduction")
    expect(page).to_have_url(f"{address}#introduction")


def test_a_caption_inside_of_a_paragraph_is_marked_alone(page: Page, site: str) -> None:
    page.goto(site + CAPTIONS)
    piece = page.locator(".turn span[id]").nth(400).get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{site}{CAPTIONS}#{piece}")
    page.wait_for_load_state("networkidle")
    assert piece is not None
    assert page.locator(":target").evaluate("e => e.tagName") == "SPAN"
    assert 0 <= top(page, piece) < 300


def test_the_contents_lead_to_a_chapter_and_follow_the_reader(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    entry = page.locator(".contents a", has_text="Explaining AI to managers").first
    entry.click()
    expect(page).to_have_url(f"{site}{EDITED}#explaining-ai-to-managers")
    expect(entry).to_have_attribute("aria-current", "location")
    expect(page.locator(".contents [aria-current]")).to_have_count(1)
    assert 0 <= top(page, "explaining-ai-to-managers") < 200


def test_on_a_phone_the_contents_unfold_and_fold_after_a_choice(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site + EDITED)
    entry = page.locator(".contents a", has_text="Innovation requires patience")
    expect(entry).to_be_hidden()
    page.locator(".contents summary").click()
    entry.click()
    expect(entry).to_be_hidden()
    expect(page.locator("[data-now]")).to_have_text("Innovation requires patience")
    assert 0 <= top(page, "innovation-requires-patience") < 200


def test_a_permalink_is_copied_by_keyboard_and_announced(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + EDITED)
    page.locator(".permalink").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url == f"{site}{EDITED}#alexanders-background"
    context.close()


def test_everything_reads_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 800}
    )
    page = context.new_page()
    page.goto(site + EDITED)
    expect(page.locator(".contents a").first).to_be_visible()
    expect(page.locator(".turn > p[id]").first).to_be_visible()
    page.locator(".contents a", has_text="Innovation requires patience").click()
    assert 0 <= top(page, "innovation-requires-patience") < 200
    page.goto(site)
    page.get_by_role("searchbox").fill("record company")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(f"{site}search/?q=record+company")
    page.get_by_role("main").get_by_role("link", name="All chapters").click()
    expect(page).to_have_url(f"{site}chapters/")
    expect(page.locator(".listing li a").first).to_be_visible()
    context.close()


def test_the_first_tab_stop_leads_past_the_header(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#page-main")).to_be_focused()


def test_on_paper_every_chapter_is_there_and_nothing_to_press(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    page.emulate_media(media="print")
    hidden = page.locator(
        ".site-header, .site-footer, .permalink, .watch, .neighbours, .search, .player, "
        ".keys-hint, .contents summary, .fix, .edit, button, input, select"
    )
    assert not any(element.is_visible() for element in hidden.all())
    for kept in ("h1", ".byline", ".facts time", ".contents a .clock", ".turn .who"):
        expect(page.locator(kept).first).to_be_visible()
    last = page.locator(".chapter").last
    assert last.evaluate("e => getComputedStyle(e).contentVisibility") == "visible"
    expect(page.locator(".contents a").last).to_be_visible()


def test_on_paper_a_heading_stays_with_its_text_and_links_are_plain_words(
    page: Page, site: str
) -> None:
    page.goto(f"{site}{EDITED}#t2210")
    page.emulate_media(media="print")
    for heading in (".chapter > header", ".who", ".contents > h2"):
        expect(page.locator(heading).first).to_have_css("break-after", "avoid")
    expect(page.locator(":target")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    after = "e => getComputedStyle(e, '::after').content + getComputedStyle(e).textDecorationLine"
    links = page.locator(".notes a, .byline a, .turn > p > a")
    assert {link.evaluate(after) for link in links.all()} == {"nonenone"}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_dot_between_facts_never_widens_the_page_nor_begins_a_line(
    page: Page, site: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + EDITED)
    page.evaluate("document.querySelector('article').dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".facts").evaluate("e => getComputedStyle(e).clipPath") != "none"


def test_at_a_desk_the_description_stands_above_the_text(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + EDITED)
    edges = {
        page.locator(which).first.evaluate("e => Math.round(e.getBoundingClientRect().left)")
        for which in (".description", ".notes > p", ".chapter h2", ".turn > p[id]")
    }
    assert len(edges) == 1


def test_text_grows_to_four_times_its_size_without_scrolling_sideways(
    page: Page, site: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{site}{EDITED}#t2210")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.locator(".contents")).not_to_have_css("position", "sticky")
