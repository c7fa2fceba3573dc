"""The programs that a reader of the documents calls, as the tests have them.

    python doc_programs.py NAME ARGUMENTS

Everything is really run, without a network, with the environment that the tests run in: only what
serves is ended when it has said where, `pip install` is asked whether it names ours, and of the
targets of `make` that are listed here it is only asked whether they are there.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from chapterhouse import __version__

CHECKOUT = "DOCS_CHECKOUT"
"""The variable with the folder that `make` runs in: a copy of the repository."""

MAKE = "DOCS_MAKE"
"""The variable with the path of the real `make`: by its name, ours would find itself."""

INSTALLS = "DOCS_INSTALLS"
"""The variable with the folder, if any, where our program is once pip has been asked for it."""

_CORPUS = "it reads transcripts that are not in a checkout"

NOT_RUN: Mapping[str, str] = {
    "test": "it runs all tests, these among them: many minutes",
    "bench-preview": "it opens sites of 200 and 2,000 episodes in a browser: many minutes",
    "bench-related": _CORPUS,
    "bench-search": "it needs Pagefind, and builds sites of hundreds of episodes",
    "bench-topics": _CORPUS,
    "demo": _CORPUS,
    "eval": "it needs a scorer and transcripts that are not in a checkout",
    "eval-search": _CORPUS,
    "learn": _CORPUS,
    "screenshots": "it takes some thirty pictures in a browser: a minute",
}
"""Target of `make` -> why tests/test_docs.py only looks whether it is there (`make -n`). All other
targets that a document names are run."""

_READY = {"CORPUS=DIR": "CORPUS=seeds", "CORPORA=DIR": "CORPORA=../corpora"}
"""What a document leaves to the reader -> what there is for it."""


def chapterhouse(arguments: Sequence[str]) -> int:
    """The command; a preview is ended when it says where it is."""
    if arguments[:1] == ["serve"]:
        return _serve(arguments[1:])
    return subprocess.call([sys.executable, "-m", "chapterhouse", *arguments])


def _serve(arguments: Sequence[str]) -> int:
    """Asks nobody else's machine, and no port that is taken."""
    here = ["127.0.0.1" if each == "0.0.0.0" else each for each in arguments]
    if "--port" in here:
        here[here.index("--port") + 1] = str(_free_port())
    command = [sys.executable, "-m", "chapterhouse", "serve", *here]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        for line in serving.stdout:
            print(line, end="", flush=True)
            if "http://" in line:
                serving.send_signal(signal.SIGINT)
                return 0 if serving.wait(30) in (0, 130) else 1
    return 1


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def make(arguments: Sequence[str]) -> int:
    """In the checkout, with an environment that is given."""
    look = ["-n"] if target_of(arguments) in NOT_RUN else []
    words = [_READY.get(each, each) for each in arguments]
    command = [os.environ[MAKE], "-s", *look, "-C", os.environ[CHECKOUT], "VENV=.venv", *words]
    return subprocess.call(command, env=_in_checkout())


def target_of(arguments: Sequence[str]) -> str:
    """Which target `make` is asked for, "" for the first one."""
    return next((each for each in arguments if "=" not in each), "")


def python(arguments: Sequence[str]) -> int:
    """As it is in a checkout's .venv."""
    if arguments[:2] == ["-m", "chapterhouse"]:
        return chapterhouse(arguments[2:])
    return subprocess.call([sys.executable, *arguments])


def pytest(arguments: Sequence[str]) -> int:
    """The same, as a program of its own."""
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], env=_in_checkout())


def python3(arguments: Sequence[str]) -> int:
    """A virtual environment, but for pip, which takes long and is asked nothing there."""
    match list(arguments):
        case ["-m", "venv", folder]:
            return subprocess.call([sys.executable, "-m", "venv", "--without-pip", folder])
    return _nobody_tries("python3", arguments)


def pip(arguments: Sequence[str]) -> int:
    """No network: tests/test_packaging.py installs the wheel. What is asked for must be ours."""
    if not _is_ours(arguments):
        return _nobody_tries("pip", arguments)
    if folder := os.environ.get(INSTALLS):
        install(["chapterhouse"], Path(folder))
    return 0


def _is_ours(arguments: Sequence[str]) -> bool:
    wheel = f"chapterhouse-{re.escape(__version__)}-py3-none-any.whl"
    match list(arguments):
        case ["install", name] if name in ("chapterhouse", f"chapterhouse=={__version__}"):
            return True
        case ["install", file] if re.fullmatch(rf"dist/{wheel}", file):
            return Path(file).is_file()
        case ["install", file]:
            return re.fullmatch(rf"\./{wheel}", file) is not None
    return False


def _in_checkout() -> dict[str, str]:
    """The variables under which a checkout's own code runs, and pip asks no other machine."""
    code = str(Path(os.environ[CHECKOUT], "generator").resolve())
    alone = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "false"}
    return {**os.environ, "PYTHONPATH": code, **alone}


def _nobody_tries(program: str, arguments: Sequence[str]) -> int:
    print(f"nobody tries {program} {' '.join(arguments)}", file=sys.stderr)
    return 1


PROGRAMS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "chapterhouse": chapterhouse,
    "make": make,
    "pip": pip,
    "python3": python3,
}
"""On a reader's path."""

IN_CHECKOUT: Mapping[str, Callable[[Sequence[str]], int]] = {
    "chapterhouse": chapterhouse,
    "python": python,
    "pytest": pytest,
}
"""In a checkout's .venv/bin."""


GITHUB = """\
#!/bin/sh
# Git runs this, as git-remote-https, for https://github.com/OWNER/NAME.git: a folder stands for it.
# See gitremote-helpers(7), "connect".
repository="$DOCS_REMOTES/${2#https://github.com/}"
unset $(git rev-parse --local-env-vars)
while read -r asked; do
  case "$asked$DOCS_READ_ONLY" in
    capabilities*) printf 'connect\\n\\n' ;;
    "connect git-receive-pack"?*) echo "fatal: who asks may not push there" >&2; exit 128 ;;
    connect*) echo; exec "${asked#connect }" "$repository" ;;
  esac
done
"""


def install_github(folder: Path) -> None:
    """Writes what git is to find instead of its own program for https: into a GIT_EXEC_PATH."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "git-remote-https"
    file.write_text(GITHUB, encoding="utf-8")
    file.chmod(0o755)


def install(programs: Iterable[str], folder: Path) -> None:
    """Writes a small program for each name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in programs:
        file = folder / name
        file.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{__file__}" {name} "$@"\n')
        file.chmod(0o755)


FETCHED = ("generator/chapterhouse/lunrjs", "generator/chapterhouse/stemmerjs")
"""Folders of a checkout whose files git ignores, and a build needs."""


def copy_checkout(repository: Path, folder: Path) -> None:
    """Copies what git has or would take, and what was fetched; with an environment beside it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=repository, check=True, capture_output=True, timeout=60)
    names = {Path(os.fsdecode(name)) for name in listed.stdout.split(b"\0") if name}
    fetched = (path for each in FETCHED for path in (repository / each).iterdir())
    for name in names | {path.relative_to(repository) for path in fetched}:
        if (repository / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(repository / name, folder / name)
    install(IN_CHECKOUT, folder / ".venv/bin")


if __name__ == "__main__":
    sys.exit({**PROGRAMS, **IN_CHECKOUT}[sys.argv[1]](sys.argv[2:]))
