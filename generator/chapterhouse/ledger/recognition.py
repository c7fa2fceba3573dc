"""Which episode is which: old ledgers and the episodes of today.

What is said decides: the share of a ledger's landmarks that an episode has. Source, address and
title only support that and decide between equals, since two episodes may have one title or
number. An episode whose words are all new is recognised by its file and its address together.

An episode may have been split: then several of today's hold a good part of its words each, and
the one with the beginning is at its address. Two may have become one, which holds both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ..text import fold
from .types import Edition, Ledger

SAME = 0.15
"""The share of its landmarks by which an episode is recognised. Two of one show share up to 0.06:
what the host says every time."""
_PART = 0.08
"""The share that another part of it must hold alone."""
_WHOLE = 0.5
"""The share that an episode holds which took in another one."""
_FEW = 3
"""Landmarks that chance doesn't make, or all that there are."""
_EVERYWHERE = 2
"""What is in more ledgers than this tells nothing."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who is who."""

    parts: Mapping[str, tuple[str, ...]]
    """Key of a ledger -> the sources of today's episodes that have its words, the one that is at
    its address first; empty: nobody has them."""


def recognise(ledgers: Sequence[Ledger], editions: Sequence[Edition]) -> Recognised:
    """Finds every ledger's episode. The order in which they are given does not matter."""
    held = _Held(sorted(ledgers, key=lambda each: each.key), editions)
    by_key = {ledger.key: ledger for ledger in held.ledgers}
    mains = _by_words(held)
    mains |= _by_name(held, mains)
    mains |= _taken_in(held, mains)
    free = held.by_source.keys() - mains.values()
    return Recognised(
        {key: _parts(by_key[key], held, mains[key], free) if key in mains else () for key in by_key}
    )


class _Held:
    """Which marks of each ledger each edition has."""

    def __init__(self, ledgers: Sequence[Ledger], editions: Iterable[Edition]) -> None:
        """Counts them all."""
        self.ledgers = ledgers
        self.by_source = {each.source: each for each in editions}
        everywhere = _everywhere(ledgers)
        self.places = {each.key: _telling(each, everywhere) for each in ledgers}
        """Key -> mark -> its place in the ledger."""
        self.marks: dict[tuple[str, str], set[int]] = defaultdict(set)
        """Key and source -> the marks that both have."""
        self._counts: dict[tuple[str, int], int] = {}
        owners = defaultdict(list)
        for edition in self.by_source.values():
            for _, mark in edition.said.landmarks:
                owners[mark].append(edition.source)
        for key, places in self.places.items():
            for mark in places:
                for source in owners.get(mark, ()):
                    self.marks[key, source].add(mark)
        self._near: dict[str, list[str]] = defaultdict(list)
        for key, source in self.marks:
            self._near[key].append(source)

    def near(self, ledger: Ledger) -> Iterator[Edition]:
        """The editions that have any mark of it. Most have none, of thousands: nobody must ask
        each ledger about each edition."""
        return (self.by_source[source] for source in self._near.get(ledger.key, ()))

    def share(self, ledger: Ledger, edition: Edition, without: Iterable[int] = ()) -> float:
        """How much of the ledger's landmarks the edition has, from 0 to 1."""
        both = self.marks.get((ledger.key, edition.source), set()).difference(without)
        if not both:
            return 0.0
        known = self._known(ledger.key, edition.said.every)
        return len(both) / known if len(both) >= min(_FEW, known) else 0.0

    def _known(self, key: str, every: int) -> int:
        """How many marks of the ledger an edition with so many of them could have."""
        if (key, every) not in self._counts:
            count = sum(1 for mark in self.places[key] if mark % every == 0)
            self._counts[key, every] = count
        return self._counts[key, every]


def _everywhere(ledgers: Iterable[Ledger]) -> set[int]:
    often = Counter(mark for each in ledgers for _, mark in each.said.landmarks)
    return {mark for mark, count in often.items() if count > _EVERYWHERE}


def _telling(ledger: Ledger, everywhere: set[int]) -> dict[int, int]:
    """Mark -> place, of the landmarks that few others have; of all where those are too few."""
    every = {mark: place for place, mark in ledger.said.landmarks}
    own = {mark: place for mark, place in every.items() if mark not in everywhere}
    return own if len(own) > _FEW else every


def _by_words(held: _Held) -> dict[str, str]:
    """Key -> source, one to one, the best first; of equals, one that was not given up."""
    found = []
    for ledger in held.ledgers:
        for edition in held.near(ledger):
            share = held.share(ledger, edition)
            if share >= SAME:
                support = 0.1 * _support(ledger, edition)
                found.append((-share - support, ledger.gone, ledger.key, edition.source))
    return _one_to_one(found)


def _by_name(held: _Held, mains: Mapping[str, str]) -> dict[str, str]:
    """The same for the rest: where the file and what it is called are the same; the file alone
    where one of them says too little to be told by."""
    taken = set(mains.values())
    found = []
    for ledger in held.ledgers:
        edition = held.by_source.get(ledger.source)
        if not edition or edition.source in taken or ledger.key in mains:
            continue
        silent = not (ledger.said.landmarks and edition.said.landmarks)
        if silent or _support(ledger, edition) > 1:
            found.append((0.0, ledger.gone, ledger.key, edition.source))
    return _one_to_one(found)


def _taken_in(held: _Held, mains: Mapping[str, str]) -> dict[str, str]:
    """The ledgers whose words another ledger's episode took in: it did not have them before."""
    had: dict[str, set[int]] = defaultdict(set)
    for ledger in held.ledgers:
        if ledger.key in mains:
            had[mains[ledger.key]].update(mark for _, mark in ledger.said.landmarks)
    made = {}
    for ledger in held.ledgers:
        if ledger.key in mains or ledger.gone:
            continue
        shares = [
            (held.share(ledger, each, had[each.source]), each.source) for each in held.near(ledger)
        ]
        share, source = max(shares, default=(0.0, ""))
        if share >= _WHOLE:
            made[ledger.key] = source
    return made


def _one_to_one(found: Iterable[tuple[float, bool, str, str]]) -> dict[str, str]:
    made: dict[str, str] = {}
    taken: set[str] = set()
    for *_, key, source in sorted(found):
        if key not in made and source not in taken:
            made[key] = source
            taken.add(source)
    return made


def _support(ledger: Ledger, edition: Edition) -> int:
    """How much but its words speaks for it."""
    return (
        (ledger.source == edition.source)
        + (edition.slug in ledger.pages)
        + (fold(ledger.title) == fold(edition.title))
    )


def _parts(ledger: Ledger, held: _Held, main: str, free: Collection[str]) -> tuple[str, ...]:
    """The main episode and others that hold what it lacks, in the order of the old one."""
    seen = set(held.marks.get((ledger.key, main), set()))
    found = [main]
    others = (each for each in held.near(ledger) if each.source in free)
    for edition in sorted(others, key=lambda each: (-held.share(ledger, each), each.source)):
        if held.share(ledger, edition, seen) >= _PART:
            found.append(edition.source)
            seen |= held.marks[ledger.key, edition.source]
    return tuple(sorted(found, key=lambda source: _middle(ledger, held, source)))


def _middle(ledger: Ledger, held: _Held, source: str) -> float:
    places = held.places[ledger.key]
    return median([places[mark] for mark in held.marks.get((ledger.key, source), ())] or [0])
