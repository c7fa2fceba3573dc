"""Where a clause ends in speech without punctuation, and whether it is a whole one.

The signs are small words: an answer begins with "yeah" or "well", another clause with its
subject or with "because". No grammar is parsed; what is in doubt is given up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .lexicon import (
    ANSWERS,
    CLAUSE_SUBJECTS,
    CONJUNCTIONS,
    DETERMINERS,
    ENDS_A_NAME,
    FINITE,
    HELPERS,
    LIGHT_VERBS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    STRANDED,
    SUBJECTS,
    VAGUE_ADJECTIVES,
    listed,
)
from .spoken_words import COMMA, STOP, Word, named_stem

LONGEST = 12
"""Words in a clause that can be a title; what is longer is a speech."""
_SHORTEST = 3
_SETTLED = 4
"""Words of a clause within which its own verb stands: a later one opens another clause."""
_MAYBE_ANSWERS = listed("right great well cool perfect nice")
_GAPS = listed("what which who where what's how's")
_OBJECTS = listed("you me us them him her")
_LINKS = listed(
    "look looks feel feels sound sounds seem seems work talk go come deal focus start live listen "
    "care happen"
)
"""Verbs that end no question without a preposition or "like"."""
_WAITING = (HELPERS - {"do"}) | DETERMINERS
_BEFORE_VERBS = SUBJECTS | HELPERS | PREPOSITIONS
_OPENERS = QUESTION_WORDS | listed("that if whether because")
_ARTICLES = POSSESSIVES | listed("the a an")
_NEVER_NAMED = PREPOSITIONS | CONJUNCTIONS | HELPERS | PRONOUNS | DETERMINERS

Ending = tuple[float, bool]
"""How likely a clause ends before a word, 0 to 1, and whether it can't go on."""

_GOES_ON: Ending = (0.0, False)


def clause_ends(words: Sequence[Word], start: int, least: int) -> Iterator[tuple[int, float]]:
    """Where the clause that begins at a word could end, shortest first, and how likely.

    `least` is the place before which it can't.
    """
    if any(word.after >= STOP for word in words[start : least - 1]):
        return
    first = max(start + _SHORTEST, least)
    for end in range(first, min(start + LONGEST + 2, len(words)) + 1):
        if end - 1 > start + _SETTLED and _another_verb(words, end - 1):
            return
        if end < len(words) and words[end].key in FINITE and _embeds(words[start + 2 : end]):
            return
        likely, must = (0.9, True) if _asks_anew(words, end) else _ending(words, end)
        if likely:
            yield end, likely
        if must:
            return


def _asks_anew(words: Sequence[Word], at: int) -> bool:
    """Whether another question begins at a word: "do you"."""
    pair = [word.key for word in words[at : at + 2]]
    return len(pair) == 2 and pair[0] in HELPERS and pair[1] in SUBJECTS


def _another_verb(words: Sequence[Word], at: int) -> bool:
    return words[at].key in FINITE and words[at - 1].key not in CONJUNCTIONS


def _embeds(clause: Sequence[Word]) -> bool:
    """Whether a helping verb that follows belongs to a clause inside this one."""
    return any(word.key in QUESTION_WORDS or word.key in {"that", "if"} for word in clause)


def _ending(words: Sequence[Word], at: int) -> Ending:
    """Whether a clause ends before a word."""
    if at >= len(words) or words[at - 1].after >= STOP:
        return 1.0, True
    here = words[at].key
    following = words[at + 1].key if at + 1 < len(words) else ""
    if here in _OBJECTS and words[at - 1].stem and following not in LIGHT_VERBS | HELPERS:
        return (0.6, True) if following.endswith("ed") else _GOES_ON
    return _clause_begins(here, following) or _goes_on(words, at) or _phrase_begins(words, at)


def _clause_begins(here: str, following: str) -> Ending | None:
    """For words that begin an answer or another clause."""
    if here in _MAYBE_ANSWERS:
        return 0.8, True
    if here in ANSWERS or here in {"so", "because", "but"}:
        return 1.0, True
    if here in QUESTION_WORDS:
        return 0.6, following in HELPERS
    if here in CLAUSE_SUBJECTS or (here == "you" and following in LIGHT_VERBS | HELPERS):
        return 0.9, True
    if here in {"and", "or"}:
        another = following in PRONOUNS | QUESTION_WORDS | HELPERS | {"then", "so", "if"}
        return (0.9, True) if another else (0.2, False)
    return None


