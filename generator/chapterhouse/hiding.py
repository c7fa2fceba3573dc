"""People whom the host leaves out (`hidden: true` in content/people): none of their names is shown.

Whoever speaks under a hidden name becomes "Speaker". What is said stays as it is, and so do
titles and descriptions that people wrote: where a full name stands in those, the host is told,
in words that don't repeat it. `corrections` replace it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from .content import Content, PersonNote
from .model import Diagnostic, Episode, Remark, Transcript
from .text import fold, words

_SOMEBODY = "Speaker"


def hidden_names(content: Content) -> frozenset[str]:
    """Those of everybody who is left out."""
    return frozenset(note.name for note in content.people if note.hidden)


def all_hidden_names(content: Content) -> frozenset[str]:
    """The same with their aliases."""
    hidden = (note for note in content.people if note.hidden)
    return frozenset(name for note in hidden for name in (note.name, *note.aliases))


def without_labels(
    transcript: Transcript, voices: Mapping[str, str], hidden: frozenset[str]
) -> Transcript:
    """The transcript in which nobody speaks under a hidden name. `voices`: label -> person."""
    if not hidden & set(voices.values()):
        return transcript
    labels = {segment.speaker for segment in transcript.segments if segment.speaker}
    free = (name for name in _somebodies() if name not in labels)
    people = dict.fromkeys(name for name in voices.values() if name in hidden)
    shown = {name: next(free) for name in people}
    replaced = {label: shown[name] for label, name in voices.items() if name in hidden}
    return replace(
        transcript,
        segments=tuple(
            replace(segment, speaker=replaced.get(segment.speaker or "", segment.speaker))
            for segment in transcript.segments
        ),
    )


def _somebodies() -> Iterator[str]:
    yield _SOMEBODY
    yield from (f"{_SOMEBODY} {number}" for number in count(2))


def still_named(episode: Episode, content: Content) -> Iterator[Remark]:
    """A warning for every place of an episode in which a hidden person's full name stands."""
    for note in content.people:
        if note.hidden:
            names = tuple(fold(name) for name in (note.name, *note.aliases) if len(words(name)) > 1)
            yield from _still_named(episode, note, names)


def _still_named(episode: Episode, note: PersonNote, names: Iterable[str]) -> Iterator[Remark]:
    for place, line, text in _texts(episode):
        folded = fold(text)
        if any(name in folded for name in names):
            message = (
                f"{place} names somebody whom {note.path} hides; a correction, or "
                "title: or description: in content/episodes, can replace it"
            )
            yield Remark(episode.source, Diagnostic(line, "warning", message, matter="people"))


def _texts(episode: Episode) -> Iterator[tuple[str, int, str]]:
    """What can name somebody, with its line; what is said counts as one text."""
    yield "the title", 1, episode.title
    yield "the show's name", 1, episode.show or ""
    yield "the address", 1, episode.slug.replace("-", " ")
    yield "the description", 1, episode.description or ""
    yield "the show notes", 1, episode.notes
    for chapter in episode.chapters:
        yield f'a chapter\'s title ("{chapter.anchor}")', 1, chapter.title
    for segment in episode.segments:
        yield "what is said", segment.line, segment.text
