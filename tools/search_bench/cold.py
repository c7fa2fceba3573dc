"""All queries, each in a browser that has nothing cached, on all that are compared."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from .browse import BARE, PAGEFIND, PAGEFIND_UI, WHOLE, Answer, address_of, ask, loaded
from .host import Host
from .kinds import Weight, together, weigh
from .queries import without_filters

_TEN = 10
KINDS = (BARE, PAGEFIND, WHOLE, PAGEFIND_UI)
"""The last, which no bar is about, is asked once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query cost in several runs."""

    query: str
    answers: tuple[Answer, ...]

    @property
    def took(self) -> float:
        """Milliseconds to ten results, from the query's start: the median of the runs."""
        return median(answer.took for answer in self.answers)

    @property
    def since_navigation(self) -> float:
        """The same from the start of navigation."""
        return median(answer.since_navigation for answer in self.answers)

    @property
    def hits(self) -> int:
        """Results shown."""
        return self.answers[0].hits

    @property
    def weights(self) -> dict[str, Weight]:
        """Kind of file -> what came of it, in the run in which most bytes came."""
        runs = [weigh(answer.sent) for answer in self.answers]
        return max(runs, key=lambda weights: together(weights).body)

    @property
    def bytes(self) -> int:
        """Everything that came, without headers."""
        return together(self.weights).body


@dataclass(frozen=True, slots=True)
class Cold:
    """All queries on all that are compared."""

    asked: Mapping[str, tuple[Asked, ...]]
    """Kind, one of KINDS -> every query."""
    anyway: Weight
    """What any page of the site loads of scripts, styles and pictures."""


def ask_all(
    browser: Browser, host: Host, root: str, output: Path, queries: Sequence[str], runs: int
) -> Cold:
    """Ask every query so often of each kind in turn, so that a busy hour hits all alike."""
    rows = list(_rows(browser, host, root, output, queries, runs))
    asked = {kind: tuple(row[kind] for row in rows if kind in row) for kind in KINDS}
    paths = [sent for sent in loaded(browser, host, root + "/shows/") if "/assets/" in sent.path]
    return Cold(asked, together(weigh(paths)))


def _rows(
    browser: Browser, host: Host, root: str, output: Path, queries: Sequence[str], runs: int
) -> Iterator[dict[str, Asked]]:
    for number, query in enumerate(queries, 1):
        print(f"\r{number}/{len(queries)} {query:60.60}", end="", file=sys.stderr, flush=True)
        answers: dict[str, list[Answer]] = {kind: [] for kind in KINDS}
        for run in range(runs):
            for kind in KINDS if run == 0 else KINDS[:-1]:
                shown = min(_TEN, answers[BARE][0].hits) if answers[BARE] else 0
                if kind == WHOLE and not shown:
                    continue  # nothing to wait for
                wanted = query if kind in (BARE, WHOLE) else without_filters(query)
                address = root + address_of(kind, wanted, output)
                answers[kind].append(ask(browser, host, address, shown if kind == WHOLE else None))
        yield {kind: Asked(query, tuple(some)) for kind, some in answers.items() if some}
    print(file=sys.stderr)
