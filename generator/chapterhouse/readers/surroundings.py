"""What stands around the speech in a file: preamble, closing, and the lines of a web page.

A transcript copied from a page brings banners, newsletter lines and cookie notices along.
They are recognised by what such lines say anywhere on the web, only ever outside the speech,
and kept as notices: nothing is thrown away here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOTICES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(full |episode |edited )?transcript(ion)?s?:?$",
        r"(the |this |our )?transcripts? (is|are|was|were|may|might|has|have)\b",
        r"\b(register|sign up|subscribe|join|enrol+|apply|click|learn more|read more) "
        r"(here|now|today|below)\b",
        r"^(subscribe|sign up|register)\b.*\b(newsletter|updates|channel|events?|mailing list)\b",
        r"\bjoin (us on|our) (slack|discord|telegram|community|facebook|server)\b",
        r"\bwe('|’)?(ll| will) keep you (informed|posted|updated|up to date)\b",
        r"^(did you (like|enjoy)|if you (liked?|enjoyed?)) (this|the) (episode|show|podcast)\b",
        r"^check (out )?(our |the )?other episodes\b",
        r"\b(we|this (site|page|website)) uses? cookies\b|\bcookie (policy|settings|preferences)\b",
        r"\ball rights reserved\b|^(©|\(c\)|copyright\b).*\d{4}",
        r"^(transcribed|transcript (provided|generated|created)) (by|with|using) \w",
        r"\b(hosted on|powered by|built with|made with) \w",
        r"^(privacy policy|terms (of|and) \w+|back to top|share this|skip to content)\b",
        r"^(home|menu|about|contact|episodes|log ?in|search)( [|•·>] \w+)*$",
    )
)
_NUMBERED = re.compile(r"\b(episode|ep\.?|season)\s*#?\d", re.IGNORECASE)
_NOTICE_LENGTH = 250
"""Characters; a longer line is prose, even where it mentions a newsletter."""
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")
_TITLE_LENGTH = 160


def is_notice(text: str) -> bool:
    """Whether a line outside the speech belongs to the page, not to the episode."""
    return len(text) <= _NOTICE_LENGTH and any(notice.search(text) for notice in _NOTICES)


def looks_like_title(text: str) -> bool:
    """Whether a line alone reads like a title: short, not in lower case, not a sentence."""
    return (
        len(text) <= _TITLE_LENGTH
        and not text[0].islower()
        and any(character.isalpha() for character in text)
        and not text.endswith(_SENTENCE_END)
    )


def closing_begins(tail: Iterable[str], head: Iterable[str]) -> int:
    """How many lines of `tail` come before the page's foot.

    The foot begins with a notice or with a line that the page's head has too.
    """
    lines, known = list(tail), set(head)
    marks = (i for i, text in enumerate(lines) if text in known or is_notice(text))
    return next(marks, len(lines))


def head_ends(head: Iterable[str]) -> int:
    """How many of the lines before the speech are the page's head; the rest are headings.

    The head ends with its last notice or with the line that numbers the episode. Where
    neither follows a line that could be the title, all of it is head.
    """
    lines = list(head)
    titled = next((i for i, text in enumerate(lines) if not is_notice(text)), len(lines))
    marks = [i for i, text in enumerate(lines) if is_notice(text) or _NUMBERED.search(text)]
    return marks[-1] + 1 if marks and marks[-1] > titled else len(lines)
