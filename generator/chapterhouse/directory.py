"""Where every name leads: people, shows and episodes to their pages, looked up once a site.

Pages link the same names thousands of times; this is the table they look them up in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from . import urls
from .labels import Labels
from .model import Place, Site, Topic
from .text import format_clock
from .views import Link, RelatedView


@dataclass(frozen=True, slots=True)
class Directory:
    """Links by what they are called in the model."""

    people: Mapping[str, Link]
    """By canonical name."""
    shows: Mapping[str, Link]
    """By name."""
    episodes: Mapping[str, Link]
    """By slug."""
    topics: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """What an episode is mostly about, by its slug."""
    chapter_topics: Mapping[Place, tuple[Link, ...]] = field(default_factory=dict)
    """What a chapter is about, by its episode's slug and its anchor."""
    related: Mapping[Place, tuple[RelatedView, ...]] = field(default_factory=dict)
    """By chapter; those without any are missing."""

    def cast(self, names: Iterable[str]) -> tuple[Link, ...]:
        """The pages of these people, in their order."""
        return tuple(self.people[name] for name in names)

    def show(self, name: str | None) -> Link | None:
        """The show's page; None for an episode without a show."""
        return None if name is None else self.shows[name]

    def episode(self, slug: str | None) -> Link | None:
        """An episode's page; None where there is no such neighbour."""
        return None if slug is None else self.episodes[slug]


def directory(site: Site, labels: Labels | None = None, of: Collection[str] = ()) -> Directory:
    """The table of a site; `labels` tell which titles are in another language than they are.

    Related chapters are there for the episodes `of` these slugs, since they are most of the work.
    """
    labels = labels or Labels()
    return Directory(
        people={p.name: Link(p.name, urls.person(p.slug)) for p in site.people},
        shows={s.name: Link(s.name, urls.show(s.slug), labels.tongue(None)) for s in site.shows},
        episodes={
            e.slug: Link(e.title, urls.episode(e.slug), labels.tongue(e.language))
            for e in site.episodes
        },
        related=_related(site, labels, of),
        topics=_episode_topics(site.topics),
        chapter_topics=_chapter_topics(site.topics),
    )


def _related(
    site: Site, labels: Labels, of: Collection[str]
) -> dict[Place, tuple[RelatedView, ...]]:
    """A chapter that is like several others is one view, shared by them."""
    asked = {place: those for place, those in site.related.items() if place[0] in of}
    shown = {place for places in asked.values() for place in places}
    slugs = {slug for slug, _ in shown}
    views = {
        (episode.slug, chapter.anchor): RelatedView(
            title=chapter.title,
            episode=episode.title,
            clock="" if chapter.start is None else format_clock(chapter.start),
            url=f"{urls.episode(episode.slug)}#{chapter.anchor}",
            language=labels.tongue(episode.language),
        )
        for episode in site.episodes
        if episode.slug in slugs
        for chapter in episode.chapters
        if (episode.slug, chapter.anchor) in shown
    }
    return {place: tuple(views[each] for each in places) for place, places in asked.items()}


_OF_EPISODE, _OF_CHAPTER = 8, 4
"""Topics that an episode and a chapter lead to, at most."""


def _episode_topics(topics: Iterable[Topic]) -> dict[str, tuple[Link, ...]]:
    """Those that an episode declares first, then those of which it says most."""
    worth: dict[str, dict[Link, tuple[bool, int]]] = {}
    for topic in topics:
        link = topic_link(topic)
        for slug, mentions in _mentions(topic).items():
            worth.setdefault(slug, {})[link] = (slug not in topic.declared, -mentions)
    return {slug: _best(links, _OF_EPISODE) for slug, links in worth.items()}


def _mentions(topic: Topic) -> Counter[str]:
    """Episode -> how often the chapters that are about the topic say it."""
    said = Counter(dict.fromkeys(topic.declared, 0))
    for chapter in topic.chapters:
        said[chapter.episode] += chapter.mentions
    return said


def _chapter_topics(topics: Iterable[Topic]) -> dict[Place, tuple[Link, ...]]:
    worth: dict[Place, dict[Link, tuple[bool, int]]] = {}
    for topic in topics:
        link = topic_link(topic)
        for chapter in topic.chapters:
            place = chapter.episode, chapter.anchor
            worth.setdefault(place, {})[link] = (False, -chapter.mentions)
    return {place: _best(links, _OF_CHAPTER) for place, links in worth.items()}


def _best(worth: Mapping[Link, tuple[bool, int]], most: int) -> tuple[Link, ...]:
    """Equal ones stay in the order of their names."""
    return tuple(sorted(worth, key=lambda link: worth[link])[:most])


def topic_link(topic: Topic) -> Link:
    """The topic's page."""
    return Link(topic.name, urls.topic(topic.slug))
