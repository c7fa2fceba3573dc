"""What several test files share: the repository, its built site, and small sites made to order."""

from __future__ import annotations

import errno
import os
import signal
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from browser import browser, page
from chapterhouse.build import build
from in_node import ask, node, scripts

__all__ = ["ask", "browser", "node", "page", "scripts"]
"""Fixtures that live in a file of their own; named here so that every test finds them."""

REPOSITORY = Path(__file__).resolve().parent.parent

settings.register_profile("chapterhouse", derandomize=True, deadline=None)
settings.load_profile("chapterhouse")
"""Property tests draw the same examples everywhere, and a slow machine fails none."""

signal.signal(signal.SIGINT, signal.default_int_handler)
"""Where tests run in the background, Ctrl+C may be ignored, and what they start would ignore it."""

MakeSite = Callable[[dict[str, str]], Path]


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the five transcripts, as it would stand at a domain's root."""
    output = tmp_path_factory.mktemp("built")
    build(REPOSITORY, output)
    return output


@pytest.fixture(scope="session")
def built_below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, built for https://example.org/some/repo/."""
    output = tmp_path_factory.mktemp("built-below")
    build(REPOSITORY, output, "https://example.org/some/repo/")
    return output


@pytest.fixture
def make_site(tmp_path: Path) -> Iterator[MakeSite]:
    """A function that writes a site: path -> text; site.toml and seeds/ are there anyway."""

    def make(files: dict[str, str]) -> Path:
        folder = tmp_path / "site"
        (folder / "seeds").mkdir(parents=True, exist_ok=True)
        for path, text in {"content/site.toml": 'title = "Test site"\n', **files}.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(textwrap.dedent(text), encoding="utf-8")
        return folder

    yield make


def close(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets nobody list a folder, not even root, who may do so whatever its mode says."""
    listing = os.scandir

    def scandir(path: str | Path) -> Iterator[os.DirEntry[str]]:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)


def talk(title: str, season: int = 1, number: int = 1, guest: str = "Ada Lovelace") -> str:
    """A small edited transcript with one heading and four paragraphs."""
    first = guest.split()[0]
    return textwrap.dedent(f"""\
        {title}

        Season {season}, episode {number} of the Engine Room podcast with {guest}

        Charles: Welcome to the show. Today we have {guest} with us. (0:05)

        {first}: Thank you for having me. (0:12)

        Weaving numbers

        Charles: How does the loom become a computer? (1:00)

        {first}: The cards tell the machine which threads to lift; a number is a thread. (1:09)
        """)
