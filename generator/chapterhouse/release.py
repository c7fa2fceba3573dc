"""What is published already: drafts, and episodes whose day is ahead, are held back.

They are taken out before anything is made of all episodes together, so that nothing of them shows
anywhere: no list, no count, no host told by who comes back. A hook may hold an episode back, too:
so it is asked again after the hooks. With drafts, everything is shown and marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from .content import Content
from .errors import ChapterhouseError
from .intake import Composed, Reading
from .memory import Memory
from .metadata import find_draft, find_release
from .model import Day, Held, Transcript


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
    readings: Iterable[Reading | ChapterhouseError],
    content: Content,
    release: Release,
    memory: Memory,
) -> tuple[Readings, list[Withheld]]:
    """The transcripts whose episodes are shown, with those that could not be read; and the rest."""
    every = list(readings)
    if release.drafts:
        return every, []
    keyed = [(each.source, each.transcript) for each in every if isinstance(each, Reading)]
    notices = dict(
        zip((s for s, _ in keyed), memory.recall_each("notice", keyed, _notices), strict=True)
    )
    told = {s: _told(s, notice, content, release) for s, notice in notices.items()}
    withheld = [why for why in told.values() if why is not None]
    gone = {each.source for each in withheld}
    shown = [each for each in every if not isinstance(each, Reading) or each.source not in gone]
    return shown, withheld


def episodes_to_show(
    composed: Iterable[Composed], release: Release, memory: Memory
) -> tuple[list[Composed], list[Withheld]]:
    """The same once hooks have had their say; what is shown with drafts is marked."""
    shown, withheld = [], []
    for each in composed:
        episode = each.episode
        why = release.holds(episode.draft, episode.release)
        if why and not release.drafts:
            withheld.append(Withheld(episode.source, why, episode.release))
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


def _notices(transcripts: Iterable[Transcript]) -> Iterator[_Notice]:
    for each in transcripts:
        draft, day = find_draft(each), find_release(each)
        yield _Notice(draft.value if draft else None, day.value if day else None)


def _told(source: str, notice: _Notice, content: Content, release: Release) -> Withheld | None:
    """What content/ says wins over what the transcript says, as everywhere (`episodes`)."""
    override = content.override(source)
    draft = override.draft if override else None
    draft = notice.draft if draft is None else draft
    day = (override.date if override else None) or notice.day
    why = release.holds(bool(draft), day)
    return Withheld(source, why, day) if why else None


def _marked(each: Composed, why: Held) -> Composed:
    episode = replace(each.episode, held=why)
    return replace(each, episode=episode, summary=replace(each.summary, held=why))
