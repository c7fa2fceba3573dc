"""Learns how interviewers speak from interviews whose chapters people have set.

    python tools/learn_chapters.py CORPORA              # writes segmentation/habits.txt
    python tools/learn_chapters.py CORPORA --folds 8    # learns eight times, without an eighth

CORPORA holds captions/ (lines of time and text; chapters as truth), datatalks-2025/ (the same
episodes with speakers) and replay/truth.json (where a second editor set chapters in most of
them); changelog/ and talkpython-txt/ only say which phrases people use in other shows as well.
Needs numpy and scipy, the package itself does not. Nothing is drawn at random: the same corpora
make the same file.

Two models are fitted, both by L-BFGS with a Gaussian prior: who asks (`asking`), on the
speakers, then where chapters begin (`signs`, `cut`), on the chapters of both editors. What the
second one sees of an episode was never learnt from that episode, so that it learns how far the
first can be trusted.
"""

from __future__ import annotations

import argparse
import difflib
import json
import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack, vstack

from chapterhouse.model import Segment
from chapterhouse.segmentation import cut
from chapterhouse.segmentation.asking import Turns, hear_turns
from chapterhouse.segmentation.habits import COLUMNS, ENDS, SCALE, WINDOWS, Curve, Habits
from chapterhouse.segmentation.signs import SIGNS, find_places, turn_phrases, turn_shares
from chapterhouse.segmentation.talk import Talk, folded, listen

Floats = NDArray[np.float64]

PHRASES = 430
INNER = 8
"""Parts into which the episodes are cut so that each is heard by a model of the others."""
CHUNK = 400
"""Words of a piece on which the turns are learnt."""
TURN_PRIOR, SAYS_PRIOR, TURN_STEPS = 10.0, 4.0, 60
SIGN_PRIOR, OPENS_PRIOR, LENGTH_PRIOR, CUT_STEPS = 3.0, 3.0, 0.1, 35
SECOND_EDITOR = 0.6
"""The weight of the second editor's chapters, who sets more of them."""
QUANTILES = (0.02, 0.2, 0.4, 0.6, 0.8, 0.92, 0.98)
LENGTHS = tuple(math.log(seconds) for seconds in (25, 50, 90, 150, 240, 400, 800))
AS_GOOD = 12.0
"""Seconds between a place and a chapter's beginning that count as the same."""
SUBJECTS = """
data machine ai ml python google cloud science scientist scientists engineer engineers
engineering model models infrastructure software computer production product products platform
algorithm algorithms analytics analysis training train deployment tech technology code coding
user users customer customers business industry startup startups management manager managers
research university team teams project projects application feature version website
tool tools system systems process processes processing language development develop money
decisions sql companies company content solution solutions hire market roles role
task face expertise vision paper cost deep job jobs
"""
"""Everyday words of the corpora that are their subject."""


# --- the corpora ----------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """An episode and the truth about it."""

    name: str
    segments: tuple[Segment, ...]
    talk: Talk
    asking: tuple[bool, ...]
    times: tuple[float, ...]
    """Word -> seconds."""
    chapters: tuple[float, ...]
    second: tuple[float, ...]
    """The second editor's; empty if there is none."""


def read_examples(corpora: Path) -> list[Example]:
    """All episodes of captions/ with their truth, by file name."""
    replay = json.loads((corpora / "replay" / "truth.json").read_text(encoding="utf-8"))
    second = {row["old"]: [c["start"] for c in row["new_chapters"]] for row in replay}
    return [
        _example(corpora, path, second.get(path.stem, []))
        for path in sorted((corpora / "captions").glob("*.txt"))
    ]


def _example(corpora: Path, path: Path, second: list[float]) -> Example:
    segments = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := re.match(r"([\d:]+) (.*)", line):
            segments.append(Segment(match[2], number, _seconds(match[1])))
    talk = listen(segments)
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    asking = _asking(talk, corpora / "datatalks-2025" / path.name)
    start = segments[0].start or 0.0
    times = [start + seconds for seconds in talk.clock]
    chapters = tuple(float(c["start"]) for c in truth["chapters"])
    return Example(
        path.stem, tuple(segments), talk, asking, tuple(times), chapters, tuple(map(float, second))
    )


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.split(":"):
        total = total * 60 + float(part)
    return total


