"""Which terms of all episodes become the topics of a site.

A term is worth the more

- the more of the episodes that speak of it are also about it: terms come in bursts, turns of
  phrase do not (K. Church and W. Gale 1995, Poisson mixtures, Natural Language Engineering 1;
  S. Katz 1996, Distribution of content words and phrases in text, the same 2);
- the less it is said as a part of longer ones (the C-value: K. Frantzi, S. Ananiadou and
  H. Mima 2000, International Journal on Digital Libraries 3);
- the fewer episodes speak of it at all (inverse document frequency: K. Spärck Jones 1972,
  Journal of Documentation 28), and the more are about it;
- where people put it into titles, or write it with capitals.

What is said word for word in several episodes is an advertisement or a jingle and counts for
nothing. docs/topics.md has what this was measured against.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Candidate, Candidates
from ..segmentation.titles.lexicon import GENERAL_NOUNS, SET_PHRASES
from .candidates import OFTEN
from .wording import key_of

MOST = 200
"""Topics that are found on a site of any size."""
_GROWTH, _PER_EPISODES = 3.0, 0.6
"""How many are found: 3 times the number of episodes to the power of 0.6: 8 for 5 episodes,
48 for 100, 190 for 1,000."""
_LEAST, _LEAST_SHARE = 2, 0.2
"""Episodes that must be about a topic: at least 2, and 0.2 times the root of their number."""
_REPEATED = 3
"""Episodes that say the same words around a mention where nobody meant them anew."""
_COMMON = 6.0
"""Mentions that a chapter needs in addition, times the share of episodes that speak of it:
what everybody speaks of, a chapter is about only if it says little else."""
_FEW = 10
"""Added to the episodes for that share: of a few, it says nothing."""
_NAME = 0.6
"""Share of episodes that write a word with a capital where it is a name."""
_WIDEST = 0.5
"""Share of episodes that may speak of a single word."""
_BURSTY = 0.33
"""Share of the episodes speaking of a plain word that must be about it."""
_PART = 0.6
"""Share of a term's mentions inside one longer term that makes it a part of that."""
_PLAIN = 0.6
"""What a plain word is worth against a name or a term of several words."""
_NAMED = 1.2
"""What a name of several words is worth against a term of several plain ones."""
_TITLED = 0.5
"""What the logarithm of the episodes with it in a title adds."""
_RARE = 3.0
"""Inverse document frequency from which on a rarer term is worth no more."""

Place = tuple[int, int]
"""The number of an episode, and of a chapter in it."""

_GENERAL = frozenset(key_of(noun) for noun in GENERAL_NOUNS)
_SET = frozenset(key_of(phrase) for phrase in SET_PHRASES)


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the whole site says it."""

    key: str
    spelling: str
    places: Mapping[Place, int]
    """The chapters that are about it, with the mentions there."""
    episodes: int
    """How many have a chapter that says it several times."""
    said: int
    alone: int
    """Of these mentions, those where no other naming word stands beside it."""
    name: bool
    """Whether it is written with capitals."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What all episodes together say of each key."""

    total: int
    """Episodes."""
    spoken: Mapping[str, int]
    """Key -> episodes that speak of it."""
    titled: Mapping[str, int]
    """Key -> episodes with a title of a person's that holds it."""


def usage(episodes: Sequence[Candidates], alias: Mapping[str, str]) -> Usage:
    """Counts over all episodes. `alias` names the keys that stand for another."""
    spoken: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for each in episodes:
        spoken.update(each.passing.split("\n"))
        spoken.update([candidate.key for candidate in each.central])
        titled.update(each.titled)
    for key, other in alias.items():
        spoken[other] = max(spoken[other], spoken.pop(key, 0))
        titled[other] = max(titled[other], titled.pop(key, 0))
    return Usage(len(episodes), spoken, titled)


def site_terms(
    episodes: Sequence[Candidates],
    used: Usage,
    alias: Mapping[str, str],
    wanted: Collection[str],
) -> dict[str, Term]:
    """The terms that enough episodes are about, and those of the `wanted` keys that any is."""
    least = least_episodes(len(episodes))
    spread = Counter(
        key for each in episodes for key in {alias.get(c.key, c.key) for c in each.central}
    )
    found: defaultdict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for number, each in enumerate(episodes):
        for candidate in each.central:
            key = alias.get(candidate.key, candidate.key)
            if spread[key] >= least or key in wanted:
                found[key].append((number, candidate))
    terms = (_term(key, offers, used) for key, offers in sorted(found.items()))
    return {t.key: t for t in terms if _spread(t) >= (1 if t.key in wanted else least)}


def _spread(term: Term) -> int:
    """Episodes with a chapter that is about it."""
    return len({number for number, _ in term.places})


