"""What the speakers themselves say about their episode, in its first minutes.

"Today we'll talk about ..." names the topic and "we have a special guest today, ..." the
guest, in edited sentences as well as in captions without case and punctuation. The patterns
are turns of phrase that hosts of interviews share; where none is heard, nothing is found.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Found, Segment
from ..text import format_clock, sentence_case, squash

_OPENING_WORDS, _OPENING_CHARACTERS = 1500, 20_000
"""Introductions are over by then: about ten minutes."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The first minutes of the speech as one text."""

    text: str
    begins: tuple[int, ...]
    """Where each segment begins in `text`."""
    segments: tuple[Segment, ...]

    def origin(self, position: int) -> str:
        """ "said at 2:12", or the line where the source has no time."""
        segment = self.segments[bisect.bisect_right(self.begins, position) - 1]
        if segment.start is None:
            return f"said in line {segment.line}"
        return f"said at {format_clock(segment.start)}"


def opening(segments: Sequence[Segment]) -> Opening:
    """The segments of the first 1500 words, joined with spaces."""
    begins: list[int] = []
    length = words = 0
    for segment in segments:
        if words > _OPENING_WORDS:
            break
        begins.append(length)
        length += len(segment.text) + 1
        words += len(segment.text.split())
    heard = tuple(segments[: len(begins)])
    text = " ".join(s.text for s in heard)[:_OPENING_CHARACTERS]
    return Opening(text, tuple(begins), heard)


# --- the topic ------------------------------------------------------------------------

_TALK = r"(?:talk(?:ing)?|speak(?:ing)?|chat(?:ting)?|discuss(?:ing)?)"
_WILL = (
    r"(?:we['’]ll|we will|we['’]re|we are|we(?:['’]re| are) going to|we(?:['’]re)? gonna|"
    r"i['’]d like to|let['’]s)"
)
_WHEN = r"(?:today|tonight|this (?:week|time)|[io]n this episode|in today['’]s episode)"

_TOPIC_CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_WHEN},? {_WILL} (?:be )?(?:also )?{_TALK}(?: about)?\s",
        rf"\b(?:{_WHEN}['’]s|the|our) (?:topic|subject|theme)(?: of (?:today|this episode))?"
        rf"(?: {_WHEN})? is\s",
        rf"\b{_WILL} (?:be )?{_TALK} about (?!it\b|this\b|that\b|you\b)"
        rf"(?=[^.?!]{{3,80}} {_WHEN}\b)",
    )
)
_TOPIC_ENDS = re.compile(
    r"[.?!;:]|,? (?:and )?(?:which (?:means|is|are|was)|we(?:['’](?:ve|ll|re))?\b|"
    r"(?:with (?:a|our|my) )?(?:very )?(?:special )?(?:our |my )?guests?\b|"
    r"i(?:['’](?:m|d|ll|ve))?\b|today\b|this week\b|before we\b|so\b|that['’]s\b|it['’]s\b|"
    r"yeah\b|okay\b|right\b|actually\b|welcome\b|what (?:is|does) (?:this|that|it)\b|who\b|"
    r"you\b|this is\b|the questions\b)",
    re.IGNORECASE,
)
_FILLERS = re.compile(r"\b(?:uh|um|erm|hmm|you know)\b,?", re.IGNORECASE)
_LOOSE_END = re.compile(
    r"(?:[\s,–—-]+(?:and|or|but|the|a|an|of|to|in|with|about|for))+$", re.IGNORECASE
)
_LONGEST_TOPIC = 14
"""Words."""
_LOOK_AHEAD = 200
"""Characters after a cue in which the topic or the name must end."""


def find_topic(heard: Opening) -> Found[str] | None:
    """What the host says the episode is about, in sentence case."""
    for cue in _TOPIC_CUES:
        for match in cue.finditer(heard.text):
            said = heard.text[match.end() : match.end() + _LOOK_AHEAD]
            topic = _topic(said)
            if topic is not None:
                return Found(topic, heard.origin(match.start()))
    return None


def _topic(said: str) -> str | None:
    end = _TOPIC_ENDS.search(said)
    words = _FILLERS.sub(" ", said[: end.start()] if end else said).split()
    if not end and len(words) > _LONGEST_TOPIC:
        return None
    topic = _LOOSE_END.sub("", squash(" ".join(words[:_LONGEST_TOPIC])).strip(" ,–—-"))
    return sentence_case(topic) if len(topic) > 2 else None


