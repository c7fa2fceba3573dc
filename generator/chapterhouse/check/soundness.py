"""Faults of a site that no page shows: what its episodes lack, and rules that mean nothing.

The counts are those of `health`, which says in what order to mend them; here is what falls below
what a reader can use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..build import Report
from ..content import SITE_FILE, Content
from ..health import EpisodeHealth, report_health
from ..model import Remark, Stranger, Summary
from ..talk import speakers
from ..text import format_clock
from .findings import Finding, Kind

ENOUGH = 0.5
"""The share of an episode's words that must have a time, and a speaker who is known."""
COVERED = 0.8
"""The share of its time, up to the last one known, that must be in words."""

_HIDDEN = re.compile(r"Speaker(?: \d+)?")
"""What somebody speaks under whom the host hides."""


def soundness(report: Report) -> Iterator[Finding]:
    """All of it; paths are from the site's folder."""
    site, content = report.site, report.content
    known = {each.source: each for each in site.episodes}
    for remark in report.remarks:
        yield from _of_remark(remark, report)
    for health in report_health(site.episodes, content).episodes:
        yield from _of_episode(health, known[health.source], content)
    yield from _people(report)
    yield from _unused(report)


def _of_remark(remark: Remark, report: Report) -> Iterator[Finding]:
    """What a build warns of; pictures are looked for in the pages themselves."""
    said = remark.diagnostic
    if said.level != "info" and said.matter != "image":
        kind: Kind = said.matter
        everywhere = kind == "unused" and remark.path == SITE_FILE
        hint = _not_yet(report).lstrip() or None if everywhere else None
        yield Finding(said.level, kind, said.message, remark.path, said.line, hint=hint)


# --- an episode ---------------------------------------------------------------------------


def _of_episode(health: EpisodeHealth, episode: Summary, content: Content) -> Iterator[Finding]:
    strangers = [each for each in episode.health.strangers if not _is_hidden(each.label, content)]
    for stranger in strangers:
        yield _stranger(stranger, health)
    for message, hint in _lacks(health, episode, bool(episode.health.strangers)):
        yield Finding("warning", "coverage", message, health.source, hint=hint)


def _is_hidden(label: str, content: Content) -> bool:
    somebody = any(note.hidden for note in content.people)
    return somebody and _HIDDEN.fullmatch(label) is not None


def _stranger(stranger: Stranger, health: EpisodeHealth) -> Finding:
    said = "1 word" if stranger.words == 1 else f"{stranger.words:,} words"
    message = f'nobody knows who "{stranger.label}" is ({said})'
    hint = f"say it with speakers: in {health.note}"
    return Finding("warning", "speaker", message, health.source, stranger.line, hint=hint)


def _lacks(
    health: EpisodeHealth, episode: Summary, labelled: bool
) -> Iterator[tuple[str, str | None]]:
    """(what is said, a hint). `labelled`: its voices are told one by one."""
    if not health.timed:
        yield "no word has a time: nothing in it can be linked to", "use a transcript with times"
    elif health.timed < ENOUGH:
        yield f"only {health.timed:.0%} of the words have a time", "use a transcript with times"
    if health.attributed < ENOUGH and not labelled:
        said = f"{1 - health.attributed:.0%} of the words are said by nobody known"
        yield said, "use a transcript that names who speaks"
    if health.covered < COVERED and episode.health.silence:
        start, end = map(format_clock, episode.health.silence)
        said = f"{1 - health.covered:.0%} of the time is without words, such as {start} to {end}"
        yield said, "is the transcript whole?"
    if not health.titled and health.words:
        hint = f"chapterhouse chapters {health.source} --write proposes some"
        yield "no chapter has a title that a person wrote", hint


# --- people and shows ---------------------------------------------------------------------


def _people(report: Report) -> Iterator[Finding]:
    """Who speaks and has no page: a first name that may be several people's."""
    for name in sorted(report.site.unclear):
        heard = [each for each in report.site.episodes if _only_speaks(name, each)]
        if heard:
            message = f'"{name}" speaks in several shows and has no page: who is it?'
            message += f" ({len(heard):,} episodes)"
            hint = "say who with speakers:, or with a file in content/people/"
            source = min(each.source for each in heard)
            yield Finding("warning", "people", message, source, hint=hint)


def _only_speaks(name: str, episode: Summary) -> bool:
    return name in speakers(episode) and name not in (*episode.hosts, *episode.guests)


def _unused(report: Report) -> Iterator[Finding]:
    content = report.content
    notes = {note.name: note.path for note in content.people}
    for person in report.site.people:
        if not person.episodes:
            message = f'"{person.name}" speaks in no episode'
            hint = f"are all names that the transcripts use under aliases:?{_not_yet(report)}"
            yield Finding("warning", "unused", message, notes.get(person.name), hint=hint)
    named = {show.name for show in content.config.shows}
    for show in report.site.shows:
        if show.name in named and not show.episodes:
            message = f'no episode belongs to the show "{show.name}"'
            later = _not_yet(report).lstrip() or None
            yield Finding("warning", "unused", message, SITE_FILE, hint=later)


def _not_yet(report: Report) -> str:
    """What is not published may be what it is there for."""
    return " --drafts looks at what is not published yet" if report.withheld else ""


# --- feeds --------------------------------------------------------------------------------


def unannounced(report: Report) -> Iterator[Finding]:
    """Episodes that are in no feed."""
    if not report.content.config.address:
        message = "the site's address is not known: it has no feed and no sitemap"
        hint = 'set address = "https://..." in it, or give --base-url'
        yield Finding("warning", "feed", message, SITE_FILE, hint=hint)
        return
    for name, episodes in _by_show(report.site.episodes).items():
        undated = [each for each in episodes if each.date is None]
        if undated and len(undated) == len(episodes):
            show = f'"{name}"' if name else "the site"
            message = f"no episode of {show} has a date: there is no feed of it"
            yield Finding("warning", "feed", message, SITE_FILE)
        else:
            for each in undated:
                message = "it has no date: it is in no feed"
                hint = "add date: in content/episodes/"
                yield Finding("warning", "feed", message, each.source, hint=hint)


def _by_show(episodes: Iterable[Summary]) -> dict[str | None, list[Summary]]:
    found: dict[str | None, list[Summary]] = {}
    for each in episodes:
        found.setdefault(each.show, []).append(each)
    return found
