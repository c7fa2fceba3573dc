"""Captions: `m:ss text` on every line, or the time on a line and the words on the next.

    0:00 welcome to our second week
    0:03 of talks

YouTube's transcript panel gives both when it is copied. Speakers, sentences and headings are
unknown here, and a line such as "[Music]" is a caption like any other. A line without a time
right under a caption is the rest of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Transcript
from .draft import Draft
from .script import Script
from .stamps import BARE, parse_span

NAME = "captions"
SAMPLE = "0:00 text"

_TIMED = re.compile(rf"({BARE})(?![\d:.,])(?:\s+|$)")
_LONGEST_WRAP = 5
"""Lines under a time that still count as known when the reader is chosen."""


@dataclass(frozen=True, slots=True)
class _Caption:
    number: int
    raw: str
    start: float | None
    end: float | None
    text: str
    apart: bool
    """Whether a blank line stands before it."""


def sniff(script: Script) -> float:
    """The share of lines that begin with a time, or stand right under one that does."""
    captions = _captions(script)
    timed = sum(caption.start is not None for caption in captions)
    marked = room = 0
    for caption in captions:
        if caption.start is not None:
            room = 1 + (_LONGEST_WRAP if timed > 1 else not caption.text)
        else:
            room = 0 if caption.apart else room - 1
        marked += room > 0
    return marked / max(1, len(captions))


def read(script: Script) -> Transcript:
    """The captions in order. Lines before the first time or after a blank line at the end are
    not speech."""
    captions = _captions(script)
    timed = [i for i, caption in enumerate(captions) if caption.start is not None]
    first = timed[0] if timed else len(captions)
    last = _end_of_speech(captions, timed)
    draft = Draft(script.path, NAME)
    for caption in captions[:first]:
        draft.outside(caption.raw, caption.number, "preamble")
    _read_body(captions[first:last], draft)
    for caption in captions[last:]:
        draft.outside(caption.raw, caption.number, "closing")
    return draft.transcript()


def _read_body(body: Sequence[_Caption], draft: Draft) -> None:
    at = 0
    while at < len(body):
        caption, under = body[at], _under(body, at)
        if under and not caption.text:
            draft.mark(caption.raw, caption.number)
        said = " ".join([caption.text, *(line.raw for line in under)]).strip()
        number = under[0].number if under and not caption.text else caption.number
        draft.speech(said, number, caption.start, None, caption.raw, caption.end)
        at += 1 + len(under)


def _under(body: Sequence[_Caption], at: int) -> Sequence[_Caption]:
    """The lines without a time that go on with a caption.

    Where the time stands alone, its words may come after a blank line.
    """
    end = at + 1
    while end < len(body) and body[end].start is None:
        waiting = end == at + 1 and not body[at].text
        if body[end].apart and not waiting:
            break
        end += 1
    return body[at + 1 : end]


def _end_of_speech(captions: list[_Caption], timed: list[int]) -> int:
    if not timed:
        return len(captions)
    end = timed[-1] + 1
    if end < len(captions) and not captions[timed[-1]].text:
        end += 1
    while end < len(captions) and not captions[end].apart:
        end += 1
    return end


def _captions(script: Script) -> list[_Caption]:
    return [_caption(script, number, line) for number, line in script.numbered()]


def _caption(script: Script, number: int, raw: str) -> _Caption:
    match = _TIMED.match(raw)
    start, end = parse_span(match[1]) if match else (None, None)
    text = raw[match.end() :] if match else raw
    return _Caption(number, raw, start, end, text, not script.follows_directly(number))
