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


_ALIAS = re.compile(r"(?P<name>\S.*?)\s\((?P<alias>[^()\s]{1,12})\)")


def split_label(text: str) -> tuple[str, str] | None:
    """("Jane Doe", "It began ...") of "Jane Doe: It began ...", None without such a colon.

    What it returns may be a speaker; `known_speakers` decides.
    """
    match = _LABEL.match(text)
    if match is None:
        return None
    label = squash(match[1])
    return (label, text[match.end() :]) if can_be_label(label) else None


def can_be_label(text: str) -> bool:
    """Whether a text is short enough for a speaker's label and holds no sentence marks."""
    return 0 < len(text.split()) <= _MOST_WORDS and not _NOT_IN_NAMES.search(text)


def full_labels(labels: Iterable[str]) -> dict[str, str]:
    """Label -> name, where the file itself says so: "Jane Doe (JD)", and "JD" from then on.

    A short form that is never used as a label is a remark about the person and stays.
    """
    used = tuple(dict.fromkeys(labels))
    full: dict[str, str] = {}
    for label in used:
        match = _ALIAS.fullmatch(label)
        if match and match["alias"] in used and match["alias"] not in full:
            full |= {label: match["name"], match["alias"]: match["name"]}
    return full


def known_speakers(candidates: Sequence[str], spoken: Iterable[str]) -> frozenset[str]:
    """The candidates (labels, each as often as it stands in the file) that are speakers.

    `spoken` is the conversation's text. A label that is not written like a name has to
    return; so does one whose words are ordinary, lower-case words of the conversation
    ("Okay: ...").
    """
    counts = Counter(candidates)
    rare = [label for label, count in counts.items() if count < 2 or not looks_like_name(label)]
    if not rare:
        return frozenset(counts)
    ordinary = {word for text in spoken for word in _LOWER_WORD.findall(text)}
    doubtful = {label for label in rare if not _is_speaker(label, counts[label], ordinary)}
    return frozenset(counts.keys() - doubtful)


def _is_speaker(label: str, count: int, ordinary: set[str]) -> bool:
    if not looks_like_name(label):
        return count > 2
    return not all(word.casefold() in ordinary for word in label.split())


def looks_like_name(label: str) -> bool:
    """Every word begins with a capital, a digit or a letter of a script without case."""
    words = [word.strip("()[].,'’") for word in label.split()]
    return all(not w or not w[0].islower() or w in _PARTICLES for w in words)
