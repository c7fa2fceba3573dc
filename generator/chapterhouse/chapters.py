"""From a list, or from headings, to chapters; generated ones where nobody wrote either.

Chapters cover all segments in order: what is said before the first one becomes an opening
chapter. A chapter whose title no person wrote is marked `generated`.

A chapter list wins over the headings in the transcript: it was made later, for exactly this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, takewhile

from .anchors import chapter_anchors
from .chapter_lists import positions
from .languages import Catalogue
from .model import Chapter, ChapterList, Segment, Transcript
from .segmentation import Boundary, segment

OPENING = "Introduction"
"""The title of what is said before the first heading, in English."""


def opening(catalogue: Catalogue) -> str:
    """OPENING in another language."""
    say = catalogue.translations.gettext
    return say("Introduction")


Divide = Callable[[Sequence[Segment]], Sequence[Boundary]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A chapter's beginning."""

    title: str
    position: int
    """Of its first segment; of the next chapter's when it has none."""
    start: float | None
    generated: bool


def make_chapters(
    transcript: Transcript, listed: ChapterList | None = None, divide: Divide = segment
) -> tuple[Chapter, ...]:
    """The episode's chapters; none only for a transcript without headings and segments.

    `listed` says where they begin, unless the transcript has no times to find that place; where
    nobody says it, `divide` does.
    """
    marks = _marks(transcript, listed, divide)
    anchors = chapter_anchors((mark.title, mark.start) for mark in marks)
    ends = [*(mark.position for mark in marks[1:]), len(transcript.segments)][: len(marks)]
    return tuple(
        Chapter(
            mark.title, anchor, mark.start, transcript.segments[mark.position : end], mark.generated
        )
        for mark, anchor, end in zip(marks, anchors, ends, strict=True)
    )


def divided_as(before: Sequence[Chapter]) -> Divide:
    """Divides an edited conversation as a machine divided it before the edit: each beginning
    stays with the words that follow it. What was not divided by a machine is divided anew."""

    def divide(segments: Sequence[Segment]) -> Sequence[Boundary]:
        if not before or not all(chapter.generated for chapter in before):
            return segment(segments)
        old = [each for chapter in before for each in chapter.segments]
        ends = accumulate((len(chapter.segments) for chapter in before), initial=0)
        moved = _moved(old, segments)
        places = dict(zip(map(moved, ends), (chapter.title for chapter in before), strict=False))
        return [Boundary(at, title) for at, title in places.items() if at < len(segments)]

    return divide


def _moved(old: Sequence[Segment], new: Sequence[Segment]) -> Callable[[int], int]:
    """Where a segment is after an edit in one place."""
    head = _alike(zip(old, new, strict=False))
    tail = _alike(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    changed, by = len(old) - tail, len(new) - len(old)
    return lambda at: at if at <= head else at + by if at >= changed else min(at, len(new) - tail)


def _alike(pairs: Iterable[tuple[Segment, Segment]]) -> int:
    """How many of them, from the first on, say the same."""
    same = ((a.text, a.start, a.speaker) == (b.text, b.start, b.speaker) for a, b in pairs)
    return sum(1 for _ in takewhile(bool, same))


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


def _marks(transcript: Transcript, listed: ChapterList | None, divide: Divide) -> list[_Mark]:
    segments = transcript.segments
    if listed and (placed := positions(listed, segments)):
        return _opened(
            [_Mark(entry.title, at, entry.start, False) for entry, at in placed], segments
        )
    if not transcript.headings:
        return [
            _Mark(found.title, found.position, _next_time(segments, found.position), True)
            for found in divide(segments)
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
