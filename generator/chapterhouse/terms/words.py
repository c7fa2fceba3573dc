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

_ACCENTS = re.compile("[\u0300-\u036f]+")
"""Combining Diacritical Marks. Other scripts' marks are vowels and stay."""

_LETTERS = str.maketrans(
    {"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ς": "σ"}
    | {"\u2019": "'", "\u2018": "'", "\u02bc": "'"}
)
"""What people type for letters that do not decompose, and the apostrophes."""

_WORD = re.compile(r"[^\s'+#]+(?:'[^\s'+#]+)*(?:(?:\+\+|#)(?![^\s']))?")
"""Letters and digits, apostrophes between them, and the end of "C++" and "C#"."""


def fold(text: str) -> str:
    """Lower case, without accents and typographic forms: "Café" -> "cafe", "ﬁ" -> "fi"."""
    lower = unicodedata.normalize("NFKD", text).lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", lower)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The words of a text as they are looked up, in order.

    >>> words("Alexander’s C++ – and/or data-driven?")
    ['alexander', 'c++', 'and', 'or', 'data', 'driven']
    """
    if text.isascii() and text.isalnum():  # most words are no more than that
        return [text.lower()]
    folded = fold(text)
    gaps = {ord(sign): " " for sign in set(folded) if not _stands_in_word(sign)}
    return [word.removesuffix("'s") for word in _WORD.findall(folded.translate(gaps))]


def _stands_in_word(sign: str) -> bool:
    return sign in "'+#" or unicodedata.category(sign)[0] in "LMN"
