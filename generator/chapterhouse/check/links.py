"""Where the addresses in built pages lead: to a file and a place of the site, away, or nowhere.

A site is checked as it will stand: at the root of its domain or below a path. A link that leaves
that path is wrong, for what lies there is not the site's.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from ..iri import as_uri
from .scan import Ref, Scan, place_of

NOWHERE = "https://site.invalid/"
"""Where a site stands whose address nobody gave (https://www.rfc-editor.org/rfc/rfc6761)."""

_WEB = ("http", "https")
_HINTS = 40
"""Of so many broken links a hint is looked for: it takes a while among thousands of pages."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address of the site leads."""

    path: str
    """From the site's root, decoded."""
    fragment: str


@dataclass(frozen=True, slots=True)
class Broken:
    """An address in a page that leads nowhere."""

    page: str
    """From the site's root."""
    file: str
    """Below the output."""
    ref: Ref
    message: str
    target: Target | None = None
    """What is missing, where it would be a part of the site."""
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """An address of another site."""

    url: str
    page: str
    file: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Places:
    """The files of a built site, and the places in its pages."""

    files: frozenset[str]
    pages: Mapping[str, str]
    """File -> ids, one a line."""
    address: str
    """Of the site, with a slash at its end."""
    _sets: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def problem(self, target: Target) -> str | None:
        """What is wrong with an address of the site."""
        file = self.file_at(target.path)
        if file is None:
            return _missing(target.path)
        if target.fragment in ("", "top") or file not in self.pages:
            return None
        if target.fragment not in self._ids(file):
            return f'{target.path} has no place "#{target.fragment}"'
        return None

    def file_at(self, path: str) -> str | None:
        """The file that a static host gives for a path from the site's root."""
        name = path.lstrip("/")
        if name in self.files:
            return name
        page = f"{name.rstrip('/')}/index.html".lstrip("/")
        return page if page in self.files else None

    def near(self, target: Target) -> str | None:
        """A hint: what is called most like a page, or a place in one, that is missing."""
        file = self.file_at(target.path)
        if file is None:
            wanted, known = target.path, [page_of(each) for each in sorted(self.pages)]
        else:
            wanted, known = target.fragment, sorted(self._ids(file))
        found = get_close_matches(wanted, known, n=1)
        mark = "" if file is None else "#"
        return f'did you mean "{mark}{found[0]}"?' if found else None

    def _ids(self, file: str) -> frozenset[str]:
        if file not in self._sets:
            self._sets[file] = frozenset(self.pages[file].split("\n"))
        return self._sets[file]


def _missing(path: str) -> str:
    last = path.rpartition("/")[2]
    return f"there is no file at {path}" if "." in last else f"no page is at {path}"


def page_of(file: str) -> str:
    """The address of a page's file, from the site's root: "a/index.html" -> "/a/"."""
    return "/" + (file.removesuffix("index.html") if is_index(file) else file)


def is_index(file: str) -> bool:
    """Whether a host gives this file for its folder."""
    return posixpath.basename(file) == "index.html"


def follow(scans: Iterable[Scan], places: Places) -> Iterator[Broken | Away]:
    """Every address of these pages that leads nowhere, and those that lead away."""
    hints = 0
    for scan in scans:
        for ref in scan.refs:
            found = _follow(scan, ref, places)
            if isinstance(found, Broken) and found.target and hints < _HINTS:
                hints += 1
                found = replace(found, hint=places.near(found.target))
            if found is not None:
                yield found


def _follow(scan: Scan, ref: Ref, places: Places) -> Broken | Away | None:
    page = page_of(scan.file)
    try:
        here = urljoin(places.address + page.lstrip("/"), scan.base)
        value = re.sub(r"[\t\r\n]", "", ref.value.strip())
        whole = urljoin(here, value)
        parts = _split(whole)
        parts.port  # noqa: B018  (raises ValueError for one that is none)
    except ValueError:
        return Broken(page, scan.file, ref, f'"{ref.value}" is no address')
    if not value and ref.kind != "link":
        return Broken(page, scan.file, ref, "an address is empty")
    if parts.scheme not in _WEB:
        return None
    if not parts.hostname:
        return Broken(page, scan.file, ref, f'"{ref.value}" is no address')
    if not _is_same_host(parts, urlsplit(places.address)):
        return Away(whole, page, scan.file, ref)
    target = target_of(parts, places.address)
    if target is None:
        message = f'"{ref.value}" leads out of the site, which is at {places.address}'
        return Broken(page, scan.file, ref, message)
    problem = places.problem(target)
    return (problem and Broken(page, scan.file, ref, problem, target)) or None


def _split(whole: str) -> SplitResult:
    """In the form of the site's own address. Raises ValueError for what is no address; a host's
    name that can't be one is left for whoever asks that host."""
    try:
        return urlsplit(whole if whole.isascii() else as_uri(whole))
    except UnicodeError:
        return urlsplit(whole)


def _is_same_host(one: SplitResult, other: SplitResult) -> bool:
    return (one.hostname, one.port) == (other.hostname, other.port)


def target_of(parts: SplitResult, address: str) -> Target | None:
    """What an address of the site's own host means in it; None for what is not below it."""
    base = unquote(urlsplit(address).path)
    path = unquote(parts.path or "/")
    if f"{path}/" == base:
        path = base
    if not path.startswith(base):
        return None
    return Target(f"/{path.removeprefix(base)}", place_of(parts.fragment))


def own_target(url: str, address: str) -> Target | None:
    """The same for a whole address; None for one of another site, and for one that is none."""
    try:
        parts = _split(url)
        same = parts.scheme in _WEB and _is_same_host(parts, urlsplit(address))
    except ValueError:
        return None
    return target_of(parts, address) if same else None