# --- the guests -----------------------------------------------------------------------

_TODAY = r"(?: (?:today|here|with us|for today|this week))*"
_CLEAR_CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bspecial guests?{_TODAY}(?:,| is| are|:)*\s",
        r"\b(?:our|my|today['’]s|this week['’]s) (?:(?:special|first|next|very special) )*guests?"
        rf"{_TODAY}(?:,| is| are|:)+\s",
        r"\b(?:pleasure to have|(?:happy|glad) to have|have) "
        r"(?=[^.?!]{2,40} as (?:a|our|my) guest)",
        r"\bwith (?:special )?guests?,? ",
        rf"\b(?:two|three|four|2|3) (?:special )?guests{_TODAY}[,:]?\s",
        rf"\bguests?{_TODAY} (?:is|are),?\s",
        r"\bjoining (?:us|me)(?: (?:today|here|now|as always))* (?:is|are),?\s",
    )
)
_VAGUE_CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:i['’]m|i am|we['’]re|we are) (?:\w+ )?"
        r"(?:joined by|here with|(?:talking|speaking) (?:to|with))\s",
        r"\b(?:today|this week|here),? (?:we|i) (?:have|['’]ve got|welcome)\s",
        r"\b(?:please )?welcome(?: to (?:the|our|this|my) "
        r"(?:show|podcast|event|interview|program|stage))?,? ",
    )
)
"""Often followed by something else: the name must be said again to count."""
_NOT_A_NAME = """
a about actually again ai all also am an and are as at back before both but by can chair co
currently day dear did do does doing everybody everyone first folks for founder friends from
glad good great guys had has have he hello her here hey hi his how i if in is it its just know
like many maybe me most my new next nice no not now of okay on one our over people pleasure
really right senior she so some somebody someone special still such than thank thanks that the
their them then there these they this those three to today tonight two uh um us very was we well
were what when where which who why will with work worked working works would yeah yes yet you
your
"""
_STOP = frozenset(_NOT_A_NAME.split())
_BEFORE_NAME = frozenset(
    {"uh", "um", "and", "is", "called", "named", "here", "today", "with", "so", "day"}
)
_LONGEST_NAME = 4
"""Words."""
_VOWEL = re.compile(r"[aeiouyàáâãäåæèéêëìíîïıòóôõöøùúûü]")
_WORD = re.compile(r"[^\W_][\w'’.-]*")


_HAILED = re.compile(
    r"\b(?P<names>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:,? (?:and )?[A-Z][\w'’-]+){0,3}),? "
    r"(?:welcome(?: back)?(?: to| on|[.!,])|"
    r"thank(?:s| you)(?: so much)? for (?:being|coming|joining))"
)
"""The host greets them by name: for texts with case, where the name has an end."""
_ROLE_WORDS = """
ai analyst architect author chief consultant data developer director engineer founder head lead
machine manager ml principal product professor researcher scientist senior software staff
"""
_ROLES = frozenset(_ROLE_WORDS.split())
"""What somebody does, said right after the name: "jane staff engineer at"."""


def find_guests(heard: Opening) -> Found[tuple[str, ...]] | None:
    """The guests as they are introduced, in title case where the text has no case."""
    found = _introduced(heard)
    cased = any(character.isupper() for character in heard.text)
    if found is None and cased:
        found = _hailed(heard)
    if found is None or cased:
        return found
    return Found(tuple(_without_role(name, heard.text) for name in found.value), found.origin)


def find_host(heard: Opening) -> Found[tuple[str, ...]] | None:
    """The host who says "I'm your host, Jane Doe"."""
    cased = any(character.isupper() for character in heard.text)
    for match in _HOST_CUE.finditer(heard.text):
        name, _ = _name(heard.text[match.end() : match.end() + _LOOK_AHEAD], cased)
        if name is not None:
            whole = name if cased else _without_role(name, heard.text)
            return Found((whole,), heard.origin(match.start()))
    return None


_HOST_CUE = re.compile(
    r"\b(?:i['’]m|i am|this is|with) your host,?\s|\bi['’]m the host(?: of [^.,]{3,40})?, ",
    re.IGNORECASE,
)


def is_called(name: str, heard: Opening) -> bool:
    """Whether a name of two to four words is a person's: its first word is said as a name."""
    words = name.split()
    written = 1 < len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)
    first = re.escape(words[0]) if words else ""
    as_name = rf"(?<![.?!] )\b{first}\b"
    return (
        written
        and re.search(as_name, heard.text) is not None
        and not re.search(rf"\b{first.lower()}\b", heard.text)
    )


