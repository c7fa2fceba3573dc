"""Chapter lists: files beside a transcript that say where its chapters begin.

    00:00 Introduction                    YouTube's description, among other text; also
    01:15 - Career journey                "Title - 00:00", "(00:00) Title", "- 00:00: Title"

    00:01:15.000 Career journey <https://example.org>      Podlove simple chapters
    75.000000<tab>190.000000<tab>Career journey            Audacity's labels
    {"chapters": [{"startTime": 75, "title": "Career ..."}]}    Podcasting 2.0
    WEBVTT, with a title in each cue

A list is read where it lies; which transcript it belongs to is for `sources` to say.

Podcasting 2.0: https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md
Podlove: https://podlove.org/simple-chapters/
"""

from __future__ import annotations

import dataclasses
import html
import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from .errors import SourceError
from .model import ChapterList, Diagnostic, Level, ListedChapter, Segment, Source, Transcript
from .readers import read
from .readers.json_files.entries import clean, read_seconds
from .readers.json_files.tally import Tally
from .readers.json_files.tree import Record, parse, records
from .readers.script import Script, decode
from .text import CLOCK, excerpt, format_clock, parse_clock, squash

_DESCRIPTIONS = (".description", ".description.txt")
"""Files that may hold a list or none."""
_FEWEST = 3
"""Times that make a list of a description, as on YouTube; fewer are times of day."""

_TIME = rf"{CLOCK}(?:[.,]\d{{1,3}})?"
_BULLET = r"(?:[-–—*•·►▶➤]+\s*|\d{1,3}[.)]\s+)?"
_AT_BEGIN = re.compile(
    rf"{_BULLET}[\[(]?({_TIME})(?:\s*[-–—]\s*({_TIME}))?(?:\]\(\S*\)|[\])])?(?=[\s:|–—-]|$)[\s:|–—-]*"
)
_AT_END = re.compile(rf"[\s:|–—-]*(?<![\d:.,])[\[(]?({_TIME})[\])]?$")
_LONGEST_END = 40
"""Characters."""
_LINK = re.compile(r"\s*<([a-z][a-z0-9+.-]*:[^<>\s]+)>$", re.IGNORECASE)
_LABEL = re.compile(r"(\d+(?:[.,]\d+)?)\t(\d+(?:[.,]\d+)?)\t(.*)")
_SPECTRAL = re.compile(r"\\\t")
"""Audacity's second line for a label that marks frequencies."""
_CUE = re.compile(rf"({_TIME})\s+-->\s+({_TIME})")
_TAG = re.compile(r"<[^<>]*>")
_JSON = re.compile(r"\s*[\[{]\s*[\[{\"]")


def read_together(source: Source) -> Transcript:
    """A transcript with the chapter list that lies beside it. Raises SourceError for either."""
    transcript = read(source)
    lists = [listed for c in source.companions if (listed := read_chapter_list(c)).entries]
    if not lists:
        return transcript
    used, *others = lists
    found = (
        *transcript.diagnostics,
        *used.diagnostics,
        *_doubts(transcript, used),
        *(_note(other, 1, "info", f"not used: {used.source} wins") for other in others),
    )
    return dataclasses.replace(transcript, listed=used, diagnostics=found)


def read_chapter_list(source: Source) -> ChapterList:
    """The chapters of a list in whatever notation, in the order of their times.

    Raises SourceError for what is not text, for broken JSON, and for a list without a chapter;
    a description may have none.
    """
    script = decode(source)
    tally = Tally()
    entries = list(_notation(script)(script, tally))
    described = source.path.endswith(_DESCRIPTIONS)
    if described and len(entries) < _FEWEST:
        return ChapterList(source.path, ())
    if not entries:
        hint = 'write a line for each, such as "12:34 What the chapter is about"'
        raise SourceError("there is no chapter in it", path=source.path, line=1, hint=hint)
    found = (*script.diagnostics, *(() if described else tally.diagnostics()), *_order(entries))
    return ChapterList(
        source.path,
        tuple(sorted(entries, key=lambda entry: entry.start)),
        tuple(dataclasses.replace(each, path=source.path) for each in found),
    )


def _order(entries: Sequence[ListedChapter]) -> Iterator[Diagnostic]:
    for before, entry in itertools.pairwise(entries):
        if entry.start < before.start:
            times = f"{format_clock(entry.start)} after {format_clock(before.start)}"
            message = f"times run backwards: {times}; sorted"
            yield Diagnostic(entry.line, "warning", message, matter="time")


# --- where the chapters of a list begin -------------------------------------------------


def positions(listed: ChapterList, segments: Sequence[Segment]) -> list[tuple[ListedChapter, int]]:
    """The chapters of a list, each with the number of segments before it; none of them where
    no segment has a time.

    A chapter begins with the segment that begins nearest to its time: lists are written in
    whole seconds, and by ear.
    """
    starts, places = _timeline(segments)
    chapters = [entry for entry in listed.entries if entry.toc]
    return [(entry, _place(entry.start, starts, places)) for entry in chapters] if starts else []


_NEAR = 1.0
"""Seconds by which the last segment may begin before the chapter that it belongs to."""


def _timeline(segments: Sequence[Segment]) -> tuple[list[float], list[int]]:
    """Ascending times and their segments; the last place is the end. A time that runs
    backwards counts as the latest before it."""
    timed = [(n, s.start) for n, s in enumerate(segments) if s.start is not None]
    starts = list(itertools.accumulate((start for _, start in timed), max))
    return starts, [*(n for n, _ in timed), len(segments)]


