"""Topics: the list of them, and pages with the chapters of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from .. import urls
from ..directory import topic_link
from ..model import ChapterSummary, Site, Summary, Topic
from ..paging import slices
from ..views import Link, Page, TopicCard, TopicEpisodeView, TopicsView, TopicView
from .cards import Cards
from .chapter_links import chapter_link
from .frame import Frame
from .pager import numbered, pager, placed


def topic_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The list, then every topic; nothing for a site without any."""
    if not site.topics:
        return
    title = frame.labels.say("Topics")
    yield frame.page(urls.TOPICS, "topics.html", title, "", TopicsView(cards.topics))
    known = _Known(
        {episode.slug: episode for episode in site.episodes},
        {episode.slug: number for number, episode in enumerate(site.episodes)},
        {person.name: Link(person.name, person.url) for person in cards.people},
        {topic.slug: topic_link(topic) for topic in site.topics},
        cards,
    )
    for topic, card in zip(site.topics, cards.topics, strict=True):
        yield from _pages(topic, card, known, frame)


@dataclass(frozen=True, slots=True)
class _Known:
    """All that topics' pages are made of; episodes and topics by slug, people by name."""

    episodes: Mapping[str, Summary]
    order: Mapping[str, int]
    people: Mapping[str, Link]
    topics: Mapping[str, Link]
    cards: Cards


def _pages(topic: Topic, card: TopicCard, known: _Known, frame: Frame) -> Iterator[Page]:
    """The newest episodes with all that is known of the topic; older ones, where there are
    many, on pages of their own, which never change."""
    about: dict[str, set[str]] = {slug: set() for slug in topic.declared}
    for chapter in topic.chapters:
        about.setdefault(chapter.episode, set()).add(chapter.anchor)
    slugs = sorted(about, key=lambda slug: known.order[slug])
    parts = slices([known.episodes[slug] for slug in slugs])
    for part in parts:
        view = TopicView(
            url=card.url,
            name=topic.name,
            episodes=tuple(
                _episode(episode, about[episode.slug], episode.slug in topic.declared, known)
                for episode in part.entries
            ),
            pager=pager(part, parts, card.url),
        )
        if part.newest:
            related = tuple(known.topics[slug] for slug in topic.related)
            view = replace(view, chapters=card.chapters, count=card.episodes, related=related)
        title = numbered(topic.name, part, frame.labels)
        yield from placed(partial(_page, frame, title, view), part, parts, card.url)


def _page(frame: Frame, title: str, view: TopicView, url: str) -> Page:
    return frame.page(url, "topic.html", title, "", view)


def _episode(
    episode: Summary, anchors: Collection[str], declared: bool, known: _Known
) -> TopicEpisodeView:
    chapters = [chapter for chapter in episode.chapters if chapter.anchor in anchors]
    card, page = known.cards.episodes[episode.slug], urls.episode(episode.slug)
    return TopicEpisodeView(
        episode=card,
        people=_speakers(chapters, known) or card.guests or card.hosts,
        declared=declared,
        chapters=tuple(chapter_link(chapter, page) for chapter in chapters),
    )


def _speakers(chapters: list[ChapterSummary], known: _Known) -> tuple[Link, ...]:
    """Who speaks in any of these chapters and has a page, in the order of their words."""
    names = dict.fromkeys(talk.name for chapter in chapters for talk in chapter.talk)
    return tuple(known.people[name] for name in names if name in known.people)
