"""What the pages of a published site say of its episodes, read back from their HTML.

It relies on nothing but what every theme keeps to: chapters and moments are ids, what a moment
says is the text of its element, former ids say in `data-was` whom they follow, and what begins
with `page-` is the page's own. Pages that only lead to another one have a refresh.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from . import urls
from .anchors import PAGE_PREFIX, is_moment
from .errors import ContentError, SourceError
from .model import Segment
from .text import squash

_INDEX = "index.html"
_NAME = re.compile(r"\S+\Z")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_SILENT = frozenset(["a", "script", "style", "template", "title"])
"""What stands in them isn't said: times, links to the moment and to its source."""


@dataclass(slots=True)
class PublishedEpisode:
    """An episode's page."""

    slug: str
    title: str = ""
    moments: dict[str, list[str]] = field(default_factory=dict)
    """Anchor -> what is said there, in pieces; in the order of the page."""
    chapters: dict[str, int] = field(default_factory=dict)
    """Anchor -> how many moments come before it."""
    former: dict[str, str] = field(default_factory=dict)
    """Former anchor -> the one that it stands at."""
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Anchor -> the slug of the episode to which its words went."""
    leads_to: str = ""
    """The slug of the episode that it only leads to."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What is said, with the seconds that the anchors of moments tell, as long as they rise:
        what is told otherwise was said at another time once."""
        texts = (squash("".join(pieces)) for pieces in self.moments.values())
        return tuple(
            Segment(text, number, second)
            for number, (text, second) in enumerate(zip(texts, _rising(self.moments), strict=True))
        )


def published_episodes(output: Path) -> list[PublishedEpisode]:
    """The episodes' pages below a published site's folder, by slug.

    Raises ContentError where there are none, SourceError for a page that can't be read.
    """
    folder = output / urls.EPISODES.strip("/")
    pages = sorted(folder.glob(f"*/{_INDEX}")) if folder.is_dir() else []
    if not pages:
        hint = "name the folder that holds the site's index.html, as a clone of gh-pages has it"
        raise ContentError("no episode of a published site is here", path=folder, hint=hint)
    return [_read(path) for path in pages]


def _read(path: Path) -> PublishedEpisode:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError("the page cannot be read", path=path) from error
    return parse_episode(path.parent.name, text)


def parse_episode(slug: str, html: str) -> PublishedEpisode:
    """What a page says. Pure; no HTML is an error."""
    parser = _Parser(PublishedEpisode(slug))
    parser.feed(html)
    parser.close()
    return parser.page


class _Parser(HTMLParser):
    """Reads one page in one go."""

    def __init__(self, page: PublishedEpisode) -> None:
        super().__init__()
        self.page = page
        self._open: list[tuple[str, str]] = []
        """The elements around, with the moment whose words they hold, or "". One that has no end
        tag stays until an element around it ends, and holds nothing."""
        self._pending: list[str] = []
        """Anchors of words that went elsewhere; the link to it follows."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("http-equiv", "").casefold() == "refresh":
            self.page.leads_to = _slug(given.get("content", "").partition("=")[2], self.page.slug)
        around = self._open[-1][1] if self._open else ""
        moment = self._named(tag, given) or around
        if tag == "a" and self._pending:
            went = _slug(given.get("href", ""), self.page.slug)
            self.page.elsewhere |= dict.fromkeys(self._pending, went)
            self._pending.clear()
        self._open.append((tag, moment))

    def handle_endtag(self, tag: str) -> None:
        opened = [name for name, _ in self._open]
        if tag in opened:
            del self._open[len(opened) - 1 - opened[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        inside = {name for name, _ in self._open}
        if "h1" in inside:
            self.page.title = squash(self.page.title + data)
        elif self._open and self._open[-1][1] and not inside & _SILENT:
            self.page.moments[self._open[-1][1]].append(data)

    def _named(self, tag: str, given: dict[str, str]) -> str:
        """Notes an element's id; gives it where it is a moment's."""
        name = given.get("id", "")
        if not _NAME.match(name) or name == "page" or name.startswith(PAGE_PREFIX):
            return ""
        if "data-was" in given:
            self.page.former[name] = given["data-was"]
        elif "data-elsewhere" in given:
            self._pending.append(name)
        elif is_moment(name):
            self.page.moments.setdefault(name, [])
            return name
        elif tag in _HEADINGS:
            self.page.chapters.setdefault(name, len(self.page.moments))
        return ""


def _slug(url: str, slug: str) -> str:
    """The episode that a link in an episode's page leads to, or ""."""
    path = unquote(urlsplit(url.strip(" '\"")).path)
    parts = posixpath.normpath(posixpath.join(urls.episode(slug), path)).split("/")
    return parts[-1] if len(parts) > 2 and parts[-2] == urls.EPISODES.strip("/") else ""


def _rising(moments: dict[str, list[str]]) -> Iterator[float | None]:
    """The second of each moment; None where it says none, or one before those that came."""
    last = 0.0
    for name in moments:
        written = name[1:].partition("-")[0] if name.startswith("t") else ""
        if written and float(written) >= last:
            last = float(written)
            yield last
        else:
            yield None
