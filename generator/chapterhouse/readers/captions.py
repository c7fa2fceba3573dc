"""Captions: `m:ss text` on every line, or the time on a line and the words on the next.

    0:00 welcome to our second week
    0:03 of talks

YouTube's transcript panel gives both when it is copied. Speakers, sentences and headings are
unknown here, and a line such as "[Music]" is a caption like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Transcript
from ..text import CLOCK, parse_clock
from .draft import Draft
from .script import Script

NAME = "captions"
SAMPLE = "0:00 text"

_TIMED = re.compile(rf"({CLOCK})(?:[.,]\d{{1,3}})?(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class _Caption:
    number: int
    raw: str
    start: float | None
    text: str
    apart: bool
    """Whether a blank line stands before it."""


def sniff(script: Script) -> float:
    """The share of lines that begin with a time, or stand right under one that is only a time."""
    captions = _captions(script)
    marked = 0
    under_time = False
    for caption in captions:
        marked += caption.start is not None or under_time
        under_time = caption.start is not None and not caption.text
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


def _read_body(body: list[_Caption], draft: Draft) -> None:
    waiting: float | None = None
    for caption, following in zip(body, [*body[1:], None], strict=False):
        start = caption.start if caption.start is not None else waiting
        waiting = None
        if not caption.text and following is not None and following.start is None:
            waiting = start
            draft.mark(caption.raw, caption.number)
        else:
            draft.speech(caption.text, caption.number, start, None, caption.raw)


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
    start = parse_clock(match[1]) if match else None
    text = raw[match.end() :] if match else raw
    return _Caption(number, raw, start, text, not script.follows_directly(number))
