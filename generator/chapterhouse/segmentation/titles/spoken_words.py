"""The words of a chapter as a title can use them: no fillers, nothing said twice.

A title may leave out what a transcript may not. Each word keeps how it was written, and
whether a clause surely ends after it: at a sentence's end, or where somebody else goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...model import Segment
from .lexicon import FILLERS, NO_CONTENT, NOT_ADVERBS, listed

OPEN, COMMA, STOP, ASKED = 0, 1, 2, 3
"""What follows a word: nothing, a comma or dash, the end of a sentence, a question mark."""

_ASIDE = re.compile(r"\[[^\]]{0,60}\]|<[^>]{0,60}>|♪")
_TURN = re.compile(r">>+|^-\s|\s[–—-]+\s")
_OUTER = ".,?!:;\"'()[]{}“”‘’…–—-*_#>~«»。、？！「」"
_KEEPS_KIND = listed(
    "what which this that a any some every each same the different one another whatever "
    "these those all certain two many other new"
)
_KEEPS_KNOW = listed("do did how if that should")
_TWO_WORD_FILLERS = {("i", "mean"), ("i", "guess"), ("of", "course"), ("let's", "say")}
_THREE_WORD_FILLERS = {("to", "be", "honest"), ("so", "to", "speak")}
_ENDINGS = ("ing", "ed", "es", "s")
_SHORT = 5
_MOST, _MOST_CHARACTERS = 6000, 40_000
"""Words of a chapter, and characters of a segment, that are looked at: half an hour."""


class Word(NamedTuple):
    """A spoken word."""

    text: str
    """As written, without the punctuation around it."""
    key: str
    """For comparing: no case, straight apostrophes."""
    stem: str
    """A crude common form, enough for counting; "" for a word that names nothing."""
    after: int
    """OPEN, COMMA, STOP or ASKED."""


def spoken(segments: Sequence[Segment]) -> list[Word]:
    """The words of a chapter in order, at most about 6000."""
    said: list[Word] = []
    known: dict[str, Word] = {}
    speaker: str | None = None
    for segment in segments:
        if segment.speaker != speaker and said:
            said[-1] = _ended(said[-1], STOP)
        speaker = segment.speaker
        said += _words(segment.text[:_MOST_CHARACTERS], known)
        if len(said) > _MOST:
            break
    return _said_once(_without_fillers(said))


def _words(text: str, known: dict[str, Word]) -> Iterator[Word]:
    """`known` remembers what was made of a word: speech repeats its words."""
    for raw in _TURN.sub(" ; ", _ASIDE.sub(" ", text)).replace("—", ", ").split():
        word = known.get(raw)
        if word is None:
            word = known[raw] = _word(raw)
        yield word


def _word(raw: str) -> Word:
    word = raw.strip(_OUTER)
    key = word.casefold().replace("’", "'")
    return Word(word, key, named_stem(key), _after(raw))


def _after(raw: str) -> int:
    end = raw.rstrip("\"'”’)]»」*_")[-1:]
    if not end:
        return OPEN
    if end in "?？":
        return ASKED
    return STOP if end in ".!;:…。！" else COMMA if end in ",、–—" else OPEN


def _ended(word: Word, after: int) -> Word:
    return word._replace(after=max(word.after, after))


def _closed_up(word: Word, after: int) -> Word:
    """A word after which a filler is left out, and with it the commas around that."""
    return _ended(word, after) if max(after, word.after) >= STOP else word._replace(after=OPEN)


def _without_fillers(said: Sequence[Word]) -> list[Word]:
    """Without fillers; what ended after one ends after the word before it."""
    kept: list[Word] = []
    skip = 0
    keys = [word.key for word in said]
    for at, word in enumerate(said):
        if skip == 0:
            following = tuple(keys[at : at + 3])
            before = kept[-1].key if kept else ""
            skip = _filler_words(following, before) or _set_off(word, kept)
        if skip == 0:
            kept.append(word)
        else:
            skip -= 1
            if kept:
                kept[-1] = _closed_up(kept[-1], word.after)
    return kept


def _filler_words(following: tuple[str, ...], before: str) -> int:
    """How many words from here on are a filler; `following` are three."""
    pair = following[:2]
    if following[0] in FILLERS or not following[0]:
        return 1
    if following in _THREE_WORD_FILLERS:
        return 3
    if pair in {("kind", "of"), ("sort", "of")}:
        return 0 if before in _KEEPS_KIND else 2
    if pair == ("you", "know"):
        return 0 if before in _KEEPS_KNOW else 2
    return 2 if pair in _TWO_WORD_FILLERS else 0


def _set_off(word: Word, kept: Sequence[Word]) -> int:
    """1 for a "like" between commas, which compares nothing."""
    return int(
        word.key == "like" and (word.after > OPEN or (bool(kept) and kept[-1].after == COMMA))
    )


def _said_once(said: Sequence[Word]) -> list[Word]:
    """Without stutters: one to three words that are said again at once."""
    kept: list[Word] = []
    for word in said:
        kept.append(word)
        for size in (3, 2, 1):
            if len(kept) >= 2 * size and word.key == kept[-1 - size].key and _repeats(kept, size):
                again = kept[-size:]
                del kept[-2 * size :]
                kept += again
                break
    return kept


def _repeats(kept: Sequence[Word], size: int) -> bool:
    """Whether the last words are those before them; that they end alike is known."""
    first, last = kept[-2 * size : -size], kept[-size:]
    same = all(a.key == b.key for a, b in zip(first, last, strict=True))
    return same and all(word.after < STOP for word in first)


def named_stem(key: str) -> str:
    """A word without the endings of plurals and verb forms; "" where it names nothing."""
    if not _names(key):
        return ""
    key = key.removesuffix("'s")
    for ending in _ENDINGS if len(key) > _SHORT else ("s",):
        if key.endswith(ending) and len(key) - len(ending) > 2 and not key.endswith("ss"):
            key = key.removesuffix(ending)
            break
    return key.removesuffix("e") if len(key) > _SHORT else key


def _names(key: str) -> bool:
    """Whether a word can carry a topic."""
    return (
        len(key) > 1
        and key.removesuffix("'s") not in NO_CONTENT
        and any(c.isalpha() for c in key)
        and (not key.endswith("ly") or key in NOT_ADVERBS)
        and not key.endswith(("n't", "'re", "'ve", "'ll", "'d", "'m"))
    )
