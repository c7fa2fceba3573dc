"""Words and the text they stand in: whose they are, when they begin, where a piece ends.

The text is what counts, because it has the spaces and the punctuation; the words bring times
and speakers. The two are laid side by side letter by letter, so that "Hello," and "hello", or
a text whose words are cut in pieces (" Hel", "lo,"), find each other.
"""

from __future__ import annotations

import itertools
import re
import statistics
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Segment
from .entries import Entry, Word, clean, spelt
from .tally import Tally

_PAUSE = 1.5
"""Seconds of silence that end a piece made of words."""
_ENOUGH_WORDS = 8
"""A sentence's end ends a piece that has at least as many."""
_MOST_WORDS = 60
"""A piece is cut here even within a sentence."""
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？")
_NO_LETTER = re.compile(r"[\W_]+")


def segments_of(entry: Entry, tally: Tally) -> Iterator[Segment]:
    """The segments of an entry: more than one where its words change the speaker."""
    said = entry.text.split()
    owners = match(said, entry.words) if entry.words else []
    if owners is None:
        tally.add(
            "info", "words that do not match their text; their times were left out", entry.line
        )
        owners = []
    if not owners:
        if said:
            yield Segment(entry.text, entry.line, entry.start, entry.end, entry.speaker)
        return
    owned = zip(said, _completed(owners, entry), strict=True)
    runs = [list(run) for _, run in itertools.groupby(owned, _speaker)]
    for number, run in enumerate(runs):
        first, last = number == 0, number == len(runs) - 1
        yield _segment(run, entry, first, last)


def _segment(run: list[tuple[str, Word]], entry: Entry, first: bool, last: bool) -> Segment:
    starts = [word.start for _, word in run if word.start is not None]
    own = entry.start if first else None
    return Segment(
        text=" ".join(text for text, _ in run),
        line=run[0][1].line if not first else entry.line,
        start=own if own is not None else run[0][1].start,
        end=entry.end if last and entry.end is not None else run[-1][1].end,
        speaker=run[0][1].speaker,
        word_starts=tuple(starts) if len(starts) == len(run) else (),
    )


def _speaker(pair: tuple[str, Word]) -> str | None:
    return pair[1].speaker


def match(said: Sequence[str], words: Sequence[Word]) -> list[Word] | None:
    """For each word of a text the Word that it begins in; None where they do not match."""
    pieces = [(letters, word) for word in words if (letters := _letters(word.text))]
    ends = list(itertools.accumulate(len(letters) for letters, _ in pieces))
    kept = [_letters(word) for word in said]
    if pieces and "".join(letters for letters, _ in pieces) == "".join(kept):
        begins = itertools.accumulate((len(letters) for letters in kept), initial=0)
        places = (bisect_right(ends, begin) for begin in begins)
        return [pieces[min(at, len(pieces) - 1)][1] for _, at in zip(said, places, strict=False)]
    spoken = [word for word in words if word.text.strip()]
    return spoken if len(spoken) == len(said) else None


def share_words(entries: Sequence[Entry], words: Sequence[Word]) -> list[Entry]:
    """The entries, each with its own of the words, which a file lists for all of them."""
    said = [text for entry in entries for text in entry.text.split()]
    owners = match(said, words) if words else None
    if owners is None:
        return list(entries)
    left = iter(zip(said, owners, strict=True))
    return [
        replace(entry, words=tuple(replace(word, text=text) for text, word in _first(left, entry)))
        for entry in entries
    ]


def _first(left: Iterator[tuple[str, Word]], entry: Entry) -> list[tuple[str, Word]]:
    return list(itertools.islice(left, len(entry.text.split())))


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())


def _completed(words: list[Word], entry: Entry) -> Iterator[Word]:
    """The words with a speaker and a start each, where these can be told.

    A word without a speaker has the one of the word before, the first ones that of the entry
    or of the first word that has one. A word without a start begins where the one before it
    ends: aligners leave numbers out.
    """
    speaker = entry.speaker or next((word.speaker for word in words if word.speaker), None)
    latest = entry.start
    for word in words:
        speaker = word.speaker or speaker
        start = latest if word.start is None else word.start
        latest = start if word.end is None else word.end
        yield Word(word.text, word.line, start, word.end, speaker)


# --- pieces made of words ---------------------------------------------------------------


def are_single_words(entries: Sequence[Entry]) -> bool:
    """Whether a list holds a word an entry, as some exports do, and no sentences.

    Counted in time too, because a whole sentence of Chinese or Japanese has no space in it.
    """
    spoken = [entry for entry in entries if entry.text]
    lengths = [
        later.start - entry.start
        for entry, later in itertools.pairwise(spoken)
        if entry.start is not None and later.start is not None
    ]
    single = sum(" " not in entry.text and not entry.words for entry in spoken)
    return bool(lengths) and single > 0.8 * len(spoken) and statistics.median(lengths) < 1


def as_words(entries: Sequence[Entry]) -> list[Word]:
    """Entries of a word each, as words."""
    return [
        Word(f" {entry.text}", entry.line, entry.start, entry.end, entry.speaker)
        for entry in entries
    ]


def gather(words: Sequence[Word], tally: Tally) -> list[Entry]:
    """Pieces of a sentence or two; a pause or another speaker ends one too."""
    pieces: list[list[Word]] = []
    for word in words:
        if word.text.strip():
            if not pieces or _ends(pieces[-1], word):
                pieces.append([])
            pieces[-1].append(word)
    return [_piece(piece, tally) for piece in pieces]


def _ends(piece: list[Word], word: Word) -> bool:
    before = piece[-1]
    if word.speaker and before.speaker and word.speaker != before.speaker:
        return True
    ended = before.start if before.end is None else before.end
    if word.start is not None and ended is not None and word.start - ended >= _PAUSE:
        return True
    sentence = before.text.rstrip().endswith(_SENTENCE_END)
    return len(piece) >= _MOST_WORDS or (sentence and len(piece) >= _ENOUGH_WORDS)


def _piece(words: list[Word], tally: Tally) -> Entry:
    first = words[0]
    return Entry(
        text=clean(spelt(words), tally, first.line),
        line=first.line,
        start=first.start,
        end=words[-1].end,
        speaker=next((word.speaker for word in words if word.speaker), None),
        words=tuple(words),
    )
