"""A chapter in a list."""

from __future__ import annotations

from ..model import ChapterSummary
from ..text import format_clock
from ..views import ChapterLink


def chapter_link(chapter: ChapterSummary, page: str) -> ChapterLink:
    """The chapter of the episode whose page is at `page`."""
    clock = "" if chapter.start is None else format_clock(chapter.start)
    return ChapterLink(chapter.title, f"{page}#{chapter.anchor}", clock)
