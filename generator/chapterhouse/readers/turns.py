"""Turns under a line of their own that tells who speaks and when.

    Jane Doe  0:15            [0:15]
    Welcome.                  Jane Doe
                              Welcome.
    John Roe (0:19):
    Thank you.                00:00:19 - John Roe

Otter, Rev, Descript, Teams and Zoom export this in their own spellings. Name and time stand
on one line or on two, in either order; the file's own lines tell which, because names come
back and what people say doesn't. Lines under a header are its text, joined where a paragraph
was wrapped; a blank line begins a paragraph of the same turn.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..model import Transcript
from .draft import Draft
from .script import Script
from .speakers import can_be_label, full_labels, known_speakers, looks_like_name
from .stamps import BARE, parse_span
from .surroundings import closing_begins, looks_like_title

NAME = "turns"
SAMPLE = "Name  0:00 / text"

_TIME = rf"[\[(]?\s?(?P<stamp>{BARE})\s?[\])]?"
_NAME = r"(?P<name>[^\W\d_][^:：\[\]\t]{0,59}?)"
_ALONE = re.compile(rf"{_TIME}:?")
_NAME_FIRST = re.compile(rf"{_NAME}\s{{0,9}}(?:[:,|·•–—-]\s{{0,9}})?{_TIME}:?")
_TIME_FIRST = re.compile(rf"{_TIME}\s{{0,9}}(?:[:,|·•–—-]\s{{0,9}})?{_NAME}:?")
_LONGEST_HEADER = 120
_LONGEST_TURN = 40
"""Lines under a header that still count as known when the reader is chosen."""
_ENDS_SPEECH = (".", "!", "?", "…", ",", ";")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    raw: str
    apart: bool
    """Whether a blank line stands before it."""


@dataclass(frozen=True, slots=True)
class _Header:
    position: int
    """Of its first line."""
    size: int
    """Lines."""
    name: str
    start: float
    end: float | None


def sniff(script: Script) -> float:
    """The share of lines that are a turn's header or stand under one."""
    lines = _lines(script)
    headers = _headers(lines)
    counts = Counter(header.name for header in headers)
    if 2 * sum(count for count in counts.values() if count > 1) < len(headers):
        return 0.0
    ends = [*(header.position for header in headers[1:]), len(lines)][: len(headers)]
    known = (
        min(end - h.position, h.size + _LONGEST_TURN) for h, end in zip(headers, ends, strict=True)
    )
    return sum(known) / max(1, len(lines))


def read(script: Script) -> Transcript:
    """The turns, and what stands around them."""
    lines = _lines(script)
    headers = _headers(lines)
    first = headers[0].position if headers else len(lines)
    ends = [*(header.position for header in headers[1:]), len(lines)][: len(headers)]
    draft = Draft(script.path, NAME)
    for line in lines[:first]:
        draft.outside(line.raw, line.number, "preamble")
    for header, end in zip(headers, ends, strict=True):
        body = lines[header.position + header.size : end]
        foot = _foot(body, lines[:first]) if end == len(lines) else len(body)
        for line in lines[header.position : header.position + header.size]:
            draft.mark(line.raw, line.number)
        _read_turn(header, body[:foot], end < len(lines), draft)
        for line in body[foot:]:
            draft.outside(line.raw, line.number, "closing")
    return draft.transcript()


def _read_turn(header: _Header, body: Sequence[_Line], inside: bool, draft: Draft) -> None:
    paragraphs = list(_joined(body))
    for place, lines in enumerate(paragraphs):
        text, number = " ".join(line.raw for line in lines), lines[0].number
        alone = inside and len(lines) == 1 and 0 < place == len(paragraphs) - 1
        if alone and looks_like_title(text):
            draft.heading(text, number)
        elif place:
            draft.speech(text, number, None, header.name, text)
        else:
            draft.speech(text, number, header.start, header.name, text, header.end)


def _joined(body: Iterable[_Line]) -> Iterator[list[_Line]]:
    """The paragraphs: a line right under another one is the rest of it."""
    paragraph: list[_Line] = []
    for line in body:
        if paragraph and line.apart:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _foot(body: Sequence[_Line], head: Sequence[_Line]) -> int:
    """How many of the last turn's lines are speech."""
    spoken = next((i for i, line in enumerate(body) if i and line.apart), len(body))
    return spoken + closing_begins(
        (line.raw for line in body[spoken:]), [line.raw for line in head]
    )


# --- headers --------------------------------------------------------------------------


def _headers(lines: Sequence[_Line]) -> list[_Header]:
    """The headers, in the spelling in which most names come back."""
    candidates = (
        list(_on_one_line(lines, _NAME_FIRST)),
        list(_on_one_line(lines, _TIME_FIRST)),
        list(_on_two_lines(lines, time_first=True)),
        list(_on_two_lines(lines, time_first=False)),
    )
    kept = [_with_known_names(found, lines) for found in candidates]
    return max(kept, key=lambda found: _returns([header.name for header in found]))


def _returns(names: Sequence[str]) -> int:
    """How many of the names are repetitions."""
    return len(names) - len(set(names))


def _with_known_names(headers: list[_Header], lines: Sequence[_Line]) -> list[_Header]:
    if not headers:
        return []
    taken = {h.position + i for h in headers for i in range(h.size)}
    spoken = (line.raw for i, line in enumerate(lines) if i not in taken)
    called = [h.name for h in headers]
    full = full_labels(called)
    names = known_speakers(called, spoken) | full.keys()
    return [replace(h, name=full.get(h.name, h.name)) for h in headers if h.name in names]


def _on_one_line(lines: Sequence[_Line], pattern: re.Pattern[str]) -> Iterator[_Header]:
    for i, line in enumerate(lines):
        match = _matched(pattern, line)
        if match and _is_name(match["name"]) and _has_text(lines, i + 1, pattern):
            yield _Header(i, 1, match["name"].strip(), *parse_span(match["stamp"]))


def _on_two_lines(lines: Sequence[_Line], *, time_first: bool) -> Iterator[_Header]:
    for i, pair in enumerate(itertools.pairwise(lines)):
        time, name = pair if time_first else reversed(pair)
        match = _matched(_ALONE, time)
        if match and _is_name(name.raw.rstrip(":")) and _has_text(lines, i + 2, _ALONE):
            yield _Header(i, 2, name.raw.rstrip(": "), *parse_span(match["stamp"]))


def _is_name(text: str) -> bool:
    written = can_be_label(text) and looks_like_name(text)
    return written and not text.endswith(_ENDS_SPEECH) and any(c.isalpha() for c in text)


def _has_text(lines: Sequence[_Line], position: int, header: re.Pattern[str]) -> bool:
    return position < len(lines) and _matched(header, lines[position]) is None


def _matched(pattern: re.Pattern[str], line: _Line) -> re.Match[str] | None:
    return pattern.fullmatch(line.raw) if len(line.raw) <= _LONGEST_HEADER else None


def _lines(script: Script) -> list[_Line]:
    return [
        _Line(number, raw, not script.follows_directly(number)) for number, raw in script.numbered()
    ]
