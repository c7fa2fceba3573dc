"""lunr.js as a file of the site: the script by which a page queries the index.

Its release must be the one for which the lunr package writes indexes. lunr.js itself only warns
in the console when they differ and may then find the wrong things, so it is checked here, and
by the page once more.
"""

from __future__ import annotations

import re

from lunr import __TARGET_JS_VERSION__  # type: ignore[import-untyped]

from ..errors import ChapterhouseError
from ..lunrjs import LICENCE, SCRIPT, lunr_script
from ..model import Artifact
from ..urls import SEARCH_DATA

LUNR_VERSION: str = __TARGET_JS_VERSION__
"""The lunr.js for which the lunr package writes indexes."""

_VERSION = re.compile(rb'\bversion\s*=\s*"([^"]+)"')


def engine() -> tuple[Artifact, Artifact]:
    """The script and its licence, as files of the site.

    Raises ChapterhouseError when the script is missing or of another release.
    """
    script = lunr_script()
    check_version(script)
    name = f"{SEARCH_DATA}lunr-{LUNR_VERSION}".removeprefix("/")
    return Artifact(f"{name}.js", script), Artifact(f"{name}.LICENSE.txt", LICENCE.read_bytes())


def check_version(script: bytes) -> None:
    """Raise ChapterhouseError unless `script` is the lunr.js that the index is made for."""
    found = _VERSION.search(script)
    version = found[1].decode() if found else "of no known version"
    if version != LUNR_VERSION:
        raise ChapterhouseError(
            f"lunr.js is {version}, but the index is made for {LUNR_VERSION}",
            path=SCRIPT,
            hint="install Chapterhouse again, with the lunr package that its version asks for",
        )
