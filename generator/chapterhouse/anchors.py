"""Every fragment (what stands after #) of an episode's page.

Three kinds share one page and never meet: chapters (made from titles), moments (`t754`,
whole seconds; `p-1a2b3c4d` for a paragraph without a time, from its words, so that it does
not depend on what stands before it), and the page's own parts, which all begin with `page-`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from .model import Episode, Segment
from .text import slug, squash

PAGE_PREFIX = "page-"
"""Ids in templates begin with this, so that no chapter title can take one."""

_MOMENT = r"t\d+(-\d+)?$|p-[0-9a-f]{8}(-\d+)?$"
_TAKEN = re.compile(_MOMENT + "|page$|" + PAGE_PREFIX)


def chapter_anchors(chapters: Iterable[tuple[str, float | None]]) -> list[str]:
    """Anchors for (title, start) pairs, in their order, all different.

    The first of several equal titles keeps the plain form; later ones carry their second
    (`questions-1831`), and a number where even that is taken.
    """
    seen: dict[str, int] = {}
    made: list[str] = []
    for title, start in chapters:
        anchor = plain_anchor(title)
        if anchor in seen and start is not None:
            anchor = f"{anchor}-{int(start)}"
        made.append(_unique(anchor, seen))
    return made


def plain_anchor(title: str) -> str:
    """The anchor of a chapter whose title no other has."""
    anchor = slug(title, "chapter")
    return f"chapter-{anchor}" if _TAKEN.match(anchor) else anchor


def moment_anchors(segments: Sequence[Segment]) -> list[str]:
    """An anchor for every segment of an episode, in their order, all different."""
    seen: dict[str, int] = {}
    return [_unique(plain_moment(segment), seen) for segment in segments]


def moments_of(episode: Episode) -> Sequence[str]:
    """The anchors of an episode's segments, as its page has them."""
    return episode.moments or moment_anchors(episode.segments)


def plain_moment(segment: Segment) -> str:
    """The anchor of a segment whose second, or words, no other has."""
    if segment.start is not None:
        return f"t{int(segment.start)}"
    words = squash(segment.text).casefold().encode()
    return f"p-{hashlib.sha256(words).hexdigest()[:8]}"


def is_moment(anchor: str) -> bool:
    """Whether it is the anchor of a moment, and not of a chapter."""
    return re.match(_MOMENT, anchor) is not None


def _unique(anchor: str, seen: dict[str, int]) -> str:
    """The anchor, numbered from 2 when it is taken. `seen` holds all anchors made so far,
    with the number that each was last given."""
    made = anchor
    while made in seen:
        seen[anchor] += 1
        made = f"{anchor}-{seen[anchor]}"
    seen[made] = 1
    return made
