"""The site's own search: its real scripts on the built files, under Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from .items import Hit

_REPOSITORY = Path(__file__).resolve().parent.parent.parent
_SCRIPTS = ("themes/default/static/js", "tests/js")
_NAMES = {
    "lunr": "our index, lunr's order",
    "ranked": "our order, hit by hit",
    "shown": "our order, as shown",
}


def ask_site(output: Path, queries: Sequence[str], most: int) -> Mapping[str, list[list[Hit]]]:
    """Order, by its name -> the best hits for each query."""
    with tempfile.TemporaryDirectory() as folder:
        script = _together(Path(folder)) / "ask.js"
        done = subprocess.run(
            [_node(), str(script), str(output / "search/data"), "orders"],
            input=json.dumps({"queries": list(queries), "hits": most}),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    if done.returncode:
        sys.exit(done.stderr)
    answers = json.loads(done.stdout)
    return {
        said: [[(page, anchor) for page, anchor in answer[name]] for answer in answers]
        for name, said in _NAMES.items()
    }


def _together(folder: Path) -> Path:
    """The page's scripts and those that ask them, in a folder that tells Node they are modules."""
    for source in _SCRIPTS:
        shutil.copytree(_REPOSITORY / source, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def _node() -> str:
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (str(beside) if beside.is_file() else None)
    return found or sys.exit("no Node found (looked for node on PATH and beside Python)")
