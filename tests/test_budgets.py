"""What a reader's phone has to fetch, hold and step through: upper bounds, so that none of it
grows unnoticed. Sizes are those of files that a host compresses one by one."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from browser import serve
from chapterhouse.build import build
from chapterhouse.urls import file_of
from crawl import pages
from long_episodes import LONG, write_long_site
from page_types import CAPTIONS, EPISODE, PAGES

KB = 1000

HTML, SCRIPTS, LATER, STYLES = 150 * KB, 20 * KB, 10 * KB, 15 * KB
"""Bytes, compressed: a page; the scripts that an episode's page loads; those that it may import
when somebody asks for them; the style sheets of a page."""

DEEP = [
    (LONG[0], "what-part-16-of-the-talk-is-about", 320),
    (LONG[1], "being-engineers", 320),
    (LONG[1], "being-engineers", 768),
]
"""A chapter in the last third of a long episode, and a width of the window."""

WORDS = """() => [...document.querySelectorAll(".turn > p[id]")]
  .find((each) => each.getBoundingClientRect().top > innerHeight / 2).id"""
"""The first words in the lower half of the window."""
FOLLOW = """
  window.followed = [];
  const look = () => {
    const place = document.getElementById("%s")?.getBoundingClientRect().top;
    if (scrollY) followed.push(place);
  };
  const end = new ResizeObserver(look);
  const follow = () => {
    end.disconnect(); // and is told again after this frame's callbacks, before it is painted
    if (document.documentElement) end.observe(document.documentElement);
    requestAnimationFrame(follow);
  };
  follow();
"""
"""How far down such words are after each frame in which the page isn't at its top."""

TAB_STOPS = 60
SHIFT = 0.01
LONG_TASK = 50
"""Milliseconds."""

_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["']([^"']+)["']""")
_IMPORT_LATER = re.compile(r"""\bimport\(\s*["']([^"']+)["']""")
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_SCRIPT = re.compile(r'<script(?: type="module")? src="([^"]+)">')


@pytest.fixture(scope="module")
def long(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two long episodes, built."""
    folder = write_long_site(tmp_path_factory.mktemp("long"), repository / "seeds")
    build(folder)
    return folder / "output"


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), compresslevel=6))


def sizes(files: set[Path]) -> dict[str, int]:
    return {file.name: compressed(file) for file in sorted(files)}


def imported(scripts: set[Path], which: re.Pattern[str]) -> set[Path]:
    return {
        (script.parent / name).resolve()
        for script in scripts
        for name in which.findall(script.read_text(encoding="utf-8"))
    }


def with_imports(scripts: set[Path]) -> set[Path]:
    """The scripts and all that they import, and so on."""
    new = scripts
    while new := imported(new, _IMPORT) - scripts:
        scripts = scripts | new
    return scripts


def scripts_of(page: Path) -> set[Path]:
    """What the page loads at once."""
    names = _SCRIPT.findall(page.read_text(encoding="utf-8"))
    return with_imports({(page.parent / name).resolve() for name in names})


def styles_of(page: Path) -> set[Path]:
    """The style sheets that the page names, also those for paper or for who has no scripts."""
    names = _STYLE.findall(page.read_text(encoding="utf-8"))
    # The 404 page, which is served at any depth, names them from the root, where it lies.
    return {(page.parent / name.removeprefix("/")).resolve() for name in names}


# --- bytes --------------------------------------------------------------------------------


def test_every_page_of_the_site_is_light(built: Path) -> None:
    heavy = {page.parent.name: compressed(page) for page in pages(built)}
    assert {name: size for name, size in heavy.items() if size > HTML / 2} == {}


@pytest.mark.parametrize("slug", LONG)
def test_three_hours_are_light(long: Path, slug: str) -> None:
    page = long / "episodes" / slug / "index.html"
    text = re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))
    assert len(text.split()) > 28_000
    assert compressed(page) <= HTML


def test_the_scripts_of_an_episode_are_light(built: Path) -> None:
    loaded = scripts_of(built / EPISODE / "index.html")
    at_once = sizes(loaded)
    assert "player.js" in at_once
    assert sum(at_once.values()) <= SCRIPTS, at_once
    asked_for = imported(loaded, _IMPORT_LATER)
    dialog = {script for script in asked_for if script.name == "search-dialog.js"}
    later = sizes(with_imports(asked_for - dialog) - loaded)
    assert sum(later.values()) <= LATER, later
    search = sizes(with_imports(dialog) - loaded)
    assert 0 < sum(search.values()) <= LATER, search


def test_a_page_without_search_hardly_pays_for_it(built: Path) -> None:
    scripts = sizes(scripts_of(built / "shows/index.html"))
    assert sum(scripts[name] for name in ("site.js", "search-opener.js", "storage.js")) <= 1200


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_styles_of_a_page_are_light(built: Path, path: str) -> None:
    styles = sizes(styles_of(built / file_of(f"/{path}")))
    assert "site.css" in styles
    assert sum(styles.values()) <= STYLES, styles


