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
