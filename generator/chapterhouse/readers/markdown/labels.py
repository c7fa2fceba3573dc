"""How Markdown transcripts say who speaks, and which of these labels are people.

    **Jane Doe:** text      **Jane**: text      Jane: text      Jane:
    Jane – 00:01:02:        Jane: 00:01:02      **Jane** [01:02]
    Jane Doe (JD): text, then JD: text          [Audience]: text

A label in bold with a colon is a speaker because an editor set it so. One without bold is
one if the file uses it like a name (see `speakers`) or declares the name. Labels such as
**Break:** or **Jingle:** mark what is heard and not said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ...text import fold, parse_clock, squash
from ..speakers import known_speakers, split_label
from .inline import plain

Kind = Literal["bold", "loose", "bare", "timed", "run-on", "bracketed", "plain"]

CLOCK = r"\d{1,3}:\d{2}(?::\d{2}){0,2}(?:[.,]\d{1,3})?"
"""m:ss, h:mm:ss, either with a fraction, and h:mm:ss:ff of which the frames are left aside."""

STAMP = re.compile(
    rf"(\*\*|)\\?\[\s?\\{{0,3}}\s?({CLOCK})\s?\\{{0,3}}\](?:\([^()\s]{{0,2000}}\))?\1"
)
"""A time in brackets, escaped or not, in bold or a link or not."""

_LEADING = re.compile(rf"(?:{STAMP.pattern}|\(({CLOCK})\))[\s:–—-]*")
_BOLD = re.compile(
    r"[^\w\s\[*_]{0,3}([*_]{1,3})([^*_\s][^*_]{0,80})([*_]{1,3})(\s?[:：])?(.*)", re.DOTALL
)
_AFTER_COLON = re.compile(r"[:：](?=\s|$)|：")
_TIMED = re.compile(
    rf"([^\W\d_][^:*\[\](){{}}<>\"?!;]{{0,60}}?(?:\s?\([^()]{{1,24}}\))?)"
    rf"\s{{0,3}}[–—|,-]{{0,2}}\s{{0,3}}\\?[\[(]?({CLOCK})\\?[\])]?\s{{0,3}}(?::(?!\d)\s*(.*)|$)",
    re.DOTALL,
)
_RUN_ON = re.compile(
    r"([^\W\d_][^:*\[\](){}<>\"?!;]{0,60}?)\s{1,3}[–—-]\s{1,3}"
    r"(\d{1,2}:\d\d:\d\d)\s{1,3}(?=[^\s:])"
)
_REST_TIME = re.compile(
    rf"\(?({CLOCK})\)?\s*:?\s*$|(\d{{1,2}}:\d\d:\d\d)(?=\s|(?!(?i:[ap]m)\b)[^\W\d_])"
)
_BRACKETED = re.compile(r"\\?\[([^\[\]\\]{1,40})\\?\]\s?[:：](?:\s+|$)(.*)", re.DOTALL)
_ALIAS = re.compile(r"(.*\S)\s*\(([\w ]{1,24})\)")
_TRAILING_TIME = re.compile(rf"\s*[–—|,-]{{0,2}}\s*\\?[\[(]?({CLOCK})\\?[\])]?$")

_MARKER_LIST = (
    "ad ads advert advertisement audio break clip commercial extract interlude intro jingle "
    "midroll music outro postroll preroll promo recording sample selection song sponsor track"
)
_MARKERS = frozenset(_MARKER_LIST.split())
_FACT_LIST = (
    "correction date description disclaimer editor episode event guest guests host hosts keywords "
    "link links location media podcast published recorded resources series show slides source "
    "sources speaker speakers summary tags title topic topics transcript url video website"
)
_FACTS = frozenset(_FACT_LIST.split())
"""Words that announce a fact about the recording."""
_REMARK_LIST = (
    "answer edit example heads-up hint important nb note notes ps question reminder sidenote "
    "spoiler tip tldr update warning"
)
_REMARKS = frozenset(_REMARK_LIST.split())
"""Words that announce a remark. Either kind has to come back as a label to be a speaker."""
_COMES_BACK = 3
_A_FEW = 2


@dataclass(frozen=True, slots=True)
class Label:
    """What may be a speaker's label at the beginning of a paragraph."""

    name: str
    """As plain text, without time and alias."""
    alias: str | None
    """The JD of "Jane Doe (JD)"."""
    start: float | None
    rest: str
    """What is said, still with its markup."""
    kind: Kind
    """bold: set off, with a colon; loose: the same, but with speech in the bold or uneven marks;
    bare: set off, without a colon; timed: with a time; run-on: with a time and no colon after
    it; bracketed: in square brackets; plain."""
    doubtful: bool = False
    """Whether it may as well be speech; then `rest` holds it too. See `doubts`."""

    @property
    def full(self) -> str:
        """The name as it is written, with what stands in brackets."""
        return f"{self.name} ({self.alias})" if self.alias else self.name


def seconds(clock: str) -> float:
    """Seconds of a time, without the frames of its fourth part."""
    return parse_clock(":".join(clock.split(":")[:3]))


def leading_time(text: str) -> tuple[float | None, str]:
    """A time in brackets at the beginning, and what follows."""
    match = _LEADING.match(text)
    if match is None:
        return None, text
    return seconds(match[2] or match[3]), text[match.end() :]


def parse_label(text: str) -> Label | None:
    """The label that a line begins with, whether or not it is a speaker's."""
    start, said = leading_time(text)
    label = _bold(said) or _bracketed(said) or _timed(said) or _run_on(said) or _plain(said)
    if label is None:
        return None
    return label if start is None else replace(label, start=start)


