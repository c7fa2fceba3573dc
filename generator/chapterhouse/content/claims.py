"""Contradictions in content/: a name that two files claim, an override that fits no transcript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from ..errors import ContentError, Failures, did_you_mean
from ..model import Source
from ..text import fold
from ..toml_lines import Lines
from .transcripts import Transcripts, below, transcripts
from .types import Content, Override, PersonNote, SiteConfig

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value with the places its keys stand at."""

    value: T
    path: str
    line: Lines


@dataclass(frozen=True, slots=True)
class Claim:
    """A name that only one file, or one table, may have."""

    kind: str
    """What it is the name of; equal names of different kinds don't clash."""
    name: str
    """As written; names of people and shows are compared without case and accents."""
    owner: object
    """Who may have it twice."""
    path: str
    line: int | None


def clashes(claims: Iterable[Claim]) -> Iterator[ContentError]:
    """An error for each claim to a name that somebody else had first, naming both."""
    first: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        other = first.setdefault((claim.kind, _compared(claim)), claim)
        if other.owner != claim.owner:
            place = other.path if other.line is None else f"{other.path}:{other.line}"
            message = f'the {claim.kind} "{claim.name}" is taken already, by {place}'
            yield ContentError(message, path=claim.path, line=claim.line)


def _compared(claim: Claim) -> str:
    return fold(claim.name) if claim.kind == "name" else claim.name


def show_claims(config: Read[SiteConfig]) -> Iterator[Claim]:
    """The names and the chosen slugs of shows."""
    for number, show in enumerate(config.value.shows):
        for key, name in (("name", show.name), ("slug", show.slug)):
            line = config.line(("shows", number, key))
            if name:
                yield Claim(key, name, number, config.path, line)


def episode_claims(read: Read[Override]) -> Iterator[Claim]:
    """The transcript that an override is for, and the slug it chooses."""
    note = read.value
    for key, name in (("transcript", note.transcript), ("slug", note.slug), ("guid", note.guid)):
        if name:
            yield Claim(key, name, read.path, read.path, read.line((key,)))


def person_claims(read: Read[PersonNote]) -> Iterator[Claim]:
    """A person's aliases are names too: each leads to one person."""
    note = read.value
    yield Claim("name", note.name, read.path, read.path, read.line(("name",)))
    for number, alias in enumerate(note.aliases):
        yield Claim("name", alias, read.path, read.path, read.line(("aliases", number)))
    if note.slug:
        yield Claim("slug", note.slug, read.path, read.path, read.line(("slug",)))


def check_overrides(content: Content, sources: Sequence[Source]) -> None:
    """Every override must belong to one transcript.

    Raises a ContentError, or Failures with several.
    """
    paths = {below(source.path) for source in sources}
    astray = [o for o in content.overrides.values() if o.transcript not in paths]
    if not astray:
        return
    known = transcripts(paths)
    errors = [_unmatched(o, known) for o in astray if o.transcript not in known.by_path]
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise Failures(errors)


def _unmatched(override: Override, known: Transcripts) -> ContentError:
    name, line = override.transcript, override.line
    found = known.beside(name) if line is None else known.called(name)
    message = f'no transcript is called "{name}"'
    if found:
        several = f'several transcripts are called "{name}": {", ".join(found)}'
        message = f"it may belong to {' or '.join(found)}" if line is None else several
        hint = f"say which: transcript: {found[0]}"
    elif line is None:
        hint = "name its file: transcript: FILE"
    else:
        near = get_close_matches(name, known.paths, n=1)  # a site may have thousands
        hint = did_you_mean(name, near) if near else "write the file's name as it is"
    return ContentError(message, path=override.path, line=line, hint=hint)
