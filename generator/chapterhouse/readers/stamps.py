"""Times as transcripts write them: `0:15`, `[00:00:15.250]`, `(0:15 - 0:20)`, `[0.00s -> 1.76s]`.

The last one, seconds with an arrow, is how faster-whisper's own example prints its segments
(https://github.com/SYSTRAN/faster-whisper#usage); Whisper prints clocks with `-->`.
"""

from __future__ import annotations

import re

from ..text import CLOCK, parse_clock

TIME = rf"{CLOCK}(?:[.,]\d{{1,3}})?"
_ARROW = r"\s{0,3}(?:-->|->|→)\s{0,3}"
_DASH = r"\s{0,3}[–—-]\s{0,3}"
_SECONDS = r"\d{1,6}(?:\.\d{1,3})?s?"

SPAN = rf"(?:{TIME}(?:(?:{_ARROW}|{_DASH}){TIME})?|{_SECONDS}{_ARROW}{_SECONDS})"
"""A time, or the time at which something begins and the one at which it ends."""
BARE = rf"(?!{TIME}\s{{0,3}}-->){SPAN}"
"""A span without brackets; with a long arrow it is the timing line of a subtitle file."""
STAMP = rf"[\[(]\s{{0,3}}(?P<stamp>{SPAN})\s{{0,3}}[\])]"
"""A span in brackets, as group "stamp"."""

_BETWEEN = re.compile(rf"{_ARROW}|{_DASH}")


def parse_span(span: str) -> tuple[float, float | None]:
    """Start and end in seconds of what `SPAN` matches; no end for a single time."""
    start, *end = (_seconds(time) for time in _BETWEEN.split(span))
    return start, end[0] if end else None


def _seconds(time: str) -> float:
    return parse_clock(time) if ":" in time else float(time.rstrip("s"))