def _asking(talk: Talk, page: Path) -> tuple[bool, ...]:
    """Who says each word, from the page on which the same words stand with speakers."""
    truth = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    names = "|".join(map(re.escape, sorted(truth["speakers"], key=len, reverse=True)))
    spoken = re.compile(rf"({names}): (.*?)(?: \([\d:]+\))?$")
    words, hosts = [], []
    for line in page.read_text(encoding="utf-8").splitlines():
        if match := spoken.match(line):
            said = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", match[2])
            words += [folded(word) for word in said]
            hosts += [match[1] in truth["hosts"]] * len(said)
    matcher = difflib.SequenceMatcher(None, words, talk.words, autojunk=False)
    found: list[bool | None] = [None] * len(talk.words)
    for a, b, size in matcher.get_matching_blocks():
        found[b : b + size] = hosts[a : a + size]
    last = True
    made = []
    for host in found:
        last = last if host is None else host
        made.append(last)
    return tuple(made)


def other_shows(corpora: Path) -> list[Counter[str]]:
    """How many episodes of other shows know a phrase, and (under "") how many there are."""
    return [
        _known_by(sorted((corpora / "changelog").glob("*.md"))[::12], r"\*\*.*?\*\*"),
        _known_by(sorted((corpora / "talkpython-txt").glob("*.txt"))[::3], r"(?m)^[\d:]+ "),
    ]


def _known_by(paths: list[Path], markup: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in paths:
        words = re.sub(markup, "", path.read_text(encoding="utf-8")).split()
        counts.update(_phrases([folded(word) for word in words]))
        counts[""] += 1
    return counts


def _phrases(words: list[str] | tuple[str, ...]) -> set[str]:
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))} - {""}


# --- which phrases --------------------------------------------------------------------


def choose_phrases(examples: list[Example], shows: list[Counter[str]]) -> list[str]:
    """The everyday phrases that tell most about who speaks and where chapters begin."""
    known: Counter[str] = Counter()
    for e in examples:
        known.update(_phrases(e.talk.words))
    subjects = set(SUBJECTS.split())
    everyday = {
        phrase
        for phrase, episodes in known.items()
        if episodes >= 0.3 * len(examples)
        and all(show[phrase] >= 0.2 * show[""] for show in shows)
        and not subjects & set(phrase.split())
    }
    tellings = [_telling(examples, everyday, where) for where in (_says, _begins, _opens)]
    value = {phrase: max(telling[phrase] for telling in tellings) for phrase in everyday}
    return sorted(sorted(everyday, key=lambda p: (-value[p], p))[:PHRASES])


def _telling(
    examples: list[Example],
    everyday: set[str],
    where: Callable[[Example], tuple[list[int], list[int]]],
) -> dict[str, float]:
    """How surely (z) a phrase is more or less frequent in one kind of places than in another."""
    here: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for e in examples:
        words = e.talk.words
        phrases = [(w, f"{w} {v}") for w, v in pairwise((*words, ""))]
        inside, outside = where(e)
        for counts, places in ((here, inside), (there, outside)):
            counts.update(p for at in places for p in phrases[at] if p in everyday)
    a, b = here.total(), there.total()
    made = {}
    for phrase in everyday:
        x, y = here[phrase] + 1.0, there[phrase] + 1.0
        made[phrase] = abs(math.log(x / a) - math.log(y / b)) / math.sqrt(1 / x + 1 / y)
    return made


def _starts(e: Example) -> list[int]:
    return [i for i in range(1, len(e.asking)) if e.asking[i] and not e.asking[i - 1]]


def _says(e: Example) -> tuple[list[int], list[int]]:
    every = range(len(e.asking))
    return [i for i in every if e.asking[i]], [i for i in every if not e.asking[i]]


def _begins(e: Example) -> tuple[list[int], list[int]]:
    near = {j for i in _starts(e) for j in range(i, min(len(e.asking), i + 4))}
    return sorted(near), [i for i in range(len(e.asking)) if i not in near]


def _opens(e: Example) -> tuple[list[int], list[int]]:
    opening: list[int] = []
    other: list[int] = []
    for i in _starts(e):
        new = min(abs(e.times[i] - c) for c in e.chapters) <= AS_GOOD
        (opening if new else other).extend(range(i, min(len(e.asking), i + 30)))
    return opening, other


