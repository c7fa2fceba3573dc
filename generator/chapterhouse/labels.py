"""Short wordings that several pages share: numbers, dates, durations. In English, like the
words in the theme's templates."""

from __future__ import annotations

from datetime import date

from .text import human_date, iso_duration
from .views import DateView, DurationView

_WORDS_A_MINUTE = 240
"""A usual speed of silent reading (Brysbaert 2019, Journal of Memory and Language 109)."""


def number(season: int | None, episode: int | None) -> str:
    """ "Season 10, episode 4", "Episode 26", "Season 3" or ""."""
    parts = [
        f"{word} {value}"
        for word, value in (("season", season), ("episode", episode))
        if value is not None
    ]
    return ", ".join(parts).capitalize()


def day(value: date | None) -> DateView | None:
    """A date for a reader and for a machine."""
    return None if value is None else DateView(value.isoformat(), human_date(value))


def duration(seconds: float | None) -> DurationView | None:
    """ "1 h 2 min", "42 min" or "30 s"; None for nothing known."""
    if not seconds:
        return None
    minutes = round(seconds / 60)
    label = _minutes(minutes) if minutes else f"{int(seconds)} s"
    return DurationView(iso_duration(seconds), label)


def reading(words: int) -> str:
    """How long reading so many words takes: "50 min"; "" for no words."""
    return _minutes(max(1, round(words / _WORDS_A_MINUTE))) if words else ""


def _minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
