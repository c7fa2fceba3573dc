"""One episode with its words as the view that episode.html receives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from . import labels, urls
from .anchors import moment_anchors
from .markdown import to_html
from .model import Chapter, Episode, Media, Segment, Site
from .paragraphs import Turn, turns
from .text import format_clock, paragraphs, squash, words
from .views import (
    ChapterView,
    EpisodeView,
    Link,
    ParagraphView,
    PieceView,
    SpeakerView,
    TurnView,
)

COLOURS = 12
"""How many speaker colours a theme has; a thirteenth speaker starts again."""


def episode_view(episode: Episode, site: Site, language: str) -> EpisodeView:
    """Everything its page shows. `language` is the site's, BCP 47."""
    speakers = _speakers(episode, site)
    anchors = iter(moment_anchors(episode.segments))
    previous, following = _neighbours(episode, site)
    return EpisodeView(
        url=urls.episode(episode.slug),
        title=episode.title,
        show=show_link(episode.show, site),
        number=labels.number(episode.season, episode.number),
        date=labels.day(episode.date),
        duration=labels.duration(episode.duration),
        guests=people_links(episode.guests, site),
        hosts=people_links(episode.hosts, site),
        description=tuple(paragraphs(episode.description or "")),
        notes_html=to_html(episode.notes),
        listen=tuple(_listen(media) for media in episode.media),
        language=episode.language or language,
        chapters=tuple(_chapter(chapter, speakers, anchors) for chapter in episode.chapters),
        generated_chapters=all(chapter.generated for chapter in episode.chapters),
        words=sum(len(words(segment.text)) for segment in episode.segments),
        previous=previous,
        next=following,
    )


def show_link(name: str | None, site: Site) -> Link | None:
    """The show's page."""
    return next((Link(s.name, urls.show(s.slug)) for s in site.shows if s.name == name), None)


def people_links(names: Iterable[str], site: Site) -> tuple[Link, ...]:
    """The people's pages, in the order of the names."""
    slugs = {person.name: person.slug for person in site.people}
    return tuple(Link(name, urls.person(slugs[name])) for name in names)


def _neighbours(episode: Episode, site: Site) -> tuple[Link | None, Link | None]:
    titles = {summary.slug: summary.title for summary in site.episodes}
    beside = site.neighbours[episode.slug]
    before, after = (
        None if slug is None else Link(titles[slug], urls.episode(slug))
        for slug in (beside.previous, beside.next)
    )
    return before, after


def _listen(media: Media) -> Link:
    if media.kind == "youtube":
        return Link("YouTube", f"https://www.youtube.com/watch?v={media.ref}")
    return Link("Audio", media.ref)


def _speakers(episode: Episode, site: Site) -> dict[str, SpeakerView]:
    """Label -> speaker. Labels of one person share a colour; colours follow the order in
    which people first speak."""
    pages = {person.name: urls.person(person.slug) for person in site.people}
    colours: dict[str, int] = {}
    speakers: dict[str, SpeakerView] = {}
    for segment in episode.segments:
        label = segment.speaker
        if label is None or label in speakers:
            continue
        name = episode.voices.get(label, label)
        colour = colours.setdefault(name, len(colours) % COLOURS + 1)
        speakers[label] = SpeakerView(name, pages.get(name), colour)
    return speakers


def _chapter(
    chapter: Chapter, speakers: Mapping[str, SpeakerView], anchors: Iterator[str]
) -> ChapterView:
    return ChapterView(
        title=chapter.title,
        anchor=chapter.anchor,
        clock=_clock(chapter.start),
        start=_second(chapter.start),
        generated=chapter.generated,
        turns=tuple(_turn(turn, speakers, anchors) for turn in turns(chapter.segments)),
    )


def _turn(turn: Turn, speakers: Mapping[str, SpeakerView], anchors: Iterator[str]) -> TurnView:
    return TurnView(
        speaker=None if turn.speaker is None else speakers[turn.speaker],
        paragraphs=tuple(_paragraph(segments, anchors) for segments in turn.paragraphs),
    )


def _paragraph(segments: Sequence[Segment], anchors: Iterator[str]) -> ParagraphView:
    """Takes the next anchors: the segments come here in the episode's order."""
    pieces = tuple(
        PieceView(squash(segment.text), anchor, _second(segment.start))
        for segment, anchor in zip(segments, anchors, strict=False)
    )
    return ParagraphView(
        pieces=pieces,
        anchor=pieces[0].anchor,
        clock=_clock(segments[0].start),
        start=pieces[0].start,
    )


def _clock(start: float | None) -> str:
    return "" if start is None else format_clock(start)


def _second(start: float | None) -> int | None:
    return None if start is None else int(start)
