"""Where every segment of an episode lies, on an axis of seconds, or of words without any times.

Segments without a time between others that have one are placed by their words, and so are all
but the first of several that begin at the same time: everything said has a place and a length.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import ceil

from .model import Segment
from .text import words

_WORDS_A_SECOND = 2.6
"""How long a last segment takes that has no end."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where everything lies."""

    timed: bool
    """Whether the measure is seconds; otherwise it is words."""
    starts: tuple[float, ...]
    """Of every segment; never falling."""
    length: int
    """The whole."""

    def ends(self, segments: Sequence[Segment]) -> Iterator[float]:
        """Where each segment ends: at its own end, but never after the next one begins."""
        following = chain(self.starts[1:], (float(self.length),))
        for segment, start, next_start in zip(segments, self.starts, following, strict=True):
            own = segment.end if self.timed else None
            yield next_start if own is None or own <= start else min(own, next_start)


def axis_of(segments: Sequence[Segment]) -> Axis | None:
    """The axis of an episode; None for one that says nothing."""
    heard = [0, *accumulate(len(words(segment.text)) for segment in segments)]
    known = _placed(segments)
    points = [(heard[i], segments[i].start or 0.0) for i in known]
    if not known:
        points = [(0, 0.0), (heard[-1], float(heard[-1]))]
    else:
        points = [(0, 0.0), *points, (heard[-1], _last(segments[known[-1] :], points[-1][1]))]
    told = {i: segments[i].start or 0.0 for i in known}
    starts = (told[i] if i in told else _between(points, heard[i]) for i in range(len(segments)))
    length = ceil(points[-1][1])
    return Axis(bool(known), tuple(starts), length) if length else None


def _placed(segments: Sequence[Segment]) -> list[int]:
    """The positions whose time tells where they lie: not that of the one before once more."""
    made: list[int] = []
    for i, segment in enumerate(segments):
        if segment.start is not None and (not made or segment.start != segments[made[-1]].start):
            made.append(i)
    return made


def _last(segments: Sequence[Segment], start: float) -> float:
    """When the words end that follow the last time known."""
    spoken = sum(len(words(segment.text)) for segment in segments) / _WORDS_A_SECOND
    end = segments[0].end if len(segments) == 1 else None
    return max(start, end) if end is not None else start + spoken


def _between(points: Sequence[tuple[int, float]], heard: int) -> float:
    """A place between two known ones, by how many words stand before it."""
    after = min(bisect.bisect_right(points, heard, key=lambda point: point[0]), len(points) - 1)
    (words_before, before), (words_after, end) = points[after - 1], points[after]
    share = (heard - words_before) / ((words_after - words_before) or 1)
    return before + (end - before) * min(1.0, share)
