"""Links into a conversation, in a real browser: every way to name a place leads there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser import serve, until

pytestmark = pytest.mark.browser

UNDER = "/some/repo"
EDITED = "episodes/lessons-learned-about-data-and-ai-at-enterprises/"
CAPTIONS = "episodes/running-from-complexity/"
WIDTHS = (320, 1440)

LISTEN = """
  window.sought = [];
  document.addEventListener("chapterhouse:seek", (event) => window.sought.push(event.detail));
"""


@pytest.fixture(scope="module")
def site(built_below: Path) -> Iterator[str]:
    """The site's address, with a slash at the end."""
    with serve(built_below, UNDER) as address:
        yield f"{address}/"


def settled(page: Page) -> None:
    """Waits until nothing scrolls for a fifth of a second."""
    page.evaluate(
        """() => new Promise((settled, never) => {
          setTimeout(() => never(new Error("it scrolls for 10 seconds")), 10000);
          let last = scrollY;
          let calm = 0;
          const look = () => {
            calm = scrollY === last ? calm + 1 : 0;
            last = scrollY;
            if (calm > 12) settled();
            else requestAnimationFrame(look);
          };
          look();
        })"""
    )


def top(element: Locator) -> float:
    """How far below the window's upper edge it begins, in pixels."""
    box = element.bounding_box()
    assert box is not None
    return box["y"]


def bar(page: Page) -> float:
    """How much of the window's top the chapters' bar covers, in pixels."""
    return float(
        page.locator(".contents").evaluate(
            "e => innerWidth < 1024 ? e.getBoundingClientRect().bottom : 0"
        )
    )


def assert_clear(page: Page, element: Locator) -> None:
    assert bar(page) <= top(element) < bar(page) + 250


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "form",
    [
        "#t2210",
        "#T2210",
        "#T=36m50S",
        "?T=2210",
        "#t=2210",
        "#t=2210.5",
        "#t=36:50",
        "#t=0:36:50",
        "?t=2210",
        "?t=36:50",
        "#t2211",
    ],
)
def test_a_moment_opened_cold_is_marked_clear_focused_and_sought(
    page: Page, site: str, width: int, form: str
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.add_init_script(LISTEN)
    page.goto(site + EDITED + form)
    settled(page)
    marked = page.locator(".transcript").locator(":target, .target")
    expect(marked).to_have_count(1)
    expect(marked).to_have_id("t2210")
    assert_clear(page, marked)
    expect(marked).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(marked.locator("a").first).to_be_focused()
    asked = page.evaluate("window.sought")
    assert [(each["play"], int(each["seconds"])) for each in asked] in (
        [(False, 2210)],
        [(False, 2211)],
    )
    assert page.url == site + EDITED + form


@pytest.mark.parametrize("form", ["#t=1200,1230", "#t=npt:1200,1230", "#t=20:00,20:30"])
def test_of_a_range_all_lines_are_marked(page: Page, site: str, form: str) -> None:
    page.add_init_script(LISTEN)
    page.goto(site + CAPTIONS + form)
    settled(page)
    marked = page.locator(".target").evaluate_all("all => all.map((each) => each.id)")
    seconds = [int(each[1:].partition("-")[0]) for each in marked]
    assert len(seconds) > 3
    assert all(1195 <= second < 1230 for second in seconds)
    assert page.evaluate("window.sought") == [{"seconds": 1200, "play": False, "until": 1230}]
    assert_clear(page, page.locator(".target").first)


def test_a_range_from_the_beginning(page: Page, site: str) -> None:
    page.goto(f"{site}{CAPTIONS}#t=,20")
    settled(page)
    first = page.locator(".turn > p").first
    expect(first).to_have_class("target")


def test_an_address_adds_nothing_to_the_history_and_back_goes_back(page: Page, site: str) -> None:
    page.goto(site)
    page.goto(site + EDITED)
    page.evaluate("scrollTo(0, 900)")
    before = page.evaluate("history.length")
    page.evaluate("location.hash = 't=2300'")
    settled(page)
    expect(page.locator(".target")).to_have_count(1)
    page.evaluate("location.hash = 'gone-3000'")
    expect(page.locator(".notice")).to_be_visible()
    settled(page)
    assert page.evaluate("history.length") == before + 2
    page.go_back()
    expect(page.locator(".notice")).to_have_count(0)
    expect(page.locator(".target")).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".target")).to_have_count(0)
    until(page, "scrollY === 900")
    page.go_back()
    expect(page).to_have_url(site)


