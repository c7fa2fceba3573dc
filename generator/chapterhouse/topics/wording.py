"""A transcript's words as runs of words that name something: what a topic can be made of.

Runs end at punctuation, at a change of speaker and at every word of a closed class (see
`segmentation.titles.lexicon`); nothing is parsed, so captions without punctuation do as well.
"Open-source" and "open source", "library" and "libraries" are one term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..model import Segment
from ..segmentation.titles.lexicon import KEEPS_ADJECTIVE, LIGHT_VERBS, VAGUE_NOUNS
from ..segmentation.titles.spoken_words import named_stem

MOST_WORDS = 3
"""Words in a term."""
_LONGEST = 25
"""Letters; a longer word is an address or a slip."""

_NO_PLURAL = ("ss", "us", "is")

NO, NAMES, LEADS = 0, 1, 2
"""What a word may do in a term: nothing, stand anywhere, stand anywhere but at the end."""

_OUTER = ".,?!:;\"'()[]{}“”‘’…–—-*_`~>«»。、？！「」<"
_ENDS = frozenset('.,?!:;…)]}"”»—–。、？！」')
_OPENS = frozenset('([{"“«「')
_TORN = frozenset("@$%=<>{}[]()|\\*_`")
_BREAK = " ; "
_REMEMBERED = 50_000
"""Words of which is remembered what was made of them: speech repeats its words."""


class Token(NamedTuple):
    """A word as it stands in a text."""

    text: str
    """Without the punctuation around it; with a hyphen where one joins it to the next."""
    key: str
    """In lower case."""
    stem: str
    """The same for singular and plural; "" for a word that names nothing."""
    kind: int
    """NO, NAMES or LEADS."""
    opens: bool
    """Whether a term cannot go on into it."""
    ends: bool
    """Whether a term cannot go on after it."""


def tokens(text: str) -> list[Token]:
    """The words of a text in order."""
    plain = text.replace("—", _BREAK).replace("–", _BREAK).replace("\u2019", "'")
    return [_token(raw) for raw in plain.replace("-", "- ").split()]


def spoken(segments: Iterable[Segment]) -> str:
    """The words of a chapter, with a sign where somebody else begins."""
    parts: list[str] = []
    speaker: str | None = None
    for segment in segments:
        if segment.speaker != speaker:
            parts.append(_BREAK)
            speaker = segment.speaker
        parts.append(segment.text)
    return " ".join(parts)


def terms(said: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    """Every place where a term can stand: its first word, the word after its last, and
    whether it stands alone, with no naming word beside it."""
    for first, last in _runs(said):
        if last == first + 1:
            if said[first].kind == NAMES:
                yield first, last, True
            continue
        for start in range(first, last):
            for end in range(start + 1, min(last, start + MOST_WORDS) + 1):
                if said[end - 1].kind == NAMES or (end - start > 1 and _proper(said, end - 1)):
                    yield start, end, start == first and end == last


def written(said: Sequence[Token]) -> str:
    """A term as it stands there: "A/B testing", "co-founder"."""
    return "".join(t.text if t.text.endswith("-") else f"{t.text} " for t in said).rstrip(" -")


def term_key(said: Iterable[Token]) -> str:
    """What all spellings of a term share."""
    return " ".join([token.stem or token.key for token in said])


def key_of(name: str) -> str:
    """The key of a name that a person wrote: that of the term, if it can be one."""
    return term_key(token for token in tokens(name) if token.key)


@lru_cache(_REMEMBERED)
def _token(raw: str) -> Token:
    hyphen = raw[-1] == "-" and len(raw) > 1
    text = raw.strip(_OUTER).lstrip("#")
    key = text.casefold()
    if key.endswith("'s"):
        key, text = key[:-2], text[:-2]
    stem = _stem(key)
    kind = LEADS if key in KEEPS_ADJECTIVE else NAMES if stem else NO
    closed = raw[-1] in _ENDS
    return Token(text + "-" * hyphen, key, stem, kind, raw[0] in _OPENS, closed)


def _stem(key: str) -> str:
    """The same for one and for several, and for "test" and "testing"; "" for a word that names
    nothing. Only for comparing: nobody sees it."""
    if len(key) > _LONGEST or not _TORN.isdisjoint(key) or not named_stem(key):
        return ""
    if len(key) > 4 and key.endswith("ies"):
        key = f"{key[:-3]}y"
    elif len(key) > 4 and key.endswith(("sses", "shes", "ches", "xes", "zes")):
        key = key[:-2]
    elif len(key) > 3 and key.endswith("s") and not (len(key) > 4 and key.endswith(_NO_PLURAL)):
        key = key[:-1]
    if len(key) > 6:
        key = key.removesuffix("ing")
    return key.removesuffix("e") if len(key) > 4 else key


def _runs(said: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The longest stretches without a word that names nothing."""
    first = 0
    for at, token in enumerate(said):
        if token.opens and first < at:
            yield first, at
            first = at
        if token.kind == NO and not (first < at and _proper(said, at)):
            if first < at:
                yield first, at
            first = at + 1
        elif token.ends:
            yield first, at + 1
            first = at + 1
    if first < len(said):
        yield first, len(said)


def _proper(said: Sequence[Token], at: int) -> bool:
    """Whether a plain word goes on a name: "Hugging Face", by their capitals."""
    word, before = said[at], said[at - 1]
    return (
        word.text[:1].isupper()
        and before.text[:1].isupper()
        and len(word.text) > 2
        and (word.key in LIGHT_VERBS or word.key in VAGUE_NOUNS)
    )
