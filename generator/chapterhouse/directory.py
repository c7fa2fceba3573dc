"""Where every name leads: people, shows and episodes to their pages, looked up once a site.

Pages link the same names thousands of times; this is the table they look them up in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from . import urls
from .labels import Labels
from .model import Place, Site
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


def directory(site: Site, labels: Labels | None = None) -> Directory:
    """The table of a site; `labels` tell which titles are in another language than they are."""
    labels = labels or Labels()
    return Directory(
        people={p.name: Link(p.name, urls.person(p.slug)) for p in site.people},
        shows={s.name: Link(s.name, urls.show(s.slug), labels.tongue(None)) for s in site.shows},
        episodes={
            e.slug: Link(e.title, urls.episode(e.slug), labels.tongue(e.language))
            for e in site.episodes
        },
        related=_related(site, labels),
    )


def _related(site: Site, labels: Labels) -> dict[Place, tuple[RelatedView, ...]]:
    """A chapter that is like several others is one view, shared by them."""
    shown = {place for places in site.related.values() for place in places}
    views = {
        (episode.slug, chapter.anchor): RelatedView(
            title=chapter.title,
            episode=episode.title,
            clock="" if chapter.start is None else format_clock(chapter.start),
            url=f"{urls.episode(episode.slug)}#{chapter.anchor}",
            language=labels.tongue(episode.language),
        )
        for episode in site.episodes
        for chapter in episode.chapters
        if (episode.slug, chapter.anchor) in shown
    }
    return {place: tuple(views[each] for each in places) for place, places in site.related.items()}
