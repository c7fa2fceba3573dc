"""How a show announces itself: "This is Numbers, episode 12, recorded June 22nd, 2021."

Number, show and date of the recording as they are said in the first minutes, in digits or in
words. An episode that is only mentioned ("as we said in episode 26") is not this one, so a
number counts where the sentence presents it. The show's name is what several such phrases
agree on: speech recognition mishears it now and then.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ..model import Found
from ..text import MONTHS, fold
from .dates import find_date
from .numerals import with_digits
from .spoken import Opening

# --- the number -----------------------------------------------------------------------

_LOOK_AHEAD = 90
"""Characters after "episode" in which a number in words ends."""
_NUMBERED = r"(?:episode|show)(?:,? (?:number|no\.?)| #|,? #)?,? #?"
_PRESENTED = re.compile(
    rf"\b(?:this is|it['’]s|it is|here['’]s|welcome(?: back)? to|listening to|time for)\b"
    rf"(?: [^\s.?!;:]+){{0,10}}?(?:[.,]? sort of[.,])? (?P<cue>{_NUMBERED})(?=\w)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?P<cue>(?:episode|show)(?: number| #)? )(?=[\w-]{1,12}(?:[ -]\w{1,9}){0,4},? "
    r"(?:of|from|on) (?:the )?[A-Z]|[\w -]{1,40},? (?:and )?(?:it was )?recorded\b)"
)
_ORDINAL = re.compile(
    r"\b(?i:this is|it['’]s|this,|welcome to) the (\d{1,4})(?:st|nd|rd|th) episode"
)


def find_number(heard: Opening) -> Found[int] | None:
    """The episode's number where it is presented."""
    for pattern in (_PRESENTED, _NAMED):
        for match in pattern.finditer(heard.text):
            said = with_digits(heard.text[match.end("cue") : match.end("cue") + _LOOK_AHEAD])
            number = re.match(r"(\d{1,4})(?![\d:%])(?!['’]s|\.\d)", said)
            if number:
                return Found(int(number[1]), heard.origin(match.start()))
    ordinal = _ORDINAL.search(heard.text)
    return None if ordinal is None else Found(int(ordinal[1]), heard.origin(ordinal.start()))


# --- the date -------------------------------------------------------------------------

_DATED = re.compile(
    r"\b(?:recorded|recording this|published|released|aired|airing)\b|"
    r"\b(?:it['’]s|it is|today is|today['’]s date is)(?= (?:the )?(?:\w+day\b|"
    rf"(?:{'|'.join(MONTHS)})\b|\w+ of (?:{'|'.join(MONTHS)})\b))",
    re.IGNORECASE,
)
_DATE_WITHIN = 110
"""Characters between the word and the end of its date."""
_MONTH_NAME = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)


def find_day(heard: Opening) -> Found[date] | None:
    """The day on which the episode is said to be recorded or published."""
    for match in _DATED.finditer(heard.text):
        said = with_digits(heard.text[match.end() : match.end() + _DATE_WITHIN])
        day = find_date(_MONTH_NAME.sub(lambda month: month[0].capitalize(), said))
        if day is not None:
            return Found(day, heard.origin(match.start()))
    return None


# --- the show -------------------------------------------------------------------------

_SHOW = (
    r"(?P<show>[A-Z0-9][\w'’.&+-]*(?: (?:[A-Z0-9&][\w'’&+-]*|"
    r"(?:of|the|and|to|with|for|in|a|on|your|my|by)(?= [A-Z0-9]))){0,6})"
)
_ITS_KIND = r"(?:an?|the|your|our) (?:[\w-]+ ){0,5}(?:podcast|show|series)\b"
_SURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Tt]his is (?:the )?{_SHOW}(?: [Pp]odcast)?(?:, (?:sort of\. )?| )(?i:episode|show) ",
        rf"\b(?i:episode|show)(?: number)? [\w-]+,? (?:of|on) (?:the )?{_SHOW}",
        rf"\b(?i:welcome(?: back)? to|listening to|this is) (?:the )?{_SHOW}(?: [Pp]odcast)?, "
        rf"{_ITS_KIND}",
        rf"\b[A-Z][\w'’-]+, welcome(?: back)? to (?:the )?(?=[A-Z][\w'’]* [A-Z]){_SHOW}(?=[.!])",
    )
)
_LIKELY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:welcome(?: back)? to)(?: another)?(?: episode of)? (?:the )?{_SHOW}",
        rf"\b(?i:listening to|watching|tuned in(?:to| to)) (?:the )?"
        rf"(?:[A-Z]\w+(?: [A-Z]\w+)? on )?{_SHOW}",
        rf"\bthis is (?:the )?{_SHOW}(?=[.,] )",
        rf"\b(?i:this|another) episode of (?:the )?{_SHOW}",
    )
)
_SURE_VOTES = 2
_ENOUGH_VOTES = 2
_LEAST_LETTERS = 3


def find_show(heard: Opening) -> Found[str] | None:
    """The name on which the phrases that present the show agree."""
    votes: Counter[str] = Counter()
    first: dict[str, tuple[str, int]] = {}
    for patterns, weight in ((_SURE, _SURE_VOTES), (_LIKELY, 1)):
        for match in (found for pattern in patterns for found in pattern.finditer(heard.text)):
            name = match["show"].rstrip(".,'’").removesuffix(" Podcast")
            if len(name) >= _LEAST_LETTERS and not name[0].isdigit():
                votes[fold(name)] += weight
                first.setdefault(fold(name), (name, match.start()))
    best = _agreed(votes)
    if best is None:
        return None
    name, at = first[best]
    return Found(name, heard.origin(at))


def _agreed(votes: Counter[str]) -> str | None:
    """The name with most votes. A short form votes for the long one, unless that is rare."""
    together = {
        name: count + sum(votes[short] for short in votes if name.startswith(f"{short} "))
        for name, count in votes.items()
        if all(votes[short] <= 2 * count for short in votes if name.startswith(f"{short} "))
    }
    best = max(together, key=lambda name: together[name], default=None)
    return best if best is not None and together[best] >= _ENOUGH_VOTES else None
