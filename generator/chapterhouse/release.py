"""What is published already: drafts, and episodes whose day is ahead, are held back.

They are taken out before anything is made of all episodes together, so that nothing of them shows
anywhere: no list, no count, no host told by who comes back. A hook may hold an episode back, too:
so it is asked again after the hooks. With drafts, everything is shown and marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from .content import Content, Override
from .episodes import show_called
from .errors import ChapterhouseError
from .intake import Composed, Reading
from .memory import Memory
from .metadata import doubtful_draft, find_draft, find_place, find_release, find_show
from .model import Day, Diagnostic, Held, Numbered, Transcript


@dataclass(frozen=True, slots=True)
class Release:
    """Which episodes a build shows."""

    day: Day | None = None
    """The day of the build; None: every day has come."""
    drafts: bool = False
    """Whether what is held back is shown, too."""

    def holds(self, draft: bool, appears: Day | None) -> Held:
        """Why an episode that appears on that day is not published yet."""
        if draft:
            return "draft"
        return "ahead" if self.awaits(appears) else ""

    def awaits(self, day: Day | None) -> bool:
        """Whether that day is still to come."""
        return bool(day and self.day and day > self.day)


EVERYTHING = Release()


@dataclass(frozen=True, slots=True)
class Withheld:
    """An episode that is not shown."""

    source: str
    why: Held
    day: Day | None
    numbered: Numbered
    """Its number is not a missing one."""
    reading: Reading
    """What its ledger is going to be made from."""
    doubt: Diagnostic | None = None
    """A warning where it is only thought to be a draft."""


Readings = list[Reading | ChapterhouseError]


def readings_to_show(
    readings: Iterable[Reading | ChapterhouseError],
    content: Content,
    release: Release,
    memory: Memory,
) -> tuple[Readings, list[Withheld]]:
    """The transcripts whose episodes are shown, with those that could not be read; and the rest."""
    every = list(readings)
    if release.drafts:
        return every, []
    read = {each.source: each for each in every if isinstance(each, Reading)}
    keyed = [(source, each.transcript) for source, each in read.items()]
    notices = dict(
        zip((s for s, _ in keyed), memory.recall_each("notice", keyed, _notices), strict=True)
    )
    held = {s: why for s, said in notices.items() if (why := _held(s, said, content, release))}
    places = memory.recall_each("place", [each for each in keyed if each[0] in held], _places)
    withheld = [
        _withheld(read[source], held[source], notices[source], place, content)
        for source, place in zip(held, places, strict=True)
    ]
    shown = [each for each in every if not isinstance(each, Reading) or each.source not in held]
    return shown, withheld


def episodes_to_show(
    composed: Iterable[Composed],
    readings: Mapping[str, Reading],
    release: Release,
    memory: Memory,
) -> tuple[list[Composed], list[Withheld]]:
    """The same once hooks have had their say; what is shown with drafts is marked. `readings`, by
    source, are what these were composed from."""
    shown, withheld = [], []
    for each in composed:
        episode = each.episode
        why = release.holds(episode.draft, episode.release)
        if why and not release.drafts:
            numbered = Numbered(episode.show, episode.season, episode.number)
            reading = readings[episode.source]
            withheld.append(Withheld(episode.source, why, episode.release, numbered, reading))
        elif why:
            key, mark = (each, why), partial(_marked, each, why)
            shown.append(memory.recall("marked", episode.source, key, mark))
        else:
            shown.append(each)
    return shown, withheld


def said(withheld: Withheld) -> str:
    """Why: "is a draft", "appears on 2026-05-03"."""
    if withheld.why == "draft" or withheld.day is None:
        return "is a draft"
    return f"appears on {withheld.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class _Notice:
    """What a transcript itself says of when it is published; None: nothing."""

    draft: bool | None
    day: Day | None
    doubt: Diagnostic | None


def _notices(transcripts: Iterable[Transcript]) -> Iterator[_Notice]:
    for each in transcripts:
        draft, day = find_draft(each), find_release(each)
        doubt = doubtful_draft(each)
        yield _Notice(draft.value if draft else None, day.value if day else None, doubt)


def _places(transcripts: Iterable[Transcript]) -> Iterator[Numbered]:
    """With the show as it is written there."""
    for each in transcripts:
        show, (season, number) = find_show(each), find_place(each)
        yield Numbered(show.value if show else None, season, number)


def _held(source: str, notice: _Notice, content: Content, release: Release) -> Held:
    """What content/ says wins over what the transcript says, as everywhere (`episodes`)."""
    override = content.override(source)
    draft = override.draft if override else None
    draft = notice.draft if draft is None else draft
    return release.holds(bool(draft), _day(source, notice, content))


def _day(source: str, notice: _Notice, content: Content) -> Day | None:
    override = content.override(source)
    return (override.date if override else None) or notice.day


def _withheld(
    reading: Reading, why: Held, notice: _Notice, place: Numbered, content: Content
) -> Withheld:
    source = reading.source
    override = content.override(source) or Override(path="", transcript=source)
    show = show_called(override.show or place.show, content)
    numbered = Numbered(
        show.name if show else None,
        place.season if override.season is None else override.season,
        place.number if override.number is None else override.number,
    )
    doubt = notice.doubt if override.draft is None else None
    return Withheld(source, why, _day(source, notice, content), numbered, reading, doubt)


def _marked(each: Composed, why: Held) -> Composed:
    episode = replace(each.episode, held=why)
    return replace(each, episode=episode, summary=replace(each.summary, held=why))
