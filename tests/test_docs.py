"""What the documents tell a reader to type works, and what they list is all there is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser import serve
from chapterhouse.cli import command_line
from chapterhouse.content import types
from command_reference import command_reference, commands
from config_reference import SECTIONS, Section, config_reference, keys
from conftest import REPOSITORY
from crawl import dead_links, scan
from doc_commands import Command, documents, mentioned, typed
from docs_site import main as docs_main
from test_accessibility import violations

DOCUMENTS = documents(REPOSITORY)
BEGIN, END = "<!-- reference -->\n", "<!-- end of reference -->"

CHAPTERHOUSE = f"""#!{sys.executable}
import os, signal, subprocess, sys
here = ["127.0.0.1" if each == "0.0.0.0" else each for each in sys.argv[1:]]  # nobody else is asked
command = [{sys.executable!r}, "-m", "chapterhouse", *here]
if sys.argv[1:2] != ["serve"]:
    os.execv(command[0], command)
# What serves until somebody ends it is ended when it has said where.
with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
    said = next((line for line in serving.stdout if "http://" in line), None)
    serving.send_signal(signal.SIGINT)
sys.exit(0 if said and serving.returncode in (0, 130) else 1)
"""
PIP = """#!/bin/sh
# No network: tests/test_packaging.py installs the wheel. What is asked for must be ours.
case "$*" in
  "install chapterhouse" | "install chapterhouse=="* | "install dist/chapterhouse-"*) exit 0 ;;
esac
echo "nobody tries pip $*" >&2
exit 1
"""
MAKE = f"""#!/bin/sh
# The target is there and takes these words; running it is what the makers do.
exec env -u MAKEFLAGS -u MFLAGS {shutil.which("make")} -s -n -C {shlex.quote(str(REPOSITORY))} "$@"
"""
PYTHON3 = """#!/bin/sh
# A virtual environment, but for what takes long and adds nothing here.
test "$1 $2" = "-m venv" && mkdir -p "$3/bin" && touch "$3/bin/activate"
"""
SHIMS = {
    "chapterhouse": CHAPTERHOUSE,
    ".venv/bin/chapterhouse": CHAPTERHOUSE,
    "pip": PIP,
    "make": MAKE,
    "python3": PYTHON3,
}

STARTS_WITH_NOTHING = frozenset({"start.md", "publishing.md"})
"""Documents that are followed from an empty folder; all others from a site in a repository."""

REMOTES = ("you/podcast", "you/my-show", "me/my-show")
"""Repositories that the documents push to and clone, on GitHub."""


def shown(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


# --- references ---------------------------------------------------------------------------


def test_the_reference_of_commands_is_that_of_the_parser() -> None:
    current(REPOSITORY / "docs/commands.md", command_reference())


def test_the_reference_of_settings_is_that_of_the_types() -> None:
    current(REPOSITORY / "docs/configuration.md", config_reference())


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.heading)
def test_every_setting_is_explained(section: Section) -> None:
    for key, (_, _, said) in keys(section).items():
        assert said, key


def test_no_kind_of_file_is_left_out() -> None:
    checked = {each for each in vars(types).values() if hasattr(each, "__pydantic_config__")}
    assert checked <= {section.kind for section in SECTIONS}


def test_every_argument_is_explained() -> None:
    for name, command in commands().items():
        for action in command._actions:
            assert action.help, f"chapterhouse {name} {action.dest}"


def test_every_command_is_in_the_readme(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    table = text.partition("## All commands")[2]
    told = set(re.findall(r"\| `chapterhouse (\w+)", table))
    assert told == set(commands())


def current(path: Path, reference: str) -> None:
    """The part of a document between the marks is this; `make docs` makes it so."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    whole = f"{before}{BEGIN}{reference}\n{END}{rest.partition(END)[2]}"
    if os.environ.get("CHAPTERHOUSE_REWRITE"):
        path.write_text(whole, encoding="utf-8")
    else:
        assert text == whole, "run `make docs`"


# --- commands in running text -------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_commands_in_running_text_are_commands(path: Path) -> None:
    for command in mentioned(path.read_text(encoding="utf-8")):
        words = shlex.split(re.sub(r"[\[\]]|\.\.\.", "", command.text))
        told = f"{path.name}:{command.line}: {command.text}"
        if words[0] == "make":
            assert {"make", *words[1:2]} <= {"make", *targets()}, told
        elif words[1:] not in [[name] for name in commands()]:
            assert understood(words[1:]), told


