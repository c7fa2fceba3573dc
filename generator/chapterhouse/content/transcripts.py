"""Which transcript an override means: a path below seeds/, or as much of it as is enough."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

FOLDER = "seeds"

_Table = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Transcripts:
    """The transcripts' paths below seeds/, by all that they may be called."""

    paths: tuple[str, ...]
    by_path: _Table
    by_path_stem: _Table
    """A stem is what stands before the ending: "1/01" of "1/01.txt"."""
    by_name: _Table
    by_stem: _Table

    def called(self, name: str) -> tuple[str, ...]:
        """What a person may mean: the whole path before parts of it."""
        tables = (self.by_path, self.by_name, self.by_path_stem, self.by_stem)
        return next((found for t in tables if (found := t.get(_composed(name)))), ())

    def beside(self, stem: str) -> tuple[str, ...]:
        """What an override at this path, without its ending, may belong to."""
        path = PurePosixPath(_composed(stem))
        return self.by_path_stem.get(str(path)) or self.by_stem.get(path.name, ())


def transcripts(paths: Iterable[str]) -> Transcripts:
    """`paths` are below seeds/, with forward slashes."""
    known = tuple(sorted(paths))
    called = [(path, PurePosixPath(_composed(path))) for path in known]
    return Transcripts(
        known,
        _table((path, str(name)) for path, name in called),
        _table((path, str(name).removesuffix(name.suffix)) for path, name in called),
        _table((path, name.name) for path, name in called),
        _table((path, name.stem) for path, name in called),
    )


def below(source: str) -> str:
    """A source's path as overrides name it: without seeds/."""
    return source.removeprefix(f"{FOLDER}/")


def _table(called: Iterable[tuple[str, str]]) -> _Table:
    """What they are called -> the paths."""
    made: dict[str, list[str]] = {}
    for path, name in called:
        made.setdefault(name, []).append(path)
    return {name: tuple(paths) for name, paths in made.items()}


def _composed(name: str) -> str:
    """Some systems keep the names of files with their accents taken apart."""
    return unicodedata.normalize("NFC", name)
