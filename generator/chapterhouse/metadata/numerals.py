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
_SIZES = {"hundred": 100, "thousand": 1000}
_WORD = "|".join(sorted((*_SMALL, *_ORDINALS, *_SIZES, "oh"), key=len, reverse=True))
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
    for word in words:
        number = _SMALL.get(word, _ORDINALS.get(word, 0))
        if word in _SIZES:
            groups[-1:] = [max(1, *groups[-1:], 1) * _SIZES[word]]
        elif groups and word != "oh" and _goes_into(groups[-1], number):
            groups[-1] += number
        else:
            groups.append(number)
    single = all(group < 10 for group in groups) and "oh" not in words
    return _paired(groups, 10 if single else 100)


def _goes_into(group: int, number: int) -> bool:
    """Whether "twenty" or "two thousand" goes on with a smaller number."""
    if number >= 10:
        return group >= 100 and group % 100 == 0
    return group % 10 == 0 and group % 100 != 10


def _paired(groups: list[int], step: int) -> int:
    """20, 19 -> 2019; 1, 23 -> 123; by tens 1, 2, 3 -> 123."""
    total = 0
    for group in groups:
        total = total * step + group
    return total
