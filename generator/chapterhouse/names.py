"""Whose voice a speaker's label is: "Alexander" -> "Alexander Hendorf".

Transcripts label people by whatever name the editor found short enough. A label is matched
with the people of its own episode, from the strictest way of being the same name to the
loosest; the first way that fits anybody decides, and where it fits two people nobody is
chosen: a wrong name under somebody's words is worse than a short one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from .model import Diagnostic, Segment
from .text import fold

_ASIDE = re.compile(r"\([^)]*\)")
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "sir", "dame"})
_SHORTEST_STEM = 3
_SHORTEST_MISSPELT = 5
_ALIKE = 0.9
_NEARLY = 0.7
_SOUNDS_ALIKE = 0.6
_ANONYMOUS = re.compile(
    r"(?:(?:unknown|unidentified|unnamed|male|female|new|other)[ _-]*)*"
    r"(?:speaker|spk|voice|person|participant|guest|host|man|woman|interviewer|interviewee|"
    r"unknown|unidentified|multiple speakers|everyone|all|both|audience(?: member)?|listener|"
    r"caller|questioner|moderator|narrator|announcer|producer)s?"
    r"[ _#-]*(?:\d{1,3}|[a-z])?|\w",
    re.IGNORECASE,
)

Words = tuple[str, ...]

_NO_ALIASES: Mapping[str, str] = {}


def match_voices(
    labels: Sequence[str], people: Sequence[str], aliases: Mapping[str, str] = _NO_ALIASES
) -> dict[str, str]:
    """Label -> the one person it can mean. Labels that fit nobody or several are left out.

    `aliases` are other names of these people -> the person. When everybody but one is matched,
    on both sides, the two that are left are matched where their first names are alike: "Elena"
    for "Eleni Roe".
    """
    found = {label: _candidates(label, people, aliases) for label in labels}
    clear = {label: who[0] for label, who in found.items() if len(who) == 1}
    left = [label for label, who in found.items() if not who]
    free = [person for person in dict.fromkeys(people) if person not in clear.values()]
    if clear and len(left) == len(free) == 1 and _sounds_like(left[0], free[0]):
        clear[left[0]] = free[0]
    return clear


def is_anonymous(label: str) -> bool:
    """Whether a label tells voices apart without a name: "Speaker 1", "SPEAKER_00", "Host", "Q"."""
    return _ANONYMOUS.fullmatch(label) is not None


def ambiguous_voices(
    labels: Sequence[str], people: Sequence[str], aliases: Mapping[str, str] = _NO_ALIASES
) -> dict[str, tuple[str, ...]]:
    """Label -> the people it can mean, for the labels that can mean more than one."""
    found = {label: _candidates(label, people, aliases) for label in labels}
    return {label: who for label, who in found.items() if len(who) > 1}


def doubtful_voices(
    first_line: Mapping[str, int], doubtful: Mapping[str, tuple[str, ...]]
) -> tuple[Diagnostic, ...]:
    """A warning for every label that fits several people, at the line where it is first seen."""
    return tuple(
        Diagnostic(
            first_line[label],
            "warning",
            f'speaker "{label}" may be {" or ".join(who)}; write full names, or add an alias',
            matter="speaker",
        )
        for label, who in doubtful.items()
    )


def first_lines(segments: Iterable[Segment]) -> dict[str, int]:
    """Speaker label -> the line where it is first seen, in that order."""
    found: dict[str, int] = {}
    for segment in segments:
        if segment.speaker is not None:
            found.setdefault(segment.speaker, segment.line)
    return found


def _candidates(label: str, people: Sequence[str], aliases: Mapping[str, str]) -> tuple[str, ...]:
    wanted = _words(label)
    if not wanted:
        return ()
    names = tuple(dict.fromkeys((*people, *aliases)))
    for same in _WAYS:
        if fitting := [name for name in names if same(wanted, _words(name))]:
            return tuple(dict.fromkeys(aliases.get(name, name) for name in fitting))
    return ()


def _sounds_like(label: str, person: str) -> bool:
    written, right = _words(label), _words(person)
    if not written or not right or is_anonymous(label):
        return False
    pair = difflib.SequenceMatcher(None, written[0], right[0])
    return written[0][0] == right[0][0] and pair.ratio() >= _NEARLY


def _words(name: str) -> Words:
    words = (word.strip(".,") for word in fold(_ASIDE.sub(" ", name)).split())
    return tuple(word for word in words if word and word not in _TITLES)


def _whole(label: Words, person: Words) -> bool:
    return label == person


def _first_names(label: Words, person: Words) -> bool:
    return person[: len(label)] == label


def _last_names(label: Words, person: Words) -> bool:
    return person[-len(label) :] == label


def _first_and_last(label: Words, person: Words) -> bool:
    """ "Jane Doe" for "Jane Ann Doe", and the other way round."""
    both = len(label) > 1 and len(person) > 1
    return both and (label[0], label[-1]) == (person[0], person[-1])


def _initials(label: Words, person: Words) -> bool:
    return len(person) > 1 and label == ("".join(word[0] for word in person),)


def _short_form(label: Words, person: Words) -> bool:
    """ "Chris" for "Christopher Bergh", "Juan P." for "Juan Pablo"."""
    if len(label[0]) < _SHORTEST_STEM or len(label) > len(person):
        return False
    return all(full.startswith(short) for short, full in zip(label, person, strict=False))


def _longer_label(label: Words, person: Words) -> bool:
    """A full name in the label, a first name known: "Ada Lovelace" for "Ada"."""
    return len(person) == 1 and label[0] == person[0]


def _misspelt(label: Words, person: Words) -> bool:
    written, right = " ".join(label), " ".join(person[: len(label)])
    if len(written) < _SHORTEST_MISSPELT:
        return False
    return difflib.SequenceMatcher(None, written, right).ratio() >= _ALIKE


def _misheard(label: Words, person: Words) -> bool:
    """The same first name, a last name that sounds alike: speech recognition guesses names."""
    if len(label) < 2 or len(person) < 2 or label[0] != person[0]:
        return False
    return difflib.SequenceMatcher(None, label[-1], person[-1]).ratio() >= _SOUNDS_ALIKE


_WAYS: tuple[Callable[[Words, Words], bool], ...] = (
    _whole,
    _first_names,
    _last_names,
    _first_and_last,
    _initials,
    _longer_label,
    _short_form,
    _misspelt,
    _misheard,
)
