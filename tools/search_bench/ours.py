"""What our search weighs on disk, and what writing it costs."""

from __future__ import annotations

import sys
from pathlib import Path

from .cost import Cost, run

_INDEXER = Path(__file__).parents[1] / "bench_index.py"
_SCRIPTS = ("js/search/*.js", "js/search*.js")


def make_index(folder: Path, jobs: int) -> Cost:
    """Write the files of search of a site into a folder that is thrown away."""
    return run([sys.executable, str(_INDEXER), str(folder), "--jobs", str(jobs)])


def weigh(output: Path) -> tuple[int, int]:
    """Bytes on disk: of the files of search, and of its scripts."""
    data = sum(file.stat().st_size for file in (output / "search" / "data").rglob("*.*"))
    scripts = {file for name in _SCRIPTS for file in output.glob(f"assets/*/{name}")}
    return data, sum(file.stat().st_size for file in scripts)
