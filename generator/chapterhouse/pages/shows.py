"""Shows: the list of them, and a page for each with its seasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from .. import urls
from ..model import Show, Site, Summary
from ..paging import PAGE
from ..text import excerpt
from ..views import EpisodeCard, Page, SeasonView, ShowsView, ShowView
from .cards import EXCERPT, Cards
from .frame import Frame

_MANY_SEASONS = 4
_MANY_EPISODES = 2 * PAGE
"""Of so many, the seasons below the newest ones are folded, as far as those fill a page."""

_Part = int | None


def show_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The list, then every show."""
    title = frame.labels.say("Shows")
    yield frame.page(urls.SHOWS, "shows.html", title, "", ShowsView(cards.shows))
    summaries = {summary.slug: summary for summary in site.episodes}
    for show in site.shows:
        url = urls.show(show.slug)
        seasons = tuple(_seasons(show, summaries, cards, frame))
        view = ShowView(
            url=url,
            name=show.name,
            description=show.description,
            total=len(show.episodes),
            seasons=seasons,
            indexed=len(seasons) >= _MANY_SEASONS,
        )
        yield frame.page(url, "show.html", show.name, excerpt(show.description, EXCERPT), view)


def _seasons(
    show: Show, summaries: Mapping[str, Summary], cards: Cards, frame: Frame
) -> Iterator[SeasonView]:
    """The newest season first; inside a season, the site's order."""
    part, title, kind = _divided([summaries[slug] for slug in show.episodes], frame)
    slugs = sorted(show.episodes, key=lambda slug: _newest_first(part(summaries[slug])))
    shown = 0
    for value, run in groupby(slugs, key=lambda slug: part(summaries[slug])):
        episodes = tuple(_under(kind, summaries[slug], cards, frame) for slug in run)
        yield SeasonView(
            title="" if value is None else title(value),
            anchor=f"page-{kind}-{'none' if value is None else value}",
            episodes=episodes,
            folded=len(slugs) >= _MANY_EPISODES and shown >= PAGE,
        )
        shown += len(episodes)


def _under(kind: str, summary: Summary, cards: Cards, frame: Frame) -> EpisodeCard:
    """An episode's card. Below the title of its season it need not name the season, too."""
    card = cards.episodes[summary.slug]
    if kind != "season":
        return card
    return replace(card, number=frame.labels.number(None, summary.number))


def _divided(
    episodes: list[Summary], frame: Frame
) -> tuple[Callable[[Summary], _Part], Callable[[int], str], str]:
    """What divides a show, how a part is called, and its kind: seasons, or years in a show of
    many episodes that has no seasons."""
    seasons = any(episode.season is not None for episode in episodes)
    if seasons or len(episodes) < _MANY_EPISODES:
        return lambda episode: episode.season, frame.labels.season, "season"
    return lambda episode: None if episode.date is None else episode.date.year, str, "year"


def _newest_first(part: _Part) -> tuple[bool, int]:
    return part is None, -(part or 0)
