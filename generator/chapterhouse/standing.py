"""A state of the site from which every file can be asked, as the preview serves it.

It gives what a build would write, byte for byte, and makes it when it is first asked for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock
from urllib.parse import unquote

from . import urls
from .errors import ContentError
from .files import Folder
from .flow import CONTENT, PARTS, Plan
from .intake import inline
from .theme import Renderer
from .views import Page

_STYLES = (".css", ".woff", ".woff2", ".ttf", ".otf")
"""What a page can take over without being loaded again."""
_PLACE = re.compile(rb"assets/[0-9a-f]+/")

File = bytes | Path
"""What is served: made here, or a file of the host's."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a page is made of, as digests: one that changed has to be loaded again, or its
    styles."""

    page: str
    scripts: str
    """And pictures: all of the theme's files but its styles, and the host's own."""
    styles: str
    assets: str
    """Where these files lie, from the site's root."""


_QUICK = ("static", "feeds", "sitemap", "redirects", "marks")
"""Parts of a site that are made in no time."""


class Standing:
    """Answers for every address. May be asked by several threads at once."""

    def __init__(
        self, plan: Plan, renderer: Renderer, *, settled: bool, before: Standing | None = None
    ) -> None:
        """Raises Failures for what is wrong in the host's words; nothing else is made yet.

        `settled` tells whether it is all that a build would know, or what is known at a glance.
        The theme's files are those of the state `before` where the theme is the same.
        """
        self.plan, self.renderer, self.settled = plan, renderer, settled
        self.known = plan.known
        self._lock = RLock()
        self._made: dict[str, bytes] = {}
        self._kept_parts: dict[str, Mapping[str, bytes]] = {}
        if before is not None and before.renderer is renderer:
            self._kept_parts["static"] = before._part("static")
        self._slugs = {each.slug: each for each in plan.episodes}

    def file(self, path: str) -> File | None:
        """What a build has at a path of its output, or nothing. Search data is not looked for.

        Raises ThemeError for a page that the theme can't make.
        """
        with self._lock:
            if path in self._own:
                return self._own[path]
            if path not in self._made:
                made = self._make(path)
                if made is None:
                    return None
                self._made[path] = made
            return self._made[path]

    def look(self, path: str) -> Look:
        """Of the page that is served at a path; one of the host's own is among their files."""
        found = self.file(path) or self.file(urls.file_of(urls.NOT_FOUND))
        page = _PLACE.sub(b"", found if isinstance(found, bytes) else b"")
        scripts, styles = self._digests
        digest = hashlib.sha256(page).hexdigest()
        return Look(digest, scripts, styles, self.plan.theme.asset_folder)

    def episode_at(self, url: str) -> str | None:
        """The source of the episode whose page this is."""
        found = self._slugs.get(_slug(url))
        return found.source if found and urls.episode(found.slug) == url else None

    def make_samples(self) -> None:
        """Makes a page with each template that the site's pages need, and what they load. Raises
        ThemeError for the first one that can't be made."""
        pages = [*self.plan.around, *self.plan.free]
        found = {page.template: page.url for page in reversed(pages)}
        episode = [urls.episode(each) for each in list(self._slugs)[:1]]
        for url in (*found.values(), *episode):
            self.look(urls.file_of(url))

    def paths(self) -> Iterator[tuple[str, str | None]]:
        """Of every file that a build would write, with the host's file that it is a copy of; but
        the data of search and of chapter lists: these take a while, and have folders of their
        own."""
        made = [path for part in _QUICK for path in self._part(part)]
        made += (urls.file_of(url) for url in self._pages)
        made += (urls.file_of(urls.episode(slug)) for slug in self._slugs)
        yield from ((path, None) for path in made)
        yield from ((path, origin.as_posix()) for path, origin in self._own.items())

    def _make(self, path: str) -> bytes | None:
        if path.startswith(urls.ASSETS.lstrip("/")):
            return self._asset(path)
        page = self._page(path)
        if page is not None:
            return self.renderer.artifact(page).data
        return next((part[path] for part in self._parts(path) if path in part), None)

    def _page(self, path: str) -> Page | None:
        url = url_of(path)
        episode = self._slugs.get(_slug(url))
        if episode is not None and urls.episode(episode.slug) == url:
            return next(iter(self.plan.of_episodes([episode])))
        if url.startswith(urls.EPISODES):
            return None
        return self._pages.get(url)

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        return {page.url: page for page in (*self.plan.around, *self.plan.free)}

    @cached_property
    def _own(self) -> Mapping[str, Path]:
        """The host's own files, by where they are published."""
        files = self.plan.content.files.items()
        return {unquote(url).lstrip("/"): self._content.path / name for name, url in files}

    @cached_property
    def _content(self) -> Folder:
        return Folder(self.plan.model.material.folder / CONTENT, CONTENT, ContentError)

    # --- the other parts, each of them small -------------------------------------------------

    def _parts(self, path: str) -> Iterable[Mapping[str, bytes]]:
        """Those that may have the path."""
        if path.startswith(urls.CHAPTER_DATA.lstrip("/")):
            yield self._part("listing")
        if path.endswith("feed.xml"):
            yield self._part("feeds")
        if path.startswith(("sitemap", "robots")):
            yield self._part("sitemap")
        if path.startswith(urls.EPISODES.lstrip("/")):
            yield self._part("redirects")
        yield self._part("marks")

    def _part(self, name: str) -> Mapping[str, bytes]:
        with self._lock:
            if name not in self._kept_parts:
                made = PARTS[name](self.plan, inline)
                self._kept_parts[name] = {each.path: each.data for each in made}
            return self._kept_parts[name]

    def _asset(self, path: str) -> bytes | None:
        """One of the theme's files; for a page of an earlier state, the one that took its place."""
        _, _, name = path.removeprefix(urls.ASSETS.lstrip("/")).partition("/")
        return self._part("static").get(self.plan.theme.asset_folder.lstrip("/") + name)

    @cached_property
    def _digests(self) -> tuple[str, str]:
        """Of the theme's files without the styles, with the host's own; and of the styles."""
        whole = hashlib.sha256(), hashlib.sha256()
        states = [(name, self._content.state(name)) for name in self.plan.content.files]
        whole[0].update(repr(states).encode())
        for path, data in sorted(self._part("static").items()):
            name = _PLACE.sub(b"", path.encode())
            digest = whole[path.endswith(_STYLES)]
            digest.update(name + b"\0" + hashlib.sha256(data).digest())
        return whole[0].hexdigest(), whole[1].hexdigest()


def url_of(path: str) -> str:
    """The address of a page's file: "a/index.html" -> "/a/"."""
    if path == "index.html" or path.endswith("/index.html"):
        return f"/{path.removesuffix('index.html')}"
    return f"/{path}"


def _slug(url: str) -> str:
    return url.removeprefix(urls.EPISODES).rstrip("/")
