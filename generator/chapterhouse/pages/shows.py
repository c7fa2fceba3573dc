"""Shows: the list of them, and a page for each with its seasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from .. import urls
from ..model import Show, Site
from ..text import excerpt
from ..views import Page, SeasonView, ShowsView, ShowView
from .cards import EXCERPT, Cards
from .frame import Frame


def show_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The list, then every show."""
    title = frame.labels.say("Shows")
    yield frame.page(urls.SHOWS, "shows.html", title, "", ShowsView(cards.shows))
    seasons = {summary.slug: summary.season for summary in site.episodes}
    for show in site.shows:
        url = urls.show(show.slug)
        listed = _seasons(show, seasons, cards, frame)
        view = ShowView(url, show.name, show.description, listed)
        yield frame.page(url, "show.html", show.name, excerpt(show.description, EXCERPT), view)


def _seasons(
    show: Show, seasons: Mapping[str, int | None], cards: Cards, frame: Frame
) -> tuple[SeasonView, ...]:
    """The latest season first; inside a season, the site's order."""
    slugs = sorted(show.episodes, key=lambda slug: _season_first(seasons[slug]))
    return tuple(
        SeasonView("" if season is None else frame.labels.season(season), cards.of(run))
        for season, run in groupby(slugs, key=lambda slug: seasons[slug])
    )


def _season_first(season: int | None) -> tuple[bool, int]:
    return season is None, -(season or 0)
