"""content/hooks.py: what a host adds in Python, where settings and themes are not enough.

Three names mean something in it, each of them optional:

    def episode(episode): ...   an Episode -> the Episode that the site gets
    def pages(site): ...        the finished Site -> more pages, as `Page`s
    filters = {...}             name -> function, for templates

The code runs on every build, as whoever builds, and may do what they may: a site with hooks is a
program (docs/hooks.md says what follows). It is never run by `inspect` or `chapters`. It travels to
worker processes as text and is run there anew for each batch of episodes, so nothing that it
remembers reaches another batch.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from types import ModuleType

from .content import FreePage, NavEntry
from .errors import ChapterhouseError, ContentError, did_you_mean
from .files import Folder
from .model import Episode, Site
from .schema import ill_typed

HOOKS_FILE = "content/hooks.py"

_NAME = HOOKS_FILE.rpartition("/")[2]
_KNOWN_FILES = (".md", ".markdown", "site.toml", _NAME)
_KNOWN = ("episode", "filters", "pages")
_MODULE = "chapterhouse_hooks"
"""What the code is called while it runs: dataclasses in it look themselves up by that."""
_ALONE = RLock()
"""Python's table of modules is one for all threads, and so is this."""
_ADDRESS = re.compile(r"/(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+\Z")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that hooks add, like one in content/pages/."""

    address: str
    """From the site's root: "/by-year/"."""
    title: str
    text: str
    """Markdown; its links are those of a file beside hooks.py, its shortcodes the usual ones."""
    description: str = ""
    """Plain text, for those who link to it."""
    nav: int | None = None
    """Its place in the navigation; None: it does not stand there."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The functions, in one process."""

    episode: Callable[[Episode], object] | None = None
    pages: Callable[[Site], object] | None = None
    filters: Mapping[str, Callable[..., object]] = field(default_factory=dict)

    def amended(self, episode: Episode) -> Episode:
        """The episode as the hook wants it. Raises ContentError where the hook fails."""
        if self.episode is None:
            return episode
        with _told(f"episode() for {episode.source}"):
            made = self.episode(episode)
        if not isinstance(made, Episode):
            raise _wrong(f"episode() must return an Episode, not {type(made).__name__}", _RETURN)
        _check_fields(made, f"the Episode of episode() for {episode.source}")
        if made.source != episode.source:
            raise _wrong(f"episode() must leave `source` as it is: {episode.source}", None)
        return made

    def more_pages(self, site: Site) -> tuple[FreePage, ...]:
        """The pages that the hook adds. Raises ContentError where the hook fails."""
        if self.pages is None:
            return ()
        with _told("pages()"):
            found = self.pages(site)
            made = tuple(found) if isinstance(found, Iterable) else None
        if made is None:
            raise _wrong("pages() must return or yield Pages", "return [] for none")
        return tuple(map(_free_page, made))


@dataclass(frozen=True, slots=True)
class Hooks:
    """The code as text, which crosses to other processes."""

    code: str = ""
    """Or "" for a site without any."""
    beside: tuple[object, ...] = ()
    """Changes with the files that the functions may read."""

    def load(self) -> Loaded:
        """Runs it. Raises ContentError for what fails, at its line."""
        if not self.code:
            return Loaded()
        module = ModuleType(_MODULE)
        with _ALONE, _known_as(_MODULE, module), _told("the file"):
            exec(compile(self.code, HOOKS_FILE, "exec"), module.__dict__)
        return _loaded(module.__dict__)


@contextmanager
def _known_as(name: str, module: ModuleType) -> Iterator[None]:
    before = sys.modules.get(name)
    sys.modules[name] = module
    try:
        yield
    finally:
        sys.modules.pop(name, None)
        if before is not None:
            sys.modules[name] = before


