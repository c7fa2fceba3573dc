"""Episodes, shows, people and topics as they stand in lists, made once a site."""

from __future__ import annotations

from collections.abc import Iterable

from .. import urls
from ..directory import Directory, directory
from ..labels import Labels
from ..model import Person, Show, Site, Summary, Topic
from ..text import excerpt
from ..views import EpisodeCard, PersonCard, ShowCard, TopicCard

EXCERPT = 200
"""Characters of a description in a list and in <meta name=description>."""
LATEST = 12
"""Episodes on the home page."""


class Cards:
    """The cards of a site: every list shows the same ones."""

    def __init__(self, site: Site, labels: Labels) -> None:
        """All of them, in the site's order."""
        known = directory(site, labels)
        self.episodes = {each.slug: _episode(each, known, labels) for each in site.episodes}
        """By slug."""
        self.shows = tuple(_show(show) for show in site.shows)
        self.people = tuple(_person(person) for person in site.people)
        self.topics = tuple(_topic(topic) for topic in site.topics)

    def of(self, slugs: Iterable[str]) -> tuple[EpisodeCard, ...]:
        """Those of these episodes, in their order."""
        return tuple(self.episodes[slug] for slug in slugs)


def _episode(summary: Summary, known: Directory, labels: Labels) -> EpisodeCard:
    return EpisodeCard(
        url=urls.episode(summary.slug),
        title=summary.title,
        show=known.show(summary.show),
        number=labels.number(summary.season, summary.number),
        date=labels.day(summary.date),
        duration=labels.duration(summary.duration),
        guests=known.cast(summary.guests),
        hosts=known.cast(summary.hosts),
        excerpt=excerpt(summary.description or "", EXCERPT),
        chapters=len(summary.chapters),
        language=labels.tongue(summary.language),
        held=labels.held(summary.held, summary.date),
    )


def _topic(topic: Topic) -> TopicCard:
    slugs = {*topic.declared, *(chapter.episode for chapter in topic.chapters)}
    return TopicCard(urls.topic(topic.slug), topic.name, len(slugs), len(topic.chapters))


def _show(show: Show) -> ShowCard:
    return ShowCard(urls.show(show.slug), show.name, show.description, len(show.episodes))


def _person(person: Person) -> PersonCard:
    url = urls.person(person.slug)
    hosted, appeared, spoke = map(len, (person.hosted, person.appeared, person.spoke))
    return PersonCard(url, person.name, hosted, appeared, spoke)
