"""What the pages show that lead to episodes."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import EpisodeCard, Link, PagingView, PersonCard, ShowCard


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
    anchor: str
    """Its id in the page."""
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

    episode: EpisodeCard
    chapters: tuple[ChapterLink, ...]


@dataclass(frozen=True, slots=True)
class ChapterYearView:
    """The episodes of one year, with their chapters."""

    label: str
    """"2021", or what stands over episodes without a date."""
    anchor: str
    """Its id in the page."""
    episodes: tuple[EpisodeChaptersView, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """A value that a filter can have."""

    value: str
    """As it stands in the page's address."""
    label: str
    count: str
    """How many chapters have it, as it is shown."""


@dataclass(frozen=True, slots=True)
class FilterView:
    """A choice that leaves some chapters."""

    name: str
    """"show", "season", "person", "topic" or "year": its name in the page's address."""
    label: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class ShowLinks:
    """The way to a show and its seasons."""

    show: Link
    seasons: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChaptersView:
    """A page of the chapters of the whole site."""

    years: tuple[ChapterYearView, ...]
    """The latest first."""
    paging: PagingView | None
    """None where one page holds them all."""
    number: str
    """"12", or "" for the newest page, which has the filters."""
    front: str
    """Where the filters are."""
    filters: tuple[FilterView, ...]
    """Without the ones that would leave out nothing."""
    listing: str
    """The folder of the listing of chapters that the filters read, from the root."""
    shows: tuple[ShowLinks, ...]
    """The following three are for readers without JavaScript."""
    by_year: tuple[Link, ...]
    people: str
    """The list of people, from the root."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page."""

    chapters: str
    """The list of all chapters, from the root, for readers without JavaScript."""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for addresses that do not exist."""