WORDS = """() => {
  const found = [...document.querySelectorAll(".turn > p[id]")]
    .map((each) => [each.id, each.getBoundingClientRect().top])
  return found.find(([, top]) => top > innerHeight / 2);
}"""
"""The first words in the lower half of the window, and how far down they are."""


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_who_scrolls_on_and_loads_again_or_comes_back_stays_there(
    page: Page, site: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site}{EDITED}#t=2210")
    settled(page)
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    settled(page)
    before, (words, place) = page.evaluate("scrollY"), page.evaluate(WORDS)
    for leave in (page.reload, lambda: (page.goto(site), page.go_back())):
        leave()
        settled(page)
        # Chapters above that nobody has seen have their true height only nearly.
        assert abs(page.evaluate("scrollY") - before) < 400
        assert top(page.locator(f"[id='{words}']")) == pytest.approx(place, abs=2)
        expect(page.locator(".target")).to_have_count(1)


@pytest.mark.parametrize("place", [0, 300])
def test_who_stays_above_the_chapters_finds_the_page_there_again(
    page: Page, site: str, place: int
) -> None:
    page.goto(site + EDITED)
    page.evaluate("place => scrollTo(0, place)", place)
    settled(page)
    page.reload()
    settled(page)
    assert page.evaluate("scrollY") == place


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("fragment", "said", "marked"),
    [
        ("gone-for-good-2210", "this is the nearest time", "t2210"),
        ("t2210-7", "this is the nearest time", "t2210"),
        (
            "explain-ai-to-the-managers",
            "this is the nearest chapter",
            "explaining-ai-to-managers",
        ),
        ("t99999", "this is the last time", None),
    ],
)
def test_a_fragment_that_is_gone_says_so_and_leads_to_what_is_nearest(
    page: Page, site: str, width: int, fragment: str, said: str, marked: str | None
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site}{EDITED}#{fragment}")
    notice = page.get_by_role("status").filter(has_text="No such place")
    settled(page)
    expect(notice).to_have_text(f"No such place in this episode any more: “{fragment}”; {said}.")
    expect(notice).to_be_focused()
    assert bar(page) <= top(notice)
    target = page.locator(".target")
    expect(target).to_be_in_viewport()
    if marked:
        expect(target).to_have_id(marked)
        assert_clear(page, target)
    page.keyboard.press("Tab")
    expect(page.locator("[tabindex='-1'].notice")).to_have_count(0)


@pytest.mark.parametrize("fragment", ["zebra", "%E0%A4%A", "constructor", "'\"<b>", "p-12ab34cd"])
def test_a_fragment_like_nothing_leaves_the_reader_at_the_top(
    page: Page, site: str, fragment: str
) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{site}{EDITED}#{fragment}")
    expect(page.locator(".notice")).to_contain_text("here is the beginning.")
    expect(page.locator(".notice")).to_be_focused()
    settled(page)
    assert page.evaluate("scrollY") == 0
    assert failed == []


def test_the_pages_own_parts_and_quoted_words_are_left_to_the_browser(
    page: Page, site: str
) -> None:
    for fragment in ("#page-transcript", "#page-main", "#", "#:~:text=happy%20path"):
        page.goto("about:blank")
        page.goto(site + EDITED + fragment)
        settled(page)
        expect(page.locator(".notice, .target")).to_have_count(0)
    expect(page.locator(":target")).to_contain_text("happy path")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_link_beside_quoted_words_stays_at_the_words(page: Page, site: str) -> None:
    page.goto(f"{site}{EDITED}#t2167:~:text=better%20decisions")
    settled(page)
    expect(page.locator(":target")).to_contain_text("better decisions")
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chapter_chosen_by_keyboard_is_focused_and_cued(
    page: Page, site: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.add_init_script(LISTEN)
    page.goto(f"{site}{EDITED}#innovation-requires-patience")
    settled(page)
    heading = page.get_by_role("heading", name="Innovation requires patience")
    expect(heading).to_be_focused()
    assert_clear(page, heading)
    assert page.evaluate("window.sought") == [{"seconds": 2520, "play": False}]
    page.keyboard.press("Tab")
    expect(page.locator("h2[tabindex]")).to_have_count(0)
    expect(page.locator(".permalink:focus")).to_have_count(1)


def test_native_places_work_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{site}{EDITED}#t2210")
    expect(page.locator(":target")).to_have_id("t2210")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(".find")).to_be_hidden()
    assert page.locator(".find").bounding_box() is None
    expect(page.locator(".at-hand button")).to_have_count(0)
    context.close()


