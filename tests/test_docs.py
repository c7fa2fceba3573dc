"""What the documents tell a reader to type works, and what they list is all there is."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser import serve
from chapterhouse.build import build
from chapterhouse.content import types
from chapterhouse.errors import ChapterhouseError, explain
from chapterhouse.starter import begin
from command_reference import command_reference, commands
from config_reference import SECTIONS, Section, config_reference, keys
from conftest import REPOSITORY, MakeSite
from crawl import dead_links, scan
from doc_commands import astray, documents, is_said, mentioned, typed, words
from doc_programs import (
    FETCHED,
    NOT_RUN,
    PROGRAMS,
    copy_checkout,
    install,
    install_github,
    target_of,
)
from doc_stories import BEGINNINGS, DOWNLOADS, REMOTES, STEPS, make_example, wrong_files
from doc_terminal import Terminal, terminal
from docs_site import main as docs_main
from test_accessibility import violations

DOCUMENTS = documents(REPOSITORY)
BEGIN, END = "<!-- reference -->\n", "<!-- end of reference -->"


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


# --- commands to type ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with programs to call, sites, and the repositories that they are pushed to."""
    folder = tmp_path_factory.mktemp("docs")
    install(PROGRAMS, folder / "bin")
    install_github(folder / "github")
    make_example(folder / "site")
    begin(folder / "new", "My show")
    for name, text in DOWNLOADS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with terminal(folder, folder / "site", folder / "bin") as shell:
        for remote in REMOTES:
            done(shell, f"git init --quiet --bare --initial-branch main ~/remotes/{remote}.git")
        for command in PUBLISH.splitlines():
            done(shell, command)
    return folder


PUBLISH = """\
chapterhouse build
git init --quiet --initial-branch main .
git add --all
git commit --quiet --message "A site"
git remote add origin https://github.com/you/podcast.git
git push --quiet --set-upstream origin main
chapterhouse deploy"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout, with what was fetched, and an environment that is there already."""
    folder = tmp_path_factory.mktemp("copy") / "checkout"
    copy_checkout(REPOSITORY, folder)
    return folder


@pytest.fixture
def workspace(prepared: Path, checkout: Path, tmp_path: Path) -> Path:
    """A copy of it all, for one document."""
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder, symlinks=True)
    shutil.copytree(checkout, folder / "checkout", symlinks=True)
    return folder


def done(shell: Terminal, command: str) -> str:
    """What it says; it must end well."""
    answer = shell.type(command)
    assert answer.status == 0, f"{command}\n{answer.said}"
    return answer.said


def with_commands() -> list[Path]:
    return [path for path in DOCUMENTS if typed(words(path))]


@pytest.mark.parametrize("path", with_commands(), ids=shown)
def test_what_is_to_be_typed_works_and_says_what_is_shown(path: Path, workspace: Path) -> None:
    """In the order of the document, with what it tells to edit in between."""
    steps = list(STEPS.get(shown(path), ()))
    start = workspace / BEGINNINGS.get(shown(path), "site")
    with terminal(workspace, start, workspace / "bin") as shell:
        for command in typed(words(path)):
            step = steps.pop(0) if steps and steps[0].command == command.text else None
            if step:
                step.act(Path(shell.type("true").folder))
            answer = shell.type(command.text)
            told = f"{shown(path)}:{command.line}: {command.text}\n{answer.said}"
            assert answer.status == (1 if step and step.fails else 0), told
            assert not command.shown or is_said(command.shown, answer.said), told
    assert not steps, "the document has no such command"


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_what_commands_say_is_shown_below_a_prompt(path: Path) -> None:
    """So that it is compared."""
    assert list(astray(words(path))) == []


# --- commands in running text -------------------------------------------------------------


def only_mentioned() -> dict[str, str]:
    """Command -> where it is mentioned, of those that no document has typed."""
    run = {command.text for path in DOCUMENTS for command in typed(words(path))}
    run |= {" ".join(text.split()[:2]) for text in run if text.startswith("make ")}
    return {
        each.text: f"{shown(path)}:{each.line}"
        for path in DOCUMENTS
        for each in mentioned(words(path))
        if each.text not in run
    }


READY = {
    "[SITE]": ".",
    "DIR": "another",
    "new episode FILE": "new episode ../Downloads/talk.vtt",
    "FILE...": "seeds/looms.txt seeds/every-word-on-the-web.txt",
    "FILE": "seeds/looms.txt",
    "my-site": "../site",
}
"""What a reader puts in a command's place."""

