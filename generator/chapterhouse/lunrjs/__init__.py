"""lunr.js, the script by which a page queries the search index.

lunr.js is somebody else's work, so it isn't kept in the repository: hatch_build.py fetches the
release that generator/npm pins and puts it beside this file, with its licence, when Chapterhouse
is installed from a checkout or built as a wheel. The minified form is taken because readers
download it (8 kB compressed, the other 25 kB). Nothing here fetches anything.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import ChapterhouseError

SCRIPT = Path(__file__).parent / "lunr.min.js"
"""The script itself; it runs in a page, in a worker and under Node."""

LICENCE = Path(__file__).parent / "LICENSE"
"""lunr.js's own licence (MIT), which goes wherever the script goes."""


def lunr_script() -> bytes:
    """The script's bytes; `ChapterhouseError` when the package was put together without it."""
    try:
        return SCRIPT.read_bytes()
    except FileNotFoundError as error:
        raise ChapterhouseError(
            "lunr.js is missing from this installation",
            path=SCRIPT,
            hint="install Chapterhouse again: `make` in a checkout, `pip install` elsewhere",
        ) from error