def _place(start: float, starts: list[float], places: list[int]) -> int:
    after = bisect_left(starts, start)
    if after == 0:
        return 0
    before = starts[after - 1]
    distance = starts[after] - start if after < len(starts) else _NEAR
    if start - before < distance:
        first = bisect_left(starts, before)
        return places[first] if first else 0
    return places[after]


def _doubts(transcript: Transcript, listed: ChapterList) -> Iterator[Diagnostic]:
    """What does not fit between a list and its transcript."""
    placed = positions(listed, transcript.segments)
    for entry in listed.entries:
        if not entry.toc:
            yield _note(listed, entry.line, "info", f"{_named(entry)} is no chapter (toc: false)")
    if not any(segment.start is not None for segment in transcript.segments):
        message = "the transcript has no times; this list cannot be used"
        yield _note(listed, 1, "warning", message)
        return
    if count := len(transcript.headings):
        message = f"used instead of the transcript's own headings ({count})"
        yield _note(listed, 1, "info", message)
    ends = [*(at for _, at in placed[1:]), len(transcript.segments)]
    for (entry, at), end in zip(placed, ends, strict=True):
        if at == end:
            message = f"nothing is said in {_named(entry)}"
            yield Diagnostic(entry.line, "warning", message, listed.source, "coverage")


def _named(entry: ListedChapter) -> str:
    return f"“{excerpt(entry.title, 40)}” ({format_clock(entry.start)})"


def _note(listed: ChapterList, line: int, level: Level, message: str) -> Diagnostic:
    return Diagnostic(line, level, message, listed.source)


# --- notations --------------------------------------------------------------------------

Notation = Callable[[Script, Tally], Iterator[ListedChapter]]


def _notation(script: Script) -> Notation:
    lines = [line for _, line in script.numbered()]
    if _JSON.match("\n".join(lines[:2])):
        return _json
    if lines[0].split()[0] == "WEBVTT":
        return _webvtt
    if sum(_LABEL.match(line) is not None for line in lines) * 2 > len(lines):
        return _labels
    return _times_in_lines


def _times_in_lines(script: Script, tally: Tally) -> Iterator[ListedChapter]:
    """Lines with a time, all of them at the beginning or all at the end."""
    lines = list(script.numbered())
    first = [_with_time_first(number, line) for number, line in lines]
    last = [_with_time_last(number, line) for number, line in lines]
    chosen = first if _count(first) >= _count(last) else last
    for (number, _), entry in zip(lines, chosen, strict=True):
        if entry is None:
            tally.add("info", "this line is no chapter", number)
        elif not entry.title:
            tally.add("warning", "a time without a title; left out", number)
        else:
            yield entry


def _count(entries: Sequence[ListedChapter | None]) -> int:
    return sum(entry is not None for entry in entries)


def _with_time_first(number: int, line: str) -> ListedChapter | None:
    match = _AT_BEGIN.match(line)
    if match is None:
        return None
    end = parse_clock(match[2]) if match[2] else None
    return _entry(line[match.end() :], parse_clock(match[1]), number, end)


def _with_time_last(number: int, line: str) -> ListedChapter | None:
    match = _AT_END.search(line, max(0, len(line) - _LONGEST_END))
    if match is None:
        return None
    title = re.sub(rf"^{_BULLET}", "", line[: match.start()])
    return _entry(title, parse_clock(match[1]), number)


def _entry(title: str, start: float, line: int, end: float | None = None) -> ListedChapter:
    link = _LINK.search(title[-_LONGEST_LINK:])
    named = title[: -len(link[0])] if link else title
    return ListedChapter(squash(named), start, line, end, url=link[1] if link else None)


_LONGEST_LINK = 2000
"""Characters."""


def _labels(script: Script, tally: Tally) -> Iterator[ListedChapter]:
    for number, line in script.numbered():
        if match := _LABEL.match(line):
            start, end = (float(match[n].replace(",", ".")) for n in (1, 2))
            yield _entry(match[3], start, number, end if end > start else None)
        elif not _SPECTRAL.match(line):
            tally.add("info", "this line is no chapter", number)


def _webvtt(script: Script, tally: Tally) -> Iterator[ListedChapter]:
    """The text of each cue is a title."""
    cue: re.Match[str] | None = None
    title: list[str] = []
    begin = 0
    for number, line in enumerate((*script.lines, ""), 1):
        text = line.strip()
        if match := _CUE.match(text):
            cue, title, begin = match, [], number
        elif text and cue:
            title.append(html.unescape(_TAG.sub("", text)))
        elif cue:
            if not title:
                tally.add("warning", "a time without a title; left out", begin)
            else:
                yield _entry(" ".join(title), parse_clock(cue[1]), begin, parse_clock(cue[2]))
            cue = None


def _json(script: Script, tally: Tally) -> Iterator[ListedChapter]:
    """Podcasting 2.0, and the same with other names: a list of objects, alone or in "chapters"."""
    tree = parse(script)
    items = tree.items("chapters") if isinstance(tree, Record) else tree
    for item in records(items if isinstance(items, list) else []):
        title, start = item.get("title", "name"), _start(item)
        toc = item.get("toc") is not False
        if start is None:
            tally.add("warning", "a chapter without a time that can be read; left out", item.line)
        elif not isinstance(title, str) or not title.strip():
            if toc:
                tally.add("warning", "a time without a title; left out", item.line)
        else:
            yield ListedChapter(
                clean(title, tally, item.line),
                start,
                item.line,
                read_seconds(item.get("endTime", "end_time", "end")),
                _address(item.get("url", "href")),
                _address(item.get("img", "image")),
                toc,
            )


def _start(item: Record) -> float | None:
    return read_seconds(item.get("startTime", "start_time", "start"))


def _address(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
