"""Names for generated chapters, from the words with which each begins.

A reader chooses a chapter by the question that is asked or the topic that is named. Both are
looked for in the chapter's first words; where there is neither, its most telling phrases
stand in. A title is never a bare number and never invented: its words were said there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from ..model import Segment
from ..text import excerpt, fold, sentence_case, squash
from .cohesion import content_word
from .phrases import telling_phrases

INTRODUCTION = "Introduction"
_OPENING_WORDS, _OPENING_SENTENCES_WORDS = 150, 260
"""How far into a chapter its question or topic is looked for, in captions and in sentences
(where a question mark makes sure that it is one)."""
_OPENING_CHARACTERS = 4000
"""The same, for a text without spaces."""
_MOST, _LONGEST = 13, 90
"""Words and characters in a title."""
_SURELY_ASKED = 0.8
"""What a question mark adds to a question's value."""
_GOOD_ENOUGH = 1.0
"""The least value of a question or topic that comes before telling phrases."""

_GREETING = re.compile(
    r"\b(?:welcome|hello|hi|good (?:morning|evening)|my guest|special guest)\b", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:uh+|um+|erm|hmm|you know|i mean|i guess|kind of like|sort of|basically|actually|maybe)"
    r"\b,?\s*|\[[^\]]*\]\s*",
    re.IGNORECASE,
)
_STUTTER = re.compile(r"\b(\w+(?: \w+)?),? \1\b", re.IGNORECASE)

_MORE = r"(?: (?:a (?:bit|little)|more|something|briefly|quickly|now|also|maybe))*"
_TOPIC = re.compile(
    r"\b(?:"
    r"(?:let['’]?s|let us|can we|we can|could we|i (?:also )?want(?:ed)? to|i['’]d like to|"
    rf"we['’]ll|we will){_MORE} (?:start with|(?:talk|speak){_MORE} about|discuss|focus on|"
    r"(?:go|get|come|move|switch)(?: back| on)? to|ask(?: you)? about)"
    rf"|(?:can|could|would) you{_MORE} (?:tell|talk|share|say)(?: (?:us|me|to us|with us))?{_MORE}"
    r" (?:about|on)"
    rf"|tell (?:us|me){_MORE} about"
    r"|(?:coming|going|getting|come|go) back to|speaking of|question (?:is )?about"
    r"|(?:i['’]m|i am|i was) (?:\w+ )?(?:curious|wondering|interested) (?:about|in)"
    r") ",
    re.IGNORECASE,
)
_HELPER = r"(?:do|did|does|would|should|can|could|are|is|was|were|have|will)"
_QUESTION = re.compile(
    rf"\b(?:(?:how|what|why|where|when) {_HELPER}|how to|what about|what kind of \w+ {_HELPER}"
    rf"|what['’]s the|how (?:much|many|often|long|important|difficult|hard) {_HELPER}"
    r"|(?:do|did|have|are|were|would|could) you (?!mean|know|can|have to)|is there|are there"
    r"|should (?:we|i|you|people)) (?:(?:i|we|you|they|people|one) )?",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r"[.!?;:,]|\b(?:yeah|yes|sure|okay|ok|right|well|because|so|i|i['’]\w+|thanks?|but|though|"
    r"and (?:then|so|i|you|we|how|what|why|that['’]s|it|is|do|then|for|there|if|in)|"
    r"or (?:is|do|are|how|what|you)|like (?:you|when|if|i|how|what)|if you|"
    r"(?:can|could|do|did|are) you|you (?:can|just|mentioned|said|have|know)|"
    rf"(?:what|how|why|where|when|which) {_HELPER}|"
    r"that['’]s|this is|it['’]s|there (?:is|are|was)|there['’]s|before we|we (?:have|talked)|"
    r"no|oh|absolutely|exactly|definitely|great|good question|a question|the question)\b",
    re.IGNORECASE,
)
_SENTENCE_ASKED = re.compile(r"[^.?!…]+\?")
_LEAD = re.compile(
    r"^(?:(?:so|and|but|or|okay|ok|yeah|well|right|now|also|then|interesting|great|hey|oh|no|yes|"
    r"exactly|because|like|for example|in this case|for people like me)\b[,.]?\s+)+",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"(?:your|our|the|this|that|these|my|some)\s+(?=\S+\s+\S)", re.IGNORECASE)
