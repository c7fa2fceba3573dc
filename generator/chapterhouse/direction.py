"""Which way a language, and a piece of text, is written: left to right or right to left.

Only what a page has to say in `dir`; the reordering itself is the browser's (Unicode Standard
Annex 9, https://www.unicode.org/reports/tr9/).
"""

from __future__ import annotations

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

_LANGUAGES = frozenset(
    "ar arc ckb dv fa he iw ji nqo prs ps sd syr ug ur yi".split()  # noqa: SIM905
)
"""Languages usually written from right to left, by their ISO 639 codes."""

_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])
"""Scripts written from right to left, by their ISO 15924 codes."""

_SCRIPT_LENGTH = 4


def of_language(language: str) -> Direction:
    """The direction of a BCP 47 code: a named script ("az-Arab") decides, else the language."""
    main, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == _SCRIPT_LENGTH and part.isalpha()), "")
    if script:
        return "rtl" if script in _SCRIPTS else "ltr"
    return "rtl" if main in _LANGUAGES else "ltr"


def of_text(text: str) -> Direction | None:
    """The direction of the first character that has one (rule P2); None where none has."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None
