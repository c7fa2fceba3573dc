"""sitemap.xml and robots.txt: what search engines ask for first.

The sitemap protocol (https://www.sitemaps.org/protocol.html): whole addresses, so there is no
sitemap before the site's own is known, and at most 50,000 of them or 50 MB in a file; more files
are named by an index. A page is as new as the newest episode that it names: no clock is asked.
Pages that ask not to be indexed are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from html import escape

from . import urls
from .model import Artifact, Site, Summary
from .views import FreePageView, Page

MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024
"""In one file, uncompressed."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_ROOM = 200
"""Bytes for what stands around the entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page for the sitemap."""

    url: str
    """From the site's root."""
    changed: date | None
    """When it last changed, as far as anybody said."""


def entries(pages: Iterable[Page], site: Site) -> tuple[Entry, ...]:
    """Every page to be indexed, by address: `pages` are those that are not an episode's."""
    days = {urls.episode(each.slug): _changed(each) for each in site.episodes if not each.held}
    others = {page.url: _newest(page, days) for page in pages if _wanted(page)}
    return tuple(Entry(url, day) for url, day in sorted({**days, **others}.items()))


def _wanted(page: Page) -> bool:
    """A page that stands at a second address is listed with its first one alone."""
    return page.indexed and (not page.canonical or page.canonical.endswith(page.url))


def sitemap_files(
    listed: Sequence[Entry], address: str, most: int = MOST_ADDRESSES, size: int = MOST_BYTES
) -> Iterator[Artifact]:
    """robots.txt, and the sitemap where the site's `address` is known."""
    rules = "User-agent: *\nDisallow:\n"
    if not address:
        yield _file(urls.ROBOTS, rules)
        return
    yield _file(urls.ROBOTS, f"{rules}\nSitemap: {urls.absolute(urls.SITEMAP, address)}\n")
    parts = list(_parts([(each, _entry("url", each, address)) for each in listed], most, size))
    if len(parts) == 1:
        yield _file(urls.SITEMAP, _document("urlset", [text for _, text in parts[0]]))
        return
    index = []
    for number, part in enumerate(parts, start=1):
        url = urls.sitemap_part(number)
        yield _file(url, _document("urlset", [text for _, text in part]))
        newest = max((each.changed for each, _ in part if each.changed), default=None)
        index.append(_entry("sitemap", Entry(url, newest), address))
    yield _file(urls.SITEMAP, _document("sitemapindex", index))


_Written = tuple[Entry, str]


def _parts(written: Iterable[_Written], most: int, size: int) -> Iterator[list[_Written]]:
    """As many entries at a time as one file may hold; at least one part, perhaps empty."""
    part: list[_Written] = []
    room = size - _ROOM
    for each in written:
        length = len(each[1].encode())
        if part and (len(part) == most or length > room):
            yield part
            part, room = [], size - _ROOM
        part.append(each)
        room -= length
    yield part


def _entry(name: str, entry: Entry, address: str) -> str:
    day = f"<lastmod>{entry.changed.isoformat()}</lastmod>" if entry.changed else ""
    return f"<{name}><loc>{escape(urls.absolute(entry.url, address))}</loc>{day}</{name}>\n"


def _document(name: str, written: Iterable[str]) -> str:
    return f"{_HEAD}<{name} {_SPACE}>\n{''.join(written)}</{name}>\n"


def _file(url: str, text: str) -> Artifact:
    return Artifact(urls.file_of(url), text.encode())


# --- days -------------------------------------------------------------------------------


def _changed(episode: Summary) -> date | None:
    return episode.updated or episode.date


def _newest(page: Page, days: Mapping[str, date | None]) -> date | None:
    """Of the episodes that a page names; a free page changes when the host says so."""
    if isinstance(page.view, FreePageView):
        return page.view.updated
    named = (days.get(url.partition("#")[0]) for url in _addresses(page.view))
    return max((day for day in named if day is not None), default=None)


def _addresses(value: object) -> Iterator[str]:
    """Every address of an episode or of a place in one, wherever it stands in a view."""
    if isinstance(value, str):
        if value.startswith(urls.EPISODES):
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _addresses(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _addresses(getattr(value, field.name))
