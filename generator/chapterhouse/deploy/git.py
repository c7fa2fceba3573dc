"""Runs git, so that nothing of the surroundings changes what it does, and says why it failed.

Git reads dozens of variables and settings. Those that say how a remote is reached (ssh, proxies,
credentials) are the host's and stay; those that name a repository, an index or a work tree, and
those that change files or run programs (hooks, filters, signatures), are left out.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import DeployError
from ..text import excerpt, masked

_OF_CONNECTIONS = re.compile(
    r"GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|TERMINAL_PROMPT|ALLOW_PROTOCOL|PROXY_COMMAND"
    r"|SSL_\w+|HTTP_\w+|EXEC_PATH|CONFIG\w*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM"
    r"|(AUTHOR|COMMITTER)_(NAME|EMAIL))"
)
_CONFIG = re.compile(r"GIT_CONFIG\w*")
_OF_SSH = "Could not read from remote repository"
_SAID = ("fatal:", "error:", "remote:", "ERROR:", "ssh:")

_LONGEST = 300
"""Characters of what the far end says that one line takes."""

_MISSING = "git is not installed, or not found by its name"

_HINTS = (
    (("Authentication failed", "could not read Username", "Permission denied", "403", "denied to"),
     "see who may push there, and how git signs in"),
    (("not found", "does not appear to be a git repository", "does not exist"),
     "see the address with: git remote -v"),
    (("Could not resolve", "unable to connect", "Connection refused", "Connection timed out",
      "Failed to connect", "unable to access", "Network is unreachable"),
     "see that there is a network, and try again"),
    (("Host key verification failed",), "connect by hand once: ssh -T git@github.com"),
    (("dubious ownership",), "see who owns the folder, or ask git about safe.directory"),
    (("No space left",), "make room on the disk, and try again"),
)  # fmt: skip
"""What git says -> what to do about it."""


class GitError(DeployError):
    """Git ended with an error."""

    said: str = ""
    """What it said, without secrets."""


@dataclass(frozen=True, slots=True)
class Git:
    """A place to run git in, and with which variables."""

    place: Path
    """The working directory."""
    variables: Mapping[str, str]

    def ask(self, *arguments: str) -> str:
        """What git prints, without the last line end. Raises DeployError when it fails."""
        return os.fsdecode(self.run(arguments)).rstrip("\n")

    def run(self, arguments: Sequence[str]) -> bytes:
        """What git prints, as bytes. Raises DeployError when it fails."""
        done = self.tried(arguments)
        if done.returncode:
            raise failure(done.stderr, f"git {arguments[0]} failed")
        return done.stdout

    def tried(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        """The same, however it ends."""
        try:
            return subprocess.run(
                ["git", *arguments],
                cwd=self.place,
                env=dict(self.variables),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError:
            raise absent() from None

    def feed(self, arguments: Sequence[str], chunks: Iterable[bytes]) -> None:
        """Gives git these bytes to read. Raises DeployError when it fails."""
        try:
            process = subprocess.Popen(
                ["git", *arguments],
                cwd=self.place,
                env=dict(self.variables),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except OSError:
            raise absent() from None
        try:
            said = _fed(process, chunks)
        except BaseException:
            process.kill()
            process.wait()
            raise
        if process.returncode:
            raise failure(said, f"git {arguments[0]} failed")


def _fed(process: subprocess.Popen[bytes], chunks: Iterable[bytes]) -> bytes:
    assert process.stdin is not None and process.stderr is not None
    try:
        for chunk in chunks:
            process.stdin.write(chunk)
        process.stdin.close()
    except BrokenPipeError:
        pass  # it says why
    said = process.stderr.read()
    process.wait()
    return said


def failure(stderr: bytes, otherwise: str) -> GitError:
    """What git said, as one line, with a hint where there is one to give."""
    said = masked(stderr.decode("utf-8", "replace"))
    hint = next((hint for signs, hint in _HINTS if any(sign in said for sign in signs)), None)
    error = GitError(_line(said) or otherwise, hint=hint)
    error.said = said
    return error


def _line(said: str) -> str:
    """What the far end said, and git's own first complaint."""
    lines = [line.strip() for line in said.splitlines()]
    kept = [line for line in lines if line.startswith(_SAID)]
    far = [line.partition(":")[2].strip() for line in kept if line.startswith("remote:")]
    own = [line.partition(":")[2].strip() for line in kept if not line.startswith("remote:")]
    if own and own[0].startswith(_OF_SSH):  # ssh has said why, in a line of its own
        own = [line for line in lines if line][:1]
    return ": ".join(part for part in (excerpt(" ".join(far), _LONGEST), *own[:1]) if part)


def absent() -> DeployError:
    """The error where there is no git."""
    return DeployError(_MISSING, hint="see https://git-scm.com/downloads")


def surroundings() -> dict[str, str]:
    """The variables for asking the host's own repository."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or _OF_CONNECTIONS.fullmatch(name)
    }
    # Messages are read by programs here; and to look does not write, not even the index.
    kept |= {"LC_ALL": "C", "LANGUAGE": "", "GIT_OPTIONAL_LOCKS": "0"}
    return kept if _is_watched() else {"GIT_TERMINAL_PROMPT": "0", **kept}


def with_settings(
    variables: Mapping[str, str], settings: Sequence[tuple[str, str]], shared: Path
) -> dict[str, str]:
    """The variables under which git has these settings only, and those of the file `shared`."""
    made = {name: value for name, value in variables.items() if not _CONFIG.fullmatch(name)}
    made |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": str(shared)}
    made["GIT_CONFIG_COUNT"] = str(len(settings))
    for number, (key, value) in enumerate(settings):
        made |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    asks = {"GIT_SSH", "GIT_SSH_COMMAND"} & made.keys() or "core.sshcommand" in dict(settings)
    if not asks and not _is_watched():
        made["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes"
    return made


def _is_watched() -> bool:
    """Whether somebody sits there to be asked for a password."""
    try:
        return os.isatty(0)
    except OSError:
        return False
