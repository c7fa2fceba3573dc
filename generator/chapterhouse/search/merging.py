"""Entries of all documents, gathered term by term in bounded memory.

What is held is written to a temporary file when it grows too large, sorted; in the end the sorted
runs are read side by side. What comes out doesn't depend on how often that happened.

Source: Witten, Moffat and Bell, "Managing Gigabytes", 2nd edition, 1999, section 5.3 (sort-based
inversion).
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from tempfile import TemporaryFile, gettempdir
from typing import IO

from ..errors import OutputError
from .postings import Entry, join, sort_key

LIMIT = 200_000_000
"""Bytes of memory that may be held, about."""

_ENTRY, _FORM, _POSTINGS = 200, 80, 360
"""Bytes of memory that an entry, a form of it and the postings of a field take with nothing in
them: tuples, strings, numbers. Fitted to what tracemalloc counts on 64-bit CPython 3.11."""


class Gathered:
    """The entries of batches of documents, which come in order."""

    def __init__(self, limit: int = LIMIT) -> None:
        """Holding at most about so many bytes in memory."""
        self._limit = limit
        self._held: dict[str, list[Entry]] = {}
        self._size = 0
        self._runs: list[IO[bytes]] = []

    def add(self, entries: Iterable[Entry]) -> None:
        """Entries of documents that come after all earlier ones."""
        for entry in entries:
            self._held.setdefault(entry.term, []).append(entry)
            self._size += size_of(entry)
        if self._size > self._limit:
            self._spill()

    def __iter__(self) -> Iterator[Entry]:
        """One entry for each term, in the terms' order."""
        runs = [*map(_read, self._runs), self._sorted()]
        every = merge(*runs, key=lambda entry: sort_key(entry.term))
        for _, same in groupby(every, key=lambda entry: entry.term):
            yield join([*same])

    def _sorted(self) -> Iterator[Entry]:
        for term in sorted(self._held, key=sort_key):
            yield join(self._held[term])

    def _spill(self) -> None:
        try:
            self._runs.append(_written(self._sorted()))
        except OSError as error:
            hint = "make room there, or name another folder in TMPDIR"
            message = f"no room for the search index ({error.strerror or error})"
            raise OutputError(message, path=gettempdir(), hint=hint) from error
        self._held, self._size = {}, 0


def size_of(entry: Entry) -> int:
    """Bytes of memory that an entry takes, about."""
    return (
        _ENTRY
        + _FORM * len(entry.forms)
        + sum(
            _POSTINGS + len(each.distances) + len(each.counts) + sum(map(len, each.lengths))
            for each in entry.fields
            if each
        )
    )


def _written(entries: Iterable[Entry]) -> IO[bytes]:
    """A file that is gone when it is closed."""
    run = TemporaryFile()  # noqa: SIM115 - it stays open until all are merged
    for entry in entries:
        pickle.dump(entry, run, pickle.HIGHEST_PROTOCOL)
    run.flush()
    return run


def _read(run: IO[bytes]) -> Iterator[Entry]:
    run.seek(0)
    while True:
        try:
            yield pickle.load(run)
        except EOFError:
            return
