"""What today's episodes take over from the ledgers, and what nobody can take over."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ..anchors import is_moment
from .alignment import Alignment, Found, align
from .recognition import Recognised
from .types import Edition, Ledger

MISSING = 120.0
"""Seconds of what stood there that may be cut before an anchor counts as lost: its words are
gone, but what stands there now is what came just before or after them."""
_SAME_PLACE = 30.0
"""Seconds within which two episodes that became one may share an anchor."""


@dataclass(frozen=True, slots=True)
class Loss:
    """An address that would die."""

    key: str
    """Of its ledger."""
    page: str
    """The slug it was last known by."""
    anchor: str = ""
    """Empty: the page itself."""
    chapters: int = 0
    """How many chapters die with the page, present and former ones."""
    moments: int = 0
    """The same for moments."""
    heir: str = ""
    """The source of another episode that has the page's address now."""


@dataclass(frozen=True, slots=True)
class Inheritance:
    """Who has what of the past."""

    ledgers: Mapping[str, tuple[Ledger, ...]]
    """Source -> the ledgers whose addresses the episode has; the one it continues first."""
    places: Mapping[str, Mapping[str, float]]
    """Source -> former anchor -> where its words are now."""
    moved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Key -> anchor -> source of another episode, to which its words went."""
    losses: tuple[Loss, ...] = ()

    @property
    def reserved(self) -> dict[str, str]:
        """Addresses that episodes had, slug -> source. Where a merge in git left two with one,
        it is that of an episode which is there now."""
        ledgers = [(source, each) for source, mine in self.ledgers.items() for each in mine]
        former = {slug: source for source, each in ledgers for slug in each.pages[1:]}
        return former | {each.pages[0]: source for source, each in ledgers}

    def away(self, source: str) -> frozenset[str]:
        """The former anchors of an episode whose words went to another one."""
        mine = self.ledgers.get(source, ())
        return frozenset(chain.from_iterable(self.moved.get(each.key, {}) for each in mine))


@dataclass(slots=True)
class _Estate:
    """What has been handed out so far."""

    places: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    moved: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    losses: list[Loss] = field(default_factory=list)


def inherit(
    ledgers: Iterable[Ledger], recognised: Recognised, editions: Iterable[Edition]
) -> Inheritance:
    """Hands every anchor to the episode that has its words now."""
    by_source = {edition.source: edition for edition in editions}
    by_key = {ledger.key: ledger for ledger in sorted(ledgers, key=lambda each: each.key)}
    owned = _owned(by_key.values(), recognised)
    estate = _Estate()
    for source in sorted(owned):
        for ledger in owned[source]:
            parts = [by_source[each] for each in recognised.parts[ledger.key]]
            _hand_out(ledger, parts, estate)
    for ledger in by_key.values():
        if not recognised.parts[ledger.key] and not ledger.gone:
            estate.losses += _whole(ledger)
        elif recognised.parts[ledger.key]:
            _follow_moved(ledger, by_key, recognised, estate)
    return Inheritance(owned, estate.places, estate.moved, tuple(estate.losses))


def _whole(ledger: Ledger) -> Iterator[Loss]:
    """All its pages: the present one with every fragment that it had."""
    anchors = {*ledger.places, *ledger.moved}
    moments = sum(map(is_moment, anchors))
    present, *former = ledger.pages
    yield Loss(ledger.key, present, chapters=len(anchors) - moments, moments=moments)
    yield from (Loss(ledger.key, page) for page in former)


def _owned(ledgers: Iterable[Ledger], recognised: Recognised) -> dict[str, tuple[Ledger, ...]]:
    """Source -> its ledgers; the one with most of the past first."""
    found: dict[str, list[Ledger]] = defaultdict(list)
    for ledger in ledgers:
        for source in recognised.parts[ledger.key][:1]:
            found[source].append(ledger)
    return {
        source: tuple(sorted(mine, key=lambda each: (each.source != source, each.key)))
        for source, mine in found.items()
    }


def _hand_out(ledger: Ledger, parts: Sequence[Edition], estate: _Estate) -> None:
    if len(parts) == 1 and ledger.said == parts[0].said and not estate.places[parts[0].source]:
        # Nearly all episodes of nearly all builds: not a word and not a time has changed.
        estate.places[parts[0].source].update(ledger.places)
        return
    ways = [align(ledger.said, part.said) for part in parts]
    for anchor, place in ledger.places.items():
        at, found = _whose(place, ways)
        source = parts[at].source
        if found.missing > MISSING or not _given(anchor, found, parts[at], estate):
            if anchor not in ledger.lost:
                estate.losses.append(Loss(ledger.key, ledger.pages[0], anchor))
        elif at:
            estate.moved[ledger.key][anchor] = source


def _given(anchor: str, found: Found, heir: Edition, estate: _Estate) -> bool:
    """Whether the heir can have the anchor: it may have it from another ledger already."""
    near = _SAME_PLACE / heir.said.unit
    place = estate.places[heir.source].setdefault(anchor, found.place)
    return abs(place - found.place) <= near


def _whose(place: int, ways: Sequence[Alignment]) -> tuple[int, Found]:
    """The part that has the words that followed the place, and where in it they are. Near a seam
    no words tell, but how long the parts are."""
    found = [way.find(place) for way in ways]
    alive = [at for at, each in enumerate(found) if each.missing <= MISSING]

    def unlikely(at: int) -> tuple[bool, tuple[bool, float], int]:
        return not found[at].within, _next_pin(place, ways[at]), at

    best = min(alive or range(len(ways)), key=unlikely)
    return best, found[best]


def _next_pin(place: int, way: Alignment) -> tuple[bool, float]:
    """How far the next words are that both editions have; the last ones, where none follow."""
    at = place * way.factor
    after = bisect.bisect_left(way.old, at)
    if after < len(way.old):
        return False, (way.old[after] - at) / way.factor
    return True, (at - way.old[-1]) / way.factor if way.old else float("inf")


def _follow_moved(
    ledger: Ledger, by_key: Mapping[str, Ledger], recognised: Recognised, estate: _Estate
) -> None:
    """Anchors whose words went to another episode before: they are where that one's are."""
    for anchor, key in ledger.moved.items():
        if key in by_key and anchor in by_key[key].places:
            heirs = recognised.parts[key]
            gone_on = estate.moved.get(key, {}).get(anchor)
            source = gone_on or (heirs[0] if heirs else None)
            if source and anchor in estate.places.get(source, {}):
                estate.moved[ledger.key][anchor] = source
                continue
        estate.losses.append(Loss(ledger.key, ledger.pages[0], anchor))


def said_of(losses: Iterable[Loss]) -> list[str]:
    """A line for each page and chapter that would die, and one for the moments of an episode; the
    fragments of a page that dies itself are counted."""
    lines: list[str] = []
    moments: dict[str, list[str]] = defaultdict(list)
    for loss in losses:
        if is_moment(loss.anchor):
            moments[loss.page].append(loss.anchor)
        elif loss.anchor:
            lines.append(f"/episodes/{loss.page}/#{loss.anchor}")
        else:
            lines.append(f"/episodes/{loss.page}/{_with(loss)}")
    for page, found in moments.items():
        more = f" and {len(found) - 1} more moments" if len(found) > 1 else ""
        lines.append(f"/episodes/{page}/#{found[0]}{more}")
    return lines


def _with(loss: Loss) -> str:
    """ " with 6 chapters and 30 moments"."""
    counted = ((loss.chapters, "chapter"), (loss.moments, "moment"))
    parts = [f"{number} {noun}{'s' if number > 1 else ''}" for number, noun in counted if number]
    return f" with {' and '.join(parts)}" if parts else ""
