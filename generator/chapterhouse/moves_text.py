"""What became of a site's addresses, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from .moves import EpisodeMoves, SiteMoves
from .text import counted, format_clock


def moves_text(found: SiteMoves) -> str:
    """The episodes of which any address is not what it was, then how it stands in all."""
    return "\n".join([*_episodes(found), *_lost(found), *_totals(found)])


def moves_json(found: SiteMoves) -> dict[str, object]:
    """The same as values for JSON; times in seconds."""
    return asdict(found)


def _episodes(found: SiteMoves) -> Iterator[str]:
    for each in found.episodes:
        if each.moved:
            yield f"{each.page}  {each.title}"
            yield from (f"  {line}" for line in _lines(each))
            yield ""


def _lines(each: EpisodeMoves) -> Iterator[str]:
    yield from (f"{page} leads to it" for page in each.former_pages)
    for former in each.former_chapters:
        when = "" if former.second is None else f", at {format_clock(former.second)}"
        yield f"#{former.anchor} leads to #{former.leads_to.partition('#')[2]}{when}"
    if each.former_moments:
        moments = counted(each.former_moments, "former moment")
        yield f"{moments} {_lead(each.former_moments)} to {_their(each.former_moments)} words"
    for part in each.elsewhere:
        yield from (f"#{address.partition('#')[2]} leads to {address}" for address in part.chapters)
        if part.moments:
            yield f"{counted(part.moments, 'moment')} {_lead(part.moments)} to {part.page}"
    if each.shifts:
        yield f"{each.shifted} of {each.anchors} addresses are {_shift(*each.shifts)} now"


def _lead(number: int) -> str:
    return "leads" if number == 1 else "lead"


def _their(number: int) -> str:
    return "its" if number == 1 else "their"


def _shift(least: float, most: float) -> str:
    if round(least) == round(most):
        return f"{abs(round(most))} s {'later' if most > 0 else 'earlier'}"
    return f"between {round(least):+} and {round(most):+} s"


def _lost(found: SiteMoves) -> Iterator[str]:
    if found.lost:
        yield "The next build would lose:"
        yield from (f"  {line}" for line in found.lost)
        yield ""


def _totals(found: SiteMoves) -> Iterator[str]:
    pages = sum(len(each.former_pages) for each in found.episodes)
    chapters = sum(len(each.former_chapters) for each in found.episodes)
    moments = sum(each.former_moments for each in found.episodes)
    anchors = sum(each.anchors for each in found.episodes)
    yield (
        f"{counted(len(found.episodes), 'episode')}, {counted(anchors, 'chapter and moment')}; "
        f"kept alive: {counted(pages, 'former page')}, {counted(chapters, 'former chapter')}, "
        f"{counted(moments, 'former moment')}{_elsewhere(found)}"
    )
    if found.outdated:
        yield f"a build would write {counted(len(found.outdated), 'file')} in content/addresses"


def _elsewhere(found: SiteMoves) -> str:
    """ "; in other episodes now: 1 chapter, 4 moments"."""
    parts = [part for each in found.episodes for part in each.elsewhere]
    chapters, moments = sum(len(p.chapters) for p in parts), sum(p.moments for p in parts)
    said = f"{counted(chapters, 'chapter')}, {counted(moments, 'moment')}"
    return f"; in other episodes now: {said}" if parts else ""
