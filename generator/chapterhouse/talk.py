"""Who speaks in each chapter, how many words and for how long: what people's pages count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .axis import axis_of
from .model import Chapter, Segment, Summary, Talk
from .text import words


@dataclass(slots=True)
class _Sum:
    words: int = 0
    seconds: float = 0.0


def talk(chapters: Sequence[Chapter], voices: Mapping[str, str]) -> Iterator[tuple[Talk, ...]]:
    """For each chapter, everybody known who speaks in it, in the order of their first words.

    `voices` are the labels whose owner is known. Seconds are None in an episode without times.
    """
    segments = [segment for chapter in chapters for segment in chapter.segments]
    lengths = _lengths(segments)
    for chapter in chapters:
        yield _in_chapter(chapter, voices, lengths)


def speakers(episode: Summary) -> frozenset[str]:
    """Everybody known who speaks in it."""
    return frozenset([said.name for chapter in episode.chapters for said in chapter.talk])


def added(one: Talk, other: Talk) -> Talk:
    """Both, under the name of the first."""
    timed = one.seconds is not None and other.seconds is not None
    seconds = (one.seconds or 0) + (other.seconds or 0) if timed else None
    return Talk(one.name, one.words + other.words, seconds)


def _lengths(segments: Sequence[Segment]) -> Iterator[float | None]:
    """Of every segment, in seconds."""
    axis = axis_of(segments)
    if axis is None or not axis.timed:
        yield from (None for _ in segments)
        return
    for start, end in zip(axis.starts, axis.ends(segments), strict=True):
        yield end - start


def _in_chapter(
    chapter: Chapter, voices: Mapping[str, str], lengths: Iterator[float | None]
) -> tuple[Talk, ...]:
    said: dict[str, _Sum] = {}
    timed = True
    for segment in chapter.segments:
        length = next(lengths)
        timed = timed and length is not None
        name = voices.get(segment.speaker) if segment.speaker is not None else None
        if name is not None:
            found = said.setdefault(name, _Sum())
            found.words += len(words(segment.text))
            found.seconds += length or 0.0
    return tuple(
        Talk(name, done.words, round(done.seconds) if timed else None)
        for name, done in said.items()
    )
