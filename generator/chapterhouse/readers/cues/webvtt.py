"""WebVTT (.vtt): a first line "WEBVTT", cues, and notes, styles and regions between them.

    WEBVTT
    Kind: captions

    intro
    00:01.500 --> 00:04.000 align:start
    <v Jane Doe>Welcome.

What stands beside WEBVTT is kept as a line of the file's head, "Kind: captions" under it as
a field. Specification: https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Field, Transcript
from ...text import squash
from ..draft import Draft
from ..script import Script
from .blocks import Numbered, cut
from .compose import compose
from .timing import parse_timing

NAME = "webvtt"
SAMPLE = "WEBVTT"

_SIGNATURE = re.compile(r"WEBVTT(?:\s+|$)", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z][\w-]{0,39})\s*[:=]\s*([^\s{][^{}]*)$")
_DASH = re.compile(r"^[-–—:|]+\s*")
_NO_TITLE = re.compile(
    r"[{};]|^::|^\W+$|:\s*$|^(file|captions?|subtitles?|transcript(ion)?|v?\d+(\.\d+)*)\b|"
    r"\b(created|generated|exported|converted|produced) (by|with|from|using|at|on)\b|"
    r"\bthis file\b",
    re.IGNORECASE,
)
"""What programs write beside WEBVTT, and style sheets under it."""


def sniff(script: Script) -> float:
    """Sure of a file that begins with WEBVTT and has a time range or nothing else."""
    lines = list(script.numbered())
    if not _SIGNATURE.match(lines[0][1]):
        return 0.0
    return 1.0 if len(lines) == 1 or any(parse_timing(line) for _, line in lines) else 0.0


def is_without_cues(script: Script) -> bool:
    """Whether a file that nobody can read is meant for WebVTT: by its name, or its first line."""
    _, first = next(script.numbered())
    named = script.path.lower().endswith(".vtt")
    return first == SAMPLE or (named and _SIGNATURE.match(first) is not None)


def read(script: Script) -> Transcript:
    """The captions in order, with their voices."""
    lines = list(script.numbered())
    head = _head_ends(script, lines)
    draft = Draft(script.path, NAME)
    beside = _DASH.sub("", _SIGNATURE.sub("", lines[0][1], count=1))
    fields: list[Field] = []
    for number, line in [*([(lines[0][0], beside)] if beside else []), *lines[1:head]]:
        if number > lines[0][0] and (match := _FIELD.match(line)):
            fields.append(Field(match[1].lower(), squash(match[2]), number))
        elif _NO_TITLE.search(line):
            draft.mark(line, number)
        else:
            draft.outside(line, number, "preamble")
    return compose(draft, cut(script, lines[head:], identifiers=True), fields)


def _head_ends(script: Script, lines: Sequence[Numbered]) -> int:
    """The position after the header: it ends at a blank line, or at a cue right under it."""
    end = 1
    while end < len(lines) and script.follows_directly(lines[end][0]):
        if parse_timing(lines[end][1]):
            named = end > 1 and not _FIELD.match(lines[end - 1][1])
            return end - 1 if named else end
        end += 1
    return end
