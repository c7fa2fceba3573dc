"""What each reader makes of small inputs, from the files in fixtures/<reader>/.

A case is three parts, each ended by a line with a single dot: a title, the input, what was
read. To add one, write title and input, leave the third part empty, and run

    CHAPTERHOUSE_REWRITE=1 pytest tests/readers

which fills in what the reader makes of it; then check that this is right.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chapterhouse.model import Segment, Source, Transcript
from chapterhouse.readers import READERS, read
from chapterhouse.text import format_clock

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Case:
    title: str
    given: str
    expected: str

    def written(self) -> str:
        return f"{self.title}\n.\n{self.given}.\n{self.expected}.\n"


def cases(path: Path) -> list[Case]:
    parts: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line == ".\n":
            parts.append([])
        else:
            parts[-1].append(line)
    told = ["".join(part) for part in parts]
    triples = zip(told[0::3], told[1::3], told[2::3], strict=False)
    return [Case(title.strip(), given, expected) for title, given, expected in triples]


def all_cases() -> Iterator[tuple[Path, Case]]:
    for path in sorted(FIXTURES.glob("*/*.txt")):
        for case in cases(path):
            yield path, case


def described(transcript: Transcript) -> str:
    """A transcript, line by line of its source, then its diagnostics."""
    segments = ((s.line, described_segment(s)) for s in transcript.segments)
    headings = (
        (h.line, f"heading  {clock(h.start)} before segment {h.position} | {h.title}")
        for h in transcript.headings
    )
    lines = ((line.line, f"{line.kind:<8} | {line.text}") for line in transcript.lines)
    fields = ((f.line, f"field    | {f.name} = {f.value!r}") for f in transcript.fields)
    found = [*segments, *headings, *lines, *fields]
    said = [f"{line:>3} {text}\n" for line, text in sorted(found)]
    told = [f"  ! line {d.line}, {d.level}: {d.message}\n" for d in transcript.diagnostics]
    return "".join([*said, *told])


def described_segment(segment: Segment) -> str:
    return f"segment  {clock(segment.start)} {segment.speaker or '-'} | {segment.text}"


def clock(start: float | None) -> str:
    return "-:--" if start is None else format_clock(start)


def source(path: Path, case: Case) -> Source:
    """The input as a file: the fixture labels.md.txt holds files with the suffix .md."""
    name = path.stem if "." in path.stem else path.name
    return Source(name, case.given.encode(), "0")


@pytest.mark.parametrize(
    ("path", "case"), list(all_cases()), ids=lambda value: getattr(value, "title", None)
)
def test_a_fixture_is_read_as_expected(path: Path, case: Case) -> None:
    transcript = read(source(path, case))
    assert transcript.format == path.parent.name
    if not os.environ.get("CHAPTERHOUSE_REWRITE"):
        assert described(transcript) == case.expected


def test_rewriting_the_fixtures_changes_nothing_but_expectations() -> None:
    for path in sorted(FIXTURES.glob("*/*.txt")):
        found = cases(path)
        if os.environ.get("CHAPTERHOUSE_REWRITE"):
            read_now = [described(read(source(path, c))) for c in found]
            found = [Case(c.title, c.given, e) for c, e in zip(found, read_now, strict=True)]
            text = "\n".join(case.written() for case in found)
            path.write_text(text, encoding="utf-8")
        assert "\n".join(case.written() for case in found) == path.read_text(encoding="utf-8")


def test_every_reader_has_fixtures() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == {reader.name for reader in READERS}
