"""What our search weighs on disk, and what writing it costs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .cost import Cost
from .indexing import keep_episodes

_TOOLS = Path(__file__).parents[1]
_SCRIPTS = ("js/search/*.js", "js/search*.js")


def make_index(seeds: Path, jobs: int) -> Cost:
    """Write the files of search of a folder of transcripts, and throw them away."""
    with TemporaryDirectory() as out:
        return write_index(seeds, Path(out), jobs)


def write_index(seeds: Path, out: Path, jobs: int) -> Cost:
    """Write the files of search of a folder of transcripts below another one.

    Reading the transcripts isn't counted. The memory is that of all processes together, at most.
    """
    with TemporaryDirectory() as scratch:
        kept = Path(scratch) / "episodes"
        keep_episodes(seeds, kept, jobs)
        command = [sys.executable, "-m", "search_bench.indexing", str(kept), str(out), str(jobs)]
        made = subprocess.run(command, cwd=_TOOLS, check=True, capture_output=True)
    return Cost(**json.loads(made.stdout))


def weigh(output: Path) -> tuple[int, int]:
    """Bytes on disk: of the files of search, and of its scripts."""
    data = sum(file.stat().st_size for file in (output / "search" / "data").rglob("*.*"))
    scripts = {file for name in _SCRIPTS for file in output.glob(f"assets/*/{name}")}
    return data, sum(file.stat().st_size for file in scripts)
