"""A site where it is published, at a domain of its own and below a path: everything that any page,
feed, sitemap or table of data names is there, asked for over HTTP as a reader's browser would."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from browser import serve, until
from chapterhouse.build import build
from chapterhouse.check import check
from conftest import MakeSite, talk
from crawl import Scan
from full_site import write_full_site

OLD = "https://old.example/elsewhere/"
"""What site.toml says."""
PLACES = {"https://pod.example/": "", "https://ada.github.io/pod/": "/pod"}
"""Address -> the path of its host below which the site lies."""
FORMER = "an-older-title"


@dataclass
class Published:
    """A site that a server has."""

    address: str
    """What the site says of itself."""
    root: str
    """Where it is on this machine, with a slash at its end."""
    seen: dict[str, bytes | None] = field(default_factory=dict)

    def here(self, url: str) -> str:
        """A whole address of the site, on this machine."""
        return url.replace(self.address, self.root, 1) if url.startswith(self.address) else url

    def get(self, url: str) -> bytes | None:
        """What is there; None for nothing."""
        if url not in self.seen:
            try:
                with urlopen(url, timeout=10) as answer:
                    self.seen[url] = answer.read()
            except HTTPError:
                self.seen[url] = None
        return self.seen[url]

    def scan(self, url: str) -> Scan:
        page = Scan()
        page.feed((self.get(url) or b"").decode())
        return page

    @cached_property
    def crawled(self) -> list[str]:
        """Every page that can be reached from the first one, the 404 page, and a former address."""
        found = [self.root, f"{self.root}404.html", f"{self.root}episodes/{FORMER}/"]
        for url in found:
            for link in self.links(url):
                target = urldefrag(link).url
                path = target.removeprefix(self.root).partition("?")[0]
                if path != target and (not path or path.endswith(("/", ".html"))):
                    found += [target] if target not in found else []
        return found

    def links(self, url: str) -> list[str]:
        """What a page names, on this machine."""
        return [urljoin(url, self.here(link)) for link in self.scan(url).links]


@pytest.fixture(scope="module", params=PLACES)
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    address: str = request.param
    folder = write_full_site(tmp_path_factory.mktemp("site"))
    config = folder / "content/site.toml"
    config.write_text(f'address = "{OLD}"\n{config.read_text("utf-8")}', "utf-8")
    episode = folder / "content/episodes/long-003.md"
    newer = episode.read_text("utf-8")
    episode.write_text(newer.replace("title: Talk 3", "title: An older title"), "utf-8")
    build(folder)
    episode.write_text(newer, "utf-8")
    build(folder, address=address)
    with serve(folder / "output", PLACES[address]) as root:
        yield Published(address, f"{root}/")


def test_every_page_leads_to_what_is_there(published: Published) -> None:
    assert len(published.crawled) > 150
    ids: dict[str, set[str]] = {}
    dead = []
    for page in published.crawled:
        for link in published.links(page):
            target, fragment = urldefrag(link)
            host = published.root.split("/", 3)[2]
            if f"//{host}/" not in target:
                continue
            if not target.startswith(published.root):
                dead.append((page, link, "leaves the site"))
            elif target.endswith("/data/"):
                continue  # a folder that scripts load from
            elif published.get(target) is None:
                dead.append((page, link, "nothing there"))
            elif fragment:
                if target not in ids:
                    ids[target] = set(published.scan(target).ids)
                if unquote(fragment) not in ids[target]:
                    dead.append((page, link, "no such place"))
    assert dead == []


def test_feeds_and_sitemap_name_what_is_there(published: Published) -> None:
    robots = (published.get(f"{published.root}robots.txt") or b"").decode()
    assert f"Sitemap: {published.address}sitemap.xml\n" in robots
    sitemap = (published.get(f"{published.root}sitemap.xml") or b"").decode()
    listed = [unescape(each) for each in re.findall(r"<loc>(.*?)</loc>", sitemap)]
    assert len(listed) > 150
    feeds = {link for page in published.crawled for link in published.links(page)}
    own = sorted(link for link in feeds if link.endswith("feed.xml") and "//127." in link)
    assert len(own) == 3
    for feed in own:
        text = (published.get(feed) or b"").decode()
        assert f'href="{feed.replace(published.root, published.address)}" rel="self"' in text
        listed += [unescape(each) for each in re.findall(r"<link>(.*?)</link>", text)]
        listed += [unescape(each) for each in re.findall(r'href="(.*?)"', text)]
    for url in listed:
        assert url.startswith(published.address)
        assert published.get(published.here(url)) is not None, url


def test_what_scripts_load_is_there(published: Published) -> None:
    search = f"{published.root}search/data/"
    table = json.loads(published.get(f"{search}table.json") or b"")
    names = [table[key] for key in ("engine", "episodes", "facets")]
    names += [f"range-{digest}.bin" for _, digest in table["ranges"]]
    names += [f"words-{digest}.bin" for _, digest in table["words"]]
    chapters = f"{published.root}chapters/data/"
    pieces = json.loads(published.get(f"{chapters}table.json") or b"")["pieces"]
    assert names and pieces
    wanted = [search + name for name in names] + [chapters + name for name in pieces]
    assert [url for url in wanted if published.get(url) is None] == []


def test_nothing_names_another_address_than_the_one_given(published: Published) -> None:
    wrong = "https://ada.github.io/pod/" if published.address == "https://pod.example/" else None
    for url, data in published.seen.items():
        assert b"old.example" not in (data or b""), url
        assert wrong is None or wrong.encode() not in (data or b""), url


def test_a_page_that_is_not_there_shows_the_404_page_whole_at_any_depth(
    published: Published,
) -> None:
    """A host shows it at the address that was asked for, so its links count from the root."""
    deep = f"{published.root}no/such/page/"
    scan = published.scan(f"{published.root}404.html")
    named = [link for link in scan.links if not link.startswith("#")]
    links = [urljoin(deep, published.here(link)) for link in named]
    ours = [link for link in links if link.startswith(published.root) and "/data/" not in link]
    assert len(ours) > 5
    assert [link for link in ours if published.get(urldefrag(link).url) is None] == []


def test_a_former_address_leads_on_with_its_fragment(published: Published, page: Page) -> None:
    page.goto(f"{published.root}episodes/{FORMER}/?words=loom#weaving-numbers")
    page.wait_for_url(f"{published.root}episodes/talk-3/?words=loom#weaving-numbers")
    assert page.locator("h1").inner_text() == "Talk 3"


def test_search_finds_and_leads_there(published: Published, page: Page) -> None:
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status > 399 else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{published.root}episodes/talk-5/")
    page.keyboard.press("/")
    page.keyboard.type("beekeeper")
    result = page.locator("dialog a[href*='/episodes/'], dialog [role=option] a").first
    result.wait_for()
    href = result.evaluate("each => each.href")
    assert href.startswith(f"{published.root}episodes/talk-")
    page.goto(href)
    until(page, "document.querySelector('article :target') !== null")
    page.goto(f"{published.root}chapters/")
    until(page, "document.querySelectorAll('main a[href*=\"/episodes/\"]').length > 20")
    assert failed == []


# --- --base-url of every command ----------------------------------------------------------


@pytest.mark.parametrize("address", PLACES)
def test_check_takes_the_address_given(make_site: MakeSite, address: str) -> None:
    bio = "---\nname: Ada Lovelace\n---\n[x](/pod/shows/)\n"
    site = make_site(
        {
            "content/site.toml": f'title = "T"\naddress = "{OLD}"\n',
            "content/people/ada.md": bio,
            "content/episodes/a.md": "---\ndate: 2024-01-02\n---\n",
            "seeds/a.txt": talk("Looms"),
        }
    )
    (said,) = [each.message for each in check(site).findings]
    assert said == f'"/pod/shows/" leads out of the site, which is at {OLD}'
    given = [each.message for each in check(site, address).findings]
    assert given == ([] if PLACES[address] else ["no page is at /pod/shows/"])


@pytest.mark.parametrize("drafts", [False, True])
def test_the_preview_says_the_address_given(make_site: MakeSite, drafts: bool) -> None:
    site = make_site(
        {
            "content/site.toml": f'title = "T"\naddress = "{OLD}"\n',
            "content/episodes/a.md": "---\ndate: 2024-01-02\n---\n",
            "content/episodes/b.md": "---\ndate: 2024-01-03\ndraft: true\n---\n",
            "seeds/a.txt": talk("Looms"),
            "seeds/b.txt": talk("Secret", 1, 2),
        }
    )
    command = [sys.executable, "-m", "chapterhouse", "serve", ".", "--port", "0"]
    command += ["--base-url", "https://ada.github.io/pod/", *(["--drafts"] if drafts else [])]
    with subprocess.Popen(
        command, cwd=site, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as process:
        try:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            found = (re.search(r"http://127\.0\.0\.1:\d+/\S*", line) for line in lines)
            root = next(match[0] for match in found if match)
            with urlopen(f"{root}feed.xml", timeout=10) as answer:
                feed = answer.read().decode()
        finally:
            process.send_signal(signal.SIGTERM)
    assert "<link>https://ada.github.io/pod/episodes/looms/</link>" in feed
    assert "old.example" not in feed
    assert ("Secret" in feed) == drafts
    assert not (site / "output").exists()
