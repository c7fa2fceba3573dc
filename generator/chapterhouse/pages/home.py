"""The home page: search, the latest, shows, and the people who appear most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import urls
from ..model import Person, Site
from ..views import HomeView, Link, Page, TopicCard
from .cards import LATEST, Cards
from .frame import Frame

TOPICS = 12
"""Of the topics, as many as the home page shows."""
_PEOPLE = 24


def home_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The home page."""
    people = [person for person in site.people if person.episodes]
    most = {person.name for person in sorted(people, key=_most)[:_PEOPLE]}
    all_people = Link(frame.labels.say("All people"), urls.PEOPLE)
    view = HomeView(
        episodes=cards.of(each.slug for each in site.episodes[:LATEST]),
        total=len(site.episodes),
        archive=urls.ARCHIVE if len(site.episodes) > LATEST else "",
        shows=cards.shows if len(cards.shows) > 1 else (),
        people=tuple(card for card in cards.people if card.name in most),
        everybody=all_people if len(site.people) > len(most) else None,
        topics=_largest(cards.topics),
    )
    yield frame.page(urls.HOME, "home.html", "", frame.config.description, view)


def _most(person: Person) -> tuple[int, str]:
    return -person.episodes, person.name


def _largest(topics: Sequence[TopicCard]) -> tuple[TopicCard, ...]:
    """Those with most chapters, by name."""
    largest = sorted(topics, key=lambda topic: (-topic.chapters, -topic.episodes))[:TOPICS]
    return tuple(topic for topic in topics if topic in largest)
