"""From headings to chapters, and to generated chapters where nobody wrote headings.

Chapters cover all segments in order: what is said before the first heading becomes an
opening chapter. A chapter whose title no person wrote is marked `generated`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from .anchors import chapter_anchors
from .model import Chapter, Segment, Transcript
from .segmentation import segment

OPENING = "Introduction"
"""The title of what is said before the first heading."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A chapter's beginning."""

    title: str
    position: int
    """Of its first segment; of the next chapter's when it has none."""
    start: float | None
    generated: bool


def make_chapters(transcript: Transcript) -> tuple[Chapter, ...]:
    """The episode's chapters; none only for a transcript without headings and segments."""
    marks = _marks(transcript)
    anchors = chapter_anchors((mark.title, mark.start) for mark in marks)
    ends = [*(mark.position for mark in marks[1:]), len(transcript.segments)][: len(marks)]
    return tuple(
        Chapter(
            mark.title, anchor, mark.start, transcript.segments[mark.position : end], mark.generated
        )
        for mark, anchor, end in zip(marks, anchors, ends, strict=True)
    )


def _marks(transcript: Transcript) -> list[_Mark]:
    segments = transcript.segments
    if not transcript.headings:
        return [
            _Mark(found.title, found.position, _next_time(segments, found.position), True)
            for found in segment(segments)
        ]
    written = [
        _Mark(
            heading.title,
            heading.position,
            _start(heading.start, segments, heading.position),
            False,
        )
        for heading in transcript.headings
    ]
    if written[0].position == 0:
        return written
    return [_Mark(OPENING, 0, _next_time(segments, 0), True), *written]


def _start(own: float | None, segments: Sequence[Segment], position: int) -> float | None:
    return own if own is not None else _next_time(segments, position)


def _next_time(segments: Sequence[Segment], position: int) -> float | None:
    """The time of the first timed segment at or after a position, in seconds."""
    later = islice(segments, position, None)
    return next((s.start for s in later if s.start is not None), None)
