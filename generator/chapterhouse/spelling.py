"""One name for one person, and for one show, across all episodes.

A name that differs from another only in case or accents is that other one, and a host of whom an
episode knows the first name alone is the host whom other episodes of the show name in full. What
could be one of several people stays as it is, and is said.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from .content import Content
from .model import ChapterSummary, Diagnostic, Episode, Remark, Summary, Talk
from .talk import added, speakers
from .text import fold

Named = TypeVar("Named", Episode, Summary)


@dataclass(frozen=True, slots=True)
class Names:
    """What was decided."""

    spelling: Mapping[str, str]
    """A name -> the one that is used for it, where that is another."""
    remarks: tuple[Remark, ...]


def spell(summaries: Sequence[Summary], content: Content) -> Names:
    """One name for everybody in these episodes, which come in the order of their sources."""
    alike, doubles = _spelling(summaries, content)
    hosts = _first_named_hosts(summaries, alike)
    remarks = (*doubles, *_same_hosts(summaries, hosts), *_nearly_known(summaries, content))
    return Names(_followed({**alike, **hosts}), remarks)


def respelt(episode: Named, spelling: Mapping[str, str]) -> Named:
    """The episode, or its summary, by the names that are used."""
    if not spelling:
        return episode
    named = replace(
        episode,
        show=None if episode.show is None else spelling.get(episode.show, episode.show),
        guests=tuple(dict.fromkeys(spelling.get(name, name) for name in episode.guests)),
        hosts=tuple(dict.fromkeys(spelling.get(name, name) for name in episode.hosts)),
    )
    if isinstance(named, Summary) and speakers(named) & spelling.keys():
        return replace(named, chapters=tuple(_heard(c, spelling) for c in named.chapters))
    return named


def _heard(chapter: ChapterSummary, spelling: Mapping[str, str]) -> ChapterSummary:
    """Who speaks in a chapter, by the names that are used; two names of one person are added."""
    sums: dict[str, Talk] = {}
    for said in chapter.talk:
        name = spelling.get(said.name, said.name)
        sums[name] = added(sums[name], said) if name in sums else replace(said, name=name)
    return replace(chapter, talk=tuple(sums.values()))


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
        for name in _names(summary):
            first.setdefault(name, summary.source)
            counts.setdefault(fold(name), Counter())[name] += 1
    spelling = {}
    for alike in counts.values():
        best = min(alike, key=lambda name: (name not in known, -alike[name], name))
        spelling.update({name: best for name in alike if name != best})
    return spelling, [_double(first[name], name, best) for name, best in spelling.items()]


def _names(summary: Summary) -> Iterator[str]:
    """Each name once: those of the people in it, and of its show."""
    yield from _people(summary)
    if summary.show is not None:
        yield summary.show


def _people(summary: Summary) -> Iterable[str]:
    return dict.fromkeys((*summary.hosts, *summary.guests, *sorted(speakers(summary))))


def _followed(spelling: Mapping[str, str]) -> dict[str, str]:
    """ "ada" -> "Ada" -> "Ada Lovelace" leads to the last at once."""
    return {name: spelling.get(used, used) for name, used in spelling.items()}


def _first_named_hosts(summaries: Sequence[Summary], spelling: Mapping[str, str]) -> dict[str, str]:
    """Hosts of whom some episodes know the first name only -> the one host of the same show, and
    the only person in it, who has that first name."""
    alone: dict[str, set[str | None]] = {}
    others: set[str] = set()
    casts: dict[str | None, tuple[set[str], set[str]]] = {}
    for summary in summaries:
        hosts = {spelling.get(name, name) for name in summary.hosts}
        people = {spelling.get(name, name) for name in (*summary.guests, *speakers(summary))}
        others |= people - hosts
        known = casts.setdefault(summary.show, (set(), set()))
        known[0].update(hosts)
        known[1].update(people | hosts)
        for name in hosts:
            if len(name.split()) == 1:
                alone.setdefault(name, set()).add(summary.show)
    found = {}
    for name, shows in alone.items():
        hosting = {full for show in shows for full in casts[show][0] if _is_first(name, full)}
        anybody = {full for show in shows for full in casts[show][1] if _is_first(name, full)}
        if name not in others and None not in shows and len(hosting) == len(anybody) == 1:
            found[name] = hosting.pop()
    return found


def _is_first(name: str, full: str) -> bool:
    return name != full and fold(full).startswith(f"{fold(name)} ")


def _same_hosts(summaries: Sequence[Summary], hosts: Mapping[str, str]) -> Iterator[Remark]:
    for name, full in sorted(hosts.items()):
        source = next(summary.source for summary in summaries if name in summary.hosts)
        message = f'"{name}" is taken for "{full}", who hosts the same show'
        yield Remark(source, Diagnostic(1, "warning", message, matter="people"))


def first_names(episodes: Iterable[Summary], content: Content) -> Iterator[Remark]:
    """A warning for every first name, without more, that begins the full name of somebody else
    in the show, unless content/ knows it: nobody is chosen."""
    shows: dict[str | None, dict[str, str]] = {}
    for episode in sorted(episodes, key=lambda episode: episode.source):
        known = shows.setdefault(episode.show, {})
        for name in _people(episode):
            known.setdefault(name, episode.source)
    for known in shows.values():
        full = _by_first_name(known)
        for name, source in known.items():
            same = full.get(fold(name), ())
            if same and content.person(name) is None:
                message = (
                    f'"{name}" may be {" or ".join(same[:3])}; say who it is with speakers: in '
                    "content/episodes"
                )
                yield Remark(source, Diagnostic(1, "warning", message, matter="people"))


def one_of_several(episodes: Iterable[Summary], content: Content) -> frozenset[str]:
    """First names, without more, that are heard in several shows and that content/ doesn't know:
    as many people as shows, for all we know. Whoever speaks under one, and is neither host nor
    guest of the episode, is nobody in particular."""
    shows: dict[str, set[str | None]] = {}
    for episode in episodes:
        for name in _people(episode):
            shows.setdefault(name, set()).add(episode.show)
    several = {name for name, found in shows.items() if len(found) > 1 and " " not in name}
    return frozenset(name for name in several if content.person(name) is None)


def _by_first_name(names: Iterable[str]) -> dict[str, list[str]]:
    """First name, folded -> the full names that begin with it."""
    found: dict[str, list[str]] = {}
    for name in names:
        first, space, _ = fold(name).partition(" ")
        if space:
            found.setdefault(first, []).append(name)
    return found


def _double(source: str, name: str, best: str) -> Remark:
    message = f'"{name}" is taken for "{best}" (they differ only in case or accents)'
    return Remark(source, Diagnostic(1, "warning", message, matter="people"))


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
            yield Remark(summary.source, Diagnostic(1, "warning", message, matter="site"))


_NEARLY = 0.8
"""How much of two names is the same, in `difflib`'s measure, where one is a slip."""


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+", name)
