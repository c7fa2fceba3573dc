"""Snowball's stemmers in JavaScript, by which a page stems what is looked for.

They are somebody else's work, so they aren't kept in the repository: hatch_build.py fetches the
release of @orama/stemmers that generator/npm pins and puts those that `terms.snowball` names
beside this file, with their notice, as it does with lunr.js. Nothing here fetches anything.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import ChapterhouseError

_FOLDER = Path(__file__).parent

PACKAGE, SPDX = "@orama/stemmers", "Apache-2.0"
"""The package of npm that they are of, and its licence as npm and spdx.org call it."""


def stemmer_script(name: str) -> bytes:
    """The bytes of the script `name`, a module that exports `stemmer(word)`.

    Raises ChapterhouseError when the package was put together without it.
    """
    return _read(f"{name}.js", "a stemmer for the page")


def stemmer_notice() -> bytes:
    """What the package says of its licence, which goes wherever the scripts go.

    That is a notice which points to the licence's text; the package has no text of it. Raises
    ChapterhouseError like `stemmer_script`.
    """
    return _read("LICENSE.md", "the licence of the page's stemmers")


def _read(name: str, what: str) -> bytes:
    path = _FOLDER / name
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ChapterhouseError(
            f"{what} is missing from this installation",
            path=path,
            hint="install Chapterhouse again: `make` in a checkout, `pip install` elsewhere",
        ) from error
