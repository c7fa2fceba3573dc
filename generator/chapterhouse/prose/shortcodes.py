"""Shortcodes: what {{ ... }} in the host's own text becomes. One table, one function for each.

A shortcode is data, never code: it gives a view that a partial of the theme shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .. import direction, urls
from ..errors import did_you_mean
from ..excerpts import Excerpt
from ..model import Site, Summary
from ..text import CLOCK, fold, format_clock, parse_clock
from ..views import Block, ClipView, EpisodeCard, EpisodesView, Link, QuoteView
from .document import ALONE, Call, Writing
from .targets import Targets, beyond

_CLOCK = re.compile(rf"{CLOCK}\Z")
_NUMBER = re.compile(r"[0-9]{1,6}\Z")
_MOST = 1000
"""Episodes in one list."""

Cards = Callable[[Iterable[str]], tuple[EpisodeCard, ...]]
"""The cards of episodes, by their slugs."""


@dataclass(frozen=True, slots=True)
class Library:
    """What shortcodes draw on."""

    site: Site
    episodes: Mapping[str, Summary]
    """By slug."""
    people: Mapping[str, Link]
    """By name."""
    shows: Mapping[str, Link]
    """By name."""
    cards: Cards
    targets: Targets
    language: str
    """The site's (BCP 47)."""


class _WrongError(Exception):
    """What is wrong with a shortcode: (what is said, a hint)."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def moment_of(call: Call) -> tuple[str, int] | None:
    """(slug, second) of the moment that a shortcode asks for, where it asks for one."""
    if call.name not in ("clip", "quote") or len(call.values) != 2:
        return None
    second = _second(call.values[1])
    return None if second is None else (call.values[0], second)


def block_of(call: Call, writing: Writing, library: Library) -> Block:
    """What a shortcode shows. Raises ContentError at its line."""
    try:
        if call.name not in SHORTCODES:
            hint = did_you_mean(call.name, list(SHORTCODES))
            raise _WrongError(f'no shortcode is called "{call.name}"', f"{hint} ({ALONE})")
        return SHORTCODES[call.name](call, library)
    except _WrongError as wrong:
        raise writing.error(call.line, str(wrong), wrong.hint) from None


def _clip(call: Call, library: Library) -> Block:
    episode, found = _moment(call, library)
    return ClipView(
        episode=_link(episode),
        show=None if episode.show is None else library.shows[episode.show],
        chapter=found.chapter,
        clock=format_clock(parse_second(call.values[1])),
        url=f"{urls.episode(episode.slug)}#{found.anchor}",
    )


def _quote(call: Call, library: Library) -> Block:
    episode, found = _moment(call, library)
    language = library.targets.excerpts[episode.slug].language or library.language
    foreign = language != library.language
    speaker = found.speaker
    return QuoteView(
        text=found.text,
        speaker=None if speaker is None else library.people.get(speaker, Link(speaker, "")),
        episode=_link(episode),
        clock=format_clock(parse_second(call.values[1])),
        url=f"{urls.episode(episode.slug)}#{found.paragraph}",
        language=language if foreign else "",
        direction=direction.of_language(language) if foreign else "",
    )


def _latest(call: Call, library: Library) -> Block:
    _check(call, 'latest 3, or latest 3 show="..."', (1,), ("show",))
    if not _NUMBER.match(call.values[0]) or not 0 < int(call.values[0]) <= _MOST:
        raise _WrongError(f'"{call.values[0]}" is no number of episodes', "such as {{ latest 3 }}")
    return _list(_chosen(call, library)[: int(call.values[0])], library)


def _episodes(call: Call, library: Library) -> Block:
    _check(call, 'episodes show="...", or episodes show="..." season=2', (0,), ("show", "season"))
    return _list(_chosen(call, library), library)


SHORTCODES: Mapping[str, Callable[[Call, Library], Block]] = {
    "clip": _clip,
    "episodes": _episodes,
    "latest": _latest,
    "quote": _quote,
}
"""Name -> what it makes."""


# --- what they ask for ------------------------------------------------------------------


def parse_second(text: str) -> int:
    """ "12:35" or "755" as seconds. Raises ValueError."""
    return int(parse_clock(text)) if ":" in text else int(text)


def _second(text: str) -> int | None:
    return parse_second(text) if _CLOCK.match(text) or _NUMBER.match(text) else None


def _moment(call: Call, library: Library) -> tuple[Summary, Excerpt]:
    usage = f'{call.name} "an-episode" 12:35'
    _check(call, usage, (2,), ())
    slug, clock = call.values
    if slug not in library.episodes:
        hint = did_you_mean(slug, list(library.episodes))
        raise _WrongError(f'no episode is at "{slug}"', hint)
    second = _second(clock)
    if second is None:
        raise _WrongError(f'"{clock}" is no time', f"write {{{{ {usage} }}}}")
    asked = library.targets.excerpts[slug]
    if second not in asked.moments:
        raise _WrongError(*beyond(second, slug, asked))
    return library.episodes[slug], asked.moments[second]


def _check(call: Call, usage: str, values: Sequence[int], named: Sequence[str]) -> None:
    for key in call.named:
        if key not in named:
            hint = did_you_mean(key, named) if named else f"write {{{{ {usage} }}}}"
            raise _WrongError(f'"{call.name}" takes no "{key}"', hint)
    if len(call.values) not in values:
        raise _WrongError(f'"{call.name}" is not complete', f"write {{{{ {usage} }}}}")


def _chosen(call: Call, library: Library) -> list[Summary]:
    """In the site's order, the latest first."""
    show, season = _show(call, library), call.named.get("season")
    if season is not None and not _NUMBER.match(season):
        raise _WrongError(f'"{season}" is no number of a season')
    return [
        each
        for each in library.site.episodes
        if (show is None or each.show == show) and (season is None or each.season == int(season))
    ]


def _show(call: Call, library: Library) -> str | None:
    wanted = call.named.get("show")
    if wanted is None:
        return None
    for show in library.site.shows:
        if wanted == show.slug or fold(wanted) == fold(show.name):
            return show.name
    hint = did_you_mean(wanted, [show.name for show in library.site.shows])
    raise _WrongError(f'no show is called "{wanted}"', hint)


def _list(episodes: Sequence[Summary], library: Library) -> Block:
    cards = library.cards(each.slug for each in episodes)
    return EpisodesView(cards, len({each.show for each in episodes}) > 1)


def _link(episode: Summary) -> Link:
    return Link(episode.title, urls.episode(episode.slug))
