"""Corrections that a host keeps beside the transcripts: "West Boss" is "Wes Bos".

A rule replaces whole words only, also where captions break them over two lines, and never
from one speaker to the next. A rule written in lower case fits any case; one with capitals
fits exactly. The source file stays as it is, and so do all times.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from .model import Segment, Transcript
from .text import squash, words

_BREAK = "\n"
"""Stands between two segments while they are corrected together; no segment holds one."""

Mend = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A transcript after its corrections."""

    transcript: Transcript
    used: frozenset[str]
    """The rules that found something, by what they look for."""


def correct(transcript: Transcript, rules: Mapping[str, str]) -> Corrected:
    """Every rule (wrong -> right), in the order given, on all that the transcript says."""
    used: set[str] = set()
    patterns = [(wrong, _pattern(wrong), right) for wrong, right in rules.items()]

    def mend(text: str) -> str:
        for wrong, pattern, right in patterns:
            text, count = pattern.subn(_putting(right), text)
            if count:
                used.add(wrong)
        return text

    if not rules:
        return Corrected(transcript, frozenset())
    mended = replace(
        transcript,
        segments=tuple(_segments(transcript.segments, mend)),
        headings=tuple(replace(h, title=mend(h.title)) for h in transcript.headings),
        lines=tuple(replace(line, text=mend(line.text)) for line in transcript.lines),
    )
    return Corrected(mended, frozenset(used))


def _pattern(wrong: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words(wrong)))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE if wrong.islower() else 0)


def _putting(right: str) -> Callable[[re.Match[str]], str]:
    """Puts the right words where the wrong ones stood; each line keeps about its share."""

    def put(match: re.Match[str]) -> str:
        left, parts = words(right), match[0].split(_BREAK)
        made = []
        for part in parts[:-1]:
            share = len(words(part))
            made.append(" ".join(left[:share]))
            left = left[share:]
        return _BREAK.join([*made, " ".join(left)])

    return put


def _segments(segments: Sequence[Segment], mend: Mend) -> Iterator[Segment]:
    """The segments with mended text; one that lost its last word to its neighbour goes."""
    for _, run in groupby(segments, key=lambda segment: segment.speaker):
        together = list(run)
        texts = mend(_BREAK.join(segment.text for segment in together)).split(_BREAK)
        for segment, text in zip(together, map(squash, texts), strict=True):
            if text == segment.text:
                yield segment
            elif text:
                starts = _starts(segment, words(text))
                yield replace(segment, text=text, word_starts=starts)


def _starts(segment: Segment, now: Sequence[str]) -> tuple[float, ...]:
    """When each word begins, in seconds: words that were put in take the time of the first
    word that they stand for."""
    before = words(segment.text)
    if len(segment.word_starts) != len(before):
        return ()
    starts: list[float] = []
    old = 0
    while len(starts) < len(now):
        if old < len(before) and before[old] == now[len(starts)]:
            gone, put = 1, 1
        else:
            gone, put = _changed(
                before[old : old + _REACH + 1], now[len(starts) : len(starts) + _REACH + 1]
            )
        starts += [segment.word_starts[min(old, len(before) - 1)]] * put
        old += gone
    return tuple(starts)


_REACH = 8
"""Words within which the old text and the new one agree again."""
_CHANGES = sorted(
    itertools.product(range(_REACH + 1), repeat=2), key=lambda c: (sum(c), abs(c[0] - c[1]))
)[1:]


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words went and how many stand for them, up to where both texts go on alike.

    `difflib` finds this too, but takes forever on long texts that repeat their words.
    """
    if not old:
        return 0, len(new)
    for gone, put in _CHANGES:
        if old[gone : gone + 1] == new[put : put + 1] and gone <= len(old) and put <= len(new):
            return gone, put
    return 1, 1


def unused(rules: Iterable[str], used: frozenset[str]) -> tuple[str, ...]:
    """The rules that found nothing, in their order."""
    return tuple(rule for rule in rules if rule not in used)
