"""Paragraphs that open with who speaks, and mostly when.

    [00:00:00] Jane Doe: Welcome.        [Jane Doe] [00:00] Welcome.
    Jane Doe (00:00): Welcome.           00:00:00 Jane Doe: Welcome.
    [0.00 -> 1.76] Welcome.              Jane Doe: Welcome.      >> JANE: Welcome.

A paragraph without a name goes on with the last speaker, and a line right under a paragraph
is the rest of it. In a file with stamps, a paragraph without one belongs to the speech when
it stands between stamped ones (a short title among them is a heading); after the last one it
is the page's foot, unless this file leaves stamps out elsewhere too. In a file without any,
the labels that return take their place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Transcript
from .draft import Draft
from .script import Script
from .speakers import can_be_label, full_labels, known_speakers, looks_like_name, split_label
from .stamps import SPAN, STAMP, TIME, parse_span
from .surroundings import closing_begins, looks_like_title

NAME = "labelled"
SAMPLE = "[00:00:00] Name: text"

_FORMS = {
    form: re.compile(pattern)
    for form, pattern in (
        (
            "name, stamp",
            rf"\[(?!{SPAN}\])(?P<name>[^\[\]]{{1,60}})\]\s{{0,9}}{STAMP}(?:\s?[:–-](?=\s))?\s*",
        ),
        (
            "stamp",
            rf"{STAMP}\s{{0,9}}(?:\[(?P<name>(?i:speaker|spk)[ _-]?\w{{1,3}})\]:?|[–—-](?=\s))?\s*",
        ),
        (
            "name stamp",
            rf"(?P<name>[^\W\d_][^:：\[\]()\t]{{0,59}}?(?:\s\([^()\d]{{1,30}}\))?)"
            rf"\s{{0,9}}(?::|[–—-]\s)?\s{{0,9}}{STAMP}(?:\s?[:–-](?=\s|$))?\s*",
        ),
        ("time", rf"(?P<stamp>{TIME})(?![\d:.,])\s{{0,9}}(?:[–—|-]\s{{1,9}})?"),
    )
}
"""Ways to open a paragraph, the surest first. "name" is missing where `Name:` may follow."""
_RARE_FORM = 0.05
"""A way that opens a smaller share of the opened lines is a chance hit in a text."""
_TURN = re.compile(r">{2,3}\s*(?=\S)")
"""Another speaker begins: the mark of broadcast captions (CEA-608)."""

_LONGEST_WRAP = 15
"""Lines under an opened one that still count as known when the reader is chosen."""
_MORE_NAMES = 10
"""So many times as many names as stamps: the names tell what is speech."""
_NAMED_TIMES = 0.3
"""The share of the lines `0:15 text` that must name somebody: else they are captions."""
_SURE_OF_NAMES = 0.8
"""What labels alone are worth, where times would be proof."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    number: int
    raw: str
    apart: bool
    """Whether a blank line stands before it."""
    form: str | None = None
    """How it opens; None for a line without a stamp."""
    start: float | None = None
    end: float | None = None
    fresh: bool = False
    """Whether a turn mark opens it: then the last speaker doesn't go on."""
    label: str | None = None
    """What may be the speaker's name."""
    sure: bool = False
    """Whether the label can't be anything else."""
    text: str = ""
    """Without the stamp."""
    rest: str = ""
    """Without stamp and label."""

    @property
    def opens(self) -> bool:
        """Whether a stamp or a turn mark begins it."""
        return self.form is not None or self.fresh


def sniff(script: Script) -> float:
    """The share of lines that open a paragraph or go on with one."""
    paragraphs = _paragraphs(script)
    speakers = _speakers(paragraphs)
    opened = [p.opens or p.label in speakers for p in paragraphs]
    stamped = sum(p.opens for p in paragraphs)
    if stamped * _MORE_NAMES < sum(opened):
        return _SURE_OF_NAMES * _reach(paragraphs, opened) if _returning(paragraphs) else 0.0
    if stamped > 1:
        return _reach(paragraphs, opened)
    return stamped / max(1, len(paragraphs))


