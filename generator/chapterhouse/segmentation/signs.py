"""Where a chapter could begin, and the signs for and against it.

A place is a word with which the asker may take the word. Its signs are plain numbers: how long
the asker speaks now, how long before and after the other does, how much the words before and
after have in common (cosine of blocks: M. A. Hearst 1997, TextTiling, Computational
Linguistics 23(1); rare words weigh more: K. Spärck Jones 1972, Journal of Documentation 28),
how many of the turn's words are new and whether they last (G. Youmans 1991, A new tool for
discourse analysis: the vocabulary-management profile, Language 67), the pace, and the phrases
of the turn. What a sign is worth is not decided here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import accumulate

from .asking import OPENS, Turns, smoothed
from .cohesion import content_words
from .habits import Habits
from .talk import Talk

_LEAST = 0.03
"""The least probability that the asker begins, for a place to be looked at."""
_APART = 6
"""Words between two places."""
_WORDS_A_PLACE = 36
"""No more places are looked at than one in so many words, the likeliest ones."""
_MOST_IN_TURN = 1.5
"""A phrase that is said again and again in a turn counts no more than so often."""
_TURN, _SILENCE, _ANSWER = 120, 400, 600
"""Words: how far the asker's turn, the silence before it and the answer are followed."""
_SURE = 0.15
"""The least probability that a turn still lasts, for it to be followed."""
_NOTHING = 0.002
"""A probability that isn't worth following."""
_LATELY = 250
"""Words before a place that are still in everybody's mind."""
_BLOCKS = (150, 400)
_LOG1P = tuple(math.log1p(times) for times in range(max(_BLOCKS) + 1))
"""Of how often a word is said in a block."""

SIGNS = (
    "begins", "asks now", "asks on", "asked before", "turn", "silence", "answer",
    "begins soon", "begins later", "began lately", "fresh", "lasts",
    *(f"cosine {reach}" for reach in _BLOCKS),
    "pace",
)  # fmt: skip
"""The names of the numbers, in order."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word with which a chapter could begin."""

    word: int
    signs: tuple[float, ...]
    """As named in SIGNS."""
    opens: float
    """What the phrases of the turn are worth, in log odds."""


def find_places(talk: Talk, turns: Turns, habits: Habits) -> list[Place]:
    """All places in order, the very first word not among them."""
    signs = _Signs.of(talk, turns)
    made = []
    for word, chance in likely_starts(turns):
        turn = turn_shares(word, turns)
        opens = _opens(word, turn, talk, habits)
        made.append(Place(word, signs.at(word, chance, turn), opens))
    return made


def likely_starts(turns: Turns) -> list[tuple[int, float]]:
    """Words with which the asker begins, each with the probability that it is about there."""
    chances = smoothed(turns.begins)
    taken = bytearray(len(chances))
    found: list[tuple[int, float]] = []
    order = [i for i in range(1, len(chances)) if chances[i] >= _LEAST]
    most = len(chances) // _WORDS_A_PLACE + 1
    for i in sorted(order, key=lambda i: (-chances[i], i)):
        if len(found) == most:
            break
        if not any(taken[max(0, i - _APART) : i + _APART + 1]):
            taken[i] = True
            near = range(max(1, i - 2), min(len(chances), i + 3))
            found.append((max(near, key=turns.begins.__getitem__), chances[i]))
    return sorted(found)


def turn_shares(word: int, turns: Turns) -> list[float]:
    """How sure it is, for each word from this one on, that the asker's turn still lasts."""
    share, made = 1.0, []
    sums = list(accumulate(turns.asking[word : word + _TURN + 6], initial=0.0))
    for at in range(min(len(turns.asking) - word, _TURN)):
        end = min(len(sums) - 1, at + 6)
        share = min(share, (sums[end] - sums[at]) / (end - at))
        if share < _SURE:
            break
        made.append(share)
    return made


def turn_phrases(
    word: int, turn: Sequence[float], talk: Talk, known: Container[str]
) -> dict[str, float]:
    """The known phrases of the asker's turn, each with how often it is surely said in it."""
    said: dict[str, float] = {}
    for at, share in enumerate(turn, word):
        for phrase in (talk.words[at], " ".join(talk.words[at : at + 2])):
            if phrase in known:
                said[phrase] = min(_MOST_IN_TURN, said.get(phrase, 0.0) + share)
    return said


def _opens(word: int, turn: Sequence[float], talk: Talk, habits: Habits) -> float:
    phrases = turn_phrases(word, turn, talk, habits.phrases)
    return sum(times * habits.phrases[phrase][OPENS] for phrase, times in phrases.items())


