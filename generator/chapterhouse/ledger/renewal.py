"""The ledgers after a build: what the next one will know."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count

from .inheritance import Inheritance, Loss
from .types import Edition, Ledger, whole


@dataclass(frozen=True, slots=True)
class Settled:
    """An episode as it is published."""

    edition: Edition
    slug: str
    """Its present address."""
    anchors: Mapping[str, float]
    """Every anchor in its page, aliases too, and where its words are."""
    paragraphs: tuple[str, ...]
    """The anchors of its segments, in order, in an episode without times."""


def renew(
    ledgers: Iterable[Ledger], inheritance: Inheritance, episodes: Iterable[Settled]
) -> tuple[Ledger, ...]:
    """The ledgers of all episodes that there are and were; what is lost is given up in them."""
    settled = sorted(episodes, key=lambda each: each.edition.source)
    keys = _keys(ledgers, inheritance, settled)
    owners = inheritance.reserved | {each.slug: each.edition.source for each in settled}
    made = [_renewed(each, inheritance, keys, owners) for each in settled]
    known = {key for mine in inheritance.ledgers.values() for key in (each.key for each in mine)}
    gone = [replace(each, gone=True) for each in ledgers if each.key not in known]
    return tuple(sorted([*made, *gone], key=lambda each: each.key))


def to_come(
    ledgers: Iterable[Ledger],
    inheritance: Inheritance,
    episodes: Iterable[Settled],
    owners: Mapping[str, str],
    day: date,
) -> tuple[Ledger, ...]:
    """The ledgers of episodes that are published on a day ahead, each in a file of its own: also
    that of one which was given up before, whose old ledger has to stay as it is until that day.
    `owners` are the sources at all addresses of that day."""
    keys = {source: mine[0].key for source, mine in inheritance.ledgers.items()}
    taken = {each.key for each in ledgers}
    settled = sorted(episodes, key=lambda each: each.edition.source)
    for each in settled:
        keys[each.edition.source] = free_key(each.slug, taken)
        taken.add(keys[each.edition.source])
    return tuple(replace(_renewed(each, inheritance, keys, owners), ahead=day) for each in settled)


def _keys(
    ledgers: Iterable[Ledger], inheritance: Inheritance, settled: Iterable[Settled]
) -> dict[str, str]:
    """Source -> the key of its ledger: new ones are called by their slug."""
    taken = {each.key for each in ledgers}
    keys: dict[str, str] = {}
    for each in settled:
        mine = inheritance.ledgers.get(each.edition.source)
        key = mine[0].key if mine else free_key(each.slug, taken)
        keys[each.edition.source] = key
        taken.add(key)
    return keys


def free_key(slug: str, taken: Container[str]) -> str:
    """The key of a new ledger: the slug, numbered where another one has that."""
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(key for key in chain([slug], numbered) if key not in taken)


def _renewed(
    each: Settled,
    inheritance: Inheritance,
    keys: Mapping[str, str],
    owners: Mapping[str, str],
) -> Ledger:
    """`owners` are the sources of all addresses: a former one that is somebody else's is given
    up."""
    source = each.edition.source
    mine = inheritance.ledgers.get(source, ())
    places = {anchor: whole(place) for anchor, place in each.anchors.items()}
    moved = {
        anchor: keys[heir]
        for ledger in reversed(mine)
        for anchor, heir in inheritance.moved.get(ledger.key, {}).items()
        if anchor not in places
    }
    pages = (page for ledger in mine for page in ledger.pages)
    former = (page for page in pages if owners.get(page, source) == source)
    return Ledger(
        key=keys[source],
        pages=tuple(dict.fromkeys([each.slug, *former])),
        source=source,
        title=each.edition.title,
        said=each.edition.said,
        places=places,
        paragraphs=each.paragraphs,
        moved=moved,
        lost=_lost(mine, inheritance.losses).difference(places, moved),
    )


def _lost(mine: Collection[Ledger], losses: Iterable[Loss]) -> frozenset[str]:
    keys = {each.key for each in mine}
    now = (loss.anchor for loss in losses if loss.key in keys and loss.anchor)
    return frozenset(chain(now, *(each.lost for each in mine)))
