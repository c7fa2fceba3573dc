"""What the heads of pages say to programs, and the page for addresses that don't exist."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chapterhouse.build import build
from conftest import MakeSite, talk
from crawl import pages

BASE = "https://example.org/some/repo/"


def data_of(page: Path) -> dict[str, dict[str, Any]]:
    """What a page says in JSON-LD, by its type."""
    scripts = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL
    )
    found = [json.loads(script) for script in scripts]
    assert all(each["@context"] == "https://schema.org" for each in found)
    return {each["@type"]: each for each in found}


def trail_of(page: Path) -> list[tuple[int, str, str]]:
    items = data_of(page)["BreadcrumbList"]["itemListElement"]
    return [(i["position"], i["name"], i["item"].removeprefix(BASE)) for i in items]


def test_home_is_a_site_that_can_be_searched(built_below: Path) -> None:
    said = data_of(built_below / "index.html")["WebSite"]
    assert said["url"] == BASE
    assert (
        said["potentialAction"]["target"]["urlTemplate"]
        == f"{BASE}search/?q={{search_term_string}}"
    )
    assert "BreadcrumbList" not in data_of(built_below / "index.html")


def test_a_search_action_needs_the_sites_address(built: Path) -> None:
    assert "potentialAction" not in data_of(built / "index.html")["WebSite"]


def test_a_show_is_a_series_with_its_feed(built_below: Path) -> None:
    said = data_of(built_below / "shows/datatalks-club/index.html")["PodcastSeries"]
    assert said["name"] == "DataTalks.Club"
    assert said["url"] == f"{BASE}shows/datatalks-club/"
    assert said["webFeed"] == f"{BASE}shows/datatalks-club/feed.xml"


def test_the_way_to_a_page_leads_over_pages_that_are_there(built_below: Path) -> None:
    show = [(1, "Five Conversations", ""), (2, "Shows", "shows/")]
    assert trail_of(built_below / "shows/datatalks-club/index.html")[:2] == show
    assert trail_of(built_below / "episodes/running-from-complexity/index.html") == [
        (1, "Five Conversations", ""),
        (2, "DataTalks.Club", "shows/datatalks-club/"),
        (3, "Running from Complexity", "episodes/running-from-complexity/"),
    ]
    for page in pages(built_below):
        if "BreadcrumbList" in data_of(page):
            for _, name, path in trail_of(page):
                assert name
                assert (built_below / path / "index.html").is_file(), (page, path)


def test_the_way_to_a_page_below_a_page(make_site: MakeSite) -> None:
    files = {"content/pages/a/index.md": "# A", "content/pages/a/b/c.md": "# </script>C"}
    folder = make_site({"seeds/a.txt": talk("Looms"), **files})
    build(folder, address=BASE)
    assert trail_of(folder / "output/a/b/c/index.html") == [
        (1, "Test site", ""),
        (2, "A", "a/"),
        (3, "</script>C", "a/b/c/"),
    ]


def test_every_page_says_what_it_is_called_when_it_is_shared(built_below: Path) -> None:
    for page in pages(built_below):
        text = page.read_text("utf-8")
        said = dict(re.findall(r'<meta property="(og:[\w_:]+)" content="([^"]*)">', text))
        assert said["og:title"], page
        assert said["og:type"] in ("website", "article", "profile"), page
        assert said["og:site_name"] == "Five Conversations"
        if page.name != "404.html":
            below = page.relative_to(built_below).as_posix().removesuffix("index.html")
            assert said["og:url"] == BASE + below


# --- the page for addresses that do not exist -------------------------------------------


class _Host(SimpleHTTPRequestHandler):
    """A static host as GitHub Pages is one: the site below a path, 404.html for all that is not
    there."""

    def __init__(self, *args: Any, directory: str) -> None:
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = Path(self.directory) / path.removeprefix("/some/repo/")
        if path.startswith("/some/repo/") and (file.is_file() or (file / "index.html").is_file()):
            self.path = self.path.removeprefix("/some/repo")
            super().do_GET()
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    handler = partial(_Host, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.browser
@pytest.mark.parametrize("depth", ["gone", "a/b/c", "a/b/c/", "episodes/gone/deep/x.html"])
def test_the_404_page_works_at_any_depth(page: Page, built_below: Path, depth: str) -> None:
    with hosted(built_below) as host:
        failed: list[str] = []
        page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
        lost = f"{host}/some/repo/{depth}"
        page.goto(lost)
        assert failed == [lost]
        expect(page.locator("html")).to_have_attribute("data-script", "")
        sheets = page.evaluate("[...document.styleSheets].every((s) => s.cssRules.length > 0)")
        assert sheets
        assert page.locator("link[rel=stylesheet]").count() > 1
        for link in page.locator("a[href]:not([href^='#'])").all():
            href = link.evaluate("a => a.href")
            assert href.startswith(f"{host}/some/repo/")
            assert page.request.get(href).ok, href
        page.get_by_role("searchbox").fill("churn")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url(f"{host}/some/repo/search/?q=churn")
        expect(page.locator("#page-results a").first).to_be_visible()
