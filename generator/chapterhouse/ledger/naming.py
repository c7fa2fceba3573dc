"""The anchors of an edition, so that no anchor ever changes its meaning.

Every anchor that was published before is reserved for the words that stood there: the chapter or
the segment that is there now keeps it as its own where that is near and natural, and carries it
as an alias otherwise. What is new takes an anchor that nobody ever had. So an anchor depends
neither on the order of chapters nor on equal titles elsewhere.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from .types import whole

CHAPTER_NEAR = 30.0
"""Seconds by which a chapter with the title of an old one may have moved and keep its anchor."""
MOMENT_NEAR = 10.0
"""The same for a moment: its anchor says which second it is."""
_BEFORE = 5.0
"""Seconds by which a segment may begin after an alias that it carries."""

_BY_WORDS = "p-"
"""What begins the anchor of a paragraph that is named by its words: if it is the only one that
says them, before and now, it is the same wherever it stands."""
_NUMBERED = re.compile(r"-\d+$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An anchor that something would have if it were alone."""

    plain: str
    place: float
    second: int | None = None
    """What tells it from others of the same plain form, for a chapter with a time."""


@dataclass(frozen=True, slots=True)
class Names:
    """All anchors of an edition."""

    chapters: tuple[str, ...]
    moments: tuple[str, ...]
    """Of the segments."""
    aliases: Mapping[int, tuple[str, ...]]
    """Segment, counted from 0 -> the former anchors that lead to it, sorted."""


def name_all(
    chapters: Sequence[Wanted],
    moments: Sequence[Wanted],
    old: Mapping[str, float],
    unit: float,
    away: Collection[str] = (),
) -> Names:
    """The anchors of all chapters and segments, all different, in their order.

    `old` says where the words of each former anchor are now; `unit` is how many seconds a step
    of all these places stands for. `away` are former anchors whose words are in another episode.
    """
    named = _named(chapters, old, CHAPTER_NEAR / unit, away)
    timed = _named(moments, old, MOMENT_NEAR / unit, away)
    left = {anchor: old[anchor] for anchor in sorted(set(old).difference(named, timed))}
    starts = [moment.place for moment in moments]
    aliases: dict[int, list[str]] = defaultdict(list)
    if starts:
        for anchor, place in left.items():
            aliases[nearest_segment(starts, place, _BEFORE / unit)].append(anchor)
    return Names(named, timed, {at: tuple(found) for at, found in sorted(aliases.items())})


def nearest_segment(starts: Sequence[float], place: float, before: float) -> int:
    """The segment in which a place lies, or the next one where that begins just after it."""
    at = max(0, bisect.bisect_right(starts, place) - 1)
    close = at + 1 < len(starts) and starts[at + 1] - place <= before
    return at + 1 if close and starts[at + 1] - place < place - starts[at] else at


def _named(
    wanted: Sequence[Wanted], old: Mapping[str, float], near: float, away: Collection[str]
) -> tuple[str, ...]:
    """Those that had an anchor before come first, the nearest first."""
    made = _kept(wanted, old, near)
    used = {*old, *away, *made.values()}
    for at, each in enumerate(wanted):
        if at not in made:
            found = _fresh(each)
            made[at] = next(anchor for anchor in found if anchor not in used)
            used.add(made[at])
    return tuple(made[at] for at in range(len(wanted)))


def _kept(wanted: Sequence[Wanted], old: Mapping[str, float], near: float) -> dict[int, str]:
    """Position -> the former anchor that it keeps."""
    often = Counter(each.plain for each in wanted)
    forms = _forms(old, often)
    pairs = sorted(
        (abs(old[anchor] - whole(each.place)), anchor != each.plain, len(anchor), anchor, at)
        for at, each in enumerate(wanted)
        for anchor in forms.get(each.plain, ())
        if abs(old[anchor] - whole(each.place)) <= near
        or (each.plain.startswith(_BY_WORDS) and often[each.plain] == len(forms[each.plain]) == 1)
    )
    made: dict[int, str] = {}
    taken: set[str] = set()
    for *_, anchor, at in pairs:
        if at not in made and anchor not in taken:
            made[at] = anchor
            taken.add(anchor)
    return made


def _forms(old: Iterable[str], plain: Container[str]) -> dict[str, list[str]]:
    """Plain anchor -> the former ones that were made of it."""
    made: dict[str, list[str]] = defaultdict(list)
    for anchor in old:
        form = anchor
        while form not in plain and _NUMBERED.search(form):
            form = form.rpartition("-")[0]
        if form in plain:
            made[form].append(anchor)
    return made


def _fresh(each: Wanted) -> Iterator[str]:
    """Anchors for something new, from the plainest on, without end."""
    stem = each.plain if each.second is None else f"{each.plain}-{each.second}"
    numbered = (f"{stem}-{number}" for number in count(2))
    return chain(dict.fromkeys([each.plain, stem]), numbered)
