"""The temporary repository from which the site is pushed: it has nothing of the host's but the
way to the remote.

A commit is made from the published branch's tip and the files that differ, whose bytes go through
git as they are: no attributes, filters or line ends are looked at, no hook runs, nothing is signed.
Of the published files only their names and digests are fetched, and pushed is only what differs.

Not ghp-import: it does the same with a branch in the host's own repository, under the host's
settings and hooks, and pushes over what somebody else pushed.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import DeployError
from ..text import masked
from .git import Git, GitError, failure, with_settings
from .places import DOMAIN_FILE, domain_in
from .repository import Repository
from .tree import Changes

_REJECTED = re.compile(r"^!\t\S+\t\[?[^\n]*\] \(([^\n]*)\)$", re.MULTILINE)
HARMLESS = frozenset([DOMAIN_FILE, ".nojekyll"])
"""GitHub puts the one there; the other says nothing but how the rest is served."""

_BACK = 50
"""Commits that are looked at for the last of ours: others revert, or set a domain."""

SOURCE = "Source commit:"
BUILT_BY = "Built by Chapterhouse"
"""Begin the lines of a commit's message by which a deployment is known again."""

_OURS = re.compile(rf"^{SOURCE} ([0-9a-f]{{40,64}})\n{BUILT_BY}", re.MULTILINE)

_LOCAL = "refs/heads/published"
_AGAIN = "nothing was published"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a site is published."""

    remote: str
    branch: str

    @property
    def ref(self) -> str:
        """The branch by its whole name."""
        return f"refs/heads/{self.branch}"

    def __str__(self) -> str:
        return masked(f"{self.remote}/{self.branch}")


@dataclass(frozen=True, slots=True)
class Former:
    """A deployment in the branch's history."""

    commit: str
    source: str
    """The commit that it was built from."""
    files: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Published:
    """What the branch holds."""

    tip: str | None = None
    """None: there is no such branch yet."""
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Path -> mode, digest as git counts it."""
    former: Former | None = None
    """The deployment that stands there. After commits of others: the one that they brought back
    (git revert), or else the last one. None: there is none."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """The temporary repository."""

    git: Git
    target: Target

    def published(self) -> Published:
        """Fetches what is published. Raises DeployError when the remote can't be reached."""
        try:
            if self._tip() is None:
                return Published()
        except GitError as error:
            message = f"{self.target.remote} cannot be reached: {error.message}"
            raise DeployError(message, hint=error.hint) from None
        self._fetch(1)
        files = self._files(_LOCAL)
        former = self._former(files) if files.keys() - HARMLESS else None
        return Published(self.git.ask("rev-parse", _LOCAL), files, former)

    def _former(self, files: Mapping[str, tuple[str, str]]) -> Former | None:
        """See Published. GitHub's own commits change only what is harmless."""
        if tip := self._deployments(1):
            return Former(*tip[0], files)
        self._fetch(_BACK)
        found = self._deployments(_BACK)
        same = (each for each in found if not self._differing(each[0]) - HARMLESS)
        stands = next(same, found[0] if found else None)
        return Former(*stands, self._files(stands[0])) if stands else None

    def _fetch(self, depth: int) -> None:
        self.git.run(
            [
                "fetch", "--quiet", "--no-tags", f"--depth={depth}", "--filter=blob:none",
                "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance",
                self.target.remote, f"+{self.target.ref}:{_LOCAL}",
            ]
        )  # fmt: skip

    def _files(self, commit: str) -> dict[str, tuple[str, str]]:
        listed = self.git.run(["ls-tree", "-r", "-z", "--full-tree", commit]).split(b"\0")
        entries = (os.fsdecode(entry).partition("\t") for entry in listed if entry)
        return {path: _entry(said) for said, _, path in entries}

    def _differing(self, commit: str) -> set[str]:
        """The paths in which what is published differs from it."""
        asked = ["diff-tree", "-r", "-z", "--name-only", "--no-renames", commit, _LOCAL]
        return {os.fsdecode(path) for path in self.git.run(asked).split(b"\0") if path}

    def _deployments(self, back: int) -> list[tuple[str, str]]:
        """Those of the last so many commits that Chapterhouse made, the latest first, each with
        the commit that it was built from."""
        asked = ["log", f"--max-count={back}", "--no-show-signature", "--format=%H%n%B%x00", _LOCAL]
        commits = (said.strip().partition("\n") for said in self.git.ask(*asked).split("\0"))
        found = ((sha, _OURS.search(message)) for sha, _, message in commits)
        return [(sha, ours[1]) for sha, ours in found if ours]

    def domain(self, published: Published) -> str | None:
        """What the branch's CNAME says, where it has one that names a domain."""
        found = published.files.get("CNAME")
        if found is None:
            return None
        return domain_in(self.git.ask("cat-file", "blob", found[1]))

    def commit(
        self, published: Published, changes: Changes, output: Path, person: str, message: str
    ) -> str:
        """The commit that holds the new site, after what is published."""
        made = "refs/heads/made"
        stream = _stream(made, published.tip, changes, output, person, message)
        self.git.feed(["fast-import", "--quiet", "--done", "--date-format=now"], stream)
        return self.git.ask("rev-parse", made)

    def push(self, published: Published, commit: str) -> None:
        """Publishes the commit, if the branch still is as it was.

        Raises DeployError when it isn't, or the remote refuses or can't be reached; the branch
        is as it was then.
        """
        done = self.git.tried(
            [
                "push", "--porcelain", "--no-verify", "--no-signed", "--no-follow-tags",
                "--no-thin", "--recurse-submodules=no",
                f"--force-with-lease={self.target.ref}:{published.tip or ''}",
                self.target.remote, f"{commit}:{self.target.ref}",
            ]
        )  # fmt: skip
        if done.returncode and self._arrived(published, commit, done.stderr) is False:
            raise _refused(self.target, done.stdout, done.stderr)

    def _tip(self) -> str | None:
        """The commit that the branch is at, asked at the remote, which lists every ref that ends
        with the name."""
        said = self.git.ask("ls-remote", "--quiet", self.target.remote, self.target.ref)
        refs = (line.partition("\t") for line in said.splitlines())
        return next((sha for sha, _, ref in refs if ref == self.target.ref), None)

    def _arrived(self, published: Published, commit: str, stderr: bytes) -> bool:
        """What became of a push that failed: a connection may break after all is done. Raises
        DeployError when somebody else has published."""
        try:
            tip = self._tip()
        except GitError:
            raise failure(stderr, _AGAIN) from None
        if tip not in (commit, published.tip):
            hint = "see what it was, bring your commit up to date (git pull), and deploy again"
            message = f"{self.target} has moved: somebody published meanwhile; {_AGAIN}"
            raise DeployError(message, hint=hint)
        return tip == commit