def _goes_on(words: Sequence[Word], at: int) -> Ending | None:
    """For a verb or a preposition that waits for its object, and gets it."""
    first, before, here = words[at - 2].key, words[at - 1], words[at]
    verb = first in SUBJECTS | HELPERS | {"to"} or before.key in _WAITING
    verb = verb or (before.key.endswith("ing") and first in PREPOSITIONS)
    if verb and (here.key in DETERMINERS or here.key in PRONOUNS):
        return _GOES_ON
    if before.key in PREPOSITIONS and (here.stem or here.key in VAGUE_ADJECTIVES):
        return _GOES_ON
    return None


def _phrase_begins(words: Sequence[Word], at: int) -> Ending:
    """For words that begin something which a clause can do without."""
    before, here = words[at - 1], words[at].key
    if here in {"this", "there"} or here in FINITE:
        return 0.6, here not in FINITE
    if here == "that":
        return 0.3, False
    if here in PRONOUNS and before.stem:
        return 0.6, True
    if here in {"if", "when", "while", "since", "although", "then", "like", "especially"}:
        return 0.5, here == "then"
    if before.after == COMMA:
        return 0.4, False
    if here in DETERMINERS and (before.key == "do" or before.stem):
        return (0.8, True) if before.key == "do" else (0.3, False)
    return (0.15, False) if here in PREPOSITIONS and here != "of" else _GOES_ON


# --- completeness ---------------------------------------------------------------------


def is_whole(clause: Sequence[Word], question: bool) -> bool:
    """Whether a clause that begins with a question word says all that it began to say."""
    keys = [word.key for word in clause]
    if len(keys) < _SHORTEST or not any(word.stem for word in clause):
        return False
    if question and not any(key in HELPERS or key.endswith("'s") for key in keys):
        return False
    if "between" in keys and "and" not in keys[keys.index("between") :]:
        return False
    if _stumbles(clause):
        return False
    if any(a in _ARTICLES and b in _NEVER_NAMED for a, b in pairwise(keys)):
        return False
    inner = (at for at, key in enumerate(keys) if at > 1 and key in _OPENERS)
    if not all(_says_something(keys[at + 1 :]) for at in inner):
        return False
    return bool(clause[-1].stem) or _may_end(keys)


def _stumbles(clause: Sequence[Word]) -> bool:
    """Whether two names stand side by side, or a second verb, as where a speaker starts anew."""
    keys = [word.key for word in clause]
    if keys[0].endswith("'s") and any(key in FINITE for key in keys[2:]):
        return True
    return any(
        keys[at + 1] in {"the", "a", "an"}
        and (clause[at].stem or keys[at] in ENDS_A_NAME)
        and keys[at - 1] not in _BEFORE_VERBS
        for at in range(2, len(keys) - 1)
    )


def _says_something(keys: Sequence[str]) -> bool:
    """Whether a clause inside a clause has a subject or a verb that could be its own."""
    return any(key in HELPERS or key in LIGHT_VERBS or key in SUBJECTS for key in keys)


def _may_end(keys: Sequence[str]) -> bool:
    """Whether a clause can end with a word that names nothing: "What do you look for?"."""
    asks, before, last = keys[0], keys[-2], keys[-1]
    gap = asks in _GAPS or keys[:2] in (["how", "much"], ["how", "many"])
    if last == "do":
        whose = before not in HELPERS and before not in PRONOUNS - {"you"}
        return asks == "what" and keys[1] in {"do", "does", "did", "should"} and whose
    if last in _OBJECTS:
        return bool(named_stem(before))
    if last in STRANDED:
        return gap and (before in LIGHT_VERBS or before.endswith("ing"))
    if last == "like":
        return asks == "what" and "look" in keys
    if last in LIGHT_VERBS:
        return gap and asks != "where" and last not in _LINKS and before in SUBJECTS | {"to"}
    return last in VAGUE_ADJECTIVES and asks == "how"
