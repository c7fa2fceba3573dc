"""From terms to topics: their names, addresses, chapters and neighbours."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, count

from ..content import SITE_FILE, SiteConfig
from ..model import Diagnostic, Remark, Summary, Topic, TopicChapter
from ..segmentation.titles.casing import name_of_term
from ..text import fold, slug
from .choice import Place, Term, best_terms, how_many, same_spelling, site_terms, usage
from .rules import Rules, idle_rules, rules_of
from .wording import key_of

RELATED = 6
"""Related topics of one, at most."""
_TAG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_TOGETHER = 2
"""Chapters that must be about both of two related topics."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A topic that has no address yet."""

    name: str
    places: Mapping[Place, int]
    declared: tuple[int, ...] = ()
    """Numbers of the episodes that name it."""


def find_topics(
    episodes: Sequence[Summary], config: SiteConfig, unnamed: Collection[str] = ()
) -> tuple[tuple[Topic, ...], tuple[Remark, ...]]:
    """The topics of these episodes, by name, and what the host should know of them.

    The episodes are in the site's order and have their final addresses. `unnamed` are the names
    of people who are left out: none of them is a topic.
    """
    rules = rules_of(config, unnamed)
    declared = _declared(episodes, rules)
    wanted = frozenset({*declared, *rules.names}) - rules.hidden
    terms, best = _terms(episodes, config, rules, wanted, unnamed)
    plain = not any(c.capital for each in episodes for c in each.candidates.central)
    named = [_named(key, terms.get(key), declared.get(key, []), rules, plain) for key in wanted]
    named += [_named(term.key, term, [], rules, plain) for term in best]
    named = sorted(
        (each for each in named if each.places or each.declared),
        key=lambda each: (fold(each.name), each.name),
    )
    topics, clashes = _addressed(named, episodes)
    known = {c.key for each in episodes for c in each.candidates.central}
    known |= {key_of(name) for each in episodes for name in each.topics}
    idle = idle_rules(config, known, [topic.name for topic in topics])
    return topics, (*clashes, *idle)


def _declared(episodes: Sequence[Summary], rules: Rules) -> dict[str, list[tuple[int, str]]]:
    """Key -> the episodes that name this topic, and how they write it."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, episode in enumerate(episodes):
        for name in episode.topics:
            found[rules.key(name)].append((number, name))
    return dict(found)


def _terms(
    episodes: Sequence[Summary],
    config: SiteConfig,
    rules: Rules,
    wanted: frozenset[str],
    unnamed: Collection[str],
) -> tuple[dict[str, Term], list[Term]]:
    """All terms, and the best of those that nobody asks for."""
    candidates = [episode.candidates for episode in episodes]
    same = same_spelling(candidates)
    alias = _aliases(same, rules)
    used = usage(candidates, alias)
    terms = site_terms(candidates, used, alias, wanted)
    hidden = {spelt for key in rules.hidden for spelt in (key, same.get(key, key))}
    barred = {*wanted, *hidden, *_own_names(episodes, config, terms, unnamed)}
    return terms, best_terms(terms, used, barred)[: how_many(len(episodes))]


def _aliases(same: Mapping[str, str], rules: Rules) -> dict[str, str]:
    """Key -> the key that it stands for. What a host says of one of two spellings (`same`) goes
    for both: nobody can see that they are two."""
    ruled = rules.alias
    both = {one: ruled.get(other, ruled.get(one, other)) for one, other in same.items()}
    others = {other: both[one] for one, other in same.items() if one in ruled}
    return {**others, **both, **ruled}


def _own_names(
    episodes: Sequence[Summary],
    config: SiteConfig,
    terms: Mapping[str, Term],
    unnamed: Collection[str],
) -> Iterator[str]:
    """The keys of the site's and the shows' names, and of terms with a speaker's name in it."""
    yield from {key_of(name) for name in (config.title, *(e.show for e in episodes if e.show))}
    people = {
        word
        for names in (unnamed, *((*episode.hosts, *episode.guests) for episode in episodes))
        for name in names
        for word in fold(name).split()
    }
    for key, term in terms.items():
        if not people.isdisjoint(fold(term.spelling).replace("-", " ").split()):
            yield key


def _named(
    key: str, term: Term | None, declared: Sequence[tuple[int, str]], rules: Rules, plain: bool
) -> _Named:
    """By the host's name, or as most declare it, or as it is mostly said. A tag such as
    "bitcoin-core" is written for a machine."""
    written = Counter(name for _, name in declared if not _TAG.fullmatch(name))
    tags = sorted(name.replace("-", " ").replace("_", " ") for _, name in declared)
    name = rules.names.get(key) or min(written, key=lambda n: (-written[n], n), default="")
    if not name:
        name = name_of_term(term.spelling if term else "".join(tags[:1]), plain)
    numbers = dict.fromkeys(number for number, _ in declared)
    return _Named(name, term.places if term else {}, tuple(numbers))


# --- addresses --------------------------------------------------------------------------


def _addressed(
    named: Sequence[_Named], episodes: Sequence[Summary]
) -> tuple[tuple[Topic, ...], list[Remark]]:
    slugs, remarks = _slugs([each.name for each in named])
    near = _related([each.places for each in named])
    topics = (
        Topic(
            slug=slugs[number],
            name=each.name,
            chapters=tuple(_chapters(each.places, episodes)),
            declared=tuple(episodes[number].slug for number in each.declared),
            related=tuple(slugs[other] for other in near.get(number, ())),
        )
        for number, each in enumerate(named)
    )
    return tuple(topics), remarks


def _slugs(names: Iterable[str]) -> tuple[list[str], list[Remark]]:
    """All different: "C" and "C#" are told apart by a number, and that is said."""
    owner: dict[str, str] = {}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    remarks = []
    for name in names:
        plain = slug(name, "topic")
        numbered = (f"{plain}-{n}" for n in numbers[plain])
        free = next(s for s in chain([plain], numbered) if s not in owner)
        if free != plain:
            message = (
                f'the topic "{name}" has the address of "{owner[plain]}"; it becomes "{free}" '
                "(give it another name with [topics.rename])"
            )
            remarks.append(Remark(SITE_FILE, Diagnostic(1, "warning", message, matter="address")))
        owner[free] = name
    return list(owner), remarks


def _chapters(places: Mapping[Place, int], episodes: Sequence[Summary]) -> Iterator[TopicChapter]:
    for (episode, chapter), mentions in sorted(places.items()):
        summary = episodes[episode]
        yield TopicChapter(summary.slug, summary.chapters[chapter].anchor, mentions)


def _related(topics: Sequence[Mapping[Place, int]]) -> dict[int, list[int]]:
    """For each topic those that share most chapters with it, by the cosine of the two sets
    (the Ochiai coefficient)."""
    at: defaultdict[Place, list[int]] = defaultdict(list)
    for number, places in enumerate(topics):
        for place in places:
            at[place].append(number)
    shared = Counter(pair for numbers in at.values() for pair in combinations(numbers, 2))
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), times in shared.items():
        if times >= _TOGETHER:
            cosine = times / math.sqrt(len(topics[one]) * len(topics[other]))
            near[one].append((-cosine, other))
            near[other].append((-cosine, one))
    return {
        number: [other for _, other in sorted(found)[:RELATED]] for number, found in near.items()
    }
