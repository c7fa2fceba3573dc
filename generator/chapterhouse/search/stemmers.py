"""The stemmer of the site's language as a file of the site, beside lunr.js.

English needs none: lunr.js has its own.
"""

from __future__ import annotations

from importlib.metadata import distribution

from ..model import Artifact
from ..stemmerjs import LICENCE, stemmer_script
from ..terms.snowball import Tongue, tongue_of
from .files import digest_of, name_of, plain


def stemmer_files(language: str) -> tuple[Artifact, ...]:
    """The script and its licences; nothing for a language whose words aren't stemmed by it.

    Raises ChapterhouseError when the script is missing.
    """
    tongue = tongue_of(language)
    if tongue is None:
        return ()
    script = _script(tongue)
    # Generated from Snowball's algorithms, whose licence asks to be told, too.
    snowball = distribution("snowballstemmer").read_text("COPYING") or ""
    licence = LICENCE.read_bytes() + b"\n" + snowball.encode()
    return script, plain(f"{name_of(script).removesuffix('.js')}.LICENSE.txt", licence)


def stemmer_entry(language: str) -> dict[str, object] | None:
    """What the table says of it: its name, and what is done to a word before."""
    tongue = tongue_of(language)
    if tongue is None:
        return None
    return {"script": name_of(_script(tongue)), "mends": tongue.mends}


def _script(tongue: Tongue) -> Artifact:
    script = stemmer_script(tongue.script)
    return plain(f"stemmer-{tongue.code}-{digest_of(script)}.js", script)
