"""Files of the search data: their folder, their names, how they are packed.

A name follows from what is in the file before it is compressed, so that it doesn't depend on the
machine's zlib.
"""

from __future__ import annotations

import hashlib
import json
import zlib

from ..model import Artifact
from ..urls import SEARCH_DATA

LEVEL = 7
"""Of compression. 9 makes ranges smaller by one in a hundred and takes five times as long."""

_DIGEST_LENGTH = 12


def digest_of(data: bytes) -> str:
    """What is written into a file's name."""
    return hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH]


def plain(name: str, data: bytes) -> Artifact:
    """A file of this name."""
    return Artifact(f"{SEARCH_DATA}{name}".removeprefix("/"), data)


def packed(kind: str, data: bytes) -> Artifact:
    """A compressed file (RFC 1950), named after its content."""
    return plain(f"{kind}-{digest_of(data)}.bin", zlib.compress(data, LEVEL))


def name_of(file: Artifact) -> str:
    """Its name without folders."""
    return file.path.rsplit("/", 1)[-1]


def as_json(content: object) -> bytes:
    """JSON in UTF-8; the same values give the same bytes."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()