# --- contents -----------------------------------------------------------------------------


@pytest.fixture
def phone(page: Page, site: str) -> Page:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site + EDITED)
    return page


def test_escape_folds_the_contents_and_goes_back_to_their_name(phone: Page) -> None:
    summary = phone.locator(".contents summary")
    summary.focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    expect(phone.locator(".contents a").first).to_be_focused()
    phone.keyboard.press("Escape")
    expect(phone.locator(".contents a").first).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_tap_beside_the_contents_folds_them(phone: Page) -> None:
    phone.locator(".contents summary").click()
    expect(phone.locator(".contents a").first).to_be_visible()
    phone.mouse.click(160, 690)
    expect(phone.locator(".contents a").first).to_be_hidden()


def test_focus_that_leaves_the_contents_folds_them(phone: Page) -> None:
    phone.locator(".contents summary").click()
    phone.locator(".contents a").last.focus()
    phone.keyboard.press("Tab")
    expect(phone.locator(".contents a").first).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_after_a_jump_the_chapter_jumped_to_is_current(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site + CAPTIONS)
    links = page.locator(".contents a")
    total = links.count()
    for place in (total - 1, 0, total // 2, total - 2):
        anchor = links.nth(place).get_attribute("href")
        page.evaluate("hash => { location.hash = hash }", anchor)
        settled(page)
        expect(page.locator(".contents [aria-current='location']")).to_have_count(1)
        expect(page.locator(".contents [aria-current]")).to_have_attribute("href", anchor or "")
        title = page.locator(f"h2[id='{(anchor or '')[1:]}']").text_content()
        expect(page.locator("[data-now]")).to_have_text(title or "")


def test_the_second_link_skips_to_the_transcript(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the transcript")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#page-transcript")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".permalink").first).to_be_focused()


def test_generated_titles_say_that_they_are(page: Page, site: str) -> None:
    page.goto(site + CAPTIONS)
    expect(page.locator(".contents .remark")).to_have_text("Chapter titles were generated.")
    expect(page.locator(".contents a .generated")).to_have_count(0)
    chapters = page.locator(".chapter")
    marks = chapters.locator("header").get_by_text("Title generated")
    expect(marks).to_have_count(chapters.count())
    page.goto(site + EDITED)
    expect(page.locator(".contents .remark")).to_contain_text("were generated.")
    named = page.locator(".contents a", has_text="(title generated)")
    headed = page.locator(".chapter header", has_text="Title generated")
    assert 0 < named.count() == headed.count() < page.locator(".chapter").count()


# --- permalinks ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_links_to_press_are_24_pixels_wide_and_high(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site + EDITED)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".at-hand > :is(a, button), .turn > p[id] > a")]
             .map((e) => [e.className, e.getBoundingClientRect()])
             .filter(([, box]) => box.width < 24 || box.height < 24)
             .map(([name, box]) => [name, box.width, box.height])"""
    )
    assert small == []


def test_a_copied_link_leaves_out_what_a_search_asked(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}{EDITED}?t=12:34#t2210")
    page.locator("#t2210 > a").click()
    expect(page.locator("[data-said]")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{EDITED}#t2210"
    context.close()


def test_where_copying_is_refused_the_address_bar_has_the_link(page: Page, site: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(site + EDITED)
    page.locator(".permalink").nth(2).click()
    expect(page.locator("[data-said]")).to_have_text("The link is in the address bar")
    assert "#" in page.url


def test_a_permalinks_name_has_no_quotation_marks_of_its_own(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    name = "Link to this chapter: Innovation requires patience"
    expect(page.get_by_role("link", name=name, exact=True)).to_have_count(1)


def test_a_time_beyond_the_end_is_told_again_after_a_reload(page: Page, site: str) -> None:
    page.goto(site + EDITED + "#t=99999")
    expect(page.locator(".notice")).to_contain_text("last time")
    page.reload()
    expect(page.locator(".notice")).to_contain_text("last time")


def test_who_follows_a_time_keeps_the_focus_there(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    link = page.locator(".turn > p[id] > a").nth(3)
    link.click()
    expect(link).to_be_focused()
    page.wait_for_timeout(500)
    expect(link).to_be_focused()
