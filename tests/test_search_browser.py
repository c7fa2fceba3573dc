"""Search as a reader uses it: the built site in a real browser, by keyboard and by mouse. What
every kind of answer looks like is in test_search_states_browser."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from browser import serve, until
from chapterhouse.build import build
from conftest import MakeSite, talk

pytestmark = pytest.mark.browser

BOX = "#page-search"
STATUS = "#page-status"
HIT = "#page-results a.hit-link"
DIALOG = "dialog.search-dialog"
FIELD = f"{DIALOG} input"
OPTION = f"{DIALOG} [role=option]"
SAID = f"{DIALOG} .search-status"

ODD = ["C++", ".NET", "A/B", "(", '"', ":", "😀", "speaker:", 'year:"', "-", "*", "x" * 10_000]
ANSWERED = re.compile(r"chapters? in \d|^Nothing found for|^One of the filters")

LONGEST = """
globalThis.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: "longtask" });
"""
"""Milliseconds of the longest task that held the page up; 0 where none took 50."""

EPISODES = 300
"""Of a corpus, where one is given."""


@pytest.fixture(params=["", "/some/repo"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """The site at a domain's root, and the same below a path."""
    below = str(request.param)
    folder: Path = request.getfixturevalue("built_below" if below else "built")
    with serve(folder, below) as at:
        yield at


@pytest.fixture
def root(built: Path) -> Iterator[str]:
    with serve(built) as at:
        yield at


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Everything that a browser's console says, and every request that failed; not those that
    nobody waits for any more, because their reader followed a link."""
    said: list[str] = []

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            said.append(f"{request.url}: {request.failure}")

    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", failed)
    return said


def requests_of(page: Page) -> list[str]:
    seen: list[str] = []

    def note(request: Request) -> None:
        seen.append(request.url)

    page.on("request", note)
    return seen


def script_of_search(url: str) -> str | None:
    """The name of a script that is search's."""
    found = re.search(r"/js/(search[-/][^?#]*)", url)
    return found and found[1]


def landed(page: Page, address: str) -> None:
    """At a moment, in view and marked, with its words."""
    page.wait_for_url(re.compile(re.escape(address) + r"/episodes/[^/]+/\?words=[^#]+#t\d+"))
    moment = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(moment).to_be_in_viewport()
    expect(page.locator(".find output")).to_have_text(re.compile(r"^\d+ (of \d+|match)"))


# --- from every page ----------------------------------------------------------------------


