"""What search shows for every kind of answer: with a client that gives the answer asked for
(js/fake-client.js), in the dialog of every page and on the search page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from browser import serve, until
from page_types import PAGES
from test_accessibility import violations

pytestmark = pytest.mark.browser

FAKE = Path(__file__).parent / "js" / "fake-client.js"

DIALOG = "dialog.search-dialog"
FIELD = f"{DIALOG} input"
OPTION = f"{DIALOG} [role=option]"
BOX = "#page-search"
HIT = "#page-results a.hit-link"

ACTIVE = "document.querySelector('.search-dialog [aria-selected=true]')?.id ?? null"


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    with serve(built) as address:
        yield f"{address}/"


@pytest.fixture
def faked(page: Page) -> Page:
    def answer(route: Route) -> None:
        route.fulfill(path=FAKE, content_type="text/javascript")

    page.route("**/js/search/client.js", answer)
    return page


@pytest.fixture
def dialog(faked: Page, site: str) -> Page:
    """The home page, its dialog open."""
    faked.goto(site)
    faked.keyboard.press("/")
    expect(faked.locator(FIELD)).to_be_focused()
    return faked


# --- ways in and out ----------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_every_page_opens_it_by_key(faked: Page, site: str, path: str, keys: str) -> None:
    faked.goto(site + path)
    faked.keyboard.press(keys)
    field = faked.locator(BOX if path == PAGES["search"] else FIELD)
    expect(field).to_be_focused()
    faked.keyboard.type("/k")
    expect(field).to_have_value("/k")


def test_a_slash_is_a_sign_where_somebody_writes_and_dead_where_keys_are_off(
    faked: Page, site: str
) -> None:
    faked.goto(f"{site}chapters/")
    faked.locator("#page-filter-q").press_sequentially("a/b")
    expect(faked.locator("#page-filter-q")).to_have_value("a/b")
    faked.goto(site + PAGES["episode"])
    faked.keyboard.press("?")
    faked.get_by_label("Single-key shortcuts").uncheck()
    expect(faked.locator("dialog.keys")).to_contain_text("Search everything that was said")
    faked.keyboard.press("Escape")
    for _ in range(2):  # on this page, and on the next
        faked.locator("h1").click()
        faked.keyboard.press("/")
        faked.wait_for_timeout(200)
        expect(faked.locator(DIALOG)).to_have_count(0)
        faked.goto(site)
    faked.keyboard.press("Control+k")
    expect(faked.locator(FIELD)).to_be_focused()


@pytest.mark.parametrize("path", ["home", "episode", "404"])
def test_typing_or_clicking_in_a_page_s_field_opens_it(faked: Page, site: str, path: str) -> None:
    faked.goto(site + PAGES[path])
    field = faked.locator("form.search input").first
    field.focus()
    faked.wait_for_timeout(300)
    expect(faked.locator(DIALOG)).not_to_be_visible()  # the focus alone changes nothing
    faked.keyboard.type("looms")
    expect(faked.locator(FIELD)).to_be_focused()
    expect(faked.locator(FIELD)).to_have_value("looms")
    faked.keyboard.type(" and cards")
    expect(faked.locator(FIELD)).to_have_value("looms and cards")
    faked.get_by_role("button", name="Close").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("looms and cards")
    field.click()
    expect(faked.locator(FIELD)).to_have_value("looms and cards")
    expect(faked.locator(OPTION).first).to_be_visible()


def test_no_key_is_lost_while_the_dialog_is_fetched(faked: Page, site: str) -> None:
    def late(route: Route) -> None:
        faked.wait_for_timeout(400)
        route.continue_()

    faked.route("**/js/search-dialog.js", late)
    faked.goto(site)
    faked.locator("form.search input").focus()
    faked.keyboard.type("looms, cards", delay=20)
    expect(faked.locator(FIELD)).to_have_value("looms, cards")


def test_escape_clears_then_closes_and_gives_the_focus_back(dialog: Page) -> None:
    dialog.keyboard.press("Escape")
    link = dialog.locator("h3 a").first
    link.focus()
    dialog.keyboard.press("Control+k")
    dialog.keyboard.type("looms")
    expect(dialog.locator(OPTION).first).to_be_visible()
    dialog.keyboard.press("Escape")
    expect(dialog.locator(FIELD)).to_have_value("")
    expect(dialog.locator(OPTION)).to_have_count(0)
    expect(dialog.locator(DIALOG)).to_be_visible()
    dialog.keyboard.press("Escape")
    expect(dialog.locator(DIALOG)).not_to_be_visible()
    expect(link).to_be_focused()


def test_a_press_beside_it_closes_it_and_the_query_is_kept(dialog: Page, site: str) -> None:
    dialog.keyboard.type("looms")
    expect(dialog.locator(OPTION).first).to_be_visible()
    dialog.mouse.click(5, 5)
    expect(dialog.locator(DIALOG)).not_to_be_visible()
    dialog.keyboard.press("/")
    expect(dialog.locator(FIELD)).to_have_value("looms")
    expect(dialog.locator(OPTION).first).to_be_visible()
    dialog.goto(f"{site}shows/")
    dialog.keyboard.press("/")
    expect(dialog.locator(FIELD)).to_have_value("looms")
    expect(dialog.locator(OPTION).first).to_be_visible()
    dialog.keyboard.type("new")  # what was kept is selected
    expect(dialog.locator(FIELD)).to_have_value("new")


# --- the combobox -------------------------------------------------------------------------


def test_arrows_go_round_through_the_field(dialog: Page) -> None:
    dialog.keyboard.type("looms")
    expect(dialog.locator(OPTION)).to_have_count(10)
    field = dialog.locator(FIELD)
    expect(field).to_have_attribute("aria-expanded", "true")
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "Home", "End"):
        dialog.keyboard.press(key)
        seen.append(dialog.evaluate(ACTIVE))
        assert field.get_attribute("aria-activedescendant") == seen[-1]
        expect(field).to_be_focused()
    first, second, last = "search-option-0-0", "search-option-0-1", "search-option-4-1"
    assert seen == [first, second, first, None, last, first, last]
    expect(dialog.locator(f"#{last}")).to_be_in_viewport()
    dialog.keyboard.press("ArrowLeft")  # back to what is written
    assert dialog.evaluate(ACTIVE) is None
    dialog.keyboard.press("ArrowDown")
    dialog.keyboard.type("x")
    assert dialog.evaluate(ACTIVE) is None


def test_groups_have_the_episode_s_name_and_options_their_chapter_s(dialog: Page) -> None:
    dialog.keyboard.type("looms")
    group = dialog.get_by_role("group", name="Episode 2", exact=True)
    option = group.get_by_role("option", name="Chapter 1 about looms 1:00")
    expect(option).to_have_accessible_description(re.compile("Ada Lovelace The cards tell"))
    expect(option.locator("mark").first).to_have_text("looms")


def test_enter_follows_the_active_result_and_else_goes_to_the_page(dialog: Page, site: str) -> None:
    dialog.keyboard.type("looms")
    expect(dialog.locator(OPTION).first).to_be_visible()
    dialog.keyboard.press("ArrowDown")
    with dialog.context.expect_page() as opened:
        dialog.keyboard.press("Control+Enter")
    assert opened.value.url == f"{site}episodes/episode-1/?words=looms#t60"
    opened.value.close()
    dialog.keyboard.press("Enter")
    dialog.wait_for_url(f"{site}episodes/episode-1/?words=looms#t60")
    dialog.goto(site)
    dialog.keyboard.press("/")
    dialog.keyboard.type("looms and cards")
    dialog.keyboard.press("Enter")
    dialog.wait_for_url(f"{site}search/?q=looms+and+cards")
    expect(dialog.locator(HIT).first).to_be_visible()


def test_results_are_links_for_the_mouse(dialog: Page, site: str) -> None:
    dialog.keyboard.type("looms")
    option = dialog.locator(OPTION).nth(1)
    with dialog.context.expect_page() as opened:
        option.click(button="middle")
    assert opened.value.url.endswith("/episodes/episode-1/?words=looms#t120")
    opened.value.close()
    option.click()
    dialog.wait_for_url(f"{site}episodes/episode-1/?words=looms#t120")


def test_the_number_is_announced_once_it_stays(dialog: Page) -> None:
    status = dialog.locator(f"{DIALOG} [role=status]")
    dialog.keyboard.type("loo", delay=30)
    dialog.keyboard.type("ms", delay=30)
    expect(dialog.locator(".search-status")).to_have_text("27 chapters in 12 episodes")
    assert status.text_content() == ""
    expect(status).to_have_text("27 chapters in 12 episodes")


def test_only_the_newest_answer_is_shown(dialog: Page) -> None:
    dialog.keyboard.type("slow none")
    dialog.wait_for_timeout(150)
    dialog.locator(FIELD).fill("looms")
    expect(dialog.locator(OPTION)).to_have_count(10)
    dialog.wait_for_timeout(400)
    expect(dialog.locator(OPTION)).to_have_count(10)


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844)])
def test_on_a_phone_it_fills_the_screen(faked: Page, site: str, width: int, height: int) -> None:
    faked.set_viewport_size({"width": width, "height": height})
    faked.goto(site)
    faked.locator("form.search input").click()
    faked.keyboard.type("looms")
    expect(faked.locator(OPTION).first).to_be_visible()
    box = faked.locator(DIALOG).bounding_box()
    assert box == {"x": 0, "y": 0, "width": width, "height": height}
    wide = "[...document.querySelectorAll('.search-dialog, .search-dialog *')]"
    assert (
        faked.evaluate(f"Math.max(...{wide}.map((e) => e.getBoundingClientRect().right))") <= width
    )


# --- every kind of answer -----------------------------------------------------------------


def ask(page: Page, site: str, where: str, query: str) -> None:
    """In the dialog, or on the page."""
    page.goto(site + ("search/" if where == "page" else ""))
    page.keyboard.press("/")
    page.locator(BOX if where == "page" else FIELD).fill(query)


SAID = {"page": "#page-status", "dialog": ".search-status"}
HELP = {"page": "#page-help", "dialog": ".search-dialog .search-help"}

both = pytest.mark.parametrize("where", ["page", "dialog"])


@both
def test_another_word_is_offered(faked: Page, site: str, where: str) -> None:
    ask(faked, site, where, "typo looms")
    expect(faked.locator(SAID[where])).to_have_text("Nothing found for “typo looms”.")
    link = faked.locator(HELP[where]).get_by_role("link", name="type looms")
    expect(link).to_have_attribute("href", f"{site}search/?q=type+looms")
    link.click()
    expect(faked.locator(HIT if where == "page" else OPTION).first).to_be_visible()
    expect(faked.locator(BOX if where == "page" else FIELD)).to_have_value("type looms")
    expect(faked.locator(HELP[where])).to_have_text("")
    assert not faked.evaluate("document.activeElement === document.body")


@both
def test_filters_that_exclude_everything_are_told_and_taken_off(
    faked: Page, site: str, where: str
) -> None:
    ask(faked, site, where, 'none speaker:"Ada Lovelace" year:2021')
    expect(faked.locator(SAID[where])).to_have_text("Nothing found for “none” with these filters.")
    faked.locator(HELP[where]).get_by_role("link", name="none").click()
    expect(faked.locator(SAID[where])).to_have_text("Nothing found for “none”.")


@both
def test_a_filter_that_fits_nobody_is_told(faked: Page, site: str, where: str) -> None:
    ask(faked, site, where, "filter speaker:nobody")
    expect(faked.locator(SAID[where])).to_have_text(
        "One of the filters fits nobody and nothing on this site."
    )


@both
def test_active_filters_are_told_in_words(faked: Page, site: str, where: str) -> None:
    ask(faked, site, where, '"a b" year:2021 speaker:ada speaker:"Bob" -show:loom')
    expect(faked.locator(SAID[where])).to_have_text(
        "At least 27 chapters in 12 episodes. Speaker: ada or Bob. Year: 2021. Not the show: loom."
    )


@both
@pytest.mark.parametrize(
    ("kind", "said", "button"),
    [
        ("offline", "Search could not be loaded. Are you offline?", "Try again"),
        ("version", "The site has been renewed since this page", "Load the page again"),
        ("format", "The site's search files can't be read.", "Try again"),
    ],
)
def test_trouble_is_told_with_a_way_on(
    faked: Page, site: str, where: str, kind: str, said: str, button: str
) -> None:
    faked.add_init_script(f"globalThis.refuse = '{kind}'")
    ask(faked, site, where, "looms")
    expect(faked.locator(SAID[where])).to_contain_text(said)
    around = faked.locator("main" if where == "page" else DIALOG)
    expect(around.get_by_role("link", name="All chapters")).to_be_visible()
    faked.evaluate("globalThis.refuse = ''")
    faked.locator(HELP[where]).get_by_role("button", name=button).click()
    if kind != "version":
        expect(faked.locator(HIT if where == "page" else OPTION).first).to_be_visible()
        expect(faked.locator(HELP[where])).to_have_text("")


@both
def test_an_old_browser_is_shown_the_list(faked: Page, site: str, where: str) -> None:
    ask(faked, site, where, "browser")
    expect(faked.locator(SAID[where])).to_contain_text("This browser is too old to search here.")
    expect(faked.locator(HELP[where])).to_have_text("")


@both
def test_markup_in_an_answer_stays_text(faked: Page, site: str, where: str) -> None:
    ask(faked, site, where, "evil")
    found = faked.locator("#page-results .hits" if where == "page" else f"{DIALOG} [role=group]")
    hit = found.first  # below which others come by themselves
    expect(hit).to_contain_text("<img id=evil src=x> data")
    assert faked.locator("#evil").count() == 0


# --- the page -----------------------------------------------------------------------------


def scroll_to_the_end(page: Page) -> None:
    for shown in (5, 10, 12):
        expect(page.locator(".hits")).to_have_count(shown)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")


def test_more_episodes_come_by_scrolling_and_by_the_button(faked: Page, site: str) -> None:
    faked.goto(f"{site}search/?q=looms")
    expect(faked.locator(".hits").first).to_be_visible()
    scroll_to_the_end(faked)
    expect(faked.get_by_role("button", name=re.compile("more episode"))).to_have_count(0)


def test_the_button_is_enough_and_takes_the_focus_along(faked: Page, site: str) -> None:
    faked.add_init_script("globalThis.IntersectionObserver = class { observe() {} unobserve() {} }")
    faked.goto(f"{site}search/?q=looms")
    button = faked.get_by_role("button", name="Show 7 more episodes")
    button.focus()
    faked.keyboard.press("Enter")
    expect(faked.locator(".hits")).to_have_count(10)
    expect(faked.get_by_role("link", name="Episode 6", exact=True)).to_be_focused()
    expect(faked.get_by_role("button", name="Show 2 more episodes")).to_be_visible()


def test_further_chapters_of_an_episode_come_when_asked_for(faked: Page, site: str) -> None:
    faked.goto(f"{site}search/?q=looms")
    first = faked.locator(".hits").first
    faked.get_by_role("button", name="Show 3 more chapters of this episode").click()
    expect(first.locator(".hit")).to_have_count(5)
    expect(first.locator(".hit-link").nth(2)).to_be_focused()


def test_an_episode_found_again_gets_the_further_chapters(faked: Page, site: str) -> None:
    faked.set_viewport_size({"width": 800, "height": 400})
    faked.goto(f"{site}search/?q=again")
    expect(faked.locator(".hits")).to_have_count(5)
    fifth = "document.querySelectorAll('.hits')[4].getBoundingClientRect().top"
    faked.locator(".hits").nth(4).scroll_into_view_if_needed()
    expect(faked.locator(".hits")).to_have_count(6)
    pages = faked.locator(".hits").evaluate_all("all => all.map((one) => one.dataset.page)")
    assert len(set(pages)) == 6
    first, second = faked.locator(".hits").nth(0), faked.locator(".hits").nth(1)
    expect(first.locator(".hit")).to_have_count(4)
    expect(second.locator(".hit")).to_have_count(4)
    faked.wait_for_timeout(100)
    assert 0 < faked.evaluate(fifth) < 400, "its reader is still where they were"
    first.get_by_role("button", name="Show 4 more chapters of this episode").click()
    expect(first.locator(".hit")).to_have_count(10)
    expect(first.get_by_role("button")).to_have_count(0)


def test_what_fails_later_is_told_where_it_was_asked_for(faked: Page, site: str) -> None:
    faked.add_init_script("globalThis.IntersectionObserver = class { observe() {} unobserve() {} }")
    faked.goto(f"{site}search/?q=lost")
    faked.get_by_role("button", name="Show 7 more episodes").press("Enter")
    place = faked.locator("#page-results > .hits-more")
    expect(place).to_contain_text("Search could not be loaded. Are you offline?")
    expect(place.get_by_role("button", name="Try again")).to_be_focused()
    expect(faked.locator("#page-status")).to_have_text("27 chapters in 12 episodes")
    expect(faked.locator("main [role=status]")).to_contain_text("Are you offline?")
    place.get_by_role("button").press("Enter")
    expect(faked.locator(".hits")).to_have_count(10)
    expect(place).to_have_text("Show 2 more episodes")
    expect(faked.locator("main [role=status]")).not_to_contain_text("offline")


def test_the_tab_is_called_after_the_query(faked: Page, site: str) -> None:
    faked.goto(f"{site}search/")
    title = faked.title()
    faked.locator(BOX).fill("looms")
    expect(faked).to_have_title(f"looms · {title}")
    faked.locator(BOX).fill("")
    expect(faked).to_have_title(title)


def test_the_way_to_all_results_promises_no_number_that_is_not_known(dialog: Page) -> None:
    dialog.keyboard.type('"a b"')
    expect(dialog.locator(".search-all")).to_have_text("Show all chapters on a page")
    dialog.locator(FIELD).fill("looms")
    expect(dialog.locator(".search-all")).to_have_text("Show all 27 chapters on a page")


def test_filters_are_counted_chosen_and_taken_off(faked: Page, site: str) -> None:
    faked.goto(f"{site}search/?q=looms")
    faked.locator("#page-facets summary").click()
    speakers = faked.get_by_role("group", name="Speaker")
    expect(speakers.get_by_role("checkbox")).to_have_count(8)
    expect(speakers.locator("label").first).to_have_text("Ada Lovelace40")
    expect(faked.get_by_role("group", name="Show", exact=True)).to_have_count(0)  # there is one
    ada = speakers.get_by_label("Ada Lovelace")
    ada.focus()
    faked.keyboard.press("Space")
    expect(faked.locator(BOX)).to_have_value('looms speaker:"Ada Lovelace"')
    faked.wait_for_url(f"{site}search/?q=looms+speaker%3A%22Ada+Lovelace%22")
    expect(ada).to_be_checked()
    expect(ada).to_be_focused()
    expect(faked.locator("#page-status")).to_contain_text("Speaker: Ada Lovelace.")
    faked.get_by_role("group", name="Year").get_by_label("2021").check()
    chips = faked.locator("#page-chips button")
    expect(chips).to_have_text(["Speaker: Ada Lovelace", "Year: 2021"])
    faked.reload()
    expect(chips).to_have_text(["Speaker: Ada Lovelace", "Year: 2021"])
    chips.first.click()
    expect(faked.locator(BOX)).to_have_value("looms year:2021")
    expect(chips).to_have_text(["Year: 2021"])
    faked.go_back()
    expect(faked.locator(BOX)).to_have_value('looms speaker:"Ada Lovelace" year:2021')
    expect(chips).to_have_count(2)


def test_a_name_with_quotation_marks_is_chosen_and_taken_off(faked: Page, site: str) -> None:
    faked.goto(f"{site}search/?q=looms")
    faked.locator("#page-facets summary").click()
    speakers = faked.get_by_role("group", name="Speaker")
    rock = speakers.get_by_label('Dwayne "The Rock" Johnson')
    rock.check()
    expect(faked.locator(BOX)).to_have_value('looms speaker:"Dwayne The Rock Johnson"')
    expect(faked.locator("#page-status")).to_contain_text("Speaker: Dwayne The Rock Johnson.")
    expect(rock).to_be_checked()
    speakers.get_by_role("button", name="12 more").click()
    expect(speakers.get_by_role("checkbox")).to_have_count(20)  # none for the name that is a quote
    rock.uncheck()
    expect(faked.locator(BOX)).to_have_value("looms")
    expect(faked.locator("#page-chips button")).to_have_count(0)


def test_each_query_somebody_stopped_at_is_one_entry(faked: Page, site: str) -> None:
    faked.goto(site)
    faked.goto(f"{site}search/")
    box = faked.locator(BOX)
    box.press_sequentially("looms", delay=120)
    faked.wait_for_timeout(1700)
    box.press_sequentially(" and", delay=120)
    box.press_sequentially(" cards", delay=120)
    faked.wait_for_url("**/?q=looms+and+cards")
    faked.keyboard.press("Enter")
    box.fill("numbers")
    faked.wait_for_url("**/?q=numbers")
    for query in ("looms and cards", "looms"):
        faked.go_back()
        expect(box).to_have_value(query)
        expect(faked.locator(HIT).first).to_be_visible()
    faked.go_forward()
    expect(box).to_have_value("looms and cards")
    faked.go_back()
    faked.go_back()
    expect(faked).to_have_url(site)


def test_whoever_comes_back_finds_everything_where_it_was(faked: Page, site: str) -> None:
    faked.goto(f"{site}search/?q=looms")
    faked.get_by_role("button", name="Show 3 more chapters of this episode").click()
    scroll_to_the_end(faked)
    link = faked.locator(".hits").nth(9).locator(".hit-link").nth(1)
    link.scroll_into_view_if_needed()
    top = faked.evaluate("scrollY")
    link.click()
    faked.wait_for_url("**/episodes/**")
    faked.go_back()
    expect(faked.locator(".hits")).to_have_count(12)
    expect(faked.locator(".hits").first.locator(".hit")).to_have_count(5)
    expect(link).to_be_focused()
    until(faked, f"Math.abs(scrollY - {top}) < 5")


def test_what_is_typed_just_before_leaving_is_in_the_address(faked: Page, site: str) -> None:
    faked.goto(f"{site}search/")
    faked.locator(BOX).fill("looms")
    faked.goto(site)
    faked.go_back()
    expect(faked.locator(BOX)).to_have_value("looms")
    expect(faked.locator(HIT).first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_results_come(faked: Page, site: str, width: int) -> None:
    faked.set_viewport_size({"width": width, "height": 800})
    faked.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach("
        "(e) => { shift += e.value; })).observe({ type: 'layout-shift', buffered: true });"
    )
    faked.goto(f"{site}search/?q=slow+looms+year%3A2021")
    expect(faked.locator(HIT).first).to_be_visible()
    faked.wait_for_timeout(300)
    assert faked.evaluate("shift") < 0.01


# --- for everybody ------------------------------------------------------------------------


@both
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_breaks_no_rule(faked: Page, site: str, where: str, scheme: str, width: int) -> None:
    faked.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    faked.set_viewport_size({"width": width, "height": 800})
    for query in ("", "typo year:2021", 'looms speaker:"Ada Lovelace"'):
        ask(faked, site, where, query)
        if query.startswith("looms"):
            expect(faked.locator(HIT if where == "page" else OPTION).first).to_be_visible()
            if where == "page":
                faked.locator("#page-facets summary").click()
                expect(faked.locator(".facet").first).to_be_visible()
            else:
                faked.keyboard.press("ArrowDown")
        assert violations(faked) == []
        assert faked.evaluate("document.documentElement.scrollWidth") <= width


@both
def test_what_is_pressed_is_large_enough(faked: Page, site: str, where: str) -> None:
    ask(faked, site, where, 'looms speaker:"Ada Lovelace"')
    expect(faked.locator(HIT if where == "page" else OPTION).first).to_be_visible()
    if where == "page":
        faked.locator("#page-facets summary").click()
        expect(faked.locator(".facet").first).to_be_visible()
    small = faked.evaluate(
        """(inside) => [...document.querySelectorAll(`${inside} :is(a, button, summary, label)`)]
          .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24)
          .map((e) => e.outerHTML.slice(0, 100))""",
        "main .found" if where == "page" else DIALOG,
    )
    assert small == []


def test_forced_colours_show_the_active_option(dialog: Page) -> None:
    dialog.emulate_media(forced_colors="active")
    dialog.keyboard.type("looms")
    expect(dialog.locator(OPTION).first).to_be_visible()
    dialog.keyboard.press("ArrowDown")
    style = "getComputedStyle(document.querySelectorAll('[role=option]')[{}]).outlineStyle"
    assert dialog.evaluate(style.format(0)) == "solid"
    assert dialog.evaluate(style.format(1)) == "none"


def test_nothing_moves_for_who_wants_less_motion(dialog: Page) -> None:
    dialog.emulate_media(reduced_motion="reduce")
    dialog.keyboard.type("looms")
    expect(dialog.locator(OPTION).first).to_be_visible()
    moving = "[...document.querySelectorAll('.search-dialog *')].filter((e) => getComputedStyle(e)"
    assert dialog.evaluate(f"{moving}.transitionDuration !== '0s').length") == 0
