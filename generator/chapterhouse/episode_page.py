"""One episode with its words as the view that episode.html receives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from . import labels, urls
from .anchors import moment_anchors
from .directory import Directory
from .markdown import to_html
from .model import Chapter, Episode, Media, Neighbours, Segment
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


def episode_view(
    episode: Episode, beside: Neighbours, known: Directory, language: str
) -> EpisodeView:
    """Everything its page shows. `language` is the site's, BCP 47."""
    speakers = _speakers(episode, known)
    anchors = iter(moment_anchors(episode.segments))
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
        notes_html=to_html(episode.notes),
        listen=tuple(_listen(media) for media in episode.media),
        language=episode.language or language,
        chapters=tuple(_chapter(chapter, speakers, anchors) for chapter in episode.chapters),
        generated=_generated(episode.chapters),
        words=sum(len(words(segment.text)) for segment in episode.segments),
        previous=known.episode(beside.previous),
        next=known.episode(beside.next),
    )


def _generated(chapters: Sequence[Chapter]) -> Literal["", "some", "all"]:
    """A single chapter is the whole conversation: who named it tells a reader nothing."""
    named = {chapter.generated for chapter in chapters}
    if len(chapters) < 2 or True not in named:
        return ""
    return "some" if False in named else "all"


def _listen(media: Media) -> Link:
    if media.kind == "youtube":
        return Link("YouTube", f"https://www.youtube.com/watch?v={media.ref}")
    return Link("Audio", media.ref)


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
        page = known.people.get(name)
        speakers[label] = SpeakerView(name, page.url if page else None, colour)
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
