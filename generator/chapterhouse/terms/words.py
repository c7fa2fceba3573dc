"""How a text becomes the words that are looked up, for the index and for its readers alike.

lunr's own tokenizer splits at white space and hyphens only: "right—so", "and/or" and
"data," would each be a word of its own that nobody types. Its trimmer differs between Python
and JavaScript as soon as a letter is not ASCII. So the words are made here and handed to lunr
as a list, and the page makes a query's words by the same rules
(themes/default/static/js/search/words.js and folding.js; a test compares the two).
"""

from __future__ import annotations

import re
import unicodedata

from .unspaced import apart, is_unspaced, pairs

_ACCENTS = re.compile("[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
"""Combining Diacritical Marks, and what chooses among the forms of a sign. Other scripts' marks
are vowels and stay."""

_SHORT_I = ("и\u0306", "й")
"""A letter with a mark that nobody leaves out, and Russian endings hang on it."""

_LETTERS = str.maketrans(
    {"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ς": "σ"}
    | {"\u2019": "'", "\u2018": "'", "\u02bc": "'"}
)
"""What people type for letters that do not decompose, and the apostrophes."""

_WORD = re.compile(r"[^\s'+#]+(?:'[^\s'+#]+)*(?:(?:\+\+|#)(?![^\s']))?")
"""Letters and digits, apostrophes between them, and the end of "C++" and "C#"."""


def fold(text: str) -> str:
    """Lower case, without accents and typographic forms: "Café" -> "cafe", "ﬁ" -> "fi"."""
    lower = unicodedata.normalize("NFKD", text).lower().replace(*_SHORT_I)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", lower)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The words of a text as they are looked up, in order.

    >>> words("Alexander’s C++ – and/or data-driven?")
    ['alexander', 'c++', 'and', 'or', 'data', 'driven']
    >>> words("Pythonで書く")
    ['python', 'で書', '書く', 'く']
    """
    if text.isascii() and text.isalnum():  # most words are no more than that
        return [text.lower()]
    folded = fold(text)
    if folded.isascii() or not is_unspaced(folded):
        return [word.removesuffix("'s") for word in _found(folded)]
    found = _found(apart(folded))
    return [each for word in found for each in pairs(word) or [word.removesuffix("'s")]]


def query_words(text: str) -> list[str]:
    """The same of what somebody looks for, where a pair is looked up without its last sign.

    A word of a single sign stands for every word that begins with it.

    >>> query_words("東京都"), query_words("都")
    (['東京', '京都'], ['都'])
    """
    found = _found(apart(fold(text)))
    return [
        each
        for word in found
        for each in pairs(word)[:-1] or pairs(word) or [word.removesuffix("'s")]
    ]


def _found(folded: str) -> list[str]:
    gaps = {ord(sign): " " for sign in set(folded) if not _stands_in_word(sign)}
    return _WORD.findall(folded.translate(gaps))


def _stands_in_word(sign: str) -> bool:
    return sign in "'+#" or unicodedata.category(sign)[0] in "LMN" or is_unspaced(sign)
