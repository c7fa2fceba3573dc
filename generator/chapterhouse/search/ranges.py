"""The terms in order, cut into files of which a query fetches few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import Artifact
from .files import digest_of, packed
from .numbers import front_coded, number, numbers, string
from .postings import Entry, Postings, sort_key

RANGE = 24_000
"""Bytes of a range before it is compressed: about 10,000 after. A larger term is alone in its
own."""

WORDS = 28_000
"""Bytes of a file of words before it is compressed: about 16,000 after."""


class Cut(NamedTuple):
    """A file of terms."""

    since: str
    """Not after its first term, and after the last one of the file before it; "" for the first."""
    digest: str
    file: Artifact


class _Row(NamedTuple):
    """What a file says of a term."""

    term: str
    numbers: bytes
    rest: bytes


def ranges(entries: Iterable[Entry]) -> Iterator[Cut]:
    """The files of postings, of entries in order."""
    before = ""
    for rows in _cut(map(_postings, entries), RANGE):
        sizes = numbers([len(row.rest) for row in rows])
        yield _file("range", before, rows, sizes)
        before = rows[-1].term


def _postings(entry: Entry) -> _Row:
    found = [0 if each is None else each.found for each in entry.fields]
    return _Row(entry.term, numbers(found), b"".join(map(_packed, filter(None, entry.fields))))


def _packed(each: Postings) -> bytes:
    return b"".join((number(each.first), each.distances, each.counts, *each.lengths))


def _cut(rows: Iterable[_Row], limit: int) -> Iterator[list[_Row]]:
    """As many as fit, at least one."""
    held: list[_Row] = []
    size = 0
    for row in rows:
        more = len(row.term) + len(row.numbers) + len(row.rest)
        if held and size + more > limit:
            yield held
            held, size = [], 0
        held.append(row)
        size += more
    if held:
        yield held


class Shown(NamedTuple):
    """What is shown of a term."""

    term: str
    form: str
    """The word that it stands for most often."""
    documents: int
    """In whose text it is."""


def words(every: Iterable[Shown]) -> Iterator[Cut]:
    """The files of words, of terms in order."""
    before = ""
    for rows in _cut(map(_shown, every), WORDS):
        yield _file("words", before, rows, b"")
        before = rows[-1].term


def _shown(each: Shown) -> _Row:
    term, form, documents = each
    kept = 0
    while kept < min(len(term), len(form)) and term[kept] == form[kept]:
        kept += 1
    return _Row(term, number(len(term) - kept) + string(form[kept:]), number(documents))


def _file(kind: str, before: str, rows: Sequence[_Row], sizes: bytes) -> Cut:
    parts = (
        number(len(rows)),
        front_coded(row.term for row in rows),
        *(row.numbers for row in rows),
        sizes,
        *(row.rest for row in rows),
    )
    data = b"".join(parts)
    return Cut(_since(before, rows[0].term), digest_of(data), packed(kind, data))


def _since(before: str, term: str) -> str:
    """The shortest beginning of a term that is after the term before it."""
    if not before:
        return ""
    key = sort_key(before)
    return next(term[:n] for n in range(1, len(term) + 1) if sort_key(term[:n]) > key)
