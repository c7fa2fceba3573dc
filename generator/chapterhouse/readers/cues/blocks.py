"""A caption file cut into cues, and what stands between them.

The specification ends a cue at a blank line and drops what follows until the next times.
People's files have blank lines inside cues, no blank line between cues, and indices that are
missing, repeated or on a line too far; here every line belongs somewhere. A line is only
taken for an index or an identifier where one can stand, because "42" may be an answer.

https://www.w3.org/TR/webvtt1/#webvtt-parser-algorithm
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..script import Script
from .timing import Timing, parse_timing

_INDEX = re.compile(r"[0-9]{1,9}")
_ASIDE = re.compile(r"NOTE(?:\s|$)|(?:STYLE|REGION)$")

Numbered = tuple[int, str]
"""A line's number and its text without white space around it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A time range and the lines under it."""

    line: int
    """Of the time range."""
    raw: str
    timing: Timing
    lines: list[Numbered] = field(default_factory=list)
    """Those that are not blank, in order."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A file's lines, each in its place."""

    before: list[Numbered] = field(default_factory=list)
    """Above the first cue."""
    asides: list[Numbered] = field(default_factory=list)
    """Identifiers with words in them, notes, styles and regions."""
    cues: list[Cue] = field(default_factory=list)
    split: list[int] = field(default_factory=list)
    """Lines that stand after a blank line in the middle of a cue."""


def known_share(script: Script, arrow: bool = True) -> float:
    """The share of lines that are time ranges, indices, or words under a range; 0 for a file
    whose ranges are written the other way (see Timing.arrow)."""
    known, lines, ranges, inside = 0, 0, 0, False
    for number, line in script.numbered():
        lines += 1
        ranged = _is_range(line, arrow)
        ranges += ranged
        inside = ranged or (inside and script.follows_directly(number))
        known += inside or _INDEX.fullmatch(line) is not None
    return known / lines if ranges else 0.0


def cut(script: Script, lines: Sequence[Numbered], identifiers: bool = False) -> Blocks:
    """All lines in their places.

    `lines` are those that are not blank and not the file's header. With `identifiers` a cue
    may have a name, and notes and styles may stand between cues (WebVTT).
    """
    blocks = Blocks()
    index: int | None = None
    aside = False
    timings = [parse_timing(line) for _, line in lines]
    names = _names(script, lines, timings) if identifiers else frozenset()
    for i, (number, line) in enumerate(lines):
        apart = not script.follows_directly(number)
        timing, following = timings[i], timings[i + 1] if i + 1 < len(lines) else None
        touching = following is not None and lines[i + 1][0] == number + 1
        aside = aside and not apart
        if timing is not None:
            blocks.cues.append(Cue(number, line, timing))
            aside = False
        elif aside or (identifiers and apart and _ASIDE.match(line)):
            aside = True
            blocks.asides.append((number, line))
        elif following and _is_index(line, apart and touching, index, not blocks.cues):
            index = int(line)
        elif number in names:
            blocks.asides.append((number, line))
        else:
            _keep(blocks, (number, line), apart)
    return blocks


def _names(
    script: Script, lines: Sequence[Numbered], timings: Sequence[Timing | None]
) -> frozenset[int]:
    """The lines that are identifiers: alone right above a time range.

    Several words there are the end of a cue with a blank line in it, unless most cues of the
    file have a line of words above them.
    """
    above = [
        (number, len(line.split()))
        for (number, line), (below, _), own, next_one in zip(
            lines, lines[1:], timings, timings[1:], strict=False
        )
        if next_one and not own and below == number + 1 and not script.follows_directly(number)
    ]
    cues = sum(timing is not None for timing in timings)
    usual = 2 * sum(words > 1 for _, words in above) >= cues
    return frozenset(number for number, words in above if words == 1 or usual)


def _is_index(line: str, in_place: bool, last: int | None, first: bool) -> bool:
    """Whether a line above a time range is an index: alone in its place, or the next number."""
    if _INDEX.fullmatch(line) is None:
        return False
    counts_on = int(line) in (last, last + 1) if last is not None else first
    return in_place or counts_on


def _keep(blocks: Blocks, line: Numbered, apart: bool) -> None:
    if not blocks.cues:
        blocks.before.append(line)
        return
    cue = blocks.cues[-1]
    if apart and cue.lines:
        blocks.split.append(line[0])
    cue.lines.append(line)


def _is_range(line: str, arrow: bool) -> bool:
    timing = parse_timing(line)
    return timing is not None and not timing.damaged and timing.arrow == arrow
