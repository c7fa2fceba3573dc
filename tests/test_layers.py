"""The direction of the imports: a module may import only what stands above it in ORDER."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import chapterhouse

PACKAGE = Path(chapterhouse.__file__).parent

ORDER = (
    "errors",
    "model",
    "lunrjs",
    "text",
    "files",
    "toml_lines",
    "front_matter",
    "schema",
    "content",
    "sources",
    "names",
    "readers",
    "metadata",
    "anchors",
    "segmentation",
    "chapters",
    "paragraphs",
    "corrections",
    "timeline",
    "amendments",
    "episodes",
    "assembly",
    "urls",
    "views",
    "labels",
    "markdown",
    "directory",
    "episode_page",
    "pages",
    "search",
    "theme",
    "output",
    "build",
    "inspection",
    "watch",
    "serve",
    "cli",
    "__main__",
)

WRITERS = {"output", "serve"}
"""The only modules that may write to disk: the site, and the preview's temporary folder."""


def modules() -> list[tuple[str, Path]]:
    """(name of the top-level module or package, file) for every file of the package."""
    return [
        (path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path)
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def imported(path: Path) -> set[str]:
    """The chapterhouse modules that a file imports, at top level or inside a function."""
    depth = len(path.relative_to(PACKAGE).parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {name.split(".")[0] for name in names if name}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chapterhouse"):
            found.add((node.module or "").partition(".")[2].split(".")[0])
    return found - {"__version__", ""}


def test_every_module_has_a_place() -> None:
    assert {name for name, _ in modules()} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize(("name", "path"), modules(), ids=lambda value: str(value)[-30:])
def test_a_module_imports_only_what_stands_above_it(name: str, path: Path) -> None:
    allowed = set(ORDER[: ORDER.index(name)]) if name in ORDER else set()
    assert imported(path) <= allowed | {name}


def test_no_module_hides_an_import_for_type_checkers() -> None:
    assert not [path for _, path in modules() if "TYPE_CHECKING" in path.read_text("utf-8")]


def test_only_the_command_line_prints() -> None:
    printing = {
        name
        for name, path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    }
    assert printing == {"cli"}


def test_writing_happens_in_one_place() -> None:
    verbs = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "rmtree", "touch"}
    writing = {
        name
        for name, path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in verbs
    }
    assert writing <= WRITERS


def test_no_clock_locale_chance_or_working_directory() -> None:
    banned = {"now", "today", "utcnow", "monotonic", "perf_counter", "chdir", "getcwd", "cwd"}
    guilty = {
        (path.name, node.attr)
        for _, path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in banned
    }
    assert guilty == set()
    unwanted = {"time", "random", "locale", "secrets", "uuid"}
    assert not [
        (path.name, alias.name)
        for _, path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name in unwanted
    ]
