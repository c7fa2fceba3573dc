"""The listing of all chapters, as the reader's browser gets it: to filter them, and to say what
search has found.

It lies in pieces of some hundred episodes, the oldest first, so that a full piece never changes
and a browser may keep it. `table.json` has a name known beforehand and names the others, whose
names change with their content:

    {"pieces": ["listing-0123456789ab.json", ...], "topics": "topics-0123456789ab.json"}

A piece:

    {"people": [[slug, name], ...], "shows": [[slug, name], ...],
     "episodes": [{"page": "/episodes/x/", "title": "X", "show": 0, "season": 3, "year": 2021,
                   "facts": ["Season 3, episode 1", "22 June 2021"], "lang": "de", "dir": "ltr",
                   "titles": [...], "anchors": [...], "starts": [5, null], "people": [[0, 1], []]}]}

`lang` and `dir` are only there for an episode in another language than the interface's. `show`
and `people` count in the piece's own tables; a slug is "" for a voice that has no page.
The last four keys have a value for each chapter. The topics file is [[slug, name, chapters], ...]:
numbers of chapters, counted from 0 over all pieces, each given as the distance from the one before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import urls
from .labels import Labels
from .model import Artifact, ChapterSummary, Site, Summary, Topic
from .text import squash

PIECE = 200
"""Episodes of a piece: some 5,000 chapters, which a phone parses in a few milliseconds."""

TABLE = f"{urls.CHAPTER_DATA}table.json"
"""Where a client begins to read."""

_DIGEST_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """The files, and where the pieces are."""

    files: tuple[Artifact, ...]
    pieces: tuple[str, ...]
    """Addresses from the site's root, in order."""


def make_listing(site: Site, labels: Labels) -> Listing:
    """The listing of a site; the same values give the same bytes."""
    episodes = oldest_first(site)
    slugs = {person.name: person.slug for person in site.people}
    shows = {show.name: show.slug for show in site.shows}
    pieces = [
        _file("listing", _piece(episodes[at : at + PIECE], slugs, shows, labels))
        for at in range(0, len(episodes), PIECE)
    ]
    about = [_file("topics", _topics(site.topics, episodes))] if site.topics else []
    table = {"pieces": [*map(_name, pieces)], "topics": _name(about[0]) if about else None}
    entry = Artifact(urls.file_of(TABLE), _json(table))
    return Listing((entry, *pieces, *about), tuple(f"/{each.path}" for each in pieces))


def oldest_first(site: Site) -> tuple[Summary, ...]:
    """The episodes in the listing's order, in which an index over it has to count them, too."""
    return site.episodes[::-1]


def speakers(chapter: ChapterSummary, summary: Summary) -> tuple[str, ...]:
    """Who is heard in a chapter: everybody of the episode where nobody is known to speak."""
    known = tuple(said.name for said in chapter.talk)
    return known or (*summary.guests, *summary.hosts)


def _piece(
    episodes: Sequence[Summary],
    slugs: Mapping[str, str],
    shows: Mapping[str, str],
    labels: Labels,
) -> object:
    names = sorted({name for each in episodes for c in each.chapters for name in speakers(c, each)})
    places = {name: place for place, name in enumerate(names)}
    titles = sorted({each.show for each in episodes if each.show is not None})
    return {
        "people": [[slugs.get(name, ""), name] for name in names],
        "shows": [[shows[name], name] for name in titles],
        "episodes": [
            {
                **_facts(each, labels),
                "show": None if each.show is None else titles.index(each.show),
                **_columns(each, places),
            }
            for each in episodes
        ],
    }


def _facts(summary: Summary, labels: Labels) -> dict[str, object]:
    day = labels.day(summary.date)
    facts = (labels.number(summary.season, summary.number), day.label if day else "")
    tongue = labels.tongue(summary.language)
    return {
        **({} if tongue is None else {"lang": tongue.code, "dir": tongue.direction}),
        "page": urls.episode(summary.slug),
        "title": squash(summary.title),
        "season": summary.season,
        "year": summary.date.year if summary.date else None,
        "facts": [*filter(None, facts)],
    }


def _columns(summary: Summary, places: Mapping[str, int]) -> dict[str, object]:
    chapters = summary.chapters
    return {
        "titles": [squash(each.title) for each in chapters],
        "anchors": [each.anchor for each in chapters],
        "starts": [None if each.start is None else int(each.start) for each in chapters],
        "people": [[places[name] for name in speakers(each, summary)] for each in chapters],
    }


def _topics(topics: Iterable[Topic], episodes: Iterable[Summary]) -> object:
    anchors = ((each.slug, chapter.anchor) for each in episodes for chapter in each.chapters)
    places = {chapter: place for place, chapter in enumerate(anchors)}
    return [
        [
            topic.slug,
            topic.name,
            [*_distances(sorted({places[each.episode, each.anchor] for each in topic.chapters}))],
        ]
        for topic in topics
    ]


def _distances(numbers: Sequence[int]) -> Iterator[int]:
    yield from numbers[:1]
    yield from (after - before for before, after in pairwise(numbers))


def _file(kind: str, content: object) -> Artifact:
    """A file whose name changes with its content."""
    data = _json(content)
    digest = hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH]
    return Artifact(f"{urls.CHAPTER_DATA}{kind}-{digest}.json".removeprefix("/"), data)


def _name(file: Artifact) -> str:
    return file.path.rsplit("/", 1)[-1]


def _json(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()
