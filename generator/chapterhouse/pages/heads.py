"""What stands in the head of a page for programs: feeds, JSON-LD, the way from the home page.

Each kind of page says what readers see; this adds what follows from where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .. import urls
from ..content import SiteConfig
from ..feeds import feeds
from ..model import Show, Site
from ..structured import series_data, site_data, trail_data
from ..views import EpisodeView, HomeView, Link, Page, ShowView


@dataclass(frozen=True, slots=True)
class Heads:
    """Made once a site."""

    config: SiteConfig
    shows: Mapping[str, Show]
    """By address."""
    feeds: Mapping[str, Link]
    """The site's own, by the address of what it is the feed of."""

    def of_episode(self, page: Page, view: EpisodeView) -> Page:
        """An episode's page: on the way to it stands its show."""
        above = () if view.show is None else (view.show,)
        return replace(page, trail=self._trail(page, above), feeds=self._feeds(page, view.show))

    def of_site(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The other pages: on the way to one stand those whose folders it lies in."""
        every = tuple(pages)
        titles = {page.url: Link(page.title, page.url) for page in every if page.title}
        for page in every:
            trail = self._trail(page, [titles[url] for url in _above(page.url) if url in titles])
            yield replace(self._dressed(page), trail=trail)

    def _dressed(self, page: Page) -> Page:
        if isinstance(page.view, HomeView):
            return replace(page, structured=site_data(self.config), feeds=self._feeds(page, None))
        if isinstance(page.view, ShowView):
            show, own = self.shows[page.url], self.feeds.get(page.url)
            data = series_data(show, own.url if own else "", self.config)
            return replace(
                page, structured=data, feeds=self._feeds(page, Link(show.name, page.url))
            )
        return page

    def _feeds(self, page: Page, show: Link | None) -> tuple[Link, ...]:
        """The show's before the site's, and before ours those that the host has elsewhere."""
        found = [] if show is None else self._of(show.url, self.shows[show.url].feed, show.label)
        if show is None or isinstance(page.view, EpisodeView):
            found += self._of(urls.HOME, self.config.feed or "", self.config.title)
        return tuple(found)

    def _of(self, url: str, elsewhere: str, title: str) -> list[Link]:
        own = self.feeds.get(url)
        return [*([Link(title, elsewhere)] if elsewhere else []), *([own] if own else [])]

    def _trail(self, page: Page, above: Iterable[Link]) -> str:
        if page.url == urls.HOME or not page.indexed:
            return ""
        home, here = Link(self.config.title, urls.HOME), Link(page.title, page.url)
        return trail_data((home, *above, here), self.config.address)


def heads(site: Site, config: SiteConfig) -> Heads:
    """Those of a site."""
    own = {feed.page: Link(feed.title, feed.url) for feed in feeds(site, config)}
    return Heads(config, {urls.show(show.slug): show for show in site.shows}, own)


def _above(url: str) -> Iterator[str]:
    """The folders that an address lies in, without the root: "/a/b/" -> "/a/"."""
    parts = url.strip("/").split("/")
    for length in range(1, len(parts)):
        yield "/".join(["", *parts[:length], ""])