def test_a_query_leads_to_the_moment_by_keyboard(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/people/")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("record company")
    expect(page.locator(SAID)).to_have_text(re.compile(r"^\d+ chapters? in \d+ episodes?$"))
    expect(page.locator(f"{OPTION} mark", has_text="record").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    landed(page, address)
    page.go_back()
    page.wait_for_url(f"{address}/people/")
    assert complaints == []


def test_a_query_leads_to_the_moment_by_mouse(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/")
    page.locator("form.search input").click()
    page.keyboard.type("record company")
    option = page.locator(OPTION).first
    clock = option.locator(".hit-clock").inner_text()
    option.click()
    landed(page, address)
    second = int(re.findall(r"#t(\d+)", page.url)[0])
    hours, minutes = divmod(second // 60, 60)
    written = f"{hours}:{minutes:02}" if hours else str(minutes)
    assert clock == f"{written}:{second % 60:02}"
    assert complaints == []


def test_the_form_works_without_the_dialog(page: Page, root: str) -> None:
    page.route("**/js/search-dialog.js", lambda route: route.abort())
    page.goto(f"{root}/shows/")
    page.locator(".site-header .search input").click()
    page.keyboard.type("vinyl")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}/search/?q=vinyl")
    expect(page.locator(HIT).first).to_be_visible()


def test_what_is_typed_right_after_the_slash_is_kept(page: Page, root: str) -> None:
    page.goto(f"{root}/shows/")
    page.keyboard.press("/")
    page.keyboard.type("vinyl")
    expect(page.locator(FIELD)).to_have_value("vinyl")
    expect(page.locator(OPTION).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    until(page, "document.activeElement === document.body")


def test_without_scripts_search_leads_to_all_chapters(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}/shows/")
    page.locator(".site-header .search input").fill("vinyl")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}/search/?q=vinyl")
    assert "Searching needs JavaScript." in str(page.locator("main noscript").text_content())
    expect(page.locator("#page-facets")).to_be_hidden()
    page.locator("main").get_by_role("link", name="All chapters").click()
    page.wait_for_url(f"{root}/chapters/")
    context.close()


def test_nothing_of_search_is_loaded_before_somebody_reaches_for_it(
    page: Page, root: str, built: Path
) -> None:
    seen = requests_of(page)
    episode = f"/episodes/{next((built / 'episodes').glob('*/index.html')).parent.name}/"
    for path in ("/", "/shows/", episode):
        page.goto(root + path, wait_until="networkidle")
    own = [name for url in seen if (name := script_of_search(url))]
    assert {*own} == {"search-opener.js"}
    page.goto(f"{root}/search/", wait_until="networkidle")  # which needs scripts of its own
    assert [url for url in seen if "/search/data/" in url or "/js/search/" in url] == []
    page.goto(f"{root}/shows/")
    before = len(seen)
    with page.expect_response("**/search/data/table.json"):
        page.locator(".site-header .search input").focus()
    page.wait_for_load_state("networkidle")
    warmed = [url for url in seen[before:] if "/search/data/" in url]
    assert not any("/texts/" in url or "/range-" in url for url in warmed)
    expect(page.locator(DIALOG)).not_to_be_visible()


# --- the page -----------------------------------------------------------------------------


def test_the_page_leads_to_the_moment_and_back(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/search/")
    page.locator(BOX).press_sequentially("data science")
    page.wait_for_url(f"{address}/search/?q=data+science")
    link = page.locator(HIT).nth(3)
    followed = link.get_attribute("href")
    assert followed
    page.locator(".hit-text mark").first.wait_for()
    link.click()
    landed(page, address)
    page.go_back()
    expect(page.locator(BOX)).to_have_value("data science")
    expect(page.locator(f"{HIT}[href='{followed}']")).to_be_focused()
    page.reload()
    expect(page.locator(HIT).nth(3)).to_have_attribute("href", followed)
    assert complaints == []


def test_results_are_reached_and_followed_by_keyboard(page: Page, root: str) -> None:
    page.goto(f"{root}/search/")
    page.keyboard.press("/")
    page.keyboard.type("vinyl records")
    page.keyboard.press("Enter")
    expect(page.locator(HIT).first).to_be_visible()
    expect(page.locator(BOX)).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.hit-link')"):
            break
    page.keyboard.press("Enter")
    landed(page, root)


def test_an_address_with_a_query_shows_its_results(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=k%C3%B6nigsweg")
    expect(page.locator(BOX)).to_have_value("königsweg")
    expect(page.locator(HIT).first).to_be_visible()


@pytest.mark.parametrize("query", ODD, ids=lambda query: query[:9])
def test_any_query_has_an_answer(page: Page, root: str, complaints: list[str], query: str) -> None:
    page.goto(f"{root}/search/")
    page.locator(BOX).fill(query)
    expect(page.locator(STATUS)).to_have_text(ANSWERED)
    page.goto(f"{root}/shows/")
    page.keyboard.press("Control+k")
    page.locator(FIELD).fill(query)
    expect(page.locator(SAID)).to_have_text(ANSWERED)
    assert complaints == []


def test_emptying_the_box_empties_the_page_and_its_address(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=data")
    expect(page.locator(HIT).first).to_be_visible()
    page.locator(BOX).fill("")
    expect(page.locator(HIT)).to_have_count(0)
    expect(page.locator(STATUS)).to_have_text("")
    page.wait_for_url(f"{root}/search/")


def test_further_chapters_and_episodes_are_all_there(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=data")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^\d+ chapters in \d+ episodes$"))
    chapters, episodes = map(int, re.findall(r"\d+", page.locator(STATUS).inner_text()))
    more = page.get_by_role("button", name=re.compile("^Show .* more episode"))
    while more.count():
        more.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
    expect(page.locator(".hits")).to_have_count(episodes)
    others = page.get_by_role("button", name=re.compile("more chapters? of this episode"))
    while count := others.count():
        others.first.click()
        expect(others).to_have_count(count - 1)
    expect(page.locator(HIT)).to_have_count(chapters)


def test_filters_narrow_what_is_found_by_as_much_as_they_say(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=data")
    page.locator("#page-facets summary").click()
    label = page.get_by_role("group", name="Speaker").locator("label").nth(1)
    counted = label.locator(".facet-count").inner_text()
    name = label.locator("span").first.inner_text()
    label.locator("input").check()
    expect(page.locator(STATUS)).to_have_text(re.compile(rf"^{counted} chapters? in .*Speaker: "))
    expect(page.locator(BOX)).to_have_value(f'data speaker:"{name}"')
    page.get_by_role("button", name=f"Take off the filter Speaker: {name}").click()
    expect(page.locator(BOX)).to_have_value("data")


def test_a_slip_of_the_fingers_is_mended(page: Page, root: str) -> None:
    page.goto(f"{root}/shows/")
    page.keyboard.press("/")
    page.keyboard.type("sofware")
    link = page.locator(f"{DIALOG} .search-help").get_by_role("link", name="software")
    link.click()
    expect(page.locator(FIELD)).to_have_value("software")
    expect(page.locator(OPTION).first).to_be_visible()


def test_a_lost_connection_is_said_and_tried_again(page: Page, root: str) -> None:
    page.goto(f"{root}/search/")
    page.context.route("**/search/data/**", lambda route: route.abort())
    page.locator(BOX).fill("data")
    expect(page.locator(STATUS)).to_contain_text("Search could not be loaded. Are you offline?")
    expect(page.locator("main").get_by_role("link", name="All chapters")).to_be_visible()
    page.context.unroute("**/search/data/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(HIT).first).to_be_visible()


def test_a_connection_lost_later_is_said_and_tried_again(page: Page, root: str) -> None:
    page.goto(f"{root}/shows/")
    page.keyboard.press("/")
    page.keyboard.type("data")
    expect(page.locator(OPTION).first).to_be_visible()
    page.context.set_offline(True)
    page.locator(FIELD).fill("vinyl")
    expect(page.locator(SAID)).to_contain_text(re.compile("Are you offline|chapter"))
    page.context.set_offline(False)
    again = page.locator(DIALOG).get_by_role("button", name="Try again")
    if again.count():  # a small site has one range, which is there already
        again.click()
    expect(page.locator(OPTION).first).to_be_visible()


@pytest.mark.parametrize("what", ['"lunr":"2.3.9"', '"format":2'])
def test_files_for_another_version_are_refused(
    page: Page, built: Path, tmp_path: Path, what: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    table = site / "search/data/table.json"
    assert what in table.read_text()
    table.write_text(table.read_text().replace(what, what.replace("2", "7", 1)))
    with serve(site) as at:
        page.goto(f"{at}/search/?q=data")
        expect(page.locator(STATUS)).to_contain_text("The site has been renewed since this page")
        expect(page.get_by_role("button", name="Load the page again")).to_be_visible()


EVIL = """
Charles: Is <img id=evil src=x onerror=alert(1)> loom & "quote" ok? (2:00)

Weaving <b id=evil>markup</b>

Ada: The loom says </script><script id=evil></script>. (2:10)
"""


def test_what_a_transcript_says_never_becomes_markup(
    page: Page, make_site: MakeSite, complaints: list[str]
) -> None:
    folder = make_site({"seeds/looms.txt": talk("Looms <i id=evil>x</i>") + EVIL})
    build(folder)
    with serve(folder / "output") as at:
        for where in ("/search/?q=evil", "/shows/"):
            page.goto(at + where)
            if where == "/shows/":
                page.keyboard.press("/")
                page.keyboard.type("evil")
            hits = page.locator(".hits, .search-dialog [role=group]")
            expect(hits.first).to_contain_text("<i id=evil>x</i>")
            expect(hits.first).to_contain_text("<img id=evil")
            assert page.locator("#evil").count() == 0
    assert complaints == []


def test_a_site_from_right_to_left_has_its_own_side(page: Page, make_site: MakeSite) -> None:
    site = 'title = "Looms"\nlanguage = "ar"\n'
    folder = make_site({"content/site.toml": site, "seeds/looms.txt": talk("Looms")})
    build(folder)
    page.set_viewport_size({"width": 320, "height": 640})
    with serve(folder / "output") as at:
        page.goto(f"{at}/shows/")
        page.keyboard.press("/")
        page.keyboard.type("loom")
        option = page.locator(OPTION).first
        title, clock = option.locator(".hit-title"), option.locator(".hit-clock")
        boxes = [title.bounding_box(), clock.bounding_box()]
        assert boxes[0] and boxes[1]
        assert boxes[1]["x"] < boxes[0]["x"]
        close = page.locator(".search-close").bounding_box()
        assert close and close["x"] < 160
        page.goto(f"{at}/search/?q=loom")
        expect(page.locator(HIT).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_phrase_is_looked_for_further_until_all_that_have_it_are_there(
    page: Page, make_site: MakeSite
) -> None:
    """Files of text are read thirty at a time; the words alone stand in all of them."""
    apart = talk("Looms") + "\nAda: Red, red, red threads, and looms, looms, looms. (1:30)\n"
    together = talk("Looms") + "\nAda: A red loom. (1:30)\n"
    episodes = {f"seeds/{number:03}.txt": apart for number in range(45)}
    episodes |= {f"seeds/x{number}.txt": together for number in range(3)}
    build(folder := make_site(episodes))
    with serve(folder / "output") as at:
        page.goto(f'{at}/search/?q="red+loom"')
        expect(page.locator(STATUS)).to_have_text("3 chapters in 3 episodes", timeout=20_000)
        assert page.locator(HIT).count() == 3
        expect(page.locator(".hits-more")).to_have_count(0)


# --- nothing is held up -------------------------------------------------------------------


def longest_task_while_typing(page: Page, at: str) -> float:
    """Milliseconds, of the page's own thread; the best of three, on a machine with other work."""
    tried = []
    for path, keys, box, shown in (
        ("/shows/", "/", FIELD, OPTION),
        ("/search/", "/", BOX, HIT),
    ):
        best = []
        for _ in range(3):
            page.goto(at + path, wait_until="networkidle")
            page.evaluate(LONGEST)
            page.keyboard.press(keys)
            expect(page.locator(box)).to_be_focused()
            for query in ("machine learning", "how do teams"):
                page.locator(box).fill("")
                page.keyboard.type(query, delay=60)
                expect(page.locator(shown).first).to_be_visible()
                page.wait_for_timeout(300)
            best.append(float(page.evaluate("longest")))
        tried.append(min(best))
    return max(tried)


def test_typing_is_never_held_up(page: Page, root: str) -> None:
    assert longest_task_while_typing(page, root) <= 50


def test_typing_is_never_held_up_among_hundreds_of_episodes(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    corpora = os.environ.get("CORPORA")
    if not corpora:
        pytest.skip("say where the corpora are: CORPORA=DIR")
    folder = tmp_path_factory.mktemp("hundreds")
    (folder / "content").mkdir()
    (folder / "content/site.toml").write_text('title = "Hundreds"\n', encoding="utf-8")
    (folder / "seeds").mkdir()
    for file in transcripts(Path(corpora) / "changelog")[:EPISODES]:
        shutil.copy(file, folder / "seeds" / file.name)
    build(folder)
    with serve(folder / "output") as at:
        assert longest_task_while_typing(page, at) <= 50


def transcripts(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in {".md", ".txt", ".vtt"})
