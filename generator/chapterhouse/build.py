"""The whole flow, on one screen.

    sources --read, compose--> episodes --assemble--> site --plan, render--> artifacts --publish-->

Per-episode steps are module-level functions of picklable values, so that a `Run` may carry
them to other processes; everything is written by `publish`, at the end, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar

from .assembly import assemble
from .chapter_lists import read_together
from .content import Content, SiteConfig, check_overrides, load_content
from .episodes import compose, summarize
from .errors import ChapterhouseError, Failures
from .model import Artifact, Episode, Remark, Site, Source
from .output import Published, publish
from .pages import plan_episode, plan_site
from .search import search_files
from .sources import find_sources
from .theme import Theme, bundled_themes, load_theme, render, static_files

CONTENT, SEEDS, THEMES, OUTPUT = "content", "seeds", "themes", "output"
"""The folders of a site."""

BATCH = 16
"""Episodes that one call renders: a template is compiled once in a batch."""

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


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, and what the host should know."""

    episodes: int
    published: Published
    remarks: tuple[Remark, ...]


def build(
    folder: Path, output: Path | None = None, address: str | None = None, run: Run = inline
) -> Report:
    """Build the site in `folder` into `output` (default: its own output/).

    `address` overrides the one in site.toml. Raises ChapterhouseError with everything that
    is wrong; the previous output is untouched then.
    """
    content = load_content(folder)
    config = content.config if address is None else replace(content.config, address=address)
    theme = load_theme(config.theme, (folder / THEMES, bundled_themes()))
    sources = find_sources(folder / SEEDS, folder)
    check_overrides(content, sources)

    episodes = _understand(sources, content, run)
    site = assemble(map(summarize, episodes), content)
    episodes = [replace(episode, slug=site.slugs[episode.source]) for episode in episodes]

    artifacts = chain(
        static_files(theme),
        render(theme, plan_site(site, config)),
        chain.from_iterable(run(partial(_render, theme, site, config), _batches(episodes))),
        search_files(episodes, config.language),
        (Artifact(".nojekyll", b""),),
    )
    published = publish(artifacts, output or folder / OUTPUT)
    return Report(len(episodes), published, (*_remarks(episodes), *site.remarks))


def _understand(sources: Sequence[Source], content: Content, run: Run) -> list[Episode]:
    """Every source as an episode, or all that is wrong with them in one go."""
    results = list(run(partial(_attempt, content), sources))
    failures = [result for result in results if isinstance(result, ChapterhouseError)]
    if failures:
        raise failures[0] if len(failures) == 1 else Failures(failures)
    return [result for result in results if isinstance(result, Episode)]


def _attempt(content: Content, source: Source) -> Episode | ChapterhouseError:
    try:
        return compose(read_together(source), content)
    except ChapterhouseError as error:
        return error


def _render(
    theme: Theme, site: Site, config: SiteConfig, episodes: Sequence[Episode]
) -> tuple[Artifact, ...]:
    return tuple(render(theme, (plan_episode(episode, site, config) for episode in episodes)))


def _batches(episodes: Sequence[Episode]) -> Iterator[Sequence[Episode]]:
    return (episodes[at : at + BATCH] for at in range(0, len(episodes), BATCH))


def _remarks(episodes: Iterable[Episode]) -> Iterator[Remark]:
    for episode in episodes:
        for diagnostic in episode.diagnostics:
            yield Remark(diagnostic.path or episode.source, diagnostic)
