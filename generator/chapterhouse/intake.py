"""Understand: every source becomes an episode, in as many processes as there are.

Per-episode steps are module-level functions of picklable values, so that a `Run` may carry them
to other processes or machines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import NamedTuple, Protocol, TypeVar

from .chapter_lists import read_together
from .content import Content, Override, SiteConfig, TopicsConfig
from .episodes import compose, summarize_all, summarize_at_a_glance
from .errors import ChapterhouseError
from .hooks import Hooks
from .ledger import Edition, edition_of
from .memory import Memory, no_memory
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


def read_all(
    sources: Iterable[Source], run: Run, memory: Memory | None = None
) -> list[Reading | ChapterhouseError]:
    """Every source, or what is wrong with it."""

    def read(new: Sequence[Source]) -> Iterable[Reading | ChapterhouseError]:
        return chain.from_iterable(run(_read_each, batches(new)))

    memory = memory or no_memory()
    return memory.recall_each("read", [(source.path, source) for source in sources], read)


def compose_all(
    results: Iterable[Reading | ChapterhouseError],
    content: Content,
    openings: Mapping[str, str],
    hooks: Hooks,
    run: Run,
    memory: Memory | None = None,
    before: Mapping[str, Episode] | None = None,
    among: Iterable[Appearances] | None = None,
) -> list[Composed]:
    """The episodes of the sources that could be read.

    With what they were `before`, by source, those that have changed are composed at a glance.
    Who comes back is told by `among`, where these are not all episodes that there are.
    """
    memory = memory or no_memory()
    found = [result for result in results if isinstance(result, Reading)]
    regulars = find_regulars((each.appearances for each in found) if among is None else among)
    settings = memory.one(
        "settings", _Settings(_heard(content), _members(regulars), openings, hooks)
    )
    keyed = [
        (each.transcript.source, _Work(each.transcript, content.override(each.source), settings))
        for each in found
    ]
    if before is None:
        return memory.recall_each("composed", keyed, partial(_compose_new, run=run))
    known = {place for place, work in keyed if memory.has("composed", place, work)}
    glance = partial(_compose_new, run=run, before=before)
    made = memory.recall_each("glance", [each for each in keyed if each[0] not in known], glance)
    glanced = {each.episode.source: each for each in made}
    rest = memory.recall_each("composed", [e for e in keyed if e[0] in known], _nothing_new)
    found_before = {each.episode.source: each for each in rest}
    return [glanced.get(place) or found_before[place] for place, _ in keyed]


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript, and the little of it that says who comes back."""

    transcript: Transcript
    appearances: Appearances

    @property
    def source(self) -> str:
        """The path of its source."""
        return self.transcript.source


def _read_each(sources: Sequence[Source]) -> tuple[Reading | ChapterhouseError, ...]:
    return tuple(_attempt(source) for source in sources)


def _attempt(source: Source) -> Reading | ChapterhouseError:
    try:
        transcript = read_together(source)
    except ChapterhouseError as error:
        return error
    return Reading(transcript, appearances(transcript))


@dataclass(frozen=True, slots=True)
class _Settings:
    """What all episodes are composed with."""

    content: Content
    """Without what is said of single episodes, and without what only pages show."""
    regulars: Regulars
    openings: Mapping[str, str]
    hooks: Hooks


def _heard(content: Content) -> Content:
    """No more of content/ than episodes are made from: whatever else changes changes none."""
    config = content.config
    heard = SiteConfig(
        title="",
        language=config.language,
        shows=tuple(replace(show, slug=None, description="", feed=None) for show in config.shows),
        corrections=config.corrections,
        topics=TopicsConfig(found=config.topics.found),
    )
    people = tuple(replace(each, bio="", links={}, slug=None) for each in content.people)
    return Content(heard, {}, people)


def _members(regulars: Regulars) -> Regulars:
    """Without how often they come back, which decides nothing and differs with every episode."""
    return {show: dict.fromkeys(names, 1) for show, names in regulars.items()}


class _Work(NamedTuple):
    """One episode to compose."""

    transcript: Transcript
    override: Override | None
    settings: _Settings


@dataclass(frozen=True, slots=True)
class _Share:
    """Work for one call in another process: it carries no more than it needs."""

    transcripts: tuple[Transcript, ...]
    before: tuple[Episode | None, ...]
    """What they were, where they are composed at a glance."""
    settings: _Settings
    """With what content/ says of these transcripts."""


_NEVER: Mapping[str, Episode] = {}


def _compose_new(
    work: Sequence[_Work], run: Run, before: Mapping[str, Episode] = _NEVER
) -> Iterable[Composed]:
    shares = (_share(batch, before) for batch in batches(work))
    return chain.from_iterable(run(_compose_each, shares))


def _nothing_new(_work: Sequence[_Work]) -> Iterable[Composed]:
    return ()


def _share(batch: Sequence[_Work], before: Mapping[str, Episode]) -> _Share:
    overrides = {each.override.transcript: each.override for each in batch if each.override}
    settings = batch[0].settings
    about = replace(settings.content, overrides=overrides)
    transcripts = tuple(each.transcript for each in batch)
    old = tuple(before.get(each.source) for each in transcripts)
    return _Share(transcripts, old, replace(settings, content=about))


@dataclass(frozen=True, slots=True)
class Composed:
    """An episode, and the little of it that the rest of the site needs."""

    episode: Episode
    summary: Summary
    edition: Edition
    """What its ledger is recognised by."""


def _compose_each(share: _Share) -> tuple[Composed, ...]:
    settings = share.settings
    step, about = settings.hooks.load().amended, settings.content
    episodes = [
        step(compose(each, about, settings.regulars, settings.openings, before))
        for each, before in zip(share.transcripts, share.before, strict=True)
    ]
    new = [each for each, before in zip(episodes, share.before, strict=True) if before is None]
    made = iter(summarize_all(new, about.config.language, about.config.topics.found))
    summaries = [
        next(made) if before is None else summarize_at_a_glance(each)
        for each, before in zip(episodes, share.before, strict=True)
    ]
    return tuple(map(Composed, episodes, summaries, map(edition_of, episodes)))
