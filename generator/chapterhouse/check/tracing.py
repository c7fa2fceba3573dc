"""From a built page back to the file that a person wrote, and the line in it.

A page shows the words of a few files: a free page its own, an episode's page its notes and its
transcript, a person's page their note. The address is looked for in those, then in site.toml, then
in the site's own templates: the first line that holds it is the one to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from .. import urls
from ..content import SITE_FILE, Content
from ..errors import ChapterhouseError
from ..files import Folder
from ..model import Site
from .scan import Ref

_KEPT = 4
"""Files of which the text is kept."""

Trace = tuple[str, int]
"""A path from the site's folder, and a line."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Which files a site's pages are made of."""

    folder: Path
    by_page: Mapping[str, tuple[str, ...]]
    """Page, from the site's root -> files, from the site's folder."""
    copied: Mapping[str, str]
    """Path below the output -> the file in content/ of which it is a copy."""
    templates: tuple[str, ...]
    _texts: dict[str, str] = field(default_factory=dict, repr=False)
    _found: dict[tuple[str, ...], Trace | None] = field(default_factory=dict, repr=False)

    def trace(self, page: str, file: str, ref: Ref) -> Trace | None:
        """Where an address in a built page was written."""
        if file in self.copied:
            return self.copied[file], ref.line
        ways = _ways(ref.value)
        for path in self.by_page.get(page, ()):
            if line := _line_of(ways, self._text(path)):
                return path, line
        return self._everywhere(ways)

    def _text(self, path: str) -> str:
        """Of a file that may be asked for again at once: addresses come page by page."""
        if path not in self._texts:
            while len(self._texts) >= _KEPT:
                self._texts.pop(next(iter(self._texts)))
            self._texts[path] = _read(self.folder, path)
        return self._texts[path]

    def _everywhere(self, ways: tuple[str, ...]) -> Trace | None:
        """In what every page is made of; one address may be wrong on all of them."""
        if ways not in self._found:
            shared = ((path, _read(self.folder, path)) for path in (SITE_FILE, *self.templates))
            lines = ((path, _line_of(ways, text)) for path, text in shared)
            self._found[ways] = next(((path, line) for path, line in lines if line), None)
        return self._found[ways]


def origins(folder: Path, site: Site, content: Content) -> Origins:
    """Those of the site in `folder`."""
    return Origins(
        folder,
        dict(_by_page(site, content)),
        {unquote(url).lstrip("/"): f"content/{name}" for name, url in content.files.items()},
        tuple(_templates(folder)),
    )


def _by_page(site: Site, content: Content) -> Iterator[tuple[str, tuple[str, ...]]]:
    for page in content.pages:
        yield page.url, (page.path,)
    for source, slug in site.slugs.items():
        override = content.override(source)
        yield urls.episode(slug), (*((override.path,) if override else ()), source)
    notes = {note.name: note.path for note in content.people}
    for person in site.people:
        if person.name in notes:
            yield urls.person(person.slug), (notes[person.name],)


def _templates(folder: Path) -> Iterable[str]:
    """The templates and styles of themes that the site brings itself."""
    try:
        names = Folder(folder / "themes", "themes", ChapterhouseError).names()
    except ChapterhouseError:
        return ()
    return (f"themes/{name}" for name in names if name.endswith((".html", ".css")))


def _read(folder: Path, path: str) -> str:
    """What can't be read is nobody's origin."""
    try:
        return (folder / path).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _ways(value: str) -> tuple[str, ...]:
    """How a person may have written an address."""
    plain = unquote(value)
    return tuple(dict.fromkeys((value, plain, quote(plain, "/:?#=&%+,;@!$'()*~"))))


def _line_of(ways: Iterable[str], text: str) -> int | None:
    """The first line that holds it, with nothing more of an address around it."""
    for way in ways:
        at = text.find(way) if way else -1
        while at >= 0:
            before, after = text[max(0, at - 1) : at], text[at + len(way) : at + len(way) + 1]
            if not (_goes_on(before, "/.#?=&-") or _goes_on(after, "/#?=&-")):
                return text.count("\n", 0, at) + 1
            at = text.find(way, at + 1)
    return None


def _goes_on(sign: str, signs: str) -> bool:
    return bool(sign) and (sign.isalnum() or sign == "_" or sign in signs)
