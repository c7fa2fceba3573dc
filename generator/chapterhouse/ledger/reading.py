"""The ledgers of a site, read from content/addresses. Writing them is `build`'s."""

from __future__ import annotations

from pathlib import Path

from ..errors import ChapterhouseError, ContentError, Failures
from ..files import Folder
from .lines import parse
from .types import Ledger

ADDRESSES_FOLDER = "content/addresses"
_ENDING = ".txt"


def file_of(key: str) -> str:
    """The file of a ledger, from the site's folder."""
    return f"{ADDRESSES_FOLDER}/{key}{_ENDING}"


def read_ledgers(site: Path) -> tuple[Ledger, ...]:
    """All of them, in the order of their keys. Raises Failures with everything that is wrong."""
    content = site / "content"
    folder = Folder(site / ADDRESSES_FOLDER, ADDRESSES_FOLDER, ContentError, content)
    found: list[Ledger] = []
    problems: list[ChapterhouseError] = []
    for name in folder.names():
        if name.endswith(_ENDING) and "/" not in name:
            try:
                key = name.removesuffix(_ENDING)
                found.append(parse(folder.text(name), key, file_of(key)))
            except ContentError as error:
                problems.append(error)
    if problems:
        raise Failures(problems)
    return tuple(found)
