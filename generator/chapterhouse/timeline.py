"""Times that slipped, repaired for showing: a page's times never run backwards.

The transcript keeps what the source says (and a diagnostic names the line); this is the copy
that chapters, anchors and pages are made from.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from .model import Segment


def repaired(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments with starts, in seconds, that never decrease.

    As many times as possible stay (a longest non-decreasing subsequence: Fredman 1975,
    Discrete Mathematics 11); the others take the last one before them that stays, or the first
    that does. Segments without a time stay without.
    """
    timed = [i for i, segment in enumerate(segments) if segment.start is not None]
    starts = [segments[i].start or 0.0 for i in timed]
    kept = longest_rise(starts)
    if len(kept) == len(timed):
        return tuple(segments)
    made = list(segments)
    last = starts[kept[0]]
    keep = set(kept)
    for at, i in enumerate(timed):
        if at in keep:
            last = starts[at]
        else:
            made[i] = replace(segments[i], start=last, end=None, word_starts=())
    return tuple(made)


def longest_rise(values: Sequence[float]) -> list[int]:
    """The positions of a longest subsequence that never falls, by patience sorting."""
    ends: list[float] = []
    at_end: list[int] = []
    before: list[int] = []
    for i, value in enumerate(values):
        length = bisect.bisect_right(ends, value)
        before.append(at_end[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        at_end[length : length + 1] = [i]
    rise = []
    i = at_end[-1] if at_end else -1
    while i >= 0:
        rise.append(i)
        i = before[i]
    return rise[::-1]
