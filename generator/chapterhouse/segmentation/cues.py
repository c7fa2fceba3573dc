"""How an interviewer says that a new part begins.

The turns of phrase that ask a question, name a topic or close a conversation. They are ways
of speaking English, not of one show; other languages have none here, and their chapters
follow the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a text."""

    position: int
    """Of its first character."""
    kind: str
    weight: float
    """How much more likely a chapter begins here, in log odds."""


_ASKED = r"(?:do|did|does|would|should|can|could|are|is|was|were|have|kind of|exactly|about)"
_QUESTIONS = (
    r"(?:we have|there is|there['’]s|i see|i have|got|take) (?:\w+ ){0,3}questions?\b",
    r"(?:another|next|last|final|first|following|one more|the) question "
    r"(?:is|from|we|that|i|for|about|here)",
    r"question (?:from|is)\b|few (?:more )?questions|(?:is|are) asking\b|comment from",
)
_WISHES = (
    r"(?:wanted|want|like|going|wanna|love) to (?:also )?ask|can i ask|let me ask",
    r"i (?:also )?(?:wanted|want) to (?:talk|know|discuss)",
    r"(?:i['’]m|i am|i was) (?:\w+ )?(?:wondering|curious|interested)",
)
_RETURNS = (
    r"(?:com|go|gett|mov|switch|jump)(?:e|ing|) (?:a bit )?(?:back|on|gears|over) to",
    r"speaking (?:of|about)\b|as for\b|when it comes to",
)
_PROPOSALS = (
    r"(?:let['’]?s|let us|maybe we can|can we|could we|we can|we should) "
    r"(?:(?:also|now|maybe|perhaps|just) )?"
    r"(?:talk|start|go|move|switch|discuss|come|get|speak|jump|dive|begin|focus)",
)
_MENTIONS = (
    r"you (?:(?:also|just|already|have|actually) )?"
    r"(?:mentioned|said|talked|wrote|told|were (?:talking|saying|mentioning)|described|touched)",
    r"we (?:(?:already|just|also|have) )?(?:talked|discussed|spoke|mentioned|covered)",
)
_REQUESTS = (
    r"(?:can|could|would|maybe) you (?:(?:please|maybe|also|perhaps|just|briefly) )?"
    r"(?:tell|share|describe|explain|give|walk|talk|elaborate|speak|say)",
    r"tell (?:us|me|our)\b",
)
_OPINIONS = (
    r"what do you think|do you think|in your (?:opinion|experience|view|case)",
    r"your (?:take|opinion|thoughts|advice|recommendations?|experience)",
    r"(?:any|some|specific) (?:advice|recommendations?|tips|suggestions?|resources?|books?)",
    r"would you (?:recommend|suggest|say)",
)
_ENDINGS = (
    r"(?:where|how) can (?:people|we|somebody|someone|our listeners|everyone|they) "
    r"(?:find|reach|contact|follow|learn)",
    r"find you\b|reach (?:out to )?you\b|(?:any|some) (?:last|final) (?:words|thoughts|advice)",
    r"before we (?:wrap|finish|close|end)|wrap(?:ping)? up|(?:running )?out of time|last thing",
)
_BACKGROUNDS = (
    r"your (?:\w+ ){0,2}background|your (?:career|professional) (?:journey|path)",
    r"tell us (?:a (?:bit|little) )?(?:more )?about (?:yourself|you\b)|introduce yourself",
)
_MAIN_TOPIC = (
    r"(?:our|the) main topic|before we (?:go|start|dive|get|jump|move|begin)",
    r"topic of (?:today|our|the|this)|today['’]?s topic",
)

KINDS: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("background", 2.0, _BACKGROUNDS),
    ("main topic", 1.8, _MAIN_TOPIC),
    ("question", 1.9, _QUESTIONS),
    ("mention", 1.3, _MENTIONS),
    ("ending", 1.1, _ENDINGS),
    ("wish", 1.0, _WISHES),
    ("request", 1.0, _REQUESTS),
    ("opinion", 0.7, _OPINIONS),
    ("you", 0.5, (r"\b(?:do|did|have|are|were|would|can|could) you\b",)),
    ("return", 0.4, _RETURNS),
    ("wh-", 0.4, (rf"(?:how|what|why|where|when|which|who) {_ASKED}\b",)),
    ("proposal", 0.3, _PROPOSALS),
)
"""Kind, weight, patterns. The weights are those of a logistic regression on captions of
interviews whose chapters people had set, rounded."""

_COMPILED = tuple(
    (kind, weight, re.compile("|".join(patterns))) for kind, weight, patterns in KINDS
)


def find_cues(text: str) -> Iterator[Cue]:
    """Every cue of a text, kind by kind, without regard to case.

    The patterns are in lower case, and so is what they search: three times as fast as having
    the search fold each letter.
    """
    lowered = _lowered(text)
    for kind, weight, pattern in _COMPILED:
        for match in pattern.finditer(lowered):
            yield Cue(match.start(), kind, weight)


def _lowered(text: str) -> str:
    """In lower case, every letter in its place (a few become two letters: those stay)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
