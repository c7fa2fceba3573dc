"""A build: the flow from beginning to end, and everything written at its end, or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .addresses import Casualty, casualties, losses, renewed
from .ahead import NOTHING_AHEAD, Ahead, look_ahead
from .content import SITE_FILE, Content
from .errors import ContentError, Failures, OutputError, placed
from .flow import (
    CONTENT,
    PARTS,
    SEEDS,
    THEMES,
    Model,
    Plan,
    Understood,
    at_address,
    gather,
    model_of,
    read_content,
    remarks_of,
    understand,
)
from .intake import Run, inline
from .memory import no_memory
from .model import Artifact, Remark, Site
from .moves import SiteMoves, moves
from .output import Published, publish
from .release import EVERYTHING, Release, Withheld, said
from .remembering import ledger_changes, refuse_forgotten, remember_changes

OUTPUT = "output"
"""Where a site is built."""

_UNCHANGED: Mapping[str, str | None] = {}


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, and what the host should know."""

    episodes: int
    published: Published
    remarks: tuple[Remark, ...]
    withheld: tuple[Withheld, ...]
    """Episodes that are not published yet, and not shown."""
    lost: tuple[Casualty, ...]
    """Addresses that die."""
    site: Site
    content: Content


def build(
    folder: Path,
    output: Path | None = None,
    address: str | None = None,
    run: Run = inline,
    *,
    release: Release = EVERYTHING,
    allow_loss: bool = False,
    remember: bool = True,
    locked: bool = False,
) -> Report:
    """Build the site in `folder` into `output` (default: its own output/).

    `address` overrides the one in site.toml. Addresses that would die are wrong, too, unless
    `allow_loss`; the ledgers remember what is published, unless it is only a trial, as a build
    with drafts always is; with `locked` they must do so already. `release` says which episodes
    are shown. Raises ChapterhouseError with everything that is wrong, paths beginning with
    `folder`; the previous output is untouched then.
    """
    output = folder / OUTPUT if output is None else output
    check_folders(folder, output)
    memory = no_memory()
    content = at_address(read_content(folder, memory), address)
    material = gather(folder, content, memory, release)
    understood = understand(material, run, memory)
    model = model_of(material, understood, memory)
    lost = _lost(model, understood)
    if lost and not allow_loss:
        raise Failures(each.error for each in lost).within(folder)
    ahead, changes = NOTHING_AHEAD, _UNCHANGED
    if locked or (remember and not release.drafts):
        ahead, changes = _remembered(folder, model, run, locked)
    if locked:
        with placed(folder):
            refuse_forgotten(changes)
    plan = Plan(model)
    parts = (part(plan, run) for part in PARTS.values())
    artifacts: Iterator[Artifact] = chain.from_iterable(parts)
    if changes:
        artifacts = _and_remembered(artifacts, folder, changes)
    published = publish(artifacts, output)
    return Report(
        len(model.episodes),
        published,
        (*remarks_of(plan), *ahead.remarks),
        understood.withheld,
        lost,
        model.site,
        model.content,
    )


def _remembered(
    folder: Path, model: Model, run: Run, locked: bool
) -> tuple[Ahead, Mapping[str, str | None]]:
    """What is known of the days ahead, and what has to be written so that nothing is forgotten."""
    after = renewed(model.kept, model.episodes)
    ahead = look_ahead(model, after, run)
    every = (*after, *ahead.ledgers)
    return ahead, ledger_changes(folder, model.material.ledgers, every, locked=locked)


def _and_remembered(
    artifacts: Iterable[Artifact], folder: Path, changes: Mapping[str, str | None]
) -> Iterator[Artifact]:
    """The artifacts, and when all are made, before the first one is published, what is remembered
    of them: a ledger that knows too much does no harm."""
    yield from artifacts
    remember_changes(folder, changes)


def _lost(model: Model, understood: Understood) -> tuple[Casualty, ...]:
    absent = {each.source: said(each) for each in understood.withheld}
    return casualties(losses(model.kept, model.site.slugs), model.kept.ledgers, absent)


def trace(folder: Path, run: Run = inline, release: Release = EVERYTHING) -> SiteMoves:
    """What became of the addresses that the site in `folder` ever had. Nothing is written.

    Raises ChapterhouseError with everything that is wrong, paths beginning with `folder`.
    """
    check_folders(folder, folder / OUTPUT)
    memory = no_memory()
    material = gather(folder, read_content(folder, memory), memory, release)
    model = model_of(material, understand(material, run, memory), memory)
    _, outdated = _remembered(folder, model, run, locked=False)
    return moves(model.kept, model.site, model.episodes, outdated)


def check_folders(folder: Path, output: Path) -> None:
    """Raises ContentError for a site that isn't there, OutputError for an output in its way."""
    if not os.path.lexists(folder):
        hint = f"a site is a folder with {SITE_FILE} and {SEEDS}/ in it"
        raise ContentError("there is no such folder", path=folder, hint=hint)
    place, home = Path(os.path.realpath(output)), Path(os.path.realpath(folder))
    sources = [Path(os.path.realpath(folder / name)) for name in (CONTENT, SEEDS, THEMES)]
    if place == home or any(place.is_relative_to(source) for source in sources):
        hint = f"choose a folder of its own, such as {folder / OUTPUT}"
        raise OutputError("the site's sources lie here", path=output, hint=hint)
