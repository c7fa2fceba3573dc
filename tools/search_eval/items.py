"""Known items: queries of which one knows what they look for.

The corpus `replay` has episodes in two editions whose chapters were titled by different editors.
The site is of the new one; each heading of the old one is a query by somebody who knows the
conversation but not our words for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chapterhouse.chapter_lists import read_together
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose
from chapterhouse.model import Episode
from chapterhouse.regulars import appearances, find_regulars
from chapterhouse.search.documents import Document, documents
from chapterhouse.sources import load_source

SLACK = 60
"""Seconds by which two editors may differ about where a chapter begins."""
TITLE = "Replay"

Hit = tuple[str, str]
"""The address of an episode's page, from the site's root, and the anchor of a chapter in it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A query, and every hit that is right for it."""

    query: str
    right: frozenset[Hit]


def read_episodes(folder: Path) -> dict[str, Episode]:
    """File name without suffix -> the episode, as the build makes it."""
    files = sorted(folder.glob("*.txt"))
    transcripts = [read_together(load_source(file)) for file in files]
    regulars = find_regulars(appearances(each) for each in transcripts)
    content = Content(SiteConfig(TITLE), {}, ())
    made = (compose(each, content, regulars) for each in transcripts)
    return {file.stem: episode for file, episode in zip(files, made, strict=True)}


def read_items(truth: Path, episodes: Mapping[str, Episode]) -> list[Item]:
    """The old headings of truth.json, in order."""
    return [
        Item(
            chapter["title"], frozenset(_around(documents(episodes[each["new"]]), chapter["start"]))
        )
        for each in json.loads(truth.read_text(encoding="utf-8"))
        for chapter in each["old_chapters"]
    ]


def _around(chapters: Sequence[Document], second: float) -> Iterator[Hit]:
    ends: list[float] = [chapter.start or 0 for chapter in chapters[1:]]
    for chapter, end in zip(chapters, [*ends, float("inf")], strict=True):
        if (chapter.start or 0) - SLACK <= second <= end + SLACK:
            yield chapter.page, chapter.anchor


def shares(
    items: Sequence[Item], answers: Iterable[Sequence[Hit]], tops: Sequence[int]
) -> list[float]:
    """The share of items of which a right hit is among the first so many."""
    pairs = list(zip(items, answers, strict=True))
    return [
        sum(not item.right.isdisjoint(hits[:top]) for item, hits in pairs) / len(items)
        for top in tops
    ]
