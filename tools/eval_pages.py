"""Are all words that were read in the page, in order? Asks it of whole corpora of transcripts.

    python tools/eval_pages.py --corpora DIR [--only a,b] [--limit 20] [--jobs 2]

Builds a site of each transcript alone and compares the words of its page with those that
`chapterhouse inspect` gives; the page's markup must be valid and its ids unique. Prints a
line for each corpus, and one for each file that fails. Exit status: 0 all well, 1 not.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import html5lib  # type: ignore[import-untyped]

from chapterhouse.build import build
from chapterhouse.chapter_lists import read_together
from chapterhouse.errors import ChapterhouseError, explain
from chapterhouse.sources import load_source

TRANSCRIPTS = (".txt", ".md", ".vtt", ".srt", ".sbv")
"""The truth lies beside a transcript as .json; a corpus of JSON transcripts has none."""

_PARAGRAPH = re.compile(r"<p [^>]*\bid=\"?(?:t\d|p-)[^>]*>(.*?)</p>", re.DOTALL)
_LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ID = re.compile(r"<[a-z][^>]*?\sid=\"([^\"]*)\"")


def main(arguments: Sequence[str]) -> int:
    """Prints what fails; the exit status."""
    options = _options(arguments)
    failed = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for corpus in _corpora(options.corpora, options.only):
            files = _transcripts(corpus)[: options.limit]
            checked = zip(files, pool.map(check, files), strict=True)
            told = [(file, said) for file, said in checked if said]
            print(f"{corpus.name} pages_whole {len(files) - len(told)} of {len(files)}")
            for file, said in told:
                print(f"  {file.name}: {said}")
            failed += len(told)
    return 1 if failed else 0


def check(file: Path) -> str:
    """What is wrong with the page of a transcript, or ""."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        seed = site / "seeds" / file.name
        seed.parent.mkdir()
        shutil.copyfile(file, seed)
        (site / "content").mkdir()
        (site / "content/site.toml").write_text('title = "Corpus"\n', encoding="utf-8")
        try:
            build(site)
            [page] = (site / "output/episodes").glob("*/index.html")
            return _compared(page.read_text(encoding="utf-8"), _read(seed))
        except ChapterhouseError as error:
            return explain(error)


def _read(seed: Path) -> list[str]:
    """The words of the segments, as `inspect` gives them."""
    segments = read_together(load_source(seed)).segments
    return [word for segment in segments for word in segment.text.split()]


def _compared(page: str, wanted: Sequence[str]) -> str:
    problems = [*_words_astray(_said(page), wanted), *_ids_twice(page), *_bad_markup(page)]
    return "; ".join(problems)


def _said(page: str) -> list[str]:
    """The words of the transcript's paragraphs, without times, names and headings."""
    paragraphs = (_LINK.sub("", paragraph) for paragraph in _PARAGRAPH.findall(page))
    return html.unescape(_TAG.sub("", " ".join(paragraphs))).split()


def _words_astray(said: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    if list(said) == list(wanted):
        return
    pairs = zip(said, wanted, strict=False)
    at = next(
        (i for i, (one, other) in enumerate(pairs) if one != other), min(len(said), len(wanted))
    )
    yield f"word {at + 1} of {len(wanted)} differs: {wanted[at : at + 3]}, not {said[at : at + 3]}"


def _ids_twice(page: str) -> Iterator[str]:
    ids = _ID.findall(page)
    if len(ids) > len(set(ids)):
        yield f"{len(ids) - len(set(ids))} ids stand twice"


def _bad_markup(page: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(page)
    if parser.errors:
        yield f"markup: {parser.errors[0]}"


def _corpora(folder: Path, only: str) -> list[Path]:
    wanted = set(filter(None, only.split(",")))
    found = sorted(path for path in folder.iterdir() if path.is_dir() and _transcripts(path))
    return [path for path in found if not wanted or path.name in wanted]


def _transcripts(corpus: Path) -> list[Path]:
    return sorted(path for path in corpus.iterdir() if path.suffix in TRANSCRIPTS)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--only", default="", help="names of corpora, with commas between them")
    parser.add_argument("--limit", type=int, default=None, help="files of each corpus")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