@contextmanager
def scratch(repository: Repository, target: Target) -> Iterator[Scratch]:
    """A temporary repository; it is gone afterwards, whatever happens.

    Raises DeployError when it can't be made.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="chapterhouse-", ignore_cleanup_errors=True)
    except OSError as error:
        message = f"there is no place for temporary files ({error.strerror})"
        raise DeployError(message, hint="make room on the disk, or set TMPDIR") from None
    with folder as name:
        yield _made(Path(name), repository, target)


def _made(folder: Path, repository: Repository, target: Target) -> Scratch:
    settings, trusted = repository.settings(target.remote)
    home, shared = folder / "git", folder / "settings"
    variables = with_settings(repository.git.variables, settings, shared)
    # From the work tree's root: a remote's address may be a path from there.
    git = Git(repository.git.place, {**variables, "GIT_DIR": str(home)})
    git.run(
        ["init", "--quiet", "--bare", "--template=", f"--object-format={repository.object_format}"]
    )
    for place in trusted:
        git.run(["config", "--file", str(shared), "--add", "safe.directory", place])
    return Scratch(git, target)


def _entry(said: str) -> tuple[str, str]:
    mode, _, digest = said.split(" ")
    return mode, digest


# --- what git is fed ----------------------------------------------------------------------


def _stream(
    ref: str, tip: str | None, changes: Changes, output: Path, person: str, message: str
) -> Iterator[bytes]:
    """https://git-scm.com/docs/git-fast-import: a commit after `tip`, deletions first, so that a
    folder may take a file's place."""
    yield f"commit {ref}\ncommitter ".encode() + os.fsencode(person) + b" now\n"
    yield _counted(os.fsencode(message))
    if tip is not None:
        yield f"from {tip}\n".encode()
    for path in changes.deleted:
        yield b"D %s\n" % _quoted(path)
    for path in (*changes.added, *changes.changed):
        yield b"M 100644 inline %s\n" % _quoted(path)
        yield _counted(_bytes(output / path))
    yield b"done\n"


def _counted(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DeployError(f"cannot be read ({error.strerror})", path=path) from None


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return b'"%s"' % os.fsencode(escaped)


def _refused(target: Target, stdout: bytes, stderr: bytes) -> DeployError:
    """Why the remote would not take it: its own words, and git's."""
    error = failure(stderr, "")
    found = _REJECTED.search(stdout.decode("utf-8", "replace"))
    reasons = [part for part in (found[1] if found else "", error.message) if part]
    said = ": ".join(dict.fromkeys(reasons)) or "git push failed"
    return DeployError(f"{target} was refused: {said}; {_AGAIN}", hint=error.hint)
