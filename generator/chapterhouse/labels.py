"""Short wordings that several pages share: numbers, dates, durations. In English, like the
words in the theme's templates."""

from __future__ import annotations

from datetime import date

from .text import human_date, iso_duration
from .views import DateView, DurationView


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
    hours, rest = divmod(minutes, 60)
    if hours:
        label = f"{hours} h {rest} min" if rest else f"{hours} h"
    else:
        label = f"{minutes} min" if minutes else f"{int(seconds)} s"
    return DurationView(iso_duration(seconds), label)
