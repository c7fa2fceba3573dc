"""Snowball's stemmers in JavaScript, by which a page stems what is looked for.

They are somebody else's work, so they aren't kept in the repository: hatch_build.py fetches the
release of @orama/stemmers that generator/npm pins and puts those that `terms.snowball` names
beside this file, with their licence, as it does with lunr.js. Nothing here fetches anything.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import ChapterhouseError

_FOLDER = Path(__file__).parent

LICENCE = _FOLDER / "LICENSE.md"
"""Their licence (Apache 2.0), which goes wherever they go."""


def stemmer_script(name: str) -> bytes:
    """The bytes of the script `name`, a module that exports `stemmer(word)`.

    Raises ChapterhouseError when the package was put together without it.
    """
    path = _FOLDER / f"{name}.js"
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ChapterhouseError(
            "a stemmer for the page is missing from this installation",
            path=path,
            hint="install Chapterhouse again: `make` in a checkout, `pip install` elsewhere",
        ) from error
