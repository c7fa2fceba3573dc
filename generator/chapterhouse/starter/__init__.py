"""A new site: all that a folder needs to be built, looked at and published.

The files lie in files/, under names that neither git nor GitHub take for their own; site.toml is
written from its types (`knobs`), so that it has every setting there is. Nothing is asked and
nothing that exists is touched: the folder holds nothing of what is written, but what a repository
made on GitHub has, which stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..content import SITE_FILE, check_address
from ..errors import ContentError
from ..output import save_all
from ..text import CONTROL, sentence_case, squash
from .episode import NewEpisode, take_in
from .knobs import site_toml

__all__ = ["WORKFLOW", "Begun", "NewEpisode", "begin", "enclosing", "files", "take_in"]

WORKFLOW = ".github/workflows/publish.yml"

_HINT = "name a folder that does not exist yet, or an empty one"

_FILES = Path(__file__).parent / "files"

_PLACES = {
    "gitignore": ".gitignore",
    "README.md": "README.md",
    "publish.yml": WORKFLOW,
    "about.md": "content/pages/about.md",
    "sam-okafor.md": "content/people/sam-okafor.md",
    "every-word-on-the-web.md": "content/episodes/every-word-on-the-web.md",
    "every-word-on-the-web.txt": "seeds/every-word-on-the-web.txt",
    "logo.svg": "content/logo.svg",
}
"""File here -> its place in the site."""


_HOSTS = ("README.md", "LICENSE", ".gitignore", ".git", ".DS_Store")
"""What a folder may hold already, such as one made on GitHub; it stays as it is."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A new site."""

    title: str
    kept: tuple[str, ...]
    """Files that a new site has too, and that were there already."""


def begin(folder: Path, title: str | None = None, address: str = "") -> Begun:
    """Writes a site into `folder`, called `title` or by the folder's name.

    Raises OutputError or ContentError, and writes nothing, where the folder holds what a new site
    has, the title can't be one, or the disk refuses.
    """
    _refuse_file(folder)
    named = _title(title if title is not None else _of_folder(folder))
    new = dict(files(named, address and check_address(address)))
    kept = _kept(folder, new)
    save_all({path: text for path, text in new.items() if path not in kept}, folder)
    return Begun(named, kept)


def files(title: str, address: str) -> Iterator[tuple[str, str]]:
    """Path -> text of every file of a new site."""
    yield SITE_FILE, site_toml(title, address)
    for name, path in _PLACES.items():
        text = (_FILES / name).read_text(encoding="utf-8")
        yield path, text.replace("{version}", __version__).replace("{title}", title)


def enclosing(folder: Path) -> Path | None:
    """The git repository that `folder` lies in without being its root, where there is one:
    GitHub looks for workflows at the root only."""
    place = Path(os.path.realpath(folder))
    if (place / ".git").exists():
        return None
    return next((above for above in place.parents if (above / ".git").exists()), None)


def _of_folder(folder: Path) -> str:
    name = Path(os.path.realpath(folder)).name
    if CONTROL.search(name):
        hint = 'give the site a title: --title "My podcast"'
        raise ContentError("the folder's name is no text", path=folder, hint=hint)
    return sentence_case(squash(name.replace("-", " ").replace("_", " "))) or "My podcast"


def _title(text: str) -> str:
    title = squash(text)
    if not title or CONTROL.search(title):
        hint = 'such as --title "My podcast"'
        raise ContentError("the title must be a line of text, not empty", hint=hint)
    return title


def _refuse_file(folder: Path) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise ContentError("this is a file", path=folder, hint=_HINT)


def _kept(folder: Path, new: Iterable[str]) -> tuple[str, ...]:
    """Which of the new files are there and stay. Raises ContentError where others are there."""
    try:
        found = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
    except OSError as error:
        raise ContentError(f"cannot be read ({error.strerror})", path=folder) from None
    known = {name.casefold(): name for name in found}
    taken = [known[top] for top in sorted({p.split("/")[0].casefold() for p in new} & known.keys())]
    clashes = [name for name in taken if name not in _HOSTS]
    if clashes:
        message = f"this folder is not empty: it holds {clashes[0]}"
        raise ContentError(message, path=folder, hint=_HINT)
    return tuple(taken)
