"""Which paths may be written below output/, and which can't stand side by side.

A path must mean the same file on every system that may hold the site (Linux, macOS,
Windows, a static host, a zip), so the strictest of them counts. Windows' rules are those of
https://learn.microsoft.com/windows/win32/fileio/naming-a-file. Nothing here touches a disk.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from ..errors import OutputError

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])( *\..*)?\Z", re.IGNORECASE
)

Claims = dict[str, tuple[str, str]]
"""Folded path of a file or folder -> (as spelled, the artifact that brought it)."""


def check_path(path: str) -> None:
    """Raises OutputError unless `path`, with forward slashes, stays below its folder."""
    if found := _FORBIDDEN.search(path):
        raise _refused(path, f"holds {found[0]!a}")
    for part in path.split("/"):
        if part in ("", ".", ".."):
            raise _refused(path, "leads elsewhere")
        if part[-1] in ". ":
            raise _refused(path, "has a part that ends with a dot or a space")
        if _DEVICE.match(part):
            raise _refused(path, f'has the part "{part}", which is a device on Windows')


def harmless(path: str) -> str | None:
    """What a file may be called instead, without the characters that none may hold: its name, or
    its path where a folder is called so; None where that isn't what is wrong."""
    better = "-".join(filter(None, _FORBIDDEN.split(path))).replace("-.", ".").replace("-/", "/")
    try:
        check_path(better)
    except OutputError:
        return None
    folder, _, name = better.rpartition("/")
    if better == path:
        return None
    return name if folder == path.rpartition("/")[0] else better


def claim(path: str, claims: Claims) -> None:
    """Adds a file and the folders above it to `claims`.

    Raises OutputError when the file is there already, differs from another in case only (in
    its folders or its name), or is both a file and a folder.
    """
    folders = [str(folder) for folder in PurePosixPath(path).parents][:-1]
    for folder in reversed(folders):
        spelled, owner = claims.setdefault(f"{fold_path(folder)}/", (folder, path))
        if spelled != folder:
            raise _clash(path, owner, "lie in folders that differ in upper and lower case only")
        if other := claims.get(fold_path(folder)):
            raise _clash(path, other[1], "cannot both be: one is the other's folder")
    if other := claims.get(f"{fold_path(path)}/"):
        raise _clash(path, other[1], "cannot both be: one is the other's folder")
    if other := claims.get(fold_path(path)):
        same = other[0] == path
        raise _clash(path, other[1], "are one" if same else "differ in upper and lower case only")
    claims[fold_path(path)] = (path, path)


def is_claimed(path: str, claims: Claims) -> bool:
    """Whether a file at `path` would clash with what is claimed."""
    above = PurePosixPath(path).parents
    return (
        fold_path(path) in claims
        or f"{fold_path(path)}/" in claims
        or any(fold_path(str(folder)) in claims for folder in above)
    )


def fold_path(path: str) -> str:
    """Equal for two paths that are one on a system that ignores case or composition."""
    folded = unicodedata.normalize("NFC", path).casefold()
    return unicodedata.normalize("NFC", folded)


def _clash(path: str, other: str, message: str) -> OutputError:
    return OutputError(f'the files "{other}" and "{path}" {message}')


def _refused(path: str, message: str) -> OutputError:
    return OutputError(f"the path {path!a} {message}", hint="nothing can be written there")