# --- who asks -------------------------------------------------------------------------


def _numbers(talk: Talk, phrases: dict[str, int]) -> list[tuple[int, ...]]:
    """Word -> the numbers of the phrases that begin with it."""
    return [
        tuple(phrases[p] for p in (w, f"{w} {v}") if p in phrases)
        for w, v in pairwise((*talk.words, ""))
    ]


def _windows(
    talk: Talk, phrases: dict[str, int], windows: tuple[tuple[int, int], ...]
) -> csr_matrix:
    """Word × (window, phrase): how often the phrase begins in the window about the word."""
    numbers = _numbers(talk, phrases)
    n, size = len(numbers), len(phrases)
    at = np.array([i for i, row in enumerate(numbers) for _ in row])
    which = np.array([p for row in numbers for p in row])
    rows, columns = [], []
    for window, (low, high) in enumerate(windows):
        for offset in range(low, high):
            keep = (at - offset >= 0) & (at - offset < n)
            rows.append(at[keep] - offset)
            columns.append(which[keep] + window * size)
    row, column = np.concatenate(rows), np.concatenate(columns)
    return csr_matrix((np.ones(len(row)), (row, column)), shape=(n, len(windows) * size))


@dataclass(frozen=True)
class TurnSigns:
    """What the first model sees of an episode: word × column, and the truth."""

    begins: csr_matrix
    ends: csr_matrix
    says: csr_matrix
    asking: Floats


def turn_signs(e: Example, phrases: dict[str, int]) -> TurnSigns:
    """Phrases in their windows, a constant and the pace."""
    more = csr_matrix(np.column_stack([np.ones(len(e.talk.words)), np.array(e.talk.pace)]))
    one = csr_matrix(np.ones((len(e.talk.words), 1)))
    return TurnSigns(
        hstack([_windows(e.talk, phrases, WINDOWS), more]).tocsr(),
        hstack([_windows(e.talk, phrases, ENDS), more]).tocsr(),
        hstack([_windows(e.talk, phrases, ((0, 1),)), one]).tocsr(),
        np.array(e.asking, dtype=float),
    )


def fit_turns(signs: list[TurnSigns]) -> tuple[Floats, Floats, Floats]:
    """Weights of the columns of begins, ends and says."""
    begins, ends, says = (
        vstack([getattr(s, name) for s in signs]).tocsr() for name in ("begins", "ends", "says")
    )
    turned = [m.T.tocsr() for m in (begins, ends, says)]
    pieces, offset = [], 0
    for s in signs:
        n = len(s.asking)
        pieces += [offset + start for start in range(0, n - CHUNK + 1, CHUNK)]
        offset += n
    index = np.array(pieces)[None, :] + np.arange(CHUNK)[:, None]
    asking = np.concatenate([s.asking for s in signs])[index]
    took, gave = np.zeros_like(asking), np.zeros_like(asking)
    took[1:] = asking[1:] * (1 - asking[:-1])
    gave[1:] = (1 - asking[1:]) * asking[:-1]
    cuts = np.cumsum([begins.shape[1], ends.shape[1]])
    prior = np.concatenate(
        [
            np.full(begins.shape[1] + ends.shape[1], TURN_PRIOR),
            np.full(says.shape[1], SAYS_PRIOR),
        ]
    )
    for width, end in ((2, cuts[0]), (2, cuts[1]), (1, len(prior))):
        prior[end - width : end] = 0.01

    def loss(weights: Floats) -> tuple[float, Floats]:
        parts = np.split(weights, cuts)
        take, give, hold = (
            (m @ w)[index] for m, w in zip((begins, ends, says), parts, strict=True)
        )
        state, takes, gives, whole = _expectations(hold, take, give)
        gold = (asking * hold).sum() + (took * take).sum() + (gave * give).sum()
        slopes = []
        for turn, expected, seen in zip(
            turned, (takes, gives, state), (took, gave, asking), strict=True
        ):
            flat = np.zeros(turn.shape[1])
            flat[index] = expected - seen
            slopes.append(turn @ flat)
        value = whole.sum() - gold + (prior * weights**2).sum() / 2
        return float(value), np.concatenate(slopes) + prior * weights

    start = np.zeros(len(prior))
    start[cuts[0] - 2] = -4
    start[cuts[1] - 2] = -3
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": TURN_STEPS})
    first, second, third = np.split(found.x, cuts)
    return first, second, third


