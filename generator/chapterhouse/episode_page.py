"""One episode with its words as the view that episode.html receives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import Literal
from urllib.parse import quote

from . import direction, urls
from .anchors import is_moment, moments_of
from .content import SiteConfig
from .directory import Directory
from .extent import size
from .glance import glance_view, share_views
from .labels import Labels
from .model import Chapter, Episode, Neighbours, Place, Segment
from .paragraphs import Turn, turns
from .recordings import recording
from .text import format_clock, paragraphs, squash, words
from .views import (
    Block,
    ChapterView,
    ElsewhereView,
    EpisodeView,
    Link,
    ParagraphView,
    PieceView,
    SourceView,
    SpeakerView,
    TurnView,
)

COLOURS = 12
"""How many speaker colours a theme has; a thirteenth speaker starts again."""


def episode_view(
    episode: Episode,
    beside: Neighbours,
    known: Directory,
    config: SiteConfig,
    labels: Labels,
    notes: tuple[Block, ...] = (),
) -> EpisodeView:
    """Everything its page shows. `notes` are its show notes, woven."""
    language = episode.language or config.language
    speakers = _speakers(episode, known)
    sources = tuple(recording(media) for media in episode.media)
    anchors = moments_of(episode)
    page = _Page(
        speakers,
        iter(_places(episode, anchors)),
        _first_words(episode.segments, anchors, speakers),
        direction.of_language(language),
        _edit_address(episode, config),
        _video(sources),
    )
    said = sum(len(words(segment.text)) for segment in episode.segments)
    return EpisodeView(
        url=urls.episode(episode.slug),
        title=episode.title,
        show=known.show(episode.show),
        number=labels.number(episode.season, episode.number),
        date=labels.day(episode.date),
        duration=labels.duration(episode.duration),
        guests=known.cast(episode.guests),
        hosts=known.cast(episode.hosts),
        description=tuple(paragraphs(episode.description or "")),
        notes=notes,
        listen=tuple(Link(source.label, source.url) for source in sources),
        sources=sources,
        language=language,
        chapters=tuple(
            _chapter(chapter, page, known, (episode.slug, chapter.anchor))
            for chapter in episode.chapters
        ),
        generated=_generated(episode.chapters),
        words=said,
        previous=known.episode(beside.previous),
        next=known.episode(beside.next),
        topics=known.topics.get(episode.slug, ()),
        reading=labels.reading(said),
        glance=glance_view(episode, speakers),
        shares=share_views(episode.segments, speakers, labels),
        unreviewed=episode.reviewed is False,
        edit=page.edit,
        direction="" if page.direction == labels.direction else page.direction,
        around=labels.around(language),
        own=labels.tongue(language),
        elsewhere=tuple(_elsewhere(episode, known)),
        held=labels.held(episode.held, episode.release),
    )


def _elsewhere(episode: Episode, known: Directory) -> Iterator[ElsewhereView]:
    for each in episode.elsewhere:
        link = known.episode(each.slug)
        if link is not None:
            yield ElsewhereView(link, each.anchors)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a segment can be linked to."""

    anchor: str
    chapters: tuple[str, ...]
    """Former anchors of the chapter that begins with it."""
    moments: tuple[str, ...]
    """Other former anchors."""


def _places(episode: Episode, anchors: Sequence[str]) -> Iterator[_Place]:
    beginnings = set(accumulate((len(each.segments) for each in episode.chapters), initial=0))
    for at, anchor in enumerate(anchors):
        former = episode.aliases.get(at, ())
        chapters = tuple(each for each in former if at in beginnings and not is_moment(each))
        moments = tuple(each for each in former if each not in chapters)
        yield _Place(anchor, chapters, moments)


def _generated(chapters: Sequence[Chapter]) -> Literal["", "some", "all"]:
    """A single chapter is the whole conversation: who named it tells a reader nothing."""
    named = {chapter.generated for chapter in chapters}
    if len(chapters) < 2 or True not in named:
        return ""
    return "some" if False in named else "all"


