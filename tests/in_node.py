"""The page's own scripts under Node: fixtures that conftest names, and questions to built files.

Without a Node tests that need it are skipped with the reason; where
CHAPTERHOUSE_REQUIRE_BROWSER=1 they fail instead.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SCRIPTS = REPOSITORY / "themes" / "default" / "static" / "js"
TESTS = Path(__file__).parent / "js"
REQUIRE = "CHAPTERHOUSE_REQUIRE_BROWSER"

Ask = Callable[[str, object], Any]
"""A question of js/answer.js and what it is about -> the answer."""


@pytest.fixture(scope="session")
def node() -> str:
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (str(beside) if beside.is_file() else None)
    if found:
        return found
    said = "no Node found (looked for node on PATH and beside Python)"
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(f"{said}, and {REQUIRE}=1", pytrace=False)
    pytest.skip(said)


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's scripts and their tests in one folder, which tells Node that they are modules."""
    folder = tmp_path_factory.mktemp("scripts")
    for source in (SCRIPTS, TESTS):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def asker(node: str, scripts: Path, data: Path, seconds: float = 60) -> Ask:
    """Puts questions of js/answer.js to the search files in the folder `data`."""

    def put(question: str, given: object) -> Any:
        done = subprocess.run(
            [node, str(scripts / "answer.js"), str(data), question],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return json.loads(done.stdout)

    return put


@pytest.fixture(scope="session")
def ask(node: str, scripts: Path, built: Path) -> Ask:
    """Questions to the search files of the five transcripts."""
    return asker(node, scripts, built / "search" / "data")
