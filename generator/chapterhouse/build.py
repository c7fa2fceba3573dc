"""A build: the flow from beginning to end, and everything written at its end, or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .addresses import casualties, ledger_files, losses
from .content import SITE_FILE, Content
from .errors import ChapterhouseError, ContentError, Failures, OutputError, placed
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
from .ledger import ADDRESSES_FOLDER, Ledger, file_of
from .memory import no_memory
from .model import Remark, Site
from .moves import SiteMoves, moves
from .output import Published, publish, remove, save
from .release import EVERYTHING, Release, Withheld, said

OUTPUT = "output"
"""Where a site is built."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, and what the host should know."""

    episodes: int
    published: Published
    remarks: tuple[Remark, ...]
    withheld: tuple[Withheld, ...]
    """Episodes that are not published yet, and not shown."""
    lost: tuple[ChapterhouseError, ...]
    """Addresses that die; paths from the site's folder."""
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
    with drafts always is. With `locked` they must do so already, and nothing in content/ is
    written. `release` says which episodes are shown. Raises ChapterhouseError with everything that
    is wrong, paths beginning with `folder`; the previous output is untouched then.
    """
    output = folder / OUTPUT if output is None else output
    check_folders(folder, output)
    memory = no_memory()
    content = at_address(read_content(folder, memory), address)
    material = gather(folder, content, memory, release)
    understood = understand(material, run, memory)
    model = model_of(material, understood.composed, memory)
    lost = _lost(model, understood)
    with placed(folder):
        if lost and not allow_loss:
            raise Failures(lost)
        if locked:
            files = ledger_files(model.kept, model.episodes)
            _refuse_forgotten(_outdated(folder, model.kept.ledgers, files))
    plan = Plan(model)
    artifacts = chain.from_iterable(part(plan, run) for part in PARTS.values())
    published = publish(artifacts, output)
    if remember and not locked and not release.drafts:
        _remember(folder, model.kept.ledgers, ledger_files(model.kept, model.episodes))
    return Report(
        len(model.episodes),
        published,
        remarks_of(plan),
        understood.withheld,
        lost,
        model.site,
        model.content,
    )


def _lost(model: Model, understood: Understood) -> tuple[ChapterhouseError, ...]:
    absent = {each.source: said(each) for each in understood.withheld}
    return casualties(losses(model.kept, model.site), model.kept.ledgers, absent)


def trace(folder: Path, run: Run = inline, release: Release = EVERYTHING) -> SiteMoves:
    """What became of the addresses that the site in `folder` ever had. Nothing is written.

    Raises ChapterhouseError with everything that is wrong, paths beginning with `folder`.
    """
    check_folders(folder, folder / OUTPUT)
    memory = no_memory()
    material = gather(folder, read_content(folder, memory), memory, release)
    model = model_of(material, understand(material, run, memory).composed, memory)
    files = ledger_files(model.kept, model.episodes)
    outdated = _outdated(folder, model.kept.ledgers, files)
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


def _remember(folder: Path, before: Iterable[Ledger], files: Mapping[str, str]) -> None:
    """Writes the ledgers that changed; the next build reads them."""
    for name in _outdated(folder, before, files):
        if name in files:
            save(files[name], folder / name)
        else:
            remove(folder / name)


def _outdated(folder: Path, before: Iterable[Ledger], files: Mapping[str, str]) -> list[str]:
    """The files of ledgers that a build has to write or to delete. Whether lines end as git has
    them on this system makes no difference."""
    gone = sorted({file_of(each.key) for each in before} - files.keys())
    old = [
        name
        for name, text in files.items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    return [*gone, *old]


def _refuse_forgotten(outdated: Sequence[str]) -> None:
    if outdated:
        shown = ", ".join(Path(name).name for name in outdated[:_ENOUGH])
        more = ", ..." if len(outdated) > _ENOUGH else ""
        message = f"addresses are not remembered yet ({shown}{more})"
        hint = "run chapterhouse build and commit this folder"
        raise ContentError(message, path=ADDRESSES_FOLDER, hint=hint)


_ENOUGH = 5
"""How many files one line can name."""
