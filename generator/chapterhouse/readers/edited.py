"""Edited pages: paragraphs `Name: text (m:ss)`, headings as lines of their own.

    Career journey

    Jane: It began with a letter. (3:08)

Which lines are speech follows from the paragraphs that carry a time: a label seen there is
a speaker everywhere, so a heading such as "Topic: detail" is never taken for one. What
stands before the first paragraph and after the last one is kept as the page's head and foot.
A paragraph that was wrapped is put together: its label stands in its first line, its time in
the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Diagnostic, Transcript
from ..text import CLOCK, parse_clock, words
from .draft import Draft
from .script import Script
from .speakers import known_speakers, split_label
from .surroundings import head_ends, is_notice, looks_like_title

NAME = "edited"
SAMPLE = "Name: text (0:00)"

_TIME_AT_END = re.compile(rf"[(\[]({CLOCK})[)\]]$")
_LONGEST_TIME = 16
_TITLED = re.compile(r":\s|\s[–—-]\s")
_LONGEST_HEADING = 160
"""Characters; what is longer is a paragraph that lacks its label."""
_LONGEST_WRAP = 30
"""Lines of one paragraph."""
_FEW = 3
_SENTENCE_WORDS = 8
"""So many words with a full stop at their end are rather speech than a title."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A line with what it says apart from its time."""

    number: int
    raw: str
    text: str
    start: float | None
    label: str | None
    """What stands before its colon, whether or not that is a speaker."""
    rest: str


def sniff(script: Script) -> float:
    """The share of paragraphs that have both a label and a time at their end.

    The lines of the page around them don't count against it. Where there are some, others
    with the same labels count too: editors leave times out.
    """
    paragraphs = _paragraphs(script)
    marked = [p.label for p in paragraphs if p.start is not None and p.label is not None]
    labels = frozenset(marked)
    known = sum(p.label in labels for p in paragraphs) if len(marked) >= _FEW else len(marked)
    if not known:
        return 0.0
    return known / sum(p.label in labels or not is_notice(p.raw) for p in paragraphs)


def read(script: Script) -> Transcript:
    """The page's headings, paragraphs and surroundings."""
    paragraphs = _paragraphs(script)
    timed = [p for p in paragraphs if p.start is not None]
    labels = [p.label for p in timed if p.label is not None]
    speakers = known_speakers(labels, (p.rest for p in timed))
    speech = [i for i, p in enumerate(paragraphs) if p.start is not None or p.label in speakers]
    first, last = (speech[0], speech[-1] + 1) if speech else (len(paragraphs),) * 2
    head = head_ends(p.raw for p in paragraphs[:first])
    draft = Draft(script.path, NAME)
    for p in paragraphs[:head]:
        draft.outside(p.raw, p.number, "preamble")
    _read_body(paragraphs[head:last], speakers, draft)
    for p in paragraphs[last:]:
        draft.outside(p.raw, p.number, "closing")
    return draft.transcript()


def _read_body(body: list[_Paragraph], speakers: frozenset[str], draft: Draft) -> None:
    speaker: str | None = None
    for p, following in zip(body, [*body[1:], None], strict=False):
        if p.label in speakers:
            speaker = p.label
            draft.speech(p.rest, p.number, p.start, speaker, p.raw)
        elif _is_heading(p, following):
            draft.heading(p.text, p.number, p.start)
            draft.diagnostics.extend(_doubts(p))
        else:
            draft.speech(p.text, p.number, p.start, speaker, p.raw)


def _is_heading(p: _Paragraph, following: _Paragraph | None) -> bool:
    """A bare line is one, unless it is long or goes on in lower case: then it is speech."""
    if not p.text or len(p.text) > _LONGEST_HEADING or p.text[0].islower():
        return False
    if p.start is None:
        return True
    return looks_like_title(p.text) and following is not None and following.label is not None


def _doubts(p: _Paragraph) -> Iterator[Diagnostic]:
    """A warning where a heading may be a paragraph that lacks its label: it reads as one
    sentence, not as "Topic: detail" or "Lesson 3 – Detail"."""
    if (
        p.text.endswith(".")
        and len(words(p.text)) >= _SENTENCE_WORDS
        and not _TITLED.search(p.text)
    ):
        message = 'read as a heading, though it ends like speech; speech needs "Name:" or a time'
        yield Diagnostic(p.number, "warning", message)


def _paragraphs(script: Script) -> list[_Paragraph]:
    lines = [_paragraph(number, line) for number, line in script.numbered()]
    apart = [not script.follows_directly(p.number) for p in lines]
    found: list[_Paragraph] = []
    at = 0
    while at < len(lines):
        size = _wrapped(lines[at : at + _LONGEST_WRAP], apart[at : at + _LONGEST_WRAP])
        raw = " ".join(line.raw for line in lines[at : at + size])
        found.append(_paragraph(lines[at].number, raw) if size > 1 else lines[at])
        at += size
    return found


def _wrapped(lines: Sequence[_Paragraph], apart: Sequence[bool]) -> int:
    """How many lines one paragraph takes, from its label to the time that ends it."""
    if lines[0].label is None or lines[0].start is not None:
        return 1
    for size, (line, above) in enumerate(zip(lines[1:], apart[1:], strict=True), 2):
        if above or line.label is not None:
            return 1
        if line.start is not None:
            return size
    return 1


def _paragraph(number: int, raw: str) -> _Paragraph:
    text, start = raw, None
    if match := _TIME_AT_END.search(raw, max(0, len(raw) - _LONGEST_TIME)):
        text, start = raw[: match.start()].rstrip(), parse_clock(match[1])
    label, rest = split_label(text) or (None, text)
    return _Paragraph(number, raw, text, start, label, rest)
