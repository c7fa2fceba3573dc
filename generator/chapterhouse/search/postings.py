"""Postings: in which documents a term stands, and how often.

They are held in tuples and in bytes as they go into the files: a large site's fit into memory, and
they cross to another process in a third of the time that dataclasses take. Those of consecutive
documents are joined without being taken apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import sub
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


def pack(found: Sequence[int]) -> Postings:
    """Postings of document, count, document, count, …, in the documents' order."""
    if len(found) == 2:  # half of all terms are in one document
        return Postings(1, found[0], found[0], b"", number(found[1]))
    documents = found[::2]
    distances = numbers([*map(sub, documents[1:], documents)])
    return Postings(len(documents), documents[0], documents[-1], distances, numbers(found[1::2]))


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
    )
