"""Styles, scripts and pictures: which file of which theme wins, and where it is published.

A theme's file takes the place of its parents' file of that name. The one that it shadows is
published too, below the name of its theme, so that the nearer one can add to it instead of
copying it: "default/css/site.css" beside "css/site.css". What a shadowed file itself names by a
relative path ("./focus.js", "../img/x.svg") is still the nearest file of that name: it is
written for its new place.

Styles and scripts are published without their comments and needless white space: what explains
them is for who works on the theme, not for every reader to fetch.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import rcssmin
import rjsmin

from ..files import Folder
from ..languages import Catalogue
from ..languages.scripts import MODULE, script_messages, words_module
from ..model import Artifact
from .layers import Layer, Theme

_SCRIPTS, _STYLES = (".js", ".mjs"), (".css",)

_IMPORT = re.compile(rb"""((?:\bfrom|\bimport|\bURL\()\s*\(?\s*["'])(\.{1,2}/[^"']+)(?=["'])""")
"""In a script: import "./x.js", import("./x.js"), from "./x.js", new URL("./x.js", ...)."""
_URL = re.compile(rb"""(url\(\s*["']?|@import\s+["'])(?![a-z]+:|/|\#)([^"')]+)""")
"""In a style sheet: url(x), @import "x"."""


@dataclass(frozen=True, slots=True)
class Static:
    """A static file, and where it lies."""

    folder: Folder
    name: str
    """In that folder."""


def static_files(theme: Theme, made: Mapping[str, bytes] | None = None) -> tuple[Artifact, ...]:
    """The theme's styles, scripts and pictures, its own before its parents', and what a build
    `made` for it, by name."""
    folder = theme.asset_folder.lstrip("/")
    files = {**contents(find_static(theme.chain), theme.catalogue), **(made or {})}
    return tuple(Artifact(folder + name, files[name]) for name in sorted(files))


def contents(files: Mapping[str, Static], catalogue: Catalogue) -> dict[str, bytes]:
    """Name -> what is published, with the words of the scripts in the site's language."""
    made = {name: published(name, file) for name, file in files.items()}
    if MODULE in made and catalogue.compiled:
        scripts = (data.decode() for name, data in made.items() if name.endswith(_SCRIPTS))
        made[MODULE] = words_module(catalogue, chain.from_iterable(map(script_messages, scripts)))
    return made


def published(name: str, file: Static) -> bytes:
    """What a reader's browser is given of a static file, at the place `name`.

    Comments that begin with an exclamation mark stay, as licences want it; a file called
    .min.js or .min.css is left as it is.
    """
    data = file.folder.read(file.name)
    if name != file.name:
        data = _moved(data, file.name, name)
    if name.endswith((".min.js", ".min.css")):
        return data
    if name.endswith(_SCRIPTS):
        return published_script(data)
    if name.endswith(_STYLES):
        return bytes(rcssmin.cssmin(data, keep_bang_comments=True))
    return data


def published_script(data: bytes) -> bytes:
    """A script without its comments and needless white space."""
    return bytes(rjsmin.jsmin(data, keep_bang_comments=True))


def _moved(data: bytes, home: str, place: str) -> bytes:
    """A file's text with the relative paths that lead to the same files from another place."""
    patterns = {_IMPORT: _SCRIPTS, _URL: _STYLES}
    for pattern, endings in patterns.items():
        if home.endswith(endings):
            return pattern.sub(lambda found: found[1] + _seen_from(place, home, found[2]), data)
    return data


def _seen_from(place: str, home: str, path: bytes) -> bytes:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(home), path.decode()))
    made = posixpath.relpath(target, posixpath.dirname(place))
    return (made if made.startswith("../") else f"./{made}").encode()


def find_static(layers: Sequence[Layer]) -> dict[str, Static]:
    """Where it is published -> the file, by name.

    Raises ThemeError for a folder that can't be read.
    """
    found: dict[str, Static] = {}
    shadowed: dict[str, Static] = {}
    owner: dict[str, str] = {}
    for layer in reversed(layers):
        folder = layer.static
        for name in folder.names():
            if name in found:
                shadowed[f"{owner[name]}/{name}"] = found[name]
            found[name], owner[name] = Static(folder, name), layer.name
    every = {**shadowed, **found}
    return {name: every[name] for name in sorted(every)}


def asset_name(theme: Theme, name: str) -> str | None:
    """The published file that a template means: "css/site.css" is the nearest, and
    "default/css/site.css" the one that the theme `default`, or a parent of it, has."""
    if name in theme.assets:
        return name
    first, _, rest = name.partition("/")
    names = [layer.name for layer in theme.chain]
    if first not in names or rest not in theme.assets:
        return None
    owners = [layer.name for layer in theme.chain if layer.static.has(rest)]
    owner = next((name for name in names[names.index(first) :] if name in owners), None)
    return rest if owner == owners[0] else owner and f"{owner}/{rest}"


def digest_of(files: Mapping[str, bytes]) -> str:
    """sha256 over names and what is published, in hex."""
    whole = hashlib.sha256()
    for name, data in files.items():
        whole.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return whole.hexdigest()
