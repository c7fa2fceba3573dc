"""How long topics take on a large site, and what they hold of it.

    python tools/bench_topics.py CORPORA [--episodes 2000] [--from changelog] [--read 400]

Reads and composes some transcripts of a corpus, makes as many episodes of them as asked for,
each copy with a third of its words changed, and times, in processor time, what an episode
offers and what the site makes of it. Exits with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from chapterhouse.chapter_lists import read_together
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose, summarize_all
from chapterhouse.errors import ChapterhouseError
from chapterhouse.model import Chapter, Episode, Summary
from chapterhouse.sources import load_source
from chapterhouse.topics import find_candidates, find_topics

CONFIG = SiteConfig(title="Bench")
WORDS_AN_HOUR = 10_000
BAR_EPISODE, BAR_SITE = 0.010, 3.0
"""Seconds for an hour of speech, and for a whole site."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where both bars are met."""
    options = _options(arguments)
    files = sorted(p for p in (options.corpora / options.corpus).iterdir() if p.suffix != ".json")
    with ProcessPoolExecutor() as pool:
        made = [each for each in pool.map(_composed, files[: options.read], chunksize=8) if each]
    words = sum(len(s.text.split()) for each in made for s in each.segments) / len(made)
    an_hour = min(_seconds_each(made) for _ in range(3)) * WORDS_AN_HOUR / words
    copies = -(-options.episodes // len(made))
    with ProcessPoolExecutor() as pool:
        copied = pool.map(partial(_copied, copies=copies), made, chunksize=8)
        summaries = [each for several in copied for each in several][: options.episodes]
    began = time.process_time()
    topics, _ = find_topics(summaries, CONFIG)
    site = time.process_time() - began
    held = sum(len(pickle.dumps(each.candidates)) for each in summaries) / len(summaries)
    print(f"an hour of speech  {1000 * an_hour:6.1f} ms   (bar {1000 * BAR_EPISODE:.0f} ms)")
    print(f"{len(summaries)} episodes     {site:6.2f} s    (bar {BAR_SITE:.0f} s)")
    print(f"held an episode    {held / 1000:6.1f} kB")
    print(f"topics {len(topics)}, chapters {sum(len(topic.chapters) for topic in topics)}")
    return int(an_hour > BAR_EPISODE or site > BAR_SITE)


def _composed(path: Path) -> Episode | None:
    try:
        return compose(read_together(load_source(path)), Content(CONFIG, {}, ()))
    except ChapterhouseError:
        return None


def _seconds_each(episodes: Sequence[Episode]) -> float:
    began = time.process_time()
    for episode in episodes:
        find_candidates(episode, "en")
    return (time.process_time() - began) / len(episodes)


def _copied(episode: Episode, copies: int) -> tuple[Summary, ...]:
    return summarize_all((_changed(episode, copy) for copy in range(copies)), "en")


def _changed(episode: Episode, copy: int) -> Episode:
    """The episode with a third of its words changed, another third in each copy."""
    name = f"{episode.slug}-{copy}"
    chapters = tuple(_changed_chapter(chapter, copy) for chapter in episode.chapters)
    return replace(episode, source=f"seeds/{name}.txt", slug=name, chapters=chapters)


def _changed_chapter(chapter: Chapter, copy: int) -> Chapter:
    said = (
        replace(segment, text=" ".join(_words(segment.text, copy))) for segment in chapter.segments
    )
    return replace(chapter, segments=tuple(said))


def _words(text: str, copy: int) -> Iterator[str]:
    for word in text.split():
        changes = copy and len(word) > 4 and zlib.crc32(word.encode()) % 3 == copy % 3
        yield f"{chr(96 + copy % 26)}{word}" if changes else word


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time topics on a large site.")
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--from", dest="corpus", default="changelog", help="(changelog)")
    parser.add_argument("--episodes", type=int, default=2000, help="(2000)")
    parser.add_argument("--read", type=int, default=400, help="transcripts that are read (400)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
