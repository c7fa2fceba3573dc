"""How long it takes from a save to what it changes being visible in an open page of the preview.

    python tools/bench_preview.py [CORPUS] [--episodes 200 2000] [--times 20] [--keep DIR]

Makes a site of hour-long transcripts (those of CORPUS, by default seeds/, repeated with other
words), serves it, opens an episode in Chromium and saves one file again and again, as an editor
does. A save is counted from before the file is written to the frame after the one in which the
page has the change. Prints a table in Markdown, and ends with 1 where a median is over its bar.
Needs a Chromium (the extra `test`).
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

_BAR, _FEW = 0.3, 200
_BAR_OF_MANY = 0.5
"""Seconds from a save to the page, up to so many episodes and for more."""


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    options = _options(arguments)
    print("| episodes | change | saves | median | bar | slowest but one | slowest |")
    print("|---|---|---|---|---|---|---|")
    over = 0
    with tempfile.TemporaryDirectory() as scratch:
        for episodes in options.episodes:
            folder = (options.keep or Path(scratch)) / str(episodes)
            sample = sample_site(options.corpus, folder, episodes)
            with watched(sample, options.jobs) as page:
                for kind in KINDS:
                    if not options.only or kind.name in options.only:
                        found = _measured(sample, page, kind, options)
                        print(line(episodes, kind.name, found), flush=True)
                        over += median(found) > bar(episodes)
    return 1 if over else 0


def bar(episodes: int) -> float:
    """Seconds that the median of the saves in a site of so many episodes may take."""
    return _BAR if episodes <= _FEW else _BAR_OF_MANY


def line(episodes: int, kind: str, found: Sequence[float]) -> str:
    """A row of the table; `found` are seconds, the shortest first."""
    middle, limit = median(found), bar(episodes)
    said = f"{_said(limit)} (over)" if middle > limit else _said(limit)
    rest = (_said(found[-2 if len(found) > 1 else -1]), _said(found[-1]))
    cells = (str(episodes), kind, str(len(found)), _said(middle), said, *rest)
    return f"| {' | '.join(cells)} |"


def _said(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


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
