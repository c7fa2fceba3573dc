"""All chapters of the site: pages of them for everybody, and filters over all of them for readers
whose browser runs scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TypeVar

from .. import urls
from ..listing import speakers
from ..model import Show, Site, Summary, Topic
from ..paging import Slice, slices
from ..text import fold
from ..views import (
    ChaptersView,
    ChapterYearView,
    EpisodeChaptersView,
    FilterView,
    Link,
    OptionView,
    Page,
    ShowLinks,
)
from .cards import Cards
from .chapter_links import chapter_link
from .frame import Frame
from .pager import addresses, numbered, pager, placed

SIZE = 40
"""Episodes of a full page: some 1,000 chapters."""


def chapter_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The newest page with the filters, which stands at two addresses, then the older ones."""
    parts = slices(site.episodes, SIZE)
    for part in parts:
        view = _view(part, parts, site, cards, frame)
        title = numbered(frame.labels.say("All chapters"), part, frame.labels)
        made_at = partial(_page, frame, title, view)
        yield from placed(made_at, part, parts, urls.CHAPTERS)


def _page(frame: Frame, title: str, view: ChaptersView, url: str) -> Page:
    return frame.page(url, "chapters.html", title, "", view)


def _view(
    part: Slice[Summary],
    parts: Sequence[Slice[Summary]],
    site: Site,
    cards: Cards,
    frame: Frame,
) -> ChaptersView:
    dated = any(map(_year, site.episodes))
    undated = frame.labels.say("Undated") if dated else frame.labels.say("Episodes")
    return ChaptersView(
        years=tuple(_years(part.entries, undated, cards)),
        pager=pager(part, parts, urls.CHAPTERS),
        front=urls.CHAPTERS,
        filters=tuple(_filters(site, frame)) if part.newest else (),
        listing=urls.CHAPTER_DATA,
        shows=tuple(_show(show, site, frame) for show in site.shows) if part.newest else (),
        by_year=tuple(_by_year(parts)) if part.newest else (),
        people=urls.PEOPLE,
    )


# --- the list ---------------------------------------------------------------------------


def _years(episodes: Iterable[Summary], undated: str, cards: Cards) -> Iterator[ChapterYearView]:
    for year, run in groupby(episodes, key=_year):
        listed = tuple(
            EpisodeChaptersView(
                cards.episodes[each.slug],
                tuple(chapter_link(chapter, urls.episode(each.slug)) for chapter in each.chapters),
            )
            for each in run
        )
        yield ChapterYearView(str(year or undated), _year_anchor(year), listed)


def _year(summary: Summary) -> int | None:
    return summary.date.year if summary.date else None


def _year_anchor(year: int | None) -> str:
    return f"page-{year or 'undated'}"


# --- lists of a part of them, on pages that exist anyway ----------------------------------


def _show(show: Show, site: Site, frame: Frame) -> ShowLinks:
    slugs = set(show.episodes)
    found = {each.season for each in site.episodes if each.slug in slugs}
    seasons = sorted((season for season in found if season is not None), reverse=True)
    url = urls.show(show.slug)
    return ShowLinks(
        Link(show.name, url),
        tuple(
            Link(frame.labels.season(season), f"{url}#page-season-{season}") for season in seasons
        ),
    )


def _by_year(parts: Sequence[Slice[Summary]]) -> Iterator[Link]:
    """Where the chapters of each year begin; none where no episode has a date."""
    first: dict[int, str] = {}
    for part in parts:
        url, *_ = addresses(part, parts, urls.CHAPTERS)
        for year in filter(None, map(_year, part.entries)):
            first.setdefault(year, f"{url}#{_year_anchor(year)}")
    for year, url in first.items():
        yield Link(str(year), url)


# --- filters ------------------------------------------------------------------------------

Options = Iterator[tuple[str, str, int]]
"""Value, what is shown for it, how many chapters have it."""


def _filters(site: Site, frame: Frame) -> Iterator[FilterView]:
    """Those that leave out something."""
    say = frame.labels.say
    whole = sum(len(each.chapters) for each in site.episodes)
    for name, label, options in (
        ("show", say("Show"), _show_options(site)),
        ("season", say("Season"), _season_options(site, frame)),
        ("person", say("Person"), _person_options(site)),
        ("topic", say("Topic"), _topic_options(site.topics)),
        ("year", say("Year"), _year_options(site)),
    ):
        found = [option for option in options if option[2]]
        if any(count < whole for _, _, count in found):
            yield FilterView(name, label, tuple(_option(*each, frame) for each in found))


def _option(value: str, shown: str, count: int, frame: Frame) -> OptionView:
    return OptionView(value, shown, frame.labels.count(count))


def _show_options(site: Site) -> Options:
    counts = _tally(site, lambda each: each.show)
    for show in site.shows:
        yield show.slug, show.name, counts[show.name]


def _season_options(site: Site, frame: Frame) -> Options:
    for season, count in sorted(_tally(site, lambda each: each.season).items()):
        yield str(season), frame.labels.season(season), count


def _person_options(site: Site) -> Options:
    counts = Counter(
        name for each in site.episodes for c in each.chapters for name in set(speakers(c, each))
    )
    for person in site.people:
        yield person.slug, person.name, counts[person.name]


def _topic_options(topics: Sequence[Topic]) -> Options:
    for topic in sorted(topics, key=lambda each: (fold(each.name), each.slug)):
        yield topic.slug, topic.name, len({(each.episode, each.anchor) for each in topic.chapters})


def _year_options(site: Site) -> Options:
    for year, count in sorted(_tally(site, _year).items(), reverse=True):
        yield str(year), str(year), count


V = TypeVar("V", str, int)


def _tally(site: Site, value: Callable[[Summary], V | None]) -> Counter[V]:
    """Value -> how many chapters the episodes that have it have."""
    found: Counter[V] = Counter()
    for each in site.episodes:
        of = value(each)
        if of is not None:
            found[of] += len(each.chapters)
    return found
