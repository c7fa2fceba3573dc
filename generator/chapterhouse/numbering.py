"""Numbers of episodes that are missing, or that two episodes have: said, never guessed.

A show whose episodes mostly have no numbers, or a site that has only some of a show's episodes,
is left alone: gaps are told only where at least half of the numbers in question are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .model import Diagnostic, Remark, Summary

_MOSTLY = 0.5
_FEW = 2
"""Numbers that tell nothing of what is missing beside them."""

_Seasons = dict[int | None, list[Summary]]


def numbering(episodes: Iterable[Summary]) -> tuple[Remark, ...]:
    """What is wrong with the numbers of these episodes, show by show, in the order of the shows'
    names: each remark belongs to the transcript of one of the episodes in question."""
    shows: dict[str, list[Summary]] = {}
    for episode in episodes:
        shows.setdefault(episode.show or "", []).append(episode)
    return tuple(
        remark for name in sorted(shows) for remark in _of_show(name, _by_season(shows[name]))
    )


def _of_show(name: str, seasons: _Seasons) -> Iterator[Remark]:
    show = f"{name}: " if name else ""
    numbered = {season: run for season, run in seasons.items() if season is not None}
    if gaps := _gaps(numbered):
        first = min(season for season in numbered if season > gaps[0][0])
        yield _said(numbered[first][0], f"{show}there is no season {_runs(gaps)}")
    for season in sorted(seasons, key=lambda season: -1 if season is None else season):
        yield from _of_season(show, season, seasons[season])


def _of_season(show: str, season: int | None, episodes: Sequence[Summary]) -> Iterator[Remark]:
    by_number: dict[int, list[Summary]] = {}
    for episode in episodes:
        if episode.number is not None:
            by_number.setdefault(episode.number, []).append(episode)
    if len(by_number) >= _MOSTLY * len(episodes) and (gaps := _gaps(by_number)):
        after = by_number[min(number for number in by_number if number > gaps[0][0])][0]
        what = "there is no episode" if season is None else f"season {season} has no episode"
        yield _said(after, f"{show}{what} {_runs(gaps)}")
    for number, same in sorted(by_number.items()):
        if len(same) > 1:
            what = f"episode {number}" if season is None else f"season {season}, episode {number}"
            times = "twice" if len(same) == 2 else f"{len(same)} times"
            sources = ", ".join(episode.source for episode in same)
            yield _said(same[-1], f"{show}{what} {times}: {sources}")


def _by_season(episodes: Iterable[Summary]) -> _Seasons:
    """Inside of a season, by source."""
    seasons: _Seasons = {}
    for episode in sorted(episodes, key=lambda episode: episode.source):
        seasons.setdefault(episode.season, []).append(episode)
    return seasons


def _gaps(present: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of numbers that are missing, from 1 on where most of those are there, otherwise from
    the least that is; none where most are missing."""
    known = sorted(number for number in set(present) if number > 0)
    if len(known) <= _FEW or len(known) < _MOSTLY * (known[-1] - known[0] + 1):
        return []
    from_one = len(known) >= _MOSTLY * known[-1]
    edges = [0, *known] if from_one else known
    return [(one + 1, other - 1) for one, other in pairwise(edges) if other > one + 1]


def _runs(gaps: Iterable[tuple[int, int]]) -> str:
    return ", ".join(str(one) if one == last else f"{one}-{last}" for one, last in gaps)


def _said(episode: Summary, message: str) -> Remark:
    return Remark(episode.source, Diagnostic(1, "warning", message, matter="number"))
