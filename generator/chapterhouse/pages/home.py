"""The home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import urls
from ..model import Site
from ..views import HomeView, Page, TopicCard
from .cards import Cards
from .frame import Frame

TOPICS = 12
"""Of the topics, as many as the home page shows."""


def home_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The home page."""
    view = HomeView(
        cards.of(each.slug for each in site.episodes),
        cards.shows,
        cards.people,
        _largest(cards.topics),
    )
    yield frame.page(urls.HOME, "home.html", "", frame.config.description, view)


def _largest(topics: Sequence[TopicCard]) -> tuple[TopicCard, ...]:
    """Those with most chapters, by name."""
    largest = sorted(topics, key=lambda topic: (-topic.chapters, -topic.episodes))[:TOPICS]
    return tuple(topic for topic in topics if topic in largest)
