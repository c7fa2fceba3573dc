"""Rolling captions: every line is shown again above the next one, but was said once.

YouTube's automatic captions move up a screen of two lines:

    00:00.160 --> 00:02.869      welcome to the talk
    00:02.869 --> 00:02.879      welcome to the talk            (holds for 10 ms)
    00:02.879 --> 00:05.000      welcome to the talk / captions matter
    00:05.000 --> 00:05.010      captions matter

Programs that convert them join the two lines, leave out the cues that hold, or let the words
grow one by one. What a cue shows is compared with what the cue before showed, only where the
two touch in time: a line that comes again after the display was cleared was said again. And
only in a file most of whose cues repeat like this: elsewhere "Yes." under "Yes." is two
people.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .markup import Row

_TOUCH = 0.05
"""Seconds between two cues that are shown without a break."""
_HOLD = 0.05
"""Seconds; a cue shown so briefly only holds what is on the screen."""
_CHANCE = 3
"""So many words at a cue's start don't repeat the end of the last cue by chance."""
_SCREEN_LINES, _SCREEN_WORDS = 8, 80
"""More than this isn't on the screen at once."""
_ROLLING_SHARE = 0.5
"""Of the cues that touch the one before, in a file that rolls."""
_TOUCHING_SHARE = 0.1
"""Of all cues."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one cue shows."""

    start: float | None
    end: float | None
    rows: tuple[Row, ...]
    words: tuple[str, ...]
    """All words, whichever line they stand on."""


def showing(start: float | None, end: float | None, rows: tuple[Row, ...]) -> Shown:
    """What a cue of these rows shows."""
    return Shown(start, end, rows, _words(rows))


def _words(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(itertools.chain.from_iterable(row.words for row in rows))


_Carried = Callable[[Shown, Shown, tuple[str, ...]], int]
"""How many words of a cue (second) were on the screen before: the cue before it (first), and
the words that were new in that one."""


def said_once(cues: Sequence[Shown]) -> tuple[tuple[Row, ...], ...]:
    """The rows of every cue that are new in it; all rows where the captions don't roll."""
    ways = ((_rolls(cues, carried), carried) for carried in (_carried_lines, _carried_words))
    repeats, best = max(ways, key=lambda way: way[0])
    return tuple(_new(cues, best)) if repeats else tuple(cue.rows for cue in cues)


def _rolls(cues: Sequence[Shown], carried: _Carried) -> int:
    """How many cues repeat the one before; 0 where they are too few for captions that roll."""
    pairs = [(a, b) for a, b in itertools.pairwise(cues) if a.rows and b.rows]
    touching = [(a, b) for a, b in pairs if _touch(a, b)]
    repeats = sum(_is_roll(a, b, carried) for a, b in touching)
    enough = max(1, _ROLLING_SHARE * len(touching), _TOUCHING_SHARE * len(pairs))
    return repeats if repeats >= enough else 0


def _is_roll(before: Shown, cue: Shown, carried: _Carried) -> bool:
    """Whether a cue repeats in a way that speech doesn't: it goes on after what it repeats, or
    only holds it."""
    count = carried(before, cue, before.words)
    holds = 0 < count == len(cue.words) and _is_short(cue)
    return holds or 0 < count < len(cue.words)


def _new(cues: Sequence[Shown], carried: _Carried) -> Iterator[tuple[Row, ...]]:
    latest: tuple[str, ...] = ()
    before: Shown | None = None
    for cue in cues:
        old = carried(before, cue, latest) if before is not None and _touch(before, cue) else 0
        fresh = _after(cue.rows, old)
        if fresh:
            latest = _words(fresh)
        held = before is not None and not cue.rows and _is_short(cue)
        before = replace(before, end=cue.end) if before is not None and held else cue
        yield fresh


def _after(rows: tuple[Row, ...], old: int) -> tuple[Row, ...]:
    """The rows without their first `old` words."""
    kept = []
    for row in rows:
        count = len(row.words)
        if old < count:
            kept.append(row.part(max(0, old)))
        old -= count
    return tuple(kept)


def _carried_lines(before: Shown, cue: Shown, latest: tuple[str, ...]) -> int:
    """Whole lines: the last ones of the cue before, as long as they have no time tags."""
    old = [row.words for row in before.rows]
    new = [row.words for row in itertools.takewhile(_has_no_times, cue.rows)]
    counts = range(min(len(old), len(new), _SCREEN_LINES), 0, -1)
    fitting = [n for n in counts if old[-n:] == new[:n]]
    if not fitting:
        return 0
    sizes = [sum(map(len, new[:n])) for n in fitting]
    return len(latest) if len(latest) in sizes and not _is_short(cue) else sizes[0]


def _carried_words(before: Shown, cue: Shown, latest: tuple[str, ...]) -> int:
    """Words, where the lines were joined or grow: the cue before as a whole, what was new in
    it, or the longest stretch that is no chance."""
    old, new = before.words, cue.words
    if old == new[: len(old)] and len(old) < len(new):
        return len(old)
    if latest and latest == new[: len(latest)] and latest == old[-len(latest) :]:
        return len(latest)
    counts = range(min(len(old), len(new), _SCREEN_WORDS), _CHANCE - 1, -1)
    return next((n for n in counts if old[-n:] == new[:n]), 0)


def _has_no_times(row: Row) -> bool:
    return all(start is None for start in row.starts)


def _touch(before: Shown, cue: Shown) -> bool:
    if before.end is None or cue.start is None or before.start is None:
        return False
    return before.start <= cue.start <= before.end + _TOUCH


def _is_short(cue: Shown) -> bool:
    return cue.start is not None and cue.end is not None and cue.end - cue.start <= _HOLD
