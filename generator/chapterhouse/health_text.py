"""The health report for a terminal of 80 columns, and for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict

from .advice import case, reason, remedy, reviewed
from .health import Advice, EpisodeHealth, HealthReport
from .labels import Labels
from .text import counted

WIDTH = 80
WORST = 20
"""Episodes that are listed, unless all are asked for."""
_CASES = 10
"""Files that a piece of advice names at most."""

_HEADS = ("timed", "known", "titled", "transcript", "warnings")
_TITLE = WIDTH - sum(len(head) + 2 for head in _HEADS)
"""Columns that are left for the transcript's path."""


def health_text(report: HealthReport, every: bool = False) -> str:
    """Totals, what to mend first, and the worst episodes or `every` one: lines of at most 80
    characters, except where a message of its own is longer than a word."""
    return "\n".join([*_totals(report), "", *_advice(report), "", *_table(report, every)])


def health_json(report: HealthReport) -> dict[str, object]:
    """The same as values for JSON; shares are from 0 to 1, `reviewed` is null where nobody says."""
    return asdict(report)


def _totals(report: HealthReport) -> Iterator[str]:
    labels = Labels()
    count, percent = labels.count, labels.percent
    yield f"{counted(len(report.episodes), 'episode')}, {counted(report.words, 'word')}"
    if not report.words:
        return
    yield (
        f"{percent(report.timed)} timed, {percent(report.attributed)} said by somebody known, "
        f"{percent(report.titled)} in titled chapters"
    )
    yield (
        f"{counted(report.reviewed, 'transcript')} looked over, {count(report.unreviewed)} not, "
        f"{counted(report.warnings, 'warning')}"
    )
    yield "Broken links, missing numbers, faulty feeds: chapterhouse check"


def _advice(report: HealthReport) -> Iterator[str]:
    if not report.advice:
        yield "Nothing to mend."
        return
    yield "What to mend first:"
    for number, advice in enumerate(report.advice, 1):
        yield from _piece(number, advice)


def _piece(number: int, advice: Advice) -> Iterator[str]:
    labels = Labels()
    yield from _wrapped(reason(advice, labels), f"{number:2}. ")
    yield from _wrapped(remedy(advice, labels), "    ")
    for each in advice.cases[:_CASES]:
        yield from _wrapped(case(each, advice.trouble, labels), "    - ")
    if len(advice.cases) > _CASES:
        yield f"    - and {len(advice.cases) - _CASES} more"


def _wrapped(text: str, head: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(report: HealthReport, every: bool) -> Iterator[str]:
    shown = report.episodes if every else report.episodes[:WORST]
    if not shown:
        return
    yield "  ".join([*_HEADS, "episode, the worst first"])
    yield from map(_row, shown)
    if len(shown) < len(report.episodes):
        yield f"and {len(report.episodes) - len(shown)} more (--all lists them)"


def _row(episode: EpisodeHealth) -> str:
    labels = Labels()
    cells = (
        f"{episode.timed:.0%}",
        f"{episode.attributed:.0%}",
        f"{episode.titled:.0%}",
        reviewed(episode.reviewed, labels),
        labels.count(episode.warnings),
    )
    aligned = [f"{cell:>{len(head)}}" for cell, head in zip(cells, _HEADS, strict=True)]
    return "  ".join([*aligned, _shortened(episode.source)])


def _shortened(path: str) -> str:
    """Its end, which tells files apart."""
    return path if len(path) <= _TITLE else "\u2026" + path[-_TITLE + 1 :]
