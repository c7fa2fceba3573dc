"""Every address of the site, in one place.

Addresses are kept as paths from the site's own root ("/episodes/x/"). How they are written
into a page is decided when it is rendered: relative to the page, so that the same output
works at a domain's root, under a sub-path and from a zip; only the 404 page, which a host
serves at any depth, writes them from the configured address.
"""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit

HOME = "/"
EPISODES = "/episodes/"
ARCHIVE = "/archive/"
SHOWS = "/shows/"
PEOPLE = "/people/"
TOPICS = "/topics/"
SEARCH = "/search/"
HEALTH = "/health/"
CHAPTERS = "/chapters/"
NOT_FOUND = "/404.html"
ASSETS = "/assets/"
SEARCH_DATA = "/search/data/"
CHAPTER_DATA = "/chapters/data/"
FEED = "/feed.xml"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"

RSS = "application/rss+xml"
"""The media type of a feed."""

AWAY = ("http", "https", "mailto", "tel")
"""What a link that leaves the site may begin with."""

RESERVED = frozenset(
    [
        "archive",
        "assets",
        "chapters",
        "episodes",
        "files",
        "health",
        "people",
        "search",
        "shows",
        "topics",
    ]
)
"""What the first folder of a free page's address can't be called."""


def episode(slug: str) -> str:
    """An episode's page."""
    return f"{EPISODES}{slug}/"


def chapter(slug: str, anchor: str) -> str:
    """A chapter, or any other anchor, of an episode's page."""
    return f"{episode(slug)}#{anchor}"


def show(slug: str) -> str:
    """A show's page."""
    return f"{SHOWS}{slug}/"


def person(slug: str) -> str:
    """A person's page."""
    return f"{PEOPLE}{slug}/"


def page(list_url: str, number: int) -> str:
    """The page of this number of a long list."""
    return f"{list_url}{number}/"


def topic(slug: str) -> str:
    """A topic's page."""
    return f"{TOPICS}{slug}/"


def show_feed(slug: str) -> str:
    """A show's feed."""
    return f"{show(slug)}feed.xml"


def sitemap_part(number: int) -> str:
    """A part of a sitemap that is too long for one file, counted from 1."""
    return f"/sitemap-{number}.xml"


def file_of(url: str) -> str:
    """The file in output/ that a host serves at an address: "/a/" -> "a/index.html"."""
    path = url.partition("#")[0].partition("?")[0].lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def relative(url: str, page: str) -> str:
    """`url` (from the root) as written in the page at `page`.

    >>> relative("/people/ada/#t1", "/episodes/x/")
    '../../people/ada/#t1'
    >>> relative("/episodes/x/#t1", "/episodes/x/")
    '#t1'
    """
    path, mark, fragment = url.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    folder = page if page.endswith("/") else posixpath.dirname(page)
    made = posixpath.relpath(path, folder)
    if path.endswith("/"):
        made = "./" if made == "." else f"{made}/"
    return made + mark + fragment


def under(url: str, address: str) -> str:
    """`url` as a path from the host's root, for a site at `address`.

    >>> under("/search/", "https://user.github.io/repo/")
    '/repo/search/'
    """
    return urlsplit(address).path.rstrip("/") + url


def absolute(url: str, address: str) -> str:
    """The whole address, as canonical links and shared links need it."""
    return address.rstrip("/") + url


def leads_away(url: str) -> bool:
    """Whether an address leads out of the site, to where a page may lead."""
    try:
        return urlsplit(url).scheme.casefold() in AWAY
    except ValueError:
        return False