def _bold(text: str) -> Label | None:
    match = _BOLD.match(text)
    if match is None:
        return None
    marks, inner, closing, colon, after = match.groups()
    start, inner = leading_time(inner)
    cut = _AFTER_COLON.search(inner)
    if marks in "*_" and not (cut or colon):
        return None
    if not (cut or colon):
        own, said = leading_time(after.lstrip())
        start, after, colon = (own, said, ":") if own is not None else (start, after, colon)
    name, tail = (inner[: cut.start()], inner[cut.end() :].strip()) if cut else (inner, "")
    tail = "" if fold(tail.rstrip(":")) == fold(name) else tail
    if len(marks) == 3 and after.endswith(marks[0]) and not after.endswith(marks[:2]):
        after = after[:-1]
    kind: Kind = "bold" if cut or colon else "bare"
    if kind == "bold" and (_speaks(tail) or (marks in "*_") != (closing in "*_")):
        kind = "loose"
    label = _label(name, tail + after, kind)
    return label if start is None or label is None else replace(label, start=start)


def _speaks(tail: str) -> bool:
    """Whether what stands in bold after a label's colon is more than a time."""
    return bool(tail) and not (STAMP.search(tail) and only_times(tail))


def _bracketed(text: str) -> Label | None:
    match = _BRACKETED.match(text)
    return _label(match[1], match[2], "bracketed") if match else None


def _timed(text: str) -> Label | None:
    match = _TIMED.match(text)
    if match is None or len(match[1].split()) > _MOST_WORDS:
        return None
    label = _label(match[1], match[3] or "", "timed")
    return None if label is None else replace(label, start=seconds(match[2]))


def _run_on(text: str) -> Label | None:
    """ "Jane – 00:01:02 Welcome.": how a label with a time looks when its colon was forgotten."""
    match = _RUN_ON.match(text)
    if match is None or len(match[1].split()) > _MOST_WORDS:
        return None
    label = _label(match[1], text[match.end() :], "run-on")
    return None if label is None else replace(label, start=seconds(match[2]))


def _plain(text: str) -> Label | None:
    parts = split_label(text)
    return _label(*parts, "plain") if parts else None


_MOST_WORDS = 6


def _label(name: str, rest: str, kind: Kind) -> Label | None:
    start: float | None = None
    if match := _TRAILING_TIME.search(name):
        name, start = name[: match.start()], seconds(match[1])
    name = squash(plain(name)).strip(" *_[]:–—-")
    if not any(character.isalnum() for character in name):
        return None
    rest = rest.strip()
    if start is None and (match := _REST_TIME.match(rest)):
        start, rest = seconds(match[1] or match[2]), rest[match.end() :].strip()
        kind = "timed" if kind == "plain" else kind
    aliased = _ALIAS.fullmatch(name)
    name, alias = (aliased[1], aliased[2]) if aliased else (name, None)
    return Label(name, alias, start, rest, kind)


def is_marker(label: Label, throughout: bool = False) -> bool:
    """Whether a label names something heard: "Break", "Song extract", "Old Intro".

    With `throughout`, every word must: somebody may be called Song.
    """
    words = re.findall(r"[^\W\d_]+", label.name.casefold())
    if throughout:
        return bool(words) and all(word in _MARKERS for word in words)
    return bool(words) and (words[0] in _MARKERS or words[-1] in _MARKERS)


def tells_fact(label: Label) -> bool:
    """Whether a label announces a fact: "Topic", "Transcript by"."""
    words = label.name.casefold().split()
    return not _FACTS.isdisjoint((words[0], words[-1])) or words[-1] == "by"


def _can_be_person(label: Label, count: int) -> bool:
    words = label.name.casefold().split()
    remark = not _REMARKS.isdisjoint((words[0], words[-1]))
    return count >= _COMES_BACK or not (remark or tells_fact(label))


def only_times(text: str) -> bool:
    """Whether nothing is said but times: "[22:30] to [22:49]"."""
    return not re.search(r"[^\W\d_]", re.sub(r"\bto\b|\buntil\b", "", STAMP.sub("", text)))


def speakers_among(
    labels: Sequence[Label], spoken: Iterable[str], declared: Sequence[str]
) -> Mapping[str, str]:
    """Label as written -> the speaker's name: itself, or the full name of an alias.

    `declared` are the people that the file names. In a file that sets its labels in bold,
    others count only if they name a speaker who is known that way; loose and run-on ones
    never make a speaker known.
    """
    labels = [label for label in labels if label.kind not in ("loose", "run-on")]
    people = [label for label in labels if not (is_marker(label) and only_times(label.rest))]
    counts = Counter(label.name for label in people)
    people = [label for label in people if _can_be_person(label, counts[label.name])]
    aliases = {label.alias: label.name for label in people if label.alias and label.alias in counts}
    sure = {label.name for label in people if label.kind == "bold"} | set(aliases.values())
    if sum(label.kind == "bold" for label in people) < _A_FEW:
        sure |= _without_bold(people, spoken, declared)
    named = {label.name: label.name for label in people if label.name in sure}
    return {**named, **aliases}


def _without_bold(
    people: Sequence[Label], spoken: Iterable[str], declared: Sequence[str]
) -> set[str]:
    """Those that the file uses like names or declares; a single label is not a conversation."""
    names = [label.name for label in people if label.kind != "bare"]
    found = known_speakers(names, spoken)
    enough = sum(name in found for name in names) >= _A_FEW
    return (set(found) if enough else set()) | _declared_among(names, declared)


def _declared_among(names: Iterable[str], declared: Sequence[str]) -> set[str]:
    known = {fold(form) for person in declared for form in (person, person.split(" ")[0])}
    return {name for name in names if fold(name) in known}
