"""The search page, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .. import urls
from ..labels import Labels
from ..model import ChapterSummary, Site, Summary
from ..text import format_clock
from ..views import ChapterLink, EpisodeChaptersView, Link, NotFoundView, Page, SearchView
from .frame import Frame


def search_pages(site: Site, frame: Frame) -> Iterator[Page]:
    """Both."""
    say = frame.labels.say
    view = SearchView(tuple(_chapters(each, frame.labels) for each in site.episodes))
    yield frame.page(urls.SEARCH, "search.html", say("Search"), "", view)
    missing = frame.page(urls.NOT_FOUND, "404.html", say("Page not found"), "", NotFoundView())
    yield replace(missing, indexed=False)


def _chapters(summary: Summary, labels: Labels) -> EpisodeChaptersView:
    url = urls.episode(summary.slug)
    return EpisodeChaptersView(
        Link(summary.title, url, labels.tongue(summary.language)),
        tuple(_chapter(chapter, url) for chapter in summary.chapters),
    )


def _chapter(chapter: ChapterSummary, page: str) -> ChapterLink:
    clock = "" if chapter.start is None else format_clock(chapter.start)
    return ChapterLink(chapter.title, f"{page}#{chapter.anchor}", clock)