def understood(words: Iterable[str]) -> bool:
    """Whether the command line takes these, with something sensible for words in capitals."""
    known = {"N": "2", "URL": "https://example.org/"}
    try:
        command_line().parse_args([known.get(word, word) for word in words])
    except SystemExit as ended:
        return not ended.code
    return True


def targets() -> set[str]:
    text = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))


# --- commands to type ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with programs to call, a site in a repository, and the remote it is pushed to."""
    folder = tmp_path_factory.mktemp("docs")
    for name, text in SHIMS.items():
        program = folder / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text, encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    site = folder / "site"
    for name in ("content", "seeds"):
        shutil.copytree(REPOSITORY / name, site / name)
    (site / ".gitignore").write_text("/output/\n", encoding="utf-8")
    (site / "talk.vtt").write_text(TALK, encoding="utf-8")
    for place in ("empty", "Downloads"):
        (folder / place).mkdir()
        (folder / place / "talk.vtt").write_text(TALK, encoding="utf-8")
    for remote in REMOTES:
        shell(folder, folder, f"git init --quiet --bare remotes/{remote}.git")
    shell(folder, site, PREPARE)
    return folder


TALK = """WEBVTT

00:00:01.000 --> 00:00:05.000
<v Ada Lovelace>Looms follow cards with holes in them, one card for each row.

00:00:06.000 --> 00:00:12.000
<v Charles Babbage>And an engine could follow such cards, too, with numbers instead of threads.
"""

PREPARE = """
git init --quiet --initial-branch main .
git add --all
git commit --quiet --message "A site"
git remote add origin https://github.com/you/podcast.git
git push --quiet --set-upstream origin main
chapterhouse build
git add --force output
tree=$(git write-tree --prefix=output/)
commit=$(git commit-tree -m Published -m "Built by Chapterhouse" "$tree")
git push --quiet origin "$commit":refs/heads/gh-pages
git reset --quiet
"""


def shell(folder: Path, within: Path, script: str) -> None:
    """Types a script, as it stands, into a shell that knows only these programs and the
    system's; https://github.com/ is `folder`/remotes. Documents tell to commit what somebody has
    edited, which nobody has here: a commit may be empty."""
    config = folder / "gitconfig"
    config.write_text(
        '[user]\n\tname = Ada\n\temail = ada@example.org\n[protocol "file"]\n\tallow = always\n'
        f'[url "{folder}/remotes/"]\n\tinsteadOf = https://github.com/\n'
    )
    environment = {
        "HOME": str(folder),
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY / "generator"),
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "BROWSER": "true",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", script.replace("git commit ", "git commit --allow-empty ")],
        cwd=within,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"


@pytest.fixture
def workspace(prepared: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it, for one document."""
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder, symlinks=True)
    yield folder


def with_commands() -> list[Path]:
    return [path for path in DOCUMENTS if typed(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", with_commands(), ids=shown)
def test_what_is_to_be_typed_works_in_the_order_of_the_document(
    path: Path, workspace: Path
) -> None:
    start = workspace / ("empty" if path.name in STARTS_WITH_NOTHING else "site")
    (start / ".venv").mkdir()
    shutil.copytree(workspace / "bin/.venv/bin", start / ".venv/bin")
    script = "\n".join(line(command) for command in typed(path.read_text(encoding="utf-8")))
    shell(workspace, start, script)


def line(command: Command) -> str:
    """The command; where it fails, the line of the document is told."""
    said = shlex.quote(f"line {command.line}: {command.text}")
    return f"{command.text} || {{ echo {said} >&2; exit 1; }}"


# --- as a site ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def docs_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("docs-site")
    assert docs_main(["--out", str(output)]) == 0
    return output


def test_every_document_is_a_page_and_every_link_leads_somewhere(docs_site: Path) -> None:
    pages = {path.parent.name for path in docs_site.glob("docs/*/index.html")}
    assert pages == {path.stem for path in (REPOSITORY / "docs").glob("*.md")} - {"index"}
    assert dead_links(docs_site) == []
    overview = scan(docs_site / "docs/index.html").links
    assert {f"{name}/" for name in pages} <= set(overview)


@pytest.mark.browser
def test_the_documents_fit_a_phone(page: Page, docs_site: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    with serve(docs_site) as address:
        for path in sorted(docs_site.glob("docs/**/index.html")):
            page.goto(f"{address}/{path.parent.relative_to(docs_site).as_posix()}/")
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path.parent.name
        page.goto(f"{address}/docs/search/")
        assert violations(page) == []
