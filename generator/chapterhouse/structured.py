"""What machines read of a page: JSON-LD (schema.org) and OpenGraph.

Pure and in a fixed order, so that the same episode gives the same bytes. Addresses are whole
where the site's own is known; otherwise they are relative to the page, as its links are.

Sources: https://schema.org/PodcastEpisode, https://schema.org/Clip, https://schema.org/Person,
https://ogp.me.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil

from . import urls
from .content import SiteConfig
from .model import Chapter, Episode, Media, Show
from .views import EpisodeView, Link, PersonView, PropertyView

_Node = Mapping[str, object]

_CONTEXT = "https://schema.org"

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""JSON means the same with these written out; HTML and old JavaScript then see none of them
(https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements)."""


def episode_data(episode: Episode, view: EpisodeView, address: str) -> str:
    """The episode as JSON-LD. `address` is the site's, or "" where nobody has said it."""
    return to_script(_episode(episode, view, address))


def person_data(view: PersonView, description: str, address: str) -> str:
    """A person as JSON-LD; their links are said to show the same person (schema.org/sameAs)."""
    known: dict[str, object] = {
        "@context": _CONTEXT,
        "@type": "Person",
        "name": view.name,
        "url": _address(view.url, view.url, address),
        "description": description,
        "sameAs": [link.url for link in view.links],
    }
    return to_script(_without_blanks(known))


def episode_graph(episode: Episode) -> tuple[PropertyView, ...]:
    """What OpenGraph says of an episode beyond its title, address and description."""
    day = [("article:published_time", episode.date.isoformat())] if episode.date else []
    media = [(_PROPERTIES[m.kind], _embedded(m)) for m in episode.media]
    return tuple(PropertyView(name, content) for name, content in (*day, *media))


def site_data(config: SiteConfig) -> str:
    """The site as JSON-LD, with the search that it offers where its address is known
    (https://schema.org/SearchAction)."""
    known = {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": config.title,
        "url": _address(urls.HOME, urls.HOME, config.address),
        "description": config.description,
        "inLanguage": config.language,
        "potentialAction": _searching(config.address) if config.address else None,
    }
    return to_script(_without_blanks(known))


def series_data(show: Show, feed: str, config: SiteConfig) -> str:
    """A show as JSON-LD. `feed` is where its feed is, or "": its own before the site's."""
    url = urls.show(show.slug)
    known = {
        "@context": _CONTEXT,
        "@type": "PodcastSeries",
        "name": show.name,
        "url": _address(url, url, config.address),
        "description": show.description,
        "webFeed": show.feed or (urls.absolute(feed, config.address) if feed else ""),
    }
    return to_script(_without_blanks(known))


def trail_data(steps: Sequence[Link], address: str) -> str:
    """The way to a page from the home page, itself the last (https://schema.org/BreadcrumbList)."""
    page = steps[-1].url
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": step.label,
            "item": _address(step.url, page, address),
        }
        for position, step in enumerate(steps, start=1)
    ]
    made = {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}
    return to_script(made)


def _searching(address: str) -> _Node:
    template = f"{urls.absolute(urls.SEARCH, address)}?q={{search_term_string}}"
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": template},
        "query-input": "required name=search_term_string",
    }


def _without_blanks(node: _Node) -> _Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def to_script(value: _Node) -> str:
    """JSON that can stand in a <script> element, whatever its texts hold."""
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return made.translate(_ESCAPES)


def _episode(episode: Episode, view: EpisodeView, address: str) -> _Node:
    known = {
        "@context": _CONTEXT,
        "@type": "PodcastEpisode",
        "name": view.title,
        "url": _address(view.url, view.url, address),
        "description": "\n\n".join(view.description),
        "inLanguage": view.language,
        "datePublished": view.date.iso if view.date else "",
        "duration": view.duration.iso if view.duration else "",
        "episodeNumber": episode.number,
        "partOfSeason": _season(episode.season),
        "partOfSeries": _series(view.show, view.url, address),
        "author": [_person(person, view.url, address) for person in view.hosts],
        "actor": [_person(person, view.url, address) for person in view.guests],
        "associatedMedia": [_medium(media, view.title) for media in episode.media],
        "hasPart": list(_clips(episode, view.url, address)),
    }
    return _without_blanks(known)


def _address(url: str, page: str, address: str) -> str:
    return urls.absolute(url, address) if address else urls.relative(url, page)


def _season(number: int | None) -> _Node | None:
    return None if number is None else {"@type": "PodcastSeason", "seasonNumber": number}


def _series(show: Link | None, page: str, address: str) -> _Node | None:
    if show is None:
        return None
    url = _address(show.url, page, address)
    return {"@type": "PodcastSeries", "name": show.label, "url": url}


def _person(person: Link, page: str, address: str) -> _Node:
    url = _address(person.url, page, address)
    return {"@type": "Person", "name": person.label, "url": url}


_PROPERTIES = {"audio": "og:audio", "youtube": "og:video"}


def _medium(media: Media, title: str) -> _Node:
    if media.kind == "youtube":
        return {"@type": "VideoObject", "name": title, "embedUrl": _embedded(media)}
    return {"@type": "AudioObject", "name": title, "contentUrl": _embedded(media)}


def _embedded(media: Media) -> str:
    """The recording itself, or the page that plays it inside of another."""
    return f"https://www.youtube.com/embed/{media.ref}" if media.kind == "youtube" else media.ref


def _clips(episode: Episode, page: str, address: str) -> Iterator[_Node]:
    """The chapters that have a time: each ends where the next one begins, the last one with
    the last time that is known."""
    timed = [chapter for chapter in episode.chapters if chapter.start is not None]
    ends = [*(int(chapter.start or 0) for chapter in timed), ceil(episode.duration or 0)]
    for chapter, (start, end) in zip(timed, pairwise(ends), strict=True):
        yield _clip(chapter, start, end, _address(f"{page}#{chapter.anchor}", page, address))


def _clip(chapter: Chapter, start: int, end: int, url: str) -> _Node:
    made: dict[str, object] = {"@type": "Clip", "name": chapter.title, "startOffset": start}
    if end > start:
        made["endOffset"] = end
    return {**made, "url": url}
