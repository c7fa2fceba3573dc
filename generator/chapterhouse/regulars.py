"""Who hosts a show, told by who comes back from episode to episode.

One transcript rarely says who is host and who is guest; an archive does: hosts return, guests
visit. Only names and counts are looked at, so this stays small for any number of episodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .metadata import find_show, voices_of
from .model import Found, Metadata, Transcript
from .names import is_anonymous
from .text import fold

SHARE = 0.2
"""Of a show's episodes: who speaks in fewer is a guest who came twice."""
AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Appearances:
    """Who speaks in one episode."""

    show: str | None
    speakers: tuple[str, ...]


Regulars = Mapping[str, Mapping[str, int]]
"""Show (folded; "" for none) -> speaker (folded) -> in how many of its episodes."""
NOBODY: Regulars = {}


def appearances(transcript: Transcript) -> Appearances:
    """The little that `find_regulars` needs of an episode."""
    show = find_show(transcript)
    return Appearances(show.value if show else None, _named(transcript))


def find_regulars(episodes: Iterable[Appearances]) -> Regulars:
    """The speakers who come back, for every show."""
    totals: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {}
    for episode in episodes:
        show = fold(episode.show or "")
        totals[show] += 1
        counts.setdefault(show, Counter()).update({fold(name) for name in episode.speakers})
    return {
        show: {
            name: count
            for name, count in speakers.items()
            if count >= max(AT_LEAST, SHARE * totals[show])
        }
        for show, speakers in counts.items()
    }


def with_regulars(metadata: Metadata, transcript: Transcript, regulars: Regulars) -> Metadata:
    """The metadata with hosts and guests told apart, where the transcript itself does not."""
    if metadata.hosts is not None or metadata.guests is not None:
        return metadata
    show = metadata.show.value if metadata.show else ""
    counts = regulars.get(fold(show), {})
    speakers = _named(transcript)
    hosts = tuple(name for name in speakers if fold(name) in counts)
    guests = tuple(name for name in speakers if fold(name) not in counts)
    if not hosts:
        return metadata
    most = max(counts[fold(name)] for name in hosts)
    return replace(
        metadata,
        hosts=Found(hosts, f"speak in up to {most} episodes of the show"),
        guests=Found(guests, "speak here, and are no hosts of the show") if guests else None,
    )


def _named(transcript: Transcript) -> tuple[str, ...]:
    """The speakers who have a name: "Speaker 1" is somebody else in every episode."""
    return tuple(name for name in voices_of(transcript) if not is_anonymous(name))
