"""What a host should look at in a transcript that was read: times and labels that slipped.

Every check is a pure function of what was read, so it serves all layouts. Nothing is
repaired here: the words and times stay as they are in the source.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from ..model import Diagnostic, Level, Matter, Segment, Transcript
from ..names import is_anonymous
from ..text import fold, format_clock

_ONLY_CLOCK = re.compile(r"\d{1,3}(?:\s*:\s*\d{2}){1,2}")
_RARE = 20
"""A label this many times rarer than one that looks alike is taken for a slip of it."""
_ALIKE = 0.8
_LINES_NAMED = 5


def check(transcript: Transcript) -> tuple[Diagnostic, ...]:
    """All findings, in the order of their lines."""
    segments = transcript.segments
    found = [
        *_missing_times(segments),
        *_backward_times(segments),
        *_odd_ends(segments),
        *_stray_clocks(segments),
        *_stray_names(segments),
        *_misspelt_labels(segments),
        *_left_outside(transcript),
    ]
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.line))


def _left_outside(transcript: Transcript) -> list[Diagnostic]:
    """Paragraphs before or after the speech that begin with a speaker's name, and how much
    stands after the speech: nothing is left out of the page in silence."""
    labels = {f"{s.speaker}:" for s in transcript.segments if s.speaker}
    found = []
    for line in transcript.lines:
        label = f"{line.text.partition(':')[0]}:"
        if line.kind in ("preamble", "closing") and label in labels:
            message = f'"{label}" begins a paragraph outside the speech; it is not on the page'
            found.append(Diagnostic(line.line, "warning", message))
    closing = [line.line for line in transcript.closing]
    one, many = "line after the speech is not shown", "lines after the speech are not shown"
    return [*found, *reported(closing, "info", one, many)]


def _missing_times(segments: Sequence[Segment]) -> list[Diagnostic]:
    missing = [segment.line for segment in segments if segment.start is None]
    if missing and len(missing) == len(segments):
        return [Diagnostic(missing[0], "info", "this transcript has no times")]
    return reported(missing, "info", "paragraph has no time", "paragraphs have no time")


def _backward_times(segments: Sequence[Segment]) -> list[Diagnostic]:
    timed = [(s, s.start) for s in segments if s.start is not None]
    pairs = itertools.pairwise(timed)
    back = [(then, now, segment) for (_, then), (segment, now) in pairs if now < then]
    if not back:
        return []
    then, now, first = back[0]
    what = _several(len(back), "time runs backwards", "times run backwards")
    where = f"{format_clock(now)} after {format_clock(then)}"
    message = f"{what}: {where}{_also([segment.line for *_, segment in back])}"
    return [Diagnostic(first.line, "warning", message, matter="time")]


def _odd_ends(segments: Sequence[Segment]) -> list[Diagnostic]:
    ranges = [(s, s.start, s.end) for s in segments if s.start is not None and s.end is not None]
    negative = [s.line for s, start, end in ranges if end < start]
    empty = [s.line for s, start, end in ranges if end == start]
    pairs = itertools.pairwise(ranges)
    over = [s.line for (_, first, end), (s, start, _) in pairs if first < start < end]
    return [
        *reported(
            negative,
            "warning",
            "caption ends before it starts",
            "captions end before they start",
            "time",
        ),
        *reported(empty, "info", "caption ends when it starts", "captions end when they start"),
        *reported(
            over,
            "info",
            "caption starts before the one above has ended",
            "captions start before the one above has ended",
        ),
    ]


def reported(
    lines: Sequence[int], level: Level, one: str, many: str, matter: Matter = "transcript"
) -> list[Diagnostic]:
    """One finding for all lines that share it, at the first: "3 captions end ..."."""
    if not lines:
        return []
    message = f"{_several(len(lines), one, many)}{_also(lines)}"
    return [Diagnostic(lines[0], level, message, matter=matter)]


def _stray_clocks(segments: Sequence[Segment]) -> list[Diagnostic]:
    return [
        Diagnostic(
            s.line,
            "warning",
            f'this paragraph is only a time, "{s.text}"; kept as speech',
        )
        for s in segments
        if _ONLY_CLOCK.fullmatch(s.text)
    ]


def _stray_names(segments: Sequence[Segment]) -> list[Diagnostic]:
    labels = {fold(s.speaker): s.speaker for s in segments if s.speaker}
    longest = 1 + max(map(len, labels.values()), default=0)
    found = []
    for segment in (s for s in segments if len(s.text) <= longest):
        name = labels.get(fold(segment.text.rstrip(":")))
        if name and segment.speaker and name != segment.speaker:
            found.append(
                Diagnostic(
                    segment.line,
                    "warning",
                    f'{segment.speaker} says only "{segment.text}"; '
                    f"what follows may be {name} speaking",
                )
            )
    return found


def _misspelt_labels(segments: Sequence[Segment]) -> list[Diagnostic]:
    counts = Counter(s.speaker for s in segments if s.speaker)
    first = {s.speaker: s.line for s in reversed(segments) if s.speaker}
    found = []
    for label, count in counts.items():
        if is_anonymous(label):  # "Speaker 4" is no slip of "Speaker 5"
            continue
        others = [other for other in counts if counts[other] >= _RARE * count]
        for near in difflib.get_close_matches(label, others, n=1, cutoff=_ALIKE):
            message = f'speaker "{label}" ({_several(count, "time", "times")}) may be "{near}"'
            found.append(Diagnostic(first[label], "warning", message, matter="speaker"))
    return found


def _several(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _also(lines: Sequence[int]) -> str:
    """ " (also lines 3, 5, ...)" for all but the first."""
    rest = [str(line) for line in lines[1:]]
    if not rest:
        return ""
    more = ", ..." if len(rest) > _LINES_NAMED else ""
    return f" (also line{'s' if len(rest) > 1 else ''} {', '.join(rest[:_LINES_NAMED])}{more})"
