"""The figures as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from .browse import BARE, PAGEFIND, PAGEFIND_UI, WHOLE
from .cold import Asked, Cold
from .cost import Cost
from .keystrokes import LONG_TASK, Typing
from .kinds import Weight, together

_KB = 1000
_MIB = 1 << 20
_NAMES = {
    BARE: "our client on a bare page",
    WHOLE: "our page /search/",
    PAGEFIND: "Pagefind on a bare page",
    PAGEFIND_UI: "Pagefind's own interface",
}
_PAGE = ("page", "styles", "other scripts", "pictures, faces", "other")
"""Kinds of files that any page of the site loads, too."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured on one site."""

    corpus: str
    episodes: int
    cold: Cold
    typing: Mapping[str, Typing]
    """Kind -> what typing takes."""
    disk: Mapping[str, int]
    """What is counted -> bytes."""
    cost: Mapping[str, Cost]
    """BARE, PAGEFIND -> of writing the index."""


def tables(figures: Figures) -> str:
    """All tables of one site."""
    parts = [
        f"## {figures.corpus}: {figures.episodes:,} episodes",
        _table(("", "ours", "Pagefind", "ours / Pagefind", "bar"), _bars(figures)),
        "Cold queries, everything that is compared:",
        _table(("", "median", "worst", "requests", "ms", "ms since navigation"), _ways(figures)),
        "Bytes of a cold query by what they are for (median, worst; requests):",
        _table(("", "median", "worst", "requests"), _kinds(figures.cold.asked)),
        "Milliseconds from a letter to its results, once search is loaded:",
        _table(("", "half", "95 %", "worst", f"tasks over {LONG_TASK} ms"), _typing(figures)),
        "On disk:",
        _table(("", "MB"), ((name, f"{size / 1e6:.1f}") for name, size in figures.disk.items())),
        "Each query:",
        _table(("query", "kB", "Pagefind", "ratio", "ms", "Pagefind", "hits"), _queries(figures)),
    ]
    return "\n\n".join(parts) + "\n"


def _bars(figures: Figures) -> Iterator[Sequence[str]]:
    ours, theirs = (figures.cold.asked[kind] for kind in (BARE, PAGEFIND))
    pairs = list(zip(ours, theirs, strict=True))
    a, b = median(q.bytes for q in ours), median(q.bytes for q in theirs)
    yield "bytes of a cold query, median", _kb(a), _kb(b), _ratio(a, b), "150 kB"
    a, b = max(q.bytes for q in ours), max(q.bytes for q in theirs)
    yield "worst", _kb(a), _kb(b), _ratio(a, b), "300 kB"
    shares = [mine.bytes / other.bytes for mine, other in pairs]
    yield "same query, relative: median, worst", "", "", _spread(shares), "0.4"
    a, b = median(q.took for q in ours), median(q.took for q in theirs)
    yield "cold, ms to ten results, median", f"{a:.0f}", f"{b:.0f}", _ratio(a, b), "200 ms, 0.5"
    a, b = (_letters(figures.typing.get(kind), 0.95) for kind in (BARE, PAGEFIND))
    yield "a letter, warm, ms at 95 %", f"{a:.0f}", f"{b:.0f}", _ratio(a, b), "50 ms"
    a, b = (figures.disk[name] for name in ("ours", "Pagefind"))
    yield "on disk, MB", f"{a / 1e6:.1f}", f"{b / 1e6:.1f}", _ratio(a, b), "0.6"
    yield from _costs(figures.cost)


def _costs(cost: Mapping[str, Cost]) -> Iterator[Sequence[str]]:
    if BARE not in cost:
        return
    ours, theirs = cost[BARE], cost[PAGEFIND]
    a, b = ours.wall, theirs.wall
    yield "building, seconds", f"{a:.1f}", f"{b:.1f}", _ratio(a, b), "0.5"
    a, b = ours.processor, theirs.processor
    yield "building, processor seconds", f"{a:.1f}", f"{b:.1f}", _ratio(a, b), ""
    a, b = ours.peak / _MIB, theirs.peak / _MIB
    yield "building, MiB", f"{a:.0f}", f"{b:.0f}", _ratio(a, b), "1024"


def _ways(figures: Figures) -> Iterator[Sequence[str]]:
    for kind, asked in figures.cold.asked.items():
        if not asked:
            continue
        yield _NAMES[kind], *_weighed(asked, None), *_timed(asked)
        if kind == WHOLE:
            own = {k for each in asked for k in each.weights} - set(_PAGE)
            yield "... without what other pages load", *_weighed(asked, own), "", ""
    yield "any page's scripts, styles, pictures", *_weight(figures.cold.anyway), "", ""


def _weighed(asked: Sequence[Asked], kinds: Iterable[str] | None) -> tuple[str, str, str]:
    chosen = None if kinds is None else tuple(kinds)
    some = [together(each.weights, chosen) for each in asked]
    bodies = [weight.body for weight in some]
    requests = median(weight.requests for weight in some)
    return _kb(median(bodies)), _kb(max(bodies)), f"{requests:.0f}"


def _weight(weight: Weight) -> tuple[str, str, str]:
    return _kb(weight.body), "", str(weight.requests)


def _timed(asked: Sequence[Asked]) -> tuple[str, str]:
    times = (median(q.took for q in asked), median(q.since_navigation for q in asked))
    return f"{times[0]:.0f}", f"{times[1]:.0f}"


def _kinds(asked: Mapping[str, Sequence[Asked]]) -> Iterator[Sequence[str]]:
    for kind in (BARE, WHOLE, PAGEFIND):
        rows = asked[kind]
        for part in dict.fromkeys(part for row in rows for part in row.weights):
            some = [row.weights.get(part, Weight()) for row in rows]
            bodies = [weight.body for weight in some]
            requests = sorted(weight.requests for weight in some)
            counted = f"{median(requests):.0f}, {requests[-1]}"
            yield f"{_NAMES[kind]}: {part}", _kb(median(bodies)), _kb(max(bodies)), counted


def _typing(figures: Figures) -> Iterator[Sequence[str]]:
    for kind, typing in figures.typing.items():
        for name, times in (("", typing.first), (", again", typing.again)):
            spread = [f"{_at(times, share):.0f}" for share in (0.5, 0.95, 1)]
            tasks = str(len(typing.long_tasks)) if name else ""
            yield _NAMES[kind] + name, *spread, tasks


def _queries(figures: Figures) -> Iterator[Sequence[str]]:
    asked = figures.cold.asked
    for ours, theirs in zip(asked[BARE], asked[PAGEFIND], strict=True):
        sizes = _kb(ours.bytes), _kb(theirs.bytes), _ratio(ours.bytes, theirs.bytes)
        yield ours.query, *sizes, f"{ours.took:.0f}", f"{theirs.took:.0f}", str(ours.hits)


def _letters(typing: Typing | None, share: float) -> float:
    return _at(typing.first, share) if typing else float("nan")


def _at(times: Sequence[float], share: float) -> float:
    """The value that so large a share doesn't exceed."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def _kb(size: float) -> str:
    return f"{size / _KB:.0f} kB"


def _ratio(a: float, b: float) -> str:
    return f"{a / b:.2f}"


def _spread(shares: Sequence[float]) -> str:
    return f"{median(shares):.2f}, {max(shares):.2f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
