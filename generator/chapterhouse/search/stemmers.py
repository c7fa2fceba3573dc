"""The stemmer of the site's language as a file of the site, beside lunr.js.

English needs none: lunr.js has its own.
"""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import PackageNotFoundError, files

from ..errors import ChapterhouseError
from ..model import Artifact
from ..stemmerjs import PACKAGE, SPDX, stemmer_notice, stemmer_script
from ..terms.snowball import Tongue, tongue_of
from .files import digest_of, name_of, plain

_SNOWBALL = "snowballstemmer"
_LICENCES = ("COPYING", "LICENSE", "LICENCE")


def stemmer_files(language: str) -> tuple[Artifact, ...]:
    """The script and its licences; nothing for a language whose words aren't stemmed by it.

    Raises ChapterhouseError when the script or a licence is missing.
    """
    tongue = tongue_of(language)
    if tongue is None:
        return ()
    script = _script(tongue)
    name = name_of(script)
    return script, plain(f"{name.removesuffix('.js')}.LICENSE.txt", _licences(name))


def stemmer_entry(language: str) -> dict[str, object] | None:
    """What the table says of it: its name, and what is done to a word before."""
    tongue = tongue_of(language)
    if tongue is None:
        return None
    return {"script": name_of(_script(tongue)), "mends": tongue.mends}


def _licences(script: str) -> bytes:
    """The notice of the script's package, with the licence's name for programs that look for it;
    and the licence of Snowball's algorithms, from which the script was generated."""
    says = f"{script}: a file of the npm package {PACKAGE}, unchanged.\n"
    spdx = f"SPDX-License-Identifier: {SPDX}\nhttps://spdx.org/licenses/{SPDX}.html\n"
    generated = "It was generated from algorithms of Snowball:\n"
    parts = (f"{says}{spdx}", stemmer_notice().decode(), generated, _snowball_licence())
    return "\n".join(parts).encode()


def _snowball_licence() -> str:
    """It lies in another folder of the installed package from release to release."""
    try:
        listed = files(_SNOWBALL) or []
    except PackageNotFoundError:
        listed = []
    for file in listed:
        if file.name.partition(".")[0].upper() in _LICENCES:
            with suppress(FileNotFoundError):
                return file.read_text()
    raise ChapterhouseError(
        f"the licence of {_SNOWBALL}, which a site with its stemmers has to carry, isn't installed",
        hint=f"install it from PyPI: `pip install --force-reinstall {_SNOWBALL}`",
    )


def _script(tongue: Tongue) -> Artifact:
    script = stemmer_script(tongue.script)
    return plain(f"stemmer-{tongue.code}-{digest_of(script)}.js", script)
