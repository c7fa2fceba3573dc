"""Where a link in the host's own text leads: to another file of content/, to an address of the
site, or away. What leads nowhere is an error with a hint."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from .. import urls
from ..excerpts import Excerpts

_HELD = "link to it when it is; --drafts shows it"
_PICTURES = (".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_AWAY = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_SECOND = re.compile(r"t(\d{1,6})\Z")


def is_elsewhere(href: str) -> bool:
    """Whether an address leads out of the site."""
    return _AWAY.match(href) is not None


class DeadLinkError(Exception):
    """A link that leads nowhere: (what is said, a hint)."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Targets:
    """Everything in the site that a link can lead to."""

    files: Mapping[str, str]
    """Path below content/ -> address, of pages, episodes, people and other files."""
    addresses: frozenset[str]
    """Every page and published file, from the site's root."""
    places: Mapping[str, frozenset[str]]
    """Address of a page -> the fragments in it that last: headings, chapters."""
    episodes: Mapping[str, str]
    """Address of an episode -> its slug."""
    held: frozenset[str]
    """Paths below content/ of episodes that are not published yet."""
    excerpts: Mapping[str, Excerpts]
    """By slug: the moments that links and shortcodes ask for."""

    def resolve(self, href: str, path: str, page: str) -> str:
        """`href`, written in the file at `path` (relative to the site), as it has to stand in the
        page at `page`. Raises DeadLinkError."""
        if is_elsewhere(href):
            return href
        target, mark, fragment = self.whole(href, path, page).partition("#")
        address, question, query = target.partition("?")
        if mark and fragment:
            fragment = self._fragment(address, unquote(fragment))
        return urls.relative(f"{address}{question}{query}{mark}{fragment}", page)

    def whole(self, href: str, path: str, page: str) -> str:
        """The same from the site's root, before its fragment is looked at."""
        target, mark, fragment = href.partition("#")
        name, question, query = target.partition("?")
        address = self._address(name, path) if name else page
        return f"{address}{question}{query}{mark}{fragment}"

    def moment(self, url: str) -> tuple[str, int] | None:
        """(slug, second) of a link to a moment."""
        address, _, fragment = url.partition("#")
        second = _SECOND.match(fragment)
        slug = self.episodes.get(address.partition("?")[0])
        return None if slug is None or second is None else (slug, int(second[1]))

    def _address(self, name: str, path: str) -> str:
        if name.startswith("/"):
            return self._known(name)
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(name)))
        below = place.removeprefix("content/")
        if below != place and below in self.files:
            return self.files[below]
        if below in self.held:
            raise DeadLinkError(f'"{unquote(name)}" is not published yet', _HELD)
        raise DeadLinkError(f'there is no "{unquote(name)}"', self._near_file(place, path))

    def _known(self, address: str) -> str:
        if address in self.addresses:
            return address
        if f"{address}/" in self.addresses:
            return f"{address}/"
        raise DeadLinkError(f'no page is at "{address}"', _near(address, self.addresses))

    def _near_file(self, place: str, path: str) -> str | None:
        """The file that is called nearly so, as the text has to write it."""
        picture = place.lower().endswith(_PICTURES)
        known = [f"content/{name}" for name in self.files]
        if picture:
            known = [name for name in known if name.lower().endswith(_PICTURES)]
        near = get_close_matches(place, known, n=1) or [
            name for name in sorted(known) if posixpath.basename(name) == posixpath.basename(place)
        ]
        if not near and picture:
            return "put it beside this file, or into content/files/"
        if not near:
            return "a link leads to a file from where it stands, or to an address such as /shows/"
        return f'did you mean "{posixpath.relpath(near[0], posixpath.dirname(path))}"?'

    def _fragment(self, address: str, fragment: str) -> str:
        slug = self.episodes.get(address)
        second = _SECOND.match(fragment)
        if slug is not None and second is not None:
            asked = self.excerpts[slug]
            found = asked.moments.get(int(second[1]))
            if found is None:
                raise DeadLinkError(*beyond(int(second[1]), slug, asked))
            return found.anchor
        places = self.places.get(address)
        if places is None:
            hint = "leave it out: only episodes and your own pages have places that last"
            raise DeadLinkError(f'"#{fragment}" leads into a page that may change', hint)
        if fragment not in places:
            raise DeadLinkError(f'{address} has no place "#{fragment}"', _near(fragment, places))
        return fragment


def beyond(second: int, slug: str, asked: Excerpts) -> tuple[str, str | None]:
    """What is said of a moment that an episode hasn't."""
    if asked.end is None:
        return f'"{slug}" has no times', "link to one of its chapters, or to the episode"
    end = int(asked.end)
    clocks = [f"{n // 3600}:{n // 60 % 60:02}:{n % 60:02}" for n in (second, end)]
    return f'"{slug}" is over before {clocks[0]}', f"it ends at {clocks[1]}"


def _near(wrong: str, known: frozenset[str]) -> str | None:
    near = get_close_matches(wrong, sorted(known), n=1)
    return f'did you mean "{near[0]}"?' if near else None
