"""An episode as the ledger sees it, and with the anchors that the ledger gives it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate

from ..anchors import plain_anchor, plain_moment
from ..axis import axis_of
from ..model import Chapter, Episode
from .landmarks import said
from .naming import Names, Wanted, name_all
from .renewal import Settled
from .types import SECONDS_A_WORD, Edition


def edition_of(episode: Episode) -> Edition:
    """What it is recognised by."""
    return Edition(episode.source, episode.slug, episode.title, said(episode.segments))


def names_of(episode: Episode, old: Mapping[str, float], away: Collection[str] = ()) -> Names:
    """Its anchors; `old` says where the words of former ones are now, `away` are those whose words
    are in another episode."""
    chapters, moments, unit = _wanted(episode)
    return name_all(chapters, moments, old, unit, away)


def settled_as(
    edition: Edition, episode: Episode, names: Names, old: Mapping[str, float]
) -> Settled:
    """What the ledger writes of an episode that is published with these names."""
    chapters, moments, _ = _wanted(episode)
    anchors = {
        name: wanted.place
        for names_, all_wanted in ((names.chapters, chapters), (names.moments, moments))
        for name, wanted in zip(names_, all_wanted, strict=True)
    }
    aliases = (alias for found in names.aliases.values() for alias in found)
    anchors |= {alias: old[alias] for alias in aliases}
    paragraphs = () if edition.said.timed else names.moments
    return Settled(edition, episode.slug, anchors, paragraphs)


def _wanted(episode: Episode) -> tuple[list[Wanted], list[Wanted], float]:
    """The plain anchors of chapters and segments, and what a step of their places stands for."""
    segments = episode.segments
    axis = axis_of(segments)
    starts = axis.starts if axis else tuple(0.0 for _ in segments)
    timed = axis is None or axis.timed
    chapters = list(_chapters(episode, (*starts, axis.length if axis else 0.0), timed=timed))
    moments = [
        Wanted(plain_moment(segment), place)
        for segment, place in zip(segments, starts, strict=True)
    ]
    return chapters, moments, 1.0 if timed else SECONDS_A_WORD


def _chapters(episode: Episode, starts: tuple[float, ...], *, timed: bool) -> Iterator[Wanted]:
    positions = accumulate((len(each.segments) for each in episode.chapters), initial=0)
    for chapter, position in zip(episode.chapters, positions, strict=False):
        second = None if chapter.start is None else int(chapter.start)
        own = chapter.start if timed and chapter.start is not None else starts[position]
        yield Wanted(_plain(chapter), own, second)


def _plain(chapter: Chapter) -> str:
    """An opening chapter keeps its anchor in every language."""
    plain = plain_anchor(chapter.title)
    return plain if chapter.anchor.startswith(plain) else chapter.anchor
