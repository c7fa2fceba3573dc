"""The search page, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .. import urls
from ..views import NotFoundView, Page, SearchView
from .frame import Frame


def search_pages(frame: Frame) -> Iterator[Page]:
    """Both."""
    say = frame.labels.say
    view = SearchView(urls.CHAPTERS)
    yield frame.page(urls.SEARCH, "search.html", say("Search"), "", view)
    missing = frame.page(urls.NOT_FOUND, "404.html", say("Page not found"), "", NotFoundView())
    yield replace(missing, indexed=False)
