"""A terminal in which the commands of a document are typed, one after the other."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from conftest import REPOSITORY
from doc_programs import CHECKOUT, MAKE

LONGEST = 120
"""Seconds that a command may take before it counts as hung."""

_END = "that is all it says"
_TELL = f"""printf '\\n%s %s %s\\n' '{_END}' "$?" "$PWD\""""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command."""

    status: int
    said: str
    """On both streams, as they come."""
    folder: Path
    """Where the shell is afterwards."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A shell that keeps its folder and variables from one command to the next."""

    process: subprocess.Popen[str]

    def type(self, command: str) -> Answer:
        """Runs it to its end. Nothing can be typed into what runs."""
        assert self.process.stdin is not None and self.process.stdout is not None
        alarm = threading.Timer(LONGEST, self.end)
        alarm.start()
        try:
            self.process.stdin.write(f"{{ {command}\n}} </dev/null\n{_TELL}\n")
            self.process.stdin.flush()
            return _answer(self.process.stdout)
        except (BrokenPipeError, StopIteration):
            raise AssertionError(f"{command}: the shell ended, or it took too long") from None
        finally:
            alarm.cancel()

    def end(self) -> None:
        """Ends the shell, and what runs in it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def _answer(lines: Iterator[str]) -> Answer:
    said: list[str] = []
    while True:
        line = next(lines)
        if found := re.fullmatch(rf"{_END} (\d+) (.*)\n", line):
            return Answer(int(found[1]), "".join(said).strip("\n"), Path(found[2]))
        said.append(line)


@contextmanager
def terminal(folder: Path, within: Path, *programs: Path, **more: str) -> Iterator[Terminal]:
    """A shell in `within` that knows these folders' programs and the system's, and nobody else's
    variables; `folder` is home, and `folder`/remotes stands for https://github.com/."""
    with subprocess.Popen(
        ["bash", "--noprofile", "--norc"],
        cwd=within,
        env={**variables(folder, programs), **more},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        typing = Terminal(process)
        try:
            yield typing
        finally:
            typing.end()


def variables(folder: Path, programs: Sequence[Path]) -> dict[str, str]:
    """Of somebody who has told git a name, and has nothing else set up."""
    config = folder / "gitconfig"
    config.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n", encoding="utf-8")
    return {
        "HOME": str(folder),
        "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]),
        "PYTHONPATH": str(REPOSITORY / "generator"),
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EXEC_PATH": str(folder / "github"),
        "DOCS_REMOTES": str(folder / "remotes"),
        "BROWSER": "true",
        "LC_ALL": "C.UTF-8",
        CHECKOUT: str(folder / "checkout"),
        MAKE: shutil.which("make") or "make-is-not-installed",
    }