def _expectations(
    hold: Floats, take: Floats, give: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Forward-backward on many pieces at once: asking, taking, giving, log of the sum of all."""
    n = len(hold)
    g, h = np.zeros_like(hold), np.zeros_like(hold)
    h[0] = hold[0]
    for t in range(1, n):
        g[t] = np.logaddexp(g[t - 1], h[t - 1] + give[t])
        h[t] = np.logaddexp(h[t - 1], g[t - 1] + take[t]) + hold[t]
    later, asks = np.zeros_like(hold), np.zeros_like(hold)
    for t in range(n - 2, -1, -1):
        asked = asks[t + 1] + hold[t + 1]
        later[t] = np.logaddexp(later[t + 1], asked + take[t + 1])
        asks[t] = np.logaddexp(asked, later[t + 1] + give[t + 1])
    whole = np.logaddexp(g[-1], h[-1])
    takes, gives = np.zeros_like(hold), np.zeros_like(hold)
    takes[1:] = np.exp(g[:-1] + take[1:] + hold[1:] + asks[1:] - whole)
    gives[1:] = np.exp(h[:-1] + give[1:] + later[1:] - whole)
    return np.exp(h + asks - whole), takes, gives, whole


def turn_habits(phrases: list[str], weights: tuple[Floats, Floats, Floats]) -> Habits:
    """Habits that know who asks, in whole hundredths as the file holds them."""
    size = len(phrases)
    begins, ends, says = (np.round(w * SCALE) / SCALE for w in weights)
    table = np.column_stack(
        [
            begins[: size * len(WINDOWS)].reshape(len(WINDOWS), size).T,
            ends[: size * len(ENDS)].reshape(len(ENDS), size).T,
            says[:size],
            np.zeros(size),
        ]
    )
    constants = {
        "begins": tuple(begins[size * len(WINDOWS) :]),
        "ends": tuple(ends[size * len(ENDS) :]),
        "says": tuple(says[size:]),
        "opens": (0.0,),
    }
    return Habits(
        {p: tuple(map(float, row)) for p, row in zip(phrases, table, strict=True)}, constants, {}
    )


# --- where chapters begin -------------------------------------------------------------


@dataclass(frozen=True)
class Places:
    """The places of an episode as its second model sees them."""

    example: Example
    words: list[int]
    signs: Floats
    """Place × sign."""
    phrases: csr_matrix
    """Place × phrase of the turn."""


def see_places(e: Example, turns: Turns, phrases: dict[str, int], habits: Habits) -> Places:
    """The places, signs and phrases, by the package's own code."""
    found = find_places(e.talk, turns, habits)
    rows, columns, values = [], [], []
    for number, place in enumerate(found):
        turn = turn_shares(place.word, turns)
        for phrase, times in turn_phrases(place.word, turn, e.talk, phrases).items():
            rows.append(number)
            columns.append(phrases[phrase])
            values.append(times)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(found), len(phrases)))
    return Places(e, [p.word for p in found], np.array([p.signs for p in found]), matrix)


def corners(places: list[Places]) -> list[Floats]:
    """For every sign where its curve may bend."""
    every = np.vstack([p.signs for p in places])
    made = []
    for column in every.T:
        bends = np.unique(np.round(np.quantile(column, QUANTILES), 2))
        made.append(bends if len(bends) > 1 else np.array([bends[0], bends[0] + 1]))
    return made


def _steps(values: Floats, bends: Floats) -> Floats:
    """Value × piece: how much of the piece between two corners lies below the value."""
    low, high = bends[:-1], bends[1:]
    return np.clip((values[..., None] - low) / (high - low), 0, 1)


