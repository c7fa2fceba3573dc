"""Where every name leads: people, shows and episodes to their pages, looked up once a site.

Pages link the same names thousands of times; this is the table they look them up in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import urls
from .labels import Labels
from .model import Site
from .views import Link


@dataclass(frozen=True, slots=True)
class Directory:
    """Links by what they are called in the model."""

    people: Mapping[str, Link]
    """By canonical name."""
    shows: Mapping[str, Link]
    """By name."""
    episodes: Mapping[str, Link]
    """By slug."""

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
    )
