"""How long related chapters take on a large archive, and what the shortcuts miss.

    python tools/bench_related.py CORPORA [--corpus changelog] [--episodes 2000] [--jobs 2]

Reads a corpus, and repeats its episodes, each time with other words (a third of them are said
in that repetition alone), until there are enough. Prints seconds of processor time, megabytes,
and how much of what an exhaustive comparison finds is found. Exit status: 0.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from chapterhouse.chapter_lists import read_together
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose, summarize_all
from chapterhouse.model import Place, Summary, Terms
from chapterhouse.related import Index, make_index, nearest, related, take_best
from chapterhouse.sources import load_source

_CONTENT = Content(SiteConfig(title="Bench"), {}, ())
_SAMPLE = 300
"""Chapters that are compared with all others."""

T = TypeVar("T")


def main(arguments: Sequence[str]) -> int:
    """Prints the figures."""
    options = _options(arguments)
    files = sorted((options.corpora / options.corpus).glob("*.*"))
    transcripts = [file for file in files if file.suffix in (".txt", ".md", ".vtt", ".srt")]
    with ProcessPoolExecutor(options.jobs) as pool:
        episodes = list(pool.map(_read, transcripts, chunksize=8))
    site = list(islice(_repeated(episodes), options.episodes))
    chapters = sum(len(episode.chapters) for episode in site)
    print(f"{len(site)} episodes, {chapters} chapters, {_terms(site)} terms")
    index, seconds = _timed(lambda: make_index(site))
    print(f"index      {seconds:6.2f} s")
    found, seconds = _timed(lambda: _ask_all(index, site))
    print(f"asking     {seconds:6.2f} s   {len(found) / chapters:.0%} of the chapters have some")
    one = site[len(site) // 2].slug
    print(f"an episode {_timed(lambda: nearest(index, one))[1]:6.3f} s")
    print(f"overlap    {_overlap(index, found):.3f} with an exhaustive comparison")
    print(f"memory     {_megabytes(site):6.0f} MB at most")
    return 0


def _read(file: Path) -> Summary:
    [summary] = summarize_all([compose(read_together(load_source(file)), _CONTENT)], "en")
    return replace(summary, slug=file.stem)


def _repeated(episodes: Sequence[Summary]) -> Iterator[Summary]:
    yield from episodes
    for turn in count(1):
        for episode in episodes:
            chapters = (replace(c, terms=_changed(c.terms, turn)) for c in episode.chapters)
            yield replace(episode, slug=f"{episode.slug}-{turn}", chapters=tuple(chapters))


def _changed(terms: Terms, turn: int) -> Terms:
    words = terms.text.split("\n")
    changed = (
        word if zlib.crc32(f"{turn}{word}".encode()) % 3 else f"{word}{turn}" for word in words
    )
    return Terms("\n".join(changed), terms.weights)


def _terms(site: Iterable[Summary]) -> int:
    return sum(len(chapter.terms.weights) for episode in site for chapter in episode.chapters)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def _ask_all(index: Index, site: Iterable[Summary]) -> dict[Place, tuple[Place, ...]]:
    found: dict[Place, tuple[Place, ...]] = {}
    for episode in site:
        found |= nearest(index, episode.slug)
    return found


def _overlap(index: Index, found: dict[Place, tuple[Place, ...]]) -> float:
    """The share of what is found by comparing chapters with all others that `nearest` finds."""
    wanted = right = 0
    for number in random.Random(1).sample(range(len(index.places)), _SAMPLE):
        first, end = index.bounds[index.places[number][0]]
        others = [n for n in range(len(index.places)) if not first <= n < end]
        exact = {index.places[n] for n in take_best(index, index.vectors[number], others)}
        wanted += len(exact)
        right += len(exact & set(found.get(index.places[number], ())))
    return right / max(1, wanted)


def _megabytes(site: Sequence[Summary]) -> float:
    tracemalloc.start()
    related(site)
    return tracemalloc.get_traced_memory()[1] / 1e6


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--corpus", default="changelog")
    parser.add_argument("--episodes", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
