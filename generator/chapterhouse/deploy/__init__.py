"""Publishes the site on a branch, as GitHub Pages serves it: what a commit has, or nothing.

    clean work tree, published branch --build--> output/ --compare--> changes --commit, push-->

The host's repository is asked and never written to: the commit is made in a temporary one
(`scratch`). The branch's history is kept, and a branch that moved meanwhile is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..build import OUTPUT, check_folders
from ..content import load_content
from ..errors import DeployError
from ..output import ours
from .places import DOMAIN_FILE, domain_in, doubt, on_github
from .repository import Commit, Repository, find_repository, shown
from .scratch import Published, Scratch, Target, scratch
from .tree import Changes, Ready, compare, doubts, lines, ready

__all__ = ["Changes", "Deployment", "Order", "Target", "deploy", "lines"]

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


@dataclass(frozen=True, slots=True)
class Deployment:
    """What a deployment did, or would do."""

    changes: Changes
    commit: str | None
    """What was pushed; None: nothing."""
    address: str | None
    """Where the site appears, as far as is known."""
    warnings: tuple[str, ...]


def deploy(site: Path, order: Order, build: Build, say: Callable[[str], None]) -> Deployment:
    """Builds the site in the folder `site` and publishes it.

    Raises ChapterhouseError, and publishes nothing, when work is not committed, the build fails,
    the remote can't be reached, refuses, or has been published to meanwhile.
    """
    check_folders(site, site / OUTPUT)
    repository = find_repository(site)
    source = repository.source()
    remote = repository.address_of(order.target.remote)
    repository.refuse_uncommitted()
    _refuse_source_branch(repository, order.target)
    with scratch(repository, order.target) as temporary:
        published = temporary.published()
        _refuse_sources(published, order.target)
        domain = _own_domain(site) or temporary.domain(published)
        address = _address(site, order, domain, remote)
        build(address)
        _refuse_moved(repository, source)
        files = ready(site / OUTPUT, repository.object_format)
        changes = compare(published.files, files)
        pushed = None
        if changes and not order.dry_run:
            say(f"{changes} -> {order.target} ({shown(remote)})")
            pushed = _push(temporary, published, changes, site, repository, source, order)
    warnings = _warnings(repository, order.target, source, files, site)
    said = doubt(address or "", domain, remote)
    return Deployment(changes, pushed, address, (*warnings, *([said] if said else [])))


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
    """A subject with [skip ci] in it would keep GitHub from publishing."""
    subject = source.subject.translate({ord("["): "(", ord("]"): ")"})
    head = first or f"Deploy {source.short}: {subject}"
    return f"{head}\n\nSource commit: {source.sha}\nBuilt by Chapterhouse {__version__}\n"


# --- what is refused ----------------------------------------------------------------------


def _refuse_source_branch(repository: Repository, target: Target) -> None:
    if repository.branch() == target.branch:
        raise _over_sources(target)


def _refuse_sources(published: Published, target: Target) -> None:
    if any(f"/{path}".endswith("/content/site.toml") for path in published.files):
        raise _over_sources(target)


def _over_sources(target: Target) -> DeployError:
    hint = "publish to a branch of its own, such as --branch gh-pages"
    return DeployError(f"{target} holds the site's sources, not the site", hint=hint)


def _refuse_moved(repository: Repository, source: Commit) -> None:
    repository.refuse_uncommitted()
    if repository.source() != source:
        raise DeployError("another commit was checked out while the site was built; deploy again")


# --- what is told -------------------------------------------------------------------------


def _own_domain(site: Path) -> str | None:
    """The domain that the site's own files name. Raises DeployError where they name none."""
    places = [site / "content/pages" / DOMAIN_FILE]
    if DOMAIN_FILE not in ours(site / OUTPUT):
        places.append(site / OUTPUT / DOMAIN_FILE)
    place = next((place for place in places if place.is_file()), None)
    if place is None:
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
    if strays := sorted(files.keys() - ours(site / OUTPUT)):
        more = ", ..." if len(strays) > 1 else ""
        found.append(f"published, too, though Chapterhouse did not write it: {strays[0]}{more}")
    if ignored := repository.ignored():
        more = ", ..." if len(ignored) > 1 else ""
        found.append(f"published, though in no commit, because git ignores it: {ignored[0]}{more}")
    if not repository.has_been_pushed(source, target.remote):
        found.append(f"{source.short} is not on {target.remote} yet: push it, too (git push)")
    return tuple(found)
