"""GitHub's workflows that documents show and `chapterhouse new` writes, run on this machine.

Lines under `run:` are run as GitHub does, each step in a shell of its own that stops at the first
error. Actions are not run; a function here has the effect of each.
https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from doc_commands import blocks
from doc_programs import INSTALLS, install
from doc_terminal import LONGEST, variables

Step = Mapping[str, Any]
Permissions = Mapping[str, str]

_OF_STEPS = re.compile(r"^ *(?:- )?(?:run|uses):", re.MULTILINE)
_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
_OUTPUT = re.compile(r"steps\.([\w-]+)\.outputs\.([\w-]+)")
_LEVELS = ("none", "read", "write")

NEEDS: Mapping[str, Permissions] = {
    "actions/checkout": {"contents": "read"},
    "actions/setup-python": {},
    "actions/configure-pages": {"pages": "read"},
    "actions/upload-pages-artifact": {},
    "actions/deploy-pages": {"pages": "write", "id-token": "write"},
    "git push": {"contents": "write"},
}
"""Action or command -> what its documentation says that it must be allowed."""


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow of one job, or some of the steps of one."""

    name: str
    """ "" for a part."""
    steps: tuple[Step, ...]
    permissions: Permissions

    @property
    def needed(self) -> Permissions:
        """The least that its steps can do with."""
        found: dict[str, str] = {}
        for step in self.steps:
            pushes = "git push" if "git push" in step.get("run", "") else ""
            for key in filter(None, (step.get("uses", "").partition("@")[0], pushes)):
                for scope, level in NEEDS[key].items():
                    found[scope] = max(found.get(scope, "none"), level, key=_LEVELS.index)
        return found


def workflow_of(text: str) -> Workflow:
    """A workflow's file, or some steps of one."""
    read = yaml.safe_load(text)
    if isinstance(read, list):
        return Workflow("", tuple(read), {})
    [job] = read["jobs"].values()
    return Workflow(read["name"], tuple(job["steps"]), job.get("permissions", read["permissions"]))


def workflow_blocks(text: str) -> list[str]:
    """Those that a document shows."""
    return [each.text for each in blocks(text) if _OF_STEPS.search(each.text)]


@dataclass(slots=True)
class Runner:
    """One of GitHub's machines, for one run of a workflow. Nobody has told git a name there, and
    there is no Chapterhouse before it is installed."""

    folder: Path
    """With the repositories of GitHub."""
    repository: str
    """OWNER/NAME."""
    home: Path
    """An empty folder."""
    programs: Path = field(init=False)
    site: Path = field(init=False)
    outputs: dict[str, Mapping[str, str]] = field(default_factory=dict)
    environment: dict[str, str] = field(init=False)
    artifact: Path | None = None
    """What has been handed over for publishing."""
    published: bool = False
    said: str = ""
    """What all steps said."""

    def __post_init__(self) -> None:
        self.programs, self.site = self.home / "programs", self.home / "work"
        self.programs.mkdir(parents=True)
        nameless = self.home / "gitconfig"
        nameless.write_text("[user]\n\tuseConfigOnly = true\n", encoding="utf-8")
        self.environment = {
            **variables(self.folder, [self.programs]),
            "HOME": str(self.home),
            "GIT_CONFIG_GLOBAL": str(nameless),
            "GITHUB_ACTIONS": "true",
            INSTALLS: str(self.programs),
        }

    def run(self, workflow: Workflow) -> str | None:
        """Runs its steps; the one that failed, if any."""
        if workflow.permissions.get("contents") != "write":
            self.environment["DOCS_READ_ONLY"] = "1"
        for step in workflow.steps:
            if "uses" in step:
                _ACTIONS[step["uses"].partition("@")[0]](self, step)
            elif not self._runs(step):
                return str(step["run"])
        return None

    def _runs(self, step: Step) -> bool:
        given = {name: self.filled_in(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "-e", "-c", self.filled_in(step["run"])],
            cwd=self.site, env={**self.environment, **given}, check=False, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=LONGEST,
        )  # fmt: skip
        self.said += done.stdout
        return done.returncode == 0

    def filled_in(self, text: str) -> str:
        """The text with the outputs of earlier steps that it names."""
        return _EXPRESSION.sub(lambda found: self._value(found[1]), text)

    def _value(self, expression: str) -> str:
        named = _OUTPUT.fullmatch(expression)
        assert named, f"no test knows {expression}"
        return self.outputs[named[1]][named[2]]

    @property
    def address(self) -> str:
        """Where GitHub publishes the site, without a slash at the end."""
        owner, name = self.repository.split("/")
        return f"https://{owner.lower()}.github.io/{name}"


# --- actions ------------------------------------------------------------------------------


def _checkout(runner: Runner, step: Step) -> None:
    address = f"https://github.com/{runner.repository}.git"
    command = ["git", "clone", "--quiet", "--depth", "1", address, str(runner.site)]
    subprocess.run(command, env=runner.environment, check=True, timeout=LONGEST)
    if step.get("with", {}).get("persist-credentials") is False:
        runner.environment["DOCS_READ_ONLY"] = "1"


def _setup_python(runner: Runner, step: Step) -> None:
    major, minor = str(step["with"]["python-version"]).split(".")
    assert (int(major), int(minor)) >= (3, 11), "Chapterhouse needs 3.11"
    install(["pip"], runner.programs)


def _configure_pages(runner: Runner, step: Step) -> None:
    runner.outputs[step["id"]] = {"base_url": runner.address}


def _upload(runner: Runner, step: Step) -> None:
    runner.artifact = runner.home / "artifact"
    shutil.copytree(runner.site / step["with"]["path"], runner.artifact)


def _deploy(runner: Runner, step: Step) -> None:
    assert runner.artifact is not None, "nothing was handed over"
    runner.published = True
    runner.outputs[step["id"]] = {"page_url": f"{runner.address}/"}


_ACTIONS: Mapping[str, Callable[[Runner, Step], None]] = {
    "actions/checkout": _checkout,
    "actions/setup-python": _setup_python,
    "actions/configure-pages": _configure_pages,
    "actions/upload-pages-artifact": _upload,
    "actions/deploy-pages": _deploy,
}
