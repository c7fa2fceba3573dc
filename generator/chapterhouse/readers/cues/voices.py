"""Who speaks in captions that have no <v> tags: dashes, ">>" and names before a colon.

    - Where are we?                >> JANE DOE: Good evening.
    - In the kitchen.              >> Good evening to you.

A dash or ">>" says that somebody else speaks, not who. A name before a colon says who, but
captions are full of other colons ("Question: why?"), and machines that write captions make
names up here and there. So names count only in a file that uses them as a transcript does:
before nearly every caption, or wherever the voice changes, from the beginning on and for
more than one voice. Elsewhere they stay words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..speakers import known_speakers, split_label
from .markup import Row

_MARK = re.compile(r">>+|»|[-–—]")
_DASHES = "-–—"
_MARKS = f">»{_DASHES}"
_MOST_CHANGES = 1000
"""On one line; where there are more marks, they tell nothing, and stay as they are."""
_OPENERS = "\"“”'‘’([{«¿¡♪…"
_SENTENCE_ENDS = (".", "!", "?", "…", '"', "”", ")", "]", "-", "–", "—")
_BRACKETS = "[]() "
_LABEL_WORDS = 12
"""Words of a row that are looked at for a name."""

_NEARLY_ALL = 0.8
_BEGINNING = 0.02
"""Share of the captions within which the first name stands where names mark changes."""
_BEGINNING_CAPTIONS = 3
_FEWEST = 0.01
_ONE_VOICE = 0.95
"""Where one name has a larger share than this of all names, they hardly tell voices apart: it
has to open the speech, and to come often."""
_OFTEN = 0.1
_FEW_LABELS = 10

_NOT_PEOPLE_LIST = """
question answer questions answers note notes example examples warning update step part chapter
section tip hint fact facts reason problem solution result conclusion summary
spoiler disclaimer title topic quote bonus idea lesson number option myth definition
source intro outro time date year version episode season music applause laughter
caption captions subtitles translation transcript first second third fourth fifth next
finally ps p.s. fyi tldr tl;dr i.e. e.g. also so and but or because well okay ok yes no plus
now then here this that these those there what why how when where who which http https
"""
_NOT_PEOPLE = frozenset(_NOT_PEOPLE_LIST.split())
"""Words that open a sentence with a colon after them and are nobody's surname."""


def changes(row: Row) -> Iterator[Row]:
    """The row cut where a mark says that somebody else speaks; the marks are taken off."""
    cuts = [i for i, word in enumerate(row.words) if word[0] in _MARKS and _opens(row.words, i)]
    if len(cuts) > _MOST_CHANGES:
        cuts = []
    if cuts[:1] != [0]:
        yield row.part(0, cuts[0] if cuts else None)
    for first, end in zip(cuts, [*cuts[1:], None], strict=False):
        yield _unmarked(row.part(first, end))


def _opens(words: Sequence[str], i: int) -> bool:
    """Whether word i begins with a mark, with words to say behind it."""
    mark = _MARK.match(words[i])
    if not mark:
        return False
    rest = words[i][mark.end() :] or " ".join(words[i + 1 : i + 2])
    if mark[0] not in _DASHES:
        return rest[:1].isalpha() or rest[:1] in tuple(_OPENERS)
    alone = mark.end() == len(words[i])
    if i == 0:
        speech = rest != "" and not rest[0].isdigit()
        return speech if alone else rest[:1].isupper() or rest[:1] in tuple(_OPENERS)
    again = _opens(words, 0) and words[0][0] in _DASHES
    return alone and again and bool(rest) and words[i - 1].endswith(_SENTENCE_ENDS)


def _unmarked(row: Row) -> Row:
    word = _MARK.sub("", row.words[0], count=1)
    if not word:
        return Row(row.line, row.words[1:], row.starts[1:], row.voice, marked=True)
    return Row(row.line, (word, *row.words[1:]), row.starts, row.voice, marked=True)


def label_of(row: Row) -> tuple[str, Row] | None:
    """("Jane Doe", the row behind it) of "Jane Doe: It began"; None without a colon there."""
    beginning = "" if row.voice is not None else " ".join(row.words[:_LABEL_WORDS])
    split = split_label(beginning) if ":" in beginning or "：" in beginning else None
    if split is None:
        return None
    name, rest = split[0].strip(_BRACKETS), split[1].split()
    first = min(len(row.words), _LABEL_WORDS) - len(rest)
    behind = row.part(first)
    words = (*rest, *row.words[_LABEL_WORDS:])
    return (name, replace(behind, words=words)) if name else None


def speakers(captions: Sequence[Sequence[Row]]) -> tuple[frozenset[str], frozenset[str]]:
    """(Names that are speakers in this file, names that look like it but stay words).

    `captions` are the rows of every cue, cut at their marks.
    """
    found = [
        (i, name, row.marked)
        for i, rows in enumerate(captions)
        for row in rows
        for name, _ in [label_of(row) or ("", row)]
        if name
    ]
    spoken = (row.text for rows in captions for row in rows)
    known = known_speakers([name for _, name, _ in found], spoken)
    everywhere = len({i for i, *_ in found}) >= _NEARLY_ALL * len(captions)
    names = {name for name in known if everywhere or _like_name(name)} - _doubtful(found)
    places = [place for place in found if place[1] in names]
    if _used_as_speakers(places, len(captions)):
        return frozenset(names), frozenset()
    return frozenset(), frozenset(names)


def _doubtful(found: Sequence[tuple[int, str, bool]]) -> set[str]:
    """Names of things, and single words that come once, without a mark, among many names."""
    counts = Counter(name for _, name, _ in found)
    marked = {name for _, name, mark in found if mark}
    things = {name for name in counts if _NOT_PEOPLE & set(name.casefold().split())}
    if len(found) <= _FEW_LABELS:
        return things
    once = {name for name, count in counts.items() if count == 1 and name not in marked}
    return things | {name for name in once if " " not in name or name.isupper()}


def _used_as_speakers(places: Sequence[tuple[int, str, bool]], captions: int) -> bool:
    """Whether (caption, name, marked) stand where names in front of speech would."""
    if len({i for i, *_ in places}) >= _NEARLY_ALL * captions:
        return bool(places)
    counts = Counter(name for _, name, _ in places)
    first, share = places[0][0] if places else captions, len(places) / max(1, captions)
    if max(counts.values(), default=0) > _ONE_VOICE * len(places):
        return first == 0 and share >= _OFTEN
    return first < max(_BEGINNING_CAPTIONS, _BEGINNING * captions) and share >= _FEWEST


def _like_name(label: str) -> bool:
    """Whether its first and last word begin with no small letter."""
    words = label.split()
    return not any(word.strip("().'’\"")[:1].islower() for word in (words[0], words[-1]))
