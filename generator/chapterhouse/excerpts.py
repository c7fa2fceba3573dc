"""A moment of an episode, taken out of it: for a page that quotes it or leads there.

Pure and per episode. Only the moments that somebody asks for are looked up, so that the rest of the
site never needs an episode's words.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .anchors import moments_of
from .markdown import Moment
from .model import Chapter, Episode, Segment
from .paragraphs import turns
from .text import squash, words

_WORDS_A_SECOND = 2.0
"""Of slow speech."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is said at a moment."""

    anchor: str
    """Of the line that is being said."""
    chapter: str
    """Its title."""
    paragraph: str
    """The anchor of the paragraph that the line stands in."""
    text: str
    """The whole paragraph."""
    speaker: str | None
    """The person's name, or the label of somebody unknown."""


@dataclass(frozen=True, slots=True)
class Excerpts:
    """What was asked of one episode."""

    end: float | None
    """Seconds; None for an episode without times."""
    language: str | None
    """The episode's own, where it says one (BCP 47)."""
    moments: dict[int, Excerpt]
    """By second; a second beyond the end is missing."""


def excerpts(episode: Episode, seconds: Iterable[int]) -> Excerpts:
    """These moments of an episode: each is the last line that begins until then, or the first
    line of all."""
    segments = episode.segments
    anchors = moments_of(episode)
    timed = [n for n, segment in enumerate(segments) if segment.start is not None]
    starts = [int(segments[n].start or 0) for n in timed]
    found, end = {}, _end(episode)
    for second in sorted(set(seconds)):
        if end is not None and second <= end:
            last = starts[max(0, bisect.bisect_right(starts, second) - 1)]
            line = timed[bisect.bisect_left(starts, last)]
            found[second] = _excerpt(episode, anchors, line)
    return Excerpts(end, episode.language, found)


def _end(episode: Episode) -> float | None:
    """The last time that is known; where it is that of the last words' beginning, they are given
    their time: a moment of the last paragraph is no moment beyond the end."""
    last = episode.segments[-1] if episode.segments else None
    if episode.duration is None or last is None or last.end is not None:
        return episode.duration
    return episode.duration + len(words(last.text)) / _WORDS_A_SECOND


def moments(episode: Episode, anchors: Sequence[str]) -> Moment:
    """Leads from a second to the last line that began until then, the first of several; times
    beyond the end lead nowhere."""
    timed = zip(episode.segments, anchors, strict=True)
    known = [(int(s.start), anchor) for s, anchor in timed if s.start is not None]
    seconds = [second for second, _ in known]

    def moment(wanted: float) -> str | None:
        if wanted > (episode.duration or 0) or not known:
            return None
        last = max(0, bisect.bisect_right(seconds, wanted) - 1)
        return known[bisect.bisect_left(seconds, seconds[last])][1]

    return moment


def _excerpt(episode: Episode, anchors: Sequence[str], line: int) -> Excerpt:
    first = 0
    for chapter in episode.chapters:
        if line < first + len(chapter.segments):
            return _in_chapter(episode, chapter, anchors, first, line)
        first += len(chapter.segments)
    raise IndexError(line)


def _in_chapter(
    episode: Episode, chapter: Chapter, anchors: Sequence[str], first: int, line: int
) -> Excerpt:
    """`first` is the number of the chapter's first segment, `line` that of the wanted one."""
    for turn in turns(chapter.segments):
        for paragraph in turn.paragraphs:
            if line < first + len(paragraph):
                return Excerpt(
                    anchor=anchors[line],
                    chapter=chapter.title,
                    paragraph=anchors[first],
                    text=_words(paragraph),
                    speaker=_name(turn.speaker, episode),
                )
            first += len(paragraph)
    raise IndexError(line)


def _words(paragraph: Iterable[Segment]) -> str:
    return squash(" ".join(segment.text for segment in paragraph))


def _name(label: str | None, episode: Episode) -> str | None:
    return None if label is None else episode.voices.get(label, label)
