"""Plan: what pages a site has, each with its address, template and view.

Site-wide pages see only summaries; an episode's page is planned by itself, from its episode
and the finished site, so that it can be made in another process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from . import labels, urls
from .content import SiteConfig
from .directory import Directory, directory
from .episode_page import episode_view
from .markdown import to_html
from .model import Episode, Person, Show, Site, Summary
from .policy import policy
from .structured import episode_data, episode_graph
from .text import excerpt, fold, format_clock
from .views import (
    ChapterLink,
    EpisodeCard,
    EpisodeChaptersView,
    EpisodeView,
    HomeView,
    Link,
    NavItem,
    NotFoundView,
    Page,
    PeopleView,
    PersonCard,
    PersonView,
    SearchView,
    SeasonView,
    ShowCard,
    ShowsView,
    ShowView,
    SiteView,
    View,
)

EXCERPT = 200
"""Characters of a description in a list and in <meta name=description>."""

_NAVIGATION = (
    ("Episodes", urls.HOME, (urls.HOME, urls.EPISODES)),
    ("Shows", urls.SHOWS, (urls.SHOWS,)),
    ("People", urls.PEOPLE, (urls.PEOPLE,)),
    ("Search", urls.SEARCH, (urls.SEARCH,)),
)
"""Label, address, and the addresses below which it is the current one."""


def plan_episodes(episodes: Iterable[Episode], site: Site, config: SiteConfig) -> Iterator[Page]:
    """The page of each of these episodes."""
    known = directory(site)
    for episode in episodes:
        view = episode_view(episode, site.neighbours[episode.slug], known, config)
        about = excerpt(episode.description or "", EXCERPT)
        page = _page(view.url, "episode.html", episode.title, about, view, config)
        yield replace(
            page,
            structured=episode_data(episode, view, config.address),
            graph=episode_graph(episode),
        )


def plan_site(site: Site, config: SiteConfig) -> Iterator[Page]:
    """Every page that is not an episode's."""
    known = directory(site)
    cards = {summary.slug: _card(summary, known) for summary in site.episodes}
    seasons = {summary.slug: summary.season for summary in site.episodes}
    shows = tuple(_show_card(show) for show in site.shows)
    people = tuple(_person_card(person) for person in site.people)
    home = HomeView(tuple(cards.values()), shows, people)
    yield _page(urls.HOME, "home.html", "", config.description, home, config)
    yield _page(urls.SHOWS, "shows.html", "Shows", "", ShowsView(shows), config)
    for show in site.shows:
        yield _show_page(show, seasons, cards, config)
    yield _page(urls.PEOPLE, "people.html", "People", "", PeopleView(people), config)
    for person in site.people:
        yield _person_page(person, cards, config)
    yield _page(urls.SEARCH, "search.html", "Search", "", _search(site), config)
    yield _page(urls.NOT_FOUND, "404.html", "Page not found", "", NotFoundView(), config)


def _page(
    url: str, template: str, title: str, description: str, view: View, config: SiteConfig
) -> Page:
    return Page(
        url=url,
        template=template,
        title=title,
        description=description,
        canonical=urls.absolute(url, config.address) if config.address else "",
        policy=policy(view.sources if isinstance(view, EpisodeView) else (), config.address),
        site=_site(url, config),
        view=view,
    )


def _site(url: str, config: SiteConfig) -> SiteView:
    return SiteView(
        title=config.title,
        description=config.description,
        language=config.language,
        home=urls.HOME,
        search=urls.SEARCH,
        search_data=urls.SEARCH_DATA,
        nav=tuple(
            NavItem(label, target, _is_below(url, folders))
            for label, target, folders in _NAVIGATION
        ),
    )


def _is_below(url: str, folders: Iterable[str]) -> bool:
    return any(url == f if f == urls.HOME else url.startswith(f) for f in folders)


# --- lists ------------------------------------------------------------------------------


def _card(summary: Summary, known: Directory) -> EpisodeCard:
    return EpisodeCard(
        url=urls.episode(summary.slug),
        title=summary.title,
        show=known.show(summary.show),
        number=labels.number(summary.season, summary.number),
        date=labels.day(summary.date),
        duration=labels.duration(summary.duration),
        guests=known.cast(summary.guests),
        hosts=known.cast(summary.hosts),
        excerpt=excerpt(summary.description or "", EXCERPT),
        chapters=len(summary.chapters),
    )


def _show_card(show: Show) -> ShowCard:
    return ShowCard(urls.show(show.slug), show.name, show.description, len(show.episodes))


def _person_card(person: Person) -> PersonCard:
    return PersonCard(
        urls.person(person.slug), person.name, len(person.hosted), len(person.appeared)
    )


# --- single pages -----------------------------------------------------------------------


def _show_page(
    show: Show,
    seasons: Mapping[str, int | None],
    cards: Mapping[str, EpisodeCard],
    config: SiteConfig,
) -> Page:
    url = urls.show(show.slug)
    view = ShowView(url, show.name, show.description, _seasons(show, seasons, cards))
    about = excerpt(show.description, EXCERPT)
    return _page(url, "show.html", show.name, about, view, config)


def _seasons(
    show: Show, seasons: Mapping[str, int | None], cards: Mapping[str, EpisodeCard]
) -> tuple[SeasonView, ...]:
    """The latest season first; inside a season, the site's order."""
    slugs = sorted(show.episodes, key=lambda slug: _season_first(seasons[slug]))
    return tuple(
        SeasonView(
            f"Season {season}" if season is not None else "", tuple(cards[slug] for slug in run)
        )
        for season, run in groupby(slugs, key=lambda slug: seasons[slug])
    )


def _season_first(season: int | None) -> tuple[bool, int]:
    return season is None, -(season or 0)


def _person_page(person: Person, cards: Mapping[str, EpisodeCard], config: SiteConfig) -> Page:
    url = urls.person(person.slug)
    view = PersonView(
        url=url,
        name=person.name,
        bio_html=to_html(person.bio),
        links=tuple(
            Link(label, address)
            for label, address in sorted(person.links.items(), key=lambda link: fold(link[0]))
        ),
        hosted=tuple(cards[slug] for slug in person.hosted),
        appeared=tuple(cards[slug] for slug in person.appeared),
    )
    return _page(url, "person.html", person.name, "", view, config)


def _search(site: Site) -> SearchView:
    return SearchView(
        tuple(
            EpisodeChaptersView(
                Link(summary.title, urls.episode(summary.slug)),
                tuple(
                    ChapterLink(
                        chapter.title,
                        f"{urls.episode(summary.slug)}#{chapter.anchor}",
                        "" if chapter.start is None else format_clock(chapter.start),
                    )
                    for chapter in summary.chapters
                ),
            )
            for summary in site.episodes
        )
    )
