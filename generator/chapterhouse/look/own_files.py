"""Pictures and fonts of the site's own, which lie in content/."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from pathlib import PurePosixPath

from ..content import SITE_FILE
from ..errors import ContentError, did_you_mean
from ..files import Folder
from ..views import IconView, PictureView

_PLACE = "look/"
"""Where they are published, among the theme's static files."""

_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon"}


class OwnFiles:
    """Read as they are asked for. A key is that of [look]: "dark.logo"."""

    def __init__(self, content: Folder, lines: Mapping[str, int]) -> None:
        """`lines` are those of the keys in site.toml."""
        self._content, self._lines = content, lines
        self.published: dict[str, bytes] = {}
        """Name among the static files -> bytes."""
        self.fonts: list[str] = []
        """What a page loads at once."""

    def font(self, key: str, file: str, at_once: bool) -> str:
        """The name under which a font file is published."""
        name = self._read(key, file)
        if at_once and name not in self.fonts:
            self.fonts.append(name)
        return name

    def picture(self, key: str, file: str | None) -> PictureView | None:
        """A picture with its size."""
        if file is None:
            return None
        name = self._read(key, file)
        size = _size(self.published[name])
        if size is None:
            hint = "an SVG with a viewBox or a size, or a PNG"
            raise self._error(key, f'the size of "{file}" cannot be told', hint)
        return PictureView(name, *size)

    def icon(self, key: str, file: str | None) -> IconView | None:
        """A picture for the tab."""
        if file is None:
            return None
        return IconView(self._read(key, file), _TYPES[PurePosixPath(file).suffix.lower()])

    def _read(self, key: str, file: str) -> str:
        name = _PLACE + file
        if not self._content.has(file):
            endings = PurePosixPath(file).suffix.lower()
            known = [each for each in self._content.names() if each.lower().endswith(endings)]
            raise self._error(key, f'no file "{file}" in content/', did_you_mean(file, known))
        self.published[name] = self._content.read(file)
        return name

    def _error(self, key: str, said: str, hint: str) -> ContentError:
        line = self._lines.get(key) or self._lines.get(key.partition(".")[0])
        return ContentError(said, path=SITE_FILE, line=line, hint=hint)


_ROOT = re.compile(rb"<svg\b[^>]*>")
_NUMBER = rb"[\s,]*([-+]?[0-9]*\.?[0-9]+)"
_BOX = re.compile(rb"\bviewBox\s*=\s*[\"']" + 4 * _NUMBER)
_WIDTH, _HEIGHT = (
    re.compile(rb"\s" + side + rb"\s*=\s*[\"']" + _NUMBER) for side in (b"width", b"height")
)


_TOO_LARGE = 1_000_000
_HEAD = 24
"""Bytes of a PNG up to the end of its size."""


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG (https://www.w3.org/TR/png-3/#11IHDR) or of an SVG."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) >= _HEAD:
        width, height = struct.unpack(">II", data[16:_HEAD])
        return int(width), int(height)
    root = _ROOT.search(data)
    return None if root is None else _size_of_svg(root[0])


def _size_of_svg(root: bytes) -> tuple[int, int] | None:
    box, width, height = _BOX.search(root), _WIDTH.search(root), _HEIGHT.search(root)
    if box:
        sides = float(box[3]), float(box[4])
    elif width and height:
        sides = float(width[1]), float(height[1])
    else:
        return None
    if not all(0 < side < _TOO_LARGE for side in sides):
        return None
    return max(1, round(sides[0])), max(1, round(sides[1]))