@dataclass(frozen=True, slots=True)
class _Page:
    """What all parts of one page share."""

    speakers: Mapping[str, SpeakerView]
    """By label."""
    places: Iterator[_Place]
    """Of the segments that are still to come: they come in the episode's order."""
    first: frozenset[str]
    """The anchors at which somebody speaks for the first time."""
    direction: direction.Direction
    edit: str
    """Where the transcript can be edited, or ""."""
    video: SourceView | None
    """On YouTube."""


def _video(sources: Iterable[SourceView]) -> SourceView | None:
    return next((source for source in sources if source.kind == "youtube"), None)


def _edit_address(episode: Episode, config: SiteConfig) -> str:
    return config.edit_url.replace("{path}", quote(episode.source))


def _speakers(episode: Episode, known: Directory) -> dict[str, SpeakerView]:
    """Label -> speaker. Labels of one person share a colour; colours follow the order in
    which people first speak."""
    colours: dict[str, int] = {}
    speakers: dict[str, SpeakerView] = {}
    for segment in episode.segments:
        label = segment.speaker
        if label is None or label in speakers:
            continue
        name = episode.voices.get(label, label)
        colour = colours.setdefault(name, len(colours) % COLOURS + 1)
        link = known.people.get(name) if label in episode.voices else None
        speakers[label] = SpeakerView(name, link.url if link else None, colour)
    return speakers


def _first_words(
    segments: Iterable[Segment], anchors: Iterable[str], speakers: Mapping[str, SpeakerView]
) -> frozenset[str]:
    first: dict[str, str] = {}
    for segment, anchor in zip(segments, anchors, strict=True):
        if segment.speaker is not None:
            first.setdefault(speakers[segment.speaker].name, anchor)
    return frozenset(first.values())


def _chapter(chapter: Chapter, page: _Page, known: Directory, place: Place) -> ChapterView:
    said, related = turns(chapter.segments), known.related.get(place, ())
    places = tuple(islice(page.places, len(chapter.segments)))
    page = replace(page, places=iter(places))
    return ChapterView(
        title=chapter.title,
        anchor=chapter.anchor,
        clock=_clock(chapter.start),
        start=_second(chapter.start),
        generated=chapter.generated,
        turns=tuple(_turn(turn, page) for turn in said),
        watch=_watch_from(page.video, chapter.start),
        size=size(said, len(related)),
        topics=known.chapter_topics.get(place, ()),
        related=related,
        aliases=places[0].chapters if places else (),
    )


def _watch_from(video: SourceView | None, start: float | None) -> str:
    if video is None or start is None:
        return ""
    return f"{video.url}&t={max(0, int(start + video.offset))}s"


def _turn(turn: Turn, page: _Page) -> TurnView:
    said = tuple(_paragraph(segments, page) for segments in turn.paragraphs)
    return TurnView(
        speaker=None if turn.speaker is None else page.speakers[turn.speaker],
        paragraphs=said,
        again=said[0].anchor not in page.first,
    )


def _paragraph(segments: Sequence[Segment], page: _Page) -> ParagraphView:
    pieces = tuple(
        PieceView(squash(segment.text), at.anchor, _second(segment.start), at.moments)
        for segment, at in zip(segments, page.places, strict=False)
    )
    return ParagraphView(
        pieces=pieces,
        anchor=pieces[0].anchor,
        aliases=pieces[0].aliases,
        clock=_clock(segments[0].start),
        start=pieces[0].start,
        edit=f"{page.edit}#L{segments[0].line}" if page.edit else "",
        direction=_other_direction(segments, page.direction),
    )


def _other_direction(segments: Iterable[Segment], usual: direction.Direction) -> str:
    found = (direction.of_text(segment.text) for segment in segments)
    first = next((each for each in found if each), usual)
    return "" if first == usual else first


def _clock(start: float | None) -> str:
    return "" if start is None else format_clock(start)


def _second(start: float | None) -> int | None:
    return None if start is None else int(start)
