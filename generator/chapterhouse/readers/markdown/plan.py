"""What a Markdown file as a whole tells about its lines.

Who the speakers are, which heading is the title and which are chapters, where the speech
begins: no line can say that by itself, and all of it is settled here before one is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...text import fold
from ..script import Script
from ..surroundings import is_notice
from .inline import plain
from .labels import CLOCK, Label, is_marker, only_times, speakers_among, tells_fact
from .rows import LONGEST_TIME, Row

_RECURS = 3
"""A heading that stands so many times in a file is a speaker's name."""
_TRANSCRIPT = re.compile(r"(?:the |full |episode |edited )*transcript(?:ion)?:?", re.IGNORECASE)
_TIME_AT_END = re.compile(rf"\s?\(({CLOCK})\)$")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the whole file tells about its lines."""

    voices: Mapping[str, str]
    """Label as written -> speaker."""
    silent: frozenset[str]
    """Labels in bold that never say a word here, unlike the others."""
    first_said: int
    """The position of the first row that is speech."""
    title: int | None
    """The position of the heading that is the episode's title."""
    chapter_level: int
    """Headings below this level (1 to 6) divide chapters; they don't begin one."""
    narrated: bool
    """Whether somebody without a label speaks first: then a heading may give the word back."""
    bold_titles: bool
    """Whether a line in bold may be a heading: not in a file with headings of its own."""
    timed_at_end: bool
    """Whether paragraphs end with their time, "(3:08)"."""

    def voice(self, row: Row) -> str | None:
        """Whose label a row begins with."""
        return None if row.label is None or row.kind != "text" else self.voices.get(row.label.name)

    def marker(self, row: Row) -> bool:
        """Whether a row marks what is heard and not said."""
        label = row.label
        if label is None or row.kind == "code":
            return False
        if label.name in self.silent or (is_marker(label) and only_times(label.rest)):
            return bool(label.rest) or label.start is not None or label.kind == "bold"
        return label.kind == "bold" and is_marker(label, throughout=True)


def _declared(script: Script, *names: str) -> list[str]:
    values = (field.value for field in script.fields if field.name.partition(".")[0] in names)
    return [v for value in values for v in ((value,) if isinstance(value, str) else value)]


def _declared_people(script: Script) -> list[str]:
    return _declared(script, "speakers", "speaker", "guests", "guest", "hosts", "host")


def with_heading_labels(found: list[Row], script: Script) -> list[Row]:
    """Some files set every speaker's name as a heading; then it is a label."""
    names = Counter(_heading_name(row) for row in found if row.kind == "heading")
    known = {fold(name) for name in _declared_people(script)}
    back = {n for n, count in names.items() if count >= _RECURS or (count > 1 and fold(n) in known)}
    if len(back) < 2 or sum(names[name] for name in back) * 2 < names.total():
        return found
    return [
        _as_label(row) if row.kind == "heading" and _heading_name(row) in back else row
        for row in found
    ]


def _heading_name(row: Row) -> str:
    return row.label.name if row.label else row.text


def _as_label(row: Row) -> Row:
    label = row.label or Label(row.text, None, row.start, "", "bold")
    return replace(row, kind="text", label=replace(label, kind="bold"))


def make_plan(found: list[Row], script: Script) -> Plan:
    """What these rows of a script tell together."""
    labels = [row.label for row in found if row.label and row.kind == "text"]
    spoken = (row.label.rest if row.label else row.text for row in found if row.kind != "mark")
    voices = speakers_among(labels, spoken, _declared_people(script))
    silent = _silent(labels)
    voices = {written: name for written, name in voices.items() if written not in silent}
    title = _title(found, _declared(script, "title"), voices)
    level = _chapter_level(row for i, row in enumerate(found) if i != title)
    headed = any(row.kind == "heading" and i != title for i, row in enumerate(found))
    plan = Plan(voices, silent, 0, title, level, False, not headed, _timed_at_end(found, voices))
    first = _first_said(found, plan, bool(script.fields))
    opening = next((row for row in found[first:] if row.kind == "text"), None)
    narrated = opening is not None and plan.voice(opening) is None
    return replace(plan, first_said=first, narrated=narrated)


def _silent(labels: Sequence[Label]) -> frozenset[str]:
    bold = [label for label in labels if label.kind == "bold" and not is_marker(label)]
    mute = [label for label in bold if not only_times(label.rest)]
    if len(mute) * 5 < len(bold) * 4:
        return frozenset()
    heard = {label.name for label in mute}
    return frozenset(label.name for label in bold if label.name not in heard and label.rest)


def _title(found: list[Row], declared: Sequence[str], voices: Mapping[str, str]) -> int | None:
    """The one heading of the first level, before all speech, unless another title is declared."""
    top = [i for i, row in enumerate(found) if row.kind == "heading" and row.level == 1]
    if not top or any(row.label and row.label.name in voices for row in found[: top[0]]):
        return None
    told = fold(found[top[0]].text)
    if any(told == fold(plain(title)) for title in declared):
        return top[0]
    return top[0] if len(top) == 1 and not declared and top[0] == _first_text(found) else None


def _chapter_level(found: Iterable[Row]) -> int:
    """The first level with more than one heading; without one, the deepest there is."""
    counts = Counter(row.level for row in found if row.kind == "heading")
    return next((level for level in sorted(counts) if counts[level] > 1), max(counts, default=1))


def _first_text(found: list[Row]) -> int:
    return next((i for i, row in enumerate(found) if row.kind != "mark"), 0)


def _timed_at_end(found: list[Row], voices: Mapping[str, str]) -> bool:
    labelled = [row for row in found if row.label and row.label.name in voices]
    timed = sum(end_time(row.text) is not None for row in labelled)
    return timed * 2 > len(labelled)


def end_time(text: str) -> re.Match[str] | None:
    """The time in round brackets that ends a paragraph."""
    return _TIME_AT_END.search(text, max(0, len(text) - LONGEST_TIME))


def _first_said(found: list[Row], plan: Plan, declared: bool) -> int:
    """Where the speech begins: under "Transcript", or after the title and the lines on facts.

    Text between the title and the first speaker is about the episode, unless front matter
    told about it before.
    """
    for i, row in enumerate(found):
        if row.kind == "heading" and _TRANSCRIPT.fullmatch(row.text):
            return i + 1
    named = next((i for i, row in enumerate(found) if plan.voice(row)), None)
    about = plan.title is not None and named is not None and not declared
    for i, row in enumerate(found[:named]):
        if i == plan.title or row.kind == "mark":
            continue
        if row.kind != "text" or not (about or _tells_fact(row)):
            return i
    return len(found) if named is None else named


def _tells_fact(row: Row) -> bool:
    """ "Topic: ...", "Transcript by: ...": what a file says about itself."""
    fact = row.label is not None and bool(row.label.rest) and tells_fact(row.label)
    return fact or is_notice(row.text)
