"""Topics: the list of them, and pages with the chapters of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .. import urls
from ..directory import topic_link
from ..model import ChapterSummary, Site, Topic
from ..text import format_clock
from ..views import (
    ChapterLink,
    Link,
    Page,
    PageLink,
    TopicCard,
    TopicEpisodeView,
    TopicsView,
    TopicView,
)
from .cards import Cards
from .frame import Frame

MOST = 200
"""Chapters on one page, unless a single episode has more."""


def topic_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The list, then every topic; nothing for a site without any."""
    if not site.topics:
        return
    title = frame.labels.say("Topics")
    yield frame.page(urls.TOPICS, "topics.html", title, "", TopicsView(cards.topics))
    chapters = {
        (episode.slug, chapter.anchor): chapter
        for episode in site.episodes
        for chapter in episode.chapters
    }
    order = {episode.slug: number for number, episode in enumerate(site.episodes)}
    links = {topic.slug: topic_link(topic) for topic in site.topics}
    for topic, card in zip(site.topics, cards.topics, strict=True):
        runs = _runs(list(_episodes(topic, chapters, order, cards)))
        related = tuple(links[slug] for slug in topic.related)
        for number, run in enumerate(runs, 1):
            view = _view(topic, card, run, related, number, len(runs))
            name = topic.name if number == 1 else f"{topic.name} ({number})"
            yield frame.page(view.url, "topic.html", name, "", view)


def _view(
    topic: Topic,
    card: TopicCard,
    run: Sequence[TopicEpisodeView],
    related: tuple[Link, ...],
    number: int,
    total: int,
) -> TopicView:
    numbers = range(1, total + 1) if total > 1 else ()
    return TopicView(
        url=urls.topic(topic.slug, number),
        name=topic.name,
        chapters=card.chapters,
        count=card.episodes,
        episodes=tuple(run),
        related=related,
        pages=tuple(PageLink(str(n), urls.topic(topic.slug, n), n == number) for n in numbers),
    )


def _episodes(
    topic: Topic,
    chapters: Mapping[tuple[str, str], ChapterSummary],
    order: Mapping[str, int],
    cards: Cards,
) -> Iterator[TopicEpisodeView]:
    """In the site's order: the latest first."""
    found: dict[str, list[ChapterLink]] = {slug: [] for slug in topic.declared}
    for place in topic.chapters:
        chapter = chapters[place.episode, place.anchor]
        url = f"{urls.episode(place.episode)}#{place.anchor}"
        clock = "" if chapter.start is None else format_clock(chapter.start)
        found.setdefault(place.episode, []).append(ChapterLink(chapter.title, url, clock))
    for slug in sorted(found, key=lambda slug: order[slug]):
        yield TopicEpisodeView(cards.episodes[slug], slug in topic.declared, tuple(found[slug]))


def _runs(episodes: Sequence[TopicEpisodeView]) -> list[list[TopicEpisodeView]]:
    """The episodes of each page; an episode's chapters stay together."""
    runs: list[list[TopicEpisodeView]] = [[]]
    held = 0
    for episode in episodes:
        size = max(1, len(episode.chapters))
        if runs[-1] and held + size > MOST:
            runs.append([])
            held = 0
        runs[-1].append(episode)
        held += size
    return runs
