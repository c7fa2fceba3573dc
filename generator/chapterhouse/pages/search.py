"""The search page, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .. import urls
from ..labels import Labels
from ..model import Site, Summary
from ..views import EpisodeChaptersView, Link, NotFoundView, Page, SearchView
from .chapter_links import chapter_link
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
        tuple(chapter_link(chapter, url) for chapter in summary.chapters),
    )
