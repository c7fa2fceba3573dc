"""The question with which a chapter begins.

Captions have no punctuation, so a question is cut out of running speech: from its question
word up to where another clause or an answer begins. Only a short and complete one is taken,
for half a question reads worse than a plain phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .clauses import LONGEST, clause_ends, is_whole
from .lexicon import ANSWERS, HELPERS, LIGHT_VERBS, NOUNS_TOO, PREPOSITIONS, QUESTION_WORDS, listed
from .offers import Offer, Said, cue
from .spoken_words import ASKED, OPEN, STOP, Word

_HELPER = r"(?:do|did|does|would|should|can|could|are|is|was|were|have|has|will)"
_SUBJECT = r"(?:i|you|we|they|people|he|she|it|there|someone|somebody)"
_NO_NOUN = (
    rf"(?!(?:{_HELPER}|about|i|you|we|they|he|she|it|the|a|your|this|that|if|people|to|what|how) )"
)
_ASKING = cue(
    rf"(?:(?:how|what|why|where|when|which|who)(?: else)? {_HELPER} "
    r"|what's (?:the|a|your|an) "
    r"|how (?:much|many|often|long|important|difficult|hard|big|easy|different) "
    rf"|(?:what|which) {_NO_NOUN}(?:kind of )?(?:{_NO_NOUN}[\w'-]+ ){{1,3}}{_HELPER} "
    rf"|(?:do|did|are|were|should|have|is|can|could|would) {_SUBJECT} )"
)
_REACH = (
    r"(?:find|reach|contact|follow|get in touch with|connect with|reach out to|learn more about)"
)
_REACHED = cue(
    rf"(?:(?:where|how) (?:can|could|do|should|would) (?:\w+ ){{1,3}}?{_REACH} you(?= )"
    rf"|(?:what's|what is) the (?:best|easiest) way (?:for \w+ )?to {_REACH} you(?= ))"
)
"""How conversations close."""
_KNOWN_SURE = 2.0
_SURE, _SURE_END, _SURE_MARK, _SURE_OPEN = 0.35, 0.35, 0.3, -0.15
"""How sure a question is; more for its clear end and its question mark, less for "do you"."""
_SENTENCE = 30
"""Words in which a sentence's end is looked for."""
_TOLD = LIGHT_VERBS | PREPOSITIONS | listed("exactly matter not is that's it's was and")
"""After them "what tools they use" is told, not asked."""
_REQUESTS = listed("tell share explain talk say describe give speak walk elaborate remind please")
"""After "can you" they ask for a topic, and are no question that a reader has."""
_OPINIONS = listed("think say believe feel")
_AFTER_NOUN = listed("is are was were")
_PREDICATES = listed("there needed required used important necessary most best")


def questions(words: Sequence[Word]) -> Iterator[Offer]:
    """The questions among a chapter's first words."""
    said = Said.of(words)
    for start, end in said.heard(_ASKING):
        if _asks(words, start, end):
            yield from _cut(words, start, end)
    for start, end in said.heard(_REACHED):
        yield Offer(tuple(words[start:end]), start, _KNOWN_SURE, question=True)


def _asks(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether words that look like a question are one: "the team which is" is none."""
    before = words[start - 1] if start else None
    first, second = words[start].key, words[start + 1].key
    if second == "you" and end < len(words) and words[end].key in _REQUESTS:
        return False
    if first not in QUESTION_WORDS or first in {"who", "which"}:
        return before is None or _may_follow(before)
    if second in HELPERS or first == "how":
        return True
    following = words[end] if end < len(words) else None
    return (
        second not in LIGHT_VERBS - NOUNS_TOO
        and (before is None or before.key not in _TOLD)
        and (words[end - 1].key not in _AFTER_NOUN or _predicate(following))
    )


def _may_follow(before: Word) -> bool:
    """Whether a question can begin after a word."""
    return before.after != OPEN or before.key in ANSWERS or before.key in {"so", "and", "but", "or"}


def _predicate(word: Word | None) -> bool:
    """Whether a word is said of the noun in "what skills are"."""
    return word is not None and (word.key in _PREDICATES or word.key.endswith("ed"))


def _cut(words: Sequence[Word], start: int, opened: int) -> Iterator[Offer]:
    """A question cut wherever it could end."""
    for end, likely in clause_ends(words, start, opened + 1):
        clause, question = _without_opinion(words[start:end])
        asked = _asked(words[start : end + _SENTENCE])
        if asked is not False and len(clause) <= LONGEST and is_whole(clause, question):
            sure = _SURE + _SURE_END * likely + _SURE_MARK * bool(asked)
            sure += _SURE_OPEN * (words[start].key not in QUESTION_WORDS)
            yield Offer(tuple(clause), start, sure, question)


def _asked(words: Sequence[Word]) -> bool | None:
    """Whether the sentence ends with a question mark; None where nothing says so."""
    end = next((word.after for word in words if word.after >= STOP), None)
    return None if end is None else end == ASKED


def _without_opinion(clause: Sequence[Word]) -> tuple[Sequence[Word], bool]:
    """ "what do you think is the reason": what is the reason; and whether it still asks."""
    keys = [word.key for word in clause]
    if len(keys) < 5 or keys[2] != "you" or keys[3] not in _OPINIONS:
        return clause, True
    rest = [clause[0], *clause[4:]]
    if keys[4] in HELPERS:
        return rest, True
    return (rest, False) if keys[0] in {"why", "how"} else ((), False)
