"""Segments gathered into turns and paragraphs that read well.

A paragraph of an edited transcript stays as its editor left it. Captions are lines of a few
words, cut where the screen was full; they are gathered where the speaker pauses, where a
question is answered, where a sentence ends. Only the grouping is decided here: no word is
changed, moved or added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from .model import Segment

_CAPTION_WORDS = 20
"""A segment of no known speaker with fewer words is a caption line."""
_SHORTEST, _AIM, _LONGEST = 40, 60, 90
"""Words in a paragraph of captions."""
_SHORTEST_TURN = 12
"""Words after which a clear change of speaker may end a paragraph early."""
_WORDS_A_SECOND = 2.6
_LONG_PAUSE = 3.0
"""Seconds of silence beyond the words' own time."""
_CLEAR_CHANGE = 3.0
_DISTANCE_COST = 1 / 22
"""What one word too many or too few costs, in the units of `_break_strength`."""

_SENTENCE_END, _CLOSING = (".", "?", "!", "…"), "\"”’')]"
_ANSWER = re.compile(
    r"(?:yeah|yes|yep|sure|absolutely|exactly|definitely|no|well|right|okay|ok|thank you|thanks|"
    r"that's a|good question|great question|of course|i think|hi|hello|welcome)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:(?:what|how|why|where|who|when|which) "
    r"(?:is|are|do|does|did|can|would|was|were|about|should)"
    r"|(?:do|did|can|could|would|are|have) you\b|can we\b|tell us|is (?:it|there|that)\b|right$)",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:so|now|but|and then|then|also|another|first|second|let's|for example|okay)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"\b(?:a|an|the|of|to|in|on|at|by|for|with|and|or|but|is|are|was|were|be|i|we|they|he|she|my|"
    r"your|our|their|these|which|who|if|as|uh|um|very|more|can|will|would|because|when|where|than|"
    r"just|really|going|into|some|any|every|each|no|have|has|had)$",
    re.IGNORECASE,
)
_LONGEST_HANGING = len("because")


@dataclass(frozen=True, slots=True)
class Turn:
    """A run of paragraphs by one speaker, or by nobody known."""

    speaker: str | None
    """The label as the source writes it."""
    paragraphs: tuple[tuple[Segment, ...], ...]
    """Segments that are read in one go."""


def turns(segments: Sequence[Segment]) -> tuple[Turn, ...]:
    """All segments, in order, as turns of paragraphs."""
    return tuple(
        Turn(speaker, tuple(_paragraphs(list(said))))
        for speaker, said in groupby(segments, key=lambda segment: segment.speaker)
    )


def _paragraphs(said: list[Segment]) -> list[tuple[Segment, ...]]:
    made: list[tuple[Segment, ...]] = []
    for caption, grouped in groupby(said, key=_is_caption):
        run = tuple(grouped)
        made.extend(_gathered(run) if caption else [(segment,) for segment in run])
    return made


def _is_caption(segment: Segment) -> bool:
    return segment.speaker is None and len(segment.text.split()) < _CAPTION_WORDS


def _gathered(captions: Sequence[Segment]) -> list[tuple[Segment, ...]]:
    strengths = [_break_strength(captions, i) for i in range(len(captions))]
    made, first = [], 0
    while first < len(captions):
        end = _paragraph_end(captions, first, strengths.__getitem__)
        made.append(tuple(captions[first:end]))
        first = end
    return made


def _paragraph_end(
    captions: Sequence[Segment], first: int, strength: Callable[[int], float]
) -> int:
    """The position after the paragraph's last caption: the best break within reach."""
    words = 0
    best, best_value = first + 1, float("-inf")
    for i in range(first, len(captions)):
        if i > first and words >= _SHORTEST_TURN and strength(i) >= _CLEAR_CHANGE:
            return i
        if i > first and words >= _SHORTEST:
            value = strength(i) - abs(words - _AIM) * _DISTANCE_COST
            best, best_value = max((best, best_value), (i, value), key=lambda pair: pair[1])
        words += len(captions[i].text.split())
        if words > _LONGEST and i > first:
            return best if best_value > float("-inf") else i
    return len(captions)


def _break_strength(captions: Sequence[Segment], i: int) -> float:
    """How well a paragraph can begin at caption i: 0 is neutral, below reads badly."""
    if i == 0:
        return 0.0
    before, after = captions[i - 1].text, captions[i].text
    strength = 2.0 if before.rstrip(_CLOSING).endswith(_SENTENCE_END) else 0.0
    strength -= 2.0 if _HANGING.search(before, max(0, len(before) - _LONGEST_HANGING)) else 0.0
    strength += 1.5 if _OPENER.match(after) else 0.0
    strength += _CLEAR_CHANGE if captions[i].opens_turn else 0.0
    strength += min(2.0, _pause(captions[i - 1], captions[i]) / _LONG_PAUSE * 2)
    if _ANSWER.match(after):
        asked = " ".join(c.text for c in captions[max(0, i - 3) : i])
        strength += 3.0 if _QUESTION.search(asked) or asked.endswith("?") else 1.0
    return strength


def _pause(before: Segment, after: Segment) -> float:
    """Seconds between two captions beyond what saying the first one takes."""
    if before.start is None or after.start is None:
        return 0.0
    end = before.end if before.end is not None else before.start + _spoken_time(before)
    return max(0.0, after.start - end)


def _spoken_time(segment: Segment) -> float:
    return len(segment.text.split()) / _WORDS_A_SECOND
