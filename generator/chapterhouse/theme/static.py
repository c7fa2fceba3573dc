"""Styles, scripts and pictures: which file of which theme wins, and where it is published.

Styles and scripts are published without their comments and needless white space: what explains
them is for who works on the theme, not for every reader to fetch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import rcssmin
import rjsmin

from ..files import Folder
from ..model import Artifact
from .layers import Layer, Theme


def static_files(theme: Theme) -> tuple[Artifact, ...]:
    """The theme's styles, scripts and pictures, its own before its parents'."""
    folder = theme.asset_folder.lstrip("/")
    files = find_static(theme.chain)
    return tuple(Artifact(folder + name, published(name, at)) for name, at in files.items())


def published(name: str, folder: Folder) -> bytes:
    """What a reader's browser is given of a static file.

    Comments that begin with an exclamation mark stay, as licences want it; a file called
    .min.js or .min.css is left as it is.
    """
    data = folder.read(name)
    if name.endswith((".min.js", ".min.css")):
        return data
    if name.endswith((".js", ".mjs")):
        return bytes(rjsmin.jsmin(data, keep_bang_comments=True))
    if name.endswith(".css"):
        return bytes(rcssmin.cssmin(data, keep_bang_comments=True))
    return data


def find_static(chain: Sequence[Layer]) -> dict[str, Folder]:
    """Name -> the folder that has the file, by name.

    Raises ThemeError for a folder that can't be read.
    """
    folders = [layer.static for layer in reversed(chain)]
    found = {name: folder for folder in folders for name in folder.names()}
    return {name: found[name] for name in sorted(found)}


def digest_of(files: Mapping[str, Folder]) -> str:
    """sha256 over names and what is published, in hex."""
    whole = hashlib.sha256()
    for name, folder in files.items():
        whole.update(f"{name}\0{hashlib.sha256(published(name, folder)).hexdigest()}\n".encode())
    return whole.hexdigest()
