"""What Chapterhouse understands of one transcript by itself, without content/.

Two forms of the same: an object for programs (the contract that evaluations read) and a
short report for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .chapter_lists import read_together
from .chapters import make_chapters
from .metadata import find_metadata
from .model import Chapter, Diagnostic, Found, Metadata, Segment, Source, Transcript
from .names import ambiguous_voices, doubtful_voices, first_lines, match_voices
from .regulars import appearances, find_regulars, with_regulars
from .text import counted, excerpt, format_clock, words


@dataclass(frozen=True, slots=True)
class Understanding:
    """A transcript with what could be told from it."""

    transcript: Transcript
    metadata: Metadata
    chapters: tuple[Chapter, ...]

    @property
    def voices(self) -> dict[str, str]:
        """Speaker label -> the full name it stands for, where that is clear."""
        return match_voices(tuple(first_lines(self.transcript.segments)), self._people)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the host should look at: about the source, then about whose voice a label is."""
        labels = first_lines(self.transcript.segments)
        doubts = doubtful_voices(labels, ambiguous_voices(tuple(labels), self._people))
        return (*self.transcript.diagnostics, *doubts)

    @property
    def _people(self) -> tuple[str, ...]:
        return (*_names(self.metadata.guests), *_names(self.metadata.hosts))


def understand(source: Source) -> Understanding:
    """Read a source and find what can be found. Raises SourceError."""
    transcript = read_together(source)
    chapters = make_chapters(transcript, transcript.listed)
    return Understanding(transcript, find_metadata(transcript), chapters)


def told_apart(understood: Sequence[Understanding]) -> tuple[Understanding, ...]:
    """The same, with hosts known by coming back from one of these episodes to the next."""
    regulars = find_regulars(appearances(each.transcript) for each in understood)
    return tuple(
        replace(each, metadata=with_regulars(each.metadata, each.transcript, regulars))
        for each in understood
    )


def as_json(understood: Understanding) -> dict[str, object]:
    """The object that `chapterhouse inspect --json` prints, one line a file.

    Times are seconds or null, `date` is ISO 8601 or null. `voices` and `origins` (where each
    value was found) go beyond the contract.
    """
    transcript, metadata = understood.transcript, understood.metadata
    return {
        "source": transcript.source,
        "format": transcript.format,
        **{name: _plain(found) for name, found in _found(metadata)},
        "guests": list(_names(metadata.guests)),
        "hosts": list(_names(metadata.hosts)),
        "chapters": [_chapter(chapter) for chapter in understood.chapters],
        "segments": [_segment(segment) for segment in transcript.segments],
        "voices": understood.voices,
        "origins": {name: found.origin for name, found in _found(metadata) if found is not None},
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in understood.diagnostics],
    }


def as_text(understood: Understanding) -> str:
    """The same for a person: what was found and where, the chapters, the problems."""
    return "\n".join(_report(understood))


def _report(understood: Understanding) -> Iterator[str]:
    transcript = understood.transcript
    spoken = sum(len(words(segment.text)) for segment in transcript.segments)
    segments = counted(len(transcript.segments), "segment")
    yield transcript.source
    yield f"  {'layout':<12}{transcript.format}"
    for name, found in _found(understood.metadata):
        if found is not None:
            yield f"  {name:<12}{excerpt(_shown(found.value), 70)}  ({found.origin})"
    yield f"  {'speech':<12}{segments}, {counted(spoken, 'word')}"
    for label, name in understood.voices.items():
        if label != name:
            yield f"  {'speaker':<12}{label} is {name}"
    kind = "generated" if all(chapter.generated for chapter in understood.chapters) else "found"
    yield f"  {'chapters':<12}{len(understood.chapters)} ({kind})"
    for chapter in understood.chapters:
        clock = "" if chapter.start is None else format_clock(chapter.start)
        mark = "  (generated)" if chapter.generated and kind == "found" else ""
        yield f"    {clock:>8}  {chapter.title}{mark}"
    for diagnostic in understood.diagnostics:
        place = f"{diagnostic.path or transcript.source}:{diagnostic.line}"
        yield f"  {place}: {diagnostic.level}: {diagnostic.message}"


def _found(metadata: Metadata) -> Iterator[tuple[str, Found[object] | None]]:
    """The fields in the order in which a person asks for them."""
    fields = ("title", "show", "season", "number", "date", "guests", "hosts", "description")
    for name in fields:
        yield name, getattr(metadata, name)


def _names(found: Found[tuple[str, ...]] | None) -> tuple[str, ...]:
    return () if found is None else found.value


def _plain(found: Found[object] | None) -> object:
    value = None if found is None else found.value
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _chapter(chapter: Chapter) -> dict[str, object]:
    return {
        "title": chapter.title,
        "anchor": chapter.anchor,
        "start": chapter.start,
        "generated": chapter.generated,
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    """`path` only where it is another file than the transcript."""
    elsewhere = {"path": diagnostic.path} if diagnostic.path else {}
    return {
        "line": diagnostic.line,
        "level": diagnostic.level,
        "message": diagnostic.message,
        **elsewhere,
    }


def _segment(segment: Segment) -> dict[str, object]:
    return {"speaker": segment.speaker, "start": segment.start, "text": segment.text}
