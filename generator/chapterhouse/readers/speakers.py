"""Which words before a colon are a speaker's name.

"Jane Doe: It began ..." opens a turn, "Career journey: from law to code" is a heading and
"My question: why?" is speech. No list of names decides, only how a file uses its labels:
a label returns, or it is written like a name and its words are not ordinary words of the
same conversation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..text import squash

_LABEL = re.compile(r"([^\s:：][^:：\t]{0,59}?)\s?(?::(?=\s|$)|：)\s*")
_MOST_WORDS = 6
_NOT_IN_NAMES = re.compile(r"[?!;\"“”/=<>{}|]")
_LOWER_WORD = re.compile(r"\b[a-z]+\b")
_PARTICLE_LIST = "al and bin da de del den der di do dos du el la le of ten ter van von y"
_PARTICLES = frozenset(_PARTICLE_LIST.split())


def split_label(text: str) -> tuple[str, str] | None:
    """("Jane Doe", "It began ...") of "Jane Doe: It began ...", None without such a colon.

    What it returns may be a speaker; `known_speakers` decides.
    """
    match = _LABEL.match(text)
    if match is None:
        return None
    label = squash(match[1])
    if len(label.split()) > _MOST_WORDS or _NOT_IN_NAMES.search(label):
        return None
    return label, text[match.end() :]


def known_speakers(candidates: Sequence[str], spoken: Iterable[str]) -> frozenset[str]:
    """The candidates (labels, each as often as it stands in the file) that are speakers.

    `spoken` is the conversation's text. A label that is not written like a name has to
    return; so does one whose words are ordinary, lower-case words of the conversation
    ("Okay: ...").
    """
    counts = Counter(candidates)
    rare = [label for label, count in counts.items() if count < 2 or not _looks_like_name(label)]
    if not rare:
        return frozenset(counts)
    ordinary = {word for text in spoken for word in _LOWER_WORD.findall(text)}
    doubtful = {label for label in rare if not _is_speaker(label, counts[label], ordinary)}
    return frozenset(counts.keys() - doubtful)


def _is_speaker(label: str, count: int, ordinary: set[str]) -> bool:
    if not _looks_like_name(label):
        return count > 2
    return not all(word.casefold() in ordinary for word in label.split())


def _looks_like_name(label: str) -> bool:
    """Every word begins with a capital, a digit or a letter of a script without case."""
    words = [word.strip("()[].,'’") for word in label.split()]
    return all(not w or not w[0].islower() or w in _PARTICLES for w in words)
