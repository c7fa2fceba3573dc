"""The preview: a site kept in memory as its files change.

    files --refresh--> what is known at a glance --settle--> what a build would know

`refresh` takes tenths of a second, however many episodes there are: it reads what has changed,
composes those episodes, and assembles the site around them, with the topics and related chapters
that were known before. `settle` finds these anew, in seconds, and by then nobody waits. Nothing is
written, and a change that can't be understood leaves the site as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from . import urls
from .addresses import losses
from .errors import ChapterhouseError, Failures, ThemeError, explain
from .flow import (
    CONTENT,
    SEEDS,
    THEME,
    Material,
    Model,
    Plan,
    at_address,
    gather,
    gather_again,
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
from .output import check_paths
from .preview_search import PreviewSearch
from .release import EVERYTHING, Release
from .standing import File, Look, Standing
from .theme import Compiled, Renderer, template_sources

_SEARCH = urls.SEARCH_DATA.lstrip("/")


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
        release: Callable[[], Release] = lambda: EVERYTHING,
    ) -> None:
        """Understands the whole site, at `origin` ("http://127.0.0.1:8000") and the path of its
        own address, so that a link that forgets the path fails here as it will there; or at
        `address`. `release` is asked at each refresh, as days go by. Raises ChapterhouseError with
        everything that is wrong with it.
        """
        self._folder, self._origin, self._address, self._run = folder, origin, address, run
        self._release = release
        self._memory, self._lock = Memory(), Lock()
        self._former: dict[str, str] = {}
        self._failed = False
        """Whether the latest changes were not taken in: they have to be, with the next ones."""
        self._search, self._compiled = PreviewSearch(run), Compiled()
        model = self._model(self._gathered(), None)
        self.standing = self._good = _settled(model, self._renderer(model))
        self._good.make_samples()

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
        self._memory.forget("file", lambda place: str(place).rpartition("/")[2] in names)
        before = self.standing
        again, self._failed = self._failed, True
        known = None if again else gather_again(before.plan.model.material, changed)
        material = replace(known, release=self._release()) if known else self._gathered()
        model = self._model(material, before.plan.model)
        same = model.material.dressed is before.plan.model.material.dressed
        same = same and model.material.hooks == before.plan.model.material.hooks
        renderer = before.renderer if same else self._renderer(model)
        plan = Plan(model, before.known)
        made = Standing(plan, renderer, settled=False, before=before)
        with self._lock:
            self._set(made)
        self._failed = False

    def is_of_another_day(self) -> bool:
        """Whether a build would release others now, though no file has changed."""
        return self._release() != self.standing.plan.model.material.release

    def settle(self) -> bool:
        """Finds out what a build would know; False when something has changed meanwhile, and it
        has to be done again. Raises ChapterhouseError with what only a build notices: among that
        what is wrong with templates that no open page needs."""
        before = self.standing
        if before.settled:
            return True
        material = before.plan.model.material
        understood = understand(material, self._run, self._memory)
        settled = model_of(material, understood, self._memory)
        made = _settled(settled, before.renderer, before)
        if before.renderer is not self._good.renderer:
            made.make_samples()
        sources = {each.path for each in material.sources}
        for kind in ("read", "notice", "place", "composed", "marked", "settled"):
            self._memory.keep_only(kind, sources)
        self._memory.forget("glance")
        with self._lock:
            if self.standing is not before:
                return False
            self._set(made)
            self._good = made
            return True

    def _gathered(self) -> Material:
        content = read_content(self._folder, self._memory)
        path = urlsplit(content.config.address).path
        address = self._address or f"{self._origin}/{path.lstrip('/')}"
        here = at_address(content, address)
        return gather(self._folder, here, self._memory, self._release())

    def _model(self, material: Material, before: Model | None) -> Model:
        understood = understand(material, self._run, self._memory, before)
        if before is None:
            return model_of(material, understood, self._memory)
        return model_at_a_glance(material, understood, self._memory, before)

    def _renderer(self, model: Model) -> Renderer:
        theme, filters = model.material.dressed.theme, model.material.hooks.load().filters
        return Renderer(theme, filters, self._compiled, template_sources(theme))

    def _set(self, made: Standing) -> None:
        self._former |= {slug: source for source, slug in self.standing.plan.site.slugs.items()}
        self.standing = made

    def _is_of_theme(self, path: Path) -> bool:
        """Whether a theme may be made of it, which may lie anywhere."""
        home = self._folder.resolve()
        return not any(path.is_relative_to(home / other) for other in (CONTENT, SEEDS))

    # --- what is asked -----------------------------------------------------------------------

    def file(self, path: str) -> File | None:
        """What a build would have at this path of its output, or nothing.

        Raises ThemeError for a page that the theme can't make. Search data may take a while.
        """
        if path.startswith(_SEARCH):
            return self._search.file(path, self.standing.plan)
        return self.standing.file(path)

    def page(self, path: str) -> tuple[bytes | None, Look]:
        """The same for a page, with what it is made of; as it was at last where the theme can't
        make it now."""
        try:
            return _page(self.standing, path)
        except ThemeError:
            return _page(self._good, path)

    def check(self, path: str) -> None:
        """Raises ThemeError for a page that the theme can't make now."""
        self.standing.look(path)

    def asset(self, path: str) -> tuple[File | None, bool]:
        """One of the theme's styles and scripts, and whether it never changes, as it is of the
        present ones, and not one that took the place of another. A page is loaded again with
        every save, and has some fifty of them."""
        standing = self.standing
        present = path.startswith(standing.plan.theme.asset_folder.lstrip("/"))
        return standing.file(path), present

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
        return said_of(losses(model.kept, model.site.slugs))


def _settled(model: Model, renderer: Renderer, before: Standing | None = None) -> Standing:
    """A state that has a place for every file, as a build would say."""
    made = Standing(Plan(model), renderer, settled=True, before=before)
    check_paths(made.paths())
    return made


def _page(standing: Standing, path: str) -> tuple[bytes | None, Look]:
    found = standing.file(path)
    return found if isinstance(found, bytes) else None, standing.look(path)
