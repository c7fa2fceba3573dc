"""Ledgers of two episodes: what git leaves where two branches each added one of the same title.

Their files have one name, and whoever resolves the conflict by keeping the lines of both sides
makes one file of them. Which of the two was published at the address that both have, no line
says: nothing is guessed, since a link could lead into the other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errors import ContentError, Failures
from .reading import file_of
from .recognition import SAME, Recognised
from .types import Edition, Ledger

_MOST = 0.5
"""The share of its landmarks that the one episode of a ledger has, after whatever edits."""


def refuse_mixed(
    ledgers: Iterable[Ledger], editions: Sequence[Edition], recognised: Recognised
) -> None:
    """Raises Failures with every ledger that is that of two episodes."""
    doubled = [each for each in ledgers if each.doubled and not each.gone]
    problems = [
        _problem(each, found) for each in doubled if (found := _mixed(each, editions, recognised))
    ]
    if problems:
        raise Failures(problems)


def _problem(ledger: Ledger, sources: Iterable[str]) -> ContentError:
    path = file_of(ledger.key)
    said = f"two episodes are remembered here, {' and '.join(sources)}"
    hint = (
        f"keep the file of the one that is published (git checkout BRANCH -- {path}) and build: "
        "the other one gets an address of its own"
    )
    return ContentError(said, path=path, line=ledger.doubled, hint=hint)


def _mixed(ledger: Ledger, editions: Iterable[Edition], recognised: Recognised) -> tuple[str, ...]:
    """The sources of the episodes whose ledger it is, if they are several."""
    others = {parts[0] for key, parts in recognised.parts.items() if parts and key != ledger.key}
    named = (ledger.source, *ledger.rivals)
    heirs = [
        each
        for each in editions
        if each.source not in others
        and (each.source in named or _share_there(each, ledger) >= SAME)
    ]
    if len(heirs) == 1 and ledger.rivals and _share_of(ledger, heirs[0]) < _MOST:
        return named
    return tuple(each.source for each in heirs) if len(heirs) > 1 else ()


def _share_there(edition: Edition, ledger: Ledger) -> float:
    """How much of an episode's landmarks the ledger has. Of a whole one it has nearly all,
    however long the other one is."""
    marks = {mark for _, mark in edition.said.landmarks}
    return len(marks & {mark for _, mark in ledger.said.landmarks}) / (len(marks) or 1)


def _share_of(ledger: Ledger, edition: Edition) -> float:
    """How much of the ledger's landmarks an episode has, of those that it could have."""
    every = edition.said.every
    marks = {mark for _, mark in ledger.said.landmarks if mark % every == 0}
    return len(marks & {mark for _, mark in edition.said.landmarks}) / len(marks) if marks else 1.0
