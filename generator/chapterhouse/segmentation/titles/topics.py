"""The topic that a chapter's first words announce: "let's talk about X", "coming back to X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .clauses import LONGEST, clause_ends, is_whole
from .lexicon import (
    DETERMINERS,
    ENDS_A_NAME,
    JOINING,
    KEEPS_ADJECTIVE,
    PREPOSITIONS,
    VAGUE_ADJECTIVES,
    listed,
)
from .offers import Offer, Said, cue
from .spoken_words import OPEN, Word
from .vocabulary import Vocabulary

_MOST = 9
"""Words in a topic."""
_SOME = r"(?:(?:a|the|bit|little|more|something|briefly|quickly|now|also|us|me|to|with|our) )*"
_TELL = (
    r"(?:tell|talk|speak|share|say|explain|describe|discuss|chat|elaborate|walk|touch|ask|know|"
    r"hear|learn|cover|start|begin|focus)"
)
_GO = (
    r"(?:com(?:e|ing)|go(?:ing)?|gett?(?:ing)?|mov(?:e|ing)|switch(?:ing)?|jump(?:ing)?|"
    r"turn(?:ing)?|back)"
)
_ASPECTS = (
    r"(?:advice|recommendations?|tips|suggestions|resources|books|courses|challenges|benefits|"
    r"advantages|differences?|role|importance|process|future|impact)"
)
_CUES = (
    (0.9, cue(rf"{_TELL} (?:you )?{_SOME}(?:about|on) ")),
    (0.9, cue(r"(?:let's|we can|can we) (?:start|begin|focus|continue) (?:with|on) ")),
    (0.7, cue(rf"{_TELL} (?:us|me|our listeners) {_SOME}(?=(?:how|why) )")),
    (0.5, cue(r"(?:curious|wondering|know|understand|interested) (?:in )?(?=(?:how|why) )")),
    (0.5, cue(r"(?:reasons?|explain|remember|story) (?:of )?(?=(?:how|why) )")),
    (0.55, cue(rf"{_GO} (?:a bit )?(?:back |on |over )*to ")),
    (0.6, cue(r"(?:speaking|curious|interested|wondering) (?:\w+ )?(?:about|of|in) ")),
    (
        0.6,
        cue(
            r"(?:questions?|topic|thoughts|opinion|take|book|course|article|talk) "
            r"(?:is )?(?:about|on|of|for) "
        ),
    ),
    (0.6, cue(r"(?:what|how) about ")),
    (0.5, cue(r"think (?:about|of) ")),
    (0.4, cue(r"(?:when it comes|in regards?|with regards?) to ")),
    (0.5, cue(r"as for ")),
    (0.4, cue(r"experience (?:with|in) ")),
    (0.35, cue(r"you (?:also |already )?(?:mentioned|talked about) (?!(?:that|the|you|it|i) )")),
    (0.4, cue(r"(?:called|named|known as) ")),
    (0.5, cue(r"(?=how to )")),
    (
        0.7,
        cue(
            r"(?:any|some|what|your|the|other) "
            rf"(?={_ASPECTS} (?:for|on|about|of|between|in|to) )"
        ),
    ),
)
"""How sure a topic follows, and after what."""
_CLOSING = cue(r"(?:last|final) (?:words|thoughts|advice|message|remarks|tips)(?= )")
_CLOSING_SURE = 1.2
_ANNOUNCED = cue(
    r"(?:today|tonight|this (?:week|time)|(?:in|on) this (?:episode|show|interview)) (?:\S+ ){0,4}?"
    r"(?:we'll|we will|(?:we are|we're|i am|i'm) (?:going to|gonna)|i want to|we) "
    r"(?:be )?(?:also )?(?:(?:talk|speak|chat)(?:ing)? (?:a bit )?(?:about|on)|discuss(?:ing)?) "
)
_ANNOUNCED_SURE = 2.0
_PUT_OFF = cue(
    r"before we (?:go|start|dive|get|jump|move|begin)(?: [^\s.]+){1,12}?"
    r"(?= (?:let's|can|could|maybe|i|i'd|we|would|tell|please|let) )"
)
_NO_TOPICS = listed("topic question subject of about")
_YOURS = frozenset({"your", "our"})
_INSIDE = JOINING | {"at"}
_BEFORE_THE = PREPOSITIONS | JOINING
_NO_DETERMINERS = listed("that this those these")


def topics(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[Offer]:
    """The topics that are named among a chapter's first words."""
    said = Said.of(words)
    for sure, pattern in _CUES:
        for _, at in said.heard(pattern):
            if topic := _topic(words, at, vocabulary):
                yield Offer(topic, at, sure, question=False)
    for start, end in said.heard(_CLOSING):
        yield Offer(tuple(words[start:end]), start, _CLOSING_SURE, question=False)


