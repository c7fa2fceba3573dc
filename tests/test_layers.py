"""The direction of the imports: a module may import only what stands above it in ORDER."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import chapterhouse

PACKAGE = Path(chapterhouse.__file__).parent

ORDER = (
    "text",
    "errors",
    "clock",
    "model",
    "memory",
    "lunrjs",
    "stemmerjs",
    "colour",
    "terms",
    "direction",
    "iri",
    "files",
    "toml_lines",
    "front_matter",
    "languages",
    "schema",
    "content",
    "health",
    "hooks",
    "sources",
    "names",
    "readers",
    "chapter_lists",
    "metadata",
    "anchors",
    "segmentation",
    "chapters",
    "paragraphs",
    "corrections",
    "timeline",
    "amendments",
    "regulars",
    "topics",
    "axis",
    "ledger",
    "talk",
    "hiding",
    "episodes",
    "numbering",
    "spelling",
    "fixtures",
    "related",
    "assembly",
    "paging",
    "urls",
    "views",
    "labels",
    "advice",
    "recordings",
    "policy",
    "markdown",
    "excerpts",
    "directory",
    "extent",
    "listing",
    "feeds",
    "glance",
    "structured",
    "episode_page",
    "prose",
    "pages",
    "sitemap",
    "theme",
    "look",
    "output",
    "intake",
    "processes",
    "search",
    "release",
    "redirects",
    "addresses",
    "published",
    "restoration",
    "moves",
    "remembering",
    "flow",
    "ahead",
    "build",
    "survey",
    "check",
    "health_text",
    "moves_text",
    "inspection",
    "proposals",
    "standing",
    "preview_search",
    "preview",
    "starter",
    "deploy",
    "watch",
    "serve",
    "cli",
    "__main__",
)


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
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            root = "chapterhouse." if node.level == depth else ""
            names = [f"{root}{node.module or ''}".rstrip(".")]
            if names == ["chapterhouse"]:
                names = [f"chapterhouse.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("chapterhouse.")}
    return found - {"__version__"}


def called(path: Path) -> set[str]:
    """The names of the functions and methods that a file calls."""
    calls = (
        node.func
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    return {
        call.attr if isinstance(call, ast.Attribute) else call.id
        for call in calls
        if isinstance(call, ast.Attribute | ast.Name)
    }


def test_every_module_has_a_place() -> None:
    assert {name for name, _ in modules()} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize(("name", "path"), modules(), ids=lambda value: str(value)[-30:])
def test_a_module_imports_only_what_stands_above_it(name: str, path: Path) -> None:
    allowed = set(ORDER[: ORDER.index(name)]) if name in ORDER else set()
    assert imported(path) <= allowed | {name}


def test_no_module_hides_an_import_for_type_checkers() -> None:
    assert not [path for _, path in modules() if "TYPE_CHECKING" in path.read_text("utf-8")]


def test_only_the_command_line_prints() -> None:
    assert {name for name, path in modules() if "print" in called(path)} == {"cli"}


def test_writing_happens_in_one_place() -> None:
    verbs = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "rmtree", "touch", "open"}
    assert {name for name, path in modules() if called(path) & verbs} == {"output"}


def test_no_clock_locale_chance_environment_or_working_directory() -> None:
    banned = {"now", "today", "utcnow", "chdir", "getcwd", "cwd", "environ", "getenv"}
    modules_banned = {"time", "random", "locale", "secrets", "uuid"}
    guilty = set()
    for name, path in modules():
        if name == "clock":  # the day, for the command line to hand on
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if name == "cli" and isinstance(node, ast.Attribute) and node.attr == "environ":
                continue  # for how something is told, not for what
            if isinstance(node, ast.Attribute) and node.attr in banned:
                guilty.add((path.name, node.attr))
            elif isinstance(node, ast.Import):
                guilty |= {(path.name, a.name) for a in node.names if a.name in modules_banned}
            elif isinstance(node, ast.ImportFrom) and node.module in modules_banned:
                guilty.add((path.name, node.module or ""))
    # What git is told of its surroundings reaches no page, nor does how long a file lies still.
    assert guilty == {("git.py", "environ"), ("watch.py", "time")}


def test_only_the_command_line_asks_for_the_day() -> None:
    assert {name for name, path in modules() if "clock" in imported(path)} == {"cli"}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import chapterhouse.cli", {"cli"}),
        ("from chapterhouse import serve", {"serve"}),
        ("from chapterhouse.build import build", {"build"}),
        ("from . import urls, labels", {"urls", "labels"}),
        ("from .errors import locate", {"errors"}),
        ("from . import __version__", set()),
        ("import json", set()),
    ],
)
def test_this_test_sees_every_form_of_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, found: set[str]
) -> None:
    monkeypatch.setattr("test_layers.PACKAGE", tmp_path)
    (tmp_path / "module.py").write_text(code)
    assert imported(tmp_path / "module.py") == found
