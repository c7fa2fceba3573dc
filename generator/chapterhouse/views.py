"""What a template receives: typed values with everything already decided.

A template chooses the order and the marks; it computes nothing. All addresses are paths
from the site's root; a template writes them with the `link` filter. All text is plain and
is escaped by the template, except the fields named `*_html`, which hold markup that
Chapterhouse itself made from Markdown with raw HTML switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Link:
    """A label that leads somewhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation."""

    label: str
    url: str
    current: bool
    """True on the page itself and on pages below it."""


@dataclass(frozen=True, slots=True)
class DateView:
    """A day, for a machine and for a reader."""

    iso: str
    """2021-06-22"""
    label: str
    """22 June 2021"""


@dataclass(frozen=True, slots=True)
class DurationView:
    """A length of time, for a machine and for a reader."""

    iso: str
    """PT1H2M7S"""
    label: str
    """1 h 2 min"""


@dataclass(frozen=True, slots=True)
class EpisodeCard:
    """An episode in a list."""

    url: str
    title: str
    show: Link | None
    number: str
    """"Season 10, episode 4", "Episode 26" or ""."""
    date: DateView | None
    duration: DurationView | None
    guests: tuple[Link, ...]
    hosts: tuple[Link, ...]
    excerpt: str
    """The description's beginning, at most 200 characters, or ""."""
    chapters: int
    """How many chapters it has."""


@dataclass(frozen=True, slots=True)
class PieceView:
    """One segment of a paragraph."""

    text: str
    anchor: str
    """The id of the element that holds it; unique in the page."""
    start: int | None
    """Seconds."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """Segments that are read in one go. The first piece's anchor is the paragraph's."""

    pieces: tuple[PieceView, ...]
    anchor: str
    clock: str
    """"12:34", or "" for a paragraph without a time."""
    start: int | None
    """Seconds."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Who speaks, as a turn shows it."""

    name: str
    url: str | None
    """The person's page, where it is known who it is."""
    colour: int
    """1 to 12: the same speaker has the same in the whole episode."""


@dataclass(frozen=True, slots=True)
class TurnView:
    """Paragraphs by one speaker, or by nobody known."""

    speaker: SpeakerView | None
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter with its words."""

    title: str
    anchor: str
    clock: str
    """"1:01:07", or ""."""
    start: int | None
    """Seconds."""
    generated: bool
    """True when no person wrote its title."""
    turns: tuple[TurnView, ...]


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """The whole of an episode's page."""

    url: str
    title: str
    show: Link | None
    number: str
    date: DateView | None
    duration: DurationView | None
    guests: tuple[Link, ...]
    hosts: tuple[Link, ...]
    description: tuple[str, ...]
    """Paragraphs."""
    notes_html: str
    """Show notes, or ""."""
    listen: tuple[Link, ...]
    """Where the recording is: "YouTube", "Audio"."""
    language: str
    """BCP 47."""
    chapters: tuple[ChapterView, ...]
    generated: Literal["", "some", "all"]
    """Which titles of several chapters no person wrote."""
    words: int
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in a list."""

    url: str
    name: str
    hosted: int
    """How many episodes they host."""
    appeared: int
    """How many episodes they are a guest of."""


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
class ShowCard:
    """A show in a list."""

    url: str
    name: str
    description: str
    episodes: int


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
class SearchView:
    """The search page."""

    chapters: tuple[EpisodeChaptersView, ...]
    """Every chapter of the site, for readers without JavaScript."""


@dataclass(frozen=True, slots=True)
class EpisodeChaptersView:
    """An episode with links to its chapters."""

    episode: Link
    chapters: tuple[ChapterLink, ...]


@dataclass(frozen=True, slots=True)
class ChapterLink:
    """A chapter in a list."""

    title: str
    url: str
    clock: str
    """"1:01:07", or ""."""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for addresses that do not exist."""


View = (
    HomeView
    | EpisodeView
    | ShowsView
    | ShowView
    | PeopleView
    | PersonView
    | SearchView
    | NotFoundView
)


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site."""

    title: str
    description: str
    language: str
    """BCP 47."""
    home: str
    """The home page's address, from the root."""
    search: str
    """The search page's address, from the root."""
    search_data: str
    """The folder of the search index, from the root, with a slash at the end."""
    nav: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page to write.

    The template gets `page` (this), `site` (its `site`) and `view` (its `view`).
    """

    url: str
    """From the root: "/", "/episodes/x/", "/404.html"."""
    template: str
    """The template's file name: "home.html"."""
    title: str
    """For <title>, without the site's name."""
    description: str
    """For <meta name=description>, or ""."""
    canonical: str
    """The page's whole address, or "" where the site's address is not configured."""
    site: SiteView
    view: View
