"""Postings: in which documents a term stands, and how often.

They are held in tuples and in bytes as they go into the files: a large site's fit into memory, and
they cross to another process in a third of the time that dataclasses take. Those of consecutive
documents are joined without being taken apart.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import sub
from sys import byteorder
from typing import NamedTuple

from .numbers import number, numbers


class Postings(NamedTuple):
    """The documents in which a field has a term: at least one."""

    found: int
    """How many."""
    first: int
    """Number of the first document."""
    last: int
    distances: bytes
    """From each document to the next, as numbers."""
    counts: bytes
    """How often the term stands in each, as numbers."""
    lengths: tuple[bytes, ...]
    """How many terms the field has in each: the lowest byte of all, the next one of all, …"""


class Entry(NamedTuple):
    """A term, in some documents."""

    term: str
    fields: tuple[Postings | None, ...]
    """In the fields' order; None where a field never has it."""
    forms: tuple[tuple[str, int], ...]
    """The words that became this term, and how often each was said."""


def sort_key(term: str) -> bytes:
    """Terms are in the order in which JavaScript compares strings: that of UTF-16, where Python
    sorts by code points."""
    return term.encode("utf-16-be")


PLANES = 3
"""Bytes of a field's length, which is at most 16,777,215: three months of speech."""


def pack(documents: Sequence[int], counts: Sequence[int], lengths: Sequence[int]) -> Postings:
    """Postings of these documents, in ascending order."""
    wide = array("I", lengths)
    if byteorder == "big":
        wide.byteswap()
    whole = wide.tobytes()
    return Postings(
        found=len(documents),
        first=documents[0],
        last=documents[-1],
        distances=numbers([*map(sub, documents[1:], documents)]),
        counts=numbers(counts),
        lengths=tuple(whole[plane :: wide.itemsize] for plane in range(PLANES)),
    )


def join(entries: Sequence[Entry]) -> Entry:
    """One entry of several of the same term, whose documents follow one another."""
    if len(entries) == 1:
        return entries[0]
    said: Counter[str] = Counter()
    for entry in entries:
        for form, times in entry.forms:
            said[form] += times
    fields = zip(*(entry.fields for entry in entries), strict=True)
    return Entry(entries[0].term, tuple(map(_joined, fields)), tuple(said.items()))


def _joined(parts: Iterable[Postings | None]) -> Postings | None:
    found = [part for part in parts if part is not None]
    if len(found) < 2:
        return found[0] if found else None
    distances = bytearray(found[0].distances)
    for before, after in pairwise(found):
        distances += number(after.first - before.last) + after.distances
    return Postings(
        found=sum(part.found for part in found),
        first=found[0].first,
        last=found[-1].last,
        distances=bytes(distances),
        counts=b"".join(part.counts for part in found),
        lengths=tuple(map(b"".join, zip(*(part.lengths for part in found), strict=True))),
    )
