"""Light and dark in a real browser: what the host wants, what the reader chose, and no flash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser import serve, until
from chapterhouse.build import build
from conftest import talk
from page_types import EPISODE

pytestmark = pytest.mark.browser

LIGHT, DARK = "rgb(251, 248, 242)", "rgb(22, 20, 18)"
"""The default theme's papers."""

STORE = 'localStorage.setItem("chapterhouse:scheme", "%s")'

GROUND = "getComputedStyle(document.documentElement).backgroundColor"

FRAMES = f"""
window.frames_seen = [];
const look = () => {{
  if (document.body) frames_seen.push({GROUND});
  requestAnimationFrame(look);
}};
requestAnimationFrame(look);
"""
"""Notes the ground in every frame that has a body to paint."""


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    with serve(built) as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def dark_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose host wants it dark."""
    folder = tmp_path_factory.mktemp("dark")
    files = {
        "content/site.toml": 'title = "Looms"\n[look]\nscheme = "dark"\n',
        "seeds/a.txt": talk("Looms"),
    }
    for path, text in files.items():
        (folder / path).parent.mkdir()
        (folder / path).write_text(text, encoding="utf-8")
    build(folder)
    with serve(folder / "output") as address:
        yield f"{address}/"


def ground(page: Page) -> str:
    return str(page.evaluate(GROUND))


@pytest.mark.parametrize(
    ("chosen", "machine", "shown"), [("dark", "light", DARK), ("light", "dark", LIGHT)]
)
def test_a_chosen_scheme_is_there_in_the_first_frame(
    page: Page, site: str, chosen: str, machine: str, shown: str
) -> None:
    page.emulate_media(color_scheme="dark" if machine == "dark" else "light")
    page.goto(site)
    page.evaluate(STORE % chosen)
    page.add_init_script(FRAMES)
    page.goto(site + EPISODE, wait_until="networkidle")
    until(page, "frames_seen.length > 3")
    assert set(page.evaluate("frames_seen")) == {shown}


def test_the_first_paint_waits_for_no_module(page: Page, site: str) -> None:
    """With all modules held back for ever, what is painted is dark already."""
    page.goto(site)
    page.evaluate(STORE % "dark")
    page.route("**/js/site.js", lambda route: None)
    page.route("**/js/episode.js", lambda route: None)
    page.goto(site + EPISODE, wait_until="commit")
    until(page, "performance.getEntriesByType('paint').length > 0")
    assert ground(page) == DARK
    expect(page.locator("meta[name=theme-color][media=all]")).to_have_attribute(
        "content", "#161412"
    )


def test_a_reader_chooses_and_is_remembered(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site)
    assert ground(page) == LIGHT
    switch = page.get_by_role("group", name="Colours")
    expect(switch.get_by_role("radio", name="Automatic")).to_be_checked()
    switch.get_by_role("radio", name="Automatic").focus()
    page.keyboard.press("ArrowLeft")
    expect(switch.get_by_role("radio", name="Dark")).to_be_checked()
    assert ground(page) == DARK
    page.goto(site + EPISODE)
    assert ground(page) == DARK
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    page.get_by_role("radio", name="Automatic").check()
    assert ground(page) == LIGHT


def test_a_choice_reaches_the_pages_that_are_open(page: Page, site: str) -> None:
    page.goto(site)
    other = page.context.new_page()
    other.goto(site + EPISODE)
    page.get_by_role("radio", name="Dark").check()
    until(other, f"{GROUND} === '{DARK}'")


def test_a_host_who_wants_dark_gets_it_on_any_machine(page: Page, dark_site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(dark_site)
    assert ground(page) == DARK
    page.get_by_role("radio", name="Automatic").check()
    assert ground(page) == LIGHT


def without_scripts(browser: Browser) -> BrowserContext:
    return browser.new_context(java_script_enabled=False, color_scheme="light")


def test_without_scripts_the_hosts_scheme_holds_and_nothing_is_to_be_chosen(
    browser: Browser, dark_site: str
) -> None:
    context = without_scripts(browser)
    page = context.new_page()
    page.goto(dark_site)
    page.screenshot()
    assert ground(page) == DARK
    expect(page.locator(".scheme-switch")).to_be_hidden()
    context.close()


def test_a_browser_that_keeps_nothing_still_changes(page: Page, site: str) -> None:
    page.add_init_script(
        'Object.defineProperty(window, "localStorage", { get() { throw new Error("no"); } });'
    )
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site)
    page.get_by_role("radio", name="Dark").check()
    assert ground(page) == DARK
    assert said == []


def test_paper_is_light(page: Page, dark_site: str) -> None:
    page.goto(dark_site)
    page.get_by_role("radio", name="Dark").check()
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert ink == "rgb(33, 29, 25)"
