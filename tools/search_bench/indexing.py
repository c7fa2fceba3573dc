"""The index of a site's episodes, written by a process that does nothing else.

    python -m search_bench.indexing EPISODES OUT JOBS

EPISODES is a file of pickled episodes, which are read one by one. Prints what it took as JSON:
seconds, and bytes of memory.
"""

from __future__ import annotations

import json
import pickle
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from chapterhouse.chapter_lists import read_together
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose
from chapterhouse.model import Episode
from chapterhouse.processes import collect_seldom, workers
from chapterhouse.search import search_files
from chapterhouse.sources import load_source

from .cost import KIBIBYTE, Cost

_CONTENT = Content(SiteConfig("Bench"), {}, ())


def keep_episodes(seeds: Path, kept: Path, jobs: int) -> None:
    """Read all transcripts of a folder, and write them as a file for this module's program."""
    with ProcessPoolExecutor(jobs) as pool, kept.open("wb") as file:
        for episode in pool.map(_read, sorted(seeds.iterdir()), chunksize=8):
            pickle.dump(episode, file)


def main(arguments: Sequence[str]) -> int:
    """Write the files of search, and print what that took."""
    kept, out, jobs = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
    began, before = time.perf_counter(), _processor()
    collect_seldom()
    with workers(jobs) as run:
        for artifact in search_files(_episodes(kept), "en", run=run):
            file = out / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.data)
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    peak = (used[0].ru_maxrss + jobs * used[1].ru_maxrss) * KIBIBYTE
    print(json.dumps(asdict(Cost(time.perf_counter() - began, _processor() - before, peak))))
    return 0


def _read(file: Path) -> Episode:
    return compose(read_together(load_source(file)), _CONTENT)


def _episodes(kept: Path) -> Iterator[Episode]:
    with kept.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def _processor() -> float:
    """Seconds of this process and of those that have ended for it."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
