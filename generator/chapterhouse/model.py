"""The values that flow through a build, one frozen type per phase.

Nothing here reads a file, guesses or changes a value later. Times are seconds from the
start of the recording (float), lines count from 1, and every piece of text is plain text:
it becomes markup only in a template, which escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")

Day = date
"""For classes that have a field of that name."""

Level = Literal["info", "warning", "error"]

Held = Literal["", "draft", "ahead"]
"""Why an episode is not published yet: a draft, its day is ahead, or "" for one that is."""

Matter = Literal[
    "transcript",
    "time",
    "coverage",
    "speaker",
    "people",
    "number",
    "address",
    "image",
    "unused",
    "site",
]
"""What something the host should know is about: the words of a transcript as they were read, times,
words that are missing, whose voice a label is, who somebody is, numbers of episodes, addresses,
pictures, a rule that finds nothing, or the site's look and language."""

NoteKind = Literal["preamble", "closing", "notice", "marker"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What a reader or a composer wants the host to know about one line of a source."""

    line: int
    level: Level
    message: str
    path: str | None = None
    """The file it is about, where that is not the transcript itself."""
    matter: Matter = "transcript"


# --- read -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """One transcript file as it lies on disk."""

    path: str
    """As shown to the user: relative to the site's root, with forward slashes."""
    data: bytes
    digest: str
    """sha256 of `data`, in hex."""
    companions: tuple[Source, ...] = ()
    """Chapter lists that lie beside it; what is read depends on their digests too."""

    @property
    def name(self) -> str:
        """The file name."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source that is not speech."""

    text: str
    line: int
    kind: NoteKind = "preamble"
    """preamble: before the speech; closing: after it; notice: a banner, cookie or newsletter
    line of the page it was copied from, which belongs to neither; marker: what happens in the
    recording that nobody says ("Break:", "Jingle")."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that the source declares by name, in its front matter or its file header."""

    name: str
    """In lower case: "title", "speakers"."""
    value: str | tuple[str, ...]
    """As written; a list keeps its order."""
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A title that a person put between two segments."""

    title: str
    line: int
    position: int
    """How many segments stand before it."""
    start: float | None = None
    """Its own time, where the source gives one."""


@dataclass(frozen=True, slots=True)
class ListedChapter:
    """An entry of a chapter list that lies beside a transcript."""

    title: str
    start: float
    """Seconds."""
    line: int
    end: float | None = None
    url: str | None = None
    image: str | None = None
    """An address, as `url` is."""
    toc: bool = True
    """False for an entry that only changes the picture or the link: no chapter begins there."""


@dataclass(frozen=True, slots=True)
class ChapterList:
    """A file of chapters: their titles and when they begin, in the order of their times."""

    source: str
    """Its path."""
    entries: tuple[ListedChapter, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One timed piece of speech: a caption line or a paragraph of an edited transcript."""

    text: str
    line: int
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    """The label as the source writes it; `Episode.voices` says whose it is."""
    word_starts: tuple[float, ...] = ()
    """Seconds, one for every word of `text` split at white space; empty when not known."""
    opens_turn: bool = False
    """Whether the source marks, with a dash or ">>", that somebody else begins to speak here
    without saying who."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a reader found in a source. It holds no guesses."""

    source: str
    format: str
    segments: tuple[Segment, ...]
    headings: tuple[Heading, ...] = ()
    lines: tuple[Line, ...] = ()
    """Everything that is not speech, in order: preamble, closing and notices."""
    diagnostics: tuple[Diagnostic, ...] = ()
    fields: tuple[Field, ...] = ()
    """What the source declares about itself, in order."""
    listed: ChapterList | None = None
    """The chapters that a person listed in a file beside it."""

    @property
    def preamble(self) -> tuple[Line, ...]:
        """What stands before the speech, in order."""
        return tuple(line for line in self.lines if line.kind == "preamble")

    @property
    def closing(self) -> tuple[Line, ...]:
        """What stands after the speech, in order."""
        return tuple(line for line in self.lines if line.kind == "closing")


# --- understand -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it was found, in words for a person ("line 3", "said at 2:12")."""

    value: T
    origin: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one transcript says about its episode; None where it says nothing."""

    title: Found[str] | None = None
    show: Found[str] | None = None
    season: Found[int] | None = None
    number: Found[int] | None = None
    date: Found[date] | None = None
    guests: Found[tuple[str, ...]] | None = None
    hosts: Found[tuple[str, ...]] | None = None
    description: Found[str] | None = None
    topics: Found[tuple[str, ...]] | None = None
    draft: Found[bool] | None = None
    release: Found[Day] | None = None
    """Its date, where that is written down and not only said."""


# --- compose --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled run of segments. Chapters cover all segments of an episode, in order."""

    title: str
    anchor: str
    """Unique in its episode; what stands after # in a link to it."""
    start: float | None
    segments: tuple[Segment, ...]
    generated: bool
    """True when no person wrote the title."""


@dataclass(frozen=True, slots=True)
class Media:
    """Where the recording can be heard or watched."""

    kind: Literal["youtube", "audio"]
    ref: str
    """A YouTube video id, or the address of an audio file."""
    offset: float = 0.0
    """Seconds that the recording is ahead of the transcript's times."""
    hosts: tuple[str, ...] = ()
    """Hosts to which the address of an audio file redirects."""
    length: int = 0
    """Bytes of an audio file; 0 when nobody says."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another episode to which words of this one went."""

    slug: str
    anchors: tuple[str, ...]
    """They are in its page now, and were in this one's; sorted."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode with everything decided. Names of people and of the show are canonical:
    they are the ones that content/ knows, where it knows them."""

    source: str
    format: str
    slug: str
    title: str
    chapters: tuple[Chapter, ...]
    show: str | None = None
    season: int | None = None
    number: int | None = None
    date: date | None = None
    guests: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    description: str | None = None
    """Plain text; paragraphs are separated by blank lines."""
    notes: str = ""
    """Show notes, Markdown, from the body of the override file."""
    language: str | None = None
    """BCP 47; None means the site's own."""
    media: tuple[Media, ...] = ()
    reviewed: bool | None = None
    """Whether somebody has looked a machine's transcript over; None: nobody says."""
    voices: Mapping[str, str] = field(default_factory=dict)
    """Speaker label -> the person's name, for the labels whose owner is known."""
    slug_is_explicit: bool = False
    """True when a person chose the slug: two of those may not be equal."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """About the source."""
    remarks: tuple[Remark, ...] = ()
    """About other files that have a say in it."""
    corrected: frozenset[str] = frozenset()
    """The corrections that found something in it, by what they look for."""
    topics: tuple[str, ...] = ()
    """What it is declared to be about, as written."""
    guid: str | None = None
    """What feed readers have known it by, where the host says so."""
    updated: Day | None = None
    """When the host last changed it, where the host says so."""
    moments: tuple[str, ...] = ()
    """The anchors of its segments, where the past of some has a say in them; `anchors.moments_of`
    gives them for every episode."""
    aliases: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Segment, counted from 0 -> former anchors that lead to it."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """Where the words of former anchors went that are in other episodes now."""
    draft: bool = False
    """Whether the host, or the transcript, says that it is not to be published yet."""
    release: Day | None = None
    """The day from which it is published: its date, where that is written down and not only said;
    None: at once."""
    held: Held = ""
    """Why only a build with drafts shows it."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of all chapters, in order."""
        return tuple(segment for chapter in self.chapters for segment in chapter.segments)

    @property
    def duration(self) -> float | None:
        """Seconds up to the last time the transcript knows; None when it knows none."""
        times = [t for s in self.segments for t in (s.start, s.end) if t is not None]
        return max(times, default=None)


# --- assemble -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mentions:
    """How a chapter that is about a term says it."""

    chapter: int
    """Its number in the episode, from 0."""
    titled: bool
    """Whether a person put the term into its title."""
    surroundings: bytes
    """Four bytes for every mention: a checksum of the words around it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that chapters of an episode are about: it may become a topic of the site."""

    key: str
    """The same for all its spellings."""
    spelling: str
    """The commonest in the episode."""
    said: int
    """How often, in the whole episode."""
    alone: int
    """Of these, where no other naming word stands beside it."""
    capital: bool
    """Whether that spelling has capitals as a name has them."""
    chapters: tuple[Mentions, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The terms of an episode."""

    central: tuple[Candidate, ...] = ()
    """Those that a chapter is about."""
    passing: str = ""
    """The keys of the others that are said more than once, one a line."""
    titled: frozenset[str] = frozenset()
    """Keys of the terms in the titles that people wrote."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How much somebody says in a chapter."""

    name: str
    words: int
    seconds: int | None
    """Rounded; None in an episode without times."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a chapter is about: its most telling words and pairs of words, as `terms` makes
    them. Packed, since a site holds those of all its chapters at once."""

    text: str = ""
    """One term a line."""
    weights: bytes = b""
    """What each term weighs in the chapter, in steps of `terms.chapters.STEP`."""


Place = tuple[str, str]
"""A chapter of a site: its episode's slug and its anchor."""


@dataclass(frozen=True, slots=True)
class ChapterSummary:
    """What the rest of the site needs to know of a chapter."""

    title: str
    anchor: str
    start: float | None
    generated: bool
    terms: Terms = Terms()
    talk: tuple[Talk, ...] = ()
    """Everybody known who speaks in it, in the order of their first words."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A speaker's label of which nobody knows whose it is."""

    label: str
    line: int
    """Where it is first seen."""
    words: int
    """Said under it."""


@dataclass(frozen=True, slots=True)
class Health:
    """How sound a transcript is, in counts; `timed`, `attributed` and `titled` are of words."""

    timed: int = 0
    """Said at a known time."""
    attributed: int = 0
    """Said by somebody known."""
    titled: int = 0
    """In chapters that a person titled."""
    reviewed: bool | None = None
    """As `Episode.reviewed`."""
    warnings: int = 0
    warning: str = ""
    """Where the first of them is: "seeds/x.txt:48", or ""."""
    strangers: tuple[Stranger, ...] = ()
    """In the order of their first words."""
    covered: float = 1.0
    """How much of the time, up to the last one known, is in words: from 0 to 1."""
    silence: tuple[float, float] | None = None
    """The longest time without any words, in seconds from the start, where there is one that is too
    long for a pause."""


class Numbered(NamedTuple):
    """An episode's place in its show."""

    show: str | None
    season: int | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the rest of the site needs to know of an episode: small, so that a site of
    thousands of episodes never holds all their words at once."""

    source: str
    slug: str
    title: str
    show: str | None
    season: int | None
    number: int | None
    date: date | None
    guests: tuple[str, ...]
    hosts: tuple[str, ...]
    description: str | None
    duration: float | None
    """Seconds."""
    words: int
    chapters: tuple[ChapterSummary, ...]
    slug_is_explicit: bool = False
    health: Health = Health()
    topics: tuple[str, ...] = ()
    """What it is declared to be about, as written."""
    candidates: Candidates = Candidates()
    """What its words offer as topics."""
    language: str | None = None
    """BCP 47; None: the site's."""
    media: tuple[Media, ...] = ()
    guid: str | None = None
    """What feed readers have known it by, where the host says so."""
    updated: Day | None = None
    """When the host last changed it, where the host says so."""
    held: Held = ""
    """As `Episode.held`."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks, with a page of their own."""

    slug: str
    name: str
    bio: str = ""
    """Markdown."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Label -> address."""
    hosted: tuple[str, ...] = ()
    """Slugs of the episodes they host, in the site's order."""
    appeared: tuple[str, ...] = ()
    """Slugs of the episodes they are a guest of, in the site's order."""
    spoke: tuple[str, ...] = ()
    """Slugs of the episodes they speak in without being host or guest, in the site's order."""

    @property
    def episodes(self) -> int:
        """In how many they appear."""
        return len(self.hosted) + len(self.appeared) + len(self.spoke)


@dataclass(frozen=True, slots=True)
class Show:
    """A podcast: a named series of episodes."""

    slug: str
    name: str
    description: str = ""
    episodes: tuple[str, ...] = ()
    """Slugs, in the site's order."""
    feed: str = ""
    """The address of the podcast's own feed, somewhere else, or ""."""


@dataclass(frozen=True, slots=True)
class TopicChapter:
    """A chapter that is about a topic."""

    episode: str
    """The episode's slug."""
    anchor: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that chapters of several episodes are about, or that a host declares."""

    slug: str
    name: str
    chapters: tuple[TopicChapter, ...] = ()
    """In the site's order of episodes, and in each of them in its own."""
    declared: tuple[str, ...] = ()
    """Slugs of the episodes whose host, or whose transcript, names it, in the site's order."""
    related: tuple[str, ...] = ()
    """Slugs of the topics that its chapters are about as well, the nearest one first."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The episodes before and after one, in its own show: slugs."""

    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """All episodes in order (the latest first) with what follows from them together."""

    episodes: tuple[Summary, ...]
    people: tuple[Person, ...]
    """By name."""
    shows: tuple[Show, ...]
    """By name."""
    neighbours: Mapping[str, Neighbours]
    slugs: Mapping[str, str]
    """Source path -> the episode's slug, after equal derived slugs were told apart."""
    topics: tuple[Topic, ...] = ()
    """By name."""
    related: Mapping[Place, tuple[Place, ...]] = field(default_factory=dict)
    """Chapter -> the chapters of other episodes that are most like it, the most alike first;
    those that have none are missing."""
    spelling: Mapping[str, str] = field(default_factory=dict)
    """Name of a person or show -> the spelling that is used for it, where that is another."""
    unclear: frozenset[str] = frozenset()
    """First names that are nobody's in particular where a host or guest doesn't have them."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the host should know that belongs to a file."""

    path: str
    diagnostic: Diagnostic


# --- plan and render ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site, ready to be written."""

    path: str
    """Relative to output/, with forward slashes."""
    data: bytes
    origin: str | None = None
    """The host's file that it is a copy of, from where the command runs."""
