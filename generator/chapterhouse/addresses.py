"""What the ledgers of a site say of its episodes, and what they say after a build.

    episodes, ledgers --keep--> episodes with the anchors they always had
    site --hand_over--> redirects, ledgers to write

Nothing here reads or writes a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from . import urls
from .errors import ContentError
from .intake import Composed
from .ledger import (
    Inheritance,
    Ledger,
    Loss,
    Names,
    Settled,
    file_of,
    inherit,
    names_of,
    recognise,
    refuse_mixed,
    renew,
    said_of,
    settled_as,
    to_come,
)
from .model import Day, Elsewhere, Episode, Site
from .redirects import Redirect

_NOBODY: Mapping[str, str] = {}
Moved = Mapping[str, Mapping[str, str]]
"""Key of a ledger -> anchor -> source of the episode that has its words now."""
_NOWHERE: Moved = {}
_GONE = "bring it back, or give it up with --allow-loss"
_TAKEN = (
    "choose whose it is with slug: in content/episodes, and give it up for the other with "
    "--allow-loss"
)


@dataclass(frozen=True, slots=True)
class Casualty:
    """Addresses that would die together."""

    path: str
    """Of the ledger, from the site's folder."""
    address: str
    """What dies, in words."""
    fate: str
    """ "nowhere", or who has the address now."""
    hint: str

    @property
    def error(self) -> ContentError:
        """Why a build refuses."""
        said = f"{self.address} would lead {self.fate}"
        return ContentError(said, path=self.path, hint=self.hint)


@dataclass(frozen=True, slots=True)
class Kept:
    """The episodes with their anchors, and where those came from."""

    composed: tuple[Composed, ...]
    names: Mapping[str, Names]
    """By source."""
    ledgers: tuple[Ledger, ...]
    inheritance: Inheritance

    @property
    def reserved(self) -> dict[str, str]:
        """Addresses that episodes had, slug -> source."""
        return self.inheritance.reserved


def keep(
    composed: Sequence[Composed],
    ledgers: Sequence[Ledger],
    moved: Moved = _NOWHERE,
    beside: Sequence[Composed] = (),
) -> Kept:
    """Gives every episode the anchors that its words had before. `moved` are those that are known
    to be in episodes which are not among these; `beside` are others that there are, to which
    anchors belong, too, but are not given here. Raises Failures where a ledger is that of two of
    all these episodes."""
    editions = [each.edition for each in (*beside, *composed)]
    recognised = recognise(ledgers, editions)
    refuse_mixed(ledgers, editions, recognised)
    inheritance = inherit(ledgers, recognised, editions)
    inheritance = replace(inheritance, moved={**moved, **inheritance.moved})
    names = {each.episode.source: _names(each.episode, inheritance) for each in composed}
    named = tuple(_named(each, names[each.episode.source]) for each in composed)
    return Kept(named, names, tuple(ledgers), inheritance)


def _names(episode: Episode, inheritance: Inheritance) -> Names:
    source = episode.source
    return names_of(episode, inheritance.places.get(source, {}), inheritance.away(source))


def keep_changed(composed: Sequence[Composed], before: Kept, known: Mapping[str, Composed]) -> Kept:
    """The same at a glance, after a few episodes have changed: each is taken for who it was, and
    nobody looks for words that went elsewhere. `known` are the episodes, by source, that `before`
    was made from, as they were given.
    """
    old = {each.episode.source: each for each in before.composed}
    sources = {each.episode.source for each in composed}
    names, places, named = dict(before.names), dict(before.inheritance.places), []
    for each in composed:
        source = each.episode.source
        if known.get(source) is each:
            named.append(old[source])
            continue
        mine = before.inheritance.ledgers.get(source, ())
        own = keep((each,), mine, before.inheritance.moved)
        named += own.composed
        names |= own.names
        places |= own.inheritance.places
    inheritance = replace(
        before.inheritance,
        ledgers={s: mine for s, mine in before.inheritance.ledgers.items() if s in sources},
        places=places,
        moved={
            key: {anchor: heir for anchor, heir in moved.items() if heir in sources}
            for key, moved in before.inheritance.moved.items()
        },
    )
    return Kept(tuple(named), names, before.ledgers, inheritance)


