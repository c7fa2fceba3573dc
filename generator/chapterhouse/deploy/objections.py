"""What speaks against publishing over what stands on the branch: it would be lost there, and the
sources may not have it. `--replace` makes warnings of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..errors import DeployError
from ..ledger import ADDRESSES_FOLDER, Ledger
from .repository import Commit, Repository, some
from .scratch import HARMLESS, Former, Published, Target
from .tree import Changes

_EPISODE = re.compile(r"episodes/([^/]+)/index\.html")
_SHORT = 10
"""Digits of a commit, as a deployment tells its own."""

_REPLACE = "publish over it with --replace"


def before_the_build(
    published: Published, repository: Repository, source: Commit, target: Target
) -> Iterator[DeployError]:
    """Who put it there, and from what."""
    if published.former is not None:
        yield from _not_followed(published.former, repository, source, target)
    elif found := sorted(published.files.keys() - HARMLESS):
        hint = "publish to another branch (--branch NAME), or delete them all with --replace"
        message = f"{target} holds what Chapterhouse did not publish: {some(found)}"
        yield DeployError(message, hint=hint)


def after_the_build(
    published: Published, changes: Changes, ledgers: Iterable[Ledger], target: Target
) -> Iterator[DeployError]:
    """What the new site would undo or take away."""
    if published.former is not None:
        yield from _undone(published.former, published, changes, target)
    yield from _dying(changes, ledgers)


def _not_followed(
    former: Former, repository: Repository, source: Commit, target: Target
) -> Iterator[DeployError]:
    """It was built from a commit that the checked-out one does not follow: what that commit
    brought is not in the new site."""
    if not repository.follows(former.source):
        how, hint = _why(former, repository, source)
        message = f"{target} was published from {former.source[:_SHORT]}, {how}"
        yield DeployError(message, hint=hint)


def _why(former: Former, repository: Repository, source: Commit) -> tuple[str, str]:
    """In an older clone, at an older commit, in a part of the history, on another branch, or after
    history was written anew; and what to do."""
    if repository.precedes(former.source):
        how = f"which is newer than {source.short}, which is checked out"
        return how, "go back to that one, or publish the older site with --replace"
    if repository.is_shallow():
        where = "git fetch --unshallow, or in a workflow fetch-depth: 0 for actions/checkout"
        return "and this clone has no history to find it in", f"fetch it ({where}), or {_REPLACE}"
    hint = "take it in (git pull, or merge its branch), or, if yours holds all that it has"
    return "which is not in your history", f"{hint} (after a rebase, say), {_REPLACE}"


def _undone(
    former: Former, published: Published, changes: Changes, target: Target
) -> Iterator[DeployError]:
    """Others have changed what we published. What the new site brings just so is no loss."""
    touched = {*changes.added, *changes.changed, *changes.deleted} - HARMLESS
    was, now = former.files, published.files
    if found := sorted(path for path in touched if was.get(path) != now.get(path)):
        hint = f"carry it over into the site's sources, or {_REPLACE}"
        message = f"somebody has changed {target} by hand since it was published: {some(found)}"
        yield DeployError(message, hint=hint)


def _dying(changes: Changes, ledgers: Iterable[Ledger]) -> Iterator[DeployError]:
    """Episodes' pages that go, though no ledger says that their address was given up. Former
    addresses that lead on are pages, too, and stay."""
    given_up = {slug for each in ledgers if each.gone for slug in each.pages}
    hint = f"bring back its file in {ADDRESSES_FOLDER}/, or give it up with --replace"
    for path in changes.deleted:
        found = _EPISODE.fullmatch(path)
        if found and found[1] not in given_up:
            message = f"/episodes/{found[1]}/ would lead nowhere, and was never given up"
            yield DeployError(message, hint=hint)
