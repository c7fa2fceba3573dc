"""The frame that every page has: the site's name and navigation, addresses, the policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import urls
from ..content import USUAL, Content, FreePage, NavConfig, SiteConfig
from ..labels import Labels
from ..model import Site
from ..policy import policy
from ..views import EpisodeView, NavItem, Page, SiteView, View
from .cards import LATEST


@dataclass(frozen=True, slots=True)
class Frame:
    """What makes a page of a view."""

    config: SiteConfig
    labels: Labels
    nav: tuple[Entry, ...]

    def page(self, url: str, template: str, title: str, description: str, view: View) -> Page:
        """The page at `url`. `title` is without the site's name, `description` plain text."""
        address = self.config.address
        return Page(
            url=url,
            template=template,
            title=title,
            description=description,
            canonical=urls.absolute(url, address) if address else "",
            policy=policy(view.sources if isinstance(view, EpisodeView) else (), address),
            site=self._site(url),
            view=view,
        )

    def _site(self, url: str) -> SiteView:
        return SiteView(
            title=self.config.title,
            description=self.config.description,
            language=self.labels.language,
            direction="rtl" if self.labels.direction == "rtl" else "",
            home=urls.HOME,
            search=urls.SEARCH,
            nav=tuple(self._navigation(url)),
            own=self.labels.tongue(None),
        )

    def _navigation(self, url: str) -> Iterable[NavItem]:
        for entry in self.nav:
            yield NavItem(entry.label, entry.url, _is_below(url, entry.folders))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the navigation, on whatever page."""

    label: str
    url: str
    """From the root, or of another site."""
    folders: tuple[str, ...]
    """Where its pages are: on those it is marked."""


def frame_of(content: Content, site: Site, labels: Labels) -> Frame:
    """The frame of a site."""
    every = urls.ARCHIVE if len(site.episodes) > LATEST else urls.HOME
    return Frame(content.config, labels, tuple(_entries(content, labels, every, bool(site.topics))))


def _entries(content: Content, labels: Labels, episodes: str, topics: bool) -> Iterator[Entry]:
    """What site.toml lists, or the usual entries and the pages that ask to stand there; what it
    lists by itself is not among the usual ones, too."""
    titles = {page.path: page for page in content.pages}
    listed = {entry.to for entry in content.config.nav}
    listed |= {page.url for path, page in titles.items() if path.removeprefix("content/") in listed}
    for entry in content.config.nav or (NavConfig(USUAL),):
        page = titles.get(f"content/{entry.to}")
        if entry.to == USUAL:
            usual = (*_usual(labels, episodes, topics), *_asking(content.pages))
            yield from (each for each in usual if each.url not in listed)
        elif page is not None:
            yield Entry(entry.label or page.title, page.url, (page.url,))
        else:
            yield Entry(entry.label or entry.to, entry.to, (entry.to,))


def _usual(labels: Labels, episodes: str, topics: bool) -> Iterator[Entry]:
    """`episodes` is where all of them are listed, `topics` tells whether there are any."""
    say = labels.say
    yield Entry(say("Episodes"), episodes, (episodes, urls.EPISODES))
    yield Entry(say("Chapters"), urls.CHAPTERS, (urls.CHAPTERS,))
    yield Entry(say("Shows"), urls.SHOWS, (urls.SHOWS,))
    yield Entry(say("People"), urls.PEOPLE, (urls.PEOPLE,))
    if topics:
        yield Entry(say("Topics"), urls.TOPICS, (urls.TOPICS,))
    yield Entry(say("Search"), urls.SEARCH, (urls.SEARCH,))


def _asking(pages: Iterable[FreePage]) -> Iterator[Entry]:
    asking = [(page.nav, page) for page in pages if page.nav is not None]
    for place, page in sorted(asking, key=lambda each: (each[0].order, each[1].url)):
        yield Entry(place.label or page.title, page.url, (page.url,))


def _is_below(url: str, folders: Iterable[str]) -> bool:
    return any(url == f if f == urls.HOME else url.startswith(f) for f in folders)
