"""What is published already: drafts, and episodes whose day is ahead, are held back.

They are taken out before anything is made of all episodes together, so that nothing of them shows
anywhere: no list, no count, no host told by who comes back. A hook may hold an episode back, too:
so it is asked again after the hooks. With drafts, everything is shown and marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .content import Content
from .errors import ChapterhouseError
from .intake import Composed, Reading
from .metadata import find_draft, find_release
from .model import Day, Episode, Held, Transcript


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
        return "ahead" if appears and self.day and appears > self.day else ""


EVERYTHING = Release()


@dataclass(frozen=True, slots=True)
class Withheld:
    """An episode that is not shown."""

    source: str
    why: Held
    day: Day | None


Readings = list[Reading | ChapterhouseError]


def readings_to_show(
    readings: Iterable[Reading | ChapterhouseError], content: Content, release: Release
) -> tuple[Readings, list[Withheld]]:
    """The transcripts whose episodes are shown, with those that could not be read; and the rest."""
    shown: Readings = []
    withheld: list[Withheld] = []
    for each in readings:
        found = None if isinstance(each, ChapterhouseError) else each.transcript
        why = _told(found, content, release) if found and not release.drafts else None
        if why is None:
            shown.append(each)
        else:
            withheld.append(why)
    return shown, withheld


def episodes_to_show(
    composed: Iterable[Composed], release: Release
) -> tuple[list[Composed], list[Withheld]]:
    """The same once hooks have had their say; what is shown with drafts is marked."""
    shown, withheld = [], []
    for each in composed:
        episode = each.episode
        why = release.holds(episode.draft, episode.release)
        if why and not release.drafts:
            withheld.append(Withheld(episode.source, why, episode.release))
        else:
            shown.append(_marked(each, why))
    return shown, withheld


def said(withheld: Withheld) -> str:
    """Why: "is a draft", "appears on 2026-05-03"."""
    if withheld.why == "draft" or withheld.day is None:
        return "is a draft"
    return f"appears on {withheld.day.isoformat()}"


def _told(transcript: Transcript, content: Content, release: Release) -> Withheld | None:
    """What content/ says wins over what the transcript says, as everywhere (`episodes`)."""
    override = content.override(transcript.source)
    draft = override.draft if override else None
    if draft is None:
        draft = found.value if (found := find_draft(transcript)) else False
    day = override.date if override else None
    if day is None and (written := find_release(transcript)):
        day = written.value
    why = release.holds(draft, day)
    return Withheld(transcript.source, why, day) if why else None


def _marked(each: Composed, why: Held) -> Composed:
    if not why:
        return each
    episode: Episode = replace(each.episode, held=why)
    return replace(each, episode=episode, summary=replace(each.summary, held=why))
