"""What can be found: one document per chapter, made from the model and never from HTML.

Pure and per episode, so that it runs in any process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import urls
from ..anchors import moments_of
from ..model import Chapter, Episode
from ..paragraphs import turns
from ..text import squash


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the episode's page, as plain text."""

    anchor: str
    """Its id in the page."""
    speaker: str | None
    """As the page names them; None for nobody known."""
    text: str
    """On one line."""


@dataclass(frozen=True, slots=True)
class Document:
    """One chapter as search sees it. All texts are plain and on one line."""

    page: str
    """The address of the episode's page, from the site's root."""
    anchor: str
    """The chapter's id in that page."""
    title: str
    """The episode's."""
    chapter: str
    """The chapter's title."""
    start: int | None
    """Seconds."""
    people: tuple[str, ...]
    """Who speaks in it; the episode's guests where the transcript names no speakers."""
    paragraphs: tuple[Paragraph, ...]
    """Every word spoken in it."""

    @property
    def text(self) -> str:
        """Every word spoken in it, on one line."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)


def documents(episode: Episode) -> tuple[Document, ...]:
    """The chapters of an episode, in order."""
    anchors = iter(moments_of(episode))
    return tuple(_document(episode, chapter, anchors) for chapter in episode.chapters)


def _document(episode: Episode, chapter: Chapter, anchors: Iterator[str]) -> Document:
    """`anchors` are those of the segments that are still to come."""
    said = tuple(_paragraphs(episode, chapter, anchors))
    return Document(
        page=urls.episode(episode.slug),
        anchor=chapter.anchor,
        title=squash(episode.title),
        chapter=squash(chapter.title),
        start=None if chapter.start is None else int(chapter.start),
        people=_unique(each.speaker for each in said) or episode.guests,
        paragraphs=said,
    )


def _paragraphs(episode: Episode, chapter: Chapter, anchors: Iterator[str]) -> Iterator[Paragraph]:
    for turn in turns(chapter.segments):
        speaker = episode.voices.get(turn.speaker, turn.speaker) if turn.speaker else None
        for segments in turn.paragraphs:
            anchor, *_ = [next(anchors) for _ in segments]
            text = squash(" ".join(segment.text for segment in segments))
            yield Paragraph(anchor, speaker, text)


def _unique(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
