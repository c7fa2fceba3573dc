"""Assemble: small summaries of all episodes become one site.

Order, neighbours, people, shows and collisions are decided here, once. A collision that a
person made (the same explicit slug twice) is refused where content/ is read; one that follows
from equal titles is solved here and said.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from .content import Content
from .hiding import all_hidden_names
from .model import (
    Diagnostic,
    Episode,
    Neighbours,
    Numbered,
    Person,
    Place,
    Remark,
    Show,
    Site,
    Summary,
    Topic,
)
from .numbering import numbering
from .related import related
from .spelling import first_names, one_of_several, respelt, spell
from .talk import speakers
from .text import fold, slug
from .topics import find_topics

_FREE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Findings:
    """What is found by comparing all that is said in the site: by far the most work."""

    topics: tuple[Topic, ...] = ()
    related: Mapping[Place, tuple[Place, ...]] = field(default_factory=dict)
    doubts: tuple[Remark, ...] = ()


Find = Callable[[Sequence[Summary], Content], Findings]


def find(episodes: Sequence[Summary], content: Content) -> Findings:
    """Topics and related chapters of these episodes, in the site's order, with their slugs."""
    topics, doubts = find_topics(episodes, content.config, all_hidden_names(content))
    return Findings(topics, related(episodes), tuple(doubts))


def findings_of(before: Site) -> Find:
    """Instead of `find`, after a few episodes have changed: what was found before, as far as the
    episodes and chapters are still there."""

    def carried(episodes: Sequence[Summary], _content: Content) -> Findings:
        present = {each.source: each for each in episodes}
        slugs = {slug: present[s].slug for s, slug in before.slugs.items() if s in present}
        places = {(each.slug, c.anchor) for each in episodes for c in each.chapters}
        return Findings(
            tuple(_carried_topic(topic, slugs, places) for topic in before.topics),
            _carried_related(before.related, slugs, places),
        )

    return carried


def _carried_topic(topic: Topic, slugs: Mapping[str, str], places: Collection[Place]) -> Topic:
    chapters = (
        replace(each, episode=slugs[each.episode])
        for each in topic.chapters
        if each.episode in slugs and (slugs[each.episode], each.anchor) in places
    )
    declared = (slugs[each] for each in topic.declared if each in slugs)
    return replace(topic, chapters=tuple(chapters), declared=tuple(declared))


def _carried_related(
    before: Mapping[Place, tuple[Place, ...]], slugs: Mapping[str, str], places: Collection[Place]
) -> dict[Place, tuple[Place, ...]]:
    def carried(place: Place) -> Place:
        return slugs.get(place[0], ""), place[1]

    made = {
        carried(place): tuple(each for each in map(carried, those) if each in places)
        for place, those in before.items()
    }
    return {place: those for place, those in made.items() if those and place in places}


def assemble(
    summaries: Iterable[Summary],
    content: Content,
    reserved: Mapping[str, str] = _FREE,
    withheld: Collection[Numbered] = (),
    find: Find = find,
) -> Site:
    """The site of these episodes. The order in which they are given does not matter.

    `reserved` are addresses that episodes once had, slug -> source: nobody else is given one.
    `withheld` are those of episodes that are not published yet.
    """
    by_source = sorted(summaries, key=lambda summary: summary.source)
    names = spell(by_source, content)
    slugs, clashes = _slugs(by_source, reserved)
    episodes = _latest_first(
        _addressed(respelt(summary, names.spelling), slugs[summary.source]) for summary in by_source
    )
    found = find(episodes, content)
    unclear = one_of_several(episodes, content)
    return Site(
        episodes=episodes,
        people=_people(episodes, content, unclear),
        shows=_shows(episodes, content),
        neighbours=_neighbours(episodes),
        slugs=slugs,
        topics=found.topics,
        related=found.related,
        spelling=names.spelling,
        unclear=unclear,
        remarks=(
            *names.remarks,
            *first_names(episodes, content),
            *clashes,
            *numbering(episodes, withheld),
            *found.doubts,
        ),
    )


def settled(episode: Episode, site: Site) -> Episode:
    """The episode with the address and the names that the site gave it."""
    named = respelt(episode, site.spelling)
    nobodys = site.unclear.difference(named.hosts, named.guests)
    voices = {label: site.spelling.get(name, name) for label, name in episode.voices.items()}
    voices = {label: name for label, name in voices.items() if name not in nobodys}
    return replace(named, slug=site.slugs[episode.source], voices=voices)


# --- addresses --------------------------------------------------------------------------


def slugs_of(summaries: Iterable[Summary], reserved: Mapping[str, str]) -> dict[str, str]:
    """Source -> slug, as in the site that `assemble` makes of these."""
    return _slugs(sorted(summaries, key=lambda summary: summary.source), reserved)[0]


def _slugs(
    summaries: Sequence[Summary], reserved: Mapping[str, str]
) -> tuple[dict[str, str], list[Remark]]:
    """Source -> slug, all different: explicit ones first, equal derived ones told apart."""
    made = {s.source: s.slug for s in summaries if s.slug_is_explicit}
    owner = {slug: source for source, slug in made.items()}
    remarks = []
    for summary in summaries:
        if summary.slug_is_explicit:
            continue
        free = next(
            slug
            for slug in _candidates(summary)
            if slug not in owner and reserved.get(slug, summary.source) == summary.source
        )
        if free != summary.slug:
            other = owner.get(summary.slug) or reserved[summary.slug]
            remarks.append(_same_slug(summary, free, other))
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
    return Remark(summary.source, Diagnostic(1, "warning", message, matter="address"))


def _addressed(summary: Summary, slug: str) -> Summary:
    return summary if summary.slug == slug else replace(summary, slug=slug)


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


def _people(
    episodes: Sequence[Summary], content: Content, unclear: Collection[str]
) -> tuple[Person, ...]:
    notes = {note.name: note for note in content.people if not note.hidden}
    hosted = _appearances(episodes, lambda episode: episode.hosts)
    appeared = _appearances(episodes, lambda episode: episode.guests)
    spoke = _appearances(episodes, lambda episode: _others(episode, unclear))
    names = sorted({*notes, *hosted, *appeared, *spoke}, key=_by_name)
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
            spoke=spoke.get(name, ()),
        )
        for name in names
    )


def _others(episode: Summary, unclear: Collection[str]) -> tuple[str, ...]:
    """Who speaks in it and is neither host nor guest, by name."""
    return tuple(sorted(speakers(episode).difference(episode.hosts, episode.guests, unclear)))


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
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for name in names:
        if name in made:
            continue
        plain = slug(name, otherwise)
        numbered = (f"{plain}-{number}" for number in numbers[plain])
        made[name] = next(each for each in chain([plain], numbered) if each not in taken)
        taken.add(made[name])
    return made
