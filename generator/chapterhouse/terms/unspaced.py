"""Scripts that put no spaces between words: what is written in them is looked up by its signs.

Where a word ends in Japanese or Thai only a dictionary knows, and the page would need the same
one. So every two neighbouring signs become a word ("東京都" -> "東京", "京都"), by which any
part of a text of two signs or more is found, whatever its words are. The last sign of a run is a
word by itself, so that exactly one word begins with every sign that was said: who looks for a
single sign asks for the words that begin with it.

Hangul has spaces, but between them stands a word with its particles: who types "학교" means
"학교에서" and "대학교", too.

A sign is a letter with the marks that belong to it; no vowel of Thai or Burmese is torn off. The
ranges are written down instead of asking for a letter's script, because Python and the browser
may know different editions of Unicode. themes/default/static/js/search/unspaced.js has the same
(a test compares the two).

Sources: Han, Hiragana, Katakana and Hangul by pairs as Lucene's CJKBigramFilter does. J.-Y. Nie
et al., "On the use of words and n-grams for Chinese information retrieval", IRAL 2000, find pairs
as good as words.
"""

from __future__ import annotations

import re
from itertools import pairwise

_LETTERS = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b"  # iteration marks, numerals
    "\u2e80-\u2fd5\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # Han
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # Hiragana, Katakana
    "\U0001aff0-\U0001afff\U0001b000-\U0001b16f"  # Kana, more
    "\u1100-\u11ff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"  # Hangul
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"  # Thai
    "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"  # Lao
    "\u1780-\u17b3\u17d7\u17dc"  # Khmer
    "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081"
    "\u108e\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a\uaa7e\uaa7f"  # Burmese
)

_MARKS = (
    "\u3099\u309a"  # Kana
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # Thai
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"  # Lao
    "\u17b4-\u17d3\u17dd"  # Khmer
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d"
    "\u108f\u109a-\u109d\uaa7b-\uaa7d"  # Burmese
)

_SIGN = re.compile(f"[{_LETTERS}][{_MARKS}]*")
_RUN = re.compile(f"(?:[{_LETTERS}][{_MARKS}]*)+")


def is_unspaced(text: str) -> bool:
    """Whether any sign of such a script is in a folded text."""
    return _RUN.search(text) is not None


def apart(text: str) -> str:
    """A folded text with spaces around every run of such signs: "c#を学ぶ" -> "c# を学ぶ "."""
    return _RUN.sub(r" \g<0> ", text)


def pairs(run: str) -> list[str]:
    """The words of a run, in order: "東京都" -> "東京", "京都", "都"."""
    signs = _SIGN.findall(run)
    return [*map("".join, pairwise(signs)), *signs[-1:]]