def announced(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[Offer]:
    """What a conversation's first words say it will be about: "today we'll talk about X"."""
    for _, at in Said.of(words).heard(_ANNOUNCED):
        if topic := _topic(words, at, vocabulary):
            yield Offer(topic, 0, _ANNOUNCED_SURE, question=False)


def put_off(words: Sequence[Word]) -> set[int]:
    """The places of words that name what comes later: "before we go into our main topic"."""
    return {at for start, end in Said.of(words).heard(_PUT_OFF) for at in range(start, end)}


def _topic(words: Sequence[Word], at: int, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """What is named from a word on; nothing if that is not clear."""
    if at < len(words) and words[at].key in {"how", "why"}:
        return _told(words, at)
    first = at
    while first < len(words) and _leads(words[first]):
        first += 1
    end = _name_end(words, first)
    while end > first and not _ends_name(words, end, vocabulary):
        end -= 1
    if end - first == 1 and first > at and words[first - 1].key in DETERMINERS:
        return tuple(words[first - 1 : end]) if words[first - 1].key in _YOURS else ()
    return tuple(words[first:end])


def _told(words: Sequence[Word], start: int) -> tuple[Word, ...]:
    """ "how you became a developer", where somebody is asked to tell it."""
    ends = [
        end
        for end, _ in clause_ends(words, start, start + 4)
        if end - start < LONGEST - 2 and is_whole(words[start:end], question=False)
    ]
    return tuple(words[start : ends[-1]]) if ends else ()


def _leads(word: Word) -> bool:
    """Whether a word comes before a name and is no part of it."""
    return (
        word.key in DETERMINERS
        or word.key in _NO_TOPICS
        or word.key in VAGUE_ADJECTIVES - KEEPS_ADJECTIVE
    )


def _name_end(words: Sequence[Word], first: int) -> int:
    """Where the words of a name end, loose ones among them."""
    end = first
    named: set[str] = set()
    while end < min(first + _MOST, len(words)) and _in_name(words, end, first):
        key = words[end].key
        if key in named and words[end].stem and words[end - 1].stem:
            break
        named.add(key)
        end += 1
        if words[end - 1].after != OPEN:
            break
    return end


def _in_name(words: Sequence[Word], at: int, first: int) -> bool:
    """Whether a name can hold a word where it stands."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else None
    if at == first:
        doing = word.key.endswith("ing") and following is not None and _begins_name(following)
        return bool(word.stem) or word.key in VAGUE_ADJECTIVES or doing
    if word.key in _INSIDE:
        return following is not None and _begins_name(following)
    if word.key in DETERMINERS:
        before = words[at - 1].key
        return word.key not in _NO_DETERMINERS and (before in _BEFORE_THE or before.endswith("ing"))
    return bool(word.stem) or word.key in VAGUE_ADJECTIVES or word.key in ENDS_A_NAME


def _begins_name(word: Word) -> bool:
    if word.key in DETERMINERS:
        return word.key not in _NO_DETERMINERS
    return bool(word.stem) or word.key in VAGUE_ADJECTIVES


def _ends_name(words: Sequence[Word], end: int, vocabulary: Vocabulary) -> bool:
    last, before = words[end - 1], words[end - 2]
    if end < len(words) and vocabulary.torn(last, words[end]):
        return False
    return vocabulary.names(last) or (last.key in ENDS_A_NAME and bool(before.stem))
