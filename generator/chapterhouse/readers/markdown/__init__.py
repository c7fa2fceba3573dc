"""Markdown: paragraphs under speakers' labels, headings as chapters, times in brackets.

    ## How it began

    **Jane Doe:** It began with a letter. \\[04:10\\] And then came another one.

    **Break:** \\[27:42\\]

A paragraph without a label goes on with the last speaker. A time in brackets begins a new
segment where it stands. `labels` says how speakers may be written, `rows` what else a line
can be, `inline` what becomes of links and emphasis.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...model import Diagnostic, Line, Segment, Transcript
from ...text import fold, squash
from ..draft import Draft
from ..script import Script
from ..surroundings import is_notice, looks_like_title
from .inline import plain
from .labels import (
    CLOCK,
    STAMP,
    Label,
    is_marker,
    leading_time,
    only_times,
    seconds,
    speakers_among,
    tells_fact,
)
from .rows import LONGEST_TIME, Row, rows

NAME = "markdown"
SAMPLE = "**Name:** text"

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
_BOLD_LABEL = re.compile(
    r"[^\w\s]{0,4}[*_]{2}[^*_]{1,80}(?:[*_]{2}\s?[:：]|[:：][*_]{2})", re.DOTALL
)
_HEADING = re.compile(r"#{1,6} \S")
_BARE_TIME = re.compile(rf"(?:{CLOCK}(?:\s|$)|.{{0,40}} --> )")
_ANY_TIME = re.compile(rf"\\?[\[(]?{CLOCK}|.{{0,40}} --> ")
_TIME_AT_END = re.compile(rf"\s?\(({CLOCK})\)$")
_TRANSCRIPT = re.compile(r"(?:the |full |episode |edited )*transcript(?:ion)?:?", re.IGNORECASE)
_LONGEST_PARAGRAPH = 30
"""Lines; more of them without a blank line are not one paragraph but a list of lines."""
_LONGEST_HEADING = 200
_RECURS = 3
_CUT = "\ue0fe"


def sniff(script: Script) -> float:
    """How much of the file follows a speaker in bold; nearly 1 for what is called Markdown."""
    lines = [line for _, line in script.numbered()]
    if _share(lines, _BARE_TIME) > 1 / 3:
        return 0.0
    called = script.path.lower().endswith(_SUFFIXES)
    bold = [i for i, line in enumerate(lines) if _BOLD_LABEL.match(line)]
    if len(bold) > 1 and not called:
        return 1 - bold[0] / len(lines)
    headings = sum(_HEADING.match(line) is not None for line in lines)
    if called or script.fields:
        told = bold or headings or script.fields
        return 0.3 if not told else 0.9 if _share(lines, _ANY_TIME) > 1 / 2 else 1.0
    return 0.5 if headings > 1 else 0.0


def _share(lines: Sequence[str], form: re.Pattern[str]) -> float:
    return sum(form.match(line) is not None for line in lines) / max(1, len(lines))


@dataclass(frozen=True, slots=True)
class _Plan:
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


def read(script: Script) -> Transcript:
    """Speech, headings and markers in order; lines before the speech are preamble."""
    found = _with_heading_labels(rows(script), _declared_people(script))
    plan = _plan(found, script)
    draft = Draft(script.path, NAME)
    for position, row in enumerate(found[: plan.first_said]):
        _read_before(row, position == plan.title, draft)
    _Speech(plan, draft).read(found[plan.first_said :])
    return draft.transcript()


# --- what the whole file tells --------------------------------------------------------


def _declared(script: Script, *names: str) -> list[str]:
    values = (field.value for field in script.fields if field.name.partition(".")[0] in names)
    return [v for value in values for v in ((value,) if isinstance(value, str) else value)]


def _declared_people(script: Script) -> list[str]:
    return _declared(script, "speakers", "speaker", "guests", "guest", "hosts", "host")


def _with_heading_labels(found: list[Row], declared: Sequence[str]) -> list[Row]:
    """Some files set every speaker's name as a heading; then it is a label."""
    names = Counter(_heading_name(row) for row in found if row.kind == "heading")
    known = {fold(name) for name in declared}
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


def _plan(found: list[Row], script: Script) -> _Plan:
    labels = [row.label for row in found if row.label and row.kind == "text"]
    spoken = (row.label.rest if row.label else row.text for row in found if row.kind != "mark")
    voices = speakers_among(labels, spoken, _declared_people(script))
    silent = _silent(labels)
    voices = {written: name for written, name in voices.items() if written not in silent}
    title = _title(found, _declared(script, "title"), voices)
    level = _chapter_level(row for i, row in enumerate(found) if i != title)
    plan = _Plan(voices, silent, 0, title, level, False, _timed_at_end(found, voices))
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
    timed = sum(_end_time(row.text) is not None for row in labelled)
    return timed * 2 > len(labelled)


def _end_time(text: str) -> re.Match[str] | None:
    return _TIME_AT_END.search(text, max(0, len(text) - LONGEST_TIME))


def _first_said(found: list[Row], plan: _Plan, declared: bool) -> int:
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


# --- row by row -----------------------------------------------------------------------


