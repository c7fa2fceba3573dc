"""How sound the transcripts of a site are, and what is best mended first.

What is looked at in an episode is a handful of counts, made where the episode is; the report is a
pure function of them. It ranks by kinds of trouble, what harms readers most first, and inside of
a kind by how much is affected; nothing is weighed against anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from .content import EPISODES_FOLDER, Content, below
from .errors import ChapterhouseError
from .model import Episode, Health, Remark, Segment, Stranger, Summary
from .text import words

Trouble = Literal[
    "unread", "site", "untimed", "unattributed", "unreviewed", "untitled", "warned", "undated"
]
"""What can be wrong, what harms readers most first: a file that can't be read; something about
several episodes, such as a number that two of them have; words without a time; words of nobody
known; a machine's transcript that nobody looked over; chapters that no person titled; lines that a
reader or a composer warns of; episodes without a date."""

PAUSE = 180.0
"""Seconds without a word that no pause, advert or piece of music takes."""
_SLOWLY = 1.0
"""Seconds that a word takes at most, on average (60 words a minute)."""
_WORST = 3
"""Files that a piece of advice names."""
_WARNINGS = 20
"""Of so many, an episode is as bad as one without times."""


@dataclass(frozen=True, slots=True)
class EpisodeHealth:
    """One episode. Shares are of its words, from 0 to 1; without words, they are 1."""

    source: str
    slug: str
    title: str
    note: str
    """The file in content/ where most can be mended, whether it exists or not."""
    words: int
    timed: float
    """Said at a known time."""
    attributed: float
    """Said by somebody known."""
    titled: float
    """In chapters that a person titled."""
    reviewed: bool | None
    """False: a machine's transcript that nobody looked over; None: nobody says."""
    warnings: int
    warning: str
    """Where the first one is: "seeds/x.txt:48", or ""."""
    dated: bool
    covered: float = 1.0
    """Of its time, from 0 to 1: how much is in words."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and how much is wrong there."""

    path: str
    count: int
    """Words, lines or 1, as the trouble has it."""
    message: str = ""
    """What was said of it, where that isn't clear from the kind of trouble."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to mend."""

    trouble: Trouble
    share: float
    """Of the site's words, or of its episodes where words are not what is wrong."""
    episodes: int
    """How many it is about."""
    cases: tuple[Case, ...]
    """The worst, at most three."""


@dataclass(frozen=True, slots=True)
class HealthReport:
    """The whole site. Shares are of all words."""

    episodes: tuple[EpisodeHealth, ...]
    """The worst first."""
    words: int
    timed: float
    attributed: float
    titled: float
    reviewed: int
    """Episodes whose transcript somebody has looked over."""
    unreviewed: int
    """Episodes whose transcript is a machine's, and nobody has."""
    warnings: int
    advice: tuple[Advice, ...]
    """What to mend, in order."""


# --- an episode ---------------------------------------------------------------------------


def examine(episode: Episode) -> Health:
    """The counts of one episode."""
    said = [(each, len(words(each.text))) for each in episode.segments]
    notes = [(episode.source, each) for each in episode.diagnostics]
    notes += [(each.path, each.diagnostic) for each in episode.remarks]
    warnings = [(each.path or path, each.line) for path, each in notes if each.level != "info"]
    gaps = silences(episode.segments)
    whole = episode.duration or 0.0
    return Health(
        timed=sum(count for each, count in said if each.start is not None),
        attributed=sum(count for each, count in said if each.speaker in episode.voices),
        titled=sum(
            len(words(each.text))
            for chapter in episode.chapters
            if not chapter.generated
            for each in chapter.segments
        ),
        reviewed=episode.reviewed,
        warnings=len(warnings),
        warning=f"{warnings[0][0]}:{warnings[0][1]}" if warnings else "",
        strangers=_strangers(episode, said),
        covered=1 - sum(end - start for start, end in gaps) / whole if whole else 1.0,
        silence=max(gaps, key=lambda gap: (gap[1] - gap[0], -gap[0]), default=None),
    )


def silences(segments: Iterable[Segment]) -> list[tuple[float, float]]:
    """(from, to), in seconds, for every time without words that is too long for a pause: what was
    said there is not in the transcript."""
    found = []
    said = 0.0
    for each in segments:
        if each.start is not None:
            if each.start - said > PAUSE:
                found.append((said, each.start))
            said = max(said, each.start, each.end or 0.0)
        if each.end is None:
            said += len(words(each.text)) * _SLOWLY
    return found


def _strangers(episode: Episode, said: Iterable[tuple[Segment, int]]) -> tuple[Stranger, ...]:
    lines: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for each, count in said:
        if each.speaker and each.speaker not in episode.voices:
            lines.setdefault(each.speaker, each.line)
            counts[each.speaker] += count
    return tuple(Stranger(label, line, counts[label]) for label, line in lines.items())