def _reach(paragraphs: Sequence[_Paragraph], opened: Iterable[bool]) -> float:
    """The share of lines that are opened, or right under such a one."""
    known, room = 0, 0
    for p, opens in zip(paragraphs, opened, strict=True):
        room = _LONGEST_WRAP + 1 if opens else 0 if p.apart or p.opens else room - 1
        known += room > 0
    return known / max(1, len(paragraphs))


def _returning(paragraphs: Sequence[_Paragraph]) -> bool:
    """Whether labels alone make a conversation: most of them come again and again."""
    labels = [p.label for p in paragraphs if p.label and looks_like_name(p.label)]
    full = full_labels(labels)
    counts = Counter(full.get(label, label) for label in labels)
    again = sum(count for count in counts.values() if count > 1)
    return again > 2 and 2 * again > counts.total()


def read(script: Script) -> Transcript:
    """The opened paragraphs, with the speaker carried on, and what stands around them."""
    paragraphs = _paragraphs(script)
    speakers = _speakers(paragraphs)
    marks = _marks(paragraphs, speakers)
    first = marks[0] if marks else len(paragraphs)
    last = _end_of_speech(paragraphs, marks)
    draft = Draft(script.path, NAME)
    for p in paragraphs[:first]:
        draft.outside(p.raw, p.number, "preamble")
    _read_body(list(_joined(paragraphs[first:last], speakers)), speakers, draft)
    for p in paragraphs[last:]:
        draft.outside(p.raw, p.number, "closing")
    return draft.transcript()


def _marks(paragraphs: Sequence[_Paragraph], speakers: frozenset[str]) -> list[int]:
    """The positions that are surely speech: stamps, or labels in a file that has few stamps."""
    stamped = [i for i, p in enumerate(paragraphs) if p.opens]
    both = [i for i, p in enumerate(paragraphs) if p.opens or p.label in speakers]
    return both if len(stamped) * _MORE_NAMES < len(both) else stamped


def _speakers(paragraphs: Sequence[_Paragraph]) -> frozenset[str]:
    labels = [p.label for p in paragraphs if p.label]
    sure = {p.label for p in paragraphs if p.sure and p.label} | full_labels(labels).keys()
    if not any(p.opens for p in paragraphs):
        counts = Counter(labels)
        labels = [p.label for p in paragraphs if p.label and not _is_lone_title(p, counts)]
    asked = [label for label in labels if label not in sure]
    return known_speakers(asked, (p.rest for p in paragraphs)) | sure


def _is_lone_title(p: _Paragraph, counts: Mapping[str, int]) -> bool:
    """ "Career journey: from law to code", where only labels tell what is speech."""
    return p.apart and bool(p.rest) and counts[p.label or ""] == 1 and looks_like_title(p.text)


def _joined(body: Sequence[_Paragraph], speakers: frozenset[str]) -> Iterator[_Paragraph]:
    """The paragraphs, each with the lines that go on right under it."""
    under: list[_Paragraph] = []
    for p in body:
        if under and not _goes_on(under[0], p, speakers):
            yield _together(under)
            under = []
        under.append(p)
    if under:
        yield _together(under)


def _goes_on(head: _Paragraph, p: _Paragraph, speakers: frozenset[str]) -> bool:
    if p.apart or p.opens or p.label in speakers:
        return False
    return head.opens or head.label in speakers or not looks_like_title(head.text)


def _together(lines: Sequence[_Paragraph]) -> _Paragraph:
    head, *others = lines
    if not others:
        return head
    more = " ".join(p.raw for p in others)
    return replace(
        head,
        raw=f"{head.raw} {more}",
        text=f"{head.text} {more}",
        rest=f"{head.rest} {more}",
    )


