"""Sites that are measured: built once, and again when Chapterhouse has changed."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from .corpus import write_site
from .cost import run

_ROOT = Path(__file__).parents[2]
_CODE = ("generator/**/*.py", "themes/**/*.*", "tools/search_bench/corpus.py")


@dataclass(frozen=True, slots=True)
class Built:
    """A site of so many episodes."""

    folder: Path
    episodes: int

    @property
    def output(self) -> Path:
        """Its pages."""
        return self.folder / "output"

    @property
    def pagefind(self) -> Path:
        """Where Pagefind's index of it is put."""
        return self.folder / "pagefind"


def built_site(corpus: Path, folder: Path, episodes: int | None, jobs: int, reuse: bool) -> Built:
    """The site of a corpus in a folder, built unless it stands there, by the same code.

    With `reuse` it is taken as it stands, whatever built it.
    """
    made_by = folder / "made-by"
    wanted = f"{_digest()} {corpus.resolve()} {episodes}"
    if not (made_by.exists() and (reuse or made_by.read_text(encoding="utf-8") == wanted)):
        made_by.unlink(missing_ok=True)
        write_site(corpus, folder, episodes)
        run([sys.executable, "-m", "chapterhouse", "build", str(folder), "--jobs", str(jobs)])
        made_by.write_text(wanted, encoding="utf-8")
    return Built(folder, sum(1 for _ in (folder / "output" / "episodes").iterdir()))


def _digest() -> str:
    """Of everything that decides what a build writes."""
    seen = hashlib.sha256()
    for pattern in _CODE:
        for file in sorted(_ROOT.glob(pattern)):
            seen.update(file.relative_to(_ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()[:16]
