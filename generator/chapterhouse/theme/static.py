"""Styles, scripts and pictures: which file of which theme wins, and where it is published.

Styles and scripts are published without their comments and needless white space: what explains
them is for who works on the theme, not for every reader to fetch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import chain

import rcssmin
import rjsmin

from ..files import Folder
from ..languages import Catalogue
from ..languages.scripts import MODULE, script_messages, words_module
from ..model import Artifact
from .layers import Layer, Theme

_SCRIPTS = (".js", ".mjs")


def static_files(theme: Theme) -> tuple[Artifact, ...]:
    """The theme's styles, scripts and pictures, its own before its parents'."""
    folder = theme.asset_folder.lstrip("/")
    files = contents(find_static(theme.chain), theme.catalogue)
    return tuple(Artifact(folder + name, data) for name, data in files.items())


def contents(files: Mapping[str, Folder], catalogue: Catalogue) -> dict[str, bytes]:
    """Name -> what is published, with the words of the scripts in the site's language."""
    made = {name: published(name, folder) for name, folder in files.items()}
    if MODULE in made and catalogue.compiled:
        scripts = (data.decode() for name, data in made.items() if name.endswith(_SCRIPTS))
        made[MODULE] = words_module(catalogue, chain.from_iterable(map(script_messages, scripts)))
    return made


def published(name: str, folder: Folder) -> bytes:
    """What a reader's browser is given of a static file.

    Comments that begin with an exclamation mark stay, as licences want it; a file called
    .min.js or .min.css is left as it is.
    """
    data = folder.read(name)
    if name.endswith((".min.js", ".min.css")):
        return data
    if name.endswith(_SCRIPTS):
        return published_script(data)
    if name.endswith(".css"):
        return bytes(rcssmin.cssmin(data, keep_bang_comments=True))
    return data


def published_script(data: bytes) -> bytes:
    """A script without its comments and needless white space."""
    return bytes(rjsmin.jsmin(data, keep_bang_comments=True))


def find_static(layers: Sequence[Layer]) -> dict[str, Folder]:
    """Name -> the folder that has the file, by name.

    Raises ThemeError for a folder that can't be read.
    """
    folders = [layer.static for layer in reversed(layers)]
    found = {name: folder for folder in folders for name in folder.names()}
    return {name: found[name] for name in sorted(found)}


def digest_of(files: Mapping[str, bytes]) -> str:
    """sha256 over names and what is published, in hex."""
    whole = hashlib.sha256()
    for name, data in files.items():
        whole.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return whole.hexdigest()
