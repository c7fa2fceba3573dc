"""Publishes the site on a branch, as GitHub Pages serves it: what a commit has, or nothing.

    clean work tree, published branch --build--> output/ --compare--> changes --commit, push-->

The host's repository is asked and never written to: the commit is made in a temporary one
(`scratch`). The branch's history is kept, and a branch that moved meanwhile is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..build import OUTPUT, check_folders
from ..content import load_content
from ..errors import DeployError, Failures
from ..ledger import read_ledgers
from ..output import ours
from .objections import after_the_build, before_the_build
from .places import DOMAIN_FILE, domain_in, doubt, on_github
from .repository import FIRST_STEPS, Commit, Repository, find_repository, shown, some
from .scratch import BUILT_BY, SOURCE, Published, Scratch, Target, scratch
from .tree import Changes, Ready, change_lines, compare, doubts, ready

__all__ = [
    "FIRST_STEPS",
    "Changes",
    "Deployment",
    "Order",
    "Target",
    "change_lines",
    "deploy",
]

_SKIPS = re.compile(r"\[(skip ci|ci skip|no ci|skip actions|actions skip)\]", re.IGNORECASE)
"""https://docs.github.com/actions/how-tos/manage-workflow-runs/skip-workflow-runs"""

_TOLD_ONLY = ".well-known/"
"""Of output/: content/ can't hold it, since the build passes by what is hidden."""

Build = Callable[[str | None], None]
"""Makes output/ for an address (None: site.toml's), or raises ChapterhouseError."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a host asks for."""

    target: Target
    address: str | None = None
    """Over site.toml's."""
    message: str | None = None
    """The first line of the commit's message, instead of the source commit's."""
    dry_run: bool = False
    replace: bool = False
    """Publish over what others put on the branch, or what the sources' history does not have."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What a deployment did, or would do."""

    changes: Changes
    commit: str | None
    """What was pushed; None: nothing."""
    address: str | None
    """Where the site appears, as far as is known."""


def deploy(
    site: Path,
    order: Order,
    build: Build,
    say: Callable[[str], None],
    warn: Callable[[str], None],
) -> Deployment:
    """Builds the site in the folder `site` and publishes it; warns before it does.

    Raises ChapterhouseError, and publishes nothing, when work is not committed, the build fails,
    the remote can't be reached, refuses, or something would be lost there (`objections`).
    """
    check_folders(site, site / OUTPUT)
    repository = find_repository(site)
    source = repository.source()
    remote = repository.address_of(order.target.remote)
    _refuse_branch(repository, order.target)
    repository.refuse_linked()
    repository.refuse_uncommitted()
    repository.refuse_ignored()
    with scratch(repository, order.target) as temporary:
        published = temporary.published()
        _refuse_sources(published, order.target)
        _object(before_the_build(published, repository, source, order.target), order, warn)
        domain = _own_domain(site) or temporary.domain(published)
        address = _address(site, order, domain, remote)
        build(address)
        _refuse_moved(repository, source)
        files = ready(site / OUTPUT, repository.object_format)
        _refuse_strays(files, site)
        changes = compare(published.files, files)
        _object(after_the_build(published, changes, read_ledgers(site), order.target), order, warn)
        for line in _warnings(repository, order.target, source, files, site):
            warn(line)
        if said := doubt(address or "", domain, remote):
            warn(said)
        pushed = None
        if changes and not order.dry_run:
            say(f"{changes} -> {order.target} ({shown(remote)})")
            pushed = _push(temporary, published, changes, site, repository, source, order)
    return Deployment(changes, pushed, address)


def _push(
    temporary: Scratch,
    published: Published,
    changes: Changes,
    site: Path,
    repository: Repository,
    source: Commit,
    order: Order,
) -> str:
    message = _message(source, order.message)
    person = repository.person()
    commit = temporary.commit(published, changes, site / OUTPUT, person, message)
    temporary.push(published, commit)
    return commit


def _message(source: Commit, first: str | None) -> str:
    """[skip ci] in it would keep GitHub from publishing."""
    head = _SKIPS.sub(r"(\1)", first or f"Deploy {source.short}: {source.subject}")
    return f"{head}\n\n{SOURCE} {source.sha}\n{BUILT_BY} {__version__}\n"


# --- what is refused ----------------------------------------------------------------------


def _refuse_branch(repository: Repository, target: Target) -> None:
    """Before anything is built: a name that git would not take, and the branch that is checked
    out, be it the sources' or the site's."""
    if not repository.names_a_branch(target.branch):
        hint = "letters, digits and hyphens will do, such as gh-pages"
        raise DeployError(f'no branch can be called "{target.branch}"', hint=hint)
    if repository.branch() == target.branch:
        if repository.has_sources():
            raise _over_sources(target)
        others = (name for name in repository.branches() if name != target.branch)
        hint = f"go back to the sources: git switch {next(others, 'main')}"
        raise DeployError(f"{target.branch}, where the site goes, is checked out", hint=hint)


def _refuse_sources(published: Published, target: Target) -> None:
    if any(f"/{path}".endswith("/content/site.toml") for path in published.files):
        raise _over_sources(target)


def _object(found: Iterable[DeployError], order: Order, warn: Callable[[str], None]) -> None:
    """Raises what would be lost, or tells it where the host wants that."""
    objections = list(found)
    if objections and not order.replace:
        raise Failures(objections)
    for each in objections:
        warn(each.message)


def _refuse_strays(files: Mapping[str, Ready], site: Path) -> None:
    strays = [path for path in _strays(files, site) if not path.startswith(_TOLD_ONLY)]
    if strays:
        hint = "take it away; what is to be published goes into content/files/ or content/pages/"
        message = f"Chapterhouse did not write this: {some(strays)}"
        raise DeployError(message, path=site / OUTPUT, hint=hint)


def _strays(files: Mapping[str, Ready], site: Path) -> list[str]:
    return sorted(files.keys() - ours(site / OUTPUT))


def _over_sources(target: Target) -> DeployError:
    name = "site" if target.branch == "gh-pages" else "gh-pages"
    hint = f"publish to a branch of its own, such as --branch {name}"
    return DeployError(f"{target} holds the site's sources, not the site", hint=hint)


def _refuse_moved(repository: Repository, source: Commit) -> None:
    repository.refuse_uncommitted()
    repository.refuse_ignored()
    if repository.source() != source:
        raise DeployError("another commit was checked out while the site was built; deploy again")


# --- what is told -------------------------------------------------------------------------


def _own_domain(site: Path) -> str | None:
    """The domain that the site's own files name. Raises DeployError where they name none."""
    place = site / "content/pages" / DOMAIN_FILE
    if not place.is_file():
        return None
    domain = domain_in(place.read_text("utf-8", "replace"))
    if domain is None:
        hint = "write the domain alone, such as talks.example.org"
        raise DeployError("this names no domain", path=place, hint=hint)
    return domain


def _address(site: Path, order: Order, domain: str | None, remote: str) -> str | None:
    """As the host says, or as GitHub will have it."""
    said = order.address or load_content(site).config.address
    return said or (f"https://{domain}/" if domain else on_github(remote))


def _warnings(
    repository: Repository,
    target: Target,
    source: Commit,
    files: Mapping[str, Ready],
    site: Path,
) -> tuple[str, ...]:
    found = list(doubts(files))
    if strays := _strays(files, site):
        found.append(f"published, too, though it is in no commit: {some(strays)}")
    if not repository.has_been_pushed(source, target.remote):
        found.append(f"{source.short} is not on {target.remote} yet: push it, too (git push)")
    return tuple(found)
