"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from .. import urls
from ..model import Site
from ..views import HomeView, Page
from .cards import Cards
from .frame import Frame


def home_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The home page."""
    view = HomeView(cards.of(each.slug for each in site.episodes), cards.shows, cards.people)
    yield frame.page(urls.HOME, "home.html", "", frame.config.description, view)