def _read_before(row: Row, title: bool, draft: Draft) -> None:
    if title:
        draft.lines.append(Line(row.text, row.number))
    elif row.kind == "mark":
        draft.mark(row.raw, row.number)
    else:
        text = row.text if row.kind == "heading" else plain(row.text)
        draft.outside(text, row.number, "preamble")


class _Speech:
    """One pass over the rows of the speech, with the speaker and a waiting time carried on."""

    def __init__(self, plan: _Plan, draft: Draft) -> None:
        self.plan = plan
        self.draft = draft
        self.speaker: str | None = None
        self.waiting: float | None = None

    def read(self, found: Sequence[Row]) -> None:
        for run in _runs(found, self.plan):
            row = run[0]
            if row.kind == "mark":
                self.draft.mark(row.raw, row.number)
            elif self.plan.marker(row):
                text = row.text if row.kind == "heading" else plain(row.text)
                self.draft.lines.append(Line(squash(text), row.number, "marker"))
            elif row.kind == "heading" and row.level > self.plan.chapter_level:
                self.draft.lines.append(Line(row.text, row.number, "marker"))
            elif row.kind == "heading":
                self._heading(row)
            elif _is_bold_title(row) and len(run) == 1 and self.plan.voice(row) is None:
                self.draft.heading(plain(row.text), row.number)
            else:
                self._paragraph(run)

    def _heading(self, row: Row) -> None:
        self.speaker = None if self.plan.narrated else self.speaker
        if len(row.text) <= _LONGEST_HEADING:
            self.draft.heading(row.text, row.number, row.start)
            return
        self._said(row.text, (row,), row.start)
        message = "this heading is as long as a paragraph; kept as speech"
        self.draft.diagnostics.append(Diagnostic(row.number, "warning", message))

    def _paragraph(self, run: Sequence[Row]) -> None:
        first, speaker = run[0], self.plan.voice(run[0])
        said, start = first.text, None
        if speaker is not None and first.label is not None:
            self.speaker, said, start = speaker, first.label.rest, first.label.start
        elif first.kind == "text":
            start, said = leading_time(first.text)
        if self.plan.timed_at_end and (match := _end_time(run[-1].text)):
            start = seconds(match[1])
            rest = [said, *(row.text for row in run[1:])]
            rest[-1] = rest[-1][: len(rest[-1]) - len(match[0])]
            self._said("\n".join(rest), run, start)
        else:
            self._said("\n".join([said, *(row.text for row in run[1:])]), run, start)

    def _said(self, text: str, run: Sequence[Row], start: float | None) -> None:
        """Cuts a paragraph at its times; a time without words after it waits for the next."""
        self.waiting = start if start is not None else self.waiting
        before = len(self.draft.segments)
        literal = run[0].kind in ("code", "heading")
        for own, words, line in [(None, text, 0)] if literal else _pieces(text):
            self.waiting = own if own is not None else self.waiting
            if said := squash(words):
                number = run[min(line, len(run) - 1)].number
                self.draft.segments.append(
                    Segment(said, number, self.waiting, speaker=self.speaker)
                )
                self.waiting = None
        if len(self.draft.segments) == before:
            for row in run:
                self.draft.mark(row.raw, row.number)


def _pieces(text: str) -> Iterator[tuple[float | None, str, int]]:
    """(time or None, plain words, lines before them) of what stands between times."""
    stamps = list(STAMP.finditer(text))
    if not stamps:
        yield None, plain(text), 0
        return
    starts = [None, *(seconds(stamp[2]) for stamp in stamps)]
    ends = [0, *(stamp.end() for stamp in stamps)]
    if _CUT in text:
        told = STAMP.sub(lambda _: _CUT, text.replace(_CUT, " ")).split(_CUT)
        said = [plain(piece) for piece in told]
    else:
        said = plain(STAMP.sub(lambda _: _CUT, text)).split(_CUT)
    line = 0
    for start, words, before, end in zip(starts, said, [0, *ends], ends, strict=False):
        line += text.count("\n", before, end)
        yield start, words, line


def _runs(found: Sequence[Row], plan: _Plan) -> Iterator[Sequence[Row]]:
    """Rows that are one paragraph together; headings, marks and code stand alone."""
    run: list[Row] = []
    for row in found:
        if run and not _continues(row, run[-1], plan):
            yield from _paragraphs(run)
            run = []
        run.append(row)
    yield from _paragraphs(run)


def _continues(row: Row, above: Row, plan: _Plan) -> bool:
    if row.kind != "text" or above.kind != "text" or row.apart or row.quoted != above.quoted:
        return False
    return plan.voice(row) is None and not plan.marker(row) and not plan.marker(above)


def _paragraphs(run: list[Row]) -> Iterator[Sequence[Row]]:
    if len(run) > _LONGEST_PARAGRAPH:
        yield from ([row] for row in run)
    elif run:
        yield run


def _is_bold_title(row: Row) -> bool:
    """A line alone in bold, set like a heading."""
    bold = row.apart and row.label is not None and row.label.kind == "bare"
    return bold and row.label is not None and not row.label.rest and looks_like_title(row.text)
