"""A page with its frame: what every template receives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .episode import EpisodeView
from .free import FreePageView
from .health import HealthView
from .lists import (
    ArchiveView,
    ChaptersView,
    HomeView,
    NotFoundView,
    PeopleView,
    PersonView,
    SearchView,
    ShowsView,
    ShowView,
    TopicsView,
    TopicView,
)
from .parts import LanguageView, Link

View = (
    HomeView
    | ArchiveView
    | EpisodeView
    | ShowsView
    | ShowView
    | PeopleView
    | PersonView
    | ChaptersView
    | TopicsView
    | TopicView
    | SearchView
    | NotFoundView
    | HealthView
    | FreePageView
)

TEMPLATES: Mapping[str, type] = MappingProxyType(
    {
        "home.html": HomeView,
        "archive.html": ArchiveView,
        "episode.html": EpisodeView,
        "shows.html": ShowsView,
        "show.html": ShowView,
        "people.html": PeopleView,
        "person.html": PersonView,
        "chapters.html": ChaptersView,
        "topics.html": TopicsView,
        "topic.html": TopicView,
        "search.html": SearchView,
        "404.html": NotFoundView,
        "page.html": FreePageView,
        "health.html": HealthView,
    }
)
"""What each template receives as `view`: a new kind of page adds its row, and `make docs` tells
the authors of themes."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation."""

    label: str
    url: str
    current: bool
    """True on the page itself and on pages below it."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site."""

    title: str
    description: str
    language: str
    """BCP 47: what the words of the interface are in."""
    direction: str
    """"rtl" for a site whose language is written from right to left, else ""."""
    home: str
    """The home page's address, from the root."""
    search: str
    """The search page's address, from the root."""
    nav: tuple[NavItem, ...]
    own: LanguageView | None = None
    """What the site's own texts are in, where the interface has no words for that."""


@dataclass(frozen=True, slots=True)
class PropertyView:
    """A <meta property=name content=content>."""

    name: str
    """"og:audio"."""
    content: str


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page to write.

    The template gets `page` (this), `site` (its `site`) and `view` (its `view`).
    """

    url: str
    """From the root: "/", "/episodes/x/", "/404.html"."""
    template: str
    """The template's file name: "home.html"."""
    title: str
    """For <title>, without the site's name."""
    description: str
    """For <meta name=description>, or ""."""
    canonical: str
    """The page's whole address, or "" where the site's address is not configured."""
    policy: str
    """Its Content-Security-Policy: what it may load, and from whom."""
    site: SiteView
    view: View
    structured: str = ""
    """The page as JSON-LD, with every sign escaped that could end the element, or ""."""
    graph: tuple[PropertyView, ...] = ()
    """What OpenGraph says beyond the title, the address and the description."""
    trail: str = ""
    """The way to the page from the home page as JSON-LD, or ""."""
    feeds: tuple[Link, ...] = ()
    """The feeds that it is announced in."""
    indexed: bool = True
    """Whether search engines may list it."""
