"""The strip of the whole conversation in a real browser, with a stand-in for the player."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import serve
from chapterhouse.build import build

pytestmark = pytest.mark.browser

EDITED = "/episodes/lessons-learned-about-data-and-ai-at-enterprises/"
CAPTIONS = "/episodes/running-from-complexity/"

PLAYER = """
    window.asked = [];
    document.documentElement.dataset.player = "";
    document.addEventListener("chapterhouse:seek", (event) => {
      asked.push([Math.round(event.detail.seconds), event.detail.play]);
      event.preventDefault();
    });
    window.tell = (seconds, playing) => document.dispatchEvent(
      new CustomEvent("chapterhouse:time", { detail: { seconds, playing } }));
    tell(1900, false);
"""
"""What the contract says of the player: it tells the time and takes what it is asked for."""


@pytest.fixture(scope="module")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The five transcripts without a recording: the player is the stand-in alone."""
    folder = tmp_path_factory.mktemp("silent")
    for part in ("seeds", "content"):
        shutil.copytree(repository / part, folder / part)
    for override in (folder / "content/episodes").glob("*.md"):
        text = override.read_text(encoding="utf-8")
        override.write_text(re.sub(r"(?m)^youtube:.*\n", "", text), encoding="utf-8")
    build(folder)
    with serve(folder / "output") as address:
        yield address


def test_a_part_of_the_strip_leads_to_its_chapter_and_has_a_name(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    part = page.locator(".strip").get_by_role("link", name="23:48 Explaining AI to managers")
    expect(part).to_have_attribute("tabindex", "-1")
    part.click()
    expect(page).to_have_url(f"{site}{EDITED}#explaining-ai-to-managers")
    assert page.locator(".strip [role=slider], .strip line").count() == 0


def test_the_strip_works_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + CAPTIONS)
    page.get_by_role("link", name="3:07 Career journey").first.click()
    expect(page).to_have_url(f"{site}{CAPTIONS}#career-journey")
    context.close()


def test_a_line_shows_where_the_player_is(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    page.evaluate(PLAYER)
    line, strip = (page.locator(which).bounding_box() for which in (".strip line", ".strip svg"))
    assert line is not None and strip is not None
    place = (line["x"] + line["width"] / 2 - strip["x"]) / strip["width"]
    length = int(page.locator(".strip").get_attribute("data-length") or 0)
    assert place == pytest.approx(1900 / length, abs=0.003)
    current = page.locator(".strip a[aria-current]")
    expect(current).to_have_count(1)
    expect(current).to_have_attribute(
        "href", "#why-being-able-to-explain-machine-learning-to-managers-is-important"
    )


def test_before_the_player_is_loaded_a_click_says_where_it_begins(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    page.evaluate(PLAYER)
    page.evaluate("delete document.documentElement.dataset.player")
    strip = page.locator(".strip svg")
    box = strip.bounding_box()
    assert box is not None
    strip.click(position={"x": box["width"] / 2, "y": box["height"] - 1})
    assert [play for _, play in page.evaluate("asked")] == [False]
    page.locator(".strip a").nth(3).click()
    expect(page).to_have_url(f"{site}{EDITED}#being-part-of-the-data-and-ai-community")
    assert not any(play for _, play in page.evaluate("asked"))


@pytest.mark.parametrize("path", [EDITED, CAPTIONS])
def test_with_a_player_a_click_anywhere_is_a_time(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    page.evaluate(PLAYER)
    strip = page.locator(".strip svg")
    box = strip.bounding_box()
    assert box is not None
    length = int(page.locator(".strip").get_attribute("data-length") or 0)
    for y in (10, box["height"] - 3):
        strip.click(position={"x": box["width"] / 4, "y": y})
    asked = page.evaluate("asked")
    assert [play for _, play in asked] == [True, True]
    for seconds, _ in asked:
        assert seconds == pytest.approx(length / 4, abs=length / box["width"] + 1)
    expect(page).to_have_url(site + path)


def test_the_strip_is_a_slider_for_the_keyboard(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    page.evaluate(PLAYER)
    slider = page.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuenow", "1900")
    expect(slider).to_have_attribute(
        "aria-valuetext",
        "31:40, Why being able to explain machine learning to managers is important",
    )
    slider.focus()
    keys = ("ArrowRight", "ArrowLeft", "PageDown", "PageUp", "Home", "End")
    for key in keys:
        page.keyboard.press(key)
    length = int(page.locator(".strip").get_attribute("data-length") or 0)
    assert page.evaluate("asked") == [
        [1905, False],
        [1895, False],
        [2210, False],
        [1673, False],
        [0, False],
        [length, False],
    ]
    assert page.evaluate("scrollY") < 2000
    page.evaluate("tell(3, true)")
    expect(slider).to_have_attribute("aria-valuetext", "0:03")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("asked.at(-1)") == [0, True]


def test_the_strip_keeps_its_place_when_the_player_comes(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + EDITED)
    before = page.locator(".shares").bounding_box()
    page.evaluate(PLAYER)
    assert page.locator(".shares").bounding_box() == before


def test_links_to_correct_a_paragraph_show_on_hover(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(site + EDITED)
    page.evaluate(
        """document.querySelector(".turn > p[id]").insertAdjacentHTML(
             "beforeend", ' <span class="fix"><a href="https://example.org/">✎</a></span>')"""
    )
    fix, first = page.locator(".fix"), page.locator(".turn > p[id]").first
    expect(fix).to_have_css("opacity", "0")
    first.hover()
    expect(fix).to_have_css("opacity", "1")
    box = fix.locator("a").bounding_box()
    assert box is not None and box["width"] >= 24 and box["height"] >= 24


def test_the_lanes_are_drawn_in_the_speakers_colours(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    colours = page.evaluate(
        """() => [...document.querySelectorAll(".said path")].map((path) => getComputedStyle(path))
             .map(({ stroke, strokeWidth }) => [stroke, strokeWidth])"""
    )
    assert {width for _, width in colours} == {"7px"}
    assert len({stroke for stroke, _ in colours}) == page.locator(".shares li").count() >= 2
