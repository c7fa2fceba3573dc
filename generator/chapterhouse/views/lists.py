"""What the pages show that lead to episodes."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import EpisodeCard, Link, PersonCard, ShowCard, TopicCard


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page."""

    url: str
    name: str
    bio_html: str
    links: tuple[Link, ...]
    hosted: tuple[EpisodeCard, ...]
    appeared: tuple[EpisodeCard, ...]


@dataclass(frozen=True, slots=True)
class SeasonView:
    """One season of a show."""

    title: str
    """"Season 10", or "" where the show has no seasons."""
    episodes: tuple[EpisodeCard, ...]


@dataclass(frozen=True, slots=True)
class ShowView:
    """A show's page."""

    url: str
    name: str
    description: str
    seasons: tuple[SeasonView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    episodes: tuple[EpisodeCard, ...]
    shows: tuple[ShowCard, ...]
    people: tuple[PersonCard, ...]
    topics: tuple[TopicCard, ...] = ()
    """A handful of the largest, by name."""


@dataclass(frozen=True, slots=True)
class ShowsView:
    """The list of shows."""

    shows: tuple[ShowCard, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The list of people."""

    people: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class ChapterLink:
    """A chapter in a list."""

    title: str
    url: str
    clock: str
    """"1:01:07", or ""."""


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The list of topics."""

    topics: tuple[TopicCard, ...]


@dataclass(frozen=True, slots=True)
class TopicEpisodeView:
    """An episode on a topic's page."""

    episode: EpisodeCard
    declared: bool
    """Whether the episode itself names the topic."""
    chapters: tuple[ChapterLink, ...]
    """Those that are about it."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """One of the numbered pages of a long list."""

    label: str
    """"2"."""
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page, or one of several where it is long."""

    url: str
    name: str
    chapters: int
    """On all pages together, as `count`."""
    count: int
    """Episodes."""
    episodes: tuple[TopicEpisodeView, ...]
    """The latest first."""
    related: tuple[Link, ...]
    pages: tuple[PageLink, ...]
    """None where one page holds everything."""


@dataclass(frozen=True, slots=True)
class EpisodeChaptersView:
    """An episode with links to its chapters."""

    episode: Link
    chapters: tuple[ChapterLink, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page."""

    chapters: tuple[EpisodeChaptersView, ...]
    """Every chapter of the site, for readers without JavaScript."""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for addresses that do not exist."""
