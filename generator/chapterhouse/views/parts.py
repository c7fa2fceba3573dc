"""What several pages show: links, dates, and episodes, people and shows in a list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageView:
    """In what a piece of text is written; the filter `lang` makes attributes of it."""

    code: str
    """BCP 47."""
    direction: str
    """"ltr" or "rtl"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A label that leads somewhere."""

    label: str
    url: str
    language: LanguageView | None = None
    """The label's, where it differs from the interface's."""


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
    language: LanguageView | None = None
    """Of its title and description, where it differs from the interface's."""
    held: str = ""
    """In a build with drafts, "Draft" or "Appears on 3 May 2026" for an episode that is not
    published yet; else ""."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in a list."""

    url: str
    name: str
    hosted: int
    """How many episodes they host."""
    appeared: int
    """How many episodes they are a guest of."""
    spoke: int = 0
    """In how many they speak without being host or guest."""


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic in a list."""

    url: str
    name: str
    episodes: int
    """How many are about it, or say that they are."""
    chapters: int


@dataclass(frozen=True, slots=True)
class ShowCard:
    """A show in a list."""

    url: str
    name: str
    description: str
    episodes: int
