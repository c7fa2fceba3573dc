"""What text is set in: faces of the reader's machine, or font files of the site's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from ..content import Face, Look
from .own_files import OwnFiles

_GENERIC = frozenset(
    [
        "serif",
        "sans-serif",
        "monospace",
        "system-ui",
        "ui-serif",
        "ui-sans-serif",
        "ui-monospace",
        "ui-rounded",
    ]
)
_FORMATS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}


def faces(look: Look, files: OwnFiles) -> str:
    """The style sheet's part on faces. What is missing in a face is set in the theme's."""
    uses = (("reading", look.reading), ("plain", look.plain))
    return "".join(_face(use, face, files) for use, face in uses if face is not None)


def _face(use: str, face: Face, files: OwnFiles) -> str:
    rules = list(_font_faces(use, face, files))
    names = [_quoted(name) for name in map(str.strip, (face.names or "").split(",")) if name]
    own = [_own(use)] if rules else []
    stack = ",".join([*own, *names, f"var(--{use}-usual,{_LAST[use]})"])
    return f"{''.join(rules)}:root{{--{use}:{stack}}}"


_LAST = {"reading": "serif", "plain": "sans-serif"}


def _font_faces(use: str, face: Face, files: OwnFiles) -> Iterator[str]:
    """A rule for each file. One that is regular and bold at once is a variable font."""
    for style, regular, bold in (
        ("normal", face.regular, face.bold),
        ("italic", face.italic, face.bold_italic),
    ):
        weights = {regular: "100 900"} if regular == bold else {regular: "400", bold: "700"}
        for file, weight in weights.items():
            if file is not None:
                name = files.font(use, file, at_once=file == face.regular)
                ending = PurePosixPath(name).suffix.lower()
                yield (
                    f"@font-face{{font-family:{_own(use)};font-style:{style};"
                    f"font-weight:{weight};font-display:swap;"
                    f'src:url("../{quote(name)}") format("{_FORMATS[ending]}")}}'
                )


def _own(use: str) -> str:
    return f'"Site {use}"'


def _quoted(name: str) -> str:
    return name if name in _GENERIC else f'"{name}"'
