"""Understand: every source becomes an episode, in as many processes as there are.

Per-episode steps are module-level functions of picklable values, so that a `Run` may carry them
to other processes or machines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Protocol, TypeVar

from .chapter_lists import read_together
from .content import Content
from .episodes import compose, summarize_all
from .errors import ChapterhouseError
from .hooks import Hooks
from .ledger import Edition, edition_of
from .model import Episode, Source, Summary, Transcript
from .regulars import Appearances, Regulars, appearances, find_regulars

BATCH = 32
"""Episodes that one call reads or renders: what they share is sent, and templates are
compiled, once a batch."""

A = TypeVar("A")
B = TypeVar("B")


class Run(Protocol):
    """Calls a function on every item and gives the results in the items' order: `inline`
    here, a pool's map for other processes, an executor's for other machines."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        """The results, in order; an exception of the function comes out here."""
        ...


def inline(function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
    """One after the other, in this process."""
    return map(function, items)


def batches(items: Iterable[A]) -> Iterator[tuple[A, ...]]:
    """The items, so many at a time."""
    rest = iter(items)
    while batch := tuple(islice(rest, BATCH)):
        yield batch


def read_all(sources: Iterable[Source], run: Run) -> list[Reading | ChapterhouseError]:
    """Every source, or what is wrong with it."""
    return list(chain.from_iterable(run(_read_each, batches(sources))))


def compose_all(
    results: Iterable[Reading | ChapterhouseError],
    content: Content,
    openings: Mapping[str, str],
    hooks: Hooks,
    run: Run,
) -> list[Composed]:
    """The episodes of the sources that could be read."""
    found = [result for result in results if isinstance(result, Reading)]
    regulars = find_regulars(each.appearances for each in found)
    shares = (
        _Share(batch, _about(batch, content), regulars, openings, hooks)
        for batch in batches(each.transcript for each in found)
    )
    return list(chain.from_iterable(run(_compose_each, shares)))


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript, and the little of it that says who comes back."""

    transcript: Transcript
    appearances: Appearances


def _read_each(sources: Sequence[Source]) -> tuple[Reading | ChapterhouseError, ...]:
    return tuple(_attempt(source) for source in sources)


def _attempt(source: Source) -> Reading | ChapterhouseError:
    try:
        transcript = read_together(source)
    except ChapterhouseError as error:
        return error
    return Reading(transcript, appearances(transcript))


@dataclass(frozen=True, slots=True)
class _Share:
    """Work for one call in another process: it carries no more than it needs."""

    transcripts: tuple[Transcript, ...]
    content: Content
    regulars: Regulars
    openings: Mapping[str, str]
    hooks: Hooks


def _about(transcripts: Iterable[Transcript], content: Content) -> Content:
    """What content/ says of these transcripts."""
    found = (content.override(transcript.source) for transcript in transcripts)
    overrides = {override.transcript: override for override in found if override is not None}
    return replace(content, overrides=overrides, pages=(), files={})


@dataclass(frozen=True, slots=True)
class Composed:
    """An episode, and the little of it that the rest of the site needs."""

    episode: Episode
    summary: Summary
    edition: Edition
    """What its ledger is recognised by."""


def _compose_each(share: _Share) -> tuple[Composed, ...]:
    step, about = share.hooks.load().amended, (share.content, share.regulars, share.openings)
    episodes = [step(compose(each, *about)) for each in share.transcripts]
    settings = share.content.config
    summaries = summarize_all(episodes, settings.language, settings.topics.found)
    return tuple(map(Composed, episodes, summaries, map(edition_of, episodes)))
