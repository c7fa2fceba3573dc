"""The line that says when a cue is shown.

    00:01:02.500 --> 00:01:04.000 align:start        WebVTT, hours may be missing
    00:01:02,500 --> 00:01:04,000 X1:0 X2:100        SubRip
    0:01:02.500,0:01:04.000                          SBV

Written by hand and by many programs, these lines come with other spaces, one digit too few,
a comma for a point. What still says a time is taken; what doesn't is `damaged`.

WebVTT: https://www.w3.org/TR/webvtt1/#webvtt-timestamp and #cue-settings
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRACTION = r"(?:\s?[.,:]\s?[0-9]{1,9})"
_CLOCK = rf"((?:[0-9]{{1,4}}\s?:\s?)?[0-9]{{1,3}}\s?:\s?[0-9]{{1,2}}{_FRACTION}?)(?![0-9])"
_EXACT = r"((?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{2}[.,][0-9]{1,3})"
_ARROW = r"\s*(?:-{1,3}|[–—])\s?>\s*"
_RANGE = re.compile(rf"{_CLOCK}{_ARROW}{_CLOCK}(?:\s+|$)")
_PAIR = re.compile(rf"{_EXACT}(?:,|\s+){_EXACT}$")
_ONE_CLOCK = re.compile(rf"{_CLOCK}(?:\s|$)")
_PARTS = re.compile(r"[0-9]+")
_SETTING = re.compile(
    r"(?:(?:vertical|line|position|size|align|region)|[A-Z][0-9]?):\S*(?:\s+|$)", re.IGNORECASE
)
_NO_WORDS = re.compile(r"(?:[0-9:.,;\s-]|[^\W\d_]{1,2}(?![^\W\d_]))*")
_REACH = 60
"""Characters before an arrow in which a damaged time can stand."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What a timing line says; a time that can't be read is None."""

    start: float | None
    """Seconds."""
    end: float | None
    rest: str = ""
    """What stands after times and settings: words that slipped onto the line."""
    damaged: bool = False
    arrow: bool = True
    """Whether "-->" stands between the times, not a comma (SBV)."""


def parse_timing(line: str) -> Timing | None:
    """The timing of a line without white space around it, None when it is another line."""
    if match := _RANGE.match(line):
        rest = line[match.end() :]
        return Timing(_seconds(match[1]), _seconds(match[2]), _without_settings(rest))
    if match := _PAIR.match(line):
        return Timing(_seconds(match[1]), _seconds(match[2]), arrow=False)
    return _damaged(line)


def _damaged(line: str) -> Timing | None:
    """A line with an arrow and no words before it, such as "00:0x:01 --> 00:00:04.000"."""
    before, arrow, after = line[: 2 * _REACH].partition("-->")
    timed = re.search("[0-9]", before or after[:_REACH])
    if not arrow or not timed or not _NO_WORDS.fullmatch(before):
        return None
    return Timing(_clock(before), _clock(after), damaged=True)


def _clock(text: str) -> float | None:
    match = _ONE_CLOCK.match(text.strip())
    return _seconds(match[1]) if match else None


def _without_settings(text: str) -> str:
    while match := _SETTING.match(text):
        text = text[match.end() :]
    return text


def _seconds(clock: str) -> float:
    """Of "1:02:03,5", "02:03.500" or "1:02:03:500"."""
    parts = _PARTS.findall(clock)
    fraction = ""
    if "." in clock or "," in clock or len(parts) == 4 or len(parts[-1]) > 2:
        fraction = parts.pop()
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return float(f"{seconds}.{fraction or 0}")
