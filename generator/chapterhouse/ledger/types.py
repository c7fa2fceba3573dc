"""What a ledger remembers of one episode, and the values that recognition works with.

A place is where something is said: a whole second, or, in an episode without any times, how many
words come before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Landmark = tuple[int, int]
"""A place, and the mark of the five words that are said there (see `landmarks`)."""

SECONDS_A_WORD = 0.4
"""What a word counts for where there are no times (150 words a minute)."""


def whole(place: float) -> int:
    """A place as it is kept; sums of fractions may end just below it."""
    return int(place + 1e-6)


@dataclass(frozen=True, slots=True)
class Said:
    """What is remembered of an episode's words."""

    timed: bool
    """Whether places are seconds; otherwise they are words."""
    length: int
    """The place where it ends."""
    every: int
    """One in so many marks is a landmark: a power of two."""
    landmarks: tuple[Landmark, ...] = ()
    """In the order of their places."""

    @property
    def unit(self) -> float:
        """Seconds that one step of a place stands for."""
        return 1.0 if self.timed else SECONDS_A_WORD


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every address that one episode ever had."""

    key: str
    """The name of its file: the first slug that the episode had."""
    pages: tuple[str, ...]
    """Slugs: the present one first, then the latest first."""
    source: str
    """The transcript's path, from the site's folder."""
    title: str
    said: Said
    places: Mapping[str, int]
    """Anchor -> where its words are now, for chapters and moments, present and former ones."""
    paragraphs: tuple[str, ...] = ()
    """The moments of an episode without times, in order: in the file, places are told by them."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Anchor -> key of the episode to which its words went, when this one was split."""
    lost: frozenset[str] = frozenset()
    """Anchors that were given up."""
    gone: bool = False
    """Whether the whole episode was given up."""
    ahead: date | None = None
    """The day on which it will be published; None: it has been. A build before that day must not
    know of the ledger, one on that day finds in it all that it may not write."""
    doubled: int = 0
    """The line of its file, from 1, that says once more and otherwise what can be true of one
    episode only once, as after a merge that kept both sides; 0: none does."""
    rivals: tuple[str, ...] = ()
    """The transcripts' paths that such lines name besides."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An episode as it is now."""

    source: str
    slug: str
    """What its title makes it, or what a person chose."""
    title: str
    said: Said
