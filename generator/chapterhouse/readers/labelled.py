"""Stamped paragraphs: `[hh:mm:ss] Name: text`, the name only where the speaker changes.

    [00:00:00] Jane Doe: Welcome.

    [00:00:45] Before we begin ...

A paragraph without a name goes on with the last one. A paragraph without a stamp belongs to
the speech when it stands between stamped ones (a short title among them is a heading); after
the last one it is the page's foot, unless this file leaves stamps out elsewhere too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Transcript
from ..text import CLOCK, parse_clock
from .draft import Draft
from .script import Script
from .speakers import known_speakers, split_label
from .surroundings import closing_begins, looks_like_title

NAME = "labelled"
SAMPLE = "[00:00:00] Name: text"

_STAMP = re.compile(rf"[\[(]({CLOCK}(?:[.,]\d{{1,3}})?)[\])]\s*")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    number: int
    raw: str
    start: float | None
    label: str | None
    """What stands before its colon, whether or not that is a speaker."""
    text: str
    """Without the stamp."""
    rest: str
    """Without stamp and label."""
    apart: bool
    """Whether a blank line stands before it."""


def sniff(script: Script) -> float:
    """The share of lines that begin with a stamp in brackets."""
    paragraphs = _paragraphs(script)
    return sum(p.start is not None for p in paragraphs) / max(1, len(paragraphs))


def read(script: Script) -> Transcript:
    """The stamped paragraphs, with the speaker carried on, and what stands around them."""
    paragraphs = _paragraphs(script)
    stamped = [i for i, p in enumerate(paragraphs) if p.start is not None]
    first = stamped[0] if stamped else len(paragraphs)
    last = _end_of_speech(paragraphs, stamped)
    draft = Draft(script.path, NAME)
    for p in paragraphs[:first]:
        draft.outside(p.raw, p.number, "preamble")
    _read_body(paragraphs[first:last], draft)
    for p in paragraphs[last:]:
        draft.outside(p.raw, p.number, "closing")
    return draft.transcript()


def _read_body(body: list[_Paragraph], draft: Draft) -> None:
    speakers = known_speakers([p.label for p in body if p.label], (p.rest for p in body))
    speaker: str | None = None
    for p, following in zip(body, [*body[1:], None], strict=False):
        if p.label in speakers:
            speaker = p.label
            draft.speech(p.rest, p.number, p.start, speaker, p.raw)
        elif _is_heading(p, following):
            draft.heading(p.text, p.number)
        else:
            draft.speech(p.text, p.number, p.start, speaker, p.raw)


def _is_heading(p: _Paragraph, following: _Paragraph | None) -> bool:
    between = p.apart and following is not None and following.apart
    return p.start is None and between and looks_like_title(p.text)


def _end_of_speech(paragraphs: list[_Paragraph], stamped: list[int]) -> int:
    """The position after the last spoken paragraph."""
    if not stamped:
        return len(paragraphs)
    end = stamped[-1] + 1
    while end < len(paragraphs) and not paragraphs[end].apart:
        end += 1
    inside = paragraphs[stamped[0] : stamped[-1]]
    if not any(p.start is None and p.apart and not looks_like_title(p.text) for p in inside):
        return end
    foot = closing_begins(
        (p.raw for p in paragraphs[end:]), [p.raw for p in paragraphs[: stamped[0]]]
    )
    return end + foot


def _paragraphs(script: Script) -> list[_Paragraph]:
    return [_paragraph(script, number, line) for number, line in script.numbered()]


def _paragraph(script: Script, number: int, raw: str) -> _Paragraph:
    match = _STAMP.match(raw)
    text = raw[match.end() :] if match else raw
    label, rest = split_label(text) or (None, text)
    start = parse_clock(match[1]) if match else None
    return _Paragraph(number, raw, start, label, text, rest, not script.follows_directly(number))
