"""Whether every free page, and every file beside one, has an address of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from .. import urls
from ..content import SITE_FILE, USUAL, Content, NavConfig
from ..errors import ContentError
from .targets import DeadLinkError, Targets, is_elsewhere

_OWN_FILES = frozenset([urls.FEED, urls.SITEMAP, urls.ROBOTS, urls.NOT_FOUND])


def check_places(content: Content, planned: Iterable[str]) -> Iterator[ContentError]:
    """An error for each file of content/ whose address is taken: by the site itself, whose pages
    are at `planned`, or by another file."""
    own = {urls.file_of(url) for url in (*planned, *_OWN_FILES)}
    owner: dict[str, tuple[int, str]] = {}
    pages = [(page.path, page.url) for page in content.pages]
    files = [(f"content/{name}", url) for name, url in content.files.items()]
    for number, (path, url) in enumerate((*pages, *files)):
        taken = _taken(path, url, own)
        file = urls.file_of(url)
        first, other = owner.setdefault(file.casefold(), (number, path))
        if taken is None and first != number:
            taken = f'the address "{url}" is already that of {other}'
        if taken is not None:
            hint = "rename the file"
            yield ContentError(taken, path=path, hint=_HINTS.get(PurePosixPath(path).suffix, hint))


def check_navigation(content: Content, targets: Targets) -> Iterator[ContentError]:
    """An error for each [[nav]] entry of site.toml that leads nowhere."""
    pages = {page.path for page in content.pages}
    for entry, line in zip(content.config.nav, content.config.nav_lines, strict=False):
        try:
            if entry.to != USUAL and f"content/{entry.to}" not in pages:
                _check_entry(entry, targets)
        except DeadLinkError as dead:
            yield ContentError(str(dead), path=SITE_FILE, line=line, hint=dead.hint)
        if entry.label is None and (entry.to.startswith("/") or is_elsewhere(entry.to)):
            hint = 'add label = "..."'
            yield ContentError("this entry has no label", path=SITE_FILE, line=line, hint=hint)


def _check_entry(entry: NavConfig, targets: Targets) -> None:
    """Pages write an entry as it stands in site.toml, so it must be a whole address."""
    if is_elsewhere(entry.to):
        if not urls.leads_away(entry.to):
            hint = "it begins with https://, http://, mailto: or tel:"
            raise DeadLinkError(f'"{entry.to}" is no address for a link', hint)
        return
    targets.resolve(entry.to, SITE_FILE, urls.HOME)
    whole = targets.whole(entry.to, SITE_FILE, urls.HOME)
    if whole != entry.to:
        raise DeadLinkError(
            f'"{entry.to}" is neither a page\'s file nor an address', f'write "{whole}"'
        )


_HINTS = {
    ".md": "rename the file, or choose another address with slug:",
    ".py": "choose another address",
}
"""By the ending of the file that is in the way."""


def _taken(path: str, url: str, own: set[str]) -> str | None:
    first = url.split("/")[1]
    if urls.file_of(url) in own:
        return f'the address "{url}" is the site\'s own'
    if first in urls.RESERVED and not path.startswith("content/files/"):
        return f'addresses below "/{first}/" are the site\'s own'
    return None
