"""Assemble: small summaries of all episodes become one site.

Order, neighbours, people, shows and collisions are decided here, once. A collision that a
person made (the same explicit slug twice) is refused where content/ is read; one that follows
from equal titles is solved here and said.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import TypeVar

from .content import Content
from .model import Diagnostic, Episode, Neighbours, Person, Remark, Show, Site, Summary
from .related import related
from .text import fold, slug
from .topics import find_topics


def assemble(summaries: Iterable[Summary], content: Content) -> Site:
    """The site of these episodes. The order in which they are given does not matter."""
    by_source = sorted(summaries, key=lambda summary: summary.source)
    spelling, doubles = _spelling(by_source, content)
    slugs, clashes = _slugs(by_source)
    episodes = _latest_first(
        replace(_respelt(summary, spelling), slug=slugs[summary.source]) for summary in by_source
    )
    topics, doubts = find_topics(episodes, content.config)
    return Site(
        episodes=episodes,
        people=_people(episodes, content),
        shows=_shows(episodes, content),
        neighbours=_neighbours(episodes),
        slugs=slugs,
        topics=topics,
        related=related(episodes),
        spelling=spelling,
        remarks=(*doubles, *_nearly_known(by_source, content), *clashes, *doubts),
    )


def settled(episode: Episode, site: Site) -> Episode:
    """The episode with the address and the names that the site gave it."""
    voices = {label: site.spelling.get(name, name) for label, name in episode.voices.items()}
    slug = site.slugs[episode.source]
    return replace(_respelt(episode, site.spelling), slug=slug, voices=voices)


# --- names ------------------------------------------------------------------------------

Named = TypeVar("Named", Episode, Summary)


def _respelt(episode: Named, spelling: Mapping[str, str]) -> Named:
    if not spelling:
        return episode
    return replace(
        episode,
        show=None if episode.show is None else spelling.get(episode.show, episode.show),
        guests=tuple(dict.fromkeys(spelling.get(name, name) for name in episode.guests)),
        hosts=tuple(dict.fromkeys(spelling.get(name, name) for name in episode.hosts)),
    )


def _spelling(
    summaries: Sequence[Summary], content: Content
) -> tuple[dict[str, str], list[Remark]]:
    """Names that differ from another only in case or accents -> the one that is used.

    That is the one content/ knows, or the one most episodes have.
    """
    known = {note.name for note in content.people} | {show.name for show in content.config.shows}
    first: dict[str, str] = {}
    counts: dict[str, Counter[str]] = {}
    for summary in summaries:
        for name in (*summary.hosts, *summary.guests, *([summary.show] if summary.show else [])):
            first.setdefault(name, summary.source)
            counts.setdefault(fold(name), Counter())[name] += 1
    spelling = {}
    for alike in counts.values():
        best = min(alike, key=lambda name: (name not in known, -alike[name], name))
        spelling.update({name: best for name in alike if name != best})
    return spelling, [_double(first[name], name, best) for name, best in spelling.items()]


def _double(source: str, name: str, best: str) -> Remark:
    message = f'"{name}" is taken for "{best}" (they differ only in case or accents)'
    return Remark(source, Diagnostic(1, "warning", message))


def _nearly_known(summaries: Sequence[Summary], content: Content) -> Iterator[Remark]:
    """A warning for every show that is called nearly like one in site.toml: most likely it is
    that one, and would get pages of its own. "Show 2" is not nearly "Show 1"."""
    known = {fold(show.name): show.name for show in content.config.shows}
    first: dict[str, Summary] = {}
    for summary in summaries:
        if summary.show is not None and fold(summary.show) not in known:
            first.setdefault(summary.show, summary)
    for name, summary in first.items():
        alike = [other for other in known if _digits(other) == _digits(fold(name))]
        for near in difflib.get_close_matches(fold(name), alike, n=1, cutoff=_NEARLY):
            message = f'no [[shows]] is called "{name}"; did you mean "{known[near]}"?'
            yield Remark(summary.source, Diagnostic(1, "warning", message))


_NEARLY = 0.8
"""How much of two names is the same, in `difflib`'s measure, where one is a slip."""


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+", name)


# --- addresses --------------------------------------------------------------------------


def _slugs(summaries: Sequence[Summary]) -> tuple[dict[str, str], list[Remark]]:
    """Source -> slug, all different: explicit ones first, equal derived ones told apart."""
    made = {s.source: s.slug for s in summaries if s.slug_is_explicit}
    owner = {slug: source for source, slug in made.items()}
    remarks = []
    for summary in summaries:
        if summary.slug_is_explicit:
            continue
        free = next(slug for slug in _candidates(summary) if slug not in owner)
        if free != summary.slug:
            remarks.append(_same_slug(summary, free, owner[summary.slug]))
        made[summary.source] = free
        owner[free] = summary.source
    return made, remarks


