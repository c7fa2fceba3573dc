"""Plan: what pages a site has, each with its address, template and view.

Site-wide pages see only summaries; an episode's page is planned by itself, from its episode
and the finished site, so that it can be made in another process. A module for each kind of page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..content import Content
from ..directory import directory
from ..episode_page import episode_view
from ..health import HealthReport
from ..labels import Labels
from ..languages import Catalogue
from ..model import Episode, Site
from ..prose import Prose
from ..structured import episode_data, episode_graph
from ..text import excerpt
from ..views import Page
from .archive import archive_pages
from .cards import EXCERPT, Cards
from .chapters import chapter_pages
from .frame import Frame, frame_of
from .free import free_pages
from .heads import heads
from .health import health_pages
from .home import home_pages
from .people import people_pages
from .search import search_pages
from .shows import show_pages
from .topics import topic_pages

__all__ = ["EXCERPT", "Cards", "plan_episodes", "plan_free", "plan_site"]


def plan_episodes(
    episodes: Iterable[Episode], site: Site, content: Content, catalogue: Catalogue, prose: Prose
) -> Iterator[Page]:
    """The page of each of these episodes."""
    config, labels = content.config, Labels(catalogue)
    known = directory(site, labels)
    frame, head = frame_of(content, site, labels), heads(site, config)
    for episode in episodes:
        beside, notes = site.neighbours[episode.slug], prose.notes.get(episode.source, ())
        view = episode_view(episode, beside, known, config, labels, notes)
        about = excerpt(episode.description or "", EXCERPT)
        page = replace(
            frame.page(view.url, "episode.html", episode.title, about, view),
            structured=episode_data(episode, view, config.address),
            graph=episode_graph(episode),
            indexed=not episode.held,
        )
        yield head.of_episode(page, view)


def plan_site(
    site: Site, content: Content, catalogue: Catalogue, report: HealthReport | None = None
) -> Iterator[Page]:
    """Every page that is neither an episode's nor the host's own; the health page where there is
    a `report` to show."""
    labels = Labels(catalogue)
    frame, cards = frame_of(content, site, labels), Cards(site, labels)
    yield from heads(site, content.config).of_site(_site_pages(site, cards, frame, report))


def plan_free(content: Content, site: Site, catalogue: Catalogue, prose: Prose) -> Iterator[Page]:
    """The host's own pages."""
    frame = frame_of(content, site, Labels(catalogue))
    yield from heads(site, content.config).of_site(free_pages(content, prose, frame))


def _site_pages(
    site: Site, cards: Cards, frame: Frame, report: HealthReport | None
) -> Iterator[Page]:
    yield from home_pages(site, cards, frame)
    yield from archive_pages(site, cards, frame)
    yield from show_pages(site, cards, frame)
    yield from people_pages(site, cards, frame)
    yield from topic_pages(site, cards, frame)
    yield from chapter_pages(site, cards, frame)
    yield from search_pages(frame)
    if report is not None:
        yield from health_pages(report, frame)
