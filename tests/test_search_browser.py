"""Search as a reader uses it: the built site in a real browser, by keyboard and by mouse."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from browser import serve

pytestmark = pytest.mark.browser

BOX = "#page-search-form input[name=q]"
STATUS = "main [role=status]"
HIT = "#page-results a.hit-link"


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
    """Everything that a browser's console says, and every request that failed."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    return said


def requests_of(page: Page) -> list[str]:
    seen: list[str] = []

    def note(request: Request) -> None:
        seen.append(request.url)

    page.on("request", note)
    return seen


def test_a_query_leads_to_the_chapter_and_back(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/search/")
    page.locator(BOX).press_sequentially("record company")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^\d+ chapters? in \d+ episodes?$"))
    page.wait_for_url(f"{address}/search/?q=record+company")
    said = page.locator("#page-results .hit-text").first
    expect(
        said.locator("mark", has_text=re.compile("record|compan", re.IGNORECASE)).first
    ).to_be_visible()
    first = page.locator(HIT).first
    title = first.locator(".hit-title").inner_text()

    first.click()
    page.wait_for_url(f"{address}/episodes/*/#*")
    heading = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(heading).to_be_in_viewport()
    expect(heading).to_contain_text(title)

    page.go_back()
    expect(page.locator(BOX)).to_have_value("record company")
    expect(page.locator(HIT).first.locator(".hit-title")).to_have_text(title)
    assert complaints == []


def test_results_are_reached_and_followed_by_keyboard(page: Page, root: str) -> None:
    page.goto(f"{root}/search/")
    page.locator(BOX).focus()
    page.keyboard.type("vinyl records")
    page.keyboard.press("Enter")
    expect(page.locator(HIT).first).to_be_visible()
    expect(page.locator(BOX)).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.hit-link')"):
            break
    followed = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(followed)
    assert "/episodes/" in followed


def test_whoever_comes_back_is_on_the_result_they_followed(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=data")
    link = page.locator(HIT).nth(3)
    followed = link.get_attribute("href")
    assert followed
    link.click()
    page.wait_for_url("**/episodes/**")
    page.go_back()
    expect(page.locator(f"{HIT}[href='{followed}']")).to_be_focused()


def test_an_address_with_a_query_shows_its_results(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=k%C3%B6nigsweg")
    expect(page.locator(BOX)).to_have_value("königsweg")
    expect(page.locator(HIT).first).to_be_visible()


def test_nothing_of_search_is_loaded_before_it_is_used(page: Page, root: str) -> None:
    seen = requests_of(page)
    page.goto(f"{root}/search/", wait_until="networkidle")
    assert not any("/search/data/" in url for url in seen)
    page.locator(BOX).focus()
    with page.expect_response("**/search/data/index-*.json"):
        pass
    assert not any("/search/data/text-" in url for url in seen)


@pytest.mark.parametrize("query", ["C++", ".NET", "A/B", "(", '"', ":", "😀", "x" * 10_000])
def test_any_query_has_an_answer(page: Page, root: str, complaints: list[str], query: str) -> None:
    page.goto(f"{root}/search/")
    page.locator(BOX).fill(query)
    expect(page.locator(STATUS)).to_have_text(re.compile(r"chapters? in \d|^Nothing found for"))
    assert complaints == []


def test_emptying_the_box_brings_the_link_to_all_chapters_back(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=data")
    expect(page.locator(HIT).first).to_be_visible()
    expect(page.locator("#page-chapters")).to_be_hidden()
    page.locator(BOX).fill("")
    expect(page.locator(HIT)).to_have_count(0)
    expect(page.locator("#page-chapters")).to_be_visible()
    expect(page.locator(STATUS)).to_have_text("")
    assert page.url == f"{root}/search/"


def test_more_chapters_of_an_episode_appear_when_asked_for(page: Page, root: str) -> None:
    page.goto(f"{root}/search/?q=data")
    button = page.get_by_role("button", name=re.compile("more chapters of this episode")).first
    hidden = int(re.sub(r"\D", "", button.inner_text()))
    visible = page.locator(HIT).locator("visible=true")
    before = visible.count()
    button.click()
    expect(visible).to_have_count(before + hidden)
    assert page.evaluate("document.activeElement.matches('a.hit-link')")


def test_a_lost_connection_is_said_and_tried_again(page: Page, root: str) -> None:
    page.goto(f"{root}/search/")
    page.route("**/search/data/**", lambda route: route.abort())
    page.locator(BOX).fill("data")
    expect(page.locator(STATUS)).to_contain_text("Search could not be loaded. Are you offline?")
    expect(page.locator("#page-chapters")).to_be_visible()
    page.unroute("**/search/data/**")
    page.locator(BOX).fill("data ")
    expect(page.locator(HIT).first).to_be_visible()


def test_an_index_for_another_lunr_js_is_refused(page: Page, built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    table = site / "search/data/table.json"
    table.write_text(table.read_text().replace('"lunr":"2.3.9"', '"lunr":"2.4.0"'))
    with serve(site) as at:
        page.goto(f"{at}/search/?q=data")
        expect(page.locator(STATUS)).to_contain_text("is for lunr 2.4.0, but lunr 2.3.9 was loaded")


def test_what_a_transcript_says_never_becomes_markup(
    page: Page, built: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    for path in site.glob("search/data/text-*.json"):
        texts = ["<img id=evil src=x> data" for _ in json.loads(path.read_text())]
        path.write_text(json.dumps(texts))
    with serve(site) as at:
        page.goto(f"{at}/search/?q=data")
        said = page.locator("#page-results .hit-text").first
        expect(said).to_have_text("<img id=evil src=x> data")
        expect(said.locator("mark")).to_have_text("data")
        assert page.locator("#evil").count() == 0
