"""How long it takes from a save to what it changes being visible in an open page of the preview.

    python tools/bench_preview.py [CORPUS] [--episodes 200 2000] [--times 20] [--keep DIR]

Makes a site of hour-long transcripts (those of CORPUS, by default seeds/, repeated with other
words), serves it, opens an episode in Chromium and saves one file again and again, as an editor
does. A save is counted from before the file is written to the frame after the one in which the
page has the change. Prints a table in Markdown. Needs a Chromium (the extra `test`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median

from preview_bench.saves import KINDS, Kind
from preview_bench.sites import Sample, sample_site
from preview_bench.watching import Watched, watched

ROOT = Path(__file__).parent.parent


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    options = _options(arguments)
    print("| episodes | change | saves | median | slowest but one | slowest |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for episodes in options.episodes:
            folder = (options.keep or Path(scratch)) / str(episodes)
            sample = sample_site(options.corpus, folder, episodes)
            with watched(sample, options.jobs) as page:
                for kind in KINDS:
                    if not options.only or kind.name in options.only:
                        _print(episodes, kind, _measured(sample, page, kind, options))
    return 0


def _measured(
    sample: Sample, page: Watched, kind: Kind, options: argparse.Namespace
) -> list[float]:
    page.open()
    found = []
    first = 1000 * KINDS.index(kind)
    for number in range(first, first + options.times + 1):
        page.rest(kind.pause)
        found.append(page.seconds_of(partial(kind.save, sample, number), number))
    return sorted(found[1:])  # the first one also brings the file into its first state


def _print(episodes: int, kind: Kind, found: Sequence[float]) -> None:
    figures = (median(found), found[-2 if len(found) > 1 else -1], found[-1])
    said = " | ".join(f"{1000 * each:.0f} ms" for each in figures)
    print(f"| {episodes} | {kind.name} | {len(found)} | {said} |", flush=True)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, nargs="?", default=ROOT / "seeds")
    parser.add_argument("--episodes", type=int, nargs="*", default=[200, 2000])
    parser.add_argument("--times", type=int, default=20, help="saves of each kind (20)")
    parser.add_argument("--keep", type=Path, help="a folder for the sites, to use them again")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read at first (2)")
    parser.add_argument("--only", nargs="*", help="these changes only")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