def _named(each: Composed, names: Names) -> Composed:
    chapters = tuple(
        replace(chapter, anchor=anchor)
        for chapter, anchor in zip(each.episode.chapters, names.chapters, strict=True)
    )
    summaries = tuple(
        replace(chapter, anchor=anchor)
        for chapter, anchor in zip(each.summary.chapters, names.chapters, strict=True)
    )
    episode = replace(each.episode, chapters=chapters, moments=names.moments, aliases=names.aliases)
    return replace(each, episode=episode, summary=replace(each.summary, chapters=summaries))


# --- after the site is assembled ----------------------------------------------------------


def with_elsewhere(episode: Episode, kept: Kept, site: Site) -> Episode:
    """The episode with the ways to what was split off it."""
    moved = kept.inheritance.moved
    if not any(moved.get(each.key) for each in kept.inheritance.ledgers.get(episode.source, ())):
        return episode
    own = {*episode.moments, *(chapter.anchor for chapter in episode.chapters)}
    own.update(alias for found in episode.aliases.values() for alias in found)
    parts: dict[str, list[str]] = defaultdict(list)
    for ledger in kept.inheritance.ledgers.get(episode.source, ()):
        for anchor, heir in moved.get(ledger.key, {}).items():
            if anchor not in own:
                own.add(anchor)
                parts[site.slugs[heir]].append(anchor)
    found = (Elsewhere(slug, tuple(sorted(anchors))) for slug, anchors in sorted(parts.items()))
    return replace(episode, elsewhere=tuple(found))


def redirects(kept: Kept, site: Site) -> Iterator[Redirect]:
    """A page at every address that an episode had once and nobody has now."""
    titles = {each.slug: each.title for each in site.episodes}
    for slug, source in sorted(kept.reserved.items()):
        if slug not in titles:
            now = site.slugs[source]
            yield Redirect(urls.episode(slug), urls.episode(now), titles[now])


def losses(kept: Kept, slugs: Mapping[str, str]) -> tuple[Loss, ...]:
    """What nobody can be led to any more. `slugs` are the present addresses, by source."""
    now = kept.reserved | {slug: source for source, slug in slugs.items()}
    found = [
        each if each.anchor else replace(each, heir=now.get(each.page, ""))
        for each in kept.inheritance.losses
    ]
    for source, mine in sorted(kept.inheritance.ledgers.items()):
        pages = ((ledger.key, page, now[page]) for ledger in mine for page in ledger.pages)
        found += (Loss(key, page, heir=heir) for key, page, heir in pages if heir != source)
    return tuple(found)


def casualties(
    found: Iterable[Loss], ledgers: Iterable[Ledger], held: Mapping[str, str] = _NOBODY
) -> tuple[Casualty, ...]:
    """One for every address that would die. `held` are episodes that are not shown, source ->
    why: those that stood at such an address are named."""
    alike: dict[tuple[str, str], list[Loss]] = defaultdict(list)
    for loss in found:
        alike[loss.key, loss.heir].append(loss)
    hints = {
        each.key: f"{each.source} {held[each.source]}: {_GONE}"
        for each in ledgers
        if each.source in held
    }
    return tuple(
        Casualty(
            path=file_of(key),
            address=address,
            fate=f"to {heir}" if heir else "nowhere",
            hint=_TAKEN if heir else hints.get(key, _GONE),
        )
        for (key, heir), mine in sorted(alike.items())
        for address in said_of(mine)
    )


def renewed(kept: Kept, episodes: Iterable[Episode]) -> tuple[Ledger, ...]:
    """Every ledger after this build; `episodes` are those of the site."""
    return renew(kept.ledgers, kept.inheritance, _settled(kept, episodes))


def renewed_ahead(
    kept: Kept, episodes: Iterable[Episode], slugs: Mapping[str, str], day: Day
) -> tuple[Ledger, ...]:
    """The ledgers of the episodes that come on that day, among all that are `kept` then at these
    addresses, by source."""
    owners = kept.reserved | {slug: source for source, slug in slugs.items()}
    return to_come(kept.ledgers, kept.inheritance, _settled(kept, episodes), owners, day)


def _settled(kept: Kept, episodes: Iterable[Episode]) -> list[Settled]:
    editions = {each.edition.source: each.edition for each in kept.composed}
    return [
        settled_as(
            editions[each.source],
            each,
            kept.names[each.source],
            kept.inheritance.places.get(each.source, {}),
        )
        for each in episodes
    ]