def same_spelling(episodes: Iterable[Candidates]) -> dict[str, str]:
    """Keys that differ from another in spaces only -> that of them which more episodes have:
    "open AI" is "OpenAI"."""
    spread = Counter(candidate.key for each in episodes for candidate in each.central)
    whole = {key.rstrip("s"): key for key in sorted(spread) if " " not in key}
    pairs = ((key, whole.get(key.replace(" ", "").rstrip("s"))) for key in spread if " " in key)
    return {
        min(key, other, key=lambda k: (spread[k], k)): max(key, other, key=lambda k: (spread[k], k))
        for key, other in pairs
        if other is not None
    }


def least_episodes(total: int) -> int:
    """How many episodes must be about a topic on a site of so many."""
    return max(_LEAST, round(_LEAST_SHARE * math.sqrt(total)))


def how_many(total: int) -> int:
    """How many topics are found on a site of so many episodes."""
    return min(MOST, round(_GROWTH * math.pow(total, _PER_EPISODES)))


def _term(key: str, offers: Sequence[tuple[int, Candidate]], used: Usage) -> Term:
    stale = _stale(offers)
    often = OFTEN + int(_COMMON * used.spoken.get(key, 0) / (used.total + _FEW))
    about: set[int] = set()
    places: Counter[Place] = Counter()
    spellings: Counter[str] = Counter()
    names = 0
    for number, candidate in offers:
        for mentions in candidate.chapters:
            fresh = sum(sign not in stale for sign in _signs(mentions.surroundings))
            titled = mentions.titled and fresh > 0
            if fresh >= OFTEN or titled:
                about.add(number)
                spellings[candidate.spelling] += fresh
            if fresh >= often or titled:
                places[number, mentions.chapter] += fresh
        names += candidate.capital
    return Term(
        key=key,
        spelling=min(spellings, key=lambda text: (-spellings[text], text), default=key),
        places=places,
        episodes=len(about),
        said=sum(candidate.said for _, candidate in offers),
        alone=sum(candidate.alone for _, candidate in offers),
        name=names > _NAME * len(offers),
    )


def _stale(offers: Iterable[tuple[int, Candidate]]) -> frozenset[bytes]:
    """Surroundings that come back word for word."""
    seen: Counter[bytes] = Counter()
    for _, candidate in offers:
        seen.update({sign for m in candidate.chapters for sign in _signs(m.surroundings)})
    return frozenset(sign for sign, times in seen.items() if times >= _REPEATED)


def _signs(surroundings: bytes) -> Iterator[bytes]:
    return (surroundings[at : at + 4] for at in range(0, len(surroundings), 4))


# --- worth ------------------------------------------------------------------------------


def best_terms(terms: Mapping[str, Term], used: Usage, barred: Collection[str]) -> list[Term]:
    """The terms that make topics, the best one first. `barred` are keys that must not."""
    inside = _inside(terms)
    worth = {
        key: _worth(term, used, inside.get(key, ()))
        for key, term in terms.items()
        if key not in barred and key not in _SET
    }
    return [terms[key] for key in sorted(worth, key=lambda k: (-worth[k], k)) if worth[key] > 0]


def _inside(terms: Mapping[str, Term]) -> dict[str, list[int]]:
    """Key -> how often each longer term is said that holds it."""
    longer: defaultdict[str, list[int]] = defaultdict(list)
    for key, term in terms.items():
        words = key.split()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if end - start < len(words):
                    longer[" ".join(words[start:end])].append(term.said)
    return longer


def _worth(term: Term, used: Usage, longer: Sequence[int]) -> float:
    spoken = max(used.spoken.get(term.key, 0), term.episodes)
    burst = term.episodes / (spoken + 2)
    rare = min(_RARE, math.log(used.total / spoken) + 0.05)
    titled: float = used.titled.get(term.key, 0)
    if " " in term.key:
        kind = _several_words(term, longer)
    else:
        kind = _single_word(term, burst, spoken, used.total)
        titled = titled if term.name else math.sqrt(titled)
    fame = math.log(1 + term.episodes) * (1 + _TITLED * math.log(1 + titled))
    return kind * burst * math.sqrt(rare) * fame


def _several_words(term: Term, longer: Sequence[int]) -> float:
    """How independent it is of the longer terms that hold it."""
    if max(longer, default=0) > _PART * term.said:
        return 0.0
    mean = sum(longer) / len(longer) if longer else 0.0
    return max(0.0, 1 - mean / term.said) * (_NAMED if term.name else 1)


def _single_word(term: Term, burst: float, spoken: int, total: int) -> float:
    """How much of it is said by itself, if it is no word of every conversation. A plain word
    has to be seen in more episodes than a name."""
    if term.key in _GENERAL or spoken > _WIDEST * total:
        return 0.0
    if not term.name and (burst < _BURSTY or term.episodes <= least_episodes(total)):
        return 0.0
    return term.alone / term.said * (1 if term.name else _PLAIN)