def _candidates(summary: Summary) -> Iterator[str]:
    """Slugs for an episode, from the plainest on, without end."""
    yield summary.slug
    numbers = [
        f"{letter}{value}"
        for letter, value in (("s", summary.season), ("e", summary.number))
        if value is not None
    ]
    if numbers:
        yield f"{summary.slug}-{''.join(numbers)}"
    if summary.date is not None:
        yield f"{summary.slug}-{summary.date.isoformat()}"
    own = hashlib.sha256(summary.source.encode()).hexdigest()[:8]
    yield f"{summary.slug}-{own}"
    yield from (f"{summary.slug}-{own}-{number}" for number in count(2))


def _same_slug(summary: Summary, made: str, other: str) -> Remark:
    message = (
        f'the address "{summary.slug}" is already that of {other}; this one becomes "{made}" '
        "(choose one with slug: in content/episodes)"
    )
    return Remark(summary.source, Diagnostic(1, "warning", message))


# --- order ------------------------------------------------------------------------------


def _latest_first(episodes: Iterable[Summary]) -> tuple[Summary, ...]:
    """By date; episodes without one after those with, by season and number."""
    return tuple(
        sorted(
            sorted(episodes, key=lambda e: (fold(e.title), e.source)),
            key=lambda e: (
                e.date is not None,
                e.date.toordinal() if e.date else 0,
                _place(e),
            ),
            reverse=True,
        )
    )


def _place(episode: Summary) -> tuple[int, int]:
    """Season and number; an episode that has none comes before those that do."""
    return (
        -1 if episode.season is None else episode.season,
        -1 if episode.number is None else episode.number,
    )


def _as_published(episodes: Sequence[Summary]) -> list[Summary]:
    """The episodes of one show, the first one first: by date where all have one, otherwise
    by season and number, as far as they have those."""
    earliest_first = list(reversed(episodes))
    if all(episode.date is not None for episode in episodes):
        return earliest_first
    return sorted(earliest_first, key=_place)


def _neighbours(episodes: Sequence[Summary]) -> dict[str, Neighbours]:
    found: dict[str, Neighbours] = {}
    for run in _by_show(episodes).values():
        slugs: list[str | None] = [None, *(e.slug for e in _as_published(run)), None]
        for before, here, after in zip(slugs, slugs[1:], slugs[2:], strict=False):
            if here is not None:
                found[here] = Neighbours(before, after)
    return found


# --- shows and people -------------------------------------------------------------------


def _by_show(episodes: Iterable[Summary]) -> dict[str | None, list[Summary]]:
    runs: dict[str | None, list[Summary]] = {}
    for episode in episodes:
        runs.setdefault(episode.show, []).append(episode)
    return runs


def _shows(episodes: Sequence[Summary], content: Content) -> tuple[Show, ...]:
    known = {show.name: show for show in content.config.shows}
    runs = _by_show(episodes)
    names = sorted({name for name in (*runs, *known) if name is not None}, key=_by_name)
    wanted = {name: show.slug for name, show in known.items() if show.slug is not None}
    slugs = _distinct(names, wanted, "show")
    return tuple(
        Show(
            slug=slugs[name],
            name=name,
            description=known[name].description if name in known else "",
            episodes=tuple(episode.slug for episode in runs.get(name, ())),
            feed=(known[name].feed or "") if name in known else "",
        )
        for name in names
    )


def _people(episodes: Sequence[Summary], content: Content) -> tuple[Person, ...]:
    notes = {note.name: note for note in content.people}
    hosted = _appearances(episodes, lambda episode: episode.hosts)
    appeared = _appearances(episodes, lambda episode: episode.guests)
    names = sorted({*notes, *hosted, *appeared}, key=_by_name)
    wanted = {name: note.slug for name, note in notes.items() if note.slug is not None}
    slugs = _distinct(names, wanted, "person")
    return tuple(
        Person(
            slug=slugs[name],
            name=name,
            bio=notes[name].bio if name in notes else "",
            links=notes[name].links if name in notes else {},
            hosted=hosted.get(name, ()),
            appeared=appeared.get(name, ()),
        )
        for name in names
    )


def _by_name(name: str) -> tuple[str, str]:
    return fold(name), name


def _appearances(
    episodes: Iterable[Summary], names: Callable[[Summary], tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Person -> slugs of the episodes in which they have that part, in the site's order."""
    found: dict[str, list[str]] = {}
    for episode in episodes:
        for name in names(episode):
            found.setdefault(name, []).append(episode.slug)
    return {name: tuple(slugs) for name, slugs in found.items()}


def _distinct(names: Sequence[str], wanted: Mapping[str, str], otherwise: str) -> dict[str, str]:
    """Name -> slug, all different: the wanted ones as they are, the others around them."""
    made = {name: wanted[name] for name in names if name in wanted}
    taken = set(made.values())
    for name in names:
        if name in made:
            continue
        plain = slug(name, otherwise)
        free, count = plain, 2
        while free in taken:
            free, count = f"{plain}-{count}", count + 1
        made[name] = free
        taken.add(free)
    return made
