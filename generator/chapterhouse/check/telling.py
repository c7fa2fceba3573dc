"""What was found, told: a table for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from ..text import CONTROL, counted, squash
from .findings import TITLES, Checked, Finding, Kind

WIDTH = 80
SHOWN = 20
"""Findings of a kind that the table has, unless all are asked for."""
_PLACE = 34
"""Columns for the place; a longer one has a line of its own."""

_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "title": "\x1b[1m"}
_PLAIN = "\x1b[0m"

VERSION = 1
"""Of the form of the JSON: raised when a key goes away or changes its meaning."""


def findings_json(checked: Checked) -> dict[str, object]:
    """Values for JSON; docs/check.md lists the keys."""
    return {
        "version": VERSION,
        "episodes": checked.episodes,
        "pages": checked.pages,
        "links": checked.links,
        "errors": checked.count("error"),
        "warnings": checked.count("warning"),
        "findings": [asdict(each) for each in checked.findings],
    }


def github_annotations(checked: Checked) -> list[str]:
    """A workflow command for each finding, errors first: GitHub shows ten of each level
    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    ordered = sorted(checked.findings, key=lambda each: each.level)
    return [_annotation(each) for each in ordered]


def _annotation(finding: Finding) -> str:
    file = [] if finding.path is None else [("file", finding.path)]
    line = [] if finding.line is None else [("line", str(finding.line))]
    properties = [*file, *line, ("title", TITLES[finding.kind])]
    told = ",".join(f"{name}={_property(_printable(value))}" for name, value in properties)
    return f"::{finding.level} {told}::{_data(_printable(_sentence(finding)))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# --- a table ------------------------------------------------------------------------------


def findings_text(checked: Checked, health: str, colour: bool = False, every: bool = False) -> str:
    """The findings by kind in lines of at most 80 characters, except where a path or a word is
    longer; `health` is the command that says what is best mended first."""
    lines: list[str] = []
    for kind, run in groupby(checked.findings, key=lambda each: each.kind):
        lines += [*_group(kind, list(run), colour, every), ""]
    lines += [_totals(checked), f"What is best mended first: {health}"]
    return "\n".join(map(_harmless, lines))


def _group(kind: Kind, findings: Sequence[Finding], colour: bool, every: bool) -> Iterator[str]:
    yield _painted(f"{TITLES[kind]}: {_counts(findings)}", "title", colour)
    shown = findings if every else findings[:SHOWN]
    width = min(_PLACE, max(len(_place(each)) for each in shown))
    for each in shown:
        yield from _row(each, width, colour)
    if len(shown) < len(findings):
        yield f"  and {len(findings) - len(shown):,} more (--all lists them)"


def _row(finding: Finding, width: int, colour: bool) -> Iterator[str]:
    place = _place(finding)
    level = _painted(f"{finding.level:<7}", finding.level, colour)
    indent = " " * (2 + 7 + 2 + width + 2)
    told = textwrap.wrap(
        _printable(_sentence(finding)),
        max(30, WIDTH - len(indent)),
        break_long_words=False,
        break_on_hyphens=False,
    )
    if len(place) > width:
        yield f"  {level}  {place}"
        yield from (f"{indent}{line}" for line in told)
        return
    for number, line in enumerate(told):
        yield f"  {level}  {place:<{width}}  {line}" if not number else f"{indent}{line}"


def _place(finding: Finding) -> str:
    """The file and the line to mend; only the page where nothing more is known."""
    if finding.path is None:
        return _printable(finding.page or "")
    line = "" if finding.line is None else f":{finding.line}"
    return _printable(f"{finding.path}{line}")


def _sentence(finding: Finding) -> str:
    """What is wrong, where it is seen, and what to do."""
    seen = ""
    if finding.times > 1:
        seen = f" ({finding.times:,} pages)"
    elif finding.page is not None and finding.path is not None:
        seen = f" (on {finding.page})"
    hint = "" if finding.hint is None else f"; {finding.hint}"
    return f"{finding.message}{seen}{hint}"


def _totals(checked: Checked) -> str:
    looked = (
        f"{counted(checked.episodes, 'episode')}, {counted(checked.pages, 'page')}, "
        f"{counted(checked.links, 'link')}"
    )
    return f"{_counts(checked.findings) if checked.findings else 'Nothing wrong'} in {looked}"


def _counts(findings: Iterable[Finding]) -> str:
    levels = [each.level for each in findings]
    errors, warnings = levels.count("error"), levels.count("warning")
    parts = [counted(errors, "error")] if errors else []
    parts += [counted(warnings, "warning")] if warnings else []
    return ", ".join(parts)


def _painted(text: str, colour: str, wanted: bool) -> str:
    return f"{_COLOURS[colour]}{text}{_PLAIN}" if wanted else text


# --- what comes from anywhere -------------------------------------------------------------


def _printable(text: str) -> str:
    """On one line, without what moves a terminal's cursor, and fit for any encoding of Unicode:
    titles and names of files may hold anything."""
    whole = CONTROL.sub("\ufffd", squash(text))
    return whole.encode("utf-8", "replace").decode()


def _harmless(line: str) -> str:
    """A line that GitHub doesn't take for a command: what begins so, or names one of the old
    form anywhere, is a workflow command, whoever wrote it."""
    bare = line.lstrip()
    if bare.startswith("::"):
        line = line.replace("::", ": :", 1)
    return line.replace("##[", "# #[")
