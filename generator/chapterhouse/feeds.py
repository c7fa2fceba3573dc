"""RSS feeds: the latest episodes of the site, and of each show.

RSS 2.0 (https://www.rssboard.org/rss-specification) with Apple's and Podcasting 2.0's elements
(https://podcasters.apple.com/support/823-podcast-requirements,
https://github.com/Podcastindex-org/podcast-namespace) where there is something to put in.

What is decided here, and why:

- A feed needs whole addresses, so there is none before the site's own is known.
- An episode without a date is left out: feed readers would show it as new on the day they first
  see it, all of them at once. A show in which no episode has a date has no feed.
- A guid must outlive titles and addresses, or everybody gets the episode again. It is the one that
  the host gives (`guid:`), or made from the transcript's path in seeds/, which changes least; the
  slug follows the title, and the address may move to another domain.
- No clock: the feed is as old as the newest day in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from itertools import islice
from xml.etree import ElementTree

from . import urls
from .content import SiteConfig
from .directory import Directory, directory
from .model import Artifact, Day, Media, Show, Site, Summary
from .recordings import recording
from .text import CONTROL, squash

LATEST = 50
"""Episodes in a feed."""

_SPACES: Mapping[str, str] = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
}
_GENERATOR = "Chapterhouse"
_USUAL_TYPE = "audio/mpeg"
"""Of an enclosure whose name doesn't tell: the element must say one."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to write."""

    url: str
    """From the site's root."""
    title: str
    description: str
    page: str
    """What it is the feed of, from the site's root."""
    show: str | None
    """The show's name; None for the whole site's."""
    episodes: tuple[Summary, ...]
    """The latest first; each has a date."""


def feeds(site: Site, config: SiteConfig) -> tuple[Feed, ...]:
    """The site's, then one for each show; none where the site's address isn't known."""
    if not config.address:
        return ()
    whole = Feed(
        urls.FEED, config.title, config.description, urls.HOME, None, _latest(site.episodes)
    )
    known = {each.slug: each for each in site.episodes}
    every = (whole, *(_show_feed(show, known) for show in site.shows))
    return tuple(feed for feed in every if feed.episodes)


def feed_files(site: Site, config: SiteConfig) -> Iterator[Artifact]:
    """The feeds as files."""
    known = directory(site)
    for feed in feeds(site, config):
        tree = _rss(feed, config, known)
        ElementTree.indent(tree, "")
        data = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
        yield Artifact(urls.file_of(feed.url), data + b"\n")


def guid(episode: Summary) -> str:
    """What feed readers know an episode by; it stays when title, slug and address change."""
    if episode.guid is not None:
        return episode.guid
    return f"chapterhouse-{hashlib.sha256(episode.source.encode()).hexdigest()[:32]}"


def _show_feed(show: Show, known: Mapping[str, Summary]) -> Feed:
    episodes = _latest(known[slug] for slug in show.episodes)
    page = urls.show(show.slug)
    return Feed(urls.show_feed(show.slug), show.name, show.description, page, show.name, episodes)


def _latest(episodes: Iterable[Summary]) -> tuple[Summary, ...]:
    """The site's order is the latest first."""
    return tuple(islice((each for each in episodes if each.date is not None), LATEST))


# --- elements ---------------------------------------------------------------------------


def _rss(feed: Feed, config: SiteConfig, known: Directory) -> ElementTree.Element:
    root = ElementTree.Element("rss", {"version": "2.0", **_SPACES})
    channel = ElementTree.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", urls.absolute(feed.page, config.address))
    _add(channel, "description", _clean(feed.description) or feed.title)
    _add(channel, "language", config.language)
    _add(channel, "generator", _GENERATOR)
    _add(channel, "lastBuildDate", _newest(feed.episodes))
    own = {"href": urls.absolute(feed.url, config.address), "rel": "self"}
    _add(channel, "atom:link", "", {**own, "type": urls.RSS})
    _add(channel, "itunes:author", ", ".join(_hosts(feed.episodes)))
    for episode in feed.episodes:
        channel.append(_item(episode, config, known))
    return root


def _item(episode: Summary, config: SiteConfig, known: Directory) -> ElementTree.Element:
    item = ElementTree.Element("item")
    _add(item, "title", episode.title)
    _add(item, "link", urls.absolute(urls.episode(episode.slug), config.address))
    _add(item, "guid", guid(episode), {"isPermaLink": "false"})
    _add(item, "pubDate", _moment(episode.date))
    _add(item, "description", episode.description or "")
    for medium in episode.media:
        _enclose(item, medium)
    if episode.duration:
        _add(item, "itunes:duration", str(int(episode.duration)))
    _number(item, "season", episode.season)
    _number(item, "episode", episode.number)
    for role, names in (("host", episode.hosts), ("guest", episode.guests)):
        for person in known.cast(names):
            href = urls.absolute(person.url, config.address)
            _add(item, "podcast:person", person.label, {"role": role, "href": href})
    return item


def _enclose(item: ElementTree.Element, medium: Media) -> None:
    """An item has one enclosure at most. Length 0 is what one writes who doesn't know it."""
    if medium.kind == "audio" and item.find("enclosure") is None:
        kind = recording(medium).type or _USUAL_TYPE
        attributes = {"url": medium.ref, "length": str(medium.length), "type": kind}
        _add(item, "enclosure", "", attributes)


def _number(item: ElementTree.Element, name: str, value: int | None) -> None:
    """Apple's numbers begin with 1."""
    if value is not None:
        if value > 0:
            _add(item, f"itunes:{name}", str(value))
        _add(item, f"podcast:{name}", str(value))


def _add(
    parent: ElementTree.Element, name: str, text: str, attributes: Mapping[str, str] | None = None
) -> None:
    """An element with a text or attributes; one that would have neither is left out."""
    if text or attributes:
        made = ElementTree.SubElement(parent, name, _clean_all(attributes or {}))
        made.text = _clean(text) or None


def _clean_all(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: _clean(value) for name, value in attributes.items()}


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold (https://www.w3.org/TR/xml/#charsets)."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _hosts(episodes: Sequence[Summary]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(squash(name) for each in episodes for name in each.hosts))


def _newest(episodes: Sequence[Summary]) -> str:
    days = [day for each in episodes for day in (each.date, each.updated) if day is not None]
    return _moment(max(days, default=None))


def _moment(day: Day | None) -> str:
    """A day as RFC 822 has it, which knows no day without a time."""
    return "" if day is None else format_datetime(datetime.combine(day, time(), UTC))
