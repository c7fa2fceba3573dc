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
from .postings import PLANES, Entry, Postings, join, sort_key

LIMIT = 200_000_000
"""Bytes that may be held, about."""

_EMPTY = 600
"""Bytes that an entry takes beside its postings, about."""


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
            self._size += _EMPTY + sum(map(_bytes, filter(None, entry.fields)))
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


def _bytes(each: Postings) -> int:
    return len(each.distances) + len(each.counts) + PLANES * each.found


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
