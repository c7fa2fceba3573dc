"""How long the search index of a large archive takes, how much memory, how large it is.

    python tools/bench_index.py CORPORA [--corpus changelog] [--times 1] [--jobs 2]

Reads a corpus and repeats its episodes TIMES over, each time with other words (a third of them are
said in that repetition alone). The index is then built twice, each time in a process that does
nothing else: with all episodes at hand, as a build has them, for the time; and with episodes that
come one by one from a file, for the most memory that it takes. Prints seconds by the clock and of
all processors, megabytes of that process and of the largest of those that work for it, and bytes by
kind of file. Exit status: 0.
"""

from __future__ import annotations

import argparse
import pickle
import re
import resource
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from chapterhouse.chapter_lists import read_together
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose
from chapterhouse.intake import Run, inline
from chapterhouse.model import Artifact, Episode
from chapterhouse.search import search_files
from chapterhouse.sources import load_source

_CONTENT = Content(SiteConfig("Bench"), {}, ())
_SHORT = 4
"""Words of fewer letters stay."""
_RSS = 1e6 if sys.platform == "darwin" else 1e3
"""What `ru_maxrss` counts in, in a megabyte."""


def main(arguments: Sequence[str]) -> int:
    """Prints the figures."""
    options = _options(arguments)
    if options.build:
        return _time(options) if options.build == "time" else _remember(options)
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "episodes"
        _keep(options, kept)
        for what in ("time", "memory"):
            again = [sys.executable, __file__, *arguments, "--kept", str(kept), "--build", what]
            subprocess.run(again, check=True)
    return 0


# --- episodes ---------------------------------------------------------------------------


def _keep(options: argparse.Namespace, kept: Path) -> None:
    files = sorted((options.corpora / options.corpus).glob("*.*"))
    transcripts = [file for file in files if file.suffix in (".txt", ".md", ".vtt", ".srt")]
    with ProcessPoolExecutor(options.jobs) as pool, kept.open("wb") as file:
        for episode in pool.map(_read, transcripts, chunksize=8):
            pickle.dump(episode, file)


def _read(file: Path) -> Episode:
    return replace(compose(read_together(load_source(file)), _CONTENT), slug=file.stem)


def _episodes(options: argparse.Namespace) -> Iterator[Episode]:
    for turn in range(options.times):
        words = _Words(turn)
        for episode in _kept(options.kept):
            yield _changed(episode, words) if turn else episode


def _kept(file: Path) -> Iterator[Episode]:
    with file.open("rb") as opened:
        while True:
            try:
                yield pickle.load(opened)
            except EOFError:
                return


class _Words(dict[str, str]):
    """What is said -> what is said instead in this repetition."""

    def __init__(self, turn: int) -> None:
        self.turn = turn

    def __missing__(self, word: str) -> str:
        same = len(word) < _SHORT or zlib.crc32(f"{self.turn}{word}".encode()) % 3
        self[word] = word if same else f"{word}{self.turn}"
        return self[word]


def _changed(episode: Episode, words: _Words) -> Episode:
    chapters = tuple(
        replace(
            chapter,
            segments=tuple(
                replace(each, text=" ".join(map(words.__getitem__, each.text.split())))
                for each in chapter.segments
            ),
        )
        for chapter in episode.chapters
    )
    return replace(episode, slug=f"{episode.slug}-{words.turn}", chapters=chapters)


# --- the index --------------------------------------------------------------------------


def _time(options: argparse.Namespace) -> int:
    sizes: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    with _workers(options.jobs) as run:
        episodes = list(_episodes(options))
        start, own = time.perf_counter(), time.process_time()
        for file in search_files(episodes, "en", run=run):
            sizes[_kind(file)] += len(file.data)
            counts[_kind(file)] += 1
        seconds, own = time.perf_counter() - start, time.process_time() - own
    chapters = sum(len(episode.chapters) for episode in episodes)
    print(f"{len(episodes)} episodes, {chapters} chapters")
    print(f"time     {seconds:7.2f} s by the clock with {options.jobs} processes")
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"         {own + others.ru_utime + others.ru_stime:7.2f} s of all processors")
    for kind, size in sizes.most_common():
        print(f"{kind:8} {size / 1e6:7.3f} MB in {counts[kind]} files")
    print(f"all      {sizes.total() / 1e6:7.3f} MB")
    return 0


def _remember(options: argparse.Namespace) -> int:
    with _workers(options.jobs) as run:
        for _ in search_files(_episodes(options), "en", run=run):
            pass
    for name, who in (("index", resource.RUSAGE_SELF), ("worker", resource.RUSAGE_CHILDREN)):
        most = resource.getrusage(who).ru_maxrss / _RSS
        print(f"memory   {most:7.0f} MB at most, the {name}")
    return 0


@contextmanager
def _workers(jobs: int) -> Iterator[Run]:
    if jobs == 1:
        yield inline
        return
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(abs, range(jobs)))  # they exist before there is much to remember
        yield pool.map


def _kind(file: Artifact) -> str:
    return re.split(r"[-./]", file.path.removeprefix("search/data/"))[0]


def _options(arguments: Iterable[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--corpus", default="changelog")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kept", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--build", choices=("time", "memory"), help=argparse.SUPPRESS)
    return parser.parse_args([*arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