class Cuts:
    """The ways to cut one episode, with one editor's choice among them."""

    def __init__(
        self, p: Places, bends: list[Floats], starts: tuple[float, ...], editor: int
    ) -> None:
        n = len(p.words)
        steps = [_steps(column, b) for column, b in zip(p.signs.T, bends, strict=True)]
        dense = np.hstack([*steps, np.full((n, 1), float(editor)), np.ones((n, 1))])
        self.signs = hstack([p.phrases, csr_matrix(dense)]).tocsr()
        self.turned = self.signs.T.tocsr()
        clock = p.example.talk.clock
        at = np.array([0, *(clock[word] for word in p.words), clock[-1]])
        apart = np.maximum(1, at[None, :] - at[:, None])
        self.lengths = _steps(np.log(apart), np.array(LENGTHS))
        self.size = n
        times = np.array([p.example.times[w] for w in p.words])
        near = {int(np.argmin(abs(times - s))) for s in starts if abs(times - s).min() <= AS_GOOD}
        path = [0, *sorted(1 + i for i in near), n + 1]
        self.chosen = np.zeros(n)
        self.chosen[sorted(near)] = 1
        self.gold = self.lengths[path[:-1], path[1:]].sum(0)

    def expectation(self, weights: Floats) -> tuple[float, Floats]:
        """Minus log likelihood and its slope."""
        pieces = self.lengths.shape[-1]
        worth = self.signs @ weights[pieces:]
        arcs = self.lengths @ weights[:pieces] + np.concatenate([[0.0], worth, [0.0]])[None, :]
        n = self.size
        forward, backward = np.zeros(n + 2), np.zeros(n + 2)
        for j in range(1, n + 2):
            forward[j] = np.logaddexp.reduce(forward[:j] + arcs[:j, j])
        for i in range(n, -1, -1):
            backward[i] = np.logaddexp.reduce(arcs[i, i + 1 :] + backward[i + 1 :])
        paths = np.triu(forward[:, None] + arcs + backward[None, :] - forward[-1], 1)
        expected = np.triu(np.exp(np.minimum(0.0, paths)), 1)
        gold = self.gold @ weights[:pieces] + self.chosen @ worth
        slope = [
            np.tensordot(expected, self.lengths, 2) - self.gold,
            self.turned @ (expected.sum(0)[1:-1] - self.chosen),
        ]
        return float(forward[-1] - gold), np.concatenate(slope)


def fit_chapters(places: list[Places], bends: list[Floats], phrases: int) -> Floats:
    """Weights of the length's pieces, the phrases, the signs' pieces, the editor and a bias."""
    both = [(Cuts(p, bends, p.example.chapters, 0), 1.0) for p in places]
    both += [
        (Cuts(p, bends, p.example.second, 1), SECOND_EDITOR) for p in places if p.example.second
    ]
    pieces = len(LENGTHS) - 1
    signs = sum(len(b) - 1 for b in bends)
    prior = np.concatenate(
        [
            np.full(pieces, LENGTH_PRIOR),
            np.full(phrases, OPENS_PRIOR),
            np.full(signs, SIGN_PRIOR / 2),
            [0.01, 0.01],
        ]
    )

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = (prior * weights**2).sum() / 2, prior * weights
        for sequence, share in both:
            more, steeper = sequence.expectation(weights)
            value, slope = value + share * more, slope + share * steeper
        return float(value), slope

    start = np.zeros(len(prior))
    start[-1] = -2.5
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": CUT_STEPS})
    return np.asarray(found.x)


def chapter_habits(turns: Habits, bends: list[Floats], weights: Floats) -> Habits:
    """The habits with what the second model learnt."""
    pieces, size = len(LENGTHS) - 1, len(turns.phrases)
    length, opens, rest = np.split(weights, [pieces, pieces + size])
    curves = {"length": _curve(np.array(LENGTHS), length)}
    for name, b in zip(SIGNS, bends, strict=True):
        curves[name], rest = _curve(b, rest[: len(b) - 1]), rest[len(b) - 1 :]
    rounded = (float(round(w * SCALE) / SCALE) for w in opens)
    phrases = {
        phrase: (*row[: COLUMNS - 1], new)
        for (phrase, row), new in zip(turns.phrases.items(), rounded, strict=True)
    }
    bias = float(round(weights[-1] * SCALE) / SCALE)
    return Habits(phrases, {**turns.constants, "opens": (bias,)}, curves)


def _curve(bends: Floats, steps: Floats) -> Curve:
    values = np.round(np.concatenate([[0.0], np.cumsum(steps)]) * SCALE) / SCALE
    return Curve(tuple(round(float(b), 2) for b in bends), tuple(map(float, values)))


# --- both -----------------------------------------------------------------------------


