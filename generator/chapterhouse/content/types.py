"""What content/ holds, as frozen values.

The fields of a dataclass are the keys of its file (see `schema`); a field that a person can't
write says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..schema import STRICT
from ..text import fold
from .fields import (
    Address,
    Chapter,
    Count,
    Day,
    EditAddress,
    Language,
    Line,
    SiteAddress,
    Slug,
    Text,
)
from .look import Look
from .navigation import NavPlace
from .recordings import AudioFile, OnYouTube
from .transcripts import below


@dataclass(frozen=True, slots=True)
class ShowConfig:
    """A [[shows]] table: what is known of a show besides its episodes."""

    __pydantic_config__ = STRICT
    name: Line
    """As episodes name it."""
    slug: Slug | None = None
    """Its part of addresses; made from the name when left out."""
    description: Text = ""
    """What it is about: plain text."""
    hosts: tuple[Line, ...] = ()
    """Who hosts an episode that doesn't say."""
    feed: Address | None = None
    """Where the podcast's own feed is, if a host elsewhere has one."""
    speakers: Mapping[Line, Line] = field(default_factory=dict)
    """Speaker label -> whose it is, in every episode of the show."""


@dataclass(frozen=True, slots=True)
class TopicsConfig:
    """The [topics] table of site.toml: what the host changes in the topics."""

    __pydantic_config__ = STRICT
    found: bool = True
    """Whether topics are looked for in what is said; those that are declared stay."""
    rename: Mapping[Line, Line] = field(default_factory=dict)
    """A topic -> what it is called instead."""
    merge: Mapping[Line, tuple[Line, ...]] = field(default_factory=dict)
    """A topic -> others that are the same."""
    hide: tuple[Line, ...] = ()
    """Topics that are none."""


@dataclass(frozen=True, slots=True)
class NavConfig:
    """A [[nav]] table: an entry of the navigation."""

    __pydantic_config__ = STRICT
    to: Line
    """A page's file below content/ ("pages/about.md"), an address of the site ("/shows/"), a
    web address, or "default": the usual entries."""
    label: Line | None = None
    """How it is called; left out: the page's title."""


