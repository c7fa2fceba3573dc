"""The index: what all shares of the episodes give, put together as docs/search.md describes.

The same episodes give the same bytes, however much was held in memory and wherever the shares
were prepared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Artifact
from ..terms.stemming import pipeline, stop_words
from .batch import Prepared
from .counting import BOOSTS, FIELDS
from .engine import LUNR_VERSION
from .files import as_json, name_of, plain
from .merging import LIMIT, Gathered
from .postings import Entry
from .ranges import Cut, Shown, ranges, words
from .register import Register
from .stemmers import stemmer_entry

FORMAT = 2
"""The number of the format of these files."""

TABLE = "table.json"
"""Where a client begins to read."""

_TEXT = FIELDS.index("text")

_Cuts = list[list[str]]


def build_index(
    prepared: Iterable[Prepared], script: Artifact, language: str, limit: int = LIMIT
) -> Iterator[Artifact]:
    """The files of the index for the lunr.js in `script`, one by one, the table last.

    `language` is the site's (BCP 47). At most about `limit` bytes of postings are held in memory.
    """
    register, gathered = Register(), Gathered(limit)
    for each in prepared:
        gathered.add(each.counted.entries)
        yield from register.add(each)
    shown: list[Shown] = []
    in_ranges: _Cuts = []
    in_words: _Cuts = []
    yield from _noted(ranges(_passing(gathered, shown)), in_ranges)
    yield from _noted(words(shown), in_words)
    files = register.files()
    yield from files
    yield _table(register, (script, *files), language, in_ranges, in_words)


def _passing(entries: Iterable[Entry], shown: list[Shown]) -> Iterator[Entry]:
    """The entries; of each is noted what is shown of it."""
    for entry in entries:
        form, _ = min(entry.forms, key=lambda form: (-form[1], form[0]))
        text = entry.fields[_TEXT]
        shown.append(Shown(entry.term, form, 0 if text is None else text.found))
        yield entry


def _noted(cuts: Iterable[Cut], noted: _Cuts) -> Iterator[Artifact]:
    """The files; of each is noted where it begins."""
    for cut in cuts:
        noted.append([cut.since, cut.digest])
        yield cut.file


def _table(
    register: Register, files: Iterable[Artifact], language: str, in_ranges: _Cuts, in_words: _Cuts
) -> Artifact:
    engine, episodes, facets = map(name_of, files)
    sums = zip(BOOSTS.items(), register.sums, strict=True)
    table = {
        "format": FORMAT,
        "lunr": LUNR_VERSION,
        "engine": engine,
        "language": language,
        "pipeline": pipeline(language),
        "stemmer": stemmer_entry(language),
        "stopWords": stop_words(language),
        "documents": register.documents,
        "fields": [{"name": name, "boost": boost, "sum": total} for (name, boost), total in sums],
        "episodes": episodes,
        "facets": facets,
        "ranges": in_ranges,
        "words": in_words,
    }
    return plain(TABLE, as_json(table))
