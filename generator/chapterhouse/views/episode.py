"""What the page of an episode shows, down to the single piece of speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .free import Block
from .parts import DateView, DurationView, LanguageView, Link


@dataclass(frozen=True, slots=True)
class PieceView:
    """One segment of a paragraph."""

    text: str
    anchor: str
    """The id of the element that holds it; unique in the page."""
    start: int | None
    """Seconds."""
    aliases: tuple[str, ...] = ()
    """Former anchors that lead to it: ids of empty elements before it."""


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
    aliases: tuple[str, ...] = ()
    """The first piece's."""


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
class SizeView:
    """How much room a chapter takes, in units of 100 letters, digit by digit: a style sheet
    can add up digits, and a theme need not have a rule for every size."""

    hundreds: int
    tens: int
    ones: int


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A chapter of another episode that is about the same."""

    title: str
    episode: str
    """The other episode's title."""
    clock: str
    """When it begins there: "1:01:07", or ""."""
    url: str
    language: LanguageView | None = None
    """Of the other episode, where it is not the interface's."""


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
    topics: tuple[Link, ...] = ()
    """What it is about: the pages of topics."""
    size: SizeView = SizeView(0, 0, 0)
    """For what is out of sight and not laid out yet."""
    related: tuple[RelatedView, ...] = ()
    """At most three, the most alike first."""
    aliases: tuple[str, ...] = ()
    """Its former anchors: ids of empty elements in its header."""


@dataclass(frozen=True, slots=True)
class ElsewhereView:
    """Another episode to which a part of this one went."""

    episode: Link
    anchors: tuple[str, ...]
    """What leads to the same id in the other page."""


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
    middle: float
    """Pixels from the strip's upper edge; a run's shape lies at 0."""
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
    notes: tuple[Block, ...]
    """Show notes."""
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
    topics: tuple[Link, ...] = ()
    """What it is mostly about: the pages of topics."""
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
    """"rtl" or "ltr" where its language is written the other way than the site's, else ""."""
    around: LanguageView | None = None
    """What the words of the interface are in, where that differs from the episode's language."""
    own: LanguageView | None = None
    """The episode's language, where the words of the interface are in another one."""
    elsewhere: tuple[ElsewhereView, ...] = ()
    """Where parts of it went that were in this page once."""
    held: str = ""
    """In a build with drafts, "Draft" or "Appears on 3 May 2026" for an episode that is not
    published yet; else ""."""
