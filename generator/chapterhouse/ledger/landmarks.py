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

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from unicodedata import normalize
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
    heard = [words_of(segment.text) for segment in segments]
    words = list(chain.from_iterable(heard))
    every = _every(len(words))
    marks = [(at, mark) for at, mark in enumerate(_marks(words)) if not mark % every]
    often = Counter(mark for _, mark in marks)
    once = [(at, mark) for at, mark in marks if often[mark] == 1]
    places = _places([at for at, _ in once], list(map(len, heard)), segments, axis)
    found = zip(places, (mark for _, mark in once), strict=True)
    return Said(axis.timed, axis.length, every, tuple(sorted(found)))


def words_of(text: str) -> list[str]:
    """The words of a text, folded; signs of scripts without spaces by twos."""
    if text.isascii():
        return _WORD.findall(text.lower())
    if is_unspaced(text):
        apart_ = apart(fold(text)).split()
        return [each for word in apart_ for each in pairs(word) or _WORD.findall(word)]
    # Most of what is not ASCII are quotation marks and dashes, which no word holds.
    found = _WORD.findall(normalize("NFC", text).lower())
    return [word if word.isascii() else fold(word) for word in found]


def _places(
    wanted: Iterable[int], counts: Sequence[int], segments: Sequence[Segment], axis: Axis
) -> Iterator[int]:
    """Where these words are, given by their numbers: the words of a segment are spread over its
    length. `counts` is how many words each segment has."""
    first = list(accumulate(counts, initial=0))
    ends = list(axis.ends(segments))
    for number in wanted:
        at = bisect.bisect_right(first, number) - 1
        start = axis.starts[at]
        yield whole(start + (ends[at] - start) * (number - first[at]) / counts[at])


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
    # CRCs are linear: what they sum up to is stirred once (Knuth's multiplicative hashing).
    return [
        ((a + 3 * b + 5 * c + 7 * d + 11 * e) * 0x9E3779B1 >> 13) & _BITS for a, b, c, d, e in runs
    ]
