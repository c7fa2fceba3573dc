"""The ledgers of a site that lost them, made of what its published pages say.

A page tells all but the transcript's path: the next build knows the episode by its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from .axis import axis_of
from .errors import placed
from .ledger import Ledger, as_text, file_of, free_key, is_slug, read_ledgers, said, whole
from .output import save
from .published import PublishedEpisode, published_episodes
from .release import EVERYTHING, Release


def restore_ledgers(site: Path, published: Path, release: Release = EVERYTHING) -> int:
    """Writes the ledgers that the site in this folder lacks, from a copy of its published pages.

    Gives how many those are; what is there is left as it is. Those of episodes whose day is ahead,
    as `release` says, have none of these pages. Raises ContentError where there are
    no pages or a ledger is wrong, SourceError for a page and OutputError for a file that the disk
    refuses.
    """
    pages = published_episodes(published)
    with placed(site):
        every = read_ledgers(site)
        known = [each for each in every if not release.awaits(each.ahead)]
        restored = restore(pages, known, {each.key for each in every})
    for ledger in restored:
        save(as_text(ledger), site / file_of(ledger.key))
    return len(restored)


def restore(
    pages: Iterable[PublishedEpisode], known: Sequence[Ledger], keys_taken: Collection[str] = ()
) -> tuple[Ledger, ...]:
    """A ledger for every published episode whose addresses none of the known ones has; what no
    site of ours was ever at is left out. `keys_taken` are those of other files. Pure."""
    told = {each.slug: each for each in pages if is_slug(each.slug)}
    former: dict[str, list[str]] = defaultdict(list)
    for slug, page in told.items():
        if page.leads_to:
            former[_end(slug, told)].append(slug)
    keys = {slug: ledger.key for ledger in known for slug in ledger.pages}
    missing = [
        page
        for slug, page in sorted(told.items())
        if not page.leads_to and keys.keys().isdisjoint([slug, *former[slug]])
    ]
    taken = {*keys_taken, *(ledger.key for ledger in known)}
    for page in missing:
        keys[page.slug] = free_key(page.slug, taken)
        taken.add(keys[page.slug])
    return tuple(_restored(page, sorted(former[page.slug]), keys) for page in missing)


def _end(slug: str, told: Mapping[str, PublishedEpisode]) -> str:
    """Where the pages that only lead on lead to at last."""
    seen: list[str] = []
    while slug in told and told[slug].leads_to and slug not in seen:
        seen.append(slug)
        slug = told[slug].leads_to
    return slug


def _restored(page: PublishedEpisode, former: Sequence[str], keys: Mapping[str, str]) -> Ledger:
    segments = page.segments
    axis = axis_of(segments)
    starts = axis.starts if axis else tuple(0.0 for _ in segments)
    places = {name: whole(start) for name, start in zip(page.moments, starts, strict=True)}
    end = axis.length if axis else 0
    for name, before in page.chapters.items():
        places[name] = whole(starts[before]) if before < len(starts) else end
    places |= {name: places[now] for name, now in page.former.items() if now in places}
    words = said(segments)
    return Ledger(
        key=keys[page.slug],
        pages=(page.slug, *former),
        source="",
        title=page.title or page.slug,
        said=words,
        places=places,
        paragraphs=() if words.timed else tuple(page.moments),
        moved={name: keys[slug] for name, slug in page.elsewhere.items() if slug in keys},
    )
