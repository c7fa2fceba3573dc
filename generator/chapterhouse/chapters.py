"""From a list, or from headings, to chapters; generated ones where nobody wrote either.

Chapters cover all segments in order: what is said before the first one becomes an opening
chapter. A chapter whose title no person wrote is marked `generated`.

A chapter list wins over the headings in the transcript: it was made later, for exactly this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from .anchors import chapter_anchors
from .chapter_lists import positions
from .languages import Catalogue
from .model import Chapter, ChapterList, Segment, Transcript
from .segmentation import segment

OPENING = "Introduction"
"""The title of what is said before the first heading, in English."""


def opening(catalogue: Catalogue) -> str:
    """OPENING in another language."""
    say = catalogue.translations.gettext
    return say("Introduction")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A chapter's beginning."""

    title: str
    position: int
    """Of its first segment; of the next chapter's when it has none."""
    start: float | None
    generated: bool


def make_chapters(transcript: Transcript, listed: ChapterList | None = None) -> tuple[Chapter, ...]:
    """The episode's chapters; none only for a transcript without headings and segments.

    `listed` says where they begin, unless the transcript has no times to find that place.
    """
    marks = _marks(transcript, listed)
    anchors = chapter_anchors((mark.title, mark.start) for mark in marks)
    ends = [*(mark.position for mark in marks[1:]), len(transcript.segments)][: len(marks)]
    return tuple(
        Chapter(
            mark.title, anchor, mark.start, transcript.segments[mark.position : end], mark.generated
        )
        for mark, anchor, end in zip(marks, anchors, ends, strict=True)
    )


def with_proposals_marked(
    chapters: Sequence[Chapter], proposed: Sequence[Chapter]
) -> tuple[Chapter, ...]:
    """The chapters, each marked generated that is just as it was proposed by a machine."""
    machine = {_named(chapter) for chapter in proposed if chapter.generated}
    return tuple(
        replace(chapter, generated=True) if _named(chapter) in machine else chapter
        for chapter in chapters
    )


def with_opening(chapters: Sequence[Chapter], title: str) -> tuple[Chapter, ...]:
    """The chapters, with this title for what is said before the first heading; its address
    stays."""
    return tuple(
        replace(each, title=title) if each.generated and each.title == OPENING else each
        for each in chapters
    )


def _named(chapter: Chapter) -> tuple[str, int | None]:
    return chapter.title, None if chapter.start is None else int(chapter.start)


def _marks(transcript: Transcript, listed: ChapterList | None) -> list[_Mark]:
    segments = transcript.segments
    if listed and (placed := positions(listed, segments)):
        return _opened(
            [_Mark(entry.title, at, entry.start, False) for entry, at in placed], segments
        )
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
    return _opened(written, segments)


def _opened(marks: list[_Mark], segments: Sequence[Segment]) -> list[_Mark]:
    """With an opening chapter for what is said before the first mark."""
    if marks[0].position == 0:
        return marks
    return [_Mark(OPENING, 0, _next_time(segments, 0), True), *marks]


def _start(own: float | None, segments: Sequence[Segment], position: int) -> float | None:
    return own if own is not None else _next_time(segments, position)


def _next_time(segments: Sequence[Segment], position: int) -> float | None:
    """The time of the first timed segment at or after a position, in seconds."""
    later = islice(segments, position, None)
    return next((s.start for s in later if s.start is not None), None)
