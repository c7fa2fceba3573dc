"""A built page, read: what it refers to, and the places in it that can be referred to.

The built page is the truth: whatever a template, a hook or a host wrote, this is what a browser
gets. The standard library's parser is enough: pages are read, not repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

RefKind = Literal["link", "image", "file"]
"""A link that a reader follows; a picture; anything else that a page loads."""

_LINKS = {("a", "href"), ("area", "href"), ("form", "action")}
_IMAGES = {
    ("img", "src"),
    ("image", "href"),
    ("input", "src"),
    ("video", "poster"),
}
_FILES = {
    ("audio", "src"),
    ("embed", "src"),
    ("iframe", "src"),
    ("link", "href"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("track", "src"),
    ("use", "href"),
    ("video", "src"),
}
_KINDS: dict[tuple[str, str], RefKind] = {
    **dict.fromkeys(_LINKS, "link"),
    **dict.fromkeys(_IMAGES, "image"),
    **dict.fromkeys(_FILES, "file"),
}
_ADDRESSES = {"og:url", "og:image", "og:audio", "og:video", "twitter:image"}
"""Properties of <meta> that hold an address."""
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
PAGE, STYLE = (".html", ".htm"), ".css"
"""Endings of what is read."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LOADED = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
)
_HINTS = {"preconnect", "dns-prefetch"}
"""Relations of <link> whose address is no file."""


@dataclass(frozen=True, slots=True)
class Ref:
    """An address in a page, as it is written there."""

    kind: RefKind
    value: str
    line: int
    """Of the built page."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known of one page."""

    file: str
    """Below the output, with forward slashes."""
    refs: tuple[Ref, ...]
    """Each once; places of the page itself that are there are left out."""
    places: str
    """Ids, one a line: a site has millions of them."""
    base: str = ""
    """What its <base> says."""
    ends: int = 0
    """The line from which on it can't be read; 0: it is read to its end."""


@dataclass(frozen=True, slots=True)
class Share:
    """Pages for one call in another process."""

    folder: Path
    files: tuple[str, ...]


def scan_all(share: Share) -> tuple[Scan, ...]:
    """Each of these pages and style sheets."""
    return tuple(_scan(name, (share.folder / name).read_bytes()) for name in share.files)


def _scan(file: str, data: bytes) -> Scan:
    return (scan_style if file.endswith(STYLE) else scan_page)(file, data)


def scan_style(file: str, data: bytes) -> Scan:
    """A style sheet: what its rules load."""
    text = _COMMENT.sub("", data.decode("utf-8", "replace"))
    named = dict.fromkeys(next(filter(None, found), "") for found in _LOADED.findall(text))
    refs = (Ref("file" if name.endswith(STYLE) else "image", name, 1) for name in named if name)
    return Scan(file, tuple(refs), "")


def scan_page(file: str, data: bytes) -> Scan:
    """The page; what isn't UTF-8 in it is passed over."""
    parser, ends = _Parser(), 0
    try:
        parser.feed(data.decode("utf-8", "replace"))
        parser.close()
    except AssertionError:  # how the parser says that a declaration ("<![x") makes no sense
        ends = parser.getpos()[0]
    places = parser.places
    refs = tuple(ref for ref in parser.refs.values() if not _is_here(ref, places))
    return Scan(file, refs, "\n".join(sorted(places)), parser.base, ends)


def _is_here(ref: Ref, places: set[str]) -> bool:
    return ref.value.startswith("#") and place_of(ref.value[1:]) in {"", "top"} | places


def place_of(fragment: str) -> str:
    """The place that a fragment means, without what only browsers read (`#x:~:text=...`)."""
    return unquote(fragment.partition(":~:")[0])


class _Parser(HTMLParser):
    """Gathers while it reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.refs: dict[tuple[RefKind, str], Ref] = {}
        self.places: set[str] = set()
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links, places, and the few elements that need more than a row of the table."""
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.places.add(value)
            elif name == "srcset":
                self._add("image", _candidates(value))
            elif (tag, name) in _KINDS and tag != "link":
                self._add(_KINDS[tag, name], [value])
        if tag in ("link", "meta", "base"):
            self._head(tag, {name: value or "" for name, value in attrs})

    def _head(self, tag: str, attributes: dict[str, str]) -> None:
        content = attributes.get("content", "")
        if tag == "link" and "href" in attributes:
            relations = set(attributes.get("rel", "").casefold().split())
            if not relations & _HINTS:
                self._add("image" if "icon" in relations else "file", [attributes["href"]])
        elif tag == "base" and "href" in attributes and not self.base:
            self.base = attributes["href"]
        elif attributes.get("http-equiv", "").casefold() == "refresh":
            found = _REFRESH.match(content)
            self._add("link", [found[1]] if found else [])
        elif (attributes.get("property") or attributes.get("name")) in _ADDRESSES:
            self._add("file", [content])

    def _add(self, kind: RefKind, values: Iterable[str]) -> None:
        for value in values:
            self.refs.setdefault((kind, value), Ref(kind, value, self.getpos()[0]))


def _candidates(value: str) -> Sequence[str]:
    """The addresses of a srcset: "a.jpg 1x, b.jpg 2x"; an address of its own data has commas."""
    found = re.findall(r"[^\s,]\S*(?:\s+[^\s,]+)?", value)
    return [each.split()[0].rstrip(",") for each in found]
