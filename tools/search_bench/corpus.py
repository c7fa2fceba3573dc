"""A site of a corpus's transcripts, with more episodes than it has where more are wanted.

More come from the same transcripts with other words. A text twice as long has neither twice as
many words nor the same ones: its vocabulary grows as a power of its length (Heaps, Information
Retrieval, 1978, 7.5). So, of the words that stand in at most one in a hundred transcripts, two in
five are other ones in a repetition, wherever they stand in it. With these shares the vocabulary
of the corpus `changelog` grows from 889 to 2,000 episodes with the exponent 0.42, and from half of
it to the whole with 0.41. Common words stay, and so their postings grow with the site. One
paragraph in eight is left out of a repetition, and the episodes come in another order: else lengths
and distances of documents would repeat as well, and compress as nothing real does.
"""

from __future__ import annotations

import re
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from pathlib import Path

_SUFFIXES = (".txt", ".md", ".vtt", ".srt")
_COMMON = 100
"""A word that stands in more than one in so many transcripts, and in more than one, stays."""
_CHANGED, _OF = 2, 5
"""Of the others, so many are changed."""
_THINNED = 8
"""Of so many paragraphs of a repetition one is left out."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DIGITS = "0123456789"
_BEYOND = 10_000
"""Numbers of repeated episodes are larger."""
_ENDING = 3
"""Letters at a word's end that stay, so that it is inflected as before."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_LETTERS = ("aeiou", "bcdfghjklmnpqrstvwxyz")
_SITE = 'title = "Bench"\naddress = "https://example.org/"\nlanguage = "en"\n'


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file of seeds/."""

    name: str
    text: str


def write_site(corpus: Path, site: Path, episodes: int | None) -> int:
    """Write seeds/ and content/ of a site of so many episodes (None: as many as the corpus has).

    Gives the number of episodes. Fewer than there are come evenly from the whole corpus.
    """
    files = _files(corpus)
    wanted = episodes or len(files)
    for folder in ("seeds", "content"):
        shutil.rmtree(site / folder, ignore_errors=True)
        (site / folder).mkdir(parents=True)
    (site / "content" / "site.toml").write_text(_SITE, encoding="utf-8")
    for transcript in islice(transcripts(_evenly(files, wanted)), wanted):
        (site / "seeds" / transcript.name).write_text(transcript.text, encoding="utf-8")
    return wanted


def count_transcripts(corpus: Path) -> int:
    """How many there are in a folder."""
    return len(_files(corpus))


def transcripts(files: Sequence[Path]) -> Iterator[Transcript]:
    """The files, and then the same ones with other words, without an end."""
    read = [Transcript(file.name, file.read_text(encoding="utf-8-sig")) for file in files]
    yield from read
    common = _common(read)
    for turn in count(1):
        change = _changer(common, turn)
        for place, each in enumerate(sorted(read, key=lambda each: _lot(turn, each.name))):
            text = _WORD.sub(change, _thinned(each, turn))
            yield Transcript(_renamed(each.name, turn * len(read) + place), text)


def _files(corpus: Path) -> list[Path]:
    return sorted(file for file in corpus.iterdir() if file.suffix in _SUFFIXES)


def _evenly(files: Sequence[Path], wanted: int) -> list[Path]:
    if wanted >= len(files):
        return list(files)
    return [files[n * len(files) // wanted] for n in range(wanted)]


def _common(read: Sequence[Transcript]) -> frozenset[str]:
    spread: Counter[str] = Counter()
    for each in read:
        spread.update({word.lower() for word in _WORD.findall(each.text)})
    often = max(1.0, len(read) / _COMMON)
    return frozenset(word for word, files in spread.items() if files > often)


def _changer(common: frozenset[str], turn: int) -> Callable[[re.Match[str]], str]:
    """What a word becomes in a repetition."""
    table = str.maketrans(_moved(turn))

    @cache
    def changed(word: str) -> str:
        lower = word.lower()
        if lower in common or _lot(turn, lower) % _OF >= _CHANGED:
            return word
        return word[:-_ENDING].translate(table) + word[-_ENDING:]

    return lambda found: changed(found[0])


def _thinned(transcript: Transcript, turn: int) -> str:
    """The first paragraph stays, since front matter may stand there."""
    paragraphs = _PARAGRAPH.split(transcript.text)
    lots = (_lot(turn, f"{transcript.name} {n}") for n in range(1, len(paragraphs)))
    kept = (text for text, lot in zip(paragraphs[1:], lots, strict=True) if lot % _THINNED)
    return "\n\n".join((paragraphs[0], *kept))


def _lot(turn: int, text: str) -> int:
    return zlib.crc32(f"{turn} {text}".encode())


def _moved(turn: int) -> dict[str, str]:
    """Every letter -> another vowel for a vowel, another consonant for a consonant."""
    moved: dict[str, str] = {}
    for letters in _LETTERS:
        by = 1 + (turn - 1) % (len(letters) - 1)
        for letter, other in zip(letters, letters[by:] + letters[:by], strict=True):
            moved |= {letter: other, letter.upper(): other.upper()}
    return moved


def _renamed(name: str, number: int) -> str:
    """The name with another number at its end."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem.rstrip(_DIGITS)}{_BEYOND + number}{dot}{suffix}"
