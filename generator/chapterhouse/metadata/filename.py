"""What a file's name tells: season, number, date and title.

    s10e04-lessons-learned   011-title   2021-06-25-title   episode-12-title
    A Title_ and what follows_transcript_corrected

Words that belong to the making of the file, not to the episode, are dropped from the end. In
a name with spaces an underscore stands for a character that file systems refuse: a question
mark at the end, a colon inside.
"""

from __future__ import annotations

import re
from datetime import date

from ..model import Found, Transcript
from ..text import sentence_case
from .dates import find_date

_ORIGIN = "file name"

_SUFFIX = re.compile(
    r"\.(?:[a-z]{2}(?:-[A-Za-z]{2,4})?|txt|md|markdown|vtt|srt|sbv|json|json3|mp[34]|m4a|wav|"
    r"transcripts?|captions?|subtitles?)$"
)
_SEASON_EPISODE = re.compile(
    r"(?:^|[^a-z0-9])s(?:eason)?[ ._-]?(\d{1,2})[ ._-]*e(?:p|pisode)?[ ._-]?(\d{1,3})(?:$|[^0-9])",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(
    r"(?:(?:yt|youtube|video|audio|live|pod(?:cast)?|show)[ ._-]+)?"
    r"(?:(?P<said>episode|ep\.?)[ ._-]*)?#?(?P<number>\d{1,4})(?P<after>[ ._-]+|$)",
    re.IGNORECASE,
)
_INNER_NUMBER = re.compile(r"[ ._-](?:episode|ep)[ ._-]*#?(\d{1,4})(?=[ ._-]|$)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}[-_.]?\d{2}[-_.]?\d{2}(?:$|[^0-9])[ ._-]*")

_MAKING = re.compile(
    r"transcripts?|transcription|captions?|subtitles?|subs|txt|vtt|srt|\d{2,3}k(?:bps|hz)?",
    re.IGNORECASE,
)
"""Words that at the end of a name say what kind of file it is."""
_STAGE = re.compile(
    r"corrected|edited|final|clean(?:ed)?|proofread|reviewed|revised|draft|raw|en|v\d",
    re.IGNORECASE,
)
"""Words that say so only beside one of those: a title may end in them too."""
_LAST_WORD = re.compile(r"(?P<gap>[\s_.-]+|\s*[(\[])(?P<word>[^\s_.()\[\]-]+)[)\]]?$")

_SPEAKING = re.compile(
    r"[^\W\d_]+(?:['’&+#!?,][^\W\d_]*)*|\d{1,4}(?:\.\d{1,3}){0,2}|[^\W\d_]{1,4}\d{1,2}|\d[^\W\d_]{1,3}|&"
)
"""A word, a number or a version; not a code such as "13d477bd"."""


def season(transcript: Transcript) -> Found[int] | None:
    """The number after "s"."""
    match = _SEASON_EPISODE.search(_stem(transcript))
    return None if match is None else Found(int(match[1]), _ORIGIN)


def number(transcript: Transcript) -> Found[int] | None:
    """The number after "e" or "episode", or in front of a name that a person gave."""
    stem = _stem(transcript)
    if match := _SEASON_EPISODE.search(stem):
        return Found(int(match[2]), _ORIGIN)
    if _DATE.match(stem):
        stem = _DATE.sub("", stem, count=1)
    if (match := _leading_number(stem)) and _title(stem[match.end() :]):
        return Found(int(match["number"]), _ORIGIN)
    inner = _INNER_NUMBER.search(stem)
    return None if inner is None else Found(int(inner[1]), _ORIGIN)


def day(transcript: Transcript) -> Found[date] | None:
    """The date with which the name begins."""
    match = _DATE.match(_stem(transcript))
    digits = re.sub(r"\D", "", match[0]) if match else ""
    found = find_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}") if match else None
    return None if found is None else Found(found, _ORIGIN)


def title(transcript: Transcript) -> Found[str] | None:
    """The name as words, unless it is a number or a code."""
    stem = _stem(transcript)
    if match := _DATE.match(stem) or _SEASON_EPISODE.match(stem):
        stem = stem[match.end() :]
    if match := _leading_number(stem):
        stem = stem[match.end() :]
    found = _title(stem)
    return None if found is None else Found(found, _ORIGIN)


def _stem(transcript: Transcript) -> str:
    name = transcript.source.replace("\\", "/").rsplit("/", 1)[-1]
    stem = re.sub(r"\.\w{1,12}$", "", name)
    while match := _SUFFIX.search(stem):
        stem = stem[: match.start()]
    return stem


def _leading_number(stem: str) -> re.Match[str] | None:
    """The episode's number in front, not a number of the title ("100 days of numbers")."""
    match = _LEADING_NUMBER.match(stem)
    if match is None:
        return None
    bare = match["after"] == " " and not match["said"] and not match["number"].startswith("0")
    return None if bare else match


def _title(stem: str) -> str | None:
    named = _without_making(stem).strip(" -_.") + ("?" if _asks(stem) else "")
    if " " in named:
        written = _with_refused(named)
        return written if sum(c.isalpha() for c in written) > 2 else None
    words = re.sub(r"[_-]+", " ", named).split()
    readable = all(_SPEAKING.fullmatch(word) for word in words)
    if not readable or len("".join(words)) < 3 or named.isdigit():
        return None
    return sentence_case(" ".join(words))


def _asks(stem: str) -> bool:
    return " " in stem and _without_making(stem).endswith("_")


def _without_making(stem: str) -> str:
    """The name before "_transcript_corrected", "-128k" and the like."""
    end, kept = len(stem), len(stem)
    while match := _LAST_WORD.search(stem, 0, end):
        if _MAKING.fullmatch(match["word"]):
            end = kept = match.start("word") - 1 if _is_one_mark(match["gap"]) else match.start()
        elif _STAGE.fullmatch(match["word"]):
            end = match.start()
        else:
            break
    return stem[:kept]


def _is_one_mark(gap: str) -> bool:
    """Whether one mark more than the gap itself belongs to the title: "what now__transcript"."""
    return len(gap) > 1 and set(gap) == {"_"}


def _with_refused(name: str) -> str:
    """The title with the characters back that no file name can have."""
    name = re.sub(r"(?<!\S)_(\S(?:[^_]*[^\s_])?)_(?!\S)", r'"\1"', name)
    name = re.sub(r"_(?=\s*[)\]\"']|$)", "?", name)
    name = re.sub(r"(?<=\S)_(?=\s)", ":", name)
    return re.sub(r"(?<!\S)_(?=\w)", "/", name)
