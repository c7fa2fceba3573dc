"""What writing the search index of a large archive costs: time, memory, bytes.

    python tools/bench_index.py CORPUS [--times 10] [--jobs 2]

Repeats the transcripts of a folder, TIMES as many in all, with other words in each repetition
(search_bench/corpus.py says which), reads them, and has a process that does nothing else write the
files of search. Prints seconds by the clock and of all processors, the most memory of all processes
together, and bytes by kind of file. Exit status: 0, or 2 where there are no transcripts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from search_bench.corpus import count_transcripts, write_site
from search_bench.cost import Cost
from search_bench.kinds import kind_of
from search_bench.ours import write_index

_MIB = 1 << 20


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    options = _options(arguments)
    if not (options.corpus.is_dir() and count_transcripts(options.corpus)):
        print(f"{options.corpus}: no transcripts in this folder", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        site, out = Path(scratch) / "site", Path(scratch) / "out"
        wanted = options.times * count_transcripts(options.corpus)
        episodes = write_site(options.corpus, site, wanted)
        cost = write_index(site / "seeds", out, options.jobs)
        print(f"{options.corpus.name}: {episodes:,} episodes, {options.jobs} processes")
        for name, figure in (*_costs(cost), *_sizes(out)):
            print(f"  {name:24} {figure}")
    return 0


def _costs(cost: Cost) -> Iterator[tuple[str, str]]:
    yield "seconds by the clock", f"{cost.wall:9.1f}"
    yield "seconds of processors", f"{cost.processor:9.1f}"
    yield "memory, at most", f"{cost.peak / _MIB:9.1f} MiB"


def _sizes(out: Path) -> Iterator[tuple[str, str]]:
    sizes: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for file in out.rglob("*.*"):
        kind = kind_of(f"/{file.relative_to(out).as_posix()}")
        sizes[kind] += file.stat().st_size
        files[kind] += 1
    for kind, size in sizes.most_common():
        yield kind, f"{size / 1e6:9.3f} MB in {files[kind]} files"
    yield "all", f"{sizes.total() / 1e6:9.3f} MB in {files.total()} files"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="a folder of transcripts")
    parser.add_argument("--times", type=int, default=10, help="how often they are repeated (10)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of a build (2)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
