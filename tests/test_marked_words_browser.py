"""Where a result of search leads: the moment is in view, and its words are marked in all of the
episode."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser import serve, until
from chapterhouse.build import build
from conftest import talk
from long_episodes import LONG, write_long_site
from test_accessibility import violations
from test_budgets import SHIFT, WATCH

pytestmark = pytest.mark.browser

SAID = """
Charles: A loom is no gloom, and looms are many: a loom, a LOOM. (2:00)

Ada: Is it C++ or <b>C</b>? 我们的织布机。 (2:10)
"""

LOOMS = "episodes/looms/"
TOLD = ".find output"
BAR = ".find[data-active]"

MARKED = "['found', 'found-now'].flatMap((name) => [...CSS.highlights.get(name) ?? []].map(String))"
NOW = "[...CSS.highlights.get('found-now') ?? []].map(String)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("marked")
    for name, text in {
        "content/site.toml": 'title = "Engine Room"\n',
        "seeds/looms.txt": talk("Looms") + SAID,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, folder / "output")
    with serve(folder / "output") as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def long_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder = write_long_site(
        tmp_path_factory.mktemp("long"), request.getfixturevalue("repository") / "seeds"
    )
    build(folder)
    with serve(folder / "output") as address:
        yield f"{address}/"


def lower(said: list[str]) -> list[str]:
    return sorted(word.lower() for word in said)


def test_whole_words_are_marked_and_counted_from_the_moment(page: Page, site: str) -> None:
    page.goto(f"{site}{LOOMS}?words=loom,thread#t120")
    expect(page.locator(TOLD)).to_have_text("3 of 5")
    until(page, f"{MARKED}.length === 5")
    assert lower(page.evaluate(MARKED)) == ["loom", "loom", "loom", "loom", "thread"]
    assert page.evaluate(NOW) == ["loom"]
    expect(page.locator("#t120")).to_be_in_viewport()
    page.locator("[data-previous]").click()
    expect(page.locator(TOLD)).to_have_text("2 of 5")
    assert page.evaluate(NOW) == ["thread"]
    for place in (3, 4, 5, 1):
        page.get_by_role("button", name="Next match").click()
        expect(page.locator(TOLD)).to_have_text(f"{place} of 5")


def test_signs_and_scripts_without_spaces_are_words_too(page: Page, site: str) -> None:
    page.goto(f"{site}{LOOMS}?words=c%2B%2B,%E7%BB%87%E5%B8%83,%E5%B8%83%E6%9C%BA#t130")
    expect(page.locator(TOLD)).to_have_text("1 of 2")
    until(page, f"{MARKED}.length === 2")
    assert set(page.evaluate(MARKED)) == {"织布机", "C++"}


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_marks_are_cleared_and_do_not_come_back(page: Page, site: str, way: str) -> None:
    page.goto(f"{site}{LOOMS}?words=loom#t120")
    expect(page.locator(TOLD)).to_have_text("2 of 4")
    expect(page.locator("#t120 a")).to_be_focused()
    top = page.evaluate("scrollY")
    if way == "button":
        box = page.locator(".find").get_by_role("button", name="Clear").bounding_box()
        assert box and box["height"] >= 24
        page.mouse.click(box["x"] + 12, box["y"] + 12)
    else:
        page.keyboard.press("Escape")
    expect(page.locator(BAR)).to_have_count(0)
    assert page.evaluate(MARKED) == []
    assert page.url == f"{site}{LOOMS}#t120"
    assert abs(page.evaluate("scrollY") - top) < 2
    assert page.evaluate("document.activeElement !== document.body")
    page.reload()
    page.wait_for_timeout(300)
    expect(page.locator(BAR)).to_have_count(0)


@pytest.mark.parametrize("way", ["Escape", "button", "emptied"])
def test_a_phrase_is_cleared_like_words(page: Page, site: str, way: str) -> None:
    page.goto(f"{site}{LOOMS}?find=a%20loom#t120")
    expect(page.locator(TOLD)).to_have_text(re.compile("of 3"))
    assert page.evaluate("!document.activeElement.closest('.find')")
    if way == "button":
        page.locator(".find").get_by_role("button", name="Clear").click()
    elif way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.locator("#page-find").fill("")
    expect(page.locator(BAR)).to_have_count(0)
    expect(page.locator("#page-find")).to_have_value("")
    assert page.evaluate(MARKED) == []
    assert page.url == f"{site}{LOOMS}#t120"


def test_escape_leaves_what_somebody_typed(page: Page, site: str) -> None:
    page.goto(f"{site}{LOOMS}?find=a%20loom#t120")
    expect(page.locator(TOLD)).to_have_text(re.compile("of 3"))
    page.locator("#page-find").fill("thread")
    expect(page.locator(TOLD)).to_have_text("2 matches")
    page.locator("#page-find").blur()
    page.keyboard.press("Escape")
    expect(page.locator("#page-find")).to_have_value("thread")


def test_escape_in_a_dialog_or_the_field_is_theirs(page: Page, site: str) -> None:
    page.goto(f"{site}{LOOMS}?words=loom#t120")
    expect(page.locator(TOLD)).to_have_text(re.compile("of 4"))
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.search-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search-dialog")).not_to_be_visible()
    expect(page.locator(TOLD)).to_have_text(re.compile("of 4"))
    page.locator("#page-find").fill("thread")
    expect(page.locator(TOLD)).to_have_text(re.compile(r"^2 matches$"))
    page.locator("#page-find").press("Escape")
    expect(page.locator(BAR)).to_have_count(0)


def test_a_chapter_s_link_marks_and_goes_nowhere_else(page: Page, site: str) -> None:
    page.goto(f"{site}{LOOMS}?words=loom#weaving-numbers")
    expect(page.locator(TOLD)).to_have_text("4 matches")
    expect(page.locator("#weaving-numbers")).to_be_in_viewport()
    page.get_by_role("button", name="Next match").click()
    expect(page.locator(TOLD)).to_have_text("1 of 4")


@pytest.mark.parametrize(
    "words", ["", ",", "%20,", "no-such-word", "%3Cimg%20src%3Dx%3E", "x" * 9000]
)
def test_any_words_are_fine(page: Page, site: str, words: str) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site}{LOOMS}?words={words}#t120")
    page.wait_for_timeout(400)
    expect(page.locator("#t120")).to_be_in_viewport()
    if words.strip(",%20"):
        expect(page.locator(TOLD)).to_have_text("No matches")
    else:
        expect(page.locator(BAR)).to_have_count(0)
    assert complaints == []


def test_an_exact_phrase_is_found_as_before(page: Page, site: str) -> None:
    page.goto(f"{site}{LOOMS}?find=a+loom")
    expect(page.locator(TOLD)).to_have_text(re.compile(r"^1 of \d"))
    expect(page.locator("#page-find")).to_have_value("a loom")


def test_without_highlights_the_paragraphs_are_marked(page: Page, site: str) -> None:
    page.add_init_script("delete CSS.highlights; Object.defineProperty(CSS, 'highlights', {})")
    page.goto(f"{site}{LOOMS}?words=thread#t60")
    expect(page.locator(".turn > .found")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize(("slug", "second"), [(LONG[0], 5000), (LONG[1], 5001)])
def test_a_moment_deep_in_three_hours_is_in_view_and_nothing_moves(
    page: Page, long_site: str, slug: str, second: int, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{long_site}episodes/{slug}/")
    near = f"(id) => Number(/^t(\\d+)$/.exec(id)?.[1] ?? -1) >= {second}"
    place = page.evaluate(
        f"[...document.querySelectorAll('.turn > p[id]')].map((e) => e.id).find({near})"
    )
    page.add_init_script(WATCH)
    page.goto("about:blank")
    page.goto(f"{long_site}episodes/{slug}/?words=the,and#{place}", wait_until="networkidle")
    expect(page.locator(TOLD)).to_have_text(re.compile(r"\d"))
    page.wait_for_timeout(500)
    assert page.evaluate("seen.shift") < SHIFT
    tops = page.evaluate(
        f"['#{place}', '.find'].map((e) => document.querySelector(e).getBoundingClientRect())"
    )
    assert tops[1]["bottom"] <= tops[0]["top"] < 400  # not under the bar


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_marked_words_break_no_rule(page: Page, site: str, scheme: str, width: int) -> None:
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}{LOOMS}?words=loom#t120")
    expect(page.locator(TOLD)).to_have_text(re.compile("of 4"))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
