"""The lines of a Markdown file, each as what it is: heading, text, code, or a mere mark.

Follows the block structure of CommonMark (https://spec.commonmark.org/0.31.2/) as far as
transcripts use it. Lists and quotes are text without their marks, but the number of a
numbered list stays, since it is read aloud.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import Literal

from ...text import squash
from ..script import Script
from ..surroundings import looks_like_title
from .inline import plain
from .labels import CLOCK, Label, leading_time, parse_label, seconds, tells_fact

RowKind = Literal["heading", "text", "code", "mark", "aside"]
"""aside: what nobody seems to say, kept with the speech for want of certainty."""

_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_HEADING_ID = re.compile(r"\{[#.:][^{}]{0,200}\}$")
_RULE = re.compile(r"(?:\\?[-*_=~•·]\s?){3,}$")
_UNDERLINE = re.compile(r"={2,}$|-{2,}$")
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
_BULLET = re.compile(r"[-*+•][ \t]+(?=\S)")
_NUMBERED = re.compile(r"\d{1,9}[.)][ \t]+\S")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)$")
_DEFINITION = re.compile(r"\[[^\[\]]{1,200}\]:\s*<?https?://\S+.*$")
_ONLY_URL = re.compile(r"(?:[^\W_][^:]{1,60}:\s?)?<?https?://\S+>?$")
_ONLY_LINK = re.compile(r"\[[^\[\]]{1,200}\]\(\S+\)$")
LONGEST_TIME = 20
"""Characters of a time at the end of a line, with its brackets."""
_TIME_BEFORE = re.compile(rf"({CLOCK})[\s:–—|-]+(?=\S)")
_TIME_AFTER = re.compile(rf"\s*\\?[\[(]({CLOCK})\\?[\])]$|\s(\d{{1,2}}:\d\d:\d\d)$")
_COMMENT = "<!--", "-->"


@dataclass(frozen=True, slots=True)
class Row:
    """One line that is not blank."""

    number: int
    raw: str
    """Without white space around it."""
    kind: RowKind
    text: str
    """Without the marks of its block: what a heading, list item or quote says. A heading's
    and an aside's are plain; the others keep their markup."""
    level: int = 0
    """Of a heading, 1 to 6."""
    start: float | None = None
    """A heading's or an aside's own time, in seconds."""
    label: Label | None = None
    apart: bool = False
    """Whether it begins a paragraph: after a blank line, or as a list item."""
    quoted: bool = False


def rows(script: Script) -> list[Row]:
    """All lines that are not blank, in order."""
    made: list[Row] = []
    fence: str | None = None
    comment_until = 0
    comment_ends = _comment_ends(script)
    for number, raw in script.numbered():
        apart = not script.follows_directly(number)
        if number <= comment_until:
            made.append(Row(number, raw, "mark", raw))
        elif fence is not None:
            closed = raw.startswith(fence) and not raw.strip(fence[0])
            fence = None if closed else fence
            made.append(Row(number, raw, "mark" if closed else "code", raw, apart=True))
        elif opened := _FENCE.match(raw):
            fence = opened[1]
            made.append(Row(number, raw, "mark", raw))
        elif raw.startswith(_COMMENT[0]) and (until := _end_from(comment_ends, number)):
            comment_until = until
            made.append(Row(number, raw, "mark", raw))
        elif _underlines(raw, made, apart):
            above = made[-1]
            made[-1] = _heading(above.number, above.raw, 1 if raw[0] == "=" else 2, above.text)
            made.append(Row(number, raw, "mark", raw))
        else:
            made.append(_row(number, raw, apart))
    return made


def _comment_ends(script: Script) -> list[int]:
    return [n for n, line in enumerate(script.lines, 1) if _COMMENT[1] in line]


def _end_from(ends: list[int], number: int) -> int | None:
    at = bisect.bisect_left(ends, number)
    return ends[at] if at < len(ends) else None


def _underlines(raw: str, made: list[Row], apart: bool) -> bool:
    """Whether a line of === or --- makes a heading of the line right above it."""
    if apart or not made or not _UNDERLINE.match(raw):
        return False
    above = made[-1]
    return above.kind == "text" and above.apart and not above.label and looks_like_title(above.text)


def _row(number: int, raw: str, apart: bool) -> Row:
    if heading := _HEADING.match(raw):
        return _heading(number, raw, len(heading[1]), _title(heading[2]))
    if any(form.match(raw) for form in (_RULE, _IMAGE, _DEFINITION, _ONLY_URL)):
        return Row(number, raw, "mark", raw)
    text, quoted = raw, False
    if quote := _QUOTE.match(raw):
        text, quoted = raw[quote.end() :], True
    if bullet := _BULLET.match(text):
        text, apart = text[bullet.end() :], True
    elif _NUMBERED.match(text):
        apart = True
    label = parse_label(text)
    if label and label.kind == "plain" and tells_fact(label) and _ONLY_LINK.match(label.rest):
        return Row(number, raw, "mark", raw)
    return Row(number, raw, "text", text, 0, None, label, apart, quoted)


def _heading(number: int, raw: str, level: int, text: str) -> Row:
    start, title = leading_time(text)
    if start is None and (match := _TIME_BEFORE.match(title)):
        start, title = seconds(match[1]), title[match.end() :]
    if start is None and (match := _TIME_AFTER.search(title[-LONGEST_TIME:])):
        start, title = seconds(match[1] or match[2]), title[: len(title) - len(match[0])]
    shown = squash(plain(title)) or squash(text)
    return Row(number, raw, "heading", shown, level, start, parse_label(text), True)


def _title(text: str) -> str:
    """A heading without the marks that close it and the id that is set for it."""
    title = _HEADING_ID.sub("", text).rstrip()
    bare = title.rstrip("#")
    return (bare.rstrip() if bare[-1:].isspace() or not bare else title) or text
