"""What can be found: one document per chapter, made from the model and never from HTML.

Pure and per episode, so that it runs in any process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import urls
from ..model import Chapter, Episode
from ..text import squash


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
    people: tuple[str, ...]
    """Who speaks in it; the episode's guests where the transcript names no speakers."""
    text: str
    """Every word spoken in it."""

    @property
    def url(self) -> str:
        """Where a result leads, from the site's root."""
        return f"{self.page}#{self.anchor}"


def documents(episode: Episode) -> tuple[Document, ...]:
    """The chapters of an episode, in order."""
    return tuple(_document(episode, chapter) for chapter in episode.chapters)


def _document(episode: Episode, chapter: Chapter) -> Document:
    return Document(
        page=urls.episode(episode.slug),
        anchor=chapter.anchor,
        title=squash(episode.title),
        chapter=squash(chapter.title),
        people=_unique(_speakers(episode, chapter)) or episode.guests,
        text=squash(" ".join(segment.text for segment in chapter.segments)),
    )


def _speakers(episode: Episode, chapter: Chapter) -> Iterator[str]:
    for segment in chapter.segments:
        if segment.speaker:
            yield episode.voices.get(segment.speaker, segment.speaker)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