# --- in a browser -------------------------------------------------------------------------

WATCH = """
window.seen = { shift: 0, longest: 0, refused: [] };
const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
  .observe({ type, buffered: true });
watch("layout-shift", (entry) => { seen.shift += entry.value; });
watch("longtask", (entry) => { seen.longest = Math.max(seen.longest, entry.duration); });
document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
  seen.refused.push(blockedURI);
});
"""

STEP = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body || at.hasAttribute("data-stepped")) return "end";
  at.setAttribute("data-stepped", "");
  return at.closest(".contents a, .chapter > header") ? "chapter" : at.outerHTML.slice(0, 80);
}
"""
"""What has the focus now; "end" once the page has been gone through."""


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    with serve(built) as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def long_site(long: Path) -> Iterator[str]:
    with serve(long) as address:
        yield f"{address}/"


def stops(page: Page) -> Iterator[str]:
    """What Tab comes to, from the page's beginning."""
    while True:
        page.keyboard.press("Tab")
        if (found := str(page.evaluate(STEP))) == "end":
            return
        yield found


@pytest.mark.browser
@pytest.mark.parametrize("path", [EPISODE, CAPTIONS])
def test_an_hour_has_few_tab_stops_besides_its_chapters(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    found = list(stops(page))
    assert "chapter" in found
    besides = [stop for stop in found if stop != "chapter"]
    assert len(besides) <= TAB_STOPS, besides


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_loads_its_own_files_only_and_moves_nothing(
    page: Page, site: str, path: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(WATCH)
    page.goto(site + path, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert page.evaluate("seen.refused") == []
    assert page.evaluate("seen.shift") < SHIFT


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("slug", LONG)
def test_three_hours_open_without_a_jolt(page: Page, long_site: str, slug: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH)
    longest = []
    for _ in range(3):
        page.goto(f"{long_site}episodes/{slug}/", wait_until="networkidle")
        assert page.evaluate("seen.shift") < SHIFT
        longest.append(page.evaluate("seen.longest"))
    assert min(longest) <= LONG_TASK, longest


@pytest.mark.browser
@pytest.mark.parametrize(("slug", "place", "width"), DEEP)
def test_a_link_deep_into_three_hours_moves_nothing(
    page: Page, long_site: str, slug: str, place: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH)
    for fragment in (place, "t=9000", "t=5001", "gone-9000"):
        page.goto("about:blank")
        page.goto(f"{long_site}episodes/{slug}/#{fragment}", wait_until="networkidle")
        page.wait_for_timeout(500)
        assert page.evaluate("scrollY") > 20_000
        assert page.evaluate("seen.shift") < SHIFT, fragment
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(500)
    for leave in (page.reload, lambda: (page.goto("about:blank"), page.go_back())):
        leave()
        page.wait_for_timeout(500)
        assert page.evaluate("scrollY") > 20_000
        assert page.evaluate("seen.shift") < SHIFT


@pytest.mark.browser
@pytest.mark.parametrize("place", ["gone-9000", "t=9000", "being-engineers"])
def test_who_loads_three_hours_again_sees_no_other_words_first(
    page: Page, long_site: str, place: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.add_init_script(WATCH)
    page.goto(f"{long_site}episodes/{LONG[1]}/#{place}", wait_until="networkidle")
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(500)
    page.add_init_script(FOLLOW % page.evaluate(WORDS))

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/episode.js", late)
    for leave in (page.reload, lambda: (page.goto("about:blank"), page.go_back())):
        leave()
        page.wait_for_timeout(800)
        first, *_, last = page.evaluate("followed")
        assert first == pytest.approx(last, abs=50)
        assert page.evaluate("seen.shift") < SHIFT


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("slug", LONG)
def test_chapters_out_of_sight_are_about_as_high_as_they_will_be(
    page: Page, long_site: str, slug: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{long_site}episodes/{slug}/", wait_until="networkidle")
    guessed = page.evaluate("document.querySelector('.transcript').offsetHeight")
    page.evaluate(
        """() => document.querySelectorAll(".chapter").forEach(
             (each) => each.style.setProperty("content-visibility", "visible"))"""
    )
    real = page.evaluate("document.querySelector('.transcript').offsetHeight")
    assert guessed == pytest.approx(real, rel=0.1)


@pytest.mark.browser
def test_the_browser_loads_the_scripts_that_are_weighed(page: Page, built: Path, site: str) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    page.goto(site + EPISODE, wait_until="networkidle")
    weighed = {
        script.relative_to(built.resolve()) for script in scripts_of(built / EPISODE / "index.html")
    }
    assert {path for path in asked if path.endswith(".js")} == {
        f"/{path.as_posix()}" for path in weighed
    }