def learn(examples: list[Example], shows: list[Counter[str]]) -> Habits:
    """Both models."""
    chosen = choose_phrases(examples, shows)
    numbered = {phrase: number for number, phrase in enumerate(chosen)}
    signs = [turn_signs(e, numbered) for e in examples]
    places: list[Places | None] = [None] * len(examples)
    for part in range(INNER):
        others = [s for i, s in enumerate(signs) if i % INNER != part]
        habits = turn_habits(chosen, fit_turns(others))
        for i in range(part, len(examples), INNER):
            turns = hear_turns(examples[i].talk, habits)
            places[i] = see_places(examples[i], turns, numbered, habits)
    seen = [p for p in places if p is not None]
    bends = corners(seen)
    weights = fit_chapters(seen, bends, len(chosen))
    return chapter_habits(turn_habits(chosen, fit_turns(signs)), bends, weights)


def write(habits: Habits, path: Path) -> None:
    """The file that `parse_habits` reads."""
    lines = ["# Written by tools/learn_chapters.py; see habits.py for what the numbers mean."]
    lines += [f"constant: {name}: {_hundredths(row)}" for name, row in habits.constants.items()]
    for name, curve in habits.curves.items():
        corners = " ".join(f"{corner:g}" for corner in curve.corners)
        lines.append(f"curve: {name}: {corners} {_hundredths(curve.values)}")
    lines += [f"phrase: {phrase}: {_hundredths(row)}" for phrase, row in habits.phrases.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _hundredths(row: tuple[float, ...]) -> str:
    return " ".join(str(round(x * SCALE)) for x in row)


# --- how well it does -----------------------------------------------------------------


def boundaries(e: Example, habits: Habits) -> list[float]:
    """Seconds at which the package would begin chapters of an episode."""
    places = find_places(e.talk, hear_turns(e.talk, habits), habits)
    chances = cut.probabilities(places, e.talk, habits)
    clock = e.talk.clock
    chosen = cut.choose([clock[place.word] for place in places], chances, clock[-1])
    return [e.segments[e.talk.segment[places[number].word]].start or 0.0 for number in chosen]


def score(e: Example, found: list[float]) -> tuple[float, float, float]:
    """F1 of boundaries within 20 s and within 60 s, and Pk (D. Beeferman, A. Berger, J. Lafferty
    1999, Statistical models for text segmentation, Machine Learning 34), by the second."""
    first, last = e.segments[0].start or 0.0, e.segments[-1].start or 0.0
    truth = [t for t in e.chapters if t > first + 10]
    found = [t for t in found if t > first + 10]
    reach = round((last - first) / (len(truth) + 1) / 2)
    seconds = np.arange(int(first), int(last) - reach)
    apart = [
        np.searchsorted(starts, seconds, "right")
        != np.searchsorted(starts, seconds + reach, "right")
        for starts in (truth, found)
    ]
    return _f1(truth, found, 20), _f1(truth, found, 60), float(np.mean(apart[0] != apart[1]))


def _f1(truth: list[float], found: list[float], reach: float) -> float:
    """Each true boundary is matched once, the nearest pairs first."""
    pairs = sorted((abs(a - b), a, b) for a in truth for b in found if abs(a - b) <= reach)
    used: set[tuple[str, float]] = set()
    for _, a, b in pairs:
        if ("a", a) not in used and ("b", b) not in used:
            used |= {("a", a), ("b", b)}
    return len(used) / (len(truth) + len(found)) if truth or found else 1.0


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--out", type=Path, default=Path(cut.__file__).with_name("habits.txt"))
    args = parser.parse_args()
    for part in ("captions", "datatalks-2025", "replay/truth.json", "changelog", "talkpython-txt"):
        if not (args.corpora / part).exists():
            parser.exit(2, f"{args.corpora}: has no {part}\n")
    examples, shows = read_examples(args.corpora), other_shows(args.corpora)
    if not args.folds:
        write(learn(examples, shows), args.out)
        return
    scores = []
    for fold in range(args.folds):
        habits = learn([e for i, e in enumerate(examples) if i % args.folds != fold], shows)
        held_out = examples[fold :: args.folds]
        scores += [score(e, boundaries(e, habits)) for e in held_out]
        print(f"{len(scores)} episodes:", *np.mean(scores, 0).round(3), flush=True)


if __name__ == "__main__":
    main()
