"""How the pages of a long list lead to each other (see `paging`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from .. import urls
from ..labels import Labels
from ..model import Summary
from ..paging import Slice
from ..views import Page, PageLink, PagerView


def pager(part: Slice[Summary], parts: Sequence[Slice[Summary]], url: str) -> PagerView | None:
    """Of one page of the list at `url`; None for a list of one page.

    A full page leads to its neighbours by their numbers and names no number of pages: it stays
    as it is when others come.
    """
    if len(parts) == 1:
        return None
    return PagerView(
        number=part.number,
        newest="" if part.newest else url,
        newer="" if part.newest else urls.page(url, part.number + 1),
        older=urls.page(url, part.number - 1) if part.number > 1 else "",
        oldest=urls.page(url, 1) if part.number > 1 else "",
        pages=tuple(_link(each, url) for each in parts) if part.newest else (),
    )


def numbered(title: str, part: Slice[Summary], labels: Labels) -> str:
    """The title of one page of a list."""
    if part.newest:
        return title
    return labels.say("%(name)s, page %(number)s") % {"name": title, "number": part.number}


def placed(
    made_at: Callable[[str], Page], part: Slice[Summary], parts: Sequence[Slice[Summary]], url: str
) -> Iterator[Page]:
    """A page of the list at `url` wherever it stands: at its canonical address, and the newest
    one of several at its number too, where it will stay."""
    canonical, *others = addresses(part, parts, url)
    first = made_at(canonical)
    yield first
    for other in others:
        yield replace(made_at(other), canonical=first.canonical)


def addresses(part: Slice[Summary], parts: Sequence[Slice[Summary]], url: str) -> Iterator[str]:
    """Where a page stands: the canonical address first."""
    if part.newest:
        yield url
    if len(parts) > 1:
        yield urls.page(url, part.number)


def _link(part: Slice[Summary], url: str) -> PageLink:
    address = url if part.newest else urls.page(url, part.number)
    return PageLink(part.number, address, _years(part.entries), part.newest)


def _years(episodes: Sequence[Summary]) -> str:
    years = sorted({episode.date.year for episode in episodes if episode.date is not None})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}\u2013{years[-1]}"
