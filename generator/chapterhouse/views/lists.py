"""What the pages show that lead to episodes."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import EpisodeCard, Link, PersonCard, ShowCard


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
