"""The health page of a site with many troubles: it breaks no rule, and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser import serve
from chapterhouse.build import build
from chapterhouse.pages.health import WORST
from conftest import talk
from test_accessibility import NARROW, Scheme, violations

pytestmark = pytest.mark.browser

EPISODES = 40


@pytest.fixture(scope="module")
def health(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("health")
    files = {
        "content/site.toml": 'title = "Small"\nhealth = true\n',
        "content/episodes/e01.md": "---\nreviewed: false\n---\n",
    }
    for number in range(EPISODES):
        text = talk(f"Looms of the year {number}", 1, number // 2 + 1)
        files[f"seeds/e{number:02}.txt"] = text.replace("(1:00)", "") if number % 3 else text
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    build(folder)
    with serve(folder / "output") as at:
        yield f"{at}/health/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, 1280])
def test_the_page_breaks_no_rule(page: Page, health: str, scheme: Scheme, width: int) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(health)
    page.locator("details summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_worst_are_shown_and_the_rest_are_a_press_away(page: Page, health: str) -> None:
    page.goto(health)
    rows = page.locator("tbody tr").locator("visible=true")
    expect(rows).to_have_count(WORST)
    page.get_by_text(f"{EPISODES - WORST} more episodes").click()
    expect(rows).to_have_count(EPISODES)
    expect(page.get_by_role("heading", name="What to mend first")).to_be_visible()
