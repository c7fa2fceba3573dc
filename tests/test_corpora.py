"""The bar on real transcripts: every word that was spoken is read, in order, in every file.

The transcripts and the scorer lie outside of the repository; CORPORA names the folder, and
the scorer's folder `eval` stands beside it, as for `make eval`.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from chapterhouse.assembly import assemble
from chapterhouse.chapter_lists import read_together
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose, summarize_all
from chapterhouse.model import Site
from chapterhouse.regulars import appearances, find_regulars
from chapterhouse.sources import load_source

CORPORA = os.environ.get("CORPORA", "")
LIMIT = os.environ.get("CORPORA_LIMIT", "100000")
"""Files of each corpus; fewer for a quick look."""
SCORER = Path(os.environ.get("EVAL") or Path(CORPORA or ".").resolve().parent / "eval") / "score.py"
NEVER_SPOKEN = 0.005
"""The share of the words read that may not have been spoken."""


@pytest.mark.skipif(not CORPORA, reason="CORPORA doesn't name a folder of corpora")
@pytest.mark.parametrize("corpus", ["bitcoin", "changelog", "conduit", "oxide"])
def test_every_word_of_every_file_is_read(corpus: str, tmp_path: Path) -> None:
    if not (Path(CORPORA) / corpus).is_dir():
        pytest.skip(f"there is no corpus {corpus} in {CORPORA}")
    files = tmp_path / "files.jsonl"
    inspect = f"{shlex.quote(sys.executable)} -m chapterhouse inspect --json {{file}}"
    command = [sys.executable, str(SCORER), "--corpus", CORPORA, "--only", corpus]
    command += ["--limit", LIMIT, "--command", inspect, "--per-file", str(files)]
    subprocess.run(command, check=True, capture_output=True)
    rows = [json.loads(line) for line in files.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert {row["file"]: row["words"] for row in rows if row["words"] < 1} == {}
    never_spoken = {row["file"]: 1 - row["words_precision"] for row in rows}
    assert {file: share for file, share in never_spoken.items() if share > NEVER_SPOKEN} == {}


TOPICS = {
    "datatalks-edited": (
        "MLOps|Open source|Data science|Machine learning|Data engineering|LLM|Hugging Face|"
        "Computer vision|Deep learning|Docker|SQL|Databricks|Soft skills|Generative AI|"
        "Technical debt|Analytics engineer|ChatGPT|Recommendation system|Experiment tracking"
    ),
    "talkpython-txt": (
        "Machine learning|Data science|Open source|Django|Flask|Docker|Pydantic|Rust|PyPy|Jupyter|"
        "Microservices|MicroPython|PyCharm|Virtual environment|Event loop|Standard library|LLM|"
        "SQLAlchemy|Excel|CPython|GIL|Web scraping|Raspberry Pi|Data engineering"
    ),
}
"""Topics that a person judged to be ones that a community wants, and that must be there."""
NO_TOPICS = (
    "Lot|Lot of people|Kind|Thing|Machine|Learning|People|Company|Team|Problem|Code|Data|Python 3|"
    "Alexey|Alexey Grigorev|Michael|Michael Kennedy|Talk Python|DataTalks.Club|Podcast|Episode|"
    "Signing bonus|Founders Hub|Rollbar|Linode|Chuckles|Laughs|Blah|Whoa|Blog post|Long term|"
    "Good idea|Big picture|High school|Best practices|Source|Science|Scientist|Engineer"
)
"""What nobody wants: set phrases, hosts, shows, halves of terms, advertisements."""
SHARE = 0.5
"""Of all chapters that no topic may take."""


@pytest.mark.skipif(not CORPORA, reason="CORPORA doesn't name a folder of corpora")
@pytest.mark.parametrize("corpus", TOPICS)
def test_topics_are_those_that_a_person_judged_good(corpus: str) -> None:
    folder = Path(CORPORA) / corpus
    if not folder.is_dir():
        pytest.skip(f"there is no corpus {corpus} in {CORPORA}")
    site = _site(folder)
    found = {topic.name for topic in site.topics}
    assert set(TOPICS[corpus].split("|")) - found == set()
    assert set(NO_TOPICS.split("|")) & found == set()
    chapters = sum(len(episode.chapters) for episode in site.episodes)
    assert max(len(topic.chapters) for topic in site.topics) < SHARE * chapters


def _site(folder: Path) -> Site:
    sources = (load_source(path) for path in sorted(folder.glob("*.txt")))
    read = [read_together(source) for source in sources]
    regulars = find_regulars(map(appearances, read))
    content = Content(SiteConfig(title="Corpus"), {}, ())
    episodes = (compose(transcript, content, regulars) for transcript in read)
    return assemble(summarize_all(episodes, "en"), content)