@dataclass(frozen=True, slots=True)
class CheckConfig:
    """The [check] table of site.toml: what `chapterhouse check` leaves alone."""

    __pydantic_config__ = STRICT
    ignore: tuple[Line, ...] = ()
    """Addresses of other sites that `--external` does not ask for; * stands for anything."""


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """content/site.toml."""

    __pydantic_config__ = STRICT
    title: Line
    """What the site is called."""
    address: SiteAddress = ""
    """Where the site will be, "https://user.github.io/repo/"; "" when not decided."""
    language: Language = "en"
    """A code such as "en" or "pt-BR" (BCP 47): of the episodes, and of all the site says."""
    theme: Line = "default"
    """The name of a theme: "default", "studio", a folder in themes/, or one of a package."""
    description: Text = ""
    """What the site is about: plain text."""
    shows: tuple[ShowConfig, ...] = ()
    """One table for each show."""
    health: bool = False
    """Whether there is a page for the host about how sound the transcripts are: /health/."""
    edit_url: EditAddress = ""
    """Where a file of the site can be edited, "https://github.com/me/site/edit/main/{path}";
    "" where nobody is asked to."""
    feed: Address | None = None
    """Where a feed of all shows is, if a host elsewhere has one."""
    nav: tuple[NavConfig, ...] = ()
    """The navigation, instead of the usual one."""
    corrections: Mapping[Line, Line] = field(default_factory=dict)
    """What transcripts get wrong -> what it should be, in all episodes."""
    topics: TopicsConfig = field(default_factory=TopicsConfig)
    """Topics are found in what is said; here they are renamed, merged and hidden."""
    look: Look = field(default_factory=Look)
    """What is changed of the theme."""
    check: CheckConfig = field(default_factory=CheckConfig)
    """What is not looked at."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Where each correction is written; not a key of the file."""
    theme_line: int | None = field(default=None, compare=False)
    """Where the theme is named; not a key of the file."""
    topic_lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Where each topic is renamed, merged or hidden; not a key of the file."""
    look_lines: Mapping[str, int] = field(default_factory=dict)
    """Where the keys of [look] are written ("dark.accent"); not a key of the file."""
    language_line: int | None = field(default=None, compare=False)
    """Where the language is named; not a key of the file."""
    nav_lines: tuple[int | None, ...] = field(default=(), compare=False)
    """Where each entry of `nav` leads is written; not a key of the file."""


@dataclass(frozen=True, slots=True)
class Override:
    """content/episodes/*.md: what the host says of one episode. None: nothing."""

    __pydantic_config__ = STRICT
    path: str
    """Relative to the site's folder."""
    transcript: Line
    """The transcript it belongs to, below seeds/; left out: the one that is called as this file."""
    title: Line | None = None
    """Of the episode. What is left out of these is taken from the transcript."""
    show: Line | None = None
    """The name of its show."""
    season: Count | None = None
    """Its number in the show."""
    number: Count | None = None
    """Of the episode in its season, or in the show."""
    date: Day | None = None
    """When it was published; of one that is ahead, when it appears."""
    draft: bool | None = None
    """True leaves the episode out until this is taken away."""
    guests: tuple[Line, ...] | None = None
    """Their names; an empty list says that there are none."""
    hosts: tuple[Line, ...] | None = None
    """Their names; left out: those of the show."""
    description: Text | None = None
    """Plain text; paragraphs are separated by blank lines."""
    topics: tuple[Line, ...] | None = None
    """What it is about; an empty list says that what the transcript declares is not."""
    slug: Slug | None = None
    """The last part of its address; left out: made from the title."""
    language: Language | None = None
    """What is spoken (BCP 47); left out: the site's."""
    youtube: OnYouTube | None = None
    """Where it can be watched."""
    audio: AudioFile | None = None
    """Where it can be heard."""
    guid: Line | None = None
    """What feed readers know the episode by: of a feed that it has been in before."""
    updated: Day | None = None
    """When the episode was last changed, for the sitemap."""
    reviewed: bool | None = None
    """False says that a machine wrote the transcript and nobody has looked it over."""
    chapters: tuple[Chapter, ...] = ()
    """When chapters begin and how they are called: instead of all others."""
    speakers: Mapping[Line, Line] = field(default_factory=dict)
    """Speaker label -> whose it is."""
    corrections: Mapping[Line, Line] = field(default_factory=dict)
    """What the transcript gets wrong -> what it should be."""
    notes: str = ""
    """Show notes: the file's body, Markdown."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Where each speaker and correction is written; not a key of the file."""
    line: int | None = None
    """Where `transcript` is written; None when the override's own name says it."""
    notes_line: int = field(default=1, compare=False)
    """Where the notes begin; not a key of the file."""


@dataclass(frozen=True, slots=True)
class FreePage:
    """content/pages/**/*.md: a page of the host's own."""

    __pydantic_config__ = STRICT
    path: str
    """Relative to the site's folder."""
    url: str
    """From the site's root."""
    title: Line
    """The file's first heading, where the front matter has none."""
    description: Text = ""
    """Plain text, for those who link to it."""
    slug: Slug | None = None
    """The last part of its address; left out: made from the file's name."""
    nav: NavPlace | None = None
    """Whether, where and under which name it stands in the navigation."""
    updated: Day | None = None
    """When it was last changed, for the sitemap."""
    body: str = ""
    """Markdown."""
    line: int = 1
    """Where the body begins; 0 for a page that hooks made."""


@dataclass(frozen=True, slots=True)
class PersonNote:
    """content/people/*.md: somebody who speaks in episodes."""

    __pydantic_config__ = STRICT
    path: str
    """Relative to the site's folder."""
    name: Line
    """As it is to be shown."""
    slug: Slug | None = None
    """The last part of their page's address; left out: made from the name."""
    aliases: tuple[Line, ...] = ()
    """Other names of the same person: first names, spellings without accents."""
    links: Mapping[Line, Address] = field(default_factory=dict)
    """Label -> address, in the order written."""
    hidden: bool = False
    """True leaves them out: no page, and none of these names anywhere but in what is said."""
    bio: str = ""
    """The file's body, Markdown."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that the host says, checked and free of contradictions."""

    config: SiteConfig
    overrides: Mapping[str, Override]
    """By the path, below seeds/, of the transcript they belong to."""
    people: tuple[PersonNote, ...]
    """In the order of their files' names."""
    pages: tuple[FreePage, ...] = ()
    """In the order of their files' names."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Pictures and other files beside pages: path below content/ -> address from the root."""
    _by_name: Mapping[str, PersonNote] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {fold(name): note for note in self.people for name in (*note.aliases, note.name)}
        object.__setattr__(self, "_by_name", index)

    def override(self, source: str) -> Override | None:
        """What is said of the transcript at this path, which is relative to the site."""
        return self.overrides.get(below(source))

    def aliases(self, names: Iterable[str]) -> dict[str, str]:
        """Every alias of these people -> whose it is; `names` are as content/people has them."""
        found = ((self.person(name), name) for name in names)
        return {
            alias: note.name
            for note, name in found
            if note is not None and note.name == name
            for alias in note.aliases
        }

    def person(self, name: str) -> PersonNote | None:
        """Whose name or alias this is, without regard to case and accents."""
        return self._by_name.get(fold(name))
