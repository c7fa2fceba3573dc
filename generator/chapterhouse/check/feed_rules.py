"""Whether a feed is one: what RSS 2.0 asks for, and what podcast apps need to play an episode.

https://www.rssboard.org/rss-specification; for enclosures
https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification. What only a directory
asks of a show that is submitted to it (a picture, a category) is not looked for: a host has a
feed for that, and `feed` in site.toml names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from .findings import Level

_ATOM = "{http://www.w3.org/2005/Atom}link"
_PERSON = "{https://podcastindex.org/namespace/1.0}person"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a feed."""

    level: Level
    message: str
    link: str = ""
    """The item's address; "" for the feed as a whole."""
    hint: str | None = None


def faults_of(data: bytes, address: str) -> Iterator[Fault]:
    """What is wrong with the feed that stands at a whole `address`."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        yield Fault("error", f"it is no XML ({error})")
        return
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        yield Fault("error", "it is no RSS 2.0: <rss version=2.0> with a <channel> is missing")
        return
    yield from _channel(channel, address)
    items = channel.findall("item")
    yield from _guids(items)
    for item in items:
        yield from _item(item)


def links_of(data: bytes) -> list[str]:
    """Every address of a page in a feed, in order; none for what is no XML."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return []
    found = [_text(each, "link") for each in (*root.iter("channel"), *root.iter("item"))]
    people = (each.get("href", "") for each in root.iter(_PERSON))
    return list(dict.fromkeys(link for link in (*found, *people) if link))


def _channel(channel: ElementTree.Element, address: str) -> Iterator[Fault]:
    for name in ("title", "link", "description"):
        if not _text(channel, name):
            yield Fault("error", f"<{name}> is missing, which RSS asks for")
    if _text(channel, "link") and not _is_whole(_text(channel, "link")):
        yield Fault("error", f'its <link> "{_text(channel, "link")}" is no whole address')
    own = [each.get("href") for each in channel.findall(_ATOM) if each.get("rel") == "self"]
    if own and own != [address]:
        yield Fault("error", f"it says that it stands at {own[0]}, and stands at {address}")
    if not _text(channel, "language"):
        yield Fault("warning", "<language> is missing, which podcast apps ask for")
    if (day := _text(channel, "lastBuildDate")) and not _is_moment(day):
        yield Fault("error", f'its <lastBuildDate> "{day}" is no date of RFC 822')


def _guids(items: list[ElementTree.Element]) -> Iterator[Fault]:
    guids = [_text(item, "guid") for item in items]
    counts = Counter(guids)
    for item, guid in zip(items, guids, strict=True):
        if not guid:
            yield Fault("error", "<guid> is missing: apps take it for new", _text(item, "link"))
        elif counts[guid] > 1:
            message = f'the guid "{guid}" is that of {counts[guid]} episodes: apps show one of them'
            yield Fault("error", message, _text(item, "link"), "give them others with guid:")


def _item(item: ElementTree.Element) -> Iterator[Fault]:
    link, day = _text(item, "link"), _text(item, "pubDate")
    if not (_text(item, "title") or _text(item, "description")):
        yield Fault("error", "it has neither <title> nor <description>", link)
    if link and not _is_whole(link):
        yield Fault("error", f'its <link> "{link}" is no whole address', link)
    if not _is_moment(day):
        said = f'its <pubDate> "{day}" is no date of RFC 822' if day else "<pubDate> is missing"
        yield Fault("error", said, link)
    enclosures = item.findall("enclosure")
    if len(enclosures) > 1:
        yield Fault("error", "it has several enclosures: apps play the first", link)
    for each in enclosures[:1]:
        yield from _enclosure(each, link)


def _enclosure(enclosure: ElementTree.Element, link: str) -> Iterator[Fault]:
    url, length = enclosure.get("url", ""), enclosure.get("length", "")
    if not _is_whole(url):
        yield Fault("error", f'the address of its recording, "{url}", is no whole address', link)
    if not (length.isascii() and length.isdigit()):
        yield Fault("error", f'the size of its recording, "{length}", is no number', link)
    elif int(length) == 0:
        hint = "audio: {url: ..., length: BYTES}"
        yield Fault("warning", "the size of its recording is not known", link, hint)
    if "/" not in enclosure.get("type", ""):
        yield Fault("error", "the type of its recording is missing", link)


def _text(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _is_whole(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_moment(value: str) -> bool:
    try:
        parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return False
    return True
