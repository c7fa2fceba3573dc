"""What content/ changes in a transcript before anything is made of it: whose voice a label
is, what was misheard, times that slipped. The transcript itself stays as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .content import Override, ShowConfig, SiteConfig
from .corrections import correct, unused
from .errors import did_you_mean
from .model import Diagnostic, Remark, Segment, Transcript
from .timeline import repaired


@dataclass(frozen=True, slots=True)
class Amended:
    """A transcript as the site shows it."""

    transcript: Transcript
    remarks: tuple[Remark, ...]
    """What an override asks for in vain."""
    corrected: frozenset[str]
    """The corrections that found something, by what they look for."""


def amend(
    transcript: Transcript, override: Override, show: ShowConfig | None, config: SiteConfig
) -> Amended:
    """Speakers renamed, words corrected (an episode's own rule wins over the site's), and
    times that never run backwards."""
    usual = show.speakers if show else {}
    named = replace(
        transcript,
        segments=tuple(_renamed(transcript.segments, {**usual, **override.speakers})),
    )
    done = correct(named, {**config.corrections, **override.corrections})
    return Amended(
        replace(done.transcript, segments=repaired(done.transcript.segments)),
        (*_idle_speakers(override, transcript), *_idle_rules(override, done.used)),
        done.used,
    )


def idle_site_rules(config: SiteConfig, used: frozenset[str], path: str) -> tuple[Remark, ...]:
    """The site's corrections that found nothing in any episode."""
    return tuple(
        _idle(path, config.lines.get(rule), f'the correction of "{rule}" finds nothing')
        for rule in unused(config.corrections, used)
    )


def _renamed(segments: Iterable[Segment], names: Mapping[str, str]) -> Iterable[Segment]:
    for segment in segments:
        name = None if segment.speaker is None else names.get(segment.speaker)
        yield segment if name is None else replace(segment, speaker=name)


def _idle_speakers(override: Override, transcript: Transcript) -> Iterable[Remark]:
    labels = {segment.speaker for segment in transcript.segments if segment.speaker}
    for label in override.speakers:
        if label not in labels:
            hint = did_you_mean(label, sorted(labels))
            message = f'no speaker is called "{label}" in {transcript.source}; {hint}'
            yield _idle(override.path, override.lines.get(label), message)


def _idle_rules(override: Override, used: frozenset[str]) -> Iterable[Remark]:
    for rule in unused(override.corrections, used):
        message = f'the correction of "{rule}" finds nothing in {override.transcript}'
        yield _idle(override.path, override.lines.get(rule), message)


def _idle(path: str, line: int | None, message: str) -> Remark:
    return Remark(path, Diagnostic(line or 1, "warning", message, matter="unused"))
