"""Numbers of episodes that are missing, or that two episodes have: said, never guessed.

A show whose episodes mostly have no numbers, or a site that has only some of a show's episodes,
is left alone: gaps are told only where at least half of the numbers in question are there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from .model import Diagnostic, Numbered, Remark, Summary

_MOSTLY = 0.5
_FEW = 2
"""Numbers that tell nothing of what is missing beside them."""

_Seasons = dict[int | None, list[Summary]]


def numbering(
    episodes: Iterable[Summary], withheld: Collection[Numbered] = ()
) -> tuple[Remark, ...]:
    """What is wrong with the numbers of these episodes, show by show, in the order of the shows'
    names: each remark belongs to the transcript of one of the episodes in question.

    The numbers of episodes that are withheld are not missing, and tell nothing else.
    """
    shows: dict[str, list[Summary]] = {}
    for episode in episodes:
        shows.setdefault(episode.show or "", []).append(episode)
    return tuple(
        remark
        for name in sorted(shows)
        for remark in _of_show(
            name,
            _by_season(shows[name]),
            [each for each in withheld if (each.show or "") == name],
        )
    )


def _of_show(name: str, seasons: _Seasons, withheld: Collection[Numbered]) -> Iterator[Remark]:
    show = f"{name}: " if name else ""
    numbered = {season: run for season, run in seasons.items() if season is not None}
    if gaps := _without(_gaps(numbered), [each.season for each in withheld]):
        first = min(season for season in numbered if season > gaps[0][0])
        yield _said(numbered[first][0], f"{show}there is no season {_runs(gaps)}")
    for season in sorted(seasons, key=lambda season: -1 if season is None else season):
        held = [each.number for each in withheld if each.season == season]
        yield from _of_season(show, season, seasons[season], held)


def _of_season(
    show: str, season: int | None, episodes: Sequence[Summary], held: Collection[int | None]
) -> Iterator[Remark]:
    by_number: dict[int, list[Summary]] = {}
    for episode in episodes:
        if episode.number is not None:
            by_number.setdefault(episode.number, []).append(episode)
    gaps = _without(_gaps(by_number), held)
    if gaps and len(by_number) >= _MOSTLY * len(episodes):
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


def _without(
    gaps: Iterable[tuple[int, int]], held: Collection[int | None]
) -> list[tuple[int, int]]:
    """The runs without these numbers."""
    missing = (n for one, last in gaps for n in range(one, last + 1) if n not in held)
    runs = groupby(enumerate(missing), lambda counted: counted[1] - counted[0])
    found = [[number for _, number in run] for _, run in runs]
    return [(run[0], run[-1]) for run in found]


def _runs(gaps: Iterable[tuple[int, int]]) -> str:
    return ", ".join(str(one) if one == last else f"{one}-{last}" for one, last in gaps)


def _said(episode: Summary, message: str) -> Remark:
    return Remark(episode.source, Diagnostic(1, "warning", message, matter="number"))