# --- the site -----------------------------------------------------------------------------


def report_health(
    summaries: Iterable[Summary],
    content: Content,
    remarks: Sequence[Remark] = (),
    failures: Sequence[ChapterhouseError] = (),
) -> HealthReport:
    """The report of a site. The order in which episodes are given does not matter.

    `remarks` are about several episodes together, `failures` about files that could not be read.
    """
    known = list(summaries)
    episodes = sorted((_episode(each, content) for each in known), key=_worst_first)
    whole = sum(each.words for each in known)
    return HealthReport(
        episodes=tuple(episodes),
        words=whole,
        timed=_share(sum(each.health.timed for each in known), whole),
        attributed=_share(sum(each.health.attributed for each in known), whole),
        titled=_share(sum(each.health.titled for each in known), whole),
        reviewed=sum(each.health.reviewed is True for each in known),
        unreviewed=sum(each.health.reviewed is False for each in known),
        warnings=sum(each.health.warnings for each in known),
        advice=(*_unread(failures), *_of_site(remarks), *_of_episodes(episodes, whole)),
    )


def _episode(summary: Summary, content: Content) -> EpisodeHealth:
    health = summary.health
    return EpisodeHealth(
        source=summary.source,
        slug=summary.slug,
        title=summary.title,
        note=_note(summary.source, content),
        words=summary.words,
        timed=_share(health.timed, summary.words),
        attributed=_share(health.attributed, summary.words),
        titled=_share(health.titled, summary.words),
        reviewed=health.reviewed,
        warnings=health.warnings,
        warning=health.warning,
        dated=summary.date is not None,
        covered=health.covered,
    )


def _note(source: str, content: Content) -> str:
    override = content.override(source)
    if override:
        return override.path
    return f"{EPISODES_FOLDER}/{PurePosixPath(below(source)).with_suffix('.md')}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _worst_first(episode: EpisodeHealth) -> tuple[float, str]:
    """By all that is lacking, each kind as bad as the others."""
    lacking = (
        (1 - episode.timed)
        + (1 - episode.attributed)
        + (1 - episode.titled)
        + (episode.reviewed is False)
        + min(1, episode.warnings / _WARNINGS)
    )
    return -round(lacking, 6), episode.source


# --- advice -------------------------------------------------------------------------------


def _unread(failures: Sequence[ChapterhouseError]) -> Iterable[Advice]:
    if failures:
        cases = (Case(each.path or "", 1, str(each)) for each in failures)
        yield Advice("unread", 1.0, len(failures), tuple(cases))


def _of_site(remarks: Sequence[Remark]) -> Iterable[Advice]:
    told = [each for each in remarks if each.diagnostic.level != "info"]
    if told:
        cases = (Case(each.path, 1, each.diagnostic.message) for each in told)
        yield Advice("site", 1.0, len(told), tuple(cases))


_LACKS: Mapping[Trouble, Callable[[EpisodeHealth], int]] = {
    "untimed": lambda each: round((1 - each.timed) * each.words),
    "unattributed": lambda each: round((1 - each.attributed) * each.words),
    "unreviewed": lambda each: each.words if each.reviewed is False else 0,
    "untitled": lambda each: round((1 - each.titled) * each.words),
}
"""Trouble -> how many words of an episode have it."""

_COUNTS: Mapping[Trouble, Callable[[EpisodeHealth], int]] = {
    "warned": lambda each: each.warnings,
    "undated": lambda each: 0 if each.dated else 1,
}
"""Trouble -> how often an episode has it."""


def _of_episodes(episodes: Sequence[EpisodeHealth], whole: int) -> Iterable[Advice]:
    for trouble, words_of in _LACKS.items():
        amounts = {each: count for each in episodes if (count := words_of(each))}
        if amounts:
            share = _share(sum(amounts.values()), whole)
            yield Advice(trouble, share, len(amounts), _worst(trouble, amounts))
    for trouble, count_of in _COUNTS.items():
        counts = {each: count for each in episodes if (count := count_of(each))}
        if counts:
            share = _share(len(counts), len(episodes))
            yield Advice(trouble, share, len(counts), _worst(trouble, counts))


def _worst(trouble: Trouble, amounts: Mapping[EpisodeHealth, int]) -> tuple[Case, ...]:
    ranked = sorted(amounts.items(), key=lambda each: (-each[1], each[0].source))
    return tuple(Case(_place(trouble, each), count) for each, count in ranked[:_WORST])


def _place(trouble: Trouble, episode: EpisodeHealth) -> str:
    """The file to open."""
    if trouble == "warned":
        return episode.warning
    return episode.source if trouble in ("untimed", "untitled") else episode.note
