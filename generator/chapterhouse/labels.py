"""Short wordings that pages share, in the language of the interface: numbers, dates, lengths.

The words in the templates are the templates' own; these are the ones that take counting.
"""

from __future__ import annotations

from datetime import date
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from . import direction
from .languages import Catalogue
from .model import Held
from .text import iso_duration
from .views import DateView, DurationView, LanguageView

_WORDS_A_MINUTE = 240
"""A usual speed of silent reading (Brysbaert 2019, Journal of Memory and Language 109)."""


class Labels:
    """The wordings of one language."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        """Of this catalogue; English without one."""
        catalogue = catalogue or Catalogue()
        self._words: NullTranslations = catalogue.translations
        self._locale: Locale = catalogue.locale
        self.say = self._words.gettext
        """A message as it is said in this language."""
        self.say_many = self._words.ngettext
        """A message of one or of many, and how many: as it is said of so many."""
        self.language = catalogue.spoken
        """What the words are in, BCP 47."""
        self._site = catalogue.language

    @property
    def direction(self) -> direction.Direction:
        """Which way the site is laid out: its language's, whatever the words are in."""
        return direction.of_language(self._site)

    def tongue(self, language: str | None) -> LanguageView | None:
        """How to mark what is in this language, the site's for None; None where it is that of
        the words around it."""
        code = language or self._site
        if code == self.language:
            return None
        return LanguageView(code, direction.of_language(code))

    def around(self, language: str) -> LanguageView | None:
        """How to mark words of the interface inside of text in this language."""
        return None if language == self.language else LanguageView(self.language, self.direction)

    def number(self, season: int | None, episode: int | None) -> str:
        """ "Season 10, episode 4", "Episode 26", "Season 3" or ""."""
        if season is None:
            return "" if episode is None else self.say("Episode %(number)s") % {"number": episode}
        if episode is None:
            return self.season(season)
        whole = self.say("Season %(season)s, episode %(number)s")
        return whole % {"season": season, "number": episode}

    def season(self, number: int) -> str:
        """ "Season 10"."""
        return self.say("Season %(season)s") % {"season": number}

    def day(self, value: date | None) -> DateView | None:
        """A date for a reader ("22 June 2021") and for a machine."""
        if value is None:
            return None
        return DateView(value.isoformat(), format_date(value, "long", locale=self._locale))

    def held(self, why: Held, value: date | None) -> str:
        """Why an episode is not published yet: "Draft", "Appears on 22 June 2021" or ""."""
        day = self.day(value)
        if why == "ahead" and day is not None:
            return self.say("Appears on %(day)s") % {"day": day.label}
        return self.say("Draft") if why else ""

    def duration(self, seconds: float | None) -> DurationView | None:
        """ "1 h 2 min", "42 min" or "30 s"; None for nothing known."""
        if not seconds:
            return None
        minutes = round(seconds / 60)
        label = self._minutes(minutes) if minutes else self._seconds(int(seconds))
        return DurationView(iso_duration(seconds), label)

    def reading(self, words: int) -> str:
        """How long reading so many words takes: "50 min"; "" for no words."""
        return self._minutes(max(1, round(words / _WORDS_A_MINUTE))) if words else ""

    def count(self, number: int) -> str:
        """ "12,345"."""
        return str(format_decimal(number, locale=self._locale))

    def percent(self, share: float) -> str:
        """ "43%" for 0.43; "under 1%" for little more than nothing."""
        if 0 < share < _ONE_PERCENT:
            least = format_percent(_ONE_PERCENT, locale=self._locale)
            return self.say("under %(share)s") % {"share": least}
        return str(format_percent(share, locale=self._locale))

    def _minutes(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.say("%(minutes)s min") % {"minutes": minutes}
        if not rest:
            return self.say("%(hours)s h") % {"hours": hours}
        return self.say("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}

    def _seconds(self, seconds: int) -> str:
        return self.say("%(seconds)s s") % {"seconds": seconds}


_ONE_PERCENT = 0.01