_MAIN_TOPIC = re.compile(
    r"(?:our |the )?(?:main |actual )?topics?(?: (?:of|for) today)?(?:,| of| is| which is|:)*\s+",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(
    r"(?:[\s,–—-]+(?:and|or|but|the|a|an|of|to|in|with|about|for|from|at|on|by|as|that|which|is|"
    r"are|was|like|also|just|then|there|this|my|our|how|what|when|who|if|not|very|more|here|now|"
    r"even|so far|a bit|first|you|we|they|it|do|does|can))+$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\bi\b(?!\.)")
_POINTING = frozenset({"this", "that", "it", "these", "those", "them", "there", "something"})


def make_titles(segments: Sequence[Segment], positions: Sequence[int]) -> list[str]:
    """A title for every chapter, all different; `positions` are those of the first segments."""
    ends = [*positions[1:], len(segments)]
    texts = [" ".join(s.text for s in segments[a:b]) for a, b in zip(positions, ends, strict=True)]
    phrases = telling_phrases(texts)
    taken: set[str] = set()
    made = []
    for number, text in enumerate(texts):
        names = _names(text, phrases[number], first=number == 0)
        title = next(name for name in names if fold(name) not in taken)
        taken.add(fold(title))
        made.append(title)
    return made


def _names(text: str, phrases: Sequence[str], first: bool) -> Iterator[str]:
    """What a chapter could be called, the best first, without end."""
    reach = _OPENING_SENTENCES_WORDS if "?" in text else _OPENING_WORDS
    opening = _clean(" ".join(text.split()[:reach])[:_OPENING_CHARACTERS])
    if first and _GREETING.search(opening):
        yield INTRODUCTION
    said = sorted(_said(opening), key=lambda candidate: -candidate.value)
    yield from (candidate.title for candidate in said if candidate.value >= _GOOD_ENOUGH)
    if len(phrases) > 1:
        yield _polished(f"{phrases[0]} and {phrases[1]}")
    yield from map(_polished, phrases)
    start = _polished(excerpt(" ".join(opening.split()[:6]), _LONGEST)) or INTRODUCTION
    yield start
    yield from (f"{start} ({number})" for number in count(2))


# --- questions and topics -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    title: str
    value: float
    """How good a title it makes."""


def _said(opening: str) -> Iterator[_Said]:
    """The questions and topics of a chapter's beginning, each with its value."""
    for match in _TOPIC.finditer(opening):
        topic = _MAIN_TOPIC.sub("", _clause(opening[match.end() :]), count=1)
        topic = _DETERMINER.sub("", topic, count=1)
        yield _Said(_polished(topic), _value(topic, match.start() / len(opening)) + 0.8)
    punctuated = "?" in opening or ". " in opening
    asked = _sentences_asked(opening) if punctuated else _clauses_asked(opening)
    for position, question in asked:
        sure = _SURELY_ASKED if punctuated else 0.0
        yield _Said(_polished(question) + "?", _value(question, position / len(opening)) + sure)


def _sentences_asked(opening: str) -> Iterator[tuple[int, str]]:
    """Sentences with a question mark; of long ones the part from the last question word on."""
    for match in _SENTENCE_ASKED.finditer(opening):
        sentence = _LEAD.sub("", match[0].strip(" ?"), count=1)
        starts = [found.start() for found in _QUESTION.finditer(sentence)]
        if len(sentence.split()) > _MOST and starts:
            sentence = sentence[starts[-1] :]
        if len(sentence.split()) > _MOST:
            sentence = _up_to_comma(sentence)
        yield match.start(), sentence


def _up_to_comma(sentence: str) -> str:
    """The sentence up to the first comma that leaves enough of it."""
    found = (m.start() for m in re.finditer(",", sentence) if sentence.count(" ", 0, m.start()) > 3)
    return sentence[: next(found, len(sentence))]


def _clauses_asked(opening: str) -> Iterator[tuple[int, str]]:
    """Questions in captions, which have no question marks."""
    for match in _QUESTION.finditer(opening):
        yield match.start(), _clause(opening[match.start() :], after=len(match[0]))


def _clause(text: str, after: int = 0) -> str:
    """The text up to where its clause ends, at most 13 words."""
    end = _CLAUSE_ENDS.search(text, after)
    words = text[: end.start() if end else len(text)].split()
    return _LOOSE_END.sub("", " ".join(words[:_MOST]))


def _value(title: str, place: float) -> float:
    """Telling words are good; pointing words, length and a late place (0 to 1) are not."""
    words = title.split()
    telling = {stem for word in words if (stem := content_word(word))}
    if not telling or len(words) > _MOST or len(title) > _LONGEST:
        return 0.0
    pointing = sum(fold(word).strip(",.'") in _POINTING for word in words)
    return min(4, len(telling)) - 0.7 * pointing - 1.5 * place - 0.12 * max(0, len(words) - 6)


# --- wording --------------------------------------------------------------------------


def _clean(text: str) -> str:
    """Without fillers and words said twice: a title may leave out, the transcript may not."""
    return squash(_STUTTER.sub(r"\1", _FILLER.sub("", text)))


def _polished(text: str) -> str:
    """In sentence case, with "I" as it is written."""
    return sentence_case(_FIRST_PERSON.sub("I", text.strip(' ,.;:–—-"“”')))