def _hailed(heard: Opening) -> Found[tuple[str, ...]] | None:
    for match in _HAILED.finditer(heard.text):
        words = re.split(r",? and |, ", match["names"])
        names = tuple(word for word in words if _goes_on((), word.split()[0], cased=True))
        if names:
            return Found(names, heard.origin(match.start()))
    return None


def with_surname(name: str, heard: Opening) -> str:
    """ "Ada Lovelace" for "Ada", where the opening says her whole name.

    The word after the first name is one when it is never said in lower case and mostly there.
    """
    text = heard.text
    if " " in name or not any(character.isupper() for character in text):
        return name
    after = Counter(re.findall(rf"\b{re.escape(name)} ([A-Z][\w-]*\w)(?!['’]s)", text))
    for surname, together in after.most_common(1):
        if surname.casefold() in _STOP or re.search(rf"\b{surname.lower()}\b", text):
            return name
        alone = len(re.findall(rf"\b{re.escape(surname)}\b", text))
        return f"{name} {surname}" if 2 * together >= alone else name
    return name


def _without_role(name: str, text: str) -> str:
    """The name up to a word that tells what the person does, or that is said elsewhere too."""
    words = name.casefold().split()
    for i, word in enumerate(words[1:], 1):
        together = len(re.findall(rf"\b{re.escape(words[i - 1])} {re.escape(word)}\b", text))
        alone = len(re.findall(rf"\b{re.escape(word)}\b", text))
        if word in _ROLES or alone > together:
            return " ".join(name.split()[:i])
    return name


def _introduced(heard: Opening) -> Found[tuple[str, ...]] | None:
    cased = any(character.isupper() for character in heard.text)
    for cue in (*_CLEAR_CUES, *_VAGUE_CUES):
        for match in cue.finditer(heard.text):
            said = heard.text[match.end() : match.end() + _LOOK_AHEAD]
            names = _names(said, cased, several="guests" in match[0].casefold())
            if names and (cue in _CLEAR_CUES or _said_twice(names[0], heard.text)):
                return Found(names, heard.origin(match.start()))
    return None


def _said_twice(name: str, text: str) -> bool:
    first = re.escape(name.split()[0])
    return len(re.findall(rf"\b{first}\b", text, re.IGNORECASE)) > 1


def _names(said: str, cased: bool, several: bool) -> tuple[str, ...]:
    first, rest = _name(said, cased)
    if first is None:
        return ()
    joined = re.match(r",?\s*(?:and|&)\s+", rest) if several else None
    second = _name(rest[joined.end() :], cased)[0] if joined else None
    return (first,) if second is None else (first, second)


def _name(said: str, cased: bool) -> tuple[str | None, str]:
    """The name at the beginning of `said`, and what follows it.

    It ends where the first name is said again ("ben wilson ben is ..."), at a word that no
    name has, or, in text with case, at a word in lower case.
    """
    found: list[str] = []
    end = 0
    for match in _WORD.finditer(said):
        word, closes = match[0].rstrip(".'’-"), match[0].endswith(".")
        if not found and word.casefold() in _BEFORE_NAME:
            continue
        if len(found) == _LONGEST_NAME or not _goes_on(found, word, cased):
            break
        if found and said[end : match.start()].strip():
            break
        found.append(word)
        end = match.end()
        if closes and len(word) > 1:
            break
    if not found:
        return None, said
    return " ".join(found if cased else map(_capitalised, found)), said[end:]


def _goes_on(found: Sequence[str], word: str, cased: bool) -> bool:
    plain = word.casefold()
    if plain in _STOP or any(character.isdigit() for character in plain):
        return False
    if plain.split("'")[0].split("’")[0] in _STOP or (cased and word[0].islower()):
        return False
    return not found or not _said_again(found[0].casefold(), plain)


def _said_again(first: str, word: str) -> bool:
    """Whether the first name comes once more, or a short form of it ("theofilos ... theo")."""
    return word == first or (len(word) > 2 and first.startswith(word))


def _capitalised(word: str) -> str:
    """ "jean-luc" -> "Jean-Luc", initials such as "cj" -> "CJ"."""
    if len(word) < 4 and not _VOWEL.search(word):
        return word.upper()
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
