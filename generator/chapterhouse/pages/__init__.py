"""Plan: what pages a site has, each with its address, template and view.

Site-wide pages see only summaries; an episode's page is planned by itself, from its episode
and the finished site, so that it can be made in another process. A module for each kind of page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..content import SiteConfig
from ..directory import directory
from ..episode_page import episode_view
from ..labels import Labels
from ..languages import Catalogue
from ..model import Episode, Site
from ..structured import episode_data, episode_graph
from ..text import excerpt
from ..views import Page
from .cards import EXCERPT, Cards
from .frame import Frame
from .home import home_pages
from .people import people_pages
from .search import search_pages
from .shows import show_pages
from .topics import topic_pages

__all__ = ["EXCERPT", "plan_episodes", "plan_site"]


def plan_episodes(
    episodes: Iterable[Episode], site: Site, config: SiteConfig, catalogue: Catalogue
) -> Iterator[Page]:
    """The page of each of these episodes."""
    known, labels = directory(site), Labels(catalogue)
    frame = Frame(config, labels, bool(site.topics))
    for episode in episodes:
        view = episode_view(episode, site.neighbours[episode.slug], known, config, labels)
        about = excerpt(episode.description or "", EXCERPT)
        yield replace(
            frame.page(view.url, "episode.html", episode.title, about, view),
            structured=episode_data(episode, view, config.address),
            graph=episode_graph(episode),
        )


def plan_site(site: Site, config: SiteConfig, catalogue: Catalogue) -> Iterator[Page]:
    """Every page that is not an episode's."""
    labels = Labels(catalogue)
    frame, cards = Frame(config, labels, bool(site.topics)), Cards(site, labels)
    yield from home_pages(site, cards, frame)
    yield from show_pages(site, cards, frame)
    yield from people_pages(site, cards, frame)
    yield from topic_pages(site, cards, frame)
    yield from search_pages(site, frame)
