"""The archive: all episodes, the latest first, in pages whose addresses stay (see `paging`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from .. import urls
from ..model import Site, Summary
from ..paging import Slice, slices
from ..views import ArchiveView, Page, YearView
from .cards import Cards
from .frame import Frame
from .pager import numbered, pager, placed


def archive_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """Every page of the archive, the newest first, which stands at two addresses."""
    parts = slices(site.episodes)
    for part in parts:
        yield from _pages(part, parts, cards, frame)


def _pages(
    part: Slice[Summary], parts: Sequence[Slice[Summary]], cards: Cards, frame: Frame
) -> Iterator[Page]:
    say = frame.labels.say
    view = ArchiveView(
        total=sum(len(each.entries) for each in parts) if part.newest else 0,
        years=tuple(_years(part.entries, cards, say("Undated"))),
        pager=pager(part, parts, urls.ARCHIVE),
    )
    title = numbered(say("All episodes"), part, frame.labels)
    yield from placed(partial(_page, frame, title, view), part, parts, urls.ARCHIVE)


def _page(frame: Frame, title: str, view: ArchiveView, url: str) -> Page:
    return frame.page(url, "archive.html", title, "", view)


def _years(episodes: Sequence[Summary], cards: Cards, undated: str) -> Iterator[YearView]:
    known = any(episode.date is not None for episode in episodes)
    for year, run in groupby(episodes, key=lambda e: None if e.date is None else e.date.year):
        title = str(year) if year is not None else undated if known else ""
        anchor = f"page-{'undated' if year is None else year}"
        yield YearView(title, anchor, cards.of(episode.slug for episode in run))
