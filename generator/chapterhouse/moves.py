"""Where the former addresses of a site lead now, and what moved since they were written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from . import urls
from .addresses import Kept, losses
from .anchors import is_moment
from .ledger import Ledger, said_of
from .model import Elsewhere, Episode, Site

_STILL = 1.0
"""Seconds by which rounding moves a place."""


@dataclass(frozen=True, slots=True)
class FormerAnchor:
    """A chapter's address of once."""

    anchor: str
    second: float | None
    """Where its words are now; None in a transcript without times."""
    leads_to: str
    """The address, from the site's root, of the chapter that holds them."""


@dataclass(frozen=True, slots=True)
class PartedAnchors:
    """Fragments of an episode's address whose words are in another episode now."""

    page: str
    """The other one's address, from the site's root."""
    chapters: tuple[str, ...]
    """Where chapters lead, from the site's root."""
    moments: int


@dataclass(frozen=True, slots=True)
class EpisodeMoves:
    """What became of the addresses of one episode."""

    source: str
    title: str
    page: str
    """Its address, from the site's root."""
    former_pages: tuple[str, ...]
    """The latest first."""
    new: bool
    """Whether no ledger knew it."""
    anchors: int
    """How many fragments its page has: chapters and moments, present and former."""
    former_chapters: tuple[FormerAnchor, ...]
    """In the order of the episode."""
    former_moments: int
    elsewhere: tuple[PartedAnchors, ...]
    """In the order of these addresses."""
    shifted: int
    """How many of its addresses are at another time than before."""
    shifts: tuple[float, float] | None
    """The least and the greatest of these shifts, in seconds."""

    @property
    def moved(self) -> bool:
        """Whether any address of it is not what it was."""
        former = self.former_pages or self.former_chapters or self.former_moments
        return bool(former or self.elsewhere or self.shifted)


@dataclass(frozen=True, slots=True)
class SiteMoves:
    """The same for a whole site."""

    episodes: tuple[EpisodeMoves, ...]
    """In the order of their transcripts' paths."""
    lost: tuple[str, ...]
    """Addresses that the next build would lose, in words."""
    outdated: tuple[str, ...] = ()
    """The files of content/addresses that the next build would change."""


def moves(
    kept: Kept, site: Site, episodes: Iterable[Episode], outdated: Iterable[str] = ()
) -> SiteMoves:
    """What moved, told by what the ledgers say and what the site has. Pure."""
    every = sorted(episodes, key=lambda each: each.source)
    return SiteMoves(
        episodes=tuple(_episode(each, kept) for each in every),
        lost=tuple(said_of(losses(kept, site.slugs))),
        outdated=tuple(sorted(outdated)),
    )


def _episode(episode: Episode, kept: Kept) -> EpisodeMoves:
    mine = kept.inheritance.ledgers.get(episode.source, ())
    present = urls.episode(episode.slug)
    pages = dict.fromkeys(urls.episode(slug) for ledger in mine for slug in ledger.pages)
    places = kept.inheritance.places.get(episode.source, {})
    shifts = list(_shifts(mine, places))
    own = [*episode.moments, *(chapter.anchor for chapter in episode.chapters)]
    former = [name for names in episode.aliases.values() for name in names]
    return EpisodeMoves(
        source=episode.source,
        title=episode.title,
        page=present,
        former_pages=tuple(page for page in pages if page != present),
        new=not mine,
        anchors=len(own) + len(former),
        former_chapters=tuple(_former_chapters(episode)),
        former_moments=sum(map(is_moment, former)),
        elsewhere=tuple(map(_parted, episode.elsewhere)),
        shifted=len(shifts),
        shifts=(min(shifts), max(shifts)) if shifts else None,
    )


def _parted(elsewhere: Elsewhere) -> PartedAnchors:
    chapters = [anchor for anchor in elsewhere.anchors if not is_moment(anchor)]
    return PartedAnchors(
        page=urls.episode(elsewhere.slug),
        chapters=tuple(urls.chapter(elsewhere.slug, anchor) for anchor in chapters),
        moments=len(elsewhere.anchors) - len(chapters),
    )


def _shifts(ledgers: Iterable[Ledger], places: Mapping[str, float]) -> Iterator[float]:
    """By how many seconds the anchors moved that did."""
    for ledger in ledgers:
        for anchor, place in ledger.places.items():
            shift = (places.get(anchor, place) - place) * ledger.said.unit
            if abs(shift) > _STILL:
                yield shift


def _former_chapters(episode: Episode) -> Iterator[FormerAnchor]:
    ends = list(accumulate(len(chapter.segments) for chapter in episode.chapters))
    for at, names in sorted(episode.aliases.items()):
        holder = next(
            chapter for chapter, end in zip(episode.chapters, ends, strict=True) if at < end
        )
        leads_to = urls.chapter(episode.slug, holder.anchor)
        for name in names:
            if not is_moment(name):
                yield FormerAnchor(name, episode.segments[at].start, leads_to)
