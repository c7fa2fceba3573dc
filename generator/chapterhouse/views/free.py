"""What a page of the host's own shows, and what shortcodes put into a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .parts import EpisodeCard, Link


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """Markup made from Markdown."""

    html: str
    kind: Literal["html"] = "html"


@dataclass(frozen=True, slots=True)
class ClipView:
    """A moment of an episode, as a card that leads there."""

    episode: Link
    show: Link | None
    chapter: str
    """Of the moment."""
    clock: str
    """"12:35"."""
    url: str
    """The moment itself."""
    kind: Literal["clip"] = "clip"


@dataclass(frozen=True, slots=True)
class QuoteView:
    """What is said at a moment of an episode."""

    text: str
    speaker: Link | None
    """`url` is "" for somebody without a page."""
    episode: Link
    clock: str
    """"12:35"."""
    url: str
    """The paragraph."""
    language: str
    """BCP 47, where it is another than the site's, or ""."""
    direction: str
    """"rtl" or "ltr", with `language`, or ""."""
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class EpisodesView:
    """A list of episodes."""

    episodes: tuple[EpisodeCard, ...]
    show_named: bool
    """Whether they are of several shows."""
    kind: Literal["episodes"] = "episodes"


Block = HtmlBlock | ClipView | QuoteView | EpisodesView


@dataclass(frozen=True, slots=True)
class FreePageView:
    """A page of the host's own."""

    url: str
    title: str
    body: tuple[Block, ...]
    updated: date | None
    """When it was last changed, where the host says so."""