def _read_body(body: Sequence[_Paragraph], speakers: frozenset[str], draft: Draft) -> None:
    full = full_labels(p.label for p in body if p.label in speakers and p.label)
    speaker: str | None = None
    for p, following in zip(body, [*body[1:], None], strict=False):
        if p.label in speakers and p.label:
            speaker = full.get(p.label, p.label)
            if not p.rest and not p.opens and following is not None and following.apart:
                draft.mark(p.raw, p.number)
                continue
            draft.speech(p.rest, p.number, p.start, speaker, p.raw, p.end)
        elif _is_heading(p, following):
            draft.heading(p.text, p.number)
        else:
            speaker = None if p.fresh else speaker
            draft.speech(p.text, p.number, p.start, speaker, p.raw, p.end)


def _is_heading(p: _Paragraph, following: _Paragraph | None) -> bool:
    between = p.apart and following is not None and following.apart
    return not p.opens and between and looks_like_title(p.text)


def _end_of_speech(paragraphs: Sequence[_Paragraph], marks: Sequence[int]) -> int:
    """The position after the last spoken paragraph."""
    if not marks:
        return len(paragraphs)
    end = marks[-1] + 1
    while end < len(paragraphs) and not paragraphs[end].apart:
        end += 1
    marked = frozenset(marks)
    inside = (p for i, p in enumerate(paragraphs[: marks[-1]]) if i > marks[0] and i not in marked)
    if not any(p.apart and not looks_like_title(p.text) for p in inside):
        return end
    foot = closing_begins(
        (p.raw for p in paragraphs[end:]), [p.raw for p in paragraphs[: marks[0]]]
    )
    return end + foot


def _paragraphs(script: Script) -> list[_Paragraph]:
    lines = list(script.numbered())
    forms = _forms_of(raw for _, raw in lines)
    return [
        _paragraph(raw, number, not script.follows_directly(number), forms) for number, raw in lines
    ]


def _forms_of(lines: Iterable[str]) -> tuple[str, ...]:
    """The ways in which this file opens its paragraphs."""
    found = [opening for opening in map(_opening, lines) if opening is not None]
    counts = Counter(form for form, _ in found)
    if sum(not rest for form, rest in found if form == "name stamp") * 2 > counts["name stamp"]:
        del counts["name stamp"]
    if not _is_talk([rest for form, rest in found if form == "time"]):
        del counts["time"]
    return tuple(form for form in _FORMS if counts[form] > _RARE_FORM * counts.total())


def _is_talk(timed: Sequence[str]) -> bool:
    """Whether what follows the times in `0:15 text` names people who take turns.

    Lines that name one person only are no proof: whose the others are would be a guess.
    """
    labels = Counter(label for label, _ in filter(None, map(split_label, timed)))
    again = [count for count in labels.values() if count > 1]
    return len(again) > 1 and labels.total() >= _NAMED_TIMES * len(timed)


def _opening(raw: str) -> tuple[str, str] | None:
    """The way in which a line opens, and what follows."""
    for form, pattern in _FORMS.items():
        match = pattern.match(raw)
        if match and _is_opening(form, match):
            return form, raw[match.end() :]
    return None


def _is_opening(form: str, match: re.Match[str]) -> bool:
    """In brackets before a stamp any name will do: a machine wrote it, and may have misheard."""
    name = match.groupdict().get("name")
    if name is None or (form == "name, stamp" and name.strip()):
        return True
    return can_be_label(name) and looks_like_name(name)


def _paragraph(raw: str, number: int, apart: bool, forms: Sequence[str]) -> _Paragraph:
    matches = ((form, _FORMS[form].match(raw)) for form in forms)
    form, match = next(((f, m) for f, m in matches if m and _is_opening(f, m)), (None, None))
    text = raw[match.end() :] if match else raw
    turn = _TURN.match(text)
    text = text[turn.end() :] if turn else text
    start, end = parse_span(match["stamp"]) if match else (None, None)
    name = match.groupdict().get("name") if match else None
    label, rest = (name.strip(), text) if name else split_label(text) or (None, text)
    return _Paragraph(
        number, raw, apart, form, start, end, bool(turn), label, bool(name), text, rest
    )
