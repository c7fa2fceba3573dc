"""Which chapters a show has in every episode: introductions, goodbyes, sponsors, questions.

They have the same words in every episode and lead a reader nowhere. They are told by their
titles alone: one that comes back from episode to episode anywhere, or, at the beginning or end
of episodes, one that is mostly made of words that come back there ("Guest Introduction: Ada
Lovelace").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from .model import ChapterSummary, Place, Summary
from .terms.words import words

_OFTEN, _AT_LEAST = 0.1, 3
"""The share of the episodes, and their number, in which what comes back is found."""


def find_fixtures(episodes: Sequence[Summary]) -> frozenset[Place]:
    """The chapters that are the same in many episodes. An episode of one chapter has none."""
    several = [episode for episode in episodes if len(episode.chapters) > 1]
    often = max(_AT_LEAST, _OFTEN * len(episodes))
    titles = _coming_back((map(_title, each.chapters) for each in several), often)
    heads = _coming_back((words(_title(each.chapters[0])) for each in several), often)
    tails = _coming_back((words(_title(each.chapters[-1])) for each in several), often)
    return frozenset(
        (episode.slug, chapter.anchor)
        for episode in several
        for chapter in episode.chapters
        if _title(chapter) in titles
        or (chapter is episode.chapters[0] and _mostly(chapter, heads))
        or (chapter is episode.chapters[-1] and _mostly(chapter, tails))
    )


def _title(chapter: ChapterSummary) -> str:
    return chapter.title.casefold()


def _coming_back(things: Iterable[Iterable[str]], often: float) -> frozenset[str]:
    """Those that at least so many episodes have. `things` are each episode's."""
    counts = Counter(thing for each in things for thing in set(each))
    return frozenset(thing for thing, count in counts.items() if count >= often)


def _mostly(chapter: ChapterSummary, usual: frozenset[str]) -> bool:
    said = words(chapter.title)
    return sum(word in usual for word in said) * 2 >= len(said)
