"""Numbers in words: "episode twelve", "June twelfth, twenty nineteen".

Only what episodes and dates need: 0 to 9999, ordinals to the thirty-first, years said in pairs.
"""

from __future__ import annotations

import re

_ONE_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_SMALL = {word: n for n, word in enumerate(_ONE_WORDS.split())} | {
    word: 10 * n for n, word in enumerate(_TEN_WORDS.split(), 2)
}
_ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS.split(), 1)} | {"thirtieth": 30}
_WORD = "|".join(sorted((*_SMALL, *_ORDINALS, "hundred", "thousand", "oh"), key=len, reverse=True))
_RUN = re.compile(
    rf"\b(?:{_WORD})(?:(?:[ -]|,? and )(?:{_WORD}))*\b",
    re.IGNORECASE,
)


def with_digits(text: str) -> str:
    """The text with its numbers in digits: "june 12, 2019" for "june twelfth, twenty nineteen".

    An ordinal ends a number: "May first twenty twenty" is "May 1 2020".
    """
    return _RUN.sub(lambda run: " ".join(map(str, _values(run[0]))), text)


def _values(run: str) -> list[int]:
    words = re.split(r"[\s,-]+", run.casefold())
    found: list[list[str]] = [[]]
    for word in words:
        if word != "and":
            found[-1].append(word)
        if word in _ORDINALS:
            found.append([])
    return [_value(part) for part in found if part]


def _value(words: list[str]) -> int:
    """The number of words without an ordinal inside."""
    groups: list[int] = []
    last = 0
    for word in words:
        if word in ("hundred", "thousand"):
            size = 100 if word == "hundred" else 1000
            groups = [(groups or [1])[0] * size] if len(groups) < 2 else [sum(groups) * size]
            last = size
            continue
        small = 0 if word == "oh" else _SMALL.get(word, _ORDINALS.get(word, 0))
        if groups and (last >= 100 or (20 <= last < 100 and 0 < small < 10)):
            groups[-1] += small
        elif groups and last == 0:
            groups[-1] = groups[-1] * 10 + small
        else:
            groups.append(small)
        last = small if word != "oh" else 20
    single = all(group < 10 for group in groups) and "oh" not in words
    return _paired(groups, 10 if single else 100)


def _paired(groups: list[int], step: int) -> int:
    """20, 19 -> 2019; 1, 23 -> 123; by tens 1, 2, 3 -> 123."""
    total = 0
    for group in groups:
        total = total * step + group
    return total