NAMES = frozenset({"chapterhouse new", "chapterhouse inspect", "pip install"})
"""Not whole commands."""


HOSTS = re.compile(r"(chapterhouse|pip) ")
"""How the commands of those begin who have a site, and no checkout of Chapterhouse."""


@pytest.mark.parametrize("text", sorted(filter(HOSTS.match, only_mentioned().keys() - NAMES)))
def test_a_hosts_commands_in_running_text_work(text: str, prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder, symlinks=True)
    with terminal(folder, folder / "site", folder / "bin") as shell:
        done(shell, ready(text))


@pytest.mark.parametrize("text", sorted(t for t in only_mentioned() if not HOSTS.match(t + " ")))
def test_makers_commands_in_running_text_work(text: str, checkout: Path, tmp_path: Path) -> None:
    if not installed(text):
        pytest.skip("ruff and mypy are not installed here; `make check` installs them")
    install(PROGRAMS, tmp_path / "bin")
    copy = tmp_path / "checkout"
    shutil.copytree(checkout, copy, symlinks=True)
    shutil.copytree(checkout / "seeds", tmp_path / "corpora/seeds")
    with terminal(tmp_path, copy, copy / ".venv/bin", tmp_path / "bin") as shell:
        if text == "make clean":
            done(shell, "make")
        done(shell, text)
    for file, there in EFFECTS.get(text, {}).items():
        assert (copy / file).exists() == there, file


def ready(text: str) -> str:
    for word, instead in READY.items():
        text = text.replace(word, instead)
    return text


def installed(text: str) -> bool:
    """Whether there is what a maker's command needs."""
    needed = {"make check": ("ruff", "mypy"), "make format": ("ruff",)}.get(text, ())
    return all(importlib.util.find_spec(name) for name in needed)


EFFECTS: dict[str, dict[str, bool]] = {
    "make clean": {"output/index.html": False, ".venv": True},
    "make distclean": {f"{FETCHED[0]}/lunr.min.js": False, ".venv": True},
    "make docs-site": {"docs-site/docs/publishing/index.html": True},
}
"""Command -> what is there then, and what not: an environment that was given stays."""


def test_what_make_is_not_run_for_is_named_by_a_document_and_there() -> None:
    named = {
        target_of(shlex.split(each.text.partition("make")[2]))
        for path in DOCUMENTS
        for each in [*typed(words(path)), *mentioned(words(path))]
        if "make" in each.text.split(" ")
    }
    assert set(NOT_RUN) <= named and named - {""} <= targets()


def targets() -> set[str]:
    text = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))


def told_in_running_text() -> list[str]:
    text = "".join(words(path) for path in DOCUMENTS)
    return sorted(set(re.findall(r"`((?:content|seeds|themes)/\S+:\d+: [^`]+)`", text)))


@pytest.mark.parametrize("sentence", told_in_running_text())
def test_what_is_said_of_a_mistake_is_what_running_text_says(
    sentence: str, make_site: MakeSite
) -> None:
    site = make_site(wrong_files(sentence))
    with pytest.raises(ChapterhouseError) as raised:
        build(site)
    said = explain(raised.value).replace(f"{site}/", "")
    assert re.fullmatch(re.escape(sentence).replace(r"\.\.\.", ".*"), said), said


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


def test_each_document_leads_to_the_others(docs_site: Path) -> None:
    """From the first one, by the link to the next, to the last one."""
    page: Path | None = docs_site / "docs/start/index.html"
    seen = set[str]()
    while page is not None:
        seen.add(page.parent.name)
        found = page.read_text(encoding="utf-8")
        assert 'href="../">All documents</a>' in found
        following = re.search(r'next: <a href="\.\./([a-z-]+)/"', found)
        page = docs_site / "docs" / following[1] / "index.html" if following else None
    assert seen == {path.stem for path in (REPOSITORY / "docs").glob("*.md")} - {"index"}


@pytest.mark.browser
def test_the_documents_fit_a_phone(page: Page, docs_site: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    with serve(docs_site) as address:
        for path in sorted(docs_site.glob("docs/**/index.html")):
            page.goto(f"{address}/{path.parent.relative_to(docs_site).as_posix()}/")
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path.parent.name
        page.goto(f"{address}/docs/search/")
        assert violations(page) == []
