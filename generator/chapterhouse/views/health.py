"""What the health page shows, to the host."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import Link


@dataclass(frozen=True, slots=True)
class FactView:
    """A figure of the whole site."""

    label: str
    value: str
    """As it is shown: "97%"."""


@dataclass(frozen=True, slots=True)
class AdviceView:
    """Something to mend."""

    reason: str
    """A sentence."""
    remedy: str
    """A sentence, with the key and where it goes."""
    cases: tuple[str, ...]
    """The worst files, each with how much is wrong there."""


@dataclass(frozen=True, slots=True)
class EpisodeHealthView:
    """A row of the table. Shares are of the episode's words: "97%"."""

    episode: Link
    source: str
    """The transcript's path."""
    timed: str
    attributed: str
    """Said by somebody known."""
    titled: str
    """In chapters that a person titled."""
    reviewed: str
    """"reviewed", "machine" or "" in the language of the interface."""
    warnings: str
    """How many."""


@dataclass(frozen=True, slots=True)
class HealthView:
    """The health page."""

    facts: tuple[FactView, ...]
    advice: tuple[AdviceView, ...]
    """What to mend first stands first."""
    worst: tuple[EpisodeHealthView, ...]
    """The worst first."""
    others: tuple[EpisodeHealthView, ...]
    """Those that come after, to be folded."""
