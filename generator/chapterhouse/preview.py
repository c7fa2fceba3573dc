"""The preview: a site kept in memory as its files change.

    files --refresh--> what is known at a glance --settle--> what a build would know

`refresh` takes tenths of a second, however many episodes there are: it reads what has changed,
composes those episodes, and assembles the site around them, with the topics and related chapters
that were known before. `settle` finds these anew, in seconds, and by then nobody waits. Nothing is
written, and a change that can't be understood leaves the site as it was.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from . import urls
from .addresses import losses
from .content import SITE_FILE
from .errors import ChapterhouseError, Failures, explain
from .flow import (
    CONTENT,
    PARTS,
    SEEDS,
    THEME,
    Model,
    Plan,
    at_address,
    gather,
    model_at_a_glance,
    model_of,
    read_content,
    remarks_of,
    understand,
)
from .intake import Run, inline
from .ledger import said_of
from .memory import Memory
from .model import Remark
from .release import EVERYTHING, Release
from .standing import File, Look, Standing
from .theme import Renderer

_SEARCH = urls.SEARCH_DATA.lstrip("/")
_EACH = ("episodes", "people", "pages", "addresses")
"""Folders of content/ with files of which none is the theme's."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person has to mend, as it is said on the terminal and on the page."""

    said: str
    """The whole sentence."""
    place: str = ""
    """`path:line`, or as much of it as is known."""
    message: str = ""
    hint: str = ""


def problems_of(error: ChapterhouseError) -> tuple[Problem, ...]:
    """A problem for each error."""
    every = error.errors if isinstance(error, Failures) else (error,)
    return tuple(map(_problem, every))


def _problem(error: ChapterhouseError) -> Problem:
    said = explain(error)
    line = "" if error.line is None else f":{error.line}"
    place = "" if error.path is None else f"{error.path}{line}"
    more = said.removeprefix(str(error))
    return Problem(said, place, f"{error.message}{more}", error.hint or "")


