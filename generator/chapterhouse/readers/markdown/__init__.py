"""Markdown: paragraphs under speakers' labels, headings as chapters, times in brackets.

    ## How it began

    **Jane Doe:** It began with a letter. \\[04:10\\] And then came another one.

    **Break:** \\[27:42\\]

A paragraph without a label goes on with the last speaker. A time in brackets begins a new
segment where it stands. `labels` says how speakers may be written, `rows` what else a line
can be, `plan` what the whole file tells, `doubts` which labels may as well be speech,
`inline` what becomes of links and emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model import Diagnostic, Line, Segment, Transcript
from ...text import squash
from ..draft import Draft
from ..script import Script
from ..surroundings import looks_like_title
from .doubts import reports, with_doubts, with_loose_settled
from .inline import plain
from .labels import CLOCK, STAMP, leading_time, only_times, seconds
from .plan import Plan, end_time, make_plan, with_heading_labels
from .rows import Row, rows

NAME = "markdown"
SAMPLE = "**Name:** text"

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
_BOLD_LABEL = re.compile(
    r"[^\w\s]{0,4}[*_]{2}[^*_]{1,80}(?:[*_]{2}\s?[:：]|[:：][*_]{2})", re.DOTALL
)
_HEADING = re.compile(r"#{1,6} \S")
_BARE_TIME = re.compile(rf"(?:{CLOCK}(?:\s|$)|.{{0,40}} --> )")
_ANY_TIME = re.compile(rf"\\?[\[(]?{CLOCK}|.{{0,40}} --> ")
_LONGEST_PARAGRAPH = 30
"""Lines; more of them without a blank line are not one paragraph but a list of lines."""
_LINES_A_LABEL = 30
"""In a file that isn't called Markdown, labels in bold are no rarer than one in so many lines."""
_LONGEST_HEADING = 200
_CUT = "\ue0fe"


def sniff(script: Script) -> float:
    """How much of the file follows a speaker in bold; nearly 1 for what is called Markdown."""
    lines = [line for _, line in script.numbered()]
    if _share(lines, _BARE_TIME) > 1 / 3:
        return 0.0
    called = script.path.lower().endswith(_SUFFIXES)
    bold = [i for i, line in enumerate(lines) if _BOLD_LABEL.match(line)]
    if len(bold) > 1 and len(bold) * _LINES_A_LABEL > len(lines) and not called:
        return 1 - bold[0] / len(lines)
    headings = sum(_HEADING.match(line) is not None for line in lines)
    if called or script.fields:
        told = bold or headings or script.fields
        return 0.3 if not told else 0.9 if _share(lines, _ANY_TIME) > 1 / 2 else 1.0
    return 0.5 if headings > 1 else 0.0


def _share(lines: Sequence[str], form: re.Pattern[str]) -> float:
    return sum(form.match(line) is not None for line in lines) / max(1, len(lines))


def read(script: Script) -> Transcript:
    """Speech, headings and markers in order; lines before the speech are preamble."""
    found = with_loose_settled(with_heading_labels(rows(script), script))
    plan = make_plan(found, script)
    found = with_doubts(found, plan)
    draft = Draft(script.path, NAME)
    for position, row in enumerate(found[: plan.first_said]):
        _read_before(row, position == plan.title, draft)
    said = found[plan.first_said :]
    _Speech(plan, draft).read(said)
    draft.diagnostics.extend(reports(said))
    return draft.transcript()


def _read_before(row: Row, title: bool, draft: Draft) -> None:
    if title:
        draft.lines.append(Line(row.text, row.number))
    elif row.kind == "mark":
        draft.mark(row.raw, row.number)
    else:
        text = row.text if row.kind in ("heading", "aside") else plain(row.text)
        draft.outside(text, row.number, "preamble")


class _Speech:
    """One pass over the rows of the speech, with the speaker and a waiting time carried on."""

    def __init__(self, plan: Plan, draft: Draft) -> None:
        self.plan = plan
        self.draft = draft
        self.speaker: str | None = None
        self.waiting: float | None = None

    def read(self, found: Sequence[Row]) -> None:
        for run in _runs(found, self.plan):
            row = run[0]
            if row.kind == "mark":
                self.draft.mark(row.raw, row.number)
            elif row.kind == "aside":
                self.draft.segments.append(Segment(row.text, row.number, row.start))
            elif self.plan.marker(row):
                text = row.text if row.kind == "heading" else plain(row.text)
                self.draft.lines.append(Line(squash(text), row.number, "marker"))
            elif row.kind == "heading" and row.level > self.plan.chapter_level:
                self.draft.lines.append(Line(row.text, row.number, "marker"))
            elif row.kind == "heading":
                self._heading(row)
            elif self.plan.bold_titles and _is_bold_title(run) and self.plan.voice(row) is None:
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
        if self.plan.timed_at_end and (match := end_time(run[-1].text)):
            start = seconds(match[1])
            rest = [said, *(row.text for row in run[1:])]
            rest[-1] = rest[-1][: len(rest[-1]) - len(match[0])]
            self._said("\n".join(rest), run, start)
        else:
            self._said("\n".join([said, *(row.text for row in run[1:])]), run, start)
        if first.label and first.label.doubtful and len(run) == 1 and only_times(said):
            self.waiting = start  # as text it may be nobody's; as a time it is the next one's

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


def _runs(found: Sequence[Row], plan: Plan) -> Iterator[Sequence[Row]]:
    """Rows that are one paragraph together; headings, marks and code stand alone."""
    run: list[Row] = []
    for row in found:
        if run and not _continues(row, run[-1], plan):
            yield from _paragraphs(run)
            run = []
        run.append(row)
    yield from _paragraphs(run)


def _continues(row: Row, above: Row, plan: Plan) -> bool:
    if row.kind != "text" or above.kind != "text" or row.apart or row.quoted != above.quoted:
        return False
    return plan.voice(row) is None and not plan.marker(row) and not plan.marker(above)


def _paragraphs(run: list[Row]) -> Iterator[Sequence[Row]]:
    if len(run) > _LONGEST_PARAGRAPH:
        yield from ([row] for row in run)
    elif run:
        yield run


def _is_bold_title(run: Sequence[Row]) -> bool:
    """A line alone in bold, set like a heading."""
    row, label = run[0], run[0].label
    bold = row.apart and len(run) == 1 and label is not None and label.kind == "bare"
    return bold and label is not None and not label.rest and looks_like_title(row.text)