def load_hooks(site: Path) -> Hooks:
    """Those of the site in the folder `site`. Raises ContentError when they can't be run."""
    folder = Folder(site / "content", "content", ContentError)
    if not folder.has(_NAME):
        return Hooks()
    hooks = Hooks(folder.text(_NAME))
    loaded = hooks.load()
    # What pages() reads needs no watch: it is asked whenever anything has changed.
    return replace(hooks, beside=_beside(folder)) if loaded.episode or loaded.filters else hooks


def _beside(folder: Folder) -> tuple[object, ...]:
    """The state of everything in it that a host may keep for hooks: tables, lists, pictures."""
    names = (name for name in folder.names() if not _is_known(name))
    return tuple((name, folder.state(name)) for name in names)


def _is_known(name: str) -> bool:
    """Whether hooks are given in their episode what stands in this file of content/."""
    return name.endswith(_KNOWN_FILES) or name.startswith("addresses/")


_RETURN = "end it with: return episode"


def _loaded(names: Mapping[str, object]) -> Loaded:
    found = {name: names[name] for name in _KNOWN if name in names}
    if not found:
        hint = f"define one of {', '.join(_KNOWN)}"
        raise _wrong("there is no hook in this file", hint)
    steps = {name: found.get(name) for name in ("episode", "pages")}
    for name, step in steps.items():
        if step is not None and not callable(step):
            raise _wrong(f'"{name}" must be a function', f"write def {name}(...):")
    return Loaded(_function(steps["episode"]), _function(steps["pages"]), _filters(found))


def _function(value: object) -> Callable[..., object] | None:
    return value if callable(value) else None


def _filters(found: Mapping[str, object]) -> dict[str, Callable[..., object]]:
    given = found.get("filters", {})
    if not isinstance(given, Mapping):
        raise _wrong('"filters" must be a table of functions', 'such as {"shout": shout}')
    made = {}
    for name, function in given.items():
        if not callable(function) or not str(name).isidentifier():
            raise _wrong(f'the filter "{name}" must be a function with a plain name', None)
        made[str(name)] = function
    return made


def _free_page(page: object) -> FreePage:
    if not isinstance(page, Page):
        hint = "from chapterhouse.hooks import Page"
        raise _wrong(f"pages() must give Pages, not {type(page).__name__}", hint)
    _check_fields(page, f'the Page "{page.address}"')
    if not page.title.strip():
        raise _wrong(f'the Page "{page.address}" has no title', None)
    if not _ADDRESS.match(page.address):
        hint = 'such as "/by-year/": lower-case letters, digits, hyphens, slashes at both ends'
        raise _wrong(f'"{page.address}" is no address for a page', hint)
    nav = None if page.nav is None else NavEntry(page.nav)
    return FreePage(
        HOOKS_FILE, page.address, page.title, page.description, None, nav, None, page.text, 0
    )


def _check_fields(made: Episode | Page, where: str) -> None:
    if said := ill_typed(made):
        message, hint = said
        raise _wrong(f"{where}: {message}", hint)


def _wrong(message: str, hint: str | None) -> ContentError:
    return ContentError(message, path=HOOKS_FILE, hint=hint)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What the host's code raises, in one line with its place in the host's file."""
    try:
        yield
    except ChapterhouseError:
        raise
    except SyntaxError as error:
        raise ContentError(str(error.msg), path=HOOKS_FILE, line=error.lineno) from None
    except (Exception, SystemExit) as error:
        line, said = _line(error), f"{type(error).__name__}: {error}".rstrip(": ")
        message = f"{where} failed: {' '.join(said.split())}"
        raise ContentError(message, path=HOOKS_FILE, line=line, hint=_meant(error)) from None


def _meant(error: BaseException) -> str | None:
    """A name that doesn't exist is nearly always a slip."""
    if not isinstance(error, AttributeError) or error.obj is None:
        return None
    known = [name for name in dir(error.obj) if not name.startswith("_")]
    return did_you_mean(str(error.name), known)


def _line(error: BaseException) -> int | None:
    """The innermost line of the host's file that took part."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == HOOKS_FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