class Preview:
    """The site of a folder. One thread refreshes it, another one may settle it meanwhile, and
    any may ask for its files."""

    def __init__(
        self,
        folder: Path,
        origin: str,
        address: str | None = None,
        run: Run = inline,
        release: Release = EVERYTHING,
    ) -> None:
        """Understands the whole site, at `origin` ("http://127.0.0.1:8000") and the path of its
        own address, so that a link that forgets the path fails here as it will there; or at
        `address`. Raises ChapterhouseError with everything that is wrong with it.
        """
        self._folder, self._origin, self._address, self._run = folder, origin, address, run
        self._release = release
        self._memory, self._lock = Memory(), Lock()
        self._former: dict[str, str] = {}
        self._search = _Search(run)
        model = self._known(None)
        self.standing = self._stand(model, _renderer(model), None)

    @property
    def address(self) -> str:
        """Where the site believes to be."""
        return self.standing.plan.config.address

    @property
    def content(self) -> Path:
        """Where the host's own files lie."""
        return self._folder / CONTENT

    @property
    def base(self) -> str:
        """The path of the address, with a slash at both ends."""
        return f"/{urlsplit(self.address).path.strip('/')}/".replace("//", "/")

    # --- changes -----------------------------------------------------------------------------

    def refresh(self, changed: Collection[Path]) -> None:
        """Takes in what has changed, at a glance. Raises ChapterhouseError with all that is wrong
        with it; the site stays as it was then."""
        if any(self._is_of_theme(path) for path in changed):
            self._memory.forget(THEME)
        names = {path.name for path in changed}
        self._memory.forget("file", lambda place: Path(str(place)).name in names)
        before = self.standing
        model = self._known(before.plan.model)
        same = model.material.dressed is before.plan.model.material.dressed
        same = same and model.material.hooks == before.plan.model.material.hooks
        renderer = before.renderer if same else _renderer(model)
        made = self._stand(model, renderer, before)
        for path in () if same else made.samples():
            made.file(path)
        self._replace(before, made)

    def settle(self) -> bool:
        """Finds out what a build would know; False when something has changed meanwhile, and it
        has to be done again. Raises ChapterhouseError with what only a build notices."""
        before = self.standing
        if before.settled:
            return True
        model = before.plan.model
        settled = model_of(model.material, model.composed, self._memory)
        made = self._stand(settled, before.renderer, None)
        sources = {each.path for each in model.material.sources}
        for kind in ("read", "notice", "composed", "marked", "settled"):
            self._memory.keep_only(kind, sources)
        return self._replace(before, made)

    def _known(self, before: Model | None) -> Model:
        content = read_content(self._folder, self._memory)
        path = urlsplit(content.config.address).path
        address = self._address or f"{self._origin}/{path.lstrip('/')}"
        here = at_address(content, address)
        material = gather(self._folder, here, self._memory, self._release)
        composed = understand(material, self._run, self._memory).composed
        if before is None:
            return model_of(material, composed, self._memory)
        return model_at_a_glance(material, composed, self._memory, before)

    def _stand(self, model: Model, renderer: Renderer, before: Standing | None) -> Standing:
        plan = Plan(model, None if before is None else before.known)
        return Standing(plan, renderer, settled=before is None)

    def _replace(self, before: Standing, made: Standing) -> bool:
        with self._lock:
            if self.standing is not before:
                return False
            self._former |= {slug: source for source, slug in before.plan.site.slugs.items()}
            self.standing = made
            return True

    def _is_of_theme(self, path: Path) -> bool:
        """Whether the theme may be made of it: of anything but what is known to be another's."""
        home = self._folder.resolve()
        others = [home / SEEDS, home / SITE_FILE, *(home / CONTENT / name for name in _EACH)]
        return not any(path.is_relative_to(other) for other in others)

    # --- what is asked -----------------------------------------------------------------------

    def file(self, path: str) -> File | None:
        """What a build would have at this path of its output, or nothing.

        Raises ThemeError for a page that the theme can't make. Search data may take a while.
        """
        standing = self.standing
        if path.startswith(_SEARCH):
            return self._search.file(path, standing.plan)
        return standing.file(path)

    def look(self, path: str) -> Look:
        """Of the page at a path of the output."""
        return self.standing.look(path)

    def now_at(self, url: str) -> str | None:
        """Where the episode is that was at this address before it got another one."""
        site = self.standing.plan.site
        if not url.startswith(urls.EPISODES) or self.standing.episode_at(url) is not None:
            return None
        source = self._former.get(url.removeprefix(urls.EPISODES).rstrip("/"))
        slug = site.slugs.get(source or "")
        return None if slug is None else urls.episode(slug)

    def remarks(self) -> tuple[Remark, ...]:
        """What the host should know of the site."""
        return remarks_of(self.standing.plan)

    def lost(self) -> list[str]:
        """The addresses that a build would refuse to lose."""
        model = self.standing.plan.model
        return said_of(losses(model.kept, model.site))


def _renderer(model: Model) -> Renderer:
    return Renderer(model.material.dressed.theme, model.material.hooks.load().filters)


class _Search:
    """The files that search needs, made when somebody searches and the words have changed."""

    def __init__(self, run: Run) -> None:
        self._run, self._lock = run, Lock()
        self._made_of: object = None
        self._files: dict[str, bytes] = {}
        self._older: dict[str, bytes] = {}

    def file(self, path: str, plan: Plan) -> bytes | None:
        """One of them. All but the first that a page asks for are named after what is in them, so
        that those of an earlier state are still right for who began with that one."""
        known = self._files.get(path) or self._older.get(path)
        if known is not None and not path.endswith(".json"):
            return known
        with self._lock:
            made_of = (plan.episodes, plan.config.language)
            if self._made_of != made_of:
                files = {each.path: each.data for each in PARTS["search"](plan, self._run)}
                self._older, self._files, self._made_of = self._files, files, made_of
            return self._files.get(path) or self._older.get(path)
