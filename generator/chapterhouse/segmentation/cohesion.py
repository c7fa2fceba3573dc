"""How much the words before and after a point of a conversation have in common.

TextTiling: M. A. Hearst (1997), TextTiling: Segmenting Text into Multi-paragraph Subtopic
Passages, Computational Linguistics 23(1). Blocks of words on both sides of every gap are
compared by the cosine of their word counts; a gap that lies deep between two more coherent
stretches scores high. Word forms are folded crudely, which is enough for counting.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

GAP = 20
"""Words between two gaps that are looked at (Hearst's token-sequence size)."""
_BLOCK = 10
"""Gaps' worth of words in a block, on each side."""
_REACH = 40
"""Gaps within which a peak is looked for."""
_SHORTEST = 3
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")

_LISTED = """
a about actually add after again all already also although always am an and another any anything
are aren't around as ask asked at away back basically be because become becoming been before
being best better between bit both but by call called came can can't cannot come comes coming
could couldn't course create decide did didn't different do does doesn't doing don't done down
each either else end enough especially etc even ever every everyone everything exactly example
far feel few find first for from get gets getting give gives giving go goes going gonna good got
great guess had happy has have haven't having he he's her here him his hope how i i'd i'll i'm
i've if in instead interesting into is isn't it it's its itself just keep kind knew know last
least less let let's like little ll look looking lot made main make makes making many may maybe
me mean means mentioned might more most much my need needs never new next nice no not nothing
now of off oh ok okay on once one ones only or other our out over own part people perhaps please
point pretty probably put question questions quite rather re read real really right said same
saw say saying see seen she should show side simply since so some somebody somehow someone
something sometimes sort start started still stuff such sure take talk talked talking tell than
thank thanks that that's the their them then there there's these they they're they've thing
things think this those though thought through time times to today together too totally tried
try trying two uh um under until up us use used using usually ve very wait want wanted wants was
wasn't way ways we we'll we're we've well went were what what's when where whether which while
who whole why will with without won't work would wouldn't yeah year years yes yet you you'd
you'll you're you've your
"""
_FUNCTION_WORDS = frozenset(_LISTED.split())


def content_word(word: str) -> str | None:
    """The folded form of a word that carries a topic, None for all others."""
    plain = word.casefold().replace("’", "'").strip(".,?!:;\"'()[]“”…–—-")
    if len(plain) < _SHORTEST or plain in _FUNCTION_WORDS or not plain[0].isalpha():
        return None
    stem = _ENDING.sub("", plain) if len(plain) > 5 else plain.removesuffix("s")
    return stem if len(stem) >= _SHORTEST else plain


def content_words(words: Sequence[str]) -> list[str | None]:
    """The folded form of every word, each looked at once: speech repeats its words."""
    known = {word: content_word(word) for word in set(words)}
    return [known[word] for word in words]


def depths(words: Sequence[str]) -> list[float]:
    """The depth score (0 to 2) of every gap; gap g lies before word g * GAP."""
    stems = content_words(words)
    rows = [Counter(filter(None, stems[at : at + GAP])) for at in range(0, len(words), GAP)]
    likeness = _smooth([_likeness(rows, gap) for gap in range(len(rows))])
    return [_depth(likeness, gap) for gap in range(len(likeness))]


def _likeness(rows: Sequence[Counter[str]], gap: int) -> float:
    """The cosine of the blocks around a gap."""
    before, after = _block(rows[max(0, gap - _BLOCK) : gap]), _block(rows[gap : gap + _BLOCK])
    shared = sum(count * after[word] for word, count in before.items())
    norms = sum(n * n for n in before.values()) * sum(n * n for n in after.values())
    return shared / math.sqrt(norms) if norms else 0.0


def _block(rows: Sequence[Counter[str]]) -> Counter[str]:
    block: Counter[str] = Counter()
    for row in rows:
        block.update(row)
    return block


def _smooth(values: Sequence[float]) -> list[float]:
    """Every value's mean with its neighbours."""
    around = [values[max(0, i - 1) : i + 2] for i in range(len(values))]
    return [sum(near) / len(near) for near in around]


def _depth(likeness: Sequence[float], gap: int) -> float:
    here = likeness[gap]
    return _climb(likeness, gap, -1) + _climb(likeness, gap, 1) - 2 * here if gap else 0.0


def _climb(likeness: Sequence[float], gap: int, step: int) -> float:
    """The height of the nearest peak in one direction, within reach."""
    at = gap
    for beyond in range(gap + step, gap + step * _REACH, step):
        if not 0 <= beyond < len(likeness) or likeness[beyond] < likeness[at]:
            break
        at = beyond
    return likeness[at]
