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
    edit: str = ""
    """Where its line of the transcript can be edited, or ""."""
    direction: str = ""
    """"rtl" or "ltr" where its text begins the other way than the page's, else ""."""


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
    again: bool = False
    """True when the speaker has spoken before in this episode."""


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
    watch: str = ""
    """Where it begins on YouTube, or ""."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A chapter in the strip of the whole conversation."""

    label: str
    """"12:34 Title", or the title alone."""
    anchor: str
    start: int | None
    """Seconds."""
    shape: str
    """The `d` of an SVG path to fill, in the strip's units."""


@dataclass(frozen=True, slots=True)
class RunView:
    """A stretch in which one speaks, in the strip."""

    anchor: str
    """Of its first words."""
    label: str
    """"12:34 Ada Lovelace"."""
    shape: str
    """The `d` of an SVG path to stroke, in the strip's units."""


@dataclass(frozen=True, slots=True)
class LaneView:
    """When somebody speaks, in the strip of the whole conversation."""

    name: str
    colour: int
    """The speaker's: 1 to 12."""
    runs: tuple[RunView, ...]


@dataclass(frozen=True, slots=True)
class GlanceView:
    """The strip of the whole conversation: the chapters, and below them who speaks when, or
    how fast it is spoken."""

    length: int
    """Seconds, or words where nothing has a time."""
    timed: bool
    clock: str
    """The length as a clock, "1:07:12", or ""."""
    width: int
    """The strip's units from its beginning to its end."""
    height: int
    """Pixels."""
    parts: tuple[PartView, ...]
    lanes: tuple[LaneView, ...]
    """None where fewer than two are known to speak."""
    pace: str
    """The `d` of an SVG path to fill, or "": words a minute, where there are no lanes."""
    words_a_minute: int
    """On average, where there is a pace; else 0."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """How much of the words somebody says."""

    name: str
    """"Others" for what nobody known says."""
    url: str | None
    """The person's page."""
    colour: int
    """The speaker's: 1 to 12; 0 for nobody known."""
    percent: int
    label: str
    """"43%" or "under 1%"."""
    words: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """A recording that the page can play."""

    kind: Literal["audio", "youtube"]
    label: str
    """"Audio" or "YouTube"."""
    url: str
    """Where it can be heard or watched without a player."""
    ref: str
    """The audio file's address, or the video's id."""
    host: str
    """Who is asked for it when it is played, for a reader: "example.org"."""
    offset: float
    """Seconds that the recording is ahead of the transcript's times."""
    type: str
    """The audio file's media type, where its name tells: "audio/mpeg", or ""."""
    hosts: tuple[str, ...] = ()
    """Whom the page may load it from besides."""


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
    sources: tuple[SourceView, ...]
    """The same, for the player."""
    language: str
    """BCP 47."""
    chapters: tuple[ChapterView, ...]
    generated: Literal["", "some", "all"]
    """Which titles of several chapters no person wrote."""
    words: int
    previous: Link | None
    next: Link | None
    reading: str = ""
    """How long reading takes: "50 min", or ""."""
    glance: GlanceView | None = None
    shares: tuple[ShareView, ...] = ()
    """The most talkative first; none where fewer than two are known to speak."""
    unreviewed: bool = False
    """True when the host says that nobody has looked a machine's transcript over."""
    edit: str = ""
    """Where the transcript can be edited, or ""."""
    direction: str = ""
    """"rtl" for a language that is written from right to left, else ""."""


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
class PropertyView:
    """A <meta property=name content=content>."""

    name: str
    """"og:audio"."""
    content: str


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
    policy: str
    """Its Content-Security-Policy: what it may load, and from whom."""
    site: SiteView
    view: View
    structured: str = ""
    """The page as JSON-LD, with every sign escaped that could end the element, or ""."""
    graph: tuple[PropertyView, ...] = ()
    """What OpenGraph says beyond the title, the address and the description."""
