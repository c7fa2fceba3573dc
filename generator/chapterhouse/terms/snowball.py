"""Word stems of other languages than English, by Snowball's stemmers.

A word is stemmed twice: here for the index, by the page for a query. So it must be the same
edition of Snowball on both sides: the package snowballstemmer 2.2 here, @orama/stemmers there,
which give the same stems for all words tried (tests try some more). nltk's stemmers, which the
lunr package knows, and those of lunr-languages differ from each other in up to one word of forty.

Readers leave out accents as they please, so what is stemmed is the word without them (see
`words.fold`), and the same is found however it is typed. Some stemmers wait for an ending with its
accent, "-ção": such endings get it back. That, and what else a stemmer doesn't know, are a
language's `mends`, which the page is told with the stemmer. Of the pairs of words that a stemmer
joins when it sees all accents, these remain joined in dictionaries of 80,000 to 120,000 forms:
de, nl, ru 100 %, da, no, pt, sv 99 %, es 94 %, it 90 %, fr, tr 84 %, ro 73 %; of the pairs that are
joined, 0 to 2 % are new (ro 6 %). Hungarian is left as it is: there a third would be.

Source: https://snowballstem.org/algorithms/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from .words import fold

Mend = tuple[str, str]
"""A regular expression, in the syntax that Python and JavaScript share, and what to put in place
of every match."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language whose words are stemmed."""

    code: str
    """Of ISO 639-1, as the language's function is called in lunr's pipeline."""
    algorithm: str
    """Snowball's name for it."""
    script: str
    """The file of @orama/stemmers, without its ending."""
    mends: tuple[Mend, ...] = ()
    """What is done to a folded word before, in this order."""


def _endings(accented: str) -> tuple[Mend, ...]:
    """Give these endings, the longest first, their accents back."""
    found = sorted(accented.split(), key=lambda ending: (-len(ending), ending))
    return tuple((f"{fold(ending)}$", ending) for ending in found)


_GERMAN: tuple[Mend, ...] = tuple(
    # "Groesse", "Haeuser"; but not "neue", "Quelle", "Statuen".
    (f"(?<![aeiouqy]){one}e(?!$|[nrs]$)", one)
    for one in "aou"
)

_FRENCH: tuple[Mend, ...] = (
    ("^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'", ""),  # "l'homme", "qu'il"
    *_endings("ée ées"),
)

_ITALIAN: tuple[Mend, ...] = (
    ("^(?:[cdlmnstv]|un|gl|(?:a|da|de|ne|su|co)ll|quest|quell|bell|sant|nessun|tutt)'", ""),
)

_PORTUGUESE = _endings(
    "ação ações ução uções ância ência ências ível áveis íeis íamos "
    "arão erão irão aríamos eríamos iríamos aríeis eríeis iríeis "
    "áramos éramos íramos ávamos ássemos êssemos íssemos ásseis ésseis ísseis"
)

_SPANISH = _endings(
    "ación ución logía logías aríamos eríamos iríamos ábamos áramos iéramos iésemos ásemos"
)

_TURKISH: tuple[Mend, ...] = (("'.*$", ""), *_endings("miş muş ları"))  # "İstanbul'da"

_ALL = (
    Tongue("ar", "arabic", "ar"),
    Tongue("da", "danish", "dk"),
    Tongue("de", "german", "de", _GERMAN),
    Tongue("el", "greek", "gr"),
    Tongue("es", "spanish", "es", _SPANISH),
    Tongue("fi", "finnish", "fi"),
    Tongue("fr", "french", "fr", _FRENCH),
    Tongue("it", "italian", "it", _ITALIAN),
    Tongue("nl", "dutch", "nl"),
    Tongue("no", "norwegian", "no"),
    Tongue("pt", "portuguese", "pt", _PORTUGUESE),
    Tongue("ro", "romanian", "ro"),
    Tongue("ru", "russian", "ru"),
    Tongue("sv", "swedish", "se"),
    Tongue("tr", "turkish", "tr", _TURKISH),
)

TONGUES = {tongue.code: tongue for tongue in _ALL}

_NORWEGIAN = ("nb", "nn")


def tongue_of(language: str) -> Tongue | None:
    """The language of a BCP 47 tag, "pt-BR" or "nb"; None where its words aren't stemmed here."""
    code = language.lower().split("-")[0]
    return TONGUES.get("no" if code in _NORWEGIAN else code)


def snowball(tongue: Tongue) -> Callable[[str], str]:
    """A function from a folded word to its stem, which is folded, too. Not for two threads."""
    # Not by snowballstemmer.stemmer(), which takes another edition where PyStemmer is installed.
    module = import_module(f"snowballstemmer.{tongue.algorithm}_stemmer")
    stemmer = getattr(module, f"{tongue.algorithm.title()}Stemmer")()
    mends = [(re.compile(pattern), put) for pattern, put in tongue.mends]

    def stem(word: str) -> str:
        return fold(stemmer.stemWord(_mended(word, mends)))

    return stem


def _mended(word: str, mends: Sequence[tuple[re.Pattern[str], str]]) -> str:
    mended = word
    for pattern, put in mends:
        mended = pattern.sub(put, mended)
    return mended or word
