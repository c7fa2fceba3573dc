"""Landmarks: few of the runs of five words that an episode says, chosen by what they say.

Every run has a mark, a hash of its words; the runs whose mark is divisible by 32 are landmarks.
The same words are landmarks again wherever they stand, so they tell an episode from others and
say where its words went, after corrections, cuts, additions and with other times. A run that is
said twice is none: nobody could tell which of the two it is.

Manber, "Finding similar files in a large file system", USENIX 1994, chooses so. A short episode
has more of them for its length; they are powers of two apart, so that the fewer ones are among
the many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from zlib import crc32

from ..axis import Axis, axis_of
from ..model import Segment
from ..terms.unspaced import apart, is_unspaced, pairs
from ..text import fold
from .types import Said, whole

EVERY = 32
"""One in so many marks is a landmark."""
_ENOUGH = 32
"""As many landmarks a short episode should have."""
_BITS = 0xFFFFFFF
_WORD = re.compile(r"[^\W_]+")


def said(segments: Sequence[Segment]) -> Said:
    """What is remembered of these words. Pure."""
    axis = axis_of(segments)
    if axis is None:
        return Said(True, 0, 1)
    heard = list(_heard(segments, axis))
    every = _every(len(heard))
    marks = _marks([word for _, word in heard])
    often = Counter(mark for mark in marks if mark % every == 0)
    found = (
        (whole(place), mark)
        for (place, _), mark in zip(heard, marks, strict=False)
        if mark % every == 0 and often[mark] == 1
    )
    return Said(axis.timed, axis.length, every, tuple(sorted(found)))


def words_of(text: str) -> list[str]:
    """The words of a text, folded; signs of scripts without spaces by twos."""
    folded = text.casefold() if text.isascii() else fold(text)
    if folded.isascii() or not is_unspaced(folded):
        return _WORD.findall(folded)
    return [each for word in apart(folded).split() for each in pairs(word) or _WORD.findall(word)]


def _heard(segments: Sequence[Segment], axis: Axis) -> Iterator[tuple[float, str]]:
    """Every word and its place: those of a segment are spread over its length."""
    ends = axis.ends(segments)
    for segment, start, end in zip(segments, axis.starts, ends, strict=True):
        found = words_of(segment.text)
        step = (end - start) / (len(found) or 1)
        yield from ((start + step * i, word) for i, word in enumerate(found))


def _every(count: int) -> int:
    every = 1
    while every < EVERY and count // (every * 2) >= _ENOUGH:
        every *= 2
    return every


def _marks(words: Sequence[str]) -> list[int]:
    """The mark of the run that begins at each word, but for the last ones."""
    hashed = cache(lambda word: crc32(word.encode("utf-8", "replace")))
    h = [hashed(word) for word in words]
    runs = zip(h, h[1:], h[2:], h[3:], h[4:], strict=False)
    return [_mixed(a + 3 * b + 5 * c + 7 * d + 11 * e) for a, b, c, d, e in runs]


def _mixed(value: int) -> int:
    """28 of its bits. CRCs are linear: what they sum up to is stirred once."""
    return ((value * 0x9E3779B1) >> 13) & _BITS