@dataclass(frozen=True, slots=True)
class _Signs:
    """Sums that make the signs of a place quick to find."""

    talk: Talk
    asking: list[float]
    """Sum of the asker's probability up to each word."""
    lately: list[float]
    """How probably the asker says each word, by the mean of it and the four before."""
    around: list[float]
    """The same by the mean of the three before it and the five from it on."""
    begins: list[float]
    """Sum of the probability that the asker begins, up to each word."""
    contents: list[str | None]
    """Each word's folded form if it carries a topic."""
    rarity: dict[str, float]
    """Folded word -> the logarithm of one in how many words it is."""

    @classmethod
    def of(cls, talk: Talk, turns: Turns) -> _Signs:
        contents = content_words(talk.words)
        counts = Counter(content for content in contents if content)
        asking = list(accumulate(turns.asking, initial=0.0))
        return cls(
            talk,
            asking,
            _means(asking, 4, 1),
            _means(asking, 3, 5),
            list(accumulate(turns.begins, initial=0.0)),
            contents,
            {word: math.log(len(contents) / count) for word, count in counts.items()},
        )

    def at(self, word: int, chance: float, turn: Sequence[float]) -> tuple[float, ...]:
        """The signs of a place, in the order of SIGNS."""
        end = word + len(turn)
        return (
            math.log(chance / (1.001 - min(1.0, chance))),
            _share(self.asking, word, word + 10),
            _share(self.asking, word + 10, word + 25),
            _share(self.asking, word - 12, word),
            math.log1p(sum(turn)),
            math.log1p(self._silence(word)),
            math.log1p(self._answer(end)),
            math.log1p(_sum(self.begins, word + 8, word + 120)),
            math.log1p(_sum(self.begins, word + 8, word + 400)),
            math.log1p(_sum(self.begins, word - 300, word - 5)),
            self._fresh(word, turn),
            self._lasts(word),
            *(self._cosine(word, reach) for reach in _BLOCKS),
            self.talk.pace[word],
        )

    def _silence(self, word: int) -> float:
        """About how many words it is since the asker spoke."""
        left, length = 1.0, 0.0
        for asks in reversed(self.lately[max(1, word - _SILENCE + 1) : word]):
            if 1 - asks < left:
                left = 1 - asks
            if left < _NOTHING:
                break
            length += left
        return length

    def _answer(self, word: int) -> float:
        """About how many words it is until the asker speaks again."""
        left, length = 1.0, 0.0
        for asks in self.around[word : word + _ANSWER]:
            if 1 - 0.9 * asks < left:
                left = 1 - 0.9 * asks
            if left < 0.2:
                break
            length += left
        return length

    def _fresh(self, word: int, turn: Sequence[float]) -> float:
        """The share of the turn's topical words that were not said lately."""
        lately = set(self.contents[max(0, word - _LATELY) : word])
        topical = [
            (content, share)
            for content, share in zip(self.contents[word : word + len(turn)], turn, strict=True)
            if content
        ]
        fresh = sum(share for content, share in topical if content not in lately)
        return fresh / (1 + sum(share for _, share in topical))

    def _lasts(self, word: int) -> float:
        """How much more the next words are used after them than before."""
        said = self._block(word, word + 50)
        after, before = self._block(word + 50, word + 300), self._block(word - _LATELY, word)
        later, earlier = (sum(block[content] for content in said) for block in (after, before))
        return math.log1p(later) - math.log1p(earlier)

    def _block(self, start: int, end: int) -> Counter[str]:
        return Counter(filter(None, self.contents[max(0, start) : end]))

    def _cosine(self, word: int, reach: int) -> float:
        before, after = self._weighed(word - reach, word), self._weighed(word, word + reach)
        shared = sum([weight * after.get(content, 0.0) for content, weight in before.items()])
        squares = sum([w * w for w in before.values()]) * sum([w * w for w in after.values()])
        return shared / math.sqrt(squares) if squares else 0.0

    def _weighed(self, start: int, end: int) -> dict[str, float]:
        rarity = self.rarity
        return {c: _LOG1P[n] * rarity[c] for c, n in self._block(start, end).items()}


def _means(sums: Sequence[float], before: int, ahead: int) -> list[float]:
    """Word -> the mean over the words from `before` it to `ahead`; outside the talk it is 0."""
    padded = [sums[0]] * before + list(sums) + [sums[-1]] * (ahead - 1)
    width = before + ahead
    return [(last - first) / width for first, last in zip(padded, padded[width:], strict=False)]


def _sum(sums: Sequence[float], start: int, end: int) -> float:
    """The sum of a stretch; outside the talk there is nothing."""
    last = len(sums) - 1
    return sums[max(0, min(last, end))] - sums[max(0, min(last, start))]


def _share(sums: Sequence[float], start: int, end: int) -> float:
    return _sum(sums, start, end) / (end - start)
