"""The index: what all batches of episodes give, put together and written as docs/search.md says.

Everything lies in one folder, and only `table.json` has a name known beforehand. It names the
other files, whose names change with their content, so that a browser may keep them for ever.
The same episodes give the same bytes, however they were cut into batches and wherever those
were prepared.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from ..model import Artifact
from .batch import Kept, Prepared
from .counting import BOOSTS
from .engine import LUNR_VERSION
from .files import as_json, digest_of, name_of, packed, plain
from .merging import LIMIT, Gathered
from .numbers import numbers
from .postings import Entry
from .ranges import ranges, words

FORMAT = 2
"""The number of this format of files."""

_TEXT = [*BOOSTS].index("text")


def build_index(
    prepared: Iterable[Prepared], script: Artifact, language: str, limit: int = LIMIT
) -> Iterator[Artifact]:
    """The files of the index, for the lunr.js in `script`, one by one, the table last.

    At most about `limit` bytes of postings are held in memory. `language` is the site's
    (BCP 47).
    """
    gathered, known = Gathered(limit), _Known()
    for each in prepared:
        gathered.add(each.counted.entries)
        known.add_lengths(each.counted.lengths)
        for kept in each.kept:
            yield from known.add(kept)
    terms = _Terms()
    cuts = []
    for cut in ranges(terms.noted(gathered)):
        cuts.append([cut.since, cut.digest])
        yield cut.file
    shown = []
    for cut in words(terms.shown):
        shown.append([cut.since, cut.digest])
        yield cut.file
    lengths, episodes, facets = known.files()
    yield from (lengths, episodes, facets)
    table = {
        "format": FORMAT,
        "lunr": LUNR_VERSION,
        "engine": name_of(script),
        "language": language,
        "pipeline": ["stemmer"] if _is_english(language) else [],
        "documents": len(known.lengths[0]),
        "fields": [
            {"name": name, "boost": boost, "sum": sum(counted)}
            for (name, boost), counted in zip(BOOSTS.items(), known.lengths, strict=True)
        ],
        "lengths": name_of(lengths),
        "episodes": name_of(episodes),
        "facets": name_of(facets),
        "ranges": cuts,
        "words": shown,
    }
    yield plain("table.json", as_json(table))


class _Terms:
    """What is kept of every term while its postings pass by."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str, int]] = []

    def noted(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            form, _ = min(entry.forms, key=lambda form: (-form[1], form[0]))
            text = entry.fields[_TEXT]
            self.shown.append((entry.term, form, text.found if text else 0))
            yield entry


class _Known:
    """What is kept of every document and episode."""

    def __init__(self) -> None:
        self.lengths = [array("Q") for _ in BOOSTS]
        self.chapters: list[int] = []
        self.pieces: list[int] = []
        self.sizes: list[int] = []
        self.digests = bytearray()
        self.taken: set[bytes] = set()
        self.people: dict[str, int] = {}
        self.shows: dict[str, int] = {}
        self.facts: list[tuple[int | None, int | None, int | None]] = []
        self.speakers: list[list[list[int]]] = []

    def add_lengths(self, lengths: Iterable[Iterable[int]]) -> None:
        for known, more in zip(self.lengths, lengths, strict=True):
            known.extend(more)

    def add(self, kept: Kept) -> Iterator[Artifact]:
        texts = kept.texts
        self.chapters.append(len(kept.people))
        self.pieces.append(len(texts.pieces))
        self.sizes.extend(texts.chapters)
        digest = texts.digest
        self.digests += digest
        for number, piece in enumerate(texts.pieces):
            yield plain(f"texts/{digest.hex()}-{number}.bin", piece)
        show = None if kept.show is None else self.shows.setdefault(kept.show, len(self.shows))
        self.facts.append((show, kept.season, kept.year))
        self.speakers.append(
            [
                [self.people.setdefault(name, len(self.people)) for name in names]
                for names in kept.people
            ]
        )

    def files(self) -> tuple[Artifact, Artifact, Artifact]:
        episodes = b"".join(
            (
                numbers([len(self.chapters)]),
                numbers(self.chapters),
                numbers(self.pieces),
                numbers(self.sizes),
                bytes(self.digests),
            )
        )
        columns = zip(*self.facts, strict=True) if self.facts else ((), (), ())
        facets = as_json(
            {
                **dict(zip(("show", "season", "year"), map(list, columns), strict=True)),
                "people": [*self.people],
                "shows": [*self.shows],
                "speakers": self.speakers,
            }
        )
        return (
            packed("lengths", b"".join(map(_planes, self.lengths))),
            packed("episodes", episodes),
            plain(f"facets-{digest_of(facets)}.json", facets),
        )


def _planes(lengths: array[int]) -> bytes:
    count = (max(lengths, default=0).bit_length() + 7) // 8
    planes = (bytes(length >> 8 * plane & 255 for length in lengths) for plane in range(count))
    return numbers([count]) + b"".join(planes)


def _is_english(language: str) -> bool:
    return language.lower().split("-")[0] == "en"
