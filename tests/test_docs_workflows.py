"""Workflows for GitHub, in documents, of a new site and of this repository, do what is said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chapterhouse.deploy import FIRST_STEPS
from chapterhouse.starter import WORKFLOW, begin
from conftest import REPOSITORY
from doc_commands import STARTER, documents, words
from doc_programs import CHECKOUT, PROGRAMS, copy_checkout, install, install_github
from doc_stories import LOOMS, make_example
from doc_terminal import terminal
from doc_workflows import Runner, Workflow, workflow_blocks, workflow_of

PUBLISH = REPOSITORY / STARTER / Path(WORKFLOW).name
OURS = REPOSITORY / ".github/workflows/docs.yml"
TEXTS = {
    PUBLISH.name: words(PUBLISH),
    OURS.name: words(OURS),
    **{
        f"{path.name} {number}": text
        for path in documents(REPOSITORY)
        for number, text in enumerate(workflow_blocks(words(path)), 1)
    },
}
"""Where a workflow stands -> it."""

MakeRunner = Callable[[], Runner]


def named(name: str) -> Workflow:
    [found] = [each for each in map(workflow_of, TEXTS.values()) if each.name == name]
    return found


# --- what they are ------------------------------------------------------------------------


def test_the_workflows_are_those_that_are_tried_below() -> None:
    """A new one wants a test that runs it."""
    names = [workflow_of(text).name for text in TEXTS.values()]
    assert sorted(names) == ["", "Documentation", "Publish", "Remember addresses"]


def test_no_line_of_a_workflow_is_overlooked() -> None:
    for path in [PUBLISH, OURS, *documents(REPOSITORY)]:
        lines = len(re.findall(r"^ *(?:- )?(?:run|uses): ", words(path), re.MULTILINE))
        texts = [words(path)] if path.suffix == ".yml" else workflow_blocks(words(path))
        assert lines == sum(len(workflow_of(text).steps) for text in texts), path


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_each_action_is_pinned_to_a_commit_with_its_version_beside(text: str) -> None:
    for used in re.findall(r"\buses: *(.*)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_workflow_may_do_no_more_than_its_steps_must(text: str) -> None:
    workflow = workflow_of(text)
    if workflow.name:
        assert workflow.permissions == workflow.needed


# --- what they do -------------------------------------------------------------------------


@pytest.fixture
def github(tmp_path: Path) -> Path:
    """A folder with two sites, and the repositories on GitHub that they have been pushed to."""
    install(PROGRAMS, tmp_path / "bin")
    install_github(tmp_path / "github")
    begin(tmp_path / "new")
    make_example(tmp_path / "site")
    for name in ("new", "site"):
        with terminal(tmp_path, tmp_path / name, tmp_path / "bin") as shell:
            steps = [step.replace("YOU/REPOSITORY", f"me/{name}") for step in FIRST_STEPS]
            for command in [f"git init -q --bare -b main ~/remotes/me/{name}.git", *steps]:
                answer = shell.type(command)
                assert answer.status == 0, answer.said
    return tmp_path


@pytest.fixture
def runner(github: Path) -> MakeRunner:
    """One machine after the other."""
    homes = (github / f"runner-{number}" for number in range(100))
    return lambda: Runner(github, "me/new", next(homes))


def typed(github: Path, command: str, name: str = "new") -> str:
    """What the host's own machine says."""
    with terminal(github, github / name, github / "bin") as shell:
        answer = shell.type(command)
    assert answer.status == 0, answer.said
    return answer.said


def test_a_push_of_a_new_site_publishes_it(github: Path, runner: MakeRunner) -> None:
    machine = runner()
    assert machine.run(named("Publish")) is None, machine.said
    assert machine.published and machine.artifact is not None
    assert (machine.artifact / "episodes/every-word-on-the-web/index.html").is_file()
    assert f"{machine.address}/episodes/" in (machine.artifact / "sitemap.xml").read_text("utf-8")


def test_a_transcript_that_was_added_on_github_is_published_after_the_second_workflow(
    github: Path, runner: MakeRunner
) -> None:
    (github / "new/seeds/looms.txt").write_text(LOOMS, encoding="utf-8")
    typed(github, "git add seeds && git commit -m 'Add files via upload' && git push")
    machine = runner()
    failed = machine.run(named("Publish"))
    assert failed is not None and "--locked" in failed and not machine.published
    assert "addresses are not remembered yet (on-looms.txt)" in machine.said

    machine = runner()
    assert machine.run(named("Remember addresses")) is None, machine.said
    typed(github, "git pull")
    assert typed(github, "git log -1 --format='%an: %s'") == (
        "github-actions[bot]: Remember addresses"
    )
    assert typed(github, "git show --format= --name-only") == "content/addresses/on-looms.txt"

    machine = runner()
    assert machine.run(named("Publish")) is None, machine.said
    assert machine.artifact is not None
    assert (machine.artifact / "episodes/on-looms/index.html").is_file()


def test_the_second_workflow_commits_nothing_where_nothing_is_new(
    github: Path, runner: MakeRunner
) -> None:
    before = typed(github, "git rev-parse HEAD")
    machine = runner()
    assert machine.run(named("Remember addresses")) is None, machine.said
    assert typed(github, "git ls-remote origin main").split()[0] == before


def test_steps_that_are_shown_alone_work_and_tell_faults_by_line(github: Path) -> None:
    [steps] = [each for each in map(workflow_of, TEXTS.values()) if not each.name]
    machine = Runner(github, "me/site", github / "runner")
    shutil.copytree(github / "site", machine.site)
    install(["chapterhouse"], machine.programs)
    assert machine.run(steps) is None, machine.said
    with (machine.site / "content/people/ada.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [her notes](/notes/loom/).\n")
    assert machine.run(steps) == "chapterhouse check --strict"
    assert re.search(r"^::error file=content/people/ada\.md,line=7,", machine.said, re.MULTILINE)


def test_a_push_of_this_repository_publishes_its_documents(github: Path) -> None:
    copy_checkout(REPOSITORY, github / "checkout")
    machine = Runner(github, "me/chapterhouse", github / "runner")
    install(["make"], machine.programs)
    machine.environment[CHECKOUT] = str(machine.site)
    for command in (
        "git init -q --bare -b main ~/remotes/me/chapterhouse.git",
        "git init -q -b main && git add --all --force && git commit -qm All",
        "git push -q https://github.com/me/chapterhouse.git main",
    ):
        typed(github, command, "checkout")
    assert machine.run(named("Documentation")) is None, machine.said
    assert machine.published and machine.artifact is not None
    assert (machine.artifact / "docs/publishing/index.html").is_file()
    assert f"{machine.address}/docs/" in (machine.artifact / "sitemap.xml").read_text("utf-8")


def test_whoever_may_only_read_cannot_push(github: Path, runner: MakeRunner) -> None:
    """Else these tests would not notice a permission that is missing."""
    (github / "new/seeds/looms.txt").write_text(LOOMS, encoding="utf-8")
    typed(github, "git add seeds && git commit -m 'Add files via upload' && git push")
    remember = named("Remember addresses")
    machine = runner()
    failed = machine.run(Workflow("", remember.steps, {"contents": "read"}))
    assert failed is not None and "git push" in failed
    assert "who asks may not push there" in machine.said
